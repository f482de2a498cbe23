"""`landcover checklist`: what a project has, from its question to its monitor, and what it lacks."""

import fnmatch
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from landcover.cli.app import JsonOption
from landcover.cli.output import output

SKIPPED = {".git", ".venv", "venv", "node_modules", "__pycache__", ".dvc", "site-packages"}
TEXTS = ("*.md", "*.qmd", "*.yaml", "*.yml", "*.sh", "*.py", "Makefile", "Dockerfile", "*.toml")
MOST_BYTES = 200_000  # of a text that is looked into
MOST_FILES = 50_000  # a folder with more is no project: a home folder, say


@dataclass(frozen=True)
class Item:
    "One thing that a project should have, and what shows that it is there."

    name: str  # such as "baseline"
    question: str  # what it answers
    files: tuple[str, ...]  # names of files; one of them is enough
    words: tuple[str, ...] = ()  # and one of these must stand in it; none: the file is enough
    advice: str = ""  # what to do where it is missing


ITEMS = (
    Item("question", "Who decides what with the map?", ("README*",), ("?",),
         "write it into the README, as a question"),
    Item("data", "Which images, pinned how?", ("*.dvc", "dvc.lock"), (),
         "dvc add your tiles (lesson 09)"),
    Item("split", "Which tiles were never trained on?", ("split.csv",), (),
         "landcover data --out split.csv"),
    Item("baseline", "What does something simple reach?", ("metrics.json",), ('"baseline"',),
         "landcover evaluate RUN"),
    Item("model", "What was trained, and can be used?", ("model.safetensors", "model.onnx"), (),
         "landcover train"),
    Item("report", "How good, and where does it fail?", ("report.html", "report.md"), (),
         "landcover evaluate RUN"),
    Item("map", "What covers the ground, and how sure?", ("map.html", "classes.tif"), (),
         "landcover map SCENE RUN"),
    Item("pipeline", "Can it be made again?", ("dvc.yaml",), ("stages:",),
         "write its stages (lesson 09)"),
    Item("registry", "Which model is the champion?", TEXTS, ("landcover promote",),
         "landcover promote (lesson 10)"),
    Item("gate", "Who stops a worse model?", TEXTS, ("landcover gate",),
         "landcover gate in a workflow (lesson 11)"),
    Item("service", "How do others ask it?", TEXTS, ("landcover serve",),
         "landcover serve (lesson 20)"),
    Item("monitor", "Who notices when the images change?", TEXTS,
         ("landcover monitor", "drift"), "compare new images with those of the training, on a "
         "schedule"),
)


def project_files(
    root: Path,  # folder of a project
) -> Iterator[Path]:  # in order of their names; hidden environments and caches left out
    "The files of a project; raises ValueError for a folder that is none."
    count = 0
    for folder, names, files in os.walk(root):
        names[:] = sorted(set(names) - SKIPPED)
        count += len(files)
        if count > MOST_FILES:
            raise ValueError(f"{root}: more than {MOST_FILES:,} files. Name the folder of one "
                             "project.")
        yield from (Path(folder, name) for name in sorted(files))


def holds(
    path: Path,  # a file
    words: tuple[str, ...],  # one of them is enough
) -> bool:
    "Whether a text holds one of the words; what is too large or cannot be read holds none."
    try:
        if path.stat().st_size > MOST_BYTES:
            return False
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return any(word in text for word in words)


def find_items(
    root: Path,  # folder of a project
) -> dict[str, str | None]:  # name of the item -> the file that shows it, or None
    "What is there; raises NotADirectoryError for what is no folder."
    if not root.is_dir():
        raise NotADirectoryError(f"{root}: no such folder. Name the folder of your project.")
    found: dict[str, str | None] = dict.fromkeys(item.name for item in ITEMS)
    for path in project_files(root):
        for item in ITEMS:
            if found[item.name] is None and any(fnmatch.fnmatch(path.name, p) for p in item.files):
                if not item.words or holds(path, item.words):
                    found[item.name] = path.relative_to(root).as_posix()
    return found


def checklist_command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Of your project.")] = Path("."),
    as_json: JsonOption = False,
) -> None:
    """Say what a project has, from its question to its monitor.

    It looks for files and words, and says which file it took for the answer. Whether the part is
    any good, only people can tell: see the rubric of the capstone.
    """
    with output(as_json) as out:
        found = find_items(folder)
        there = sum(place is not None for place in found.values())
        out.json({"found": found, "count": there, "of": len(ITEMS)})
        for item in ITEMS:
            place = found[item.name]
            mark, said = ("yes", place) if place else ("no ", item.advice)
            out.print(f"{mark} {item.name:9} {item.question:40} {said}",
                      None if place else "yellow")
        out.print()
        out.print(f"{there} of {len(ITEMS)} are there.")
