"""The exercises of a lesson: task, starter, solution, check."""

from dataclasses import dataclass, field

from tools.notebooks import cell_tags, output_text, split_directives


@dataclass(frozen=True)
class Finding:
    "Something in a notebook that is not as it should be."

    notebook: str  # name of the notebook
    cell: str  # id of the cell, "" for the notebook as a whole
    problem: str  # what is wrong
    remedy: str  # what to do

    def __str__(self) -> str:
        "One line for people."
        where = f"{self.notebook}, cell {self.cell}" if self.cell else self.notebook
        return f"{where}: {self.problem}. {self.remedy}."


@dataclass(frozen=True)
class Exercise:
    "An exercise: the cell with the task, and the code cells that belong to it."

    task: dict  # Markdown cell with the tag exercise
    cells: list[dict] = field(default_factory=list)  # code cells after it, up to the next text

    @property
    def title(self) -> str:  # such as "Exercise 1: find the bug"
        "The first line of the task, without its marks."
        return self.task["source"].partition("\n")[0].strip("# ")

    @property
    def roles(self) -> list[str]:  # in the order of the cells
        "What each code cell is: starter, solution or check."
        known = ("starter", "solution", "check")
        return [next((r for r in known if r in cell_tags(c)), "untagged") for c in self.cells]

    @property
    def complete(self) -> bool:  # starter, solution and check in this order?
        "Whether the exercise has all its cells."
        return self.roles == ["starter", "solution", "check"]


def exercises_of(
    nb: dict,  # a chapter
) -> list[Exercise]:  # in their order
    "The exercises of a chapter, found by their tags."
    found: list[Exercise] = []
    inside = False
    for cell in nb["cells"]:
        if cell["cell_type"] == "markdown":
            inside = "exercise" in cell_tags(cell)
            if inside:
                found.append(Exercise(cell))
        elif inside and "faults" not in cell_tags(cell):
            found[-1].cells.append(cell)
    return found


def check_exercise(
    exercise: Exercise,  # one exercise
    number: int,  # its number, from 1
    name: str,  # name of the chapter
) -> list[Finding]:  # what is wrong with it
    "An exercise has a numbered title, a starter, a folded solution and a check that ran."
    at = exercise.task["id"]
    if not exercise.complete:
        return [Finding(name, at, f"cells are {exercise.roles}, not starter, solution, check",
                        "Add, tag or reorder the code cells below the task")]
    found = []
    starter, solution, check = exercise.cells
    if not exercise.title.startswith(f"Exercise {number}: "):
        found.append(Finding(name, at, f"the title is {exercise.title!r}",
                             f"Begin with `### Exercise {number}: `"))
    if split_directives(starter["source"])[0].get("eval") != "false":
        found.append(Finding(name, starter["id"], "the starter would run in the tests",
                             "Begin with `#| eval: false` and add the tag skip-execution"))
    if not {"code-fold", "code-summary"} <= set(split_directives(solution["source"])[0]):
        found.append(Finding(name, solution["id"], "the solution is not folded",
                             "Begin with `#| code-fold: true` and `#| code-summary: \"Solution\"`"))
    done = f"Exercise {number}: correct"
    if "assert" not in check["source"] or done not in check["source"]:
        found.append(Finding(name, check["id"], "the check does not assert or does not say so",
                             f"Assert, then end with `print(\"{done}\")`"))
    elif done not in output_text(check):
        found.append(Finding(name, check["id"], f"{done!r} is not among its stored outputs",
                             "Execute the chapter: make notebooks"))
    return found


def check_exercises(
    nb: dict,  # a chapter
    name: str,  # its name, such as "01_data"
) -> list[Finding]:  # what is wrong with its exercises
    "Enough exercises, one of them a bug to find, each complete."
    exercises = exercises_of(nb)
    least = 1 if name[:2] == "00" or name[:1] == "9" else 2
    found = []
    if not least <= len(exercises) <= 4:
        found.append(Finding(name, "", f"{len(exercises)} exercises, expected {least} to 4",
                             "Tag the task of each one with `exercise`"))
    if not any("find the bug" in e.task["source"].lower() for e in exercises):
        found.append(Finding(name, "", "no exercise asks to find the bug", "Add one"))
    for number, exercise in enumerate(exercises, 1):
        found += check_exercise(exercise, number, name)
    return found
