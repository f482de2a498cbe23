"""`landcover serve` against the usual service: PyTorch behind FastAPI, by turns, 32 users.

    python experiments/service.py RUN.onnx RUN_FOLDER [--rounds 3] [--seconds 6]

Three to four minutes on a quiet machine, with the tiles of the run within reach for the model in
8 bits; the last table says which goals were reached.
The users send JPEG tiles over connections that stay open, each the next one when the answer is
there. Their requests are built beforehand and their answers only counted, so that the machine works
for the servers. One more asks /health five times a second. "CPU ms" is what a server computes
for an answer: nearly the same on a busy machine, where the others are not.
"""

import argparse
import asyncio
import contextlib
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

USUAL = """
import io, sys
import numpy as np, torch, uvicorn
from fastapi import FastAPI, UploadFile
from PIL import Image
from landcover.predict import load_model

torch.set_num_threads(int(sys.argv[3]))
model, app = load_model(sys.argv[1]), FastAPI()

@app.post("/predict")
def predict(images: list[UploadFile]):
    files = [Image.open(io.BytesIO(image.file.read())).convert("RGB") for image in images]
    shares = model.predict_proba(np.stack([np.asarray(file) for file in files]))
    return [{"label": model.classes[p.argmax()], "probabilities": p.tolist()} for p in shares]

@app.get("/health")
async def health():
    return {"status": "alive"}

uvicorn.run(app, port=int(sys.argv[2]), log_level="warning")
"""


def request_bytes(
    port: int,  # of this computer
    image: bytes,  # content of a file
) -> bytes:  # POST /predict with one image
    "A request as it goes over the wire."
    body = (b'--b\r\nContent-Disposition: form-data; name="images"; filename="x.jpg"\r\n'
            b"Content-Type: image/jpeg\r\n\r\n" + image + b"\r\n--b--\r\n")
    head = (f"POST /predict HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {len(body)}\r\n"
            "Content-Type: multipart/form-data; boundary=b\r\n\r\n")
    return head.encode() + body


async def user(
    port: int,  # of this computer
    requests: list[bytes],  # sent in turns
    until: float,  # seconds of time.perf_counter
    pause: float = 0.0,  # seconds between an answer and the next request
) -> list[tuple[float, float, int]]:  # start, seconds, status of each
    "One who asks again and again."
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    said, turn = [], 0
    with contextlib.closing(writer):
        while (start := time.perf_counter()) < until:
            writer.write(requests[turn % len(requests)])
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            await reader.readexactly(length)
            said.append((start, time.perf_counter() - start, int(head[9:12])))
            turn += 1
            if pause:
                await asyncio.sleep(pause)
    return said


