"""Tricks of recipes that the library does not offer, since most did not earn their place."""

import tempfile
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import torch
from lightning.pytorch.callbacks import Callback
from torchvision.transforms import v2

from landcover.bench.race import train_for
from landcover.core import PROFILES
from landcover.data.batches import Augmentation
from landcover.data.datamodule import TileDataModule
from landcover.data.tiles import Tiles
from landcover.model.classifier import LandcoverClassifier
from landcover.train.config import TrainConfig, profile_config
from landcover.train.run import Run
from landcover.train.task import ClassificationTask
from landcover.train.trainer import build_task, config_data, fit


def plain_recipe(
    **config,  # keys of TrainConfig that differ
) -> TrainConfig:
    "The recipe that most ledgers vary: 1,000 tiles, turned, shifted and lit, for 60 epochs."
    return profile_config(PROFILES["course"], **({"augmentation": "plain", "epochs": 60} | config))


def train_recipe(
    config: TrainConfig,  # the recipe
    data: TileDataModule,  # its tiles
    build: Callable = build_task,  # makes the untrained task from both
    callbacks: Callable[[], list[Callback]] = list,  # makes more of Lightning's callbacks
) -> tuple[LandcoverClassifier, float]:  # the model, and the seconds of its training
    "All epochs of a recipe."
    steps = config.epochs * len(data.train_dataloader())
    return train_for(config, data, steps, task=build(config, data), callbacks=callbacks())


class Cutout(TileDataModule):
    "A square of a quarter of the width is hidden in each training tile."

    def augment(self, images, positions, epoch):
        "As always, then 0 (the mean color) in the square."
        images = super().augment(images, positions, epoch)
        hide = v2.RandomErasing(p=1, scale=(1 / 16, 1 / 16), ratio=(1, 1))
        return torch.stack([hide(image) for image in images])


class MixUp(TileDataModule):
    "Training tiles are mixed in pairs, and their labels with them."

    def on_after_batch_transfer(self, batch, dataloader_idx):
        "As always, then mixed."
        images, labels = super().on_after_batch_transfer(batch, dataloader_idx)
        return v2.MixUp(alpha=0.2, num_classes=len(self.tiles.classes))(images, labels)


class PiecesFirst(TileDataModule):
    "In the first 14 epochs the network sees a piece of 48 by 48 pixels: 56 % of the work."

    def augment(self, images, positions, epoch):
        "As always, then cut out; one place for the whole batch."
        images = super().augment(images, positions, epoch)
        return v2.RandomCrop(48)(images) if epoch < 14 else images


class InTurn(Augmentation):
    "In eight epochs each tile is seen in all eight symmetries, in an order of its own."

    def sample(self, n, shape, seed, epoch):
        "As always, then other symmetries."
        rng = np.random.default_rng((seed, 1000 + epoch // 8))
        orders = rng.permuted(np.tile(np.arange(8), (n, 1)), axis=1)
        symmetry = torch.from_numpy(orders[:, epoch % 8])
        return super().sample(n, shape, seed, epoch) | {"symmetry": symmetry}


def _with_augmentation(config: TrainConfig, tiles: Tiles, change: Callable) -> TileDataModule:
    data = config_data(config, tiles)
    return TileDataModule(tiles, data.split, data.batch_size, data.seed, change(data.augmentation))


def turned_in_order(config: TrainConfig, tiles: Tiles) -> TileDataModule:
    "The batches of the recipe, with symmetries in turn."
    return _with_augmentation(config, tiles, lambda usual: InTurn(**asdict(usual)))


def never_turned(config: TrainConfig, tiles: Tiles) -> TileDataModule:
    "The batches of the recipe, without symmetries."
    return _with_augmentation(config, tiles, lambda usual: replace(usual, symmetries=False))


def never_changed(config: TrainConfig, tiles: Tiles) -> TileDataModule:
    "The same tiles in each epoch, as they are."
    return never_turned(replace(config, shift=0, jitter=0), tiles)


def best_epoch(config: TrainConfig, data: TileDataModule) -> tuple[LandcoverClassifier, float]:
    "The recipe, stopped when its validation loss has not fallen for long; the best epoch is kept."
    config = replace(config, keep="best", patience=config.epochs // 4)
    with tempfile.TemporaryDirectory() as folder:
        run = fit(config, Path(folder, "run"), tiles=data.tiles, progress=False)
        return run.model, float(run.system["seconds"].sum())


def fit_parts(
    tiles: Tiles,  # all tiles
    rows: dict[str, np.ndarray],  # part -> positions; "train", "val", "test": all are needed
    folder: Path,  # run folder to make
    **config,  # keys of TrainConfig over those of `plain_recipe`
) -> Run:
    "A training by the library on chosen tiles."
    parts = np.full(len(tiles), "", dtype="<U5")
    for part, chosen in rows.items():
        parts[chosen] = part
    kept = np.flatnonzero(parts != "")
    recipe = plain_recipe(n_train=None, **config)
    return fit(recipe, folder, tiles=replace(tiles, parts=parts)[kept], progress=False)


def straight_cycle(config: TrainConfig, data: TileDataModule) -> ClassificationTask:
    "The recipe with a learning rate that rises for a tenth of the training, then falls evenly."
    task = build_task(config, data)
    return ClassificationTask(task.classifier, **task.hparams,
                              schedule=lambda progress: min(progress / 0.1, (1 - progress) / 0.9))
