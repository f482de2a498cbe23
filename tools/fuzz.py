"""Damaged files, many of them: does the library refuse each in a sentence, or read it rightly?

A child process opens the files, so that a hang or a crash costs one file and not the count.
"""

import collections
import json
import os
import random
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

COUNTS = {"image": 300, "scene": 200, "archive": 100, "run": 150}
BAD = ("traceback", "hang", "crash", "accepted", "started")  # what must not happen
LIMIT = 60  # seconds for one file


def mutate(
    data: bytes,  # a whole file
    rng: random.Random,  # of this mutation
) -> bytes:  # another one
    "Damage as disks, networks and strangers make it: bits, gaps, cuts, repeats, other beginnings."
    spot = rng.randrange(len(data)) if data else 0
    length = rng.choice([1, 4, 16, 64, 512])
    kind = rng.choice(["bits", "bits", "bits", "cut", "zeros", "noise", "repeat", "drop", "insert",
                       "number", "swap", "head"])
    changed = bytearray(data)
    if kind == "bits":
        for _ in range(rng.choice([1, 1, 2, 8, 32])):
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    elif kind == "cut":
        del changed[spot:]
    elif kind in ("zeros", "noise"):
        length = min(length, len(changed) - spot)
        changed[spot : spot + length] = bytes(length) if kind == "zeros" else rng.randbytes(length)
    elif kind == "repeat":
        changed[spot:spot] = changed[spot : spot + length]
    elif kind == "drop":
        del changed[spot : spot + length]
    elif kind == "insert":
        changed[spot:spot] = rng.randbytes(length)
    elif kind == "number":  # a huge, negative or odd one where a text has digits
        text = rng.choice([b"-1", b"999999999999999", b"nan", b"inf", b"1e309", b"null", b"[]"])
        changed[spot : spot + rng.randrange(4)] = text
    elif kind == "swap":
        other = rng.randrange(len(changed))
        part = changed[other : other + length]
        changed[spot : spot + len(part)] = part
    else:
        head = rng.choice([b"%!PS-Adobe-3.0 EPSF-3.0\n", b"<VRTDataset/>", b"GIF89a", b"PK\3\4",
                           b"\x89PNG\r\n\x1a\n", b"II*\0", b"\x80\4\x95", b"\xff\xd8\xff\xe0", b""])
        changed[: len(head)] = head
    return bytes(changed)


def watch(
    process: subprocess.Popen,  # writes a line for each file
    limit: float,  # seconds for one line
) -> Iterator[dict]:  # what it wrote
    "The lines of a child, until it ends; TimeoutError if one takes too long."
    buffer, until = b"", time.monotonic() + 10 * limit  # the first one waits for imports
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(max(0.0, until - time.monotonic())):
                raise TimeoutError
            part = os.read(process.stdout.fileno(), 65_536)
            if not part:
                return
            *lines, buffer = (buffer + part).split(b"\n")
            for line in lines:
                until = time.monotonic() + limit
                yield json.loads(line)


def fuzz(
    kind: str,  # of COUNTS
    count: int,  # files
    seed: int = 0,  # of the mutations
    folder: Path | None = None,  # where to keep files that were not handled well; None: nowhere
    limit: float = LIMIT,  # seconds for one file
) -> list[dict]:  # for each file: kind, item, outcome, said
    "Give damaged files to a child, which is started again where it hangs or dies."
    results: list[dict] = []
    while len(results) < count:
        with tempfile.TemporaryDirectory(prefix="landcover-fuzz-") as work:
            command = [sys.executable, "-m", "tools.victim", kind, str(len(results)), str(count),
                       str(seed), work]
            environment = os.environ | {"LANDCOVER_CACHE": str(Path(work, "cache")),
                                        "OMP_NUM_THREADS": "1"}
            with Path(work, "stderr").open("wb") as errors:
                child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors,
                                         env=environment)
            ending = "crash"
            try:
                for line in watch(child, limit):
                    results.append(line)
                    keep(folder, work, line)
            except TimeoutError:
                ending = "hang"
            finally:
                child.kill()
                child.communicate()
            if len(results) < count:
                said = Path(work, "stderr").read_text(errors="replace")[-2_000:]
                results.append(
                    {"kind": kind, "item": len(results), "outcome": ending, "said": said})
                keep(folder, work, results[-1])
    return results


def keep(
    folder: Path | None,  # where to
    work: str,  # what the child had
    result: dict,  # of one file
) -> None:
    "Keep a file that was not handled well."
    path = Path(work, "damaged.bin")
    if folder and result["outcome"] in BAD and path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{result['kind']}-{result['item']}-{result['outcome']}.bin"
        (folder / name).write_bytes(path.read_bytes())


def summary(
    results: list[dict],  # from `fuzz`
) -> str:  # a line for each kind
    "How often what happened."
    lines = []
    for kind in dict.fromkeys(result["kind"] for result in results):
        found = collections.Counter(r["outcome"] for r in results if r["kind"] == kind)
        words = ", ".join(f"{n} {outcome}" for outcome, n in found.most_common())
        lines.append(f"{kind}: {sum(found.values())} files; {words}")
    return "\n".join(lines)


def run_fuzz(
    share: float = 1.0,  # of the files in COUNTS
    seed: int = 0,  # of the damage
    folder: Path | None = None,  # for files that were not handled well
) -> int:  # exit code: 0 where every file was handled well
    "Fuzz all kinds, and print what came of it."
    bad = []
    for kind, full in COUNTS.items():
        results = fuzz(kind, max(1, round(share * full)), seed, folder)
        print(summary(results), flush=True)
        bad += [result for result in results if result["outcome"] in BAD]
    for result in bad:
        print(f"{result['kind']} {result['item']}: {result['outcome']}: {result['said'][-1_500:]}")
    return int(bool(bad))
