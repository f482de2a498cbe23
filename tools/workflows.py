"""Workflows are code: three programs look for mistakes and open doors."""

import json
import re
import shutil
import tempfile
from pathlib import Path

import yaml

from tools.programs import run_tool


def read_workflows(
    root: Path,  # folder of the course
) -> dict[str, dict]:  # content by name, such as "test"; all values are text
    "The workflows of the course."
    return {path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            for path in sorted(root.glob(".github/workflows/*.yaml"))}


def workflow_steps(
    workflows: dict[str, dict],  # as read_workflows gives them
) -> list[tuple[str, dict]]:  # place such as "test.yaml, job test, step 3"; step
    "Every step of every job."
    return [(f"{name}.yaml, job {job}, step {number}", step)
            for name, workflow in workflows.items()
            for job, content in workflow["jobs"].items()
            for number, step in enumerate(content["steps"], 1)]


SCHEMAS = (  # files, and the schema that check-jsonschema brings for them
    (".github/workflows/*.yaml", "vendor.github-workflows"),
    (".github/workflows/*.yaml", "custom.github-workflows-require-timeout"),
    (".github/dependabot.yml", "vendor.dependabot"),
    (".github/ISSUE_TEMPLATE/chapter.yml", "vendor.github-issue-forms"),
)


def check_schemas(
    root: Path,  # folder of the course
) -> list[str]:  # keys and values that are not understood
    "The files that GitHub reads fit their schemas, and every job has a time limit."
    problems = []
    for pattern, schema in SCHEMAS:
        files = [str(path.relative_to(root)) for path in sorted(root.glob(pattern))]
        if not files:
            problems.append(f"{pattern}: there is no such file")
            continue
        good, said = run_tool("check-jsonschema", "--builtin-schema", schema,
                              "--output-format", "json", *files, folder=root)
        try:
            errors = [] if good else json.loads(said)["errors"] or [said]
        except ValueError:  # the program itself says why it could not look
            errors = [said.strip()]
        for error in errors:
            if isinstance(error, dict):  # the best guess says more than "does not fit"
                cause = error.get("best_match", error)
                error = f"{error['filename']}, {cause['path']}: {cause['message']}"
            problems.append(error)
    return problems


def check_security(
    root: Path,  # folder of the course
) -> list[str]:  # what an attacker could use
    "`zizmor` finds nothing in workflows, dependabot.yml and hooks, not even as its auditor."
    good, said = run_tool("zizmor", "--offline", "--quiet", "--persona", "auditor",
                          "--format", "sarif", ".", folder=root)
    try:
        findings = json.loads(said)["runs"][0]["results"]
    except ValueError:  # no findings: the program itself says why it could not look
        return [said.strip()]
    problems = []
    for finding in findings:
        place = finding["locations"][0]["physicalLocation"]
        file, line = place["artifactLocation"]["uri"], place["region"]["startLine"]
        problems.append(f"{file}, line {line}: {finding['message']['text']} ({finding['ruleId']})")
    return problems if problems or good else [said.strip()]


def check_shell(
    root: Path,  # folder of the course
) -> list[str]:  # traps in shell scripts and in the lines that workflows run
    "`shellcheck` finds nothing in `.ci/` and in the `run:` blocks of the workflows."
    with tempfile.TemporaryDirectory() as folder:
        scripts = {path.name: path.relative_to(root).as_posix()
                   for path in sorted(root.glob(".ci/*"))}
        for name in scripts:
            shutil.copy(root / ".ci" / name, folder)
        for place, step in workflow_steps(read_workflows(root)):
            if "run" in step:
                name = f"block-{len(scripts)}"
                scripts[name] = place
                Path(folder, name).write_text("#!/bin/bash\n" + step["run"], encoding="utf-8")
        good, said = run_tool("shellcheck", "--format", "gcc", *scripts, folder=Path(folder))
    named = [(line, re.match(r"([\w.-]+):\d+:\d+: ", line)) for line in said.splitlines()]
    return [] if good else [f"{scripts[m[1]]}: {line[m.end():]}" if m and m[1] in scripts else line
                            for line, m in named if line]