async def crowd(
    port: int,  # of this computer
    images: list[bytes],  # contents of files
    users: int,  # at once
    seconds: float,  # that count
    warm: float = 2.0,  # seconds before, which do not
) -> dict[str, float]:
    "What so many users at once get."
    start = time.perf_counter() + warm
    posts = [request_bytes(port, image) for image in images]
    health = [f"GET /health HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()]
    asking = [user(port, posts[i:] + posts[:i], start + seconds) for i in range(users)]
    *said, alive = await asyncio.gather(*asking, user(port, health, start + seconds, 0.2))
    counted = [answer for one in said for answer in one if answer[0] >= start]
    times = [seconds for _, seconds, _ in counted]
    return {"answered": sum(map(len, said)), "per second": len(counted) / seconds,
            "p50 ms": 1e3 * np.percentile(times, 50), "p99 ms": 1e3 * np.percentile(times, 99),
            "errors": sum(s != 200 for *_, s in counted),
            "health p99 ms": 1e3 * np.percentile([s for t, s, _ in alive if t >= start], 99)}


@contextlib.contextmanager
def served(
    command: list[str],  # of a server
    port: int,  # where it listens
) -> Iterator[tuple[int, float]]:  # its process, and the seconds until it answered
    "A server for as long as the block lasts."
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while True:
            with contextlib.suppress(OSError):
                asyncio.run(user(port, [b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"],
                                 time.perf_counter() + 1e-4))
                break
            if process.poll() is not None or time.perf_counter() > start + 120:
                raise RuntimeError(f"{command[:4]}: did not start")
            time.sleep(0.02)
        yield process.pid, time.perf_counter() - start
    finally:
        process.terminate()
        process.wait(30)


def resident(
    pid: int,  # of a process, on Linux
) -> float:  # megabytes
    "Memory that a process holds now."
    text = Path(f"/proc/{pid}/status").read_text()
    return int(text.split("VmRSS:")[1].split()[0]) / 1e3


def computed(
    pid: int,  # of a process, on Linux
) -> float:  # seconds
    "What a process has computed since it began, whatever else the machine did."
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    "Measure by turns, print each turn and the medians, and the ratio to the usual service."
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("onnx")
    parser.add_argument("run")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--users", type=int, default=32)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        script, small = Path(folder, "usual.py"), Path(folder, "int8.onnx")
        script.write_text(USUAL)
        subprocess.run([sys.executable, "-m", "landcover", "export", asked.run, "--int8",
                        "-o", str(small)], check=True, stdout=subprocess.DEVNULL)
        usual = [sys.executable, str(script), asked.run]
        ours = [sys.executable, "-m", "landcover", "serve", "--queue", "64", "--port"]
        found = measure({
            "PyTorch, 2 threads": [*usual, "8851", "2"],
            "PyTorch, 1 thread": [*usual, "8852", "1"],
            "landcover serve": [*ours, "8853", asked.onnx],
            "landcover serve, 8 bits": [*ours, "8854", str(small)],
        }, jpegs(asked.onnx), asked)
        gains = int8_gains(asked.onnx, small)
    report(found)
    goals(found, gains, largest_difference(asked.onnx, asked.run))


def measure(
    ways: dict[str, list[str]],  # commands of servers, on ports from 8851
    images: list[bytes],  # contents of files
    asked: argparse.Namespace,  # rounds, users, seconds
) -> dict[str, list[dict[str, float]]]:  # of each way, round by round
    "All by turns; each turn is printed when it is over."
    found = {way: [] for way in ways}
    for _ in range(asked.rounds):
        for port, (way, command) in enumerate(ways.items(), 8851):
            with served(command, port) as (pid, ready):
                before = computed(pid)
                numbers = asyncio.run(crowd(port, images, asked.users, asked.seconds))
                each = 1e3 * (computed(pid) - before) / numbers.pop("answered")
                numbers |= {"CPU ms": each, "MB": resident(pid), "ready s": ready}
            found[way].append(numbers)
            shown = {name: round(float(value), 1) for name, value in numbers.items()}
            print(way, json.dumps(shown), flush=True)
    return found


def int8_gains(
    *files: str | Path,  # in 32 bits and in 8
    rounds: int = 40,
) -> list[float]:  # how many times as fast one tile is, round by round
    "32 bits against 8, one tile at a time, one thread, by turns."
    from landcover.onnx_file import onnx_session

    tiles = np.stack([np.asarray(Image.open(io.BytesIO(file))) for file in jpegs(files[0])])
    sessions, gains = [onnx_session(file, threads=1) for file in files], []
    for _ in range(rounds):
        took = []
        for session in sessions:
            start = time.perf_counter()
            for i in range(50):
                session.run(["probabilities"], {"images": tiles[i % len(tiles)][None]})
            took.append(time.perf_counter() - start)
        gains.append(took[0] / took[1])
    return gains


def largest_difference(
    onnx: str,  # a model with examples
    run: str,  # the run that it is from
) -> float:  # of a probability
    "What the service says against what `predict` says, about the examples."
    from landcover.predict import load_model
    from landcover.serve import OnnxClassifier, example_bytes

    served = OnnxClassifier(onnx)
    tiles = np.stack([np.asarray(Image.open(io.BytesIO(example_bytes(example))))
                      for example in served.card["examples"]])
    return float(np.abs(served.predict_proba(tiles) - load_model(run).predict_proba(tiles)).max())


def ratios(
    found: dict[str, list[dict[str, float]]],  # of each way, round by round
    name: str,  # of a figure
    way: str,
    usual: str = "PyTorch, 2 threads",
) -> list[float]:  # rising, one a round
    "A figure of one way divided by that of another, in the same round."
    return sorted(ours[name] / theirs[name]
                  for ours, theirs in zip(found[way], found[usual], strict=True))


def report(
    found: dict[str, list[dict[str, float]]],  # what was measured of each way, round by round
) -> None:
    "Print medians, and the ratio to the usual service of each round."
    for way, turns in found.items():
        medians = {name: statistics.median(turn[name] for turn in turns) for name in turns[0]}
        print(way, json.dumps({name: round(float(value), 1) for name, value in medians.items()}))
    for way in ("landcover serve", "landcover serve, 8 bits"):
        for usual in ("PyTorch, 2 threads", "PyTorch, 1 thread"):
            for name in ("per second", "p99 ms", "CPU ms"):
                each = ratios(found, name, way, usual)
                print(f"{name}, {way} / {usual}: {statistics.median(each):.2f},"
                      f" rounds {each[0]:.2f} to {each[-1]:.2f}")


def goals(
    found: dict[str, list[dict[str, float]]],  # what was measured of each way, round by round
    gains: list[float],  # of 8 bits, round by round
    difference: float,  # largest, from `predict`
) -> None:
    "Print what was hoped for beside what was measured, in 32 bits and in 8."
    flags = Path("/proc/cpuinfo")
    vnni = "has VNNI" if flags.exists() and "vnni" in flags.read_text() else "no VNNI seen"
    print(f"{'goal':42} {'32 bits':>9} {'8 bits':>9}")
    lines = {"per second": ("throughput against PyTorch >= 2.5", lambda x: x >= 2.5),
             "p99 ms": ("p99 against PyTorch <= 0.35", lambda x: x <= 0.35),
             "errors": ("errors, 0", lambda x: x == 0),
             "MB": ("resident MB under load <= 150", lambda x: x <= 150),
             "health p99 ms": ("/health p99 ms under load < 100", lambda x: x < 100),
             "ready s": ("seconds until it answers <= 3", lambda x: x <= 3)}
    for name, (goal, reached) in lines.items():
        shown = []
        for way in ("landcover serve", "landcover serve, 8 bits"):
            each = [turn[name] for turn in found[way]]
            each = ratios(found, name, way) if "against" in goal else each
            middle = max(each) if name == "errors" else statistics.median(each)
            shown.append(f"{middle:.3g}{'' if reached(middle) else ' NO'}")
        print(f"{goal:42} {shown[0]:>9} {shown[1]:>9}")
    gain = statistics.median(gains)
    print(f"{'largest difference from predict <= 1e-5':42} {difference:>9.1e}"
          f"{'' if difference <= 1e-5 else ' NO'}")
    print(f"{f'one tile at a time >= 2 ({vnni})':42} {'':9} {gain:>9.3g}"
          f"{'' if gain >= 2 else ' NO'}")


def jpegs(
    onnx: str,  # a model with examples
) -> list[bytes]:  # contents of files
    "The examples of a model as JPEG files."
    from landcover.serve import OnnxClassifier, example_bytes

    files = []
    for example in OnnxClassifier(onnx).card["examples"]:
        buffer = io.BytesIO()
        Image.open(io.BytesIO(example_bytes(example))).save(buffer, "JPEG", quality=90)
        files.append(buffer.getvalue())
    return files


if __name__ == "__main__":
    main()
