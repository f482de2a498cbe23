import copy
import os
import re
from pathlib import Path
from unittest import mock

import pytest
import yaml

from tools.badges import with_badges, with_install
from tools.copies import (
    as_import,
    boxes_to_quotes,
    learner_cell,
    learner_copy,
    learner_links,
    lost_imports,
)
from tools.notebooks import notebook_text, read_notebook
from tools.reading import LONGEST, check_reading, is_open, reading_minutes, with_reading_time
from tools.sidebar import END, START, page_problems, part_of, with_sidebar
from tools.tables import chapter_summary, chapter_table, fill_table, total_time
from tools.tests.tiny import (
    BOX,
    FORK,
    README,
    add_workshop,
    make_course,
    md,
    notebook,
    py,
    tiny_lesson,
    tiny_workshop,
)
from tools.update import check_copies, update_course

HALVES = with_badges(tiny_lesson(), "01_halves", FORK)
READY = with_install(HALVES, FORK)
HOSTS = ("COLAB_RELEASE_TAG", "KAGGLE_KERNEL_RUN_TYPE")


def test_badges_follow_a_fork():
    assert HALVES["cells"][1]["source"].count("ada/landcover") == 3
    assert with_badges(HALVES, "01_halves", FORK) == HALVES, "a second time changes nothing"


def test_install_comes_first_and_once():
    assert READY["cells"][3]["id"] == "install"
    assert "github.com/ada/landcover@v0.1.0" in READY["cells"][3]["source"]
    assert with_install(READY, FORK) == READY


def test_install_asks_for_the_extras_of_the_box():
    assert '"landcover[export] @' in READY["cells"][3]["source"]
    lesson = tiny_lesson()
    lesson["cells"][2]["source"] += "\nThe extras: `pip install 'landcover[maps,scale]'`."
    assert '"landcover[export,maps,scale] @' in with_install(lesson, FORK)["cells"][3]["source"]


def asked_of_pip(host: str, installed: bool) -> list[str]:
    "What the cell `install` would ask pip for."
    source = re.sub(r"%pip (.+)", r"pip('\1')", READY["cells"][3]["source"])
    asked = []
    elsewhere = {key: value for key, value in os.environ.items() if key not in HOSTS}
    with mock.patch.dict(os.environ, elsewhere | ({host: "1"} if host else {}), clear=True), \
            mock.patch("importlib.util.find_spec", return_value=installed or None):
        try:
            exec(source, {"pip": asked.append})
        except RuntimeError as error:
            assert "On Kaggle" in str(error)
    return asked


def test_install_does_something_only_where_the_library_is_missing():
    assert asked_of_pip("", False) == [], "elsewhere nothing happens"
    assert asked_of_pip(HOSTS[0], True) == [], "nor where the library is"


@pytest.mark.skipif(not Path("/tmp").is_dir(), reason="Colab and Kaggle are Linux")
@pytest.mark.parametrize("host", HOSTS)
def test_install_keeps_the_pytorch_that_is_there(host):
    (asked,) = asked_of_pip(host, False)
    assert asked.startswith("install -q -c /tmp/kept.txt") and "landcover@v0.1.0" in asked
    assert re.fullmatch(r"torch==\S+\ntorchvision==\S+", Path("/tmp/kept.txt").read_text())


def test_table():
    filled = fill_table(README, chapter_table({"01_halves": HALVES}, FORK))
    assert chapter_summary(HALVES)["read"] == "5 min"
    assert fill_table(filled, chapter_table({"01_halves": HALVES}, FORK)) == filled
    assert "not been measured" in filled and "0 hours to read, and 1 minutes" in filled
    assert "0 hours to read, and 0 minutes" in total_time({"93_halves": HALVES}), "an appendix"
    assert "\n\nnow\n\n" in fill_table("<!-- time -->soon<!-- /time -->", "now", "time")
    measured = copy.deepcopy(HALVES)
    measured["cells"][2]["source"] = BOX.replace("two CPU cores.", "two CPU cores, 9 seconds on a "
                                                                   "GPU.")
    assert "| 1 min | 9 seconds |" in chapter_table({"01_halves": measured}, FORK)
    assert fill_table("no table here", "| |") == "no table here"
    assert set(chapter_summary({"cells": []}).values()) == {""}
    with pytest.raises(ValueError, match="<!-- /chapters -->"):
        fill_table("<!-- chapters --> and no end", "")


def test_boxes_become_quotes():
    box = boxes_to_quotes(BOX)
    assert ":::" not in box and box.startswith("> **In this chapter**")
    fence = "```\n::: {.callout-note}\n# no heading\n:::\n```"
    assert boxes_to_quotes(fence) == fence, "code blocks stay as they are"
    nested = boxes_to_quotes('::: {.callout-tip title="A"}\n::: {.grid}\nb\n:::\n:::\nc')
    assert nested == "> **A**\n>\n> b\nc"
    with pytest.raises(ValueError, match="not closed"):
        boxes_to_quotes("::: {.callout-tip}\n## Never ends")


