import pytest

from tools.kills import contents, kill_often, run_child


class Careful:
    "Writes numbers to files, whole or not at all, and goes on where it was."

    def __init__(self, work):
        pass

    def __call__(self, folder):
        for i in range(6):
            if not (folder / f"{i}").exists():
                partial = folder / "partial"
                partial.write_text(str(sum(range(400_000))))
                partial.rename(folder / f"{i}")

    def seen(self, folder):
        return contents(folder)


class Careless(Careful):
    "The same, but what was begun is taken for done."

    def __call__(self, folder):
        for i in range(6):
            if not (folder / f"{i}").exists():
                with (folder / f"{i}").open("w") as file:
                    file.write(str(sum(range(400_000))))


def test_kills_find_what_does_not_go_on(capsys):
    assert kill_often(Careful, 5, 0) == []
    assert "5 kills" in capsys.readouterr().out
    assert any("killed after" in problem for problem in kill_often(Careless, 5, 0))


def test_a_child_that_fails_by_itself_is_no_kill(capfd):
    with pytest.raises(RuntimeError, match="by itself"):
        run_child(lambda: 1 / 0)
    assert "ZeroDivisionError" in capfd.readouterr().err
    killed, seconds = run_child(lambda: sum(range(10_000_000)), 0.01)
    assert killed and seconds >= 0.01
