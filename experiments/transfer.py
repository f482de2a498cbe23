"""python -m experiments.transfer: pretrained weights against from scratch, by number of labels."""

import tempfile
import time
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from experiments.ledger import add_row
from experiments.variants import plain_recipe
from landcover.data.split import Split, make_split, published_split, stratified_subset
from landcover.data.tiles import Tiles, channel_statistics, load_tiles
from landcover.model.classifier import LandcoverClassifier
from landcover.model.pretrained import backbone_features, prepare_network
from landcover.train.trainer import fit

LITE = "timm/tf_efficientnet_lite0"
LEDGER = Path(__file__).parent / "transfer.csv"
COLUMNS = ("way", "split", "labels", "seed", "judges", "accuracy", "cpu_seconds")
TUNED = dict(network=LITE, weights="imagenet", optimizer="adamw", learning_rate=2e-3,
             weight_decay=0.05, batch_size=50, epochs=12, layer_decay=0.7)


def add(*values) -> None:
    "A line of the ledger."
    add_row(LEDGER, COLUMNS, values)


def features_of(
    tiles: Tiles, pool: np.ndarray, judges: np.ndarray, size: int | None, weights: str | None
) -> tuple[np.ndarray, np.ndarray, float]:  # of the pool, of the judges, processor seconds a tile
    "What Lite0 says of tiles that are enlarged to a size; None: of those of 64 pixels as they are."
    mean, std = channel_statistics(tiles[pool])
    network = f"{LITE}@{size}" if size else LITE
    model = LandcoverClassifier(tiles.classes, mean, std, network=network)
    if weights:
        prepare_network(model, weights, 0)
    start = time.process_time()
    x, x_test = (backbone_features(model.net, tiles.images[rows], mean, std)
                 for rows in (pool, judges))
    return x, x_test, (time.process_time() - start) / (len(pool) + len(judges))


def linear(labels_each: int) -> Pipeline:
    "Logistic regression on standardized features."
    return make_pipeline(StandardScaler(), LogisticRegression(
        C=0.01 if labels_each > 1 else 0.1, max_iter=1_000))


def frozen(
    tiles: Tiles, way: str, split: str, pool: np.ndarray, judges: np.ndarray,
    size: int | None, done: str,
) -> None:
    "Frozen features and logistic regression with 1 to 100 labels a class, several draws."
    wanted = {each: draws for each, draws in ((1, 10), (5, 10), (10, 10), (50, 4), (100, 4))
              if f"\n{way},{split},{10 * each}," not in done}
    if not wanted:
        return
    weights = "imagenet" if way.startswith("frozen") else None
    x, x_test, seconds = features_of(tiles, pool, judges, size, weights)
    labels = tiles.labels[pool]
    for each, draws in wanted.items():
        for seed in range(draws):
            rng = np.random.default_rng(seed)
            rows = np.concatenate([rng.permutation(np.flatnonzero(labels == k))[:each]
                                   for k in range(len(tiles.classes))])
            start = time.process_time()
            right = linear(each).fit(x[rows], labels[rows]).score(x_test, tiles.labels[judges])
            add(way, split, 10 * each, seed, len(judges), round(100 * right, 2),
                round(seconds * len(rows) + time.process_time() - start, 2))


def frozen_whole(tiles: Tiles, way: str, split: str, parts: Split, size: int | None) -> None:
    "The same with all labels; all test tiles judge."
    x, x_test, seconds = features_of(tiles, parts.train, parts.test, size, "imagenet")
    start = time.process_time()
    model = linear(1_000).fit(x, tiles.labels[parts.train])
    right = model.score(x_test, tiles.labels[parts.test])
    add(way, split, len(parts.train), 0, len(parts.test), round(100 * right, 2),
        round(seconds * len(x) + time.process_time() - start, 2))


def trained(tiles: Tiles, way: str, judges: np.ndarray, seed: int, **config) -> None:
    "A training from end to end, judged by the same tiles."
    with tempfile.TemporaryDirectory() as folder:
        config = plain_recipe(seed=seed, **config)
        start = time.process_time()
        run = fit(config, Path(folder) / "run", tiles=tiles, progress=False)
        seconds = time.process_time() - start
        right = (run.model.predict_proba(tiles.images[judges]).argmax(1)
                 == tiles.labels[judges]).mean()
    add(way, "seeded", config.n_train, seed, len(judges), round(100 * right, 2), round(seconds, 1))


def main() -> None:
    "Measure what the ledger lacks."
    tiles = load_tiles()
    done = LEDGER.read_text(encoding="utf-8") if LEDGER.exists() else ""
    splits = {"seeded": make_split(tiles), "spatial": published_split(tiles, "spatial")}
    some = {name: [stratified_subset(tiles, rows, 2_000) for rows in (split.train, split.test)]
            for name, split in splits.items()}
    ways = {"frozen": None, "random features": None, "frozen at 128 px": 128,
            "frozen at 224 px": 224}
    for way, size in ways.items():
        for name in ("seeded",) if way in ("random features", "frozen at 224 px") else splits:
            frozen(tiles, way, name, *some[name], size, done)
            whole = f"\n{way},{name},{len(splits[name].train)},"
            if way in ("frozen", "frozen at 128 px") and whole not in done:
                frozen_whole(tiles, way, name, splits[name], size)
    judges = some["seeded"][1]
    for n, epochs, seeds in ((100, 60, 2), (50, 300, 3), (100, 300, 3), (500, 100, 3)):
        way = "from scratch" if epochs == 60 else "from scratch (many epochs)"
        for seed in range(seeds):
            if f"\n{way},seeded,{n},{seed}," not in done:
                trained(tiles, way, judges, seed, n_train=n, epochs=epochs)
    if "\nfine-tuned,seeded,1000,0" not in done:
        trained(tiles, "fine-tuned", judges, 0, n_train=1_000, **TUNED)
    if "\nfine-tuned,seeded,100,0" not in done:
        trained(tiles, "fine-tuned", judges, 0, n_train=100, **{**TUNED, "epochs": 30})


if __name__ == "__main__":
    main()
