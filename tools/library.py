"""landcover/ is what the notebooks export, clean and light."""

import shutil
import sys
import tempfile
from pathlib import Path

from tools.programs import run_tool


def by_hand(
    path: Path,  # a Python file, relative to the folder of the course
) -> bool:  # what only wires is written by hand
    "Faces, entry points and the command line are plain files; notebooks export the rest."
    return path.name in ("__init__.py", "__main__.py") or path.parts[:2] == ("landcover", "cli")


def modules_of(
    root: Path,  # folder of the course
) -> list[Path]:  # relative to it, in their order
    "Every Python file of the library, those of its packages included."
    return sorted(path.relative_to(root) for path in root.glob("landcover/**/*.py"))


def course_copy(
    root: Path,  # folder of the course
    target: Path,  # an empty folder
) -> None:
    "Copy what nbdev reads: settings, notebooks, and the modules written by hand."
    names = [Path("settings.ini"), *filter(by_hand, modules_of(root))]
    names += [path.relative_to(root) for path in root.glob("nbs/*.ipynb")]
    (target / "landcover").mkdir()
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, target / name)


def check_library(
    root: Path,  # folder of the course
) -> list[str]:  # modules that differ from what nbs/ exports
    "`landcover/` is what `nbdev_export` makes of the notebooks, no more and no less."
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        course_copy(root, copy)
        good, said = run_tool("nbdev_export", folder=copy)
        if not good:
            return [f"nbdev_export failed:\n{said}"]
        made = {name: (copy / name).read_bytes() for name in modules_of(copy)}
    here = {name: (root / name).read_bytes() for name in modules_of(root)}
    remedy = {True: "run nbdev_export", False: "no notebook exports it; remove it"}
    return [f"{name.as_posix()} is out of step with nbs/: {remedy[name in made]}"
            for name in sorted(made.keys() | here.keys()) if made.get(name) != here.get(name)]


def check_clean(
    root: Path,  # folder of the course
) -> list[str]:  # notebooks with counters or stray metadata
    "`nbdev_clean` would change nothing."
    with tempfile.TemporaryDirectory() as folder:
        course_copy(root, Path(folder))
        good, said = run_tool("nbdev_clean", folder=Path(folder))
        if not good:
            return [f"nbdev_clean failed:\n{said}"]
        return [f"nbs/{path.name} is not clean: run nbdev_clean"
                for path in sorted(root.glob("nbs/*.ipynb"))
                if path.read_bytes() != Path(folder, "nbs", path.name).read_bytes()]


STYLED = ("nbs", "landcover", "tools", "experiments", "setup.py")


def check_style(
    root: Path,  # folder of the course
) -> list[str]:  # what ruff found
    "Ruff finds nothing in notebooks, library, tools and experiments."
    parts = [name for name in STYLED if (root / name).exists()]
    good, said = run_tool("ruff", "check", "--quiet", "--output-format", "concise", *parts,
                          folder=root)
    return [] if good else [said.strip()]


IMPORTS = r"""
import ast, importlib, pkgutil, re, sys
for tool in ("nbdev", "fastcore", "execnb", "ghapi", "dvc", "mlflow", "optuna", "jupyterlab"):
    sys.modules[tool] = None
import landcover
heavy = {"torch", "numpy", "pandas", "lightning", "matplotlib"} & set(sys.modules)
if heavy:
    sys.exit(f"`import landcover` loads {sorted(heavy)}: it must load nothing heavy")
for found in pkgutil.walk_packages(landcover.__path__, "landcover."):
    if found.name != "landcover.__main__":
        module = importlib.import_module(found.name)
        for name in getattr(module, "__all__", ()):  # also what a face brings when it is asked
            getattr(module, name)
readme = open("README.md", encoding="utf-8").read()
for block in re.findall(r"^```python\n(.*?)^```", readme, re.S | re.M):
    for node in ast.walk(ast.parse(block)):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                getattr(importlib.import_module(node.module), name.name)
"""


def check_imports(
    root: Path,  # folder of the course
) -> list[str]:  # modules that need more than the library's own requirements
    "Every module and every name of a face comes without development tools; the first is light."
    good, said = run_tool(sys.executable, "-W", "ignore", "-c", IMPORTS, folder=root)
    return [] if good else [said.strip()]
