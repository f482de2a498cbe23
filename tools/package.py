"""What sdist and wheel hold, and the notes of a release."""

import re
import shutil
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from tools.course import read_settings
from tools.programs import run_tool
from tools.promises import version_problems

NOT_PACKED = {"tools", "experiments", "nbs", "exercises", "pipeline"}


def library_files(
    root: Path,  # folder of the course
) -> list[Path]:  # relative to it, in their order
    "Modules, templates and measured trainings: all that the folder of the library holds."
    paths = [path.relative_to(root) for path in root.glob("landcover/**/*") if path.is_file()]
    return sorted(path for path in paths if path.suffix != ".pyc"
                  and not any(part.startswith(".") for part in path.parts))


def package_problems(
    dist: Path,  # folder with one sdist and one wheel
    root: Path,  # folder of the course
) -> list[str]:  # what is missing or too much
    "The wheel holds the library, the license and nothing else; the sdist what a build needs."
    wheels, sdists = [*dist.glob("*.whl")], [*dist.glob("*.tar.gz")]
    if len(wheels) != 1 or len(sdists) != 1:
        return [f"{dist}: expected one wheel and one sdist; found {len(wheels)} and {len(sdists)}"]
    (wheel,), (sdist,) = wheels, sdists
    name = f"landcover-{read_settings(root).version}"
    if not wheel.name.startswith(name + "-") or sdist.name != f"{name}.tar.gz":
        return [f"{wheel.name} and {sdist.name} are not {name}: remove old files from {dist.name}"]
    with zipfile.ZipFile(wheel) as archive:
        held = {n for n in archive.namelist() if not n.startswith(f"{name}.dist-info/")}
        license = f"{name}.dist-info/licenses/LICENSE" in archive.namelist()
    with tarfile.open(sdist) as archive:
        sources = {n.removeprefix(name + "/") for n in archive.getnames()}
    library = {path.as_posix() for path in library_files(root)}
    needed = {"LICENSE", "README.md", "pyproject.toml", "settings.ini", "setup.py"} | library
    strays = {n for n in sources if n.endswith((".ipynb", ".zip", ".csv", ".png"))
              or n.partition("/")[0] in NOT_PACKED} - library
    problems = [f"{wheel.name} lacks {n}" for n in sorted(library - held)]
    problems += [f"{wheel.name} should not hold {n}" for n in sorted(held - library)]
    problems += [] if license else [f"{wheel.name} lacks LICENSE"]
    problems += [f"{sdist.name} lacks {n}" for n in sorted(needed - sources)]
    return problems + [f"{sdist.name} should not hold {n}" for n in sorted(strays)]


def check_package(
    root: Path,  # folder of the course
) -> list[str]:  # why it does not build, or what it holds
    "sdist and wheel can be built, the wheel from the sdist, and hold what they should."
    with tempfile.TemporaryDirectory() as folder:
        source, dist = Path(folder, "source"), Path(folder, "dist")
        files = [path.relative_to(root) for path in root.iterdir() if path.is_file()]
        for name in files + library_files(root):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, source / name)
        good, said = run_tool("uv", "build", "--offline", "--no-build-isolation",
                              "--python", sys.executable, "--out-dir", str(dist), folder=source)
        return package_problems(dist, root) if good else [said.strip()]


def release_notes(
    root: Path,  # folder of the course
    tag: str,  # such as "v0.1.0"
) -> str:  # Markdown
    "The section of CHANGELOG.md for a tag. Raises ValueError where tag and files disagree."
    version = read_settings(root).version
    if tag != f"v{version}":
        raise ValueError(f"the tag is {tag}, settings.ini says version {version}: a release needs "
                         f"the tag v{version}, or that version in settings.ini")
    problems = version_problems(root)
    if problems:
        raise ValueError("; ".join(problems))
    log = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    section = re.search(rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d\n(.*?)"
                        r"(?=^## |^\[[^]]+\]: |\Z)", log, flags=re.M | re.S)
    if not section or not section[1].strip():
        raise ValueError(f"CHANGELOG.md has no section `## [{version}] - YYYY-MM-DD` with the date "
                         "of the release and what is new: write it")
    return section[1].strip() + "\n"
