from pathlib import Path

import pytest

from tools.package import package_problems, release_notes
from tools.promises import (
    TRIGGERS,
    check_promises,
    container_problems,
    make_targets,
    merge_problems,
    pipeline_problems,
)
from tools.tests.tiny import INI
from tools.workflows import check_schemas, check_security, check_shell

SOUND = """\
name: test
on: [pull_request, push]
permissions: {}
concurrency:
  group: test
  cancel-in-progress: true
jobs:
  test:
    name: test
    runs-on: ubuntu-latest
    timeout-minutes: 5
    strategy:
      matrix:
        include:
          - {python: "3.11"}
          - {python: "3.12"}
    steps:
      - uses: a/b@0123456789012345678901234567890123456789 # v1.0.0
      - run: make test
"""
AGAIN = "\n      - uses: a/b@9" + "0" * 39 + " # v2.0.0\n      - run: make"
CHANGES = """# Change log

## [Unreleased]

## [0.1.0] - 2026-12-01
### Added
- Halves.

## [0.0.1] - 2026-11-01
- Nothing yet.

[0.1.0]: https://github.com/ada/landcover
"""


def make_workflows(root: Path, text: str) -> None:
    "Write a course of one workflow to a folder."
    for name, content in {
        ".github/workflows/test.yaml": text,
        "Makefile": "test:\n\ttrue\n",
        "settings.ini": INI + "pythons = 3.11 3.12\n",
        "CITATION.cff": "version: 0.1.0\n",
        "landcover/__init__.py": '__version__ = "0.1.0"\n',
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)


@pytest.fixture
def says(tmp_path):
    "A function: what a check says about a sound workflow with one change."
    def said(check, old: str = "", new: str = "", script: str = "true\n") -> str:
        assert old in SOUND
        make_workflows(tmp_path, SOUND.replace(old, new))
        (tmp_path / ".ci").mkdir(exist_ok=True)
        (tmp_path / ".ci" / "run").write_text("#!/bin/bash\n" + script)
        for name in TRIGGERS.keys() - {"test"} if check is check_promises else ():
            on = f"on: [{', '.join(TRIGGERS[name])}]\njobs: {{}}\n"
            (tmp_path / f".github/workflows/{name}.yaml").write_text(on)
        return "\n".join(p for p in check(tmp_path) if "no such file" not in p)
    return said


@pytest.mark.parametrize("check", [check_promises, check_schemas, check_security, check_shell])
def test_a_sound_workflow(says, check):
    assert says(check) == ""


@pytest.mark.parametrize(("old", "new", "said"), [
    ("make test", "make test tests A=b -s", "no target tests"),
    ("0123456789", "v1", "not pinned"),
    (" # v1.0.0", "", "not pinned"),
    ("a/b@0123456789", "a/b@", "not pinned"),
    ("\n      - run: make", AGAIN, "another commit"),
    ("[pull_request, push]", "[push]", "starts on ['push']"),
    ("[pull_request, push]", "push", "starts on ['push']"),
    ("[pull_request, push]", "{push: {branches: [main]}}", "starts on ['push']"),
    ('"3.12"', '"3.13"', "tests Python ['3.11', '3.13']"),
])
def test_a_broken_promise(says, old, new, said):
    assert said in says(check_promises, old, new)


def test_versions_and_workflows(tmp_path):
    make_workflows(tmp_path, SOUND)
    (tmp_path / "CITATION.cff").write_text("version: 0.2.0\n")
    assert check_promises(tmp_path) == [
        "CITATION.cff does not name version 0.1.0, which settings.ini has",
        "the workflows are ['test'], TRIGGERS says ['docs', 'model', 'release', 'test', 'weekly']"]
    assert make_targets("  make model REFERENCE=HEAD^\nmake a b -s") == ["model", "a", "b"]


def test_stages_wait_for_files_that_are_there(tmp_path):
    assert pipeline_problems(tmp_path) == []
    (tmp_path / "landcover").mkdir()
    (tmp_path / "dvc.yaml").write_text(
        "stages:\n  train:\n    deps: [made/a, landcover]\n")
    assert pipeline_problems(tmp_path) == []
    (tmp_path / "dvc.yaml").write_text("stages:\n  test:\n    deps: [made/a, landcover/a.py]\n")
    assert pipeline_problems(tmp_path) == ["dvc.yaml, stage test: landcover/a.py is not there"]


def test_marks_of_a_conflict(tmp_path):
    (tmp_path / "README.md").write_text("# A\n=======\na < b > c\n")
    assert merge_problems(tmp_path) == []
    (tmp_path / "README.md").write_text("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> 0ce97 (b)\n")
    assert merge_problems(tmp_path) == ["README.md holds 2 marks of a conflict"]


def test_schemas(says):
    said = says(check_schemas, "    timeout-minutes: 5\n", "    stepps: []\n")
    assert "stepps" in said and "timeout" in said
    assert ".github/workflows/test.yaml, $.jobs.test" in said
    assert "test.yaml: " in says(check_schemas, "permissions: {}", "permissions: {")


def test_nothing_to_look_at_is_a_problem(tmp_path):
    assert "no such file" in check_schemas(tmp_path)[0] and check_security(tmp_path)


