"""The tables of chapters in the README and on the home page."""

import re

from tools.badges import colab_badge
from tools.course import Settings


def chapter_summary(
    nb: dict,  # a chapter
) -> dict[str, str]:  # title, promise, read, run, gpu; "" for what the chapter lacks
    "What the tables say about a chapter, found in its title cell and its box."
    texts = [cell["source"] for cell in nb["cells"] if cell["cell_type"] == "markdown"]
    title, box = texts[0] if texts else "", "\n".join(texts[:4])
    heading = re.search(r"^# (.+)$", title, flags=re.M)
    times = re.search(r"\*\*Time\*\*:? (.+?) to read, (.+?) to run on two CPU cores"
                      r"(?:, (.+?) on a GPU)?", box)
    read, run, gpu = (times.groups() if times else ("", "", ""))
    return {
        "title": heading[1].strip() if heading else "",
        "promise": " ".join(re.findall(r"^> ?(.+)$", title, flags=re.M)),
        "read": re.sub(r" minutes?\b", " min", read),
        "run": re.sub(r" minutes?\b", " min", run),
        "gpu": re.sub(r" minutes?\b", " min", gpu or ""),
    }


def chapter_table(
    chapters: dict[str, dict],  # chapters by name, in their order
    settings: Settings,  # where the course lives
    folder: str = "nbs/",  # from the file with the table to the chapters
) -> str:  # Markdown: a table, and a line about times
    "The table of chapters for the README and the home page: a short row for each chapter."
    said = {name: chapter_summary(nb) for name, nb in chapters.items()}
    known = any(row["gpu"] for row in said.values())  # has anyone measured a GPU?
    # The dashes give the widths of the columns on the website.
    rows = [["", "Chapter", "Read", "Run on 2 CPU cores", "On a GPU", "Open"],
            ["-" * n for n in (3, 28, 7, 9, 7, 16)]]
    for name, row in said.items():
        rows.append([name[:2], f"[{row['title']}]({folder}{name}.ipynb)",
                     row["read"], row["run"], row["gpu"] or "not measured",
                     colab_badge(name, settings)])
    kept = [row if known else row[:4] + row[5:] for row in rows]
    table = "\n".join(f"| {' | '.join(row)} |" for row in kept)
    table = f"{table}\n\n{total_time(chapters)}"
    return table if known else f"{table} Times on a GPU have not been measured yet."


def total_time(
    chapters: dict[str, dict],  # lessons by name
) -> str:  # a sentence
    "How long the course takes: all lessons but the appendix, whose numbers begin with 9."
    said = [chapter_summary(nb) for name, nb in chapters.items() if not name.startswith("9")]
    read, run = (sum(int(n) for row in said for n in re.findall(r"(\d+) min", row[key]))
                 for key in ("read", "run"))
    return (f"All together, the appendix from 90 on left out: {read / 60:.0f} hours to read, and "
            f"{run} minutes in which the computer works.")


def fill_table(
    text: str,  # text of the README
    table: str,  # Markdown table, or a sentence
    place: str = "chapters",  # the word in the two comments
) -> str:  # the README with that table
    "Put the table between the README's two `chapters` comments; without them change nothing."
    start, end = f"<!-- {place} -->", f"<!-- /{place} -->"
    if start not in text and end not in text:
        return text
    if not 0 <= text.find(start) < text.find(end):
        raise ValueError(f"the text needs {start} and after it {end}, each once")
    before, after = text.split(start, 1)[0], text.split(end, 1)[1]
    return f"{before}{start}\n\n{table}\n\n{end}{after}"


def with_table(
    nb: dict,  # the home page
    table: str,  # Markdown, from chapter_table
    place: str = "chapters",  # the word in the two comments
) -> dict:  # a copy with the table
    "The notebook with the table put between its two comments."
    cells = [{**cell, "source": fill_table(cell["source"], table, place)}
             if cell["cell_type"] == "markdown" else cell for cell in nb["cells"]]
    return {**nb, "cells": cells}
