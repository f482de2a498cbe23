import os
import subprocess
from pathlib import Path

import pytest

from tools.promises import image_problems
from tools.tests.tiny import INI

RELEASE = """\
on: [push]
jobs:
  images:
    strategy: {matrix: {image: [serve, train]}}
    steps:
      - run: make image NAME="$IMAGE" TAG="$GITHUB_REF_NAME"
  push:
    needs: images
    strategy: {matrix: {image: [serve, train]}}
    steps:
      - run: docker push "ghcr.io/a/b:${GITHUB_REF_NAME#v}"
"""


@pytest.mark.parametrize(("old", "new", "said"), [
    ("on", "on", ""),
    ("    needs: images\n", "    needs: [images]\n", ""),
    ("[serve, train]", "[serve]", "docker/ has ['serve', 'train']"),
    ("    needs: images\n", "", "no job that scans"),
    ("    needs: images\n", "    needs: [build, publish]\n", "no job that scans"),
    ("make image", "make release", "builds no images"),
    ("docker push", "docker pull", "pushes none"),
    ("${GITHUB_REF_NAME#v}", "latest", "not tagged by the version"),
    ("- run: docker", "- uses: actions/checkout@v1\n      - run: docker", "no code of ours"),
])
def test_images_are_scanned_then_pushed(tmp_path, old, new, said):
    assert image_problems(tmp_path) == [], "no Dockerfiles, no images"
    for name in ("docker/serve.Dockerfile", "docker/train.Dockerfile"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("FROM scratch")
    workflows = tmp_path / ".github" / "workflows"
    workflows.mkdir(parents=True)
    assert old in RELEASE
    (workflows / "release.yaml").write_text(RELEASE.replace(old, new, 1))
    problems = image_problems(tmp_path)
    assert said in "".join(problems) and bool(said) == bool(problems)


DOCKER = """#!/bin/bash
echo "$*" >> calls
case "$*" in
*"--entrypoint landcover "*--version) ;;
*--version) exit 2 ;; # `landcover serve` has no version
*-sxm*) printf '%s\t/\n' "${MEGABYTES:-320}" ;;
*Health*) echo "${HEALTH:-healthy}" ;;
*ExitCode*) echo "${CODE:-0}" ;;
*--detach*) echo c0ffee ;;
save*) echo packed > "$3" ;;
*docker-archive*) exit "${HOLES:-0}" ;;
esac
"""


@pytest.mark.parametrize(("change", "packed"), [
    ({}, True), ({"TAG": "v0.1.0"}, True), ({"NAME": "train"}, True), ({"TAG": "v0.2.0"}, False),
    ({"HOLES": "2"}, False), ({"NAME": "train", "HOLES": "2"}, False),
    ({"MEGABYTES": "351"}, False), ({"HEALTH": "unhealthy"}, False),
    ({"HEALTH": "starting"}, False), ({"CODE": "137"}, False),
])
def test_an_image_is_tried_and_scanned_before_it_is_packed(tmp_path, change, packed):
    root = Path(__file__).parents[2]
    script = (root / ".ci" / "image").read_text()
    for name, content in {"settings.ini": INI, ".ci/image": script, "model.onnx": "",
                          "bin/docker": DOCKER, "bin/sleep": "#!/bin/bash\n"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
        (tmp_path / name).chmod(0o755)
    done = subprocess.run(
        ["bash", ".ci/image"], cwd=tmp_path, capture_output=True, text=True,
        env=os.environ | {"NAME": "serve", "MODEL": "model.onnx", "TAG": "v0.1.0",
                          "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"} | change)
    left = [path.name for path in (tmp_path / "dist").rglob("*.gz")]
    name = change.get("NAME", "serve")
    assert (done.returncode == 0) is packed and left == packed * [f"{name}.tar.gz"], done.stderr
    said = (tmp_path / "calls").read_text() if (tmp_path / "calls").exists() else ""
    words = [line.split()[0] for line in said.splitlines()]
    assert "push" not in words and "login" not in words
    if packed:
        assert f"--tag landcover-{name}:0.1.0" in said and "anchore/grype@sha256:" in said
        assert words.index("build") < words.index("save") < len(words) - 1
        assert "docker-archive" in said.splitlines()[-1] or name == "serve"
        assert ("--entrypoint du" in said) is (name == "serve") and "--fail-on high" in said
