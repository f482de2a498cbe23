"""`landcover data`, `train` and `evaluate`: from tiles to a tested run."""

import contextlib
import json
import math
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from landcover.cli.app import AsJson, Data, app, frame_table, libraries_to_stderr, new_folder, plain_errors, say, say_json

if TYPE_CHECKING:  # names for annotations only: importing these takes seconds
    from lightning.pytorch.callbacks import Callback

    from landcover.data import Split, Tiles
    from landcover.train import TrainConfig


def describe_tiles(
    tiles: "Tiles",  # any tiles
    split: "Split",  # their split
) -> dict:  # plain values, for JSON
    "What there is to say about tiles and their split."
    return {
        "source": tiles.source,
        "simulated": tiles.source == "simulated",
        "tiles": len(tiles),
        "shape": list(tiles.images.shape[1:]),
        "classes": tiles.counts,
        "split": {part: len(rows) for part, rows in split.subsets().items()},
        "fingerprint": tiles.fingerprint,
    }


@app.command("data")
@plain_errors()
def data_command(
    data: Data = None,
    download: Annotated[
        bool, typer.Option("--download", help="Fetch EuroSAT (92 MB) if it is nowhere.")
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="Which split.")] = 0,
    n_train: Annotated[
        int | None, typer.Option(min=1, help="Training tiles, over all classes; else 60 %.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write the split to this CSV file.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the tiles and their split.

    Where they are, how many of each class, how many for training, validation and test.
    """
    with libraries_to_stderr():
        from landcover.data import make_split, save_split
        from landcover.simulate import find_tiles

        tiles = find_tiles(data, download=download)
        split = make_split(tiles, seed, n_train)
        facts = describe_tiles(tiles, split)
        if out:
            save_split(split, tiles, out)
    if as_json:
        say_json(facts)
        return
    origin = "SIMULATED" if facts["simulated"] else f"from {facts['source']}"
    shape = " x ".join(map(str, facts["shape"]))
    say(f"{facts['tiles']:,} tiles, {shape}, {origin}", "bold")
    for name, count in facts["classes"].items():
        say(f"  {name:22} {count:6,}")
    say("split: " + ", ".join(f"{part} {n:,}" for part, n in facts["split"].items()))
    say(f"fingerprint: {facts['fingerprint']}")
    if out:
        say(f"written: {out}")


@contextlib.contextmanager
def epoch_progress(
    epochs: int,  # epochs of the whole training
) -> Iterator["Callback"]:
    "A callback that shows on stderr how far a training is: a bar, or five lines in a log."
    from lightning.pytorch.callbacks import LambdaCallback
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, force_jupyter=False, highlight=False)
    columns = [
        TextColumn("training"),
        BarColumn(),
        TextColumn("epoch {task.completed} of {task.total}"),
        TextColumn("{task.description}"),
        TimeRemainingColumn(),
    ]
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("", total=epochs)

        def after_epoch(trainer, module):
            done = trainer.current_epoch + 1
            share = float(trainer.callback_metrics["val_accuracy"])
            accuracy = f"validation accuracy {100 * share:.1f} %"
            bar.update(task, completed=done, description=accuracy)
            if bar.disable and (done % math.ceil(epochs / 5) == 0 or done == epochs):
                say(f"epoch {done} of {epochs}: {accuracy}", stderr=True)

        yield LambdaCallback(on_train_epoch_end=after_epoch)


def train_in_view(
    config: "TrainConfig",  # what to train
    folder: Path,  # run folder
    tiles: "Tiles | None" = None,  # the tiles that the configuration names, if they are open
    resume: bool = False,  # go on with the run in `folder`
    track: bool = False,  # show it in MLflow
) -> float:  # seconds
    "Train with progress on stderr; Ctrl-C raises KeyboardInterrupt that says how to go on."
    from landcover.train import fit

    if track:
        from landcover.tracking import fit_tracked as fit

    start = time.perf_counter()
    with epoch_progress(config.epochs) as progress:
        fit(config, folder, tiles=tiles, resume=resume, progress=False, callbacks=(progress,))
    return time.perf_counter() - start


def read_settings(
    settings: list[str],  # at most one YAML file, and pairs key=value
    resume: Path | None,  # a run folder whose configuration is taken
) -> "TrainConfig":
    "The configuration that a command line means; BadParameter for two files."
    from landcover.train import profile_config, read_config

    files = [word for word in settings if "=" not in word]
    pairs = [word for word in settings if "=" in word]
    if len(files) > 1 or (files and resume):
        raise typer.BadParameter(
            f"{' '.join(files)}: expected one YAML file (none with --resume) and pairs key=value."
        )
    if resume:
        if not (resume / "config.yaml").is_file():
            raise FileNotFoundError(f"{resume}: no run folder; config.yaml is missing.")
        return read_config(resume / "config.yaml", pairs)
    return read_config(files[0] if files else None, pairs, base=profile_config())


@app.command("train")
@plain_errors()
def train_command(
    settings: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CONFIG.yaml|KEY=VALUE",
            show_default=False,
            help="A YAML file and single settings, such as epochs=10 width=16; what stands here "
            "wins. Without any: the recipe of the profile.",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Run folder to make; else runs/train-N.")
    ] = None,
    resume: Annotated[
        Path | None, typer.Option(help="Go on with an interrupted run in this folder.")
    ] = None,
    track: Annotated[
        bool, typer.Option("--track", help="Show the training in MLflow while it runs.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Train a model and leave a run folder.

    \b
    landcover train                               the recipe of the profile
    landcover train n_train=2000 seed=1 -o runs/more
    landcover train data=simulated                without real tiles
    landcover train --resume runs/more            after an interruption
    """
    if out and resume:
        raise typer.BadParameter("--resume names the folder already: leave out --out.")
    with libraries_to_stderr():
        import pandas as pd

        config = read_settings(settings or [], resume)
        folder = resume or out or new_folder("train")
        seconds = train_in_view(config, folder, resume=resume is not None, track=track)
        last = pd.read_csv(folder / "history.csv").iloc[-1]
    facts = {
        "run": str(folder),
        "epochs": int(last["epoch"]) + 1,
        "val_accuracy": round(float(last["val_accuracy"]), 6),
        "seconds": round(seconds, 1),
    }
    if as_json:
        say_json(facts)
        return
    say(f"{folder}: {facts['epochs']} epochs in {seconds:.0f} s, validation accuracy "
        f"{100 * last['val_accuracy']:.1f} %", "bold green")
    say(f"next: landcover evaluate {folder}")


def headline(
    metrics: dict,  # what `evaluate` gives
) -> str:
    "The result in a sentence."
    from landcover.evaluate import percent

    kind = "simulated test tiles" if metrics["source"] == "simulated" else "test tiles"
    low, high = percent(metrics["accuracy_low"]), percent(metrics["accuracy_high"])
    right = percent(metrics["accuracy"])
    return f"{right} of {metrics['n_test']:,} {kind} are right (95 % interval: {low} to {high})"


@app.command("evaluate")
@plain_errors()
def evaluate_command(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A finished run folder.")],
    as_json: AsJson = False,
) -> None:
    """Test a run on tiles it never saw.

    Leaves metrics, figures and a report page in its folder. The table also has a model without
    deep learning, to compare with. With --json: all metrics, as in metrics.json.
    """
    with libraries_to_stderr():
        from landcover.evaluate import comparison_table, evaluate
        from landcover.train import Run

        metrics = evaluate(Run.open(run)).save().metrics
        models = {"this model": metrics, "color statistics": metrics["baseline"]}
        table = comparison_table(models).T
    if as_json:
        say_json(metrics)
        return
    say(headline(metrics), "bold green")
    say(frame_table(table))
    say(f"report: {run / 'report.html'}")
