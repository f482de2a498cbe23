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


@pytest.mark.parametrize("kind, count", [("image", 16), ("scene", 12), ("archive", 8)])
def test_damaged_files_are_refused_or_read(kind, count):
    results = fuzz(kind, count, seed=1)
    assert [result["item"] for result in results] == list(range(count))
    assert not [result for result in results if result["outcome"] in BAD], summary(results)
    assert sum(result["outcome"] == "refused" for result in results) >= count // 4


@pytest.mark.parametrize("format, options", [
    ("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {}), ("BMP", {}),
    ("TIFF", {"compression": "tiff_lzw"}), ("TIFF", {"compression": "packbits"})])
def test_forged_images_are_refused_or_read_as_before(format, options):
    from landcover.data.images import decode_tile
    from tools.forge import forge_image
    from tools.victim import encoded

    refused, forged = 0, set()
    for i in range(60):
        rng = random.Random(f"{format} {i}")
        whole = encoded(rng, format, **options)
        data, must = forge_image(format, whole, rng)
        assert isinstance(must, bool)
        forged.add(data)
        try:
            pixels = decode_tile(data, "x", 64, False)
        except ValueError:
            refused += 1
        else:
            same = pixels.tobytes() == decode_tile(whole, "x", 64, False).tobytes()
            assert same or not must, (format, i)
    assert len(forged) > 40 and 20 < refused


def test_forged_archives_tables_and_headers_are_other_ones():
    import io
    import json
    import struct
    import zipfile

    from tools.forge_files import forge_archive, forge_json, forge_safetensors, forge_table

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in "ab":
            archive.writestr(f"{name}/1.jpg", b"x" * 99)
    header = json.dumps({"__metadata__": {"a": "{\"b\": 1}"}, "w": {
        "dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}).encode()
    for forge, whole in ((lambda data, rng: forge_archive("x.zip", data, rng)[0], file.getvalue()),
                         (forge_json, b'{"a": {"b": [1, 2]}}'), (forge_table, b"a,b\n1,2\n3,4\n"),
                         (forge_safetensors, struct.pack("<Q", len(header)) + header + bytes(4))):
        changed = [forge(whole, random.Random(i)) for i in range(60)]
        assert changed == [forge(whole, random.Random(i)) for i in range(60)], "seeded"
        assert sum(one != whole for one in changed) > 40 and len(set(changed)) > 15


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

        def forge(self, name, data, rng):
            return mutate(data, rng), False

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
