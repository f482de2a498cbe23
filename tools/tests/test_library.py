import json
import shutil
from pathlib import Path

import pytest

from tools.layers import check_layers, face_imports
from tools.library import check_clean, check_imports, check_library
from tools.notebooks import notebook_text
from tools.programs import run_tool
from tools.sizes import (
    LONGEST_FUNCTION,
    LONGEST_MEDIAN,
    LONGEST_MODULE,
    check_names,
    check_sizes,
    long_functions,
)
from tools.tests.tiny import add_workshop, make_course, notebook, py, write

CONTRACT = """[tool.importlinter]
root_package = "landcover"
include_external_packages = true

[[tool.importlinter.contracts]]
name = "floors"
type = "layers"
containers = ["landcover"]
layers = ["maps", "data"]

[[tool.importlinter.contracts]]
name = "no trainer"
type = "forbidden"
source_modules = ["landcover.maps"]
forbidden_modules = ["lightning"]
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    "A course with a lesson and a workshop, exported, and files written by hand."
    root = tmp_path_factory.mktemp("made")
    make_course(root)
    add_workshop(root)
    write(root, {"__init__.py": '__version__ = "0.1.0"\n', "__main__.py": "",
                 "numbers/__init__.py": '"""Numbers."""\n', "cli/__init__.py": "",
                 "cli/app.py": "run = print\n", "numbers/__main__.py": ""})
    good, said = run_tool("nbdev_export", folder=root)
    assert good, said
    return root


@pytest.fixture
def exported(made, tmp_path):
    "A copy of that course to damage."
    return Path(shutil.copytree(made, tmp_path / "course"))


def test_the_library_is_what_is_exported(exported):
    assert (exported / "landcover" / "numbers" / "thirds.py").is_file()
    assert check_library(exported) == [], "faces, entry points and cli/ are known as hand-written"


def test_a_stray_or_edited_module_is_found_on_every_floor(exported):
    names = ("left.py", "halves.py", "numbers/left.py", "numbers/thirds.py")
    write(exported, dict.fromkeys(names, "x = 2\n"))
    gone, edited = "no notebook exports it; remove it", "run nbdev_export"
    assert check_library(exported) == [
        f"landcover/{name} is out of step with nbs/: {remedy}" for name, remedy in (
            ("halves.py", edited), ("left.py", gone), ("numbers/left.py", gone),
            ("numbers/thirds.py", edited))]


def test_a_package_without_a_face_is_found(exported):
    (exported / "landcover" / "numbers" / "__init__.py").unlink()
    assert "landcover/numbers/__init__.py is out of step" in check_library(exported)[0]


def test_a_module_whose_notebook_is_gone_is_found(exported):
    (exported / "nbs" / "93a_thirds.ipynb").unlink()
    assert any("numbers/thirds.py" in p and "remove it" in p for p in check_library(exported))


def test_notebooks_are_clean(tmp_path):
    path = make_course(tmp_path)
    assert check_clean(tmp_path) == []
    counted = json.loads(path.read_text())
    counted["cells"][4]["execution_count"] = 7
    path.write_text(json.dumps(counted))
    assert check_clean(tmp_path) == ["nbs/93_halves.ipynb is not clean: run nbdev_clean"]


def test_a_broken_notebook_is_a_problem_not_a_pass(tmp_path):
    make_course(tmp_path)
    broken = notebook(py("a", "#| default_exp a"), py("b", "#| export\nx = ("))
    (tmp_path / "nbs" / "94_broken.ipynb").write_text(notebook_text(broken))
    assert check_library(tmp_path), "either nbdev_export fails or the library differs"


def lines(count: int) -> str:
    "A module of so many lines."
    return "x = 1\n" * count


def function(count: int) -> str:
    "A function of so many lines."
    return "def f():\n" + "    x = 1\n" * (count - 1)


def test_sizes(tmp_path):
    write(tmp_path, {"a.py": lines(LONGEST_MODULE), "b/c.py": function(LONGEST_FUNCTION),
                     "_modidx.py": lines(9999), "b/__init__.py": ""})
    assert check_sizes(tmp_path) == []
    write(tmp_path, {"b/c.py": lines(LONGEST_MODULE + 1)})
    said = check_sizes(tmp_path)
    assert f"landcover/b/c.py has {LONGEST_MODULE + 1} lines" in said[0]
    assert f"more than {LONGEST_MEDIAN}" in said[1], "both modules together are long"


@pytest.mark.parametrize("text", [
    function(LONGEST_FUNCTION + 1),
    "async " + function(LONGEST_FUNCTION + 1),
    "class A:\n    def f(self):\n" + "        x = 1\n" * LONGEST_FUNCTION,
    "if True:\n    def f():\n" + "        x = 1\n" * LONGEST_FUNCTION,
])
def test_a_long_function_is_found_wherever_it_stands(tmp_path, text):
    write(tmp_path, {"b/c.py": text})
    (said,) = check_sizes(tmp_path)
    assert said.startswith(f"landcover/b/c.py: f has {LONGEST_FUNCTION + 1} lines")


def test_two_long_functions_of_one_name_are_both_counted(tmp_path):
    long = "    def f(self):\n" + "        x = 1\n" * LONGEST_FUNCTION
    short = "    def f(self): ...\n"
    write(tmp_path, {"c.py": f"class A:\n{long}\nclass B:\n{short}"})
    assert len(check_sizes(tmp_path)) == 1, "a short one of the same name hides nothing"


def test_a_public_name_stands_once(tmp_path):
    write(tmp_path, {"a.py": "__all__ = ['blend', 'x']", "b/c.py": "__all__ = ['y']",
                     "b/__init__.py": "__all__ = ['y', 'blend']", "d.py":
                     "blend = 1"})
    assert check_names(tmp_path) == [], "faces hand names on; what __all__ lacks is private"
    write(tmp_path, {"b/c.py": "__all__ = ['blend']"})
    assert "blend stands in landcover/a.py and in landcover/b/c.py" in check_names(tmp_path)[0]


LIGHT = {"__init__.py": "", "data/__init__.py": "import lazy_loader\n", "data/tiles.py": "",
         "maps/__init__.py": "", "maps/scene.py": "from landcover.data import tiles\n"
         "from landcover.data.tiles import Tiles\n"}


def test_layers_are_kept(tmp_path):
    (tmp_path / "pyproject.toml").write_text(CONTRACT)
    write(tmp_path, LIGHT)
    assert check_layers(tmp_path) == []


@pytest.mark.parametrize(("name", "text", "said"), [
    ("data/tiles.py", "def f():\n    import landcover.maps.scene", "floors"),
    ("maps/scene.py", "import lightning", "no trainer"),
    ("maps/scene.py", "import landcover.data.tiles", "no trainer"),
    ("maps/scene.py", "from landcover.data import Tiles",
     "landcover/maps/scene.py, line 1: Tiles comes from the face landcover.data"),
])
def test_a_broken_layer_is_found(tmp_path, name, text, said):
    (tmp_path / "pyproject.toml").write_text(CONTRACT)
    write(tmp_path, {**LIGHT, name: text})
    if text == "import landcover.data.tiles":
        write(tmp_path, {"data/tiles.py": "def f():\n    from lightning import Trainer\n"})
    assert said in "\n".join(check_layers(tmp_path))


def test_faces_of_other_packages_are_no_matter(tmp_path):
    write(tmp_path, {**LIGHT, "maps/scene.py": "from torch.nn import Module\nfrom . import x\n"})
    assert face_imports(tmp_path) == []


def test_the_tools_keep_their_own_rules():
    for path in Path(long_functions.__code__.co_filename).parent.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= LONGEST_MODULE and not long_functions(text), path.name


@pytest.mark.parametrize(("name", "text", "said"), [
    ("a.py", "import json", ""),
    ("b/c.py", "import nbdev", "import of nbdev halted"),
    ("b/c.py", "import gone", "No module named 'gone'"),
    ("b/__init__.py", "__all__ = ['gone']", "has no attribute 'gone'"),
    ("__init__.py", "import numpy", "must load nothing heavy"),
    ("../README.md", "```python\nfrom landcover.a import gone\n```\n", "has no attribute 'gone'"),
    ("../README.md", "```python\nfrom landcover.a import x\n```\n", ""),
])
def test_imports(tmp_path, name, text, said):
    write(tmp_path, {"__init__.py": "", "a.py": "x = 1", "b/__init__.py": "", "../README.md": ""})
    write(tmp_path, {name: "x = 1\n" + text if name == "a.py" else text})
    problems = check_imports(tmp_path)
    assert bool(problems) == bool(said) and said in "".join(problems)