def test_links_of_a_copy_lead_where_they_led():
    text = "[a](01_halves.ipynb#x) [b](index.ipynb) ![c](map.png) [d](https://e.org/f.png)"
    assert learner_links(text) == ("[a](01_halves.ipynb#x) [b](../nbs/index.ipynb) "
                                   "![c](../nbs/map.png) [d](https://e.org/f.png)")
    assert learner_links("[e](08a_scene.ipynb)") == "[e](../nbs/08a_scene.ipynb)"


def test_a_copy_has_no_solutions():
    learner = learner_copy(READY, "01_halves", FORK)
    ids = [cell["id"] for cell in learner["cells"]]
    text = notebook_text(learner)
    assert "x / 2" not in text and "#|" not in text and 'Exercise 1: correct\\n"\n' not in text
    assert ids.index("install") == 3 and ids.index("starter-1") + 1 == ids.index("check-1")
    assert "halves.html#exercises" in text
    assert notebook_text(learner_copy(HALVES, "01_halves", FORK)) == text, "always the same bytes"


def test_cells_that_a_learner_should_not_run():
    run = py("run", "#| eval: false\n!landcover demo", "skip-execution")
    assert learner_cell(run)["source"] == "```python\n!landcover demo\n```"
    figure = {"output_type": "display_data", "data": {"image/png": "x", "text/plain": "<Figure>"}}
    nb = notebook(md("idea", "It gives:"), py("silent", "#| real\nassert score"),
                  py("real", "#| real\nscore", printed="notice: old\n0.9 right\n"),
                  {**py("drawn", "#| real\nplot(score)"), "outputs": [figure]})
    made = {c["id"]: c for c in learner_copy(nb, "01_halves", FORK)["cells"]}
    assert "silent" not in made
    assert made["real"]["cell_type"] == made["drawn"]["cell_type"] == "markdown"
    assert made["real"]["source"].endswith("```text\n0.9 right\n```")
    assert "halves.html" in made["real"]["source"]
    assert made["drawn"]["source"].endswith("and the figure.")


def test_what_the_page_folds_is_folded_in_the_copy():
    nb = notebook(py("default-exp", "#| hide\n#| default_exp halves"),
                  py("hidden", "#| hide\nimport math"), py("open", "helper(1)", "kept"),
                  py("drawn", '#| code-fold: true\n#| code-summary: "Figure"\nhelper(2)', "kept"),
                  py("machinery", "#| export\ndef helper(x): ..."),
                  py("taught", "#| exports\ndef half(x): ..."),
                  py("starter", "#| eval: false\nhalf(3)", "starter", "skip-execution"))
    made = {c["id"]: c for c in learner_copy(nb, "01_halves", FORK)["cells"]}
    folded = {i for i, c in made.items() if c["metadata"].get("jupyter") == {"source_hidden": True}}
    assert folded == {"install", "hidden", "drawn", "machinery"} & set(made)
    assert {"hidden", "drawn", "machinery", "open", "taught", "starter"} <= set(made)
    assert [made[i]["metadata"]["tags"] for i in ("open", "drawn")] == [["kept"]] * 2


def copied(*cells: dict) -> dict[str, str]:
    "The code of a learner's copy of these cells, by the id of the cell."
    nb = notebook(py("default-exp", "#| hide\n#| default_exp maps.halves"), *cells)
    made = learner_copy(nb, "01_halves", FORK)["cells"]
    return {cell["id"]: cell["source"] for cell in made if cell["cell_type"] == "code"}


def test_machinery_is_imported():
    code = copied(
        py("imports", "#| export\nimport math\nfrom pathlib import (\n    Path,\n)"),
        py("machinery", "#| export\nimport json\n\nLEAST = 3\ndef tidy(x): ...\ndef unused(): ..."),
        py("folded", '#| exports\n#| code-fold: true\n#| code-summary: "How"\nclass Shelf: ...'),
        py("lost", "#| export\ndef nobody_asks(): ..."),
        py("taught", "#| exports\ndef half(x):\n    return tidy(x) / LEAST"),
        py("shown", "half(Shelf())"),
    )
    assert code["imports"] == "import math\nfrom pathlib import (\n    Path,\n)"
    assert code["machinery"] == "import json\nfrom landcover.maps.halves import LEAST, tidy"
    assert code["folded"] == "from landcover.maps.halves import Shelf"
    assert code["taught"].startswith("def half(x)"), "what the lesson teaches stays"
    assert "lost" not in code, "what nobody uses goes"


def test_names_inside_a_comprehension_are_not_imported():
    code = "FOUND = {getattr(os, name, None) for name in WORDS}"
    assert as_import(code, "core", {"FOUND", "name"}) == "from landcover.core import FOUND"


