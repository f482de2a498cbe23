"""python -m experiments.laws: how often does the interval of a predicted gain hold the truth?"""

from pathlib import Path

import numpy as np

from experiments.ledger import add_row
from landcover.data.split import make_split, stratified_subset
from landcover.data.tiles import channel_statistics, load_tiles
from landcover.evaluate.labels import expected_gain, linear_head
from landcover.model.classifier import LandcoverClassifier
from landcover.model.pretrained import backbone_features, prepare_network

LEDGER = Path(__file__).parent / "laws.csv"
COLUMNS = ("features", "labels", "trial", "predicted", "low", "high", "truth")
SIZES = (50, 100, 200, 400, 800, 1600, 3200)  # each is predicted from the five to six before it
STAGES = {"all": slice(0, 512), "last": slice(192, 512), "middle": slice(80, 192),
          "first": slice(0, 80)}
DRAWS, USED, TRIALS = 12, 5, 8  # curves measured; used to predict, the others judge; how often


def curve(x, y, x_test, y_test, seed: int) -> list[float]:
    "The share of mistakes with so many labels, as many of each class."
    order = np.random.default_rng(seed).permutation(len(y))
    turn = np.empty(len(y))
    for k in np.unique(y):
        turn[y[order] == k] = np.arange((y == k).sum())
    order = order[np.argsort(turn, kind="stable")]
    return [1 - linear_head().fit(x[order[:n]], y[order[:n]]).score(x_test, y_test)
            for n in SIZES]


def main() -> None:
    "Curves of four kinds of features; each doubling predicted from what came before."
    LEDGER.unlink(missing_ok=True)  # measured as a whole: a second run takes the place of the first
    tiles = load_tiles()
    split = make_split(tiles)
    pool = stratified_subset(tiles, split.train, 4_000)
    judges = stratified_subset(tiles, split.test, 2_000)
    mean, std = channel_statistics(tiles, pool)
    model = LandcoverClassifier(tiles.classes, mean, std, network="timm/tf_efficientnet_lite0")
    prepare_network(model, "imagenet")
    x, x_test = (backbone_features(model.net, tiles.images[rows], mean, std)
                 for rows in (pool, judges))
    rng = np.random.default_rng(0)
    for name, columns in STAGES.items():
        errors = np.array([curve(x[:, columns], tiles.labels[pool], x_test[:, columns],
                                 tiles.labels[judges], seed) for seed in range(DRAWS)])
        for last in (4, 5):  # 800 to 1,600, and 1,600 to 3,200
            for trial in range(TRIALS):
                chosen = rng.choice(DRAWS, USED, replace=False)
                others = np.delete(errors, chosen, axis=0)  # judges, unseen by the prediction
                truth = (others[:, last] - others[:, last + 1]).mean()
                gain = expected_gain(SIZES[: last + 1], errors[chosen, : last + 1], SIZES[last])
                add_row(LEDGER, COLUMNS, (name, SIZES[last], trial, *(
                    round(100 * v, 3) for v in (gain.estimate, gain.low, gain.high, truth))))


if __name__ == "__main__":
    main()
