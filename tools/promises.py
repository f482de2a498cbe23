"""Promises that only this course makes: targets, actions, versions, triggers."""

import json
import re
from configparser import ConfigParser
from pathlib import Path

import yaml

from tools.course import read_settings
from tools.workflows import read_workflows, workflow_steps

TRIGGERS = {  # workflow -> what starts it
    "test": {"pull_request", "push"},
    "model": {"pull_request"},
    "docs": {"pull_request", "push"},
    "weekly": {"schedule", "workflow_dispatch"},
    "release": {"push"},
}


def make_targets(
    script: str,  # lines of shell
) -> list[str]:  # such as ["package"]
    "What these lines ask `make` for."
    calls = re.findall(r"^\s*make +(.+)$", script, flags=re.M)
    return [word for call in calls for word in call.split() if re.fullmatch(r"[a-z]+", word)]


def action_problems(
    root: Path,  # folder of the course
) -> list[str]:  # actions that are not pinned as they should be
    "Each action stands with one commit and its version: `owner/name@40 hex digits # v1.2.3`."
    problems, commits = [], {}
    for path in sorted(root.glob(".github/workflows/*.yaml")):
        for used in re.findall(r"\buses: *(.+)", path.read_text(encoding="utf-8")):
            pin = re.fullmatch(r"([\w./-]+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)", used.strip())
            if not pin:
                problems.append(f"{path.name}: {used.strip()} is not pinned: write "
                                "owner/name@commit # v1.2.3, with all 40 digits of the commit")
            elif commits.setdefault(pin[1], pin[2]) != pin[2]:
                problems.append(f"{path.name}: {pin[1]} has another commit elsewhere: take one")
    return problems


def version_problems(
    root: Path,  # folder of the course
) -> list[str]:  # places that name another version
    "settings.ini, the library and CITATION.cff name one version of the library."
    version = read_settings(root).version
    return [f"{name} does not name version {version}, which settings.ini has"
            for name, line in (("landcover/__init__.py", f'__version__ = "{version}"'),
                               ("CITATION.cff", f"version: {version}"))
            if line not in (root / name).read_text(encoding="utf-8").splitlines()]


def target_problems(
    root: Path,  # folder of the course
) -> list[str]:  # calls of targets that are not there
    "Each target that a workflow asks `make` for is in the Makefile."
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):(?!=)", makefile, flags=re.M))
    return [f"{place}: the Makefile has no target {target}"
            for place, step in workflow_steps(read_workflows(root))
            for target in make_targets(step.get("run", "")) if target not in targets]


def container_problems(
    root: Path,  # folder of the course
) -> list[str]:  # what a container for contributors asks for in vain
    "A devcontainer starts with a target of the Makefile, and opens files that are there."
    path = root / ".devcontainer" / "devcontainer.json"
    if not path.is_file():
        return []
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        return [f"devcontainer.json is no JSON: {error}"]
    targets = re.findall(r"^([a-z]+):", (root / "Makefile").read_text("utf-8"), flags=re.M)
    found = [f"devcontainer.json: the Makefile has no target {target}"
             for target in make_targets(said["postCreateCommand"]) if target not in targets]
    opened = said["customizations"]["codespaces"]["openFiles"]
    return found + [f"devcontainer.json opens {name}, which is not there" for name in opened
                    if not (root / name).is_file()]


def trigger_problems(
    root: Path,  # folder of the course
) -> list[str]:  # workflows that start at other times than promised
    "The workflows are those of TRIGGERS and start when it says so."
    found = {name: workflow["on"] for name, workflow in read_workflows(root).items()}
    if found.keys() != TRIGGERS.keys():
        return [f"the workflows are {sorted(found)}, TRIGGERS says {sorted(TRIGGERS)}"]
    starts = {name: {on} if isinstance(on, str) else set(on) for name, on in found.items()}
    return [f"{name}.yaml starts on {sorted(starts[name])}, TRIGGERS says {sorted(promised)}"
            for name, promised in TRIGGERS.items() if starts[name] != promised]


