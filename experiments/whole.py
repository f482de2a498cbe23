"""python -m experiments.whole FOLDER NAME...: a pretrained network, both splits, clean and changed.

What lesson 15 reaches with 1,000 tiles and the robust recipe with TileNet, asked again of
EfficientNet-Lite0, and of all tiles of the spatial split. A training that FOLDER has is not
repeated: stop it, and it goes on. Names joined by + are judged as one model, the mean of both.
What the ledger names calm was trained with augmentation=robust before the sea had the soft spots of
workshop 03b, and is not made again.
"""

import os
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np

from experiments.ensembles import LITE, seconds
from experiments.ledger import add_row
from experiments.robust import judge_map, judge_texture, judge_tiles
from experiments.variants import plain_recipe
from landcover.core import PROFILES
from landcover.data.tiles import Tiles, load_tiles
from landcover.evaluate.metrics import accuracy_interval
from landcover.maps import read_scene
from landcover.predict.ensemble import Ensemble
from landcover.train.config import TrainConfig, profile_config
from landcover.train.run import Run
from landcover.train.trainer import fit

LEDGER = Path(__file__).parent / "whole.csv"
SPATIAL = {"n_train": None, "batch_size": 64, "shift": 0, "epochs": 3, "split": "spatial"}
FULL = {key: value for key, value in asdict(profile_config(PROFILES["full"])).items()
        if key not in ("augmentation", "seed")}
RECIPES = {("tile", "1000"): {}, ("lite", "1000"): LITE, ("lite", "spatial"): LITE | SPATIAL,
           ("lite", "16200"): LITE | SPATIAL | {"split": "seeded"},
           ("tile", "16200"): FULL, ("tile", "spatial"): FULL | {"split": "spatial"}}


def recipe(name: str) -> TrainConfig:
    "From a name: lite or tile, augmentation, tiles and seed, such as lite-robust-spatial-0."
    network, augmentation, tiles, seed = name.split("-")
    settings = RECIPES[network, tiles] | {"augmentation": augmentation.replace("calm", "robust")}
    return plain_recipe(**settings, seed=int(seed))


def judge(name: str, runs: list[Run], tiles: Tiles) -> dict:
    "A line of the ledger."
    split = runs[0].split
    model = runs[0].model if len(runs) == 1 else Ensemble([run.model for run in runs]).join()
    place = Path(os.environ["LANDCOVER_DATA"], "scenes", "aquileia_2019-04-16")
    scene = read_scene(place, scale=65_535, nodata=0)
    said = model.predict_proba(tiles.images[split.test]).argmax(axis=1)
    right = int((said == tiles.labels[split.test]).sum())
    shares = (right / len(split.test), *accuracy_interval(right, len(split.test)))
    some = split.test[np.random.default_rng(0).permutation(len(split.test))[:1_000]]
    found = {key: value for key, value in judge_tiles(model, tiles, some, split.val).items()
             if key != "clean"}  # the changes cost 16 times as much: fewer tiles judge them
    return {"name": name, "train": len(split.train), "test": len(split.test),
            **dict(zip(("clean", "low", "high"), (round(100 * s, 2) for s in shares), strict=True)),
            **found, **judge_map(model, scene), **judge_texture(model, scene, tiles),
            "cpu_seconds": round(sum(map(seconds, runs)))}


def main(folder: Path, names: list[str]) -> None:
    "Train what is missing, then judge what the ledger lacks."
    tiles = load_tiles()
    for name in names:
        runs = [fit(recipe(one), folder / one, tiles=tiles, resume=True, progress=False)
                for one in name.split("+")]
        done = LEDGER.read_text(encoding="utf-8") if LEDGER.exists() else ""
        if f"\n{name}," not in done:
            line = judge(name, runs, tiles)
            add_row(LEDGER, tuple(line), tuple(line.values()))


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), sys.argv[2:])
