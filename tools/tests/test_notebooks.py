import pytest

from tools.course import find_root, is_workshop, lessons_of, notebooks_of, page_of, read_settings
from tools.notebooks import (
    default_module,
    exported_names,
    notebook_text,
    read_notebook,
    shown_names,
    split_directives,
)
from tools.tests.tiny import add_workshop, make_course, notebook, py, tiny_lesson


def test_what_is_written_is_what_is_read(tmp_path):
    path = tmp_path / "01_halves.ipynb"
    path.write_text(notebook_text(tiny_lesson()))
    assert read_notebook(path) == tiny_lesson()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": [{}]}'])
def test_what_is_no_notebook_is_named(tmp_path, text):
    broken = tmp_path / "07_broken.ipynb"
    broken.write_text(text)
    with pytest.raises(ValueError, match="07_broken.ipynb"):
        read_notebook(broken)


def test_directives_go_and_comments_stay():
    marks, code = split_directives('#| real\n#| fig-alt: "A map"\n\n# a comment stays\nplot(scene)')
    assert marks == {"real": "", "fig-alt": '"A map"'} and code.startswith("# a comment stays")
    assert split_directives("") == ({}, "") and split_directives("#| hide") == ({"hide": ""}, "")


def test_a_module_may_be_in_a_package():
    assert default_module(notebook(py("a", "#| default_exp maps.scene"))) == "maps.scene"
    assert default_module(tiny_lesson()) == "halves" and default_module({"cells": []}) == ""


def test_names():
    code = 'def half(x):\n    "Half of a number."\n\ndef _inner(): ...'
    assert exported_names(code) == {"half": "Half of a number."}
    cells = [py("a", "#| exports\n" + code), py("b", "#| export\ndef hidden(): ..."),
             py("c", "#| exports\n#| hide\ndef unseen(): ...")]
    assert shown_names(notebook(*cells)) == {"half"}


def test_settings_say_what_they_lack(tmp_path):
    with pytest.raises(FileNotFoundError, match="settings.ini"):
        read_settings(tmp_path)
    with pytest.raises(FileNotFoundError, match="no settings.ini"):
        find_root(tmp_path)
    (tmp_path / "settings.ini").write_text("[DEFAULT]\nuser = ada\n")
    with pytest.raises(ValueError, match="branch"):
        read_settings(tmp_path)


def test_lessons_and_workshops(tmp_path):
    with pytest.raises(FileNotFoundError, match="holds no lesson"):
        lessons_of(tmp_path)
    make_course(tmp_path)
    add_workshop(tmp_path)
    (tmp_path / "nbs" / "index.ipynb").write_text("{}")
    assert [path.stem for path in lessons_of(tmp_path)] == ["93_halves"]
    assert [path.stem for path in notebooks_of(tmp_path)] == ["93_halves", "93a_thirds"]
    assert is_workshop("08a_scene") and not is_workshop("08_maps")
    assert [page_of(name) for name in ("08_maps", "08a_scene", "index")] == [
        "maps", "scene", "index"]
