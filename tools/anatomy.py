"""The parts that a lesson and a workshop have."""

import re
from pathlib import Path

from tools.course import is_workshop, notebooks_of
from tools.exercises import Finding, check_exercises
from tools.notebooks import cell_tags, default_module, read_notebook, split_directives
from tools.outputs import check_outputs
from tools.tables import chapter_summary

BOX_PARTS = ("## In this chapter", "**You will be able to**", "**You need**", "**Time**")
LESSONS_ONLY = {"badges", "box", "install", "exercises", "check-yourself"}
ENDING = ("Exercises", "Check yourself", "What you learned")


def check_title(
    nb: dict,  # a lesson or a workshop
    name: str,  # its name, such as "01_data"
) -> list[Finding]:  # what is missing
    "How every notebook begins: a title, and what it promises."
    first = nb["cells"][0] if nb["cells"] else {"id": "", "source": ""}
    if first["id"] == "title" and re.match(r"# \S.*\n+> \S", first["source"]):
        return []
    return [Finding(name, "title", "no title with its promise",
                    "Begin with a cell `title`: `# Title`, then `> One sentence`")]


def check_opening(
    nb: dict,  # a chapter
    name: str,  # its name, such as "01_data"
) -> list[Finding]:  # what is missing
    "How a chapter begins: title, promise, and the box with its parts."
    box = next((c["source"] for c in nb["cells"] if c["id"] == "box"), "")
    found = check_title(nb, name)
    for part in BOX_PARTS:
        if part not in box:
            found.append(Finding(name, "box", f"{part} is missing", "Add it to the cell `box`"))
    if not chapter_summary(nb)["run"]:
        found.append(Finding(name, "box", "the time cannot be read",
                             "Write `**Time** N minutes to read, M minutes to run on ...`"))
    return found


def check_sections(
    nb: dict,  # a chapter
    name: str,  # its name, such as "01_data"
) -> list[Finding]:  # what is missing
    "Sections of its own, then the three that end every chapter; three to five answers."
    texts = [c["source"] for c in nb["cells"] if c["cell_type"] == "markdown"]
    body = re.sub(r"```.*?```", "", "\n".join(texts), flags=re.S)
    found = []
    headings = re.findall(r"^## (.+?)\s*$", body, flags=re.M)
    if tuple(h for h in headings if h in ENDING) != ENDING:
        found.append(Finding(name, "", f"the chapter must end with {', '.join(ENDING)}",
                             "Add these `##` headings, each once, in this order"))
    if not set(headings) - {*ENDING, "In this chapter"}:
        found.append(Finding(name, "", "no section", "Add at least one `##` heading of its own"))
    answers = body.partition("## Check yourself")[2].partition("## What you learned")[0]
    if not 3 <= answers.count("<details>") <= 5:
        found.append(Finding(name, "", f"Check yourself has {answers.count('<details>')} answers",
                             "Ask three to five questions, each with an answer in <details>"))
    return found


def check_cells(
    nb: dict,  # a lesson or a workshop
    name: str,  # its name, such as "01_data"
) -> list[Finding]:  # cells that are not where or how they should be
    "Ids are unique, fault tests are hidden at the end, what is not run is marked twice."
    found = []
    ids = [cell["id"] for cell in nb["cells"]]
    for repeated in sorted({i for i in ids if ids.count(i) > 1}):
        found.append(Finding(name, repeated, "two cells have this id", "Rename one"))
    faults = ["faults" in cell_tags(cell) for cell in nb["cells"]]
    if faults != sorted(faults):
        found.append(Finding(name, ids[faults.index(True)], "a fault test is not at the end",
                             "Move the cells with the tag faults behind all others"))
    for cell, fault in zip(nb["cells"], faults, strict=True):
        marks = split_directives(cell["source"])[0] if cell["cell_type"] == "code" else {}
        if fault and "hide" not in marks:
            found.append(Finding(name, cell["id"], "a fault test is shown", "Add `#| hide`"))
        if (marks.get("eval") == "false") != ("skip-execution" in cell_tags(cell)):
            found.append(Finding(name, cell["id"], "only half of the tools skip this cell",
                                 "Use `#| eval: false` and the tag skip-execution together"))
        if {"export", "exports", "exporti"} & set(marks) and not default_module(nb):
            found.append(Finding(name, cell["id"], "exported, and nothing says to which module",
                                 "Add a cell `default-exp` with `#| default_exp maps.scene`"))
    return found


def check_lesson(
    nb: dict,  # a lesson
    name: str,  # its name, such as "01_data"
) -> list[Finding]:  # empty where all is well
    "All checks of a lesson's anatomy. Whether its code works is for nbdev_test to say."
    checks = (check_opening, check_sections, check_exercises, check_cells, check_outputs)
    found = [finding for check in checks for finding in check(nb, name)]
    if "badges" not in [cell["id"] for cell in nb["cells"]]:
        found.append(Finding(name, "", "no cell with the id badges",
                             "Add a Markdown cell `<!-- badges -->` after the title"))
    return found


def check_workshop(
    nb: dict,  # a workshop
    name: str,  # its name, such as "08a_scene"
) -> list[Finding]:  # empty where all is well
    "A workshop has a title, a promise, its lesson's number, and nothing of a lesson."
    texts = [c["source"] for c in nb["cells"] if c["cell_type"] == "markdown"]
    found = check_title(nb, name) + check_cells(nb, name) + check_outputs(nb, name)
    line = f"Workshop of chapter {name[:2]}"
    if not re.search(rf"Workshop of \[?chapter \[?{name[:2]}", "\n".join(texts[:3])):
        found.append(Finding(name, "title", "nothing says which lesson it belongs to",
                             f"Write `{line}` below the promise, with a link"))
    for cell in nb["cells"]:
        if cell["id"] in LESSONS_ONLY or "exercise" in cell_tags(cell):
            found.append(Finding(name, cell["id"], "only lessons have such a cell", "Remove it"))
    return found


def check_chapter(
    nb: dict,  # a lesson or a workshop
    name: str,  # its name
) -> list[Finding]:  # empty where all is well
    "The anatomy of a numbered notebook."
    return check_workshop(nb, name) if is_workshop(name) else check_lesson(nb, name)


def check_numbers(
    names: list[str],  # of notebooks, such as "08a_scene"
) -> list[Finding]:  # empty where all is well
    "Each notebook has a number, or a number and a letter, of its own."
    numbers = [name.partition("_")[0] for name in names]
    return [Finding(name, "", f"another notebook has the number {number}, too",
                    "Take the next free letter")
            for name, number in zip(names, numbers, strict=True) if numbers.count(number) > 1]


def check_anatomy(
    root: Path,  # folder of the course
) -> list[str]:  # findings in all notebooks
    "Lessons and workshops have their parts, whole exercises, clean outputs and own numbers."
    paths = notebooks_of(root)
    found = [f for path in paths for f in check_chapter(read_notebook(path), path.stem)]
    return [str(finding) for finding in found + check_numbers([path.stem for path in paths])]