def python_problems(
    root: Path,  # folder of the course
) -> list[str]:  # versions that are promised and not tested, or the other way round
    "test.yaml tests the versions of Python that settings.ini names."
    config = ConfigParser(delimiters=["="])
    config.read(root / "settings.ini", encoding="utf-8")
    promised = config["DEFAULT"].get("pythons", "").split()
    matrix = read_workflows(root)["test"]["jobs"]["test"]["strategy"]["matrix"]
    tested = sorted({case["python"] for case in matrix["include"]})
    if tested == promised:
        return []
    return [f"test.yaml tests Python {tested}, settings.ini says {promised}"]


def pipeline_problems(
    root: Path,  # folder of the course
) -> list[str]:  # code that stages of dvc.yaml wait for in vain
    "Every file and folder of the library that a stage of dvc.yaml depends on is there."
    path = root / "dvc.yaml"
    stages = yaml.safe_load(path.read_text(encoding="utf-8"))["stages"] if path.is_file() else {}
    return [f"dvc.yaml, stage {name}: {needed} is not there"
            for name, stage in stages.items() for needed in stage.get("deps", [])
            if needed.startswith("landcover/") and not (root / needed).exists()]


def image_problems(
    root: Path,  # folder of the course
) -> list[str]:  # what keeps an image from users, or lets one through that nobody looked at
    "Each Dockerfile becomes an image of a release: `make image` scans it before it is pushed."
    names = sorted(path.stem for path in root.glob("docker/*.Dockerfile"))
    jobs = read_workflows(root).get("release", {}).get("jobs", {}) if names else {}
    lines = {name: "\n".join(step.get("run", "") for step in job["steps"])
             for name, job in jobs.items()}
    scanned = [name for name in jobs if "image" in make_targets(lines[name])
               and 'TAG="$GITHUB_REF_NAME"' in lines[name]]
    pushed = [name for name in jobs if "docker push" in lines[name]]
    found = [] if not names or (scanned and pushed) else [
        "release.yaml builds no images, or pushes none: make image, then docker push"]
    for name in {*scanned, *pushed}:
        listed = jobs[name].get("strategy", {}).get("matrix", {}).get("image")
        if sorted(listed or []) != names:
            found.append(f"release.yaml, job {name}: its images are {listed}, docker/ has {names}")
    for name in pushed:
        needs = jobs[name].get("needs", [])
        if not set([needs] if isinstance(needs, str) else needs) & set(scanned):
            found.append(f"release.yaml, job {name}: waits for no job that scans")
        if "${GITHUB_REF_NAME#v}" not in lines[name]:
            found.append(f"release.yaml, job {name}: the images are not tagged by the version")
        if any("checkout" in step.get("uses", "") for step in jobs[name]["steps"]):
            found.append(f"release.yaml, job {name}: may write packages: no code of ours")
    return found


def merge_problems(
    root: Path,  # folder of the course
) -> list[str]:  # files with what Git left of a merge
    "No text of the course holds the marks of a conflict that nobody solved."
    patterns = ("*.md", "*.yaml", "*.txt", "*.ini", "nbs/*.qmd", "nbs/*.ipynb", ".github/*/*.yaml")
    paths = sorted(path for pattern in patterns for path in root.glob(pattern))
    mark = re.compile(r'^\s*"?(?:<{7}|>{7}) ', flags=re.M)
    counts = {path: len(mark.findall(path.read_text(encoding="utf-8"))) for path in paths}
    return [f"{path.relative_to(root)} holds {count} marks of a conflict"
            for path, count in counts.items() if count]


def check_promises(
    root: Path,  # folder of the course
) -> list[str]:  # promises that are not kept
    "Targets, actions, versions, triggers, stages: what only this course promises."
    checks = (target_problems, action_problems, version_problems, python_problems,
              trigger_problems, container_problems, pipeline_problems, merge_problems,
              image_problems)
    return [problem for check in checks for problem in check(root)]
