"""A trial is a recipe to be measured; the ledger is a CSV file with a line for each training."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from experiments.variants import plain_recipe, train_recipe
from landcover.bench.measure import accuracy, machine
from landcover.data.datamodule import TileDataModule
from landcover.data.split import make_split, stratified_subset
from landcover.data.tiles import Tiles
from landcover.train.config import TrainConfig
from landcover.train.trainer import config_data


@dataclass(frozen=True)
class Trial:
    "A recipe to be measured."

    name: str  # what differs; the key of its measurements in the ledger
    reason: str  # why that might help
    config: dict = field(default_factory=dict)  # keys of TrainConfig, over those of `plain_recipe`
    data: Callable[[TrainConfig, Tiles], TileDataModule] = config_data  # makes the batches
    train: Callable[[TrainConfig, TileDataModule], tuple] = train_recipe  # model, seconds
    part: str = "val"  # which tiles judge it: "val", or "test" for what is published
    averaged: bool = False  # judge also with the mean over the eight symmetries, which takes longer
    seeds: int = 3  # trainings that it takes to tell it from others
    left_out: str | None = None  # the trick of the recipe that it does without; None: it adds one


def run_trial(
    trial: Trial,  # what to train
    tiles: Tiles,  # all tiles
    seed: int,  # of the training
) -> dict:  # a line of the ledger: accuracies in %, seconds, what it ran on
    "Train one recipe with one seed; all tiles of the validation or test part judge it."
    config = plain_recipe(**trial.config, seed=seed)
    data = trial.data(config, tiles)
    model, seconds = trial.train(config, data)
    judges = tiles[getattr(make_split(tiles), trial.part)]
    learned = tiles[stratified_subset(tiles, data.split.train, 1_000)]

    def percent(asked, **how):
        return round(100 * accuracy(model, asked, **how), 3)

    about = machine()
    return {
        "trial": trial.name, "seed": seed, "tiles": len(data.split.train), "part": trial.part,
        "judges": len(judges), "accuracy": percent(judges),
        "averaged": percent(judges, tta=True) if trial.averaged else None,
        "train_accuracy": percent(learned),
        "weights": sum(p.numel() for p in model.parameters()), "epochs": config.epochs,
        "seconds": round(seconds, 1), "threads": about["threads"],
        "precision": about["precision"], "instructions": about["instructions"], "gpu": about["gpu"],
    }


def run_trials(
    trials: list[Trial],  # what to train
    tiles: Tiles,  # all tiles
    path: str | Path,  # the ledger; what stands in it is not trained again
    say: Callable[[str], None] = lambda text: None,  # told what is trained next
) -> pd.DataFrame:  # the whole ledger
    "Train what the ledger lacks, and add a line to it after each training."
    path = Path(path)
    for seed in range(max(trial.seeds for trial in trials)):
        for trial in [trial for trial in trials if seed < trial.seeds]:
            known = pd.read_csv(path) if path.exists() else pd.DataFrame(columns=["trial", "seed"])
            if not ((known["trial"] == trial.name) & (known["seed"] == seed)).any():
                say(f"{trial.name}, seed {seed}")
                row = pd.DataFrame([run_trial(trial, tiles, seed)])
                row.to_csv(path, mode="a", index=False, header=not path.exists())
    return pd.read_csv(path)
