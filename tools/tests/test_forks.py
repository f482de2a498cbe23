import os
import subprocess
import sys

import pytest

from tools.forks import forked_programs
from tools.runner import start_server

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a fork is safe on Linux only")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    "A function that runs a program by name, with `json` imported beforehand."
    folder = tmp_path_factory.mktemp("stand-ins")
    with forked_programs(start_server(["json"]), folder):
        def runs(*command, cwd=folder, **variables) -> subprocess.CompletedProcess:
            values = os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"} | variables
            return subprocess.run(command, cwd=cwd, env=values, capture_output=True, text=True,
                                  input="spoken", timeout=300)
        yield runs
    assert not (folder / "socket").exists(), "nobody listens any more"


def test_a_script_gets_what_it_was_given(run, tmp_path):
    (tmp_path / "beside.py").write_text("here = 'beside'")
    (tmp_path / "script.py").write_text(
        "import beside, os, sys\nassert 'json' in sys.modules, 'imported beforehand'\n"
        "print(beside.here, os.getcwd(), sys.argv, os.environ['MINE'], input(), __name__)\n"
        "print('aloud', file=sys.stderr)\nos.system('echo below')\nsys.exit(7)\n")
    done = run("python", "script.py", "one", cwd=tmp_path, MINE="yes")
    assert done.returncode == 7 and done.stderr == "aloud\n"
    assert "below" in done.stdout
    assert f"beside {tmp_path} ['script.py', 'one'] yes spoken __main__" in done.stdout


def test_a_module_of_the_folder_is_found(run, tmp_path):
    (tmp_path / "mine.py").write_text("import sys, threading, time\n"
                                      "threading.Thread(target=lambda: (time.sleep(0.2), "
                                      "print('late'))).start()\nprint(sys.argv[1:])\n")
    done = run("python", "-u", "-m", "mine", "two", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "['two']\nlate\n"), done.stderr


@pytest.mark.parametrize("ending, code, said", [
    ("raise SystemExit('last words')", 1, "last words\n"),
    ("1 / 0", 1, "ZeroDivisionError"),
    ("import sys; sys.exit(None)", 0, ""),
    ("import os; os.kill(os.getpid(), 9)", 1, "ended without a result"),
])
def test_how_a_program_ends(run, tmp_path, ending, code, said):
    (tmp_path / "ends.py").write_text(ending)
    done = run("python", "ends.py", cwd=tmp_path)
    assert done.returncode == code and said in done.stderr


def test_what_is_no_module_or_script_is_run_as_it_is(run):
    done = run("python", "-c", "import sys; print('json' in sys.modules, sys.executable)")
    assert done.stdout.split() == ["False", sys.executable]
    assert run("python", "-m", "no_such_module").returncode == 1


def test_a_program_leaves_nothing_to_the_next(run, tmp_path):
    (tmp_path / "spoils.py").write_text("import json, os\nassert not hasattr(json, 'spoiled')\n"
                                        "json.spoiled = os.environ['SPOILED'] = 'yes'\n")
    assert [run("python", "spoils.py", cwd=tmp_path).returncode for _ in range(2)] == [0, 0]
    assert "version" in run("dvc", "version").stdout.lower()
