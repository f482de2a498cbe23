"""How long a reader needs: 200 words a minute, and 5 seconds for each line of open code."""

import copy
import re
from pathlib import Path

from tools.course import lessons_of
from tools.notebooks import read_notebook, split_directives

WORDS_PER_MINUTE = 200
SECONDS_PER_LINE = 5
LONGEST = 45  # minutes; what takes longer is two lessons, or machinery for a workshop
HIDDEN = {"hide", "export", "exporti", "default_exp"}  # nbdev leaves such cells out of the page


def is_open(
    marks: dict[str, str],  # directives of a code cell
) -> bool:  # does a reader see its code without a click?
    "Whether the code of a cell stands open on its page."
    kept_back = marks.get("code-fold") == "true" or "false" in (marks.get("echo"),
                                                               marks.get("include"))
    return not (kept_back or HIDDEN & set(marks))


def open_lines(
    nb: dict,  # a notebook
) -> int:  # lines of code, blank ones left out
    "The code that a reader sees."
    cells = [split_directives(c["source"]) for c in nb["cells"] if c["cell_type"] == "code"]
    return sum(bool(line.strip()) for marks, code in cells if is_open(marks)
               for line in code.splitlines())


def reading_minutes(
    nb: dict,  # a notebook
) -> float:  # minutes
    "The time that text and open code take."
    words = sum(len(c["source"].split()) for c in nb["cells"] if c["cell_type"] == "markdown")
    return words / WORDS_PER_MINUTE + open_lines(nb) * SECONDS_PER_LINE / 60


def with_reading_time(
    nb: dict,  # a lesson
) -> dict:  # a copy whose box says how long it takes
    "The lesson with the minutes in its box computed, in steps of five."
    said = f"**Time** {max(5, 5 * round(reading_minutes(nb) / 5))} minutes to read"
    nb = copy.deepcopy(nb)
    for cell in nb["cells"]:
        if cell["id"] == "box":
            cell["source"] = re.sub(r"\*\*Time\*\*:? [^,\n]+? to read", said, cell["source"])
    return nb


def check_reading(
    root: Path,  # folder of the course
) -> list[str]:  # lessons that are too long
    "Every lesson can be read in one evening."
    minutes = {path.name: reading_minutes(read_notebook(path)) for path in lessons_of(root)}
    return [f"{name}: {time:.0f} minutes to read, more than {LONGEST}. Say less, or move "
            "machinery to a workshop." for name, time in minutes.items() if round(time) > LONGEST]
