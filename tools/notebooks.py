"""A notebook as data: a JSON file with a list of cells."""

import ast
import copy
import json
import re
from pathlib import Path


def read_notebook(
    path: str | Path,  # a notebook file
) -> dict:  # the notebook; each cell's source is one string
    "The notebook in `path`. Raises ValueError naming the file where it is not a notebook."
    try:
        nb = json.loads(Path(path).read_text(encoding="utf-8"))
        for cell in nb["cells"]:
            cell["source"] = "".join(cell["source"])
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"{path} is not a notebook ({error!r}): restore it with git, or save it in Jupyter"
        ) from error
    return nb


def notebook_text(
    nb: dict,  # a notebook as read_notebook gives it
) -> str:  # the text of its file
    "The file content of `nb`, byte for byte as nbdev writes it."
    nb = copy.deepcopy(nb)
    for cell in nb["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    return json.dumps(nb, sort_keys=True, indent=1, ensure_ascii=False) + "\n"


def cell_tags(
    cell: dict,  # a cell of a notebook
) -> list[str]:  # its tags
    "The tags of a cell; an empty list where it has none."
    return cell["metadata"].get("tags", [])


def split_directives(
    source: str,  # source of a code cell
) -> tuple[dict[str, str], str]:  # directives and their values; the code without them
    "Separate the `#|` lines at the top of a cell from its code."
    lines = source.splitlines()
    count = 0
    while count < len(lines) and (lines[count].startswith("#|") or not lines[count].strip()):
        count += 1
    found = {}
    for line in lines[:count]:
        words = re.match(r"#\|\s*([\w-]+):?\s*(.*)", line)
        if words:
            found[words[1]] = words[2].strip()
    return found, "\n".join(lines[count:])


def output_text(
    cell: dict,  # a code cell
) -> str:  # all text among its outputs
    "What a code cell printed or showed as text, pictures left out."
    parts = []
    for output in cell.get("outputs", []):
        data = {k: v for k, v in output.get("data", {}).items() if k.startswith("text/")}
        parts += ["".join(text) for text in [output.get("text", ""), *data.values()]]
    return "\n".join(parts)


def default_module(
    nb: dict,  # a chapter
) -> str:  # such as "data.tiles"; "" where it exports nothing
    "The module that a chapter is exported to."
    found = re.search(r"#\|\s*default_exp ([\w.]+)", "\n".join(c["source"] for c in nb["cells"]))
    return found[1] if found else ""


def exported_names(
    source: str,  # code of a module
) -> dict[str, str]:  # name -> first line of its docstring, in the order of the module
    "The public functions and classes of a module."
    return {node.name: (ast.get_docstring(node) or "").partition("\n")[0]
            for node in ast.parse(source).body
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"}


def shown_names(
    nb: dict,  # a notebook
) -> set[str]:  # the names that have an address on its page
    "The public functions and classes that a notebook exports and shows."
    cells = [split_directives(c["source"]) for c in nb["cells"] if c["cell_type"] == "code"]
    return {name for marks, code in cells
            if "exports" in marks and "hide" not in marks for name in exported_names(code)}
