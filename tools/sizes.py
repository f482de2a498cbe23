"""Modules that can be held: how long they and their functions are, and whose name is whose."""

import ast
from pathlib import Path
from statistics import median

from tools.library import modules_of

LONGEST_MODULE = 300  # lines of the file
LONGEST_MEDIAN = 220  # of all modules
LONGEST_FUNCTION = 40  # lines, from `def` to its end
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def measured(
    root: Path,  # folder of the course
) -> dict[str, str]:  # name of the module's file -> its text
    "The modules of the library, nbdev's index and empty files left out."
    texts = {path.as_posix(): (root / path).read_text(encoding="utf-8")
             for path in modules_of(root) if path.name != "_modidx.py"}
    return {name: text for name, text in texts.items() if text.strip()}


def long_functions(
    text: str,  # code of a module
) -> list[tuple[str, int]]:  # name, lines
    "The functions and methods that are too long."
    lengths = [(node.name, node.end_lineno - node.lineno + 1)
               for node in ast.walk(ast.parse(text)) if isinstance(node, FUNCTIONS)]
    return [(name, lines) for name, lines in lengths if lines > LONGEST_FUNCTION]


def check_sizes(
    root: Path,  # folder of the course
) -> list[str]:  # what is too long
    "No module and no function is longer than a reader can hold."
    texts = measured(root)
    lengths = {name: len(text.splitlines()) for name, text in texts.items()}
    found = [f"{name} has {lines} lines, more than {LONGEST_MODULE}. Cut it by what it is about."
             for name, lines in lengths.items() if lines > LONGEST_MODULE]
    middle = median([n for name, n in lengths.items() if not name.endswith("__.py")] or [0])
    if middle > LONGEST_MEDIAN:
        found.append(f"Modules have {middle:.0f} lines in the median, more than {LONGEST_MEDIAN}.")
    return found + [f"{name}: {function} has {lines} lines, more than {LONGEST_FUNCTION}. "
                    "Give a part of it a name." for name, text in texts.items()
                    for function, lines in long_functions(text)]


def public_names(
    text: str,  # code of a module
) -> list[str]:  # what its __all__ lists
    "The names that a module offers."
    for node in ast.parse(text).body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if any(isinstance(t, ast.Name) and t.id == "__all__" for t in targets):
            return ast.literal_eval(node.value)
    return []


def check_names(
    root: Path,  # folder of the course
) -> list[str]:  # names that two modules offer
    "One name, one meaning: no two modules offer the same name. Faces hand names on."
    places: dict[str, list[str]] = {}
    for module, text in measured(root).items():
        for name in [] if module.endswith("__init__.py") else public_names(text):
            places.setdefault(name, []).append(module)
    return [f"{name} stands in {' and in '.join(modules)}. Rename one, or keep it private."
            for name, modules in places.items() if len(modules) > 1]
