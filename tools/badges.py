"""What stands at the top of each lesson, made from settings.ini: badges, and the cell `install`."""

import copy
import re

from tools.course import Settings


def colab_badge(
    name: str,  # chapter, such as "01_data"
    settings: Settings,  # where the course lives
) -> str:  # Markdown
    "A badge that opens the learner's copy in Colab."
    page = f"github/{settings.user}/{settings.repo}/blob/{settings.branch}/exercises/{name}.ipynb"
    image = "https://colab.research.google.com/assets/colab-badge.svg"
    return f"[![Open in Colab]({image})](https://colab.research.google.com/{page})"


def badges(
    name: str,  # chapter, such as "01_data"
    settings: Settings,  # where the course lives
) -> str:  # Markdown: the whole badges cell
    "The badges of a chapter: Colab and Kaggle open the learner's copy, source the chapter."
    files = f"{settings.github}/blob/{settings.branch}"
    kaggle = "https://kaggle.com/static/images/open-in-kaggle.svg"
    source = "https://img.shields.io/badge/source-notebook-blue"
    return "\n".join([
        "<!-- badges -->",
        colab_badge(name, settings),
        f"[![Open in Kaggle]({kaggle})]"
        f"(https://kaggle.com/kernels/welcome?src={files}/exercises/{name}.ipynb)",
        f"[![Source]({source})]({files}/nbs/{name}.ipynb)",
    ])


def with_badges(
    nb: dict,  # a chapter
    name: str,  # its name, such as "01_data"
    settings: Settings,  # where the course lives
) -> dict:  # a copy with up-to-date badges
    "The chapter with the text of its `badges` cell made again."
    nb = copy.deepcopy(nb)
    for cell in nb["cells"]:
        if cell["id"] == "badges":
            cell["source"] = badges(name, settings)
    return nb


INSTALL = """\
#| hide
# On Colab and Kaggle this installs the library of the course; elsewhere it does nothing.
import importlib.metadata
import importlib.util
import os
from pathlib import Path

hosted = "COLAB_RELEASE_TAG" in os.environ or "KAGGLE_KERNEL_RUN_TYPE" in os.environ
if hosted and importlib.util.find_spec("landcover") is None:
    # Their PyTorch fits their GPU: pip keeps it, or stops.
    kept = [f"{{name}}=={{importlib.metadata.version(name)}}" for name in ("torch", "torchvision")]
    Path("/tmp/kept.txt").write_text("\\n".join(kept))
    %pip install -q -c /tmp/kept.txt "landcover[{extras}] @ git+{address}@v{version}"
    importlib.invalidate_caches()
    if importlib.util.find_spec("landcover") is None:
        raise RuntimeError("Not installed; pip says why, above. On Kaggle, switch on Internet and "
                           "take the newest environment: both are in the settings on the right.")
"""


def extras_of(
    nb: dict,  # a chapter
) -> str:  # such as "export,maps"
    "What its install cell asks for: `export`, and what its box names as landcover[...]."
    box = next((cell["source"] for cell in nb["cells"] if cell["id"] == "box"), "")
    asked = re.search(r"landcover\[([\w,]+)\]", box)
    return ",".join(dict.fromkeys(["export", *(asked[1].split(",") if asked else [])]))


def with_install(
    nb: dict,  # a chapter
    settings: Settings,  # where the course lives
) -> dict:  # a copy whose first code cell is `install`, up to date
    "The chapter with the cell that makes it run on Colab and Kaggle."
    source = INSTALL.format(extras=extras_of(nb), address=settings.github, version=settings.version)
    cells = [copy.deepcopy(cell) for cell in nb["cells"] if cell["id"] != "install"]
    first = next((i for i, c in enumerate(cells) if c["cell_type"] == "code"), len(cells))
    cells.insert(first, {"cell_type": "code", "id": "install", "metadata": {}, "outputs": [],
                         "execution_count": None, "source": source.rstrip()})
    return {**nb, "cells": cells}
