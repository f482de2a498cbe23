"""Other people's trouble: what went wrong elsewhere, and the cell that asserts it does not here."""

import csv
import re
from pathlib import Path

from tools.course import notebooks_of
from tools.notebooks import read_notebook

TABLE = "tools/trouble.csv"
ASSERTS = re.compile(r"^\s*(assert |raise AssertionError|with raises\(|fails\(|refused\()", re.M)


def asserting_cells(
    root: Path,  # folder of the course
) -> set[str]:  # such as "08b_reader#faults-grids"
    "Every cell that asserts something."
    return {f"{path.stem}#{cell['id']}" for path in notebooks_of(root)
            for cell in read_notebook(path)["cells"]
            if cell["cell_type"] == "code" and ASSERTS.search(cell["source"])}


def check_trouble(
    root: Path,  # folder of the course
) -> list[str]:  # cases without an assertion
    "Each case of tools/trouble.csv names the cells that assert it, and they do assert something."
    if not (root / TABLE).is_file():
        return []
    with (root / TABLE).open(encoding="utf-8", newline="") as file:
        cases = [(c["case"], c["asserted in"].split() or [""]) for c in csv.DictReader(file)]
    there = asserting_cells(root)
    return [f"{TABLE}, case {case}: {cell or 'no cell'} asserts nothing. Name the cell that does, "
            "or write it." for case, cells in cases for cell in cells if cell not in there]
