"""Files that are well made and wrong: headers, directories and sums fit, what they say does not.

Each forgery takes a whole file and gives another one, with whether it must be refused: True where
the format or a rule of ours shows it, False where nobody could know.
"""

import io
import random
import re
import struct
import zlib
from collections.abc import Callable

from PIL import Image

Forged = tuple[bytes, bool]  # the file; whether whoever opens it must refuse it
ODD = (0, 1, 2, 7, 255, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 2)  # numbers that lie well


def png_pieces(data: bytes) -> list[tuple[bytes, bytes]]:
    "Kind and content of the pieces of a PNG."
    pieces, place = [], 8
    while place < len(data):
        (size,) = struct.unpack_from(">I", data, place)
        pieces.append((data[place + 4 : place + 8], data[place + 8 : place + 8 + size]))
        place += 12 + size
    return pieces


def png_file(pieces: list[tuple[bytes, bytes]]) -> bytes:
    "A PNG of these pieces, each with its right checksum."
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in pieces)


def forge_png(data: bytes, rng: random.Random) -> Forged:
    "Rows, header and order of the pieces."
    pieces, end = png_pieces(data), (b"IEND", b"")
    first, kind = pieces[0], rng.choice(["rows", "rows", "head", "head", "sum", "order", "bomb"])
    rows = zlib.decompress(b"".join(body for kind, body in pieces if kind == b"IDAT"))
    whole = (b"IDAT", zlib.compress(rows))
    if kind == "rows":
        return png_file([first, (b"IDAT", zlib.compress(forge_rows(rows, rng))), end]), True
    if kind == "head":  # width, height, depth, color, packing, filters, interlacing
        place, form = rng.choice([(0, ">I"), (4, ">I"), *((n, "B") for n in range(8, 13))])
        changed = bytearray(first[1])
        number = rng.choice(ODD) if form == ">I" else rng.randrange(256)
        struct.pack_into(form, changed, place, number)
        return png_file([(b"IHDR", bytes(changed)), whole, end]), bytes(changed) != first[1]
    if kind == "sum":
        place = data.index(b"IDAT") + 4 + rng.randrange(len(whole[1]) // 2)
        return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :], True
    if kind == "order":
        other, half = (b"IHDR", struct.pack(">II", 64, 32) + first[1][8:]), len(whole[1]) // 2
        return png_file(rng.choice([
            [first, other, whole, end], [whole, first, end], [first, whole],
            [first, (b"tRNS", bytes(6)), whole, end],
            [first, (b"IDAT", whole[1][:half]), (b"tEXt", b"a\0b"), whole, end],
        ])), True
    bomb = zlib.compress(bytes(2 * 10**8), 9)  # a text of 200 MB, or rows without end
    return png_file(rng.choice([[first, (b"zTXt", b"a\0\0" + bomb), whole, end],
                                [first, (b"iCCP", b"a\0\0" + bomb), whole, end],
                                [first, (b"IDAT", bomb), end]])), False


def forge_rows(rows: bytes, rng: random.Random) -> bytes:
    "The unpacked rows of a PNG of 64 x 64 pixels: too few, too many, or packed by no rule."
    step, kind = len(rows) // 64, rng.choice(["few", "many", "rule"])
    if kind == "few":
        return rows[: step * rng.randrange(64) + rng.randrange(step)]
    if kind == "many":
        return rows + rows[: step * rng.randrange(1, 64)]
    place = step * rng.randrange(64)
    return rows[:place] + bytes([rng.randrange(5, 256)]) + rows[place + 1 :]


def tiff_entries(data: bytes) -> tuple[int, dict[int, int]]:
    "Where the first directory of a little-endian TIFF begins, and where the entry of each tag."
    (start,) = struct.unpack_from("<I", data, 4)
    (n,) = struct.unpack_from("<H", data, start)
    return start, {struct.unpack_from("<H", data, start + 2 + 12 * k)[0]: start + 2 + 12 * k
                   for k in range(n)}


