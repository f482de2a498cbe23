"""The learner's copies in exercises/: a lesson without its solutions."""

import ast
import copy
import re
from pathlib import Path

from tools.badges import with_install
from tools.course import Settings, page_of
from tools.exercises import exercises_of
from tools.notebooks import cell_tags, default_module, split_directives
from tools.reading import is_open


def boxes_to_quotes(
    text: str,  # Markdown with Quarto boxes
) -> str:  # Markdown that GitHub, Colab and Jupyter show
    "Turn `::: {.callout-...}` boxes into block quotes; other `:::` lines vanish."
    lines: list[str] = []
    boxes: list[bool] = []  # one entry for each open box; is it a callout?
    fenced = False  # inside a block of code, where ::: means nothing
    for line in text.splitlines():
        fenced ^= line.lstrip().startswith("```")
        mark = None if fenced else re.fullmatch(r":{3,}\s*(.*)", line.strip())
        if mark and mark[1]:
            boxes.append("callout" in mark[1])
            title = re.search(r'title="([^"]*)"', mark[1])
            if title:
                lines += [f"> **{title[1]}**", ">"]
        elif mark and boxes:
            boxes.pop()
        elif any(boxes):
            heading = None if fenced else re.fullmatch(r"#{1,6} (.+)", line)
            lines += [f"> **{heading[1]}**", ">"] if heading else [f"> {line}".rstrip()]
        else:
            lines.append(line)
    if boxes:
        raise ValueError(f"a ::: box is not closed in the cell that starts with {text[:40]!r}")
    return "\n".join(lines)


def learner_links(
    text: str,  # Markdown of a cell in nbs/
) -> str:  # Markdown for a cell in exercises/
    "Links between chapters stay; links to other files in nbs/ go on pointing there."
    def moved(link: re.Match) -> str:
        stays = link[1].startswith("../") or re.fullmatch(r"\d\d_\w+\.ipynb", link[1])
        return link[0] if stays else f"](../nbs/{link[1]}{link[2]})"

    return re.sub(r"\]\((?!\w+:|/)([\w./-]+\.\w+)((?:#[^)\s]*)?)\)", moved, text)


def learner_cell(
    cell: dict,  # a cell of a chapter
) -> dict | None:  # the learner's cell, or None where there is none
    """One cell of the copy: no solutions, no tests of faults or of real tiles, no outputs.

    Code that the page folds or hides is folded in JupyterLab, too: one click opens it.
    """
    if cell["cell_type"] == "markdown":
        return {**cell, "source": learner_links(boxes_to_quotes(cell["source"]))}
    tags = cell_tags(cell)
    marks, code = split_directives(cell["source"])
    left_out = {"solution", "faults"} & set(tags) or "default_exp" in marks
    if left_out or not code.strip():
        return None
    if marks.get("eval") == "false" and "starter" not in tags:
        text = f"```python\n{code}\n```"
        return {"cell_type": "markdown", "id": cell["id"], "metadata": {}, "source": text}
    kept = [tag for tag in tags if tag != "skip-execution"]
    folded = {} if is_open(marks) else {"jupyter": {"source_hidden": True}}
    return {
        **cell,
        "source": code,
        "metadata": folded | ({"tags": kept} if kept else {}),
        "outputs": [],
        "execution_count": None,
    }


def shown_instead(
    cell: dict,  # of a lesson, marked `real`
    page: str,  # address of the lesson's page
) -> dict | None:  # a Markdown cell; None where the lesson shows nothing, either
    "What the copy has in place of a cell whose data are not downloaded: what it printed."
    if not cell.get("outputs"):
        return None
    said = []
    for output in cell["outputs"]:
        data = output.get("data", {})
        drawn = any(kind.startswith("image") for kind in data)
        seen = output.get("text") or ("" if drawn else data.get("text/plain"))
        if seen and output.get("name") != "stderr":
            lines = "".join(seen).rstrip().splitlines()
            said += [line for line in lines if not line.startswith("notice: ")]
    text = ("> What stands here needs data that the course does not download. "
            f"[The lesson's page]({page}) has the code")
    prints = "\n".join([" and what it prints:\n", "```text", *said, "```"])
    text += prints if said else " and the figure."
    return {"cell_type": "markdown", "id": cell["id"], "metadata": {}, "source": text}


def with_outputs(
    cells: list[dict],  # of a lesson
    page: str,  # address of its page
) -> list[dict]:  # the same, cells marked `real` as Markdown, or gone
    "The lesson without cells whose data may not be there, and with what they print."
    def is_real(cell: dict) -> bool:
        return cell["cell_type"] == "code" and "real" in split_directives(cell["source"])[0]

    shown = (shown_instead(cell, page) if is_real(cell) else cell for cell in cells)
    return [cell for cell in shown if cell]


