"""Starters must fail, solutions must pass: nbdev_test with a shell that tries both."""

from collections.abc import Callable
from pathlib import Path

from tools.exercises import Exercise, exercises_of
from tools.notebooks import read_notebook, split_directives


def try_starter(
    run: Callable[[str], BaseException | None],  # runs code, gives the error it raised
    names: dict,  # the names that this code sees; put back afterwards
    exercise: Exercise,  # a complete exercise
) -> str:  # what is wrong, "" where the starter fails its check as it should
    "Run starter and check as a learner does who has not solved anything yet."
    starter, _, check = (split_directives(cell["source"])[1] for cell in exercise.cells)
    before = dict(names)
    try:
        error = run(starter)
        if error is not None:
            return f"the starter does not run: {type(error).__name__}: {error}"
        error = run(check)
    finally:
        for name in set(names) - set(before):
            del names[name]
        names.update(before)
    if error is None:
        return "the check accepts the starter: nothing is left to solve"
    if isinstance(error, NameError | SyntaxError):
        return f"the check does not fit the starter: {type(error).__name__}: {error}"
    if isinstance(error, AssertionError) and not str(error):
        return "the check fails without a message: tell the learner what was expected"
    return ""


def exercise_shell(
    nb: dict,  # a chapter
    flags: str,  # flags given to nbdev_test, such as "real slow"
    attempts: dict[str, str],  # filled in: exercise -> what is wrong with it, "" where nothing is
) -> type:  # a class to run notebooks with
    "nbdev's shell, which also tries each starter just before its solution."
    from execnb.shell import CaptureShell

    def may_run(exercise: Exercise) -> bool:
        real = any("real" in split_directives(c["source"])[0] for c in exercise.cells)
        return exercise.complete and ("real" in flags.split() or not real)

    solutions = {e.cells[1]["id"]: e for e in exercises_of(nb) if may_run(e)}
    attempts |= {e.title: "the chapter stopped before this exercise" for e in solutions.values()}

    class ExerciseShell(CaptureShell):
        def cell(self, cell: dict, **options) -> None:
            exercise = solutions.get(cell.id)
            if exercise:
                attempts[exercise.title] = try_starter(self.error_of, self.user_ns, exercise)
            super().cell(cell, **options)

        def error_of(self, code: str) -> BaseException | None:
            self.run(code)
            return self.exc

    return ExerciseShell


def run_chapter(
    path: Path,  # a notebook
    flags: str = "",  # "real": also cells that need real tiles; "slow": also slow ones
) -> tuple[bool, dict[str, str]]:  # did it pass; exercise -> what is wrong with it, or ""
    "nbdev_test of one notebook, its starters included. What fails is printed to stderr."
    from nbdev import test

    attempts: dict[str, str] = {}
    test.CaptureShell = exercise_shell(read_notebook(path), flags, attempts)
    try:
        test.nbdev_test.__wrapped__(path=str(path.resolve()), flags=flags, n_workers=0)
    except SystemExit:  # how nbdev_test says that a notebook failed
        return False, attempts
    return True, attempts
