"""The trials of the course. Names are keys of the ledger: a new name loses its measurements."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from functools import partial

from lightning.pytorch.callbacks import EMAWeightAveraging

from experiments import networks, variants
from experiments.features import learn_features
from experiments.trials import Trial
from experiments.variants import train_recipe
from landcover.core import PROFILES
from landcover.train.config import profile_config
from landcover.train.trainer import config_data


def _with_tiles(kind: type) -> Callable:
    "The batches of the recipe from another data module."
    return partial(config_data, kind=kind)


STRAIGHT_CYCLE = partial(train_recipe, build=variants.straight_cycle)

# One change at a time, in a short form of the course's training; validation tiles judge.
SHORT_RUN = {"n_train": 1_000, "width": 16, "epochs": 30}
ADAMW = SHORT_RUN | {"optimizer": "adamw"}
ABLATIONS = [
    Trial("the recipe", "what the others are compared with", SHORT_RUN, seeds=9),
    Trial("without Muon: AdamW alone", "a step in all directions of a kernel", ADAMW,
          left_out="Muon"),
    *(Trial(f"AdamW alone, learning rate {rate}", "AdamW at its own best rate",
            ADAMW | {"learning_rate": rate}, left_out=f"Muon, where AdamW has {rate}")
      for rate in (0.001, 0.002, 0.008)),
    Trial("AdamW alone, without symmetries", "too slow to learn eight views?", ADAMW,
          variants.never_turned, left_out="Muon and symmetries"),
    Trial("without symmetries", "a view from above has no top", SHORT_RUN, variants.never_turned,
          left_out="symmetries"),
    Trial("symmetries in turn", "each view once in eight epochs", SHORT_RUN,
          variants.turned_in_order),
    Trial("without shifts", "the border of a tile is arbitrary", SHORT_RUN | {"shift": 0},
          left_out="shifts"),
    Trial("without changed light", "haze and season change colors", SHORT_RUN | {"jitter": 0},
          left_out="changed light"),
    Trial("without label smoothing", "no reward for being ever surer",
          SHORT_RUN | {"label_smoothing": 0}, left_out="label smoothing"),
    Trial("residual blocks at full strength from the start", "starting as a shallow network",
          SHORT_RUN | {"network": networks.FULL_STRENGTH}, seeds=9,
          left_out="residual blocks that start with nothing"),
    Trial("weight decay 0.05, not 0.2", "small weights generalize better",
          SHORT_RUN | {"weight_decay": 0.05}, seeds=9, left_out="weight decay 0.2, not 0.05"),
    Trial("kernel learning rate 0.01", "half as high", SHORT_RUN | {"kernel_learning_rate": 0.01}),
    Trial("kernel learning rate 0.04", "twice as high", SHORT_RUN | {"kernel_learning_rate": 0.04}),
    Trial("cycle of straight lines", "up for a tenth, then down", SHORT_RUN,
          train=STRAIGHT_CYCLE),
    Trial("batches of 32", "twice the steps", SHORT_RUN | {"batch_size": 32}),
    Trial("batches of 128", "half the steps", SHORT_RUN | {"batch_size": 128}),
    Trial("twice the epochs", "more time", SHORT_RUN | {"epochs": 60}),
    Trial("width 24", "more channels", SHORT_RUN | {"width": 24}),
    Trial("GELU in the blocks", "a smooth ReLU", SHORT_RUN | {"network": networks.GELU}),
    Trial("mixup", "mixed tiles, mixed labels", SHORT_RUN, _with_tiles(variants.MixUp)),
    Trial("cutout", "no single spot may decide", SHORT_RUN, _with_tiles(variants.Cutout)),
    Trial("running mean of the weights", "steadier than the last step", SHORT_RUN,
          train=partial(train_recipe, callbacks=lambda: [EMAWeightAveraging(decay=0.98)])),
    Trial("hand-made features, no network", "what was done before deep learning", SHORT_RUN,
          train=learn_features, seeds=1),
]


# The same changes in the course's own training.
def _in_course(trial: Trial) -> Trial:
    "The same change, made to the course's own training instead of the short one."
    change = {key: value for key, value in trial.config.items() if SHORT_RUN.get(key) != value}
    return replace(trial, name=f"course: {trial.name}", config=change)


_AGAIN = ("the recipe", "without Muon: AdamW alone", "without symmetries", "without shifts",
          "without changed light", "without label smoothing",
          "residual blocks at full strength from the start", "weight decay 0.05, not 0.2",
          "kernel learning rate 0.04", "cycle of straight lines", "batches of 32")
COURSE_ABLATIONS = [
    *(_in_course(trial) for trial in ABLATIONS if trial.name in _AGAIN),
    Trial("course: without all four", "together they may do more",
          {"shift": 0, "label_smoothing": 0, "weight_decay": 0.05,
           "network": networks.FULL_STRENGTH},
          left_out="shifts, smoothing, weight decay, blocks' start: all four"),
]

# All 16,200 training tiles.
_full = asdict(profile_config(PROFILES["full"], width=16, epochs=16))
FULL_DATA = {key: _full[key] for key in ("n_train", "width", "epochs", "batch_size", "weight_decay",
                                         "shift", "jitter")}
PIECES_FIRST = {"config": FULL_DATA | {"epochs": 22}, "data": _with_tiles(variants.PiecesFirst)}
FULL_DATA_ABLATIONS = [
    Trial("all tiles: the recipe", "what the others are compared with", FULL_DATA),
    Trial("all tiles: shifts and changed light", "as with few tiles",
          FULL_DATA | {"shift": 4, "jitter": 0.15}),
    Trial("all tiles: batches of 64", "twice the steps", FULL_DATA | {"batch_size": 64}),
    Trial("all tiles: symmetries in turn", "as with few tiles", FULL_DATA,
          variants.turned_in_order),
    Trial("all tiles: cycle of straight lines", "as with few tiles", FULL_DATA,
          train=STRAIGHT_CYCLE),
    Trial("all tiles: pieces first, 22 epochs", "more epochs with the same pixels", **PIECES_FIRST),
]

# What each kind of regularization buys, with few labels, more and all.
REGULARIZED = [
    Trial(f"regularization, {n} tiles: {name}", reason, short | config, **how, seeds=seeds)
    for n, short, seeds in (("100", SHORT_RUN | {"n_train": 100, "epochs": 120}, 3),
                            ("1,000", SHORT_RUN, 3), ("16,200", FULL_DATA, 1))
    for name, reason, config, how in (
        ("the recipe", "what the others are compared with", {}, {}),
        ("no augmentation", "each tile as it is", {}, {"data": variants.never_changed}),
        ("no label smoothing", "no reward for being ever surer", {"label_smoothing": 0}, {}),
        ("no weight decay", "weights may grow", {"weight_decay": 0}, {}),
        ("dropout of a half", "no feature may decide alone", {"network": networks.DROPOUT}, {}),
        ("stopped early, best epoch", "before it knows the tiles by heart", {},
         {"train": variants.best_epoch}))
]


@dataclass(frozen=True)
class Recipe(Trial):
    "A recipe for the test tiles, with the goals that were set before it was trained."

    part: str = "test"
    averaged: bool = True
    goals: tuple[float | None, float | None] = (None, None)  # accuracy, %: plain, averaged
    most_weights: int = field(kw_only=True)  # that the network may have
    most_seconds: int | None = None  # that the training may take, on two cores with bf16


RECIPES = [
    Recipe("1,000 tiles", "few labels", goals=(95.0, 95.4), most_weights=300_000,
           most_seconds=100),
    Recipe("all tiles, width 16", "small and quick", FULL_DATA, goals=(97.8, 98.0),
           most_weights=120_000, most_seconds=180),
    Recipe("all tiles, width 16, pieces first", "small and quick", **PIECES_FIRST,
           goals=(97.8, 98.0), most_weights=120_000, most_seconds=180),
    Recipe("all tiles, width 32", "larger", FULL_DATA | {"width": 32}, goals=(98.3, 98.5),
           most_weights=500_000, most_seconds=480),
    Recipe("all tiles, width 24, 48 epochs", "small, with time",
           FULL_DATA | {"width": 24, "epochs": 48}, goals=(98.5, None), most_weights=300_000),
    Recipe("all tiles, width 32, 48 epochs, shifts", "large, with time",
           FULL_DATA | {"width": 32, "epochs": 48, "shift": 4}, goals=(98.8, None),
           most_weights=1_000_000),
]

# How many tiles must you label? 1,000 and all tiles stand among the recipes.
CURVE_EPOCHS = {100: 300, 200: 200, 500: 100, 2_000: 45, 5_000: 30}
CURVE = [
    *(Trial(f"network, {n:,} tiles", "more labels", {"n_train": n, "epochs": epochs}, part="test")
      for n, epochs in CURVE_EPOCHS.items()),
    *(Trial(f"features, {n:,} tiles", "the opponent", {"n_train": n if n < 16_200 else None},
            train=learn_features, part="test", seeds=1)
      for n in sorted([*CURVE_EPOCHS, 1_000, 16_200])),
]
TRIALS = ABLATIONS + COURSE_ABLATIONS + REGULARIZED + FULL_DATA_ABLATIONS + RECIPES + CURVE
