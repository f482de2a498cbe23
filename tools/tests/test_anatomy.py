import copy

import pytest

from tools.anatomy import check_anatomy, check_chapter, check_numbers
from tools.badges import with_badges
from tools.exercises import Exercise, check_exercises, exercises_of
from tools.starters import check_wrong, try_exercise, wrong_answers
from tools.tests.tiny import (
    CHECK,
    FIRST,
    FORK,
    add_workshop,
    make_course,
    md,
    notebook,
    py,
    tiny_lesson,
    tiny_workshop,
)

HALVES = with_badges(tiny_lesson(), "93_halves", FORK)
PICTURE = [{"output_type": "display_data", "data": {"image/png": "aaaa", "text/plain": ["x"]}}]


def damage(cell_id: str, **changes) -> str:
    "What the check says when one cell of the tiny lesson is changed."
    nb = copy.deepcopy(HALVES)
    for cell in nb["cells"]:
        if cell["id"] == cell_id:
            cell.update(changes)
    return " ".join(str(finding) for finding in check_chapter(nb, "93_halves"))


def printed(text: str, name: str = "stdout") -> list[dict]:
    "Outputs that hold this text."
    return [{"output_type": "stream", "name": name, "text": [text]}]


def test_the_tiny_course_is_in_order(tmp_path):
    make_course(tmp_path)
    assert check_anatomy(tmp_path) == [] and check_chapter(HALVES, "93_halves") == []
    assert check_chapter(tiny_workshop(), "93a_thirds") == []


def test_two_notebooks_with_one_number():
    found = check_numbers(["08_maps", "08k_said", "08k_unsure", "09_dvc"])
    assert [finding.notebook for finding in found] == ["08k_said", "08k_unsure"]
    assert check_numbers(["08_maps", "08k_said", "08l_unsure"]) == []


@pytest.mark.parametrize(("cell", "changes", "said"), [
    ("title", {"source": "Halves"}, "no title"),
    ("title", {"source": "# Halves"}, "no title"),
    ("box", {"source": "**Time** soon"}, "time cannot be read"),
    ("exercises", {"source": "## Tasks"}, "must end with"),
    ("idea", {"source": "No heading"}, "no section"),
    ("check-yourself", {"source": "## Check yourself" + "<details>" * 2}, "2 answers"),
    ("exercise-1", {"source": "### Exercise 1: halve"}, "find the bug"),
    ("exercise-1", {"source": "### Find the bug"}, "title is"),
    ("starter-1", {"source": "x = 1"}, "would run"),
    ("starter-1", {"metadata": {"tags": ["starter"]}}, "half of the tools"),
    ("solution-1", {"source": "x = 1"}, "not folded"),
    ("solution-1", {"metadata": {}}, "not starter, solution, check"),
    ("check-1", {"source": "print(1)"}, "does not assert"),
    ("check-1", {"outputs": []}, "stored outputs"),
    ("learned", {"id": "idea"}, "two cells have this id"),
    ("badges", {"id": "links"}, "id badges"),
    ("show", {"source": "#| hide\n1", "metadata": {"tags": ["faults"]}}, "not at the end"),
    ("faults", {"source": "assert number == 3"}, "fault test is shown"),
    ("default-exp", {"source": "1"}, "says to which module"),
    ("show", {"outputs": printed("\rEpoch 1")}, "progress bar"),
    ("show", {"outputs": printed(" 40%|####")}, "progress bar"),
    ("show", {"outputs": printed("hello", "stderr")}, "stderr"),
    ("show", {"outputs": [{"output_type": "error"}]}, "stores an error"),
    ("show", {"outputs": PICTURE}, "without a description"),
    ("show", {"source": "#" * 1_500_000}, "bytes, more than"),
    ("show", {"execution_count": 4}, "counter"),
    *[("show", {"outputs": printed(text)}, "author's machine")
      for text in ("/home/ada/x", "saved '/tmp/x'", "C:\\Users\\ada", "(/Users/ada)")],
])
def test_a_damaged_lesson(cell, changes, said):
    assert said in damage(cell, **changes)


