"""The command `python -m tools`: make and test the course."""

import argparse
import sys
from pathlib import Path

from tools.checks import count_results, run_checks, show_result, timed
from tools.course import find_root, notebooks_of
from tools.fuzz import run_fuzz
from tools.hostile import run_hostile
from tools.kills import run_kills
from tools.notebooks import read_notebook
from tools.online import check_downloads, check_links
from tools.package import package_problems, release_notes
from tools.reading import open_lines, reading_minutes
from tools.runner import run_copies, run_course
from tools.starters import run_chapter
from tools.update import update_course


def update(root: Path, options: argparse.Namespace) -> int:
    "Bring everything in step, and say what changed."
    changed = update_course(root)
    print("\n".join(f"updated {path.relative_to(root)}" for path in changed) or "all in step")
    return 0


def check(root: Path, options: argparse.Namespace) -> int:
    "Look at the files."
    return count_results(run_checks(root))


def test(root: Path, options: argparse.Namespace) -> int:
    "Run notebooks, and all checks where none is named."
    return run_course(root, options.notebooks)


def copies(root: Path, options: argparse.Namespace) -> int:
    "Run the learner's copies, solved."
    return run_copies(root, options.lessons)


def chapter(root: Path, options: argparse.Namespace) -> int:
    "Run one notebook in this process."
    passed, attempts = run_chapter(options.notebook, options.flags)
    for title, what in attempts.items():
        print(f"{title}: {what or 'the starter and all wrong answers fail, as they should'}")
    return 0 if passed else 1


def minutes(root: Path, options: argparse.Namespace) -> int:
    "Say how long a reader needs for each notebook."
    for path in notebooks_of(root):
        nb = read_notebook(path)
        print(f"{reading_minutes(nb):4.0f} minutes, {open_lines(nb):4} open lines  {path.stem}")
    return 0


def links(root: Path, options: argparse.Namespace) -> int:
    "Ask every address whether it answers."
    return count_results([show_result("links", *timed(check_links, root))])


def download(root: Path, options: argparse.Namespace) -> int:
    "Fetch the tiles from every place."
    return count_results([show_result("download", *timed(check_downloads, root))])


def fuzz(root: Path, options: argparse.Namespace) -> int:
    "Open damaged files, and count what came of it."
    return run_fuzz(options.count, options.seed, options.keep)


def hostile(root: Path, options: argparse.Namespace) -> int:
    "Send hostile uploads to a service, and see what is left of them."
    return run_hostile(options.count, options.seed)


def kills(root: Path, options: argparse.Namespace) -> int:
    "Kill trainings, maps and caches, go on, compare."
    return run_kills(options.count, options.seed)


def package(root: Path, options: argparse.Namespace) -> int:
    "Look into what was built."
    return count_results([show_result("sdist and wheel", package_problems(options.dist, root), 0)])


def notes(root: Path, options: argparse.Namespace) -> int:
    "Write the notes of a release."
    options.out.write_text(release_notes(root, options.tag), encoding="utf-8", newline="\n")
    return 0


def parser() -> argparse.ArgumentParser:  # what the command line understands
    "Each command is a function of the same name."
    main = argparse.ArgumentParser(prog="python -m tools",
                                   description="Make and test the course.")
    commands = main.add_subparsers(dest="command", required=True)

    def add(function, words: str) -> argparse.ArgumentParser:
        command = commands.add_parser(function.__name__, help=words)
        command.set_defaults(function=function)
        return command

    add(update, "bring badges, minutes, tables, sidebar, pages, exercises/ in step")
    add(check, "look at the files, run no notebook")
    add(test, "run notebooks and checks, count the results").add_argument(
        "notebooks", nargs="*", help="names such as 01_data; all where none is given")
    add(copies, "solve the learner's copies as the lessons do, and run them").add_argument(
        "lessons", nargs="*", help="names such as 01_data; all where none is given")
    one = add(chapter, "nbdev_test of one notebook here, with starters and wrong answers")
    one.add_argument("notebook", type=Path)
    one.add_argument("--flags", default="", help="real: also cells that need real tiles; slow: "
                                                 "also slow ones")
    add(minutes, "how long a reader needs for each notebook")
    add(links, "ask each address in the texts whether it answers")
    add(download, "fetch EuroSAT from each address and verify it")
    damaged = add(fuzz, "damage images, scenes, archives, run folders; count what is not refused")
    damaged.add_argument("--seed", type=int, default=0, help="of the damage")
    damaged.add_argument("--count", type=float, default=1, help="share of the 750 files")
    damaged.add_argument("--keep", type=Path, help="folder for files that were not handled well")
    rude = add(hostile, "send hostile uploads to a service: none answers 500, nothing stays behind")
    rude.add_argument("--seed", type=int, default=0, help="of the first one")
    rude.add_argument("--count", type=int, default=500, help="uploads")
    often = add(kills, "kill trainings, maps, caches at random moments, go on, compare every byte")
    often.add_argument("--seed", type=int, default=0, help="of the moments")
    often.add_argument("--count", type=int, default=20, help="kills of each")
    add(package, "look into sdist and wheel").add_argument(
        "dist", type=Path, help="folder that holds them")
    release = add(notes, "write the notes of a release")
    release.add_argument("tag", help="such as v0.1.0; must be the version in settings.ini")
    release.add_argument("--out", type=Path, required=True, help="Markdown file to write")
    return main


def main(
    arguments: list[str] | None = None,  # None: those of the process
) -> int:  # exit code: 0 where all is well
    "The command `python -m tools`."
    options = parser().parse_args(arguments)
    try:
        return options.function(find_root(Path.cwd()), options)
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
