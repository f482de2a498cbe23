"""Which part of the library may import which: contracts in pyproject.toml, and no detours."""

import ast
from pathlib import Path

from tools.library import modules_of
from tools.programs import run_tool

INSIDE = "landcover."


def face_imports(
    root: Path,  # folder of the course
) -> list[str]:  # imports that hide what they need
    "Inside the library names come from the module that defines them; the command uses faces."
    found = []
    inner = [p for p in modules_of(root) if p.parts[1] not in ("__main__.py", "cli")]
    for path in inner:
        for node in ast.walk(ast.parse((root / path).read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.ImportFrom) and (node.module or "").startswith(INSIDE)):
                continue
            face = root / node.module.replace(".", "/")
            for name in [a.name for a in node.names if (face / "__init__.py").is_file()]:
                if not (face / f"{name}.py").is_file() and not (face / name).is_dir():
                    found.append(f"{path.as_posix()}, line {node.lineno}: {name} comes from the "
                                 f"face {node.module}. Import it from the module that defines it.")
    return found


def check_layers(
    root: Path,  # folder of the course
) -> list[str]:  # contracts that are broken
    "The contracts of import-linter are kept, and no import goes through a face."
    good, said = run_tool("lint-imports", "--no-cache", folder=root)
    broken = [] if good else [said.partition("Contracts")[2].partition("\n\n")[2].strip() or said]
    return broken + face_imports(root)
