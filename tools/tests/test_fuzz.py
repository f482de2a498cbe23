import random
import subprocess
import sys
from pathlib import Path

import pytest

from tools.fuzz import BAD, fuzz, mutate, summary, watch


def test_mutate_is_seeded_and_changes():
    data = bytes(range(256)) * 9
    changed = [mutate(data, random.Random(i)) for i in range(200)]
    assert changed == [mutate(data, random.Random(i)) for i in range(200)]
    assert sum(one != data for one in changed) > 190
    assert {len(one) < len(data) for one in changed} == {True, False}
    assert isinstance(mutate(b"", random.Random(1)), bytes)


@pytest.mark.parametrize("kind, count", [("image", 16), ("scene", 8), ("archive", 6)])
def test_damaged_files_are_refused_or_read(kind, count):
    results = fuzz(kind, count, seed=1)
    assert [result["item"] for result in results] == list(range(count))
    assert not [result for result in results if result["outcome"] in BAD], summary(results)
    assert sum(result["outcome"] == "refused" for result in results) >= count // 4


def test_a_child_that_dies_or_hangs_is_counted(tmp_path):
    (result,) = fuzz("no such kind", 1)
    assert result["outcome"] == "crash" and "KeyError" in result["said"]
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"],
                             stdout=subprocess.PIPE)
    with pytest.raises(TimeoutError):
        next(watch(child, 0.01))
    child.kill()
    child.communicate()


def test_what_is_wrong_is_found(tmp_path):
    from tools.victim import try_one

    class Victim:
        def make(self, rng):
            return "x.bin", b"0123456789" * 9

        def open(self, path: Path):
            data = path.read_bytes()
            if data != b"0123456789" * 9 and self.broken:
                raise KeyError("x")
            return data

        def objects(self, data, name):
            return True

    victim = Victim()
    for broken, expected in ((True, "traceback"), (False, "accepted")):
        victim.broken = broken
        outcomes = {try_one(victim, random.Random(i), tmp_path)[0] for i in range(20)}
        assert expected in outcomes <= {expected, "read as it was"}, outcomes
