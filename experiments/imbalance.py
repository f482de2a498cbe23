"""python -m experiments.imbalance: the cures of lesson 14 in networks that learn everything.

100 tiles of nine classes and five permanent crops; 2,000 test tiles, of which a permanent crop
counts a twentieth where accuracy and calibration are asked: they are that rare there. What is told
is calibrated by a temperature on validation tiles of the same shares.
"""

import tempfile
from pathlib import Path

import numpy as np

from experiments.ensembles import seconds
from experiments.ledger import add_row
from experiments.recipes import SHORT_RUN
from experiments.variants import fit_parts
from landcover.data.split import make_split, stratified_subset
from landcover.data.tiles import Tiles, load_tiles
from landcover.evaluate.calibration import calibration_error, fit_temperature, scale_temperature
from landcover.train.losses import correct_prior, thinned

LEDGER = Path(__file__).parent / "imbalance.csv"
CURES = {"nothing": {}, "weights": {"class_weights": True}, "sampling": {"sampler": "balanced"},
         "loss: focal": {"loss": "focal"}, "loss: logit-adjusted": {"loss": "logit_adjusted"}}
AFTER = "correction after training"
MANY, RARE, SEEDS = 100, 20, 3


def judge(labels: np.ndarray, rare: int, p: np.ndarray, told: np.ndarray) -> dict:  # in %
    "What is found, and how honest that is which is told."
    found, home = p.argmax(axis=1), np.where(labels == rare, 1 / RARE, 1.0)
    recall = [(found == k)[labels == k].mean() for k in range(p.shape[1])]
    drawn = np.random.default_rng(0).choice(len(labels), 4 * len(labels), p=home / home.sum())
    figures = {"rare_recall": recall[rare], "worst_recall": min(recall),
               "accuracy": np.average(found == labels, weights=home),
               "calibration_error": calibration_error(labels[drawn], told[drawn])}
    return {name: round(100 * float(value), 2) for name, value in figures.items()}


def trained(
    tiles: Tiles, seed: int, config: dict, counts: np.ndarray
) -> tuple[dict[str, tuple], float]:  # "val", "test": labels and probabilities; processor seconds
    "A training with few tiles of one class, and what the model says."
    split = make_split(tiles)
    rows = {"train": split.train[thinned(tiles.labels[split.train], counts, seed)],
            "val": split.val[thinned(tiles.labels[split.val], counts, seed)],
            "test": stratified_subset(tiles, split.test, 2_000)}
    short = {key: value for key, value in SHORT_RUN.items() if key != "n_train"}
    with tempfile.TemporaryDirectory() as folder:
        run = fit_parts(tiles, rows, Path(folder, "run"), **short, **config, seed=seed)
        said = {part: (tiles.labels[rows[part]], run.model.predict_proba(tiles.images[rows[part]]))
                for part in ("val", "test")}
        return said, seconds(run)


def add(cure: str, seed: int, said: dict, rare: int, prior: np.ndarray, cost: float) -> None:
    "A line of the ledger; a network that answers for equal shares tells those that there are."
    even = np.full(len(prior), 1 / len(prior))
    (val, p_val), (labels, p) = said["val"], said["test"]
    if cure in ("nothing", "loss: focal", AFTER):
        told_val, told = p_val, p
    else:
        told_val, told = (correct_prior(x, even, prior) for x in (p_val, p))
    if cure == AFTER:
        p = correct_prior(p, prior)
    told = scale_temperature(told, fit_temperature(val, told_val))
    line = {"cure": cure, "seed": seed, **judge(labels, rare, p, told),
            "cpu_seconds": round(cost)}
    add_row(LEDGER, tuple(line), tuple(line.values()))


def main() -> None:
    "Measure what the ledger lacks."
    tiles = load_tiles()
    rare = tiles.classes.index("PermanentCrop")
    counts = np.full(len(tiles.classes), MANY)
    counts[rare] = MANY // RARE
    for seed in range(SEEDS):
        for cure, config in CURES.items():
            done = LEDGER.read_text(encoding="utf-8") if LEDGER.exists() else ""
            if f"\n{cure},{seed}," not in done:
                said, cost = trained(tiles, seed, config, counts)
                for name in (cure, AFTER) if cure == "nothing" else (cure,):
                    add(name, seed, said, rare, counts / counts.sum(), cost)


if __name__ == "__main__":
    main()
