"""Workflows are code: schemas and two programs look for mistakes and open doors."""

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
    from check_jsonschema.builtin_schemas import get_builtin_schema
    from jsonschema.exceptions import best_match
    from jsonschema.validators import validator_for
    from ruamel.yaml import YAML, YAMLError  # YAML 1.2, as GitHub reads it: `on` is no truth value

    problems = []
    for pattern, name in SCHEMAS:
        schema = get_builtin_schema(name)
        form = validator_for(schema)
        files = sorted(root.glob(pattern))
        problems += [] if files else [f"{pattern}: there is no such file"]
        for path in files:
            place = path.relative_to(root).as_posix()
            try:
                content = YAML(typ="safe").load(path)
            except YAMLError as error:
                problems.append(f"{place}: {error}")
                continue
            errors = form(schema, format_checker=form.FORMAT_CHECKER).iter_errors(content)
            causes = [best_match(error.context) or error for error in errors]
            problems += [f"{place}, {cause.json_path}: {cause.message}" for cause in causes]
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
                   for path in sorted(root.glob(".ci/*")) if path.is_file()}
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