def test_a_copy_imports_what_is_there(tmp_path):
    (tmp_path / "landcover").mkdir()
    (tmp_path / "landcover" / "core.py").write_text(
        "import os\nA: int = 1\nB = [name for name in 'xy']\ndef f(): inside = 2\n")
    lines = ("from landcover.core import A, B, f, os  # noqa: F401",
             "from landcover.core import (\n    A,\n    name,\n)",
             "from landcover.core import inside", "from landcover.data import anything")
    nb = {"cells": [{"cell_type": "code", "source": line} for line in lines]}
    assert lost_imports(nb, tmp_path) == [f"landcover.core has no {n}" for n in ("name", "inside")]


def test_a_long_import_is_broken():
    names = [f"a_rather_long_name_{n}" for n in range(6)]
    code = copied(py("machinery", "#| export\n" + "\n".join(f"{n} = 1" for n in names)),
                  py("shown", "print(" + ", ".join(names) + ")"))["machinery"]
    assert max(map(len, code.splitlines())) < 100 and compile(code, "cell", "exec")


def test_reading_time():
    text, code = "word " * 400, "x = 1\n\n" * 12
    assert reading_minutes(notebook(md("a", text), py("b", code))) == 2 + 1
    for mark in ("hide", "export", "code-fold: true", "echo: false", "include: false"):
        assert reading_minutes(notebook(py("b", f"#| {mark}\n{code}"))) == 0, mark
    assert is_open({"exports": ""}) and is_open({"code-fold": "show"})
    long = tiny_lesson()
    long["cells"][5]["source"] += " word" * 200 * 20
    made = with_reading_time(long)
    assert "**Time** 20 minutes to read, 1 minute to run" in made["cells"][2]["source"]
    assert with_reading_time(made) == made
    assert with_reading_time(tiny_lesson()) == tiny_lesson(), "nothing is shorter than 5 minutes"


def test_a_lesson_must_not_be_too_long(tmp_path):
    path = make_course(tmp_path)
    assert check_reading(tmp_path) == []
    long = read_notebook(path)
    long["cells"][5]["source"] += " word" * 200 * LONGEST
    path.write_text(notebook_text(long))
    (said,) = check_reading(tmp_path)
    assert said.startswith("93_halves.ipynb: 46 minutes")


def test_sidebar_lists_lessons_by_part_and_workshops_folded():
    chapters = {"00_start": notebook(md("title", "# Start\n> x")), "08_maps": HALVES,
                "08a_scene": tiny_workshop(), "93_halves": HALVES}
    text = f"sidebar:\n  contents:\n    {START}\n    old\n    {END}\n    - last.qmd\n"
    made = with_sidebar(text, chapters)
    contents = yaml.safe_load(made)["sidebar"]["contents"]
    assert [s["section"] for s in contents[:3]] == ["Foundations", "The map", "Appendix"]
    assert contents[1]["contents"] == [{"text": "08 Halves", "href": "08_maps.ipynb"}]
    assert contents[2]["contents"] == [
        {"text": "93 Halves", "href": "93_halves.ipynb"},
        {"section": "Workshops", "contents": [{"text": "08a Thirds", "href": "08a_scene.ipynb"}]}]
    assert contents[3] == "last.qmd" and with_sidebar(made, chapters) == made
    assert with_sidebar("no: marks\n", chapters) == "no: marks\n"
    assert [part_of(f"{n:02}_x") for n in (3, 7, 12, 19, 92)] == [
        "Foundations", "The model", "Better models", "Trust", "Appendix"]


def test_two_notebooks_need_two_pages():
    assert page_problems([Path("08_maps.ipynb"), Path("08a_scene.ipynb")]) == []
    (said,) = page_problems([Path("08_maps.ipynb"), Path("09a_maps.ipynb")])
    assert "maps.html" in said


def test_update_brings_a_course_in_step(tmp_path):
    path = make_course(tmp_path)
    add_workshop(tmp_path)
    changed = [file.relative_to(tmp_path).as_posix() for file in update_course(tmp_path)]
    assert changed == ["nbs/93_halves.ipynb", "exercises/93_halves.ipynb", "README.md"], (
        "a workshop has no copy and stays as it is")
    assert check_copies(tmp_path) == [] and update_course(tmp_path) == []
    path.write_text(path.read_text().replace("x // 2", "x // 3"))
    assert [p.split()[0] for p in check_copies(tmp_path)] == ["exercises/93_halves.ipynb"]
    update_course(tmp_path)
    (tmp_path / "exercises" / "44_gone.ipynb").write_text("{}")
    assert check_copies(tmp_path) == [
        "exercises/44_gone.ipynb is out of step with nbs/: run `make update`"]
    assert [path.name for path in update_course(tmp_path)] == ["44_gone.ipynb"]
