"""What two processes that read the same tiles have in memory: shared pages, no copies."""

import subprocess
import sys
from pathlib import Path

import psutil

from landcover.bench.suite import child_environment
from landcover.data.tiles import load_tiles

_READER = """
import sys
from landcover.data.tiles import load_tiles
tiles = load_tiles(sys.argv[1], download=False)
for start in range(0, len(tiles), 512):
    tiles.images[start : start + 512].max()
print("read", flush=True)
sys.stdin.readline()
"""


def mapped_memory(
    pid: int,  # a process
    ending: str,  # of the file's name
) -> tuple[float, float]:  # megabytes, 1e6 bytes: resident; of these private
    "How much of a mapped file a process has in memory, and how much of it no other process sees."
    maps = [m for m in psutil.Process(pid).memory_maps() if m.path.endswith(ending)]
    private = sum(m.private_clean + m.private_dirty for m in maps)
    return sum(m.rss for m in maps) / 1e6, private / 1e6


def shared_memory(
    root: str | Path,  # archive or image folder
) -> dict[str, float]:  # array_mb, private_mb; empty where there is no /proc
    "Two processes read all tiles at the same time: what one sees, and what it has for itself."
    if not Path("/proc/self/smaps").is_file():
        return {}
    load_tiles(root, download=False)  # now it is in the cache, if it was not
    command = [sys.executable, "-W", "ignore", "-c", _READER, str(root)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    readers = [subprocess.Popen(command, env=child_environment(), **pipes) for _ in range(2)]
    try:
        for reader in readers:  # wait until both have read everything
            reader.stdout.readline()
        answers = [mapped_memory(reader.pid, "images.npy") for reader in readers]
    finally:
        for reader in readers:
            reader.communicate("\n")
    return {"array_mb": answers[0][0], "private_mb": max(answer[1] for answer in answers)}
