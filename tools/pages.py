"""Pages that nobody writes: API reference, change log; and nbdev's step for exported cells."""

import re
from pathlib import Path

import yaml

from tools.course import Settings, is_workshop
from tools.links import heading_ids
from tools.notebooks import (
    default_module,
    exported_names,
    read_notebook,
    shown_names,
    split_directives,
)
from tools.sidebar import with_sidebar
from tools.tables import chapter_summary


def page_header(
    title: str,  # title of the page
    description: str,  # one sentence about it
) -> str:  # YAML between two lines of dashes
    "What stands at the top of a page for Quarto."
    return f'---\ntitle: "{title}"\ndescription: "{description}"\n---\n'


def api_section(
    name: str,  # name of a notebook, such as "08a_scene"
    nb: dict,  # the notebook
    root: Path,  # folder of the course
) -> str:  # Markdown; "" where it exports nothing
    "The table of one module, with a link for each name that the notebook shows."
    module = default_module(nb)
    path = root / "landcover" / f"{module.replace('.', '/')}.py"
    names = exported_names(path.read_text(encoding="utf-8")) if module and path.is_file() else {}
    shown = shown_names(nb)
    rows = [f"| {f'[`{n}`]({name}.ipynb#{n.lower()})' if n in shown else f'`{n}`'} "
            f"| {said.replace('|', '&#124;')} |" for n, said in names.items()]
    if not rows:
        return ""
    kind, title = "Workshop" if is_workshop(name) else "Chapter", chapter_summary(nb)["title"]
    return (f"## landcover.{module}\n\n{kind} [{title}]({name}.ipynb).\n\n"
            f"| name | what it is |\n| {'-' * 20} | {'-' * 50} |\n" + "\n".join(rows))


def api_page(
    chapters: dict[str, dict],  # lessons and workshops by name
    root: Path,  # folder of the course
) -> str:  # the text of nbs/api.qmd
    "A table for each module: what it exports, in one line each, with links to the notebook."
    parts = [page_header("API reference", "What each module exports, and where it is explained."),
             "<!-- Made from the library by `make update`: changes here are lost. -->"]
    sections = {name: api_section(name, nb, root) for name, nb in chapters.items()}
    return "\n\n".join(parts + [text for text in sections.values() if text]) + "\n"


def planned_pages(
    root: Path,  # folder of the course
    chapters: dict[str, dict],  # chapters by name
    settings: Settings,  # where the course lives
) -> dict[Path, str]:  # the text that each of these files should have
    "The API reference, the change log, and addresses and sidebar in _quarto.yml."
    files, site, changes = {}, root / "_quarto.yml", root / "CHANGELOG.md"
    if site.is_file():
        text = site.read_text(encoding="utf-8")
        said = yaml.safe_load(text).get("website", {})
        for key, address in {"repo-url": settings.github, "site-url": settings.site}.items():
            text = text.replace(said.get(key) or address, address)
        files[site] = with_sidebar(text, chapters)
        files[root / "nbs" / "api.qmd"] = api_page(chapters, root)
    if changes.is_file():
        text = changes.read_text(encoding="utf-8").partition("\n")[2]
        header = page_header("Change log", "What changed in which version.")
        files[root / "nbs" / "changelog.qmd"] = header + text
    return files


LONGEST_OPEN = 12  # lines of exported code that stand open on a page; longer code is folded


def numbered_title(
    front: str,  # what stands at the top of a page for Quarto
    name: str,  # name of the notebook, such as "08a_scene"
) -> str:  # the same, "08a" before the title
    "The text says \"chapter 08\", so the page says it, too."
    number = re.match(r"\d\d[a-z]?(?=_)", name)
    return re.sub(r"^title: (['\"]?)", rf"title: \g<1>{number[0]} ", front,
                  count=1, flags=re.M) if number else front


def folded(
    source: str,  # of an exported cell, as nbdev's add_fold leaves it
    module: str,  # where it goes, such as "maps.scene"
) -> str:  # says where it goes and what it defines; folded where it is long
    "Exported code under a line with its names."
    code = split_directives(source)[1]
    names = ", ".join(exported_names(code))
    source = source.replace("Exported source", f"In landcover.{module}" + (names and f": {names}"))
    if len(code.strip().splitlines()) > LONGEST_OPEN:
        source = source.replace("code-fold: show", "code-fold: true")
    return source


def raw_tables(
    outputs: list[dict],  # of a code cell; changed
) -> None:
    "HTML as raw HTML in Markdown: for the type text/html Quarto fetches jQuery and RequireJS."
    for data in (output.get("data", {}) for output in outputs):
        if "text/html" in data:
            html = "".join(data.pop("text/html")).strip()
            html = html.replace("<th></th>", "<td></td>")  # a corner is no heading
            data["text/markdown"] = f"```{{=html}}\n{html}\n```"


class ExportedCells:
    "A step of nbdev's pages: numbers titles, says where exported code goes, keeps scripts out."

    def __init__(
        self,
        nb,  # the notebook in the making; nbdev sets it
    ):
        self.nb = nb

    def begin(self) -> None:
        "Called by nbdev, once for each notebook."
        from execnb.nbio import mk_cell

        path, cells = Path(self.nb.path_), []
        module, taken = default_module(read_notebook(path)), {*heading_ids(path)}
        for cell in self.nb.cells:
            if cell.cell_type == "raw":
                cell.source = numbered_title(cell.source, path.stem)
            if cell.cell_type == "code":
                raw_tables(cell.get("outputs", []))
                cell["id"] = f"cell-{cell['id']}"  # Quarto uses it as an address, too
                if "Exported source" in cell.source:
                    cell.source = folded(cell.source, module)
                    names = exported_names(split_directives(cell.source)[1])
                    new = [n for n in dict.fromkeys(map(str.lower, names)) if n not in taken]
                    taken |= {*new}
                    cells += [mk_cell(f"::: {{#{name}}}\n:::", "markdown") for name in new]
            cells.append(cell)
        self.nb.cells = cells