def forge_tiff(data: bytes, rng: random.Random) -> Forged:
    "A directory that contradicts itself, or names what is not there."
    start, entries = tiff_entries(data)
    kind = rng.choice(["number", "number", "number", "type", "count", "outside", "tag", "next",
                       "start", "offset"])
    changed = bytearray(data)
    tag = rng.choice(sorted(entries))
    if kind == "number":
        struct.pack_into("<I", changed, entries[tag] + 8, rng.choice(ODD))
    elif kind == "type":
        struct.pack_into("<H", changed, entries[tag] + 2, rng.choice([0, 5, 9, 12, 13, 16, 99]))
    elif kind == "count":
        struct.pack_into("<I", changed, entries[tag] + 4, rng.choice(ODD))
    elif kind == "outside":  # the pixels
        tag = 273 if 273 in entries else 324
        count = struct.unpack_from("<I", data, entries[tag] + 4)[0]
        place = entries[tag] + 8
        if count > 1:
            (place,) = struct.unpack_from("<I", data, place)
        struct.pack_into("<I", changed, place, len(data) + rng.choice(ODD[:7]))
        return bytes(changed), True
    elif kind == "tag":
        struct.pack_into("<H", changed, entries[tag], rng.choice([0, 254, 317, 338, 65_000]))
    elif kind == "next":  # a list of directories that never ends
        struct.pack_into("<I", changed, start + 2 + 12 * len(entries), start)
    elif kind == "start":
        struct.pack_into("<I", changed, 4, rng.choice([0, 4, len(data) - 3, *ODD[-4:]]))
        return bytes(changed), True
    else:
        struct.pack_into("<I", changed, 4, start + rng.choice([-2, 2, 12]))
    return bytes(changed), False


def jpeg_pieces(data: bytes) -> list[bytes]:
    "The parts of a JPEG, each from a marker to the next; pixels stay with their scan."
    places = [m.start() for m in re.finditer(rb"\xff[\xc0-\xcf\xd8-\xfe]", data)]
    return [data[a:b] for a, b in zip(places, [*places[1:], len(data)], strict=True)]


