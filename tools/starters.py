"""Starters and wrong answers must fail, solutions must pass: nbdev_test with a shell that tries."""

import re
from collections.abc import Callable
from pathlib import Path

from tools.course import lessons_of
from tools.exercises import Exercise, exercises_of
from tools.notebooks import read_notebook, split_directives


def wrong_answers(
    path: Path,  # a lesson, such as nbs/01_data.ipynb
) -> dict[int, dict[str, str]]:  # number of the exercise -> what is wrong -> code
    "The wrong answers in tools/wrong/01.py: each cell begins with `# %% 2: what is wrong`."
    file = path.resolve().parent.parent / "tools" / "wrong" / f"{path.name[:2]}.py"
    found: dict[int, dict[str, str]] = {}
    if re.match(r"\d\d_", path.name) and file.is_file():
        parts = re.split(r"^# %% (\d): (.+)$", file.read_text(encoding="utf-8"), flags=re.M)
        for number, what, code in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            found.setdefault(int(number), {})[what] = code.strip()
    return found


def check_wrong(
    root: Path,  # folder of the course
) -> list[str]:  # exercises with too few wrong answers
    "At least three wrong answers are kept for each exercise; running a lesson tries them."
    found = []
    for path in lessons_of(root):
        wrong, exercises = wrong_answers(path), exercises_of(read_notebook(path))
        found += [f"{path.stem}, {e.title}: {len(wrong.get(number, {}))} wrong answers. Keep three "
                  f"in tools/wrong/{path.name[:2]}.py that a learner may well give."
                  for number, e in enumerate(exercises, 1) if len(wrong.get(number, {})) < 3]
        found += [f"tools/wrong/{path.name[:2]}.py: there is no exercise {number}."
                  for number in wrong if number > len(exercises)]
    return found


def try_answer(
    run: Callable[[str], BaseException | None],  # runs code, gives the error it raised
    names: dict,  # the names that this code sees; put back afterwards
    answer: str,  # code that does not solve the exercise
    check: str,  # code of its check
) -> str:  # what is wrong, "" where the check refuses the answer as it should
    "Run an answer and the check as a learner does."
    before = dict(names)
    try:
        error = run(answer)
        if error is not None:
            return f"does not run: {type(error).__name__}: {error}"
        error = run(check)
    finally:
        for name in set(names) - set(before):
            del names[name]
        names.update(before)
    if error is None:
        return "is accepted by the check: nothing is left to solve"
    if isinstance(error, NameError | SyntaxError):
        return f"does not fit the check: {type(error).__name__}: {error}"
    if isinstance(error, AssertionError) and not str(error):
        return "is refused without a message: tell the learner what was expected"
    return ""


def try_exercise(
    run: Callable[[str], BaseException | None],  # runs code, gives the error it raised
    names: dict,  # the names that this code sees; put back afterwards
    exercise: Exercise,  # a complete exercise
    wrong: dict[str, str],  # what is wrong with an answer -> its code
) -> str:  # what is wrong, "" where the check refuses them all
    "Try the starter, which nobody has solved yet, and each wrong answer."
    starter, _, check = (split_directives(cell["source"])[1] for cell in exercise.cells)
    answers = {"the starter": starter} | {f"the wrong answer {what!r}": code
                                          for what, code in wrong.items()}
    said = {name: try_answer(run, names, code, check) for name, code in answers.items()}
    return "; ".join(f"{name} {problem}" for name, problem in said.items() if problem)


def exercise_shell(
    nb: dict,  # a chapter
    flags: str,  # flags given to nbdev_test, such as "real slow"
    wrong: dict[int, dict[str, str]],  # from wrong_answers
    attempts: dict[str, str],  # filled in: exercise -> what is wrong with it, "" where nothing is
) -> type:  # a class to run notebooks with
    "nbdev's shell, which tries starter and wrong answers just before the solution."
    from execnb.shell import CaptureShell
    from matplotlib_inline.config import InlineBackend

    def may_run(exercise: Exercise) -> bool:
        real = any("real" in split_directives(c["source"])[0] for c in exercise.cells)
        return exercise.complete and ("real" in flags.split() or not real)

    solutions = {e.cells[1]["id"]: (e, wrong.get(number, {}))
                 for number, e in enumerate(exercises_of(nb), 1) if may_run(e)}
    attempts |= {e.title: "the chapter stopped before this exercise"
                 for e, _ in solutions.values()}

    class ExerciseShell(CaptureShell):
        def __init__(self, path: Path):
            # Nobody looks at the figures: each is drawn once, not for the size of its margins, too.
            InlineBackend.instance().print_figure_kwargs = {"bbox_inches": None}
            super().__init__(path, mpl_format="png")  # not "retina", four times as large

        def cell(self, cell: dict, **options) -> None:
            if cell.id in solutions:
                exercise, answers = solutions[cell.id]
                attempts[exercise.title] = try_exercise(
                    self.error_of, self.user_ns, exercise, answers)
            super().cell(cell, **options)

        def error_of(self, code: str) -> BaseException | None:
            self.run(code)
            return self.exc

    return ExerciseShell


def run_chapter(
    path: Path,  # a notebook
    flags: str = "",  # "real": also cells that need real tiles; "slow": also slow ones
) -> tuple[bool, dict[str, str]]:  # did it pass; exercise -> what is wrong with it, or ""
    "nbdev_test of one notebook, with starters and wrong answers. What fails goes to stderr."
    from nbdev import test

    attempts: dict[str, str] = {}
    test.CaptureShell = exercise_shell(
        read_notebook(path), flags, wrong_answers(path), attempts)
    try:
        test.nbdev_test.__wrapped__(path=str(path.resolve()), flags=flags, n_workers=0)
    except SystemExit:  # how nbdev_test says that a notebook failed
        return False, attempts
    return True, attempts
