"""Links inside the course, and the addresses that they lead to."""

import re
from pathlib import Path

from tools.course import Settings, page_of
from tools.notebooks import read_notebook, shown_names


def page_parts(
    path: Path,  # a notebook, or a page of Markdown
) -> list[str]:  # Markdown of its cells, blocks of code left out
    "The text of a page; a page of Markdown is one part."
    if path.suffix == ".ipynb":
        cells = read_notebook(path)["cells"]
        texts = [cell["source"] for cell in cells if cell["cell_type"] == "markdown"]
    else:
        texts = [path.read_text(encoding="utf-8")]
    return [re.sub(r"^(```+).*?^\1", "", text, flags=re.S | re.M) for text in texts]


def without_code(
    text: str,  # Markdown
) -> str:  # the same with `code` for what stands between two backticks
    "Text whose links and pictures are real ones, not examples in code."
    return re.sub(r"`[^`\n]+`", "`code`", text)


def heading_id(
    heading: str,  # text of a heading, without the #
) -> str:  # the id that Quarto gives it
    "The address of a section, by Pandoc's rule."
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
    text = re.sub(r"[^\w\s.-]", "", text).strip()
    return re.sub(r"^[^a-z]+", "", re.sub(r"\s+", "-", text)) or "section"


def heading_ids(
    path: Path,  # a notebook, or a page of Markdown
) -> list[str]:  # the addresses of its sections, in their order
    "The ids of all headings; the second of a name gets -1, and so on. A page's title has none."
    found: list[str] = []
    headings = re.findall(r"^(#{1,6}) +(.+?)\s*$", "\n".join(page_parts(path)), flags=re.M)
    title = next((n for n, (marks, _) in enumerate(headings) if marks == "#"), None)
    if title is not None and path.suffix in (".ipynb", ".qmd"):  # Quarto makes it the page's title
        del headings[title]
    for _, heading in headings:
        new, count = heading_id(heading), 0
        while (name := f"{new}-{count}" if count else new) in found:
            count += 1
        found.append(name)
    return found


def page_ids(
    path: Path,  # a notebook, or a page of Markdown
) -> set[str]:  # all addresses on it
    "The ids of a page: its headings, and the names that the chapter exports."
    shown = shown_names(read_notebook(path)) if path.suffix == ".ipynb" else set()
    return {*heading_ids(path), *map(str.lower, shown)}


LINK = re.compile(r"(?<=\]\()[^)\s]+(?=\))|(?<=\ssrc=\")[^\"]+")


def link_target(
    link: str,  # as it stands in the text
    page: Path,  # where it stands
    settings: Settings,  # where the course lives
    root: Path,  # folder of the course
) -> Path | None:  # the file that it leads to; None for other places on the web
    "Where a link leads, without its #section."
    link = link.partition("#")[0].partition("?")[0]
    if link.startswith(settings.site + "/"):
        name = link.removeprefix(settings.site + "/").removesuffix(".html")
        pages = [*root.glob("nbs/*.ipynb"), *root.glob("nbs/*.qmd")]
        return next((p for p in pages if page_of(p.stem) == name), root / "nbs" / name)
    files = re.search(rf"/{settings.user}/{settings.repo}/(?:blob|tree|raw)/[^/]+/(.+)", link)
    if files:
        return root / files[1]
    if re.match(r"\w+:", link):
        return None
    return (page.parent / link) if link else page


def broken_links(
    page: Path,  # a notebook, or a page of Markdown
    settings: Settings,  # where the course lives
    root: Path,  # folder of the course
) -> list[str]:  # one line for each broken link
    "Links of a page to files and sections of the course that are not there."
    found, ids = [], {}
    for link in LINK.findall(without_code("\n".join(page_parts(page)))):
        target, section = link_target(link, page, settings, root), link.partition("#")[2]
        where = f"{page.relative_to(root)}: the link {link}"
        if target and not target.exists():
            found.append(f"{where} leads to no file. Correct it.")
        elif target and section and target.suffix in (".ipynb", ".qmd", ".md"):
            ids[target] = ids.get(target) or page_ids(target)
            if section not in ids[target]:
                found.append(f"{where}: {target.name} has no such section. Correct it.")
    return found
