# Training, evaluation, maps and the pipeline, on a CPU: with PyTorch some gigabytes.
#   docker build -f docker/train.Dockerfile -t landcover-train .
#   mkdir -p runs
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD/data:/data:ro" -v "$PWD/runs:/work/runs" \
#     landcover-train train data=/data
# With --user the runs are yours, and the container may write into your folder.
FROM python:3.11-slim-bookworm
COPY constraints.txt settings.ini setup.py pyproject.toml README.md LICENSE MANIFEST.in /src/
COPY landcover /src/landcover
# The CPU build of PyTorch: the one of PyPI brings 3 GB for GPUs that a CPU image never uses.
RUN pip install --no-cache-dir --extra-index-url https://download.pytorch.org/whl/cpu \
    -c /src/constraints.txt "/src[export,maps,mlops]"
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin landcover \
    && install -d -m 1777 /work
ENV LANDCOVER_DATA=/data \
    HOME=/work \
    PYTHONUNBUFFERED=1
USER 10001
WORKDIR /work
ENTRYPOINT ["landcover"]
CMD ["doctor"]