def is_machinery(
    cell: dict,  # a cell of a lesson
) -> bool:  # exported, and not open on the page?
    "Whether a cell belongs to the library and not to what the lesson teaches."
    marks = split_directives(cell["source"])[0] if cell["cell_type"] == "code" else {}
    return bool({"export", "exports", "exporti"} & set(marks)) and not is_open(marks)


def bound_names(
    node: ast.stmt,  # a statement of a module
) -> set[str]:  # the names that it defines
    "What a statement leaves behind: functions, classes, variables."
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    inside = {name for part in ast.walk(node) if isinstance(part, ast.comprehension)
              for name in ast.walk(part.target)}  # they end with the comprehension
    return {n.id for n in ast.walk(node)
            if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store) and n not in inside}


def as_import(
    code: str,  # of a cell that the learner's copy does not show
    module: str,  # where it is exported to, such as "maps.scene"
    words: set[str],  # all words in the code of the copy's other cells
) -> str:  # code: its imports, and an import of what the others use
    "The same names without their definitions."
    imports, names = [], set()
    tree = ast.parse(code).body
    if all(isinstance(node, ast.Import | ast.ImportFrom) for node in tree):
        return code.strip()
    for node in tree:
        if isinstance(node, ast.Import | ast.ImportFrom):
            imports.append(ast.get_source_segment(code, node))
        else:
            names |= bound_names(node) & words
    line = f"from landcover.{module} import {', '.join(sorted(names))}"
    if len(line) > 100:
        listed = "".join(f"    {name},\n" for name in sorted(names))
        line = f"from landcover.{module} import (\n{listed})"
    return "\n".join(filter(None, ["\n".join(imports), line if names else ""]))


def lost_imports(
    nb: dict,  # a learner's copy
    root: Path,  # folder of the course
) -> list[str]:  # such as "landcover.core has no name"
    "What a copy imports from a module of the library that does not define it."
    found = []
    for cell in nb["cells"]:
        code = re.sub(r" +#.*", "", cell["source"])
        pattern = r"^from (landcover\.[\w.]+) import \(?([^()\n]+|[^()]+)\)?$"
        for module, words in re.findall(pattern, code, flags=re.M):
            path = root / f"{module.replace('.', '/')}.py"
            if not path.is_file() or cell["cell_type"] != "code":
                continue
            body = ast.parse(path.read_text(encoding="utf-8")).body
            known = {alias.asname or alias.name for node in ast.walk(ast.Module(body, []))
                     if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names}
            known = known.union(*map(bound_names, body))
            names = [word.partition(" as ")[0].strip() for word in words.split(",")]
            found += [f"{module} has no {name}" for name in names if name and name not in known]
    return found


def without_machinery(
    cells: list[dict],  # of a lesson
    module: str,  # where it is exported to
) -> list[dict]:  # the same, machinery imported
    "Cells that are machinery become imports of what the others use; unused, they vanish."
    shown = [cell for cell in cells if not is_machinery(cell)]
    words = {word for cell in map(learner_cell, shown) if cell and cell["cell_type"] == "code"
             for word in re.findall(r"\w+", cell["source"])}
    found = []
    for cell in cells:
        if is_machinery(cell):
            code = as_import(split_directives(cell["source"])[1], module, words)
            cell = {**cell, "source": f"#| hide\n{code}"}
        found.append(cell)
    return found


def learner_copy(
    nb: dict,  # a lesson
    name: str,  # its name, such as "01_data"
    settings: Settings,  # where the course lives
) -> dict:  # the notebook for exercises/
    "The learner's copy of a lesson. The same lesson always gives the same copy."
    page = f"{settings.site}/{page_of(name)}.html"
    lesson = with_outputs(with_install(nb, settings)["cells"], page)
    cells = [copy.deepcopy(cell)
             for cell in map(learner_cell, without_machinery(lesson, default_module(nb))) if cell]
    for cell in cells:
        if cell["cell_type"] == "markdown" and re.match(r"## Exercises\b", cell["source"]):
            cell["source"] += (
                "\n\nRun all cells above first. Edit a starter, run it, then run the check below "
                "it. Solutions: folded on "
                f"[the lesson's page]({page}#exercises), "
                f"or in [the lesson itself](../nbs/{name}.ipynb)."
            )
    return {**nb, "cells": cells}


def solved_copy(
    nb: dict,  # a lesson
    name: str,  # its name, such as "01_data"
    settings: Settings,  # where the course lives
) -> dict:  # a notebook that passes where the copy is sound
    "The learner's copy after a learner who solves each exercise as the lesson does."
    answers = {e.cells[0]["id"]: split_directives(e.cells[1]["source"])[1]
               for e in exercises_of(nb) if e.complete}
    made = learner_copy(nb, name, settings)
    cells = [{**cell, "source": answers.get(cell["id"], cell["source"])} for cell in made["cells"]]
    return {**made, "cells": [cell for cell in cells if cell["id"] != "install"]}
