"""Kill a training, a map and the cache again and again: the same call goes on, to the same bytes.

All is imported once, and each attempt is a fork of this process, ended by SIGKILL at a random
point of the CPU time that a whole one takes.
"""

import hashlib
import importlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path


def fork(
    work: Callable[[], object],  # what the child does
) -> int:  # its process
    "Start a child that does this and nothing else."
    process = os.fork()
    if process == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return process


def cpu_seconds(
    process: int,  # a child
) -> float:
    "CPU time that a child has used."
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run_child(
    work: Callable[[], object],  # what the child does
    kill_after: float | None = None,  # seconds of CPU time; None: let it end
) -> tuple[bool, float]:  # was it killed; CPU seconds that it used
    "Do something in a child; RuntimeError if it fails by itself."
    process, used = fork(work), 0.0
    while True:
        ended, status, usage = os.wait4(process, os.WNOHANG)
        if ended:
            break
        used = cpu_seconds(process)
        if kill_after is not None and used >= kill_after:
            os.kill(process, signal.SIGKILL)
            _, status, usage = os.wait4(process, 0)
            break
        time.sleep(0.002)
    if os.WIFSIGNALED(status):
        return True, used
    if os.WEXITSTATUS(status):
        raise RuntimeError("the child failed by itself; its traceback stands above")
    return False, usage.ru_utime + usage.ru_stime


def contents(
    folder: Path,  # any
    skip: tuple[str, ...] = (),  # names of files that hold times
) -> dict[str, str]:  # path -> sha256
    "What is in a folder, hidden files included."
    return {
        str(path.relative_to(folder)): "" if path.name in skip else
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }


class Training:
    "A small training on simulated tiles."

    TIMES = ("timings.json", "origin.json", "system.csv")

    def __init__(self, work: Path):
        from landcover.simulate import load_or_simulate_tiles
        from landcover.train import fit, make_config

        self.fit = fit
        self.tiles = load_or_simulate_tiles("simulated", n_simulated=200)
        self.config = make_config({"data": "simulated", "n_simulated": 200, "n_train": 100,
                                   "epochs": 6, "width": 8})

    def __call__(self, folder: Path) -> None:
        self.fit(self.config, folder / "run", tiles=self.tiles, progress=False,
                 resume=(folder / "run").exists())

    def seen(self, folder: Path) -> dict[str, str]:
        "Checkpoints hold times, too; TensorBoard adds a file, with the hour, for each start."
        found = contents(folder, self.TIMES)
        return {name: "" if name.endswith(".ckpt") else value for name, value in found.items()
                if "tensorboard" not in name}


class Mapping:
    "A small map of a simulated scene, with all its products."

    def __init__(self, work: Path):
        from landcover.data.eurosat import EUROSAT_CLASSES
        from landcover.maps import map_scene, read_scene, write_products, write_scene
        from landcover.model import LandcoverClassifier
        from landcover.simulate.scenes import simulate_scene

        self.scene = write_scene(simulate_scene(448, 320, seed=5), work / "scene.tif")
        self.model = LandcoverClassifier(EUROSAT_CLASSES, [0.3] * 3, [0.1] * 3, width=8).eval()
        self.read, self.map, self.finish = read_scene, map_scene, write_products
        for name in ("dask", "geopandas", "matplotlib.pyplot", "pyogrio", "rasterio.shutil"):
            importlib.import_module(name)  # once, not in each child

    def __call__(self, folder: Path) -> None:
        self.map(self.read(self.scene), self.model, folder=folder / "map", method="dense",
                 memory=1.2e8, workers=1, finish=self.finish, progress=False)

    def seen(self, folder: Path) -> dict[str, str]:
        "In map.json stand the seconds that it took."
        found = contents(folder, ("map.json",))
        facts = json.loads((folder / "map" / "map.json").read_text())
        return found | {"facts": str({**facts, "seconds": 0})}


class Caching:
    "Tiles of a folder, decoded into the cache, and read from it."

    def __init__(self, work: Path):
        import numpy as np
        from PIL import Image

        from landcover.data import load_tiles

        self.load, self.tiles = load_tiles, work / "tiles"
        pixels = np.random.default_rng(0).integers(0, 256, (600, 64, 64, 3), np.uint8)
        for k, image in enumerate(pixels):
            path = self.tiles / f"class{k % 3}" / f"{k}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(image).save(path)

    def __call__(self, folder: Path) -> None:
        os.environ["LANDCOVER_CACHE"] = str(folder / "cache")
        (folder / "fingerprint").write_text(self.load(self.tiles).fingerprint)

    def seen(self, folder: Path) -> dict[str, str]:
        "In cache.json stands when images.npy was written."
        return contents(folder, ("cache.json",))


def kill_often(
    kind: type,  # Training, Mapping or Caching
    count: int,  # kills
    seed: int,  # of the moments
) -> list[str]:  # a sentence for each that did not go on as it should
    "Kill, go on, compare: count times."
    problems, rng = [], random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="landcover-kills-") as temporary:
        task = kind(Path(temporary))
        whole, folder = Path(temporary, "whole"), Path(temporary, "killed")
        whole.mkdir()
        _, seconds = run_child(lambda: task(whole))
        expected, done, where = task.seen(whole), 0, []
        while done < count:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            moment = rng.random() * seconds
            killed, _ = run_child(lambda: task(folder), moment)
            if not killed:
                continue  # it was faster than before
            done += 1
            where.append(f"{len(contents(folder))}")
            if not (folder / "map").exists():  # otherwise it was killed after the last step
                run_child(lambda: task(folder))
            if task.seen(folder) != expected:
                names = sorted(dict(task.seen(folder).items() ^ expected.items()))
                problems.append(f"killed after {moment:.2f} of {seconds:.2f} s: {names}")
            print(f"\r{kind.__name__}: {done} of {count}", end="", file=sys.stderr, flush=True)
    print(f"\n{kind.__name__}: {done} kills within {seconds:.1f} CPU seconds, files left then: "
          f"{' '.join(where)}; {len(problems)} went on to something else", flush=True)
    return problems


def run_kills(
    count: int = 20,  # of each
    seed: int = 0,  # of the moments
) -> int:  # exit code
    "Kill trainings, maps and caches, and print what came of it."
    import torch

    torch.set_num_threads(1)
    os.environ["OGR_CURRENT_DATE"] = "2026-01-01T00:00:00Z"  # GDAL writes it into GeoPackages
    warnings.simplefilter("ignore")
    problems = [problem for kind in (Caching, Training, Mapping)
                for problem in kill_often(kind, count, seed)]
    print("\n".join(problems), end="\n" if problems else "")
    return int(bool(problems))