def test_shell(says):
    assert "test.yaml, job test, step 2" in says(check_shell, "make test", "rm $HOME/$1")
    assert ".ci/run: " in says(check_shell, script="rm $1\n")


@pytest.mark.parametrize(("old", "new", "what"), [
    ("0123456789012345678901234567890123456789 # v1.0.0", "v1", "unpinned"),
    ("permissions: {}\n", "", "permission"),
    ("make test", "echo ${{ github.head_ref }}", "template"),
    ("[pull_request, push]", "[pull_request_target, push]", "insecure"),
])
def test_an_open_door(says, old, new, what):
    said = says(check_security, old, new)
    assert said.startswith(".github/workflows/test.yaml, line ") and what in said


def test_release_notes(tmp_path):
    make_workflows(tmp_path, SOUND)
    log = tmp_path / "CHANGELOG.md"
    log.write_text(CHANGES)
    assert release_notes(tmp_path, "v0.1.0") == "### Added\n- Halves.\n"
    with pytest.raises(ValueError, match="0.2.0"):
        release_notes(tmp_path, "v0.2.0")
    for text in (CHANGES.replace("[0.1.0] -", "[0.1.1] -"), "## [0.1.0] - unreleased\n- x",
                 "## [0.1.0] - 2026-12-01\n\n## [0.0.1]\n- x"):
        log.write_text(text)
        with pytest.raises(ValueError, match="no section"):
            release_notes(tmp_path, "v0.1.0")
    (tmp_path / "CITATION.cff").write_text("version: 0.2.0\n")
    with pytest.raises(ValueError, match="CITATION.cff"):
        release_notes(tmp_path, "v0.1.0")


def write_package(dist: Path, wheel: list[str], sdist: list[str], version: str) -> None:
    "A wheel and an sdist that hold these files."
    import tarfile
    import zipfile

    dist.mkdir()
    with zipfile.ZipFile(dist / f"landcover-{version}-py3-none-any.whl", "w") as archive:
        for name in wheel:
            archive.writestr(name, "")
    with tarfile.open(dist / f"landcover-{version}.tar.gz", "w:gz") as archive:
        for name in sdist:
            archive.addfile(tarfile.TarInfo(f"landcover-{version}/{name}"))


LIBRARY = ["landcover/__init__.py", "landcover/maps/scene.py", "landcover/templates/map.html"]
WHEEL = [*LIBRARY, "landcover-0.1.0.dist-info/licenses/LICENSE"]
SDIST = ["LICENSE", "README.md", "pyproject.toml", "settings.ini", "setup.py", *LIBRARY]


@pytest.mark.parametrize(("wheel", "sdist", "version", "said"), [
    (WHEEL, SDIST, "0.1.0", ""),
    (WHEEL[:3], SDIST, "0.1.0", "lacks LICENSE"),
    (WHEEL[1:], SDIST, "0.1.0", "lacks landcover/__init__.py"),
    ([WHEEL[0], *WHEEL[2:]], SDIST, "0.1.0", "lacks landcover/maps/scene.py"),
    ([*WHEEL[:2], WHEEL[3]], SDIST, "0.1.0", "lacks landcover/templates/map.html"),
    ([*WHEEL, "nbs/x.py"], SDIST, "0.1.0", "should not hold nbs/x.py"),
    ([*WHEEL, "tools/course.py"], SDIST, "0.1.0", "should not hold tools/course.py"),
    ([*WHEEL, "landcover/maps/old.py"], SDIST, "0.1.0", "should not hold landcover/maps/old.py"),
    (WHEEL, SDIST[:3] + SDIST[4:], "0.1.0", "lacks settings.ini"),
    (WHEEL, [*SDIST, "nbs/01.ipynb"], "0.1.0", "should not hold nbs/01.ipynb"),
    (WHEEL, [*SDIST, "experiments/a.py"], "0.1.0", "should not hold experiments/a.py"),
    (WHEEL, SDIST, "0.0.9", "are not landcover-0.1.0"),
])
def test_what_a_package_holds(tmp_path, wheel, sdist, version, said):
    make_workflows(tmp_path, SOUND)
    for name in LIBRARY[1:]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    write_package(tmp_path / "dist", wheel, sdist, version)
    problems = package_problems(tmp_path / "dist", tmp_path)
    assert [said in p for p in problems] == [True] * bool(said), problems


def test_a_folder_without_packages(tmp_path):
    make_workflows(tmp_path, SOUND)
    assert "found 0 and 0" in package_problems(tmp_path, tmp_path)[0]


def test_a_devcontainer_asks_for_what_is_there(tmp_path):
    assert container_problems(tmp_path) == []
    path = tmp_path / ".devcontainer" / "devcontainer.json"
    path.parent.mkdir()
    (tmp_path / "Makefile").write_text("export: ## make\n\t@true\n")
    path.write_text('{"postCreateCommand": "make export", "customizations": {"codespaces": '
                    '{"openFiles": ["Makefile"]}}}')
    assert container_problems(tmp_path) == []
    path.write_text(path.read_text().replace("make export", "make all").replace('["M', '["m'))
    assert len(container_problems(tmp_path)) == 2
    path.write_text("{")
    assert "no JSON" in container_problems(tmp_path)[0]