def test_what_may_be_stored():
    for text in ("https://e.org/home/x", "runs/demo", "../work/x", "10:30"):
        assert damage("show", outputs=printed(text)) == "", text
    assert damage("show", outputs=PICTURE, source='#| fig-alt: "Halves"\nnumber = 3') == ""


@pytest.mark.parametrize(("cell", "said"), [
    (md("badges", "x"), "only lessons"),
    (md("task", "### Exercise 1: x", "exercise"), "only lessons"),
    (py("shown-late", "1"), "not at the end"),
    (py("third", "2"), "two cells have this id"),
])
def test_a_workshop_has_nothing_of_a_lesson(cell, said):
    nb = notebook(*tiny_workshop()["cells"], cell)
    assert said in " ".join(str(finding) for finding in check_chapter(nb, "93a_thirds"))


def test_a_workshop_says_where_it_belongs():
    said = " ".join(str(finding) for finding in check_chapter(tiny_workshop(), "08a_scene"))
    assert "Workshop of chapter 08" in said
    for words in ("Workshop of chapter 08", "*Workshop of [chapter 08](08_maps.ipynb)*"):
        nb = notebook(md("title", "# A\n> B."), md("line", words))
        assert check_chapter(nb, "08a_scene") == [], words
    figure = py("map", "plot()")
    figure["outputs"] = PICTURE
    nb = notebook(md("title", "# A\n> B.\n\nWorkshop of chapter 08"), figure)
    assert "without a description" in str(check_chapter(nb, "08a_scene")[0])


def test_exercises():
    (exercise,) = exercises_of(tiny_lesson())
    assert exercise.complete and exercise.title == FIRST
    assert "0 exercises" in str(check_exercises({"cells": []}, "01_data")[0])
    assert len(check_exercises(HALVES, "01_data")) == 1, "one is too few for chapter 1"


def attempt(starter: str, check: str, **wrong: str) -> str:
    "What is wrong with an exercise made of this starter, this check and these wrong answers."
    names = {"half": "untouched"}

    def run(code: str) -> BaseException | None:
        try:
            exec(code, names)
        except Exception as error:
            return error
        return None

    cells = [py("starter", starter), py("solution", ""), py("check", check)]
    problem = try_exercise(run, names, Exercise(md("task", "### Exercise 1: x"), cells), wrong)
    assert names["half"] == "untouched", "names are put back"
    return problem


@pytest.mark.parametrize(("starter", "check", "said"), [
    ("def half(x):\n    return x // 2", CHECK, ""),
    ("def half(x):\n    return x / 2", CHECK, "the starter is accepted"),
    ("def half(x):\n    return x // 2", "assert half(3) == 1.5", "without a message"),
    ("def half(x):\n    return y", CHECK, "does not fit the check"),
    ("half = 1 / 0", CHECK, "does not run"),
])
def test_a_starter_must_fail_its_check_with_a_message(starter, check, said):
    assert said in attempt(starter, check) and bool(attempt(starter, check)) == bool(said)


def test_wrong_answers_must_fail_too(tmp_path):
    starter = "def half(x):\n    return x // 2"
    assert attempt(starter, CHECK, third="def half(x):\n    return x / 3") == ""
    said = attempt(starter, CHECK, solved="def half(x):\n    return x / 2", typo="def half(x:")
    assert "the wrong answer 'solved' is accepted" in said, "an answer that is right is found"
    assert "the wrong answer 'typo' does not run" in said
    lesson, kept = make_course(tmp_path), tmp_path / "tools" / "wrong" / "93.py"
    assert wrong_answers(lesson) == {}
    assert "0 wrong answers" in check_wrong(tmp_path)[0]
    kept.parent.mkdir(parents=True)
    kept.write_text('"""Why."""\n\n# %% 1: a third\nx = 1\n\n# %% 1: none\nx = 0\n# %% 2: two\ny\n')
    assert wrong_answers(lesson) == {1: {"a third": "x = 1", "none": "x = 0"}, 2: {"two": "y"}}
    few, none = check_wrong(tmp_path)
    assert "2 wrong answers. Keep three" in few and "no exercise 2" in none
    assert wrong_answers(add_workshop(tmp_path)) == {}, "a workshop has no exercises"
