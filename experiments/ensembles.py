"""python -m experiments.ensembles [FOLDER]: what ensembles gain, on all 5,400 test tiles.

Trainings that FOLDER (runs/ensembles) has are not repeated: stop it, and it goes on. The ledger is
written anew, with a line for each model and combination whose members are there; --only-there
trains nothing.
"""

import dataclasses
import hashlib
import sys
from pathlib import Path

import numpy as np
from sklearn.metrics import log_loss, roc_auc_score

from experiments.ledger import add_row
from experiments.variants import plain_recipe
from landcover.data.tiles import Tiles, load_tiles
from landcover.evaluate.calibration import calibration_error
from landcover.evaluate.compare import paired_difference
from landcover.predict.ensemble import average_probabilities, disagreement
from landcover.train.config import TrainConfig
from landcover.train.run import Run, is_complete
from landcover.train.snapshots import Snapshots, average_weights, load_snapshots
from landcover.train.trainer import config_data, fit

LEDGER = Path(__file__).parent / "ensembles.csv"
COLUMNS = ("way", "repeat", "accuracy", "over_best_member", "low", "high", "log_loss",
           "calibration_error", "auroc_confidence", "auroc_disagreement", "all_agree",
           "right_there", "cpu_seconds")
LITE = {"network": "timm/tf_efficientnet_lite0@128", "weights": "imagenet", "epochs": 8,
        "optimizer": "adamw", "learning_rate": 2e-3, "weight_decay": 0.05, "batch_size": 50,
        "layer_decay": 0.7}
KINDS = {"tile": "TileNet", "lite": "Lite0 at 128 px"}
SEEDS = range(3)


def recipes() -> dict[str, TrainConfig]:
    "All trainings by the name of their folder, the most wanted first."
    plain = plain_recipe()
    lite = dataclasses.replace(plain, **LITE)
    named = {}
    for seed in SEEDS:
        named[f"tile-{seed}"] = dataclasses.replace(plain, seed=seed)
        named[f"lite-{seed}"] = dataclasses.replace(lite, seed=seed)
    return named | {"cycles-0": plain}


def trained(name: str, config: TrainConfig, folder: Path, tiles: Tiles) -> Run:
    "A run, with snapshots where the name asks for cycles or late epochs are wanted."
    cycles = 3 if name.startswith("cycles") else 1
    late = range(40, 61, 4) if name.startswith("tile") else None
    keep = Snapshots(folder / f"{name}-snapshots", cycles, late)
    return fit(config, folder / name, tiles=tiles, resume=True, progress=False, callbacks=(keep,))


def said_by(name: str, model, folder: Path, images: np.ndarray) -> np.ndarray:
    "What a model says of the test tiles; computed once."
    weights = b"".join(v.cpu().numpy().tobytes() for v in model.state_dict().values())
    path = folder / f"{name}-{hashlib.sha256(weights).hexdigest()[:8]}.npy"
    if not path.exists():
        np.save(path, model.predict_proba(images))
    return np.load(path)


def seconds(run: Run) -> float:
    "Processor seconds of all epochs."
    return float((run.system["seconds"] * run.system["busy_cores"]).sum())


def add(way: str, repeat: int, each: list[np.ndarray], labels: np.ndarray, cost: float) -> None:
    "A line of the ledger: what the members say together, beside the best of them."
    p, each = average_probabilities(each), np.stack(each)
    right = p.argmax(axis=1) == labels
    hits = each.argmax(axis=2) == labels
    best = hits[hits.mean(axis=1).argmax()]
    d = paired_difference(int((right & ~best).sum()), int((best & ~right).sum()), len(labels))
    agree = (each.argmax(axis=2) == each[0].argmax(axis=1)).all(axis=0)
    alone = len(each) == 1
    add_row(LEDGER, COLUMNS, (
        way, repeat, round(100 * right.mean(), 2), *("" if alone else round(100 * float(x), 2)
                                                      for x in dataclasses.astuple(d)),
        round(log_loss(labels, p), 4), round(100 * calibration_error(labels, p), 2),
        round(roc_auc_score(~right, 1 - p.max(axis=1)), 3),
        "" if alone else round(roc_auc_score(~right, disagreement(each)), 3),
        "" if alone else round(100 * agree.mean(), 1),
        "" if alone else round(100 * right[agree].mean(), 2), round(cost)))


