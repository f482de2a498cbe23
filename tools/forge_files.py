"""Scenes, archives and run folders that are well made and wrong. See `tools.forge`."""

import io
import json
import random
import re
import struct
import zipfile

from tools.forge import ODD, Forged, forge_tiff

DEEP = b'{"a":' * 5_000 + b"1" + b"}" * 5_000
SHAPES = (b"{}", b"[]", b"null", b"true", b"7", b'""', b"[1, 2]", b'{"a": {"b": [null]}}', b"",
          b"\xff\xfe{}", b"{", DEEP, b"[" * 5_000, b'{"a": 1e999}', b"9" * 9_000)
YAML = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    f"{chr(k)}: &{chr(k)} [{', '.join(['*' + chr(k - 1)] * 9)}]\n".encode() for k in range(98, 110))
BOMBS = (YAML, b"data: &a [*a]\n", b"data: !!python/object/apply:os.system [id]\n",
         b"data: [" * 3_000, b"<<: *a\n", b"epochs: 1\nepochs: 2\n", b"- 1\n",
         b"data: !!binary a\n", b"? [a]\n: 1\n",
         b"epochs: 0x7fffffffffffffff\n", b"seed: .nan\n", b"seed: 1_000:59\n", b"%YAML 9.9\n---\n")


def forge_scene(
    name: str,  # of the file
    data: bytes,  # a whole scene
    rng: random.Random,  # of this forgery
) -> Forged:
    "Directories of a GeoTIFF, boxes of a JPEG 2000 file, places that are nowhere, other formats."
    kind = rng.choice(["inside", "inside", "inside", "place", "place", "other"])
    if kind == "other":
        return rng.choice([
            b"<VRTDataset rasterXSize='9' rasterYSize='9'><SRS>EPSG:32633</SRS></VRTDataset>",
            b"<GDAL_WMS><Service name='TMS'><ServerUrl>http://127.0.0.1:9/</ServerUrl></Service>"
            b"</GDAL_WMS>", b"NETCDF:\"/etc/hostname\"", b"\x89HDF\r\n\x1a\n" + bytes(999),
            b"SQLite format 3\0" + bytes(999), b"CDF\1" + bytes(999), b"%PDF-1.7\n",
            b"ncols 9\nnrows 9\nxllcorner 0\nyllcorner 0\ncellsize 10\n" + b"1 " * 81]), True
    if name.endswith("jp2"):
        return forge_boxes(data, rng)
    if kind == "place":
        return forge_place(data, rng)
    return forge_tiff(data, rng)


def forge_boxes(data: bytes, rng: random.Random) -> Forged:
    "Lengths and numbers in the boxes of a JPEG 2000 file, and in its first marker."
    changed = bytearray(data)
    kind = rng.choice([b"jp2h", b"ihdr", b"jp2c", b"\xff\x4f\xff\x51"])
    place = data.index(kind)
    place += rng.choice([8, 12, 16]) if kind.startswith(b"\xff") else rng.choice([-4, 4])
    struct.pack_into(">I", changed, place, rng.choice(ODD))
    return bytes(changed), False


def forge_place(data: bytes, rng: random.Random) -> Forged:
    "Where on Earth it lies: no number, endless, or so small or large that no grid can hold it."
    from rasterio.io import MemoryFile

    with MemoryFile(data) as memory, memory.open() as file:
        profile, pixels, transform = file.profile, file.read(), file.transform
    odd = rng.choice([float("nan"), float("inf"), 0.0, 1e-9, 1e9, -1e300])
    name = rng.choice("ae")
    place = {key: getattr(transform, key) for key in "abcdef"} | {name: odd}
    with MemoryFile() as memory:
        with memory.open(**profile | {"transform": type(transform)(*place.values())}) as file:
            file.write(pixels)
        return bytes(memory.getbuffer()), True


def forge_archive(
    name: str,  # of the file
    data: bytes,  # a whole archive
    rng: random.Random,  # of this forgery
) -> Forged:
    "Members with lying sizes, names, sums and methods, in either of their two headers."
    changed = bytearray(data)
    local = [m.start() for m in re.finditer(b"PK\3\4", data)]
    central = [m.start() for m in re.finditer(b"PK\1\2", data)]
    end = data.rindex(b"PK\5\6")
    k = rng.randrange(len(central))
    kind = rng.choice(["size", "size", "packed", "sum", "method", "locked", "place", "count",
                       "name", "link", "twice", "bomb", "other", "comment"])
    if kind in ("size", "packed"):
        number = rng.choice([*ODD, 60, 3_000])
        spot = 24 if kind == "size" else 20
        struct.pack_into("<I", changed, central[k] + spot, number)
        if rng.random() < 0.5:
            struct.pack_into("<I", changed, local[k] + spot - 2, number)
        return bytes(changed), number not in struct.unpack_from("<II", data, central[k] + 20)
    if kind == "sum":
        changed[central[k] + 16] ^= 1
        return bytes(changed), True
    if kind == "method":
        struct.pack_into("<H", changed, central[k] + 10, rng.choice([1, 6, 9, 95, 97, 99]))
        return bytes(changed), True
    if kind == "locked":
        changed[central[k] + 8] |= 1
        return bytes(changed), True
    if kind == "place":
        struct.pack_into("<I", changed, central[k] + 42, rng.choice(ODD[1:]))
        return bytes(changed), True
    if kind == "count":
        struct.pack_into("<I", changed, end + rng.choice([8, 12, 16]), rng.choice(ODD))
        return bytes(changed), False
    return forge_members(data, kind, rng)


