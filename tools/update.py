"""What every generated file should contain: `update` writes it, a check compares."""

from pathlib import Path

from tools.badges import with_badges, with_install
from tools.copies import learner_copy, lost_imports
from tools.course import Settings, lessons_of, notebooks_of, read_settings
from tools.notebooks import notebook_text, read_notebook
from tools.pages import planned_pages
from tools.reading import with_reading_time
from tools.tables import chapter_table, fill_table, total_time, with_table


def made_again(
    path: Path,  # a lesson
    settings: Settings,  # where the course lives
) -> dict:  # the notebook
    "The lesson with its badges, its reading time and the cell `install` made again."
    name = path.stem
    nb = with_badges(with_reading_time(read_notebook(path)), name, settings)
    return with_install(nb, settings)


def planned_tables(
    root: Path,  # folder of the course
    lessons: dict[str, dict],  # lessons by name
    settings: Settings,  # where the course lives
) -> dict[Path, str]:  # the text that README and home page should have
    "The two pages that list the lessons."
    files = {}
    readme, home = root / "README.md", root / "nbs" / "index.ipynb"
    if readme.is_file():
        text = fill_table(readme.read_text(encoding="utf-8"), total_time(lessons), "time")
        files[readme] = fill_table(text, chapter_table(lessons, settings))
    if home.is_file():
        table = chapter_table(lessons, settings, folder="")
        made = with_table(read_notebook(home), total_time(lessons), "time")
        files[home] = notebook_text(with_table(made, table))
    return files


def planned_files(
    root: Path,  # folder of the course
) -> dict[Path, str]:  # the text that each generated file should have
    "Lessons with badges and minutes, the learner's copies, the tables, the website's pages."
    settings = read_settings(root)
    lessons = {path.stem: made_again(path, settings) for path in lessons_of(root)}
    files = {}
    for name, nb in lessons.items():
        files[root / "nbs" / f"{name}.ipynb"] = notebook_text(nb)
        files[root / "exercises" / f"{name}.ipynb"] = notebook_text(
            learner_copy(nb, name, settings))
    notebooks = {path.stem: lessons.get(path.stem) or read_notebook(path)
                 for path in notebooks_of(root)}
    files |= planned_tables(root, lessons, settings)
    return files | planned_pages(root, notebooks, settings)


def stale_files(
    root: Path,  # folder of the course
) -> tuple[dict[Path, str], list[Path]]:  # files to write, copies to remove
    "What `update` would do: the files that differ, and the copies of chapters that are gone."
    planned = planned_files(root)
    differs = {path: text for path, text in planned.items()
               if not path.is_file() or path.read_text(encoding="utf-8") != text}
    return differs, sorted(set(root.glob("exercises/*.ipynb")) - set(planned))


def update_course(
    root: Path,  # folder of the course
) -> list[Path]:  # the files that changed
    "Bring badges, tables, pages and the learner's copies in step with the chapters."
    differs, gone = stale_files(root)
    (root / "exercises").mkdir(exist_ok=True)
    for path, text in differs.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in gone:
        path.unlink()
    return [*differs, *gone]


def check_copies(
    root: Path,  # folder of the course
) -> list[str]:  # generated files that are out of step
    "Badges, tables, pages and `exercises/` are what `update` would make, and copies can import."
    differs, gone = stale_files(root)
    return [f"{path.relative_to(root)} is out of step with nbs/: run `make update`"
            for path in sorted([*differs, *gone])] + [
        f"exercises/{path.name}: {lost}: see tools/copies.py"
        for path in sorted({*root.glob("exercises/*.ipynb")} - {*differs, *gone})
        for lost in lost_imports(read_notebook(path), root)]
