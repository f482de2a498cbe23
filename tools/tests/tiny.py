"""A course small enough to hold in the head: one lesson, one workshop, their settings."""

from pathlib import Path

from tools.course import Settings
from tools.notebooks import notebook_text

FORK = Settings("ada", "landcover", "main", "0.1.0", "https://ada.github.io/landcover")
README = "# My course\n\n<!-- chapters --><!-- /chapters -->\n\nMIT license."
FIRST = "Exercise 1: find the bug"
INI = """[DEFAULT]
user = ada
author = Ada
repo = landcover
lib_name = landcover
lib_path = landcover
nbs_path = nbs
branch = main
version = 0.1.0
doc_host = https://ada.github.io
doc_baseurl = /landcover
allowed_cell_metadata_keys = tags
tst_flags = real
"""
BOX = """::: {.callout-note}
## In this chapter
**You will be able to** halve a number.

**You need** [00_start](00_start.ipynb).

**Time** 5 minutes to read, 1 minute to run on two CPU cores.
:::"""
FOLD = '#| code-fold: true\n#| code-summary: "Solution"\n'
ANSWER = "<details><summary>Answer</summary>\n\nBecause.\n\n</details>\n"
CHECK = 'assert half(3) == 1.5, f"half of 3 is 1.5, not {half(3)}"'


def md(id: str, source: str, *tags: str) -> dict:
    "A Markdown cell."
    metadata = {"tags": list(tags)} if tags else {}
    return {"cell_type": "markdown", "id": id, "metadata": metadata, "source": source}


def py(id: str, source: str, *tags: str, printed: str = "") -> dict:
    "A code cell; `printed` is its stored output."
    outputs = [{"name": "stdout", "output_type": "stream", "text": [printed]}] if printed else []
    return {**md(id, source, *tags), "cell_type": "code", "execution_count": None,
            "outputs": outputs}


def notebook(*cells: dict) -> dict:
    "A notebook of these cells."
    kernel = {"display_name": "python3", "language": "python", "name": "python3"}
    return {"cells": list(cells), "metadata": {"kernelspec": kernel}, "nbformat": 4,
            "nbformat_minor": 5}


def tiny_lesson() -> dict:
    "A complete lesson in a few lines."
    return notebook(
        md("title", "# Halves\n> You learn to halve."),
        md("badges", "<!-- badges -->"),
        md("box", BOX),
        py("default-exp", "#| hide\n#| default_exp halves"),
        py("imports", "#| export\nimport math"),
        md("idea", "## Half of a number\n\nHalves need not be whole."),
        py("show", "#| exports\nnumber = math.floor(3.9)"),
        md("exercises", "## Exercises"),
        md("exercise-1", f"### {FIRST}\n\n`half(3)` is wrong.", "exercise"),
        py("starter-1", "#| eval: false\ndef half(x):\n    return x // 2", "starter",
           "skip-execution"),
        py("solution-1", FOLD + "def half(x):\n    return x / 2", "solution"),
        py("check-1", f'{CHECK}\nprint("Exercise 1: correct")', "check",
           printed="Exercise 1: correct\n"),
        md("check-yourself", "## Check yourself\n\n" + ANSWER * 3),
        md("learned", "## What you learned\n\n- Halves."),
        py("faults", "#| hide\nassert number == 3", "faults"),
    )


def tiny_workshop() -> dict:
    "A workshop that makes a module of a package."
    return notebook(
        md("title", "# Thirds\n> What does not divide by two.\n\n"
                    "Workshop of chapter [93](93_halves.ipynb)."),
        py("default-exp", "#| hide\n#| default_exp numbers.thirds"),
        py("third", '#| exports\ndef third(x):\n    "A third of a number."\n    return x / 3'),
        py("shown", "assert third(3) == 1"),
        py("faults", "#| hide\nassert third(0) == 0", "faults"),
    )


def make_course(root: Path) -> Path:
    "Write a course with one lesson to a folder and give the path of the lesson."
    (root / "nbs").mkdir()
    (root / "settings.ini").write_text(INI)
    (root / "README.md").write_text(README)
    path = root / "nbs" / "93_halves.ipynb"
    path.write_text(notebook_text(tiny_lesson()))
    return path


def add_workshop(root: Path) -> Path:
    "Write the workshop beside the lesson."
    path = root / "nbs" / "93a_thirds.ipynb"
    path.write_text(notebook_text(tiny_workshop()))
    return path


def write(
    root: Path,  # folder of the course
    files: dict[str, str],  # "maps/scene.py" -> code
) -> None:
    "Write modules of a library."
    for name, text in files.items():
        path = root / "landcover" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