def forge_members(data: bytes, kind: str, rng: random.Random) -> Forged:
    "Another archive: with a name, a link, a copy, a bomb or no image in it."
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    first, must, file = next(iter(members)), kind in ("link", "bomb", "other"), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            if name == first and kind == "name":
                name = rng.choice(["../../x.jpg", "/etc/x.jpg", "C:\\x\\y.jpg", "Forest/a\nb.jpg",
                                   "Forest/\x1b[2J.jpg", f"Forest/{'x' * 300}.jpg", "/", "."])
            info = zipfile.ZipInfo(name)
            if name == first and kind == "link":
                info.external_attr, body = 0o120777 << 16, b"/etc/passwd"
            if name == first and kind == "other":
                body = rng.choice([b"GIF89a" + bytes(99), b"%!PS-Adobe-3.0 EPSF-3.0\n", b"", b"\0"])
            if name == first and kind == "bomb":
                body = bytes(10**8)
            archive.writestr(info, body, zipfile.ZIP_DEFLATED)
        if kind == "comment":
            archive.comment = b"PK\5\6" * 9
        if kind == "twice":
            archive.writestr(zipfile.ZipInfo(f"again/{first}"), members[first])
    return file.getvalue(), must


def forge_safetensors(data: bytes, rng: random.Random) -> bytes:
    "A header that lies about sizes, types, places, settings."
    (size,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + size])
    body, names = data[8 + size :], [name for name in header if name != "__metadata__"]
    one, meta = header[rng.choice(names)], header["__metadata__"]
    kind = rng.choice(["long", "shape", "type", "place", "gone", "meta", "meta", "deep", "text"])
    if kind == "long":
        return struct.pack("<Q", rng.choice([0, 1, size - 1, size + 1, 2**40, 2**63])) + data[8:]
    if kind == "shape":
        one["shape"] = rng.choice([[], [0], [-1], [2**40], [2**31, 2**31], ["a"], None, [1.5]])
    elif kind == "type":
        one["dtype"] = rng.choice(["F64", "U8", "BOOL", "F8_E4M3", "X", "", 7])
    elif kind == "place":
        one["data_offsets"] = rng.choice([[0, 0], [9, 1], [0, 2**60], [-4, 0], [0], [], "a"])
    elif kind == "gone":
        del header[rng.choice(names)]
    elif kind == "meta":
        key = rng.choice(sorted(meta))
        other = rng.choice(["null", "[]", "{}", "3000", "-1", "NaN", "1e999", '"x"', "[]", "\t"])
        text = json.loads(meta[key]) if meta[key][:1] == "{" else None
        if text:
            inner = rng.choice(sorted(text))
            text[inner] = rng.choice([None, [], {}, 3_000, -1, "x", float("nan"), [1e308] * 3, 0])
            other = json.dumps(text)
        meta[key] = rng.choice([other, DEEP.decode(), ""]) if rng.random() < 0.3 else other
    elif kind == "deep":
        header["__metadata__"] = rng.choice([{}, {"a": "b"}, None, [], {"a": 7}])
    text = json.dumps(header).encode() if kind != "text" else rng.choice(SHAPES)
    return struct.pack("<Q", len(text)) + text + body


def forge_table(data: bytes, rng: random.Random) -> bytes:
    "Columns that are gone, cells that are no numbers, rows that are there twice."
    rows = [line.split(",") for line in data.decode().splitlines()]
    kind = rng.choice(["column", "cell", "cell", "twice", "few", "wide", "head", "none"])
    k, column = rng.randrange(len(rows)), rng.randrange(len(rows[0]))
    if kind == "column":
        rows = [row[:column] + row[column + 1 :] for row in rows]
    elif kind == "cell":
        rows[k][column] = rng.choice(["", "nan", "inf", "-1", "1e999", "a", '"', "\0", "99" * 99])
    elif kind == "twice":
        rows.insert(k, rows[k])
    elif kind == "few":
        rows = rows[: rng.choice([0, 1, 2])]
    elif kind == "wide":
        rows[k] += ["7"] * rng.choice([1, 9_999])
    elif kind == "head":
        rows[0][column] = rng.choice(["", rows[0][0], "=1+1", "label"])
    return "\n".join(map(",".join, rows)).encode() if kind != "none" else rng.choice(SHAPES)


def forge_json(data: bytes, rng: random.Random) -> bytes:
    "Another shape, somewhere in it."
    if rng.random() < 0.3:
        return rng.choice(SHAPES)
    values = json.loads(data)
    place = values
    while True:
        key = rng.choice(sorted(place) if isinstance(place, dict) else range(len(place)))
        if rng.random() < 0.5 or not isinstance(place[key], dict | list) or not place[key]:
            break
        place = place[key]
    other = [None, [], {}, "x", "", -1, 0, 10**400, 0.5, True, [None], {"a": 1}, "\x1b]0;x\7",
             float("nan"), float("inf"), "<script>"]
    if rng.random() < 0.3:
        del place[key]
    else:
        place[key] = rng.choice(other)
    return json.dumps(values).encode()


def forge_run(
    name: str,  # of the file in a run folder
    data: bytes,  # a whole one
    rng: random.Random,  # of this forgery
) -> Forged:
    "Files of a run by somebody who knows what they look like."
    if name.endswith("safetensors"):
        return forge_safetensors(data, rng), True
    if name.endswith("csv"):
        return forge_table(data, rng), False
    if name.endswith("yaml"):
        return rng.choice([*BOMBS, forge_json(data, rng)]), False
    if name.endswith("json"):
        return forge_json(data, rng), False
    place = rng.randrange(len(data))
    return data[:place] + rng.choice([b"/etc/passwd", b"\0" * 64, b"../x"]) + data[place:], True
