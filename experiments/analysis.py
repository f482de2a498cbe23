"""What the lines of the ledger say: effects with intervals, accuracies beside their goals, cost."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from scipy import stats

from experiments.recipes import RECIPES, Recipe
from experiments.trials import Trial


def mean_interval(
    values: np.ndarray,  # one for each seed
) -> tuple[float, float, float]:  # mean and 95 % interval (Student); nan for a single value
    "The mean over seeds, and how far it is known."
    mean, error = np.mean(values), stats.sem(values) if len(values) > 1 else np.nan
    half = stats.t.ppf(0.975, max(1, len(values) - 1)) * error
    return mean, mean - half, mean + half


def effects(
    measured: pd.DataFrame,  # what `run_trials` returned
    trials: list[Trial],  # the first is what the others are compared with
) -> pd.DataFrame:  # columns: why, accuracy, gain, low, high (percentage points), cost, seeds
    """What each trick gains: positive if the training is better with it, whoever has it.

    The intervals are Dunnett's: with 95 % all of a table are right at once. `cost` says how many
    times the seconds of the training without the trick it takes.
    """
    trials = [trial for trial in trials if (measured["trial"] == trial.name).any()]
    lines = [measured[measured["trial"] == trial.name] for trial in trials]
    shares = [group["accuracy"].to_numpy() for group in lines]
    signs = np.array([-1 if trial.left_out else 1 for trial in trials])
    table = pd.DataFrame({
        "why": [trial.reason for trial in trials],
        "accuracy": [values.mean() for values in shares],
        "gain": signs * [values.mean() - shares[0].mean() for values in shares],
        "low": np.nan, "high": np.nan,
        "cost": [group["seconds"].median() for group in lines],
        "seeds": [len(values) for values in shares],
    }, index=[trial.left_out or trial.name for trial in trials])
    table["cost"] = (table["cost"] / table["cost"].iloc[0]) ** signs
    if len(shares) > 1 and max(map(len, shares)) > 1:  # of one training each there is no spread
        compared = stats.dunnett(*shares[1:], control=shares[0], rng=np.random.default_rng(0))
        ends = np.stack(compared.confidence_interval(0.95)) * signs[1:]
        table.iloc[1:, table.columns.get_indexer(["low", "high"])] = np.sort(ends, axis=0).T
    table.iloc[0, table.columns.get_loc("gain")] = np.nan  # it is compared with itself
    return table


def _limits(recipe: Recipe) -> str:
    time = f"{recipe.most_seconds} s, " if recipe.most_seconds else ""
    return f"{time}{recipe.most_weights:,} weights"


def accuracy_table(
    measured: pd.DataFrame,  # what `run_trials` returned
) -> pd.DataFrame:  # a row for each recipe and way to ask: every seed, mean, interval, target
    "What each recipe reached on the test tiles, beside what was hoped for."
    rows = []
    for trial in RECIPES:
        found = measured[(measured["trial"] == trial.name) & (measured["part"] == "test")]
        for way, column, target in zip(("plain", "averaged"), ("accuracy", "averaged"),
                                       trial.goals, strict=True):
            row = {"recipe": trial.name, "asked": way, "each seed": "not measured",
                   "goal": f"{target} %" if target else "",
                   "within": _limits(trial) if way == "plain" else ""}
            if len(found):
                mean, low, high = mean_interval(found[column])
                row |= {"each seed": " ".join(f"{share:.2f}" for share in found[column]),
                        "mean": f"{mean:.2f} %",
                        "interval (seeds)": f"{low:.2f} to {high:.2f}" if len(found) > 1 else "",
                        "weights": f"{found['weights'].iloc[0]:,}",
                        "goal reached": "" if target is None else "yes" if mean >= target else
                                        f"no, {target - mean:.2f} short"}
            rows.append(row)
    return pd.DataFrame(rows).fillna("").set_index(["recipe", "asked"])


def cost_table(
    measured: pd.DataFrame,  # what `run_trials` returned
) -> pd.DataFrame:  # a row for each recipe and machine: seconds, tiles per second, machine
    "What each recipe cost, on which machine."
    place = ["threads", "instructions", "precision", "gpu"]
    found = measured[measured["trial"].isin([trial.name for trial in RECIPES])]
    found = found.assign(gpu=found["gpu"].astype(object).fillna("no GPU"))
    found["tiles/s"] = found["tiles"] * found["epochs"] / found["seconds"]
    table = found.groupby(["trial", *place], sort=False)[["seconds", "tiles/s"]].median()
    return table.round().astype(int).reset_index().set_index("trial")


def plot_effects(
    table: pd.DataFrame,  # what `effects` returned
    ax: Axes,
) -> None:
    "A dot and an interval for each trick; colored where the interval leaves out zero."
    colors = np.select([table["low"] > 0, table["high"] < 0], ["C0", "C1"], "0.6")
    place = np.arange(len(table))[::-1]
    ax.axvline(0, color="0.8", zorder=0)
    ax.hlines(place, table["low"], table["high"], colors, lw=2)
    ax.scatter(table["gain"], place, c=colors, zorder=3)
    ax.set(yticks=place, yticklabels=table.index, xlabel="gain in accuracy, percentage points")
