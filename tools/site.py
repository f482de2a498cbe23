"""The website's sources, checked without Quarto."""

import ast
import re
from pathlib import Path

import yaml

from tools.colors import repeated_colors, theme_problems
from tools.course import read_settings
from tools.links import broken_links, page_parts, without_code
from tools.sidebar import page_problems


def picture_problems(
    page: Path,  # a notebook, or a page of Markdown
) -> list[str]:  # one line for each picture without a description
    "Pictures in the text whose description is missing, or would be lost on the website."
    found = []
    text = "\n\n".join(without_code(part) for part in page_parts(page))
    for words, file in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", text):
        if not words.strip():
            found.append(f"{page.name}: the picture {file} has no description. "
                         "Write ![what it shows].")
    if page.name != "README.md":  # Quarto does not read it
        for file in re.findall(r"(?:^|\n\n)!\[[^\]]+\]\(([^)\s]+)\)\s*?(?=\n\n|\Z)", text.strip()):
            found.append(f"{page.name}: the description of {file} becomes a caption. "
                         "Write &#8203; after it.")
    for tag in re.findall(r"<img [^>]*>", text):
        if not re.search(r'alt="[^"]+"', tag):
            found.append(f"{page.name}: {tag} has no description. Write alt=\"what it shows\".")
    return found


def listed_pages(
    entry: object,  # a part of _quarto.yml: a sidebar, a list, an item
) -> list[str]:  # files, in their order
    "The pages that a sidebar or navbar names, those of its sections included."
    if isinstance(entry, str):
        return [entry] if re.search(r"\.(ipynb|qmd)$", entry) else []
    values = entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else []
    return [page for value in values for page in listed_pages(value)]


def requests_elsewhere(
    html: dict,  # the format html of _quarto.yml
) -> list[str]:  # what makes a page ask another host
    "Formulas need a script from elsewhere with every method but MathML."
    method = html.get("html-math-method")
    return [] if method == "mathml" else [
        f"_quarto.yml: html-math-method is {method}, which asks another host. Write mathml."]


def config_problems(
    root: Path,  # folder of the course
) -> list[str]:  # one line for each problem
    "What _quarto.yml names exists, and its sidebar lists every page."
    try:
        config = yaml.safe_load((root / "_quarto.yml").read_text(encoding="utf-8"))
        site, html = config["website"], config["format"]["html"]
        theme = html["theme"]
    except (yaml.YAMLError, KeyError, TypeError) as error:
        return [f"_quarto.yml cannot be read: {error!r}"]
    styles = [name for names in theme.values() for name in names if name.endswith(".scss")]
    parts = [html[name] for name in ("include-after-body", "filters") if name in html]
    parts = [file for part in parts for file in ([part] if isinstance(part, str) else part)]
    named = {*listed_pages(site), *styles, *parts, html["css"], site["favicon"], site["image"]}
    found = [f"_quarto.yml names {name}, which is not in nbs/." for name in sorted(named)
             if not (root / "nbs" / name).is_file()]
    listed = listed_pages(site["sidebar"])
    pages = {p.name for p in [*root.glob("nbs/*.ipynb"), *root.glob("nbs/*.qmd")]}
    found += [f"_quarto.yml: the sidebar does not list {name}."
              for name in sorted(pages - {*listed, "404.qmd"})]
    chapters = [name for name in listed if re.match(r"\d\d_", name)]
    if chapters != sorted(set(chapters)):
        found.append("_quarto.yml: the lessons of the sidebar are not in their order.")
    found += requests_elsewhere(html)
    return found + page_problems([*root.glob("nbs/*.ipynb"), *root.glob("nbs/*.qmd")])


def stale_messages(
    page: Path,  # the help page
    root: Path,  # folder of the course
) -> list[str]:  # quoted messages that the library does not say
    "Each line of a `text` block, cut at `...`, must occur in a string of the library."
    said = [node.value for path in root.glob("landcover/**/*.py")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    blocks = re.findall(r"^```text\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.S | re.M)
    parts = [part.strip() for line in "".join(blocks).splitlines() for part in line.split("...")]
    return [f"{page.name}: the library does not say {part!r} (any more)."
            for part in parts if part and not any(part in text for text in said)]


def check_site(
    root: Path,  # folder of the course
) -> list[str]:  # what is wrong with the website's sources
    "Pages are listed, links lead somewhere, pictures are described, colors have contrast."
    from landcover.data import CLASS_COLORS  # needs NumPy, which the other tools do not

    settings = read_settings(root)
    site = [*sorted(root.glob("nbs/*.ipynb")), *sorted(root.glob("nbs/*.qmd")), root / "README.md"]
    found = config_problems(root)
    for page in [*site, *sorted(root.glob("exercises/*.ipynb"))]:
        found += broken_links(page, settings, root)
    for page in site:
        found += picture_problems(page)
    for path in sorted(root.glob("nbs/styles/*.scss")):
        found += theme_problems(path, CLASS_COLORS)
    found += repeated_colors(root, CLASS_COLORS)
    return found + stale_messages(root / "nbs" / "troubleshooting.qmd", root)
