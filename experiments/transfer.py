"""python -m experiments.transfer: pretrained weights against from scratch, by number of labels."""

import tempfile
import time
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from experiments.ledger import add_row
from landcover.core import PROFILES
from landcover.data.split import make_split, published_split, stratified_subset
from landcover.data.tiles import Tiles, channel_statistics, load_tiles
from landcover.model.classifier import LandcoverClassifier
from landcover.model.pretrained import backbone_features, prepare_network
from landcover.train.config import profile_config
from landcover.train.trainer import fit

LITE = "timm/tf_efficientnet_lite0"
LEDGER = Path(__file__).parent / "transfer.csv"
COLUMNS = ("way", "split", "labels", "seed", "judges", "accuracy", "cpu_seconds")
TUNED = dict(network=LITE, weights="imagenet", optimizer="adamw", learning_rate=2e-3,
             weight_decay=0.05, batch_size=50, epochs=12, layer_decay=0.7)


def add(*values) -> None:
    "A line of the ledger."
    add_row(LEDGER, COLUMNS, values)


def frozen(tiles: Tiles, way: str, split: str, judges: np.ndarray, pool: np.ndarray) -> None:
    "Frozen features and logistic regression with 1, 10 and 100 labels a class, several draws."
    mean, std = channel_statistics(tiles[pool])
    model = LandcoverClassifier(tiles.classes, mean, std, network=LITE)
    if way == "frozen":
        prepare_network(model, "imagenet", 0)
    start = time.process_time()
    x, x_test = (backbone_features(model.net, tiles.images[rows], mean, std)
                 for rows in (pool, judges))
    seconds = (time.process_time() - start) / (len(pool) + len(judges))
    labels = tiles.labels[pool]
    for each, draws in ((1, 10), (10, 10), (100, 4)):
        for seed in range(draws):
            rng = np.random.default_rng(seed)
            rows = np.concatenate([rng.permutation(np.flatnonzero(labels == k))[:each]
                                   for k in range(len(tiles.classes))])
            start = time.process_time()
            head = make_pipeline(StandardScaler(), LogisticRegression(C=0.01 if each > 1 else 0.1))
            head.fit(x[rows], labels[rows])
            right = head.score(x_test, tiles.labels[judges])
            add(way, split, 10 * each, seed, len(judges), round(100 * right, 2),
                round(seconds * len(rows) + time.process_time() - start, 2))


def trained(tiles: Tiles, way: str, judges: np.ndarray, seed: int, **config) -> None:
    "A training from end to end, judged by the same tiles."
    with tempfile.TemporaryDirectory() as folder:
        config = profile_config(PROFILES["course"], seed=seed, **config)
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
    split = make_split(tiles)
    judges = stratified_subset(tiles, split.test, 2_000)
    pool = stratified_subset(tiles, split.train, 2_000)
    for way in ("frozen", "random features"):
        if f"\n{way},seeded" not in done:
            frozen(tiles, way, "seeded", judges, pool)
    if "\nfrozen,spatial" not in done:
        spatial = published_split(tiles, "spatial")
        frozen(tiles, "frozen", "spatial", stratified_subset(tiles, spatial.test, 2_000),
               stratified_subset(tiles, spatial.train, 2_000))
    for seed in range(2):
        if f"\nfrom scratch,seeded,100,{seed}" not in done:
            trained(tiles, "from scratch", judges, seed, n_train=100, epochs=60)
    if "\nfine-tuned,seeded,1000,0" not in done:
        trained(tiles, "fine-tuned", judges, 0, n_train=1_000, **TUNED)
    if "\nfine-tuned,seeded,100,0" not in done:
        trained(tiles, "fine-tuned", judges, 0, n_train=100, **{**TUNED, "epochs": 30})


if __name__ == "__main__":
    main()
