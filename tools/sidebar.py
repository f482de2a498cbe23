"""The sidebar of the website: lessons by part, workshops in one section that is folded."""

import re
from pathlib import Path

from tools.course import is_workshop, page_of
from tools.tables import chapter_summary

PARTS = {  # number of the first lesson -> name of the part
    0: "Foundations",
    4: "The model",
    8: "The map",
    9: "Engineering",
    12: "Better models",
    17: "Trust",
    20: "In production",
    24: "Your own",
    90: "Appendix",
}
START, END = "# chapters: made by `make update`", "# /chapters"


def part_of(
    name: str,  # name of a lesson, such as "08_maps"
) -> str:  # such as "The map"
    "The part of the course that a lesson belongs to, by its number."
    return PARTS[max(first for first in PARTS if first <= int(name[:2]))]


def section(
    title: str,  # what stands above the pages
    pages: dict[str, str],  # name of a notebook -> what the sidebar calls it
) -> list[str]:  # lines of YAML
    "A section of the sidebar."
    lines = [f"- section: {title}", "  contents:"]
    for name, said in pages.items():
        lines += [f"    - text: '{said.replace(chr(39), chr(39) * 2)}'",
                  f"      href: {name}.ipynb"]
    return lines


def sidebar(
    chapters: dict[str, dict],  # lessons and workshops by name, in their order
) -> list[str]:  # lines of YAML
    "Sections that list notebooks by number and title; workshops in one inside the last."
    said = {name: f"{name.partition('_')[0]} {chapter_summary(nb)['title']}"
            for name, nb in chapters.items()}
    lessons = [name for name in chapters if not is_workshop(name)]
    lines = []
    for part in dict.fromkeys(map(part_of, lessons)):
        lines += section(part, {name: said[name] for name in lessons if part_of(name) == part})
    workshops = {name: said[name] for name in chapters if is_workshop(name)}
    # Quarto shows sections open, and closed those inside another: its `collapse-level` is 2.
    inside = section("Workshops", workshops) if workshops else []
    return lines + [f"    {line}" for line in inside]


def with_sidebar(
    text: str,  # of _quarto.yml
    chapters: dict[str, dict],  # lessons and workshops by name, in their order
) -> str:  # with the sections between the two comments
    "_quarto.yml with the sidebar made again; without the comments it stays as it is."
    found = re.search(rf"^( *){re.escape(START)}\n(.*?)^ *{re.escape(END)}$", text,
                      flags=re.S | re.M)
    if not found:
        return text
    made = "".join(f"{found[1]}{line}\n" for line in sidebar(chapters))
    return text[: found.start(2)] + made + text[found.end(2) :]


def page_problems(
    paths: list[Path],  # notebooks and pages of the website
) -> list[str]:  # pages that would overwrite each other
    "Two notebooks must not have one address: nbdev leaves the number out of it."
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(page_of(path.stem), []).append(path.name)
    return [f"{' and '.join(names)} would both be the page {page}.html. Rename one."
            for page, names in found.items() if len(names) > 1]