def together(there: dict[str, Run], said: dict[str, np.ndarray], labels: np.ndarray) -> None:
    "Lines for single models and for means of what several say."
    cost = {name: seconds(run) for name, run in there.items()}
    tile, lite = ([f"{kind}-{i}" for i in SEEDS if f"{kind}-{i}" in there] for kind in KINDS)
    groups = {(KINDS[n[:4]], int(n[-1])): [n] for n in (*tile, *lite)}
    groups |= {("two TileNets", i): [tile[i], tile[(i + 1) % len(tile)]] for i in range(len(tile))}
    groups |= {("three TileNets", 0): tile, ("two Lite0", 0): lite[:2], ("three Lite0", 0): lite}
    groups |= {("TileNet and Lite0", i): [f"tile-{i}", f"lite-{i}"] for i in SEEDS}
    groups |= {("TileNet and the first Lite0", i): [f"tile-{i}", "lite-0"] for i in SEEDS}
    groups |= {("three TileNets and Lite0", 0): [*tile, "lite-0"]}
    for (way, repeat), names in groups.items():
        whole = {"two": 2, "three": 3}.get(way.partition(" ")[0], 1)
        if whole <= len(names) and set(names) <= set(there):
            each = [said[n] for n in names]
            add(way, repeat, each, labels, sum(cost[n] for n in names))


def one_training(name: str, run: Run, folder: Path, images: np.ndarray, labels: np.ndarray) -> None:
    "Lines for the snapshots of a training: what they say together, and the mean of their weights."
    found, (kind, repeat) = load_snapshots(folder / f"{name}-snapshots"), name.split("-")
    way, cost = "three cycles" if kind == "cycles" else "late epochs", seconds(run)
    each = [said_by(f"{name}-snapshot-{i}", m, folder, images) for i, m in enumerate(found)]
    for i, p in enumerate(each if kind == "cycles" else []):
        add(f"cycle {i + 1}", int(repeat), [p], labels, cost)
    add(way, int(repeat), each, labels, cost)
    mean = average_weights(found, config_data(run.config, run.tiles, run.split))
    p = said_by(f"{name}-mean", mean, folder, images)
    add(f"mean weights, {way}", int(repeat), [p], labels, cost)


def main(folder: Path, train: bool) -> None:
    "Train what is missing, then write the ledger anew."
    tiles, folder = load_tiles(), folder.absolute()
    for name, config in recipes().items():
        if train and not is_complete(folder / name):
            trained(name, config, folder, tiles)
    there = {n: Run.open(folder / n, tiles) for n in recipes() if is_complete(folder / n)}
    split = next(iter(there.values())).split
    images, labels = np.array(tiles.images[split.test]), tiles.labels[split.test]
    LEDGER.unlink(missing_ok=True)
    said = {name: said_by(name, run.model, folder, images) for name, run in there.items()}
    together(there, said, labels)
    for name, run in there.items():
        if not name.startswith("lite") and (folder / f"{name}-snapshots").is_dir():
            one_training(name, run, folder, images, labels)
    seeds = [run for name, run in there.items() if name.startswith("tile")]
    data = config_data(seeds[0].config, tiles, split)
    mean = average_weights([run.model for run in seeds], data)
    p = said_by(f"mean-of-{len(seeds)}-seeds", mean, folder, images)
    add("mean weights, seeds", 0, [p], labels, sum(map(seconds, seeds)))


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    main(Path(words[0] if words else "runs/ensembles"), "--only-there" not in sys.argv)
