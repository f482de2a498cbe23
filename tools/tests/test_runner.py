import os
import sys
from pathlib import Path
from unittest import mock

import pytest

from tools import runner
from tools.checks import CHECKS, checked, count_results, show_result
from tools.notebooks import notebook_text, read_notebook
from tools.programs import run_tool
from tools.runner import (
    LONG,
    PRELOADED,
    longest_first,
    notebook_environment,
    quick_folder,
    run_copy,
    run_course,
    run_notebook,
    start_server,
)
from tools.tests.tiny import FIRST, make_course, notebook, py

LIGHT = ["nbdev.test", "tools.starters"]  # what a small course needs


@pytest.fixture
def course(tmp_path, monkeypatch):
    "A course of one lesson, tested without real tiles."
    monkeypatch.delenv("LANDCOVER_DATA", raising=False)
    make_course(tmp_path)
    return tmp_path


def written(root, *sources: str) -> Path:
    "A notebook of these code cells."
    path = root / "nbs" / "94_cells.ipynb"
    cells = [py(f"cell-{n}", source) for n, source in enumerate(sources)]
    path.write_text(notebook_text(notebook(*cells)))
    return path


def ran(root, *sources: str, seconds: float = 300) -> tuple[list[str], dict[str, str]]:
    "The result of a notebook of these code cells."
    return run_notebook(written(root, *sources), root, start_server(LIGHT), seconds)


def test_a_lesson_passes_and_its_starter_fails(course):
    path = course / "nbs" / "93_halves.ipynb"
    assert run_notebook(path, course, start_server(LIGHT)) == ([], {FIRST: ""})
    path.write_text(notebook_text(read_notebook(path)).replace("x // 2", "x / 2"))
    problems, attempts = run_notebook(path, course, start_server(LIGHT))
    assert problems == [] and "accepted" in attempts[FIRST], "a solved starter is found"
    path.write_text(path.read_text().replace("math.floor(3.9)", "1 / 0"))
    problems, attempts = run_notebook(path, course, start_server(LIGHT))
    assert "ZeroDivisionError" in problems[0] and "stopped before" in attempts[FIRST]


def test_a_solved_copy_passes(course):
    path = course / "nbs" / "93_halves.ipynb"
    assert run_copy(path, course, start_server(LIGHT)) == ([], {})
    path.write_text(path.read_text().replace("#| exports", "#| export"))
    problems, _ = run_copy(path, course, start_server(LIGHT))
    assert problems == [], "nobody asks for the number: it goes"
    path.write_text(path.read_text().replace("half(3) == 1.5", "half(number) == 1.5"))
    problems, _ = run_copy(path, course, start_server(LIGHT))
    assert "landcover.halves" in problems[0], "there is no such library here to import it from"


def test_a_notebook_is_alone(course):
    assert ran(course, "import json, tempfile, os, pathlib",
               "json.spoiled = True; os.environ['SPOILED'] = '1'; os.chdir('/')") == ([], {})
    assert ran(course, "import json, os, tempfile\nfrom pathlib import Path",
               "assert not hasattr(json, 'spoiled') and 'SPOILED' not in os.environ",
               f"assert Path.cwd() == Path({str(course / 'nbs')!r})",
               "Path(tempfile.gettempdir(), 'mine').write_text('x')",
               "import multiprocessing\nassert multiprocessing.get_start_method() != 'forkserver' "
               "or __import__('sys').version_info >= (3, 14)") == ([], {})


def test_what_it_says_is_kept(course):
    problems, _ = ran(course, "import os\nos.write(2, b'from below')",
                      "raise ValueError('last words')")
    assert "from below" in problems[0] and "last words" in problems[0]


def test_a_notebook_that_dies_or_hangs_is_a_problem(course):
    assert "ended without a result" in ran(course, "import os\nos._exit(0)")[0][0]
    assert "did not end" in ran(course, "import time\ntime.sleep(99)", seconds=3)[0][0]


def test_interrupts_arrive_also_where_the_shell_ignores_them(course):
    import signal

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert ran(course, "import os, signal, subprocess, sys",
                   "code = 'import os, signal; os.kill(os.getpid(), signal.SIGINT)'",
                   "done = subprocess.run([sys.executable, '-c', code], capture_output=True)",
                   "assert b'KeyboardInterrupt' in done.stderr") == ([], {})
    finally:
        signal.signal(signal.SIGINT, before)


def test_environment_of_the_tests(tmp_path):
    with mock.patch.dict(os.environ, {"PYTHONDONTWRITEBYTECODE": "1", "LANDCOVER_DATA": "data"}):
        values = notebook_environment(tmp_path, 2)
    assert "PYTHONDONTWRITEBYTECODE" not in values and os.path.isabs(values["LANDCOVER_DATA"])
    assert values["LANDCOVER_PROFILE"] == "test" and values["MPLBACKEND"] == "Agg"
    assert values["PYTHONPATH"].split(os.pathsep)[0] == str(tmp_path)


