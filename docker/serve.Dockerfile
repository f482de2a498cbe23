# The service without PyTorch: about 330 MB, not root, nothing to write but /tmp and, where --log asks
# for it, a volume at /traffic: it takes the owner of that folder from here.
#   docker build -f docker/serve.Dockerfile -t landcover-serve .
#   docker run --rm --read-only --tmpfs /tmp -p 8000:8000 -v "$PWD/run:/model:ro" landcover-serve
# where run/ holds the model.onnx of `landcover export RUN`.
FROM python:3.11-slim-bookworm AS build
COPY docker/serve.txt /src/serve.txt
# pip installs from outside, so that the image has none.
RUN python -m venv --without-pip /opt/landcover \
    && pip --python /opt/landcover/bin/python install --no-cache-dir --require-hashes -r /src/serve.txt
COPY settings.ini setup.py pyproject.toml README.md LICENSE MANIFEST.in /src/
COPY landcover /src/landcover
RUN pip --python /opt/landcover/bin/python install --no-cache-dir --no-deps /src \
    && find /opt/landcover -type d -name tests -prune -exec rm -r {} +

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin landcover \
    && install -d -o 10001 -g 10001 /traffic
COPY --from=build /opt/landcover /opt/landcover
ENV PATH=/opt/landcover/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    OMP_NUM_THREADS=1
USER 10001
WORKDIR /
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/ready', timeout=2)"]
# SIGTERM ends it after what it has begun.
STOPSIGNAL SIGTERM
ENTRYPOINT ["landcover", "serve"]
CMD ["/model/model.onnx", "--host", "0.0.0.0"]