def forge_jpeg(data: bytes, rng: random.Random) -> Forged:
    "Scans that end early, tables that are gone, sizes that lie."
    pieces = jpeg_pieces(data)
    scans = [k for k, piece in enumerate(pieces) if piece[1] == 0xDA]
    kind = rng.choice(["scans", "scan", "scan", "drop", "twice", "size", "swap", "inside", "end",
                       "restart", "many"])
    k = rng.randrange(1, len(pieces) - 1)
    if kind == "scans" and len(scans) > 1:  # all that follows a scan is gone; its end is right
        return b"".join(pieces[: rng.choice(scans[1:])]) + b"\xff\xd9", True
    if kind in ("scans", "scan"):
        k = scans[-1]
        room = len(pieces[k]) - 14
        pieces[k] = pieces[k][: 14 + rng.randrange(room // 2)]
        return b"".join(pieces[: k + 1]) + b"\xff\xd9", True
    if kind == "drop":
        gone = pieces.pop(k)
        return b"".join(pieces), 0xC0 <= gone[1] <= 0xDB and len(scans) == 1
    if kind == "twice":
        return b"".join([*pieces[:k], pieces[k], *pieces[k:]]), False
    if kind == "size":
        place = next(i for i, piece in enumerate(pieces) if piece[1] in (0xC0, 0xC2))
        frame = bytearray(pieces[place])
        struct.pack_into(">H", frame, rng.choice([5, 7]), rng.choice([1, 65, 128, 4_000, 65_500]))
        pieces[place] = bytes(frame)
        return b"".join(pieces), True
    if kind == "swap":
        pieces[k], pieces[k - 1] = pieces[k - 1], pieces[k]
        return b"".join(pieces), False
    if kind == "inside":  # a marker within the pixels
        place = rng.randrange(data.rindex(b"\xff\xda") + 14, len(data) - 2)
        return data[:place] + b"\xff" + bytes([rng.randrange(1, 0xD7)]) + data[place:], True
    if kind == "end":
        return data[:-2], True
    if kind == "restart":
        return pieces[0] + b"\xff\xdd\0\4\0\1" + b"".join(pieces[1:]), True
    return pieces[0] + b"\xff\xfe\xff\xff" + b"".join(pieces[1:]), True


def forge_webp(data: bytes, rng: random.Random) -> Forged:
    "Sizes in its headers; pieces that are not there."
    kind = rng.choice(["size", "piece", "canvas", "cut", "twice", "animated"])
    changed = bytearray(data)
    if kind == "size":
        number = rng.choice([*ODD, len(data) - 9, len(data) - 20])
        struct.pack_into("<I", changed, 4, number)
        return bytes(changed), number != len(data) - 8
    if kind == "piece":
        struct.pack_into("<I", changed, 16, rng.choice([*ODD, len(data) - 40]))
        return bytes(changed), True
    if kind == "canvas":  # the frame says 64 x 64
        canvas = struct.pack("<4sI", b"VP8X", 10) + bytes([0, 0, 0, 0, 99, 0, 0, 99, 0, 0])
        body = b"WEBP" + canvas + data[12:]
        return b"RIFF" + struct.pack("<I", len(body)) + body, True
    if kind == "cut":  # and the sizes say so
        body = data[20 : 20 + rng.randrange(11, len(data) - 22)]
        body = struct.pack("<4sI", data[12:16], len(body)) + body + b"\0" * (len(body) % 2)
        return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body, True
    if kind == "twice":
        body = data[8:] + data[12:]
        return b"RIFF" + struct.pack("<I", len(body)) + body, False
    frames = [Image.new("RGB", (64, 64), color) for color in ("red", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:])
    return file.getvalue(), True


def forge_bmp(data: bytes, rng: random.Random) -> Forged:
    "Numbers of the header; rows packed by a rule that leaves pixels out."
    changed = bytearray(data)
    if rng.random() < 0.3:  # a palette, and run lengths that end after a few pixels
        head = struct.pack("<IiiHHIIiiII", 40, 64, 64, 1, 8, 1, 0, 0, 0, 256, 0)
        body = bytes(range(256)) * 4 + rng.choice([b"\x20\x05\0\1", b"\0\2\7\7\5\5\0\1", b"\0\1"])
        first = b"BM" + struct.pack("<IHHI", 54 + len(body), 0, 0, 54 + 1024)
        return first + head + body, True
    place, form = rng.choice([(10, "<I"), (18, "<i"), (22, "<i"), (28, "<H"), (30, "<I")])
    top = 65_535 if form == "<H" else 2**31 - 1
    number = rng.choice([n for n in ODD if n <= top and n != 1])
    struct.pack_into(form, changed, place, number)
    return bytes(changed), bytes(changed) != data


def forge_other(data: bytes, rng: random.Random) -> Forged:
    "A whole image of a format that is not meant, under this name."
    file = io.BytesIO()
    kind = rng.choice(["GIF", "PPM", "ICO", "TGA", "EPS", "SGI", "PCX", "JPEG2000", "TIFF"])
    options = {"compression": "jpeg"} if kind == "TIFF" else {}  # JPEG inside: nobody sees damage
    Image.new("RGB", (64, 64), "green").save(file, kind, **options)
    return file.getvalue(), True


IMAGES: dict[str, Callable[[bytes, random.Random], Forged]] = {
    "JPEG": forge_jpeg, "PNG": forge_png, "TIFF": forge_tiff, "WEBP": forge_webp, "BMP": forge_bmp}


def forge_image(
    format: str,  # by Pillow's name
    data: bytes,  # a whole image
    rng: random.Random,  # of this forgery
) -> Forged:
    "An image that is well made and wrong."
    forge = forge_other if rng.random() < 0.08 else IMAGES[format]
    return forge(data, rng)