def test_where_the_notebooks_write(tmp_path, monkeypatch):
    room = os.statvfs(tmp_path)
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(runner, "MEMORY", tmp_path)
    monkeypatch.setattr(runner, "ROOM", room.f_bavail * room.f_frsize // 2)
    assert quick_folder() == tmp_path
    monkeypatch.setattr(runner, "ROOM", room.f_bavail * room.f_frsize * 2)
    assert quick_folder() is None, "no room"
    monkeypatch.setattr(runner, "ROOM", 0)
    forbids = mock.Mock(f_flag=os.ST_NOEXEC, f_bavail=1, f_frsize=1)
    with mock.patch.object(os, "statvfs", return_value=forbids):
        assert quick_folder() is None, "programs may not run there"
    monkeypatch.setattr(runner, "MEMORY", tmp_path / "missing")
    assert quick_folder() is None, "not Linux"
    monkeypatch.setattr(runner, "MEMORY", tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert quick_folder() is None, "who names a folder gets it"


def test_what_takes_longest_begins_first():
    paths = [Path(f"nbs/{stem}.ipynb") for stem in ("00_start", "10f_server", "11a_checks")]
    assert [path.stem for path in longest_first(paths)] == ["10f_server", "11a_checks", "00_start"]
    there = {path.stem for path in Path(__file__).parents[2].glob("nbs/*.ipynb")}
    assert not LONG - there, "notebooks that have another name now"


def test_forks_look_through_what_is_their_own():
    code = "import gc, tools.frozen; assert gc.get_freeze_count() > 1000 and gc.isenabled()"
    assert run_tool(sys.executable, "-c", code, folder=Path(__file__).parents[2]) == (True, "")
    assert PRELOADED[-1] == "tools.frozen", "what is imported after it is not frozen"


def test_nothing_is_said_after_the_count():
    # Frozen to the end, triton's bindings would report hundreds of leaks behind the last line.
    code = ("import importlib.util; importlib.util.find_spec('triton') and __import__('triton'); "
            "import tools.frozen")
    assert run_tool(sys.executable, "-c", code, folder=Path(__file__).parents[2]) == (True, "")


def test_figures_are_drawn_once_and_small(course):
    assert ran(course, "import base64, io\nimport matplotlib.pyplot as plt\nfrom PIL import Image",
               "drawn = get_ipython().display_formatter.formatters['image/png']\n"
               "figure, _ = plt.subplots(figsize=(3, 2), dpi=50)\n"
               "content = io.BytesIO(base64.b64decode(drawn(figure)))\n"
               "plt.close(figure)\n"
               "size = Image.open(content).size\nassert size == (150, 100), size") == ([], {})


def test_an_unknown_notebook_is_named(course):
    with pytest.raises(ValueError, match="05_nowhere"):
        run_course(course, ["05_nowhere"])


def test_programs(tmp_path):
    good, said = run_tool("no-such-tool-here", folder=tmp_path)
    assert not good and "no-such-tool-here" in said
    wait = "import time; time.sleep(9)"
    good, said = run_tool(sys.executable, "-c", wait, folder=tmp_path, seconds=0.2)
    assert not good and "did not end" in said


def test_results_are_counted(capsys, tmp_path):
    assert count_results([True, False]) == 1 and count_results([True]) == 0
    assert not show_result("a check", ["one\ntwo"], 1) and show_result("a check", [], 1)
    assert capsys.readouterr().out.splitlines()[:2] == ["1 passed, 1 failed", "1 passed, 0 failed"]
    with mock.patch.dict(CHECKS, {"breaks": lambda root: 1 / 0}):
        assert "ZeroDivisionError" in checked("breaks", tmp_path)[0][0]


def test_notebooks_and_checks_run_side_by_side(course, capsys):
    checks = {"all is well": lambda root: [], "all is lost": lambda root: ["a problem"]}
    with mock.patch("tools.runner.PRELOADED", LIGHT), mock.patch("tools.runner.CHECKS", checks), \
            mock.patch("tools.checks.CHECKS", checks), mock.patch.dict(os.environ):
        assert run_course(course, []) == 1
        said = capsys.readouterr().out
        assert run_course(course, ["93_halves"]) == 0
    for line in ("passed  93_halves", "passed  all is well", "FAILED  all is lost", "a problem",
                 "passed  starters and wrong answers fail, solutions pass: 1 exercises"):
        assert line in said
    assert said.splitlines()[-1] == "3 passed, 1 failed"
