"""Hostile uploads to a service that runs: none may answer 500, and nothing may stay behind.

Images that are damaged or well made and wrong, forms that are broken, names and options that no
page would send. Afterwards the service must give the same answer as before, hold no request, no
file, no more descriptors, and no more memory than some MB.
"""

import collections
import contextlib
import http.client
import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from tools.forge import forge_image
from tools.fuzz import mutate
from tools.victim import encoded

FORMATS = (("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {}), ("BMP", {}),
           ("TIFF", {"compression": "tiff_lzw"}))
NAMES = (b"x.png", b"../../etc/passwd", b"a" * 5_000, b"<script>.png", b"\xff\xfe.png",
         b"nul\0.png", b"C:\\con", "\u202egnp.exe".encode(), b"")
PATHS = ("/predict", "/predict", "/predict", "/predict?resize=true", "/predict?explain=1",
         "/predict?resize=maybe", "/predict?bands=B02,B03", "/predict?%ff=%00",
         "/v2/models/landcover/infer")
GROWTH = 40  # MB that the memory of the service may grow by; a tile is 12 kB


def form(
    files: list[tuple[bytes, bytes]],  # names and contents
    field: bytes = b"images",
) -> bytes:  # the boundary is b
    "A form as a browser sends it."
    parts = [b'--b\r\nContent-Disposition: form-data; name="%b"; filename="%b"\r\n\r\n%b\r\n'
             % (field, name, content) for name, content in files]
    return b"".join(parts) + b"--b--\r\n"


def hostile_request(
    seed: int,
) -> tuple[str, bytes, dict[str, str]]:  # address, body, headers
    "One of them; the same for the same seed."
    rng = random.Random(seed)
    kind, options = rng.choice(FORMATS)
    whole = encoded(rng, kind, **options)
    files = []
    for _ in range(rng.choice((1, 1, 1, 2, 5))):
        content = mutate(whole, rng) if rng.random() < 0.6 else forge_image(kind, whole, rng)[0]
        files.append((rng.choice(NAMES) if rng.random() < 0.3 else b"x.png", content))
    body = form(files, rng.choice((b"images",) * 8 + (b"image", b"\xff")))
    if rng.random() < 0.2:
        body = mutate(body, rng)  # the form itself
    types = ["multipart/form-data; boundary=b"] * 9 + [
        "multipart/form-data", "multipart/form-data; boundary=" + "c" * 300, "application/json"]
    return rng.choice(PATHS), body, {"Content-Type": rng.choice(types)}


def ask(
    port: int,  # of this computer
    path: str,
    body: bytes | None = None,  # None: GET
    headers: dict[str, str] | None = None,
) -> tuple[int, bytes]:  # status, and what was said
    "One request over a connection of its own."
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET" if body is None else "POST", path, body, headers or {})
        reply = connection.getresponse()
        return reply.status, reply.read()
    finally:
        connection.close()


def state(
    port: int,  # of the service
    process,  # its psutil.Process
    folder: Path,  # of its temporary files
) -> dict[str, float]:
    "What the service holds."
    lines = ask(port, "/metrics")[1].decode().splitlines()
    inside = next(x for x in lines if x.startswith("landcover_requests_inside ")).split()[1]
    return {"requests": float(inside), "files": sum(path.is_file() for path in folder.rglob("*")),
            "descriptors": process.num_fds() if hasattr(process, "num_fds") else 0,
            "MB": process.memory_info().rss / 1e6}


@contextlib.contextmanager
def served(
    home: Path,  # an empty folder
) -> Iterator[tuple]:  # port, its psutil.Process, the folder of its temporary files
    "A service with an untrained model."
    import psutil

    from landcover.model import LandcoverClassifier
    from landcover.predict import export_onnx
    from landcover.serve import background_server

    work = home / "tmp"
    work.mkdir()
    classes = [f"class {i}" for i in range(10)]
    model = LandcoverClassifier(classes, [0.4] * 3, [0.1] * 3, width=4)
    file = export_onnx(model.eval(), home / "model.onnx")
    with mock.patch.dict(os.environ, TMPDIR=str(work)), background_server(file) as address:
        process = next(p for p in psutil.Process().children() if str(file) in p.cmdline())
        yield int(address.rpartition(":")[2]), process, work


def run_hostile(
    count: int = 500,  # requests
    seed: int = 0,  # of the first; the others follow
) -> int:  # exit code: 0 where all went well
    "Send them all, print how they were answered, and what is left of them."
    good = form([(b"x.png", encoded(random.Random(1), "PNG"))])
    usual = {"Content-Type": "multipart/form-data; boundary=b"}
    answers, bad = collections.Counter(), []
    with tempfile.TemporaryDirectory(prefix="landcover-hostile-") as home:
        with served(Path(home)) as (port, process, work):
            first = [ask(port, "/predict", good, usual) for _ in range(3)][0]
            before = state(port, process, work)
            for i in range(seed, seed + count):
                path, body, headers = hostile_request(i)
                status, said = ask(port, path, body, headers)
                answers[status] += 1
                if status not in (200, 400, 413, 422) or (status > 200 and b'"error"' not in said):
                    bad.append(f"seed {i}: {path} answers {status} {said[:200]!r}")
            after, last = state(port, process, work), ask(port, "/predict", good, usual)
    if first[0] != 200 or last != first:
        bad.append(f"the good image gets {first}, and afterwards {last}")
    bad += [f"{what}: {before[what]:g} before, {after[what]:g} after" for what, more in
            {"requests": 0, "files": 0, "descriptors": 3, "MB": GROWTH}.items()
            if after[what] > before[what] + more]
    counted = ", ".join(f"{n} x {status}" for status, n in sorted(answers.items()))
    print(f"{count} hostile requests: {counted}; memory {before['MB']:.0f} to {after['MB']:.0f} "
          f"MB, descriptors {before['descriptors']} to {after['descriptors']}")
    print(*bad, sep="\n", end="\n" if bad else "")
    return int(bool(bad))
