"""python -m experiments.bands: what 13 bands buy on 200 real tiles, and weights of 3 for 13."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import numpy as np
import torch
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, RepeatedStratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from timm.models import adapt_input_conv

from experiments.ledger import add_row
from experiments.transfer import LITE, TUNED
from experiments.variants import fit_parts
from landcover.data.bands import band_features, index_features
from landcover.data.eurosat import RED_GREEN_BLUE, render_rgb
from landcover.data.tiles import Tiles, channel_statistics, load_tiles
from landcover.model.classifier import LandcoverClassifier
from landcover.model.inflation import inflate_state
from landcover.model.pretrained import backbone_features, prepare_network

LEDGER = Path(__file__).parent / "bands.csv"
COLUMNS = ("question", "way", "repeat", "fold", "train", "judges", "accuracy", "cpu_seconds")
REPEATS, FOLDS = 5, 5


def add(*values) -> None:
    "A line of the ledger."
    add_row(LEDGER, COLUMNS, values)


def folds(labels: np.ndarray, repeats: int = REPEATS):
    "Repeat, fold, rows to learn from, rows to judge: the same for everybody."
    cut = RepeatedStratifiedKFold(n_splits=FOLDS, n_repeats=REPEATS, random_state=0)
    for k, (train, test) in enumerate(cut.split(labels, labels)):
        if k // FOLDS < repeats:
            yield k // FOLDS, k % FOLDS, train, test


def lite_features(images: np.ndarray, bands=RED_GREEN_BLUE, dtype: str = "uint8") -> np.ndarray:
    "What frozen EfficientNet-Lite0 says about each tile."
    tiles = Tiles(images, np.zeros(len(images), np.int64), np.arange(len(images)).astype(str),
                  ("a",), "", tuple(bands))
    mean, std = channel_statistics(tiles)  # of the pixels only: no label is seen
    model = LandcoverClassifier(["a", "b"], mean, std, network=LITE, bands=bands, dtype=dtype)
    prepare_network(model, "imagenet", 0)
    return backbone_features(model.net, images, mean, std)


def linear() -> object:
    "Logistic regression, its strength chosen within the tiles that it learns from."
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))
    return GridSearchCV(model, {"logisticregression__C": [0.003, 0.03, 0.3, 3]}, cv=4)


def boosted() -> object:
    return HistGradientBoostingClassifier(max_iter=60, min_samples_leaf=5, early_stopping=False)


def compare_features(tiles: Tiles, done: str) -> None:
    "Simple models on features, 5-fold, five times (trees twice)."
    numbers, bands = tiles.images, tiles.bands
    three = tiles.select_bands(RED_GREEN_BLUE)
    few, many = band_features(three.images), band_features(numbers)
    indices, lite = index_features(numbers, bands), lite_features(render_rgb(numbers))
    near = band_features(tiles.select_bands((*RED_GREEN_BLUE, "B08")).images)
    ways = {
        "3 bands, linear": (few, linear), "4 bands, linear": (near, linear),
        "13 bands, linear": (many, linear),
        "13 bands + indices, linear": (np.hstack([many, indices]), linear),
        "Lite0 on RGB, linear": (lite, linear),
        "Lite0 + 13 bands + indices, linear": (np.hstack([lite, many, indices]), linear),
        "13 bands + indices, boosting": (np.hstack([many, indices]), boosted),
        "3 bands, boosting": (few, boosted),
    }
    for way, (x, make) in ways.items():
        if f"\nbands,{way}" in done or f'\nbands,"{way}"' in done:
            continue
        for repeat, fold, train, test in folds(tiles.labels, REPEATS if make is linear else 2):
            start = time.process_time()
            right = make().fit(x[train], tiles.labels[train]).score(x[test], tiles.labels[test])
            add("bands", way, repeat, fold, len(train), len(test), round(100 * right, 2),
                round(time.process_time() - start, 2))


def train_and_judge(tiles: Tiles, train: np.ndarray, test: np.ndarray, **config) -> float:
    "A training by the library, judged on tiles that it has not seen (the first ten: never used)."
    # Nothing is chosen by the validation tiles, which judge, too.
    rows = {"train": train, "test": test, "val": test[:10]}
    with tempfile.TemporaryDirectory() as folder:
        run = fit_parts(tiles, rows, Path(folder, "run"), **config)
    said = run.model.predict_proba(tiles.images[test]).argmax(axis=1)
    return float((said == tiles.labels[test]).mean())


def compare_networks(tiles: Tiles, done: str) -> None:
    "TileNet from scratch, 5-fold, once."
    for way, part in (("3 bands, TileNet", tiles.select_bands(RED_GREEN_BLUE)),
                      ("13 bands, TileNet", tiles)):
        for repeat, fold, train, test in folds(tiles.labels, 1):
            if f'\nbands,"{way}",{repeat},{fold},' in done:
                continue
            start = time.process_time()
            right = train_and_judge(part, train, test, seed=fold)
            add("bands", way, repeat, fold, len(train), len(test), round(100 * right, 2),
                round(time.process_time() - start, 1))


def _cyclic(state: dict, bands) -> dict:
    "As timm does it: red, green, blue, red, green, ..., whatever the bands are."
    first = next(k for k, v in state.items() if v.ndim == 4 and v.shape[1] == 3)
    return {**state, first: adapt_input_conv(len(bands), state[first])}


def _random(state: dict, bands) -> dict:
    "Only the first layer begins at random."
    made = inflate_state(state, bands)
    first = next(k for k, v in state.items() if v.ndim == 4 and v.shape[1] == 3)
    weight = torch.empty_like(made[first])
    torch.nn.init.kaiming_normal_(weight, mode="fan_out", nonlinearity="relu")
    return {**made, first: weight}


STARTS: dict[str, Callable] = {"by name": inflate_state, "cyclic": _cyclic, "random": _random}


def draws(tiles: Tiles, n: int):
    "Ten tiles of each class to learn from, the others to judge; n times."
    for seed in range(n):
        rng = np.random.default_rng(seed)
        train = np.concatenate([rng.permutation(np.flatnonzero(tiles.labels == k))[:10]
                                for k in range(len(tiles.classes))])
        yield seed, train, rng.permutation(np.setdiff1d(np.arange(len(tiles)), train))


WHERE = "landcover.model.pretrained.inflate_state"


def compare_starts(tiles: Tiles, done: str) -> None:
    "Three first layers for 13 bands, frozen: features once (random: each time), 12 draws."
    for way, first_layer in STARTS.items():
        x = None
        for seed, train, test in draws(tiles, 12):
            if f"\nstart frozen,{way},{seed}," in done:
                continue
            begin = time.process_time()
            if x is None or way == "random":
                torch.manual_seed(seed)
                with mock.patch(WHERE, first_layer):
                    x = lite_features(tiles.images, tiles.bands, "uint16")
            right = linear().fit(x[train], tiles.labels[train]).score(x[test], tiles.labels[test])
            add("start frozen", way, seed, 0, len(train), len(test), round(100 * right, 2),
                round(time.process_time() - begin, 1))


# Ways to fine-tune with 100 tiles: what differs from the recipe of lesson 12.
TUNINGS = {
    "tuned": {"epochs": 30},
    "tuned with smaller early steps": {"epochs": 30, "layer_decay": 0.4},
    "tuned for 10 epochs": {"epochs": 10},
}


def compare_tuned(tiles: Tiles, done: str, tuning: str = "tuned") -> None:
    "First layers for 13 bands, fine-tuned with 100 tiles: 3 draws; where it is quick, 12."
    ways = STARTS if tuning == "tuned" else ("by name", "random")
    for seed, train, test in draws(tiles, 12 if TUNINGS[tuning]["epochs"] <= 10 else 3):
        for way in ways:
            if f"\nstart {tuning},{way},{seed}," in done:
                continue
            begin = time.process_time()
            with mock.patch(WHERE, STARTS[way]):
                right = train_and_judge(tiles, train, test, seed=seed, **TUNED | TUNINGS[tuning])
            add(f"start {tuning}", way, seed, 0, len(train), len(test), round(100 * right, 2),
                round(time.process_time() - begin, 1))


def compare_tunings(tiles: Tiles, done: str) -> None:
    "Whether another way to fine-tune keeps what the inflated layer knows."
    for tuning in list(TUNINGS)[1:]:
        compare_tuned(tiles, done, tuning)


def main(*names: str) -> None:
    "Measure what the ledger lacks: all, or what is named."
    tiles = load_tiles(bands="all")
    measures = {"features": compare_features, "starts": compare_starts, "tuned": compare_tuned,
                "tunings": compare_tunings, "networks": compare_networks}
    for name in names or measures:
        measures[name](tiles, LEDGER.read_text(encoding="utf-8") if LEDGER.exists() else "")


if __name__ == "__main__":
    main(*sys.argv[1:])
