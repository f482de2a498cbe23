"""`landcover serve` against the usual service: PyTorch behind FastAPI, by turns, 32 users.

    python experiments/service.py RUN.onnx RUN_FOLDER [--rounds 3] [--seconds 8]

The users send JPEG tiles over connections that stay open, each the next one when the answer is
there. Their requests are built beforehand and their answers only counted, so that the machine works
for the servers. One more asks /health five times a second.
"""

import argparse
import asyncio
import contextlib
import io
import json
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
    return {"per second": len(counted) / seconds, "p50 ms": 1e3 * np.percentile(times, 50),
            "p99 ms": 1e3 * np.percentile(times, 99), "errors": sum(s != 200 for *_, s in counted),
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


def main() -> None:
    "Measure by turns, print each turn and the medians, and the ratio to the usual service."
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("onnx")
    parser.add_argument("run")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--users", type=int, default=32)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "usual.py")
        script.write_text(USUAL)
        usual = [sys.executable, str(script), asked.run]
        ways = {
            "PyTorch, 2 threads": [*usual, "8851", "2"],
            "PyTorch, 1 thread": [*usual, "8852", "1"],
            "landcover serve": [sys.executable, "-m", "landcover", "serve", asked.onnx,
                                "--port", "8853", "--queue", "64"],
        }
        found, images = {way: [] for way in ways}, jpegs(asked.onnx)
        for _ in range(asked.rounds):
            for port, (way, command) in enumerate(ways.items(), 8851):
                with served(command, port) as (pid, ready):
                    numbers = asyncio.run(crowd(port, images, asked.users, asked.seconds))
                    numbers |= {"MB": resident(pid), "ready s": ready}
                found[way].append(numbers)
                shown = {name: round(float(value), 1) for name, value in numbers.items()}
                print(way, json.dumps(shown), flush=True)
    report(found)


def report(
    found: dict[str, list[dict[str, float]]],  # what was measured of each way, round by round
) -> None:
    "Print medians, and the ratio to the usual service of each round."
    for way, turns in found.items():
        medians = {name: statistics.median(turn[name] for turn in turns) for name in turns[0]}
        print(way, json.dumps({name: round(float(value), 1) for name, value in medians.items()}))
    for way in ("PyTorch, 2 threads", "PyTorch, 1 thread"):
        pairs = list(zip(found["landcover serve"], found[way], strict=True))
        for name in ("per second", "p99 ms"):
            ratios = sorted(ours[name] / theirs[name] for ours, theirs in pairs)
            print(f"{name} / {way}: {statistics.median(ratios):.2f}, rounds {ratios[0]:.2f}"
                  f" to {ratios[-1]:.2f}")


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
