"""Stored outputs that may be published."""

import re

from tools.exercises import Finding
from tools.notebooks import notebook_text, output_text, split_directives

MOST_BYTES = 1_500_000  # size of a notebook; GitHub stops showing larger ones
MACHINE_PATH = re.compile(
    r"(?<![\w./~:-])/(?:home|root|tmp|work|Users|var/folders)/|\b[A-Z]:\\\\?\w"
)
PROGRESS_BAR = re.compile(r"\r(?!\n)|\d%\|")


def output_problems(
    cell: dict,  # a code cell
) -> list[tuple[str, str]]:  # what is wrong, what to do
    "What the stored outputs of a cell should not hold, and what a figure lacks."
    text, outputs = output_text(cell), cell.get("outputs", [])
    figure = any(kind.startswith("image/") for output in outputs for kind in output.get("data", {}))
    described = split_directives(cell["source"])[0].get("fig-alt")
    tests = [
        (any(o["output_type"] == "error" for o in outputs), "stores an error",
         "Mend the code, or catch the error and print it"),
        (any(o.get("name") == "stderr" for o in outputs), "stores a warning or stderr",
         "Mend the cause, or silence it in the cell, and execute again"),
        (MACHINE_PATH.search(text), "shows a path of the author's machine",
         "Print the name of the file only"),
        (PROGRESS_BAR.search(text), "stores a progress bar", "Switch it off in the notebook"),
        (figure and not described, "shows a figure without a description",
         "Begin with `#| fig-alt: \"what the figure shows\"`"),
        (cell.get("execution_count"), "stores a counter", "Run nbdev_clean"),
    ]
    return [(what, remedy) for wrong, what, remedy in tests if wrong]


def check_outputs(
    nb: dict,  # a chapter
    name: str,  # its name, such as "01_data"
) -> list[Finding]:  # what should not be published
    "Stored outputs: no errors, warnings, machine paths or progress bars; figures described."
    found = [Finding(name, cell["id"], *problem)
             for cell in nb["cells"] for problem in output_problems(cell)]
    size = len(notebook_text(nb).encode())
    if size > MOST_BYTES:
        found.append(Finding(name, "", f"{size:,} bytes, more than {MOST_BYTES:,}",
                             "Make figures smaller, or show fewer"))
    return found
