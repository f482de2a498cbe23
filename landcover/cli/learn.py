"""`landcover train` and `evaluate`: from tiles to a tested run."""

import contextlib
import math
import shlex
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from landcover.cli.app import DataOption, JsonOption, MovedOption, next_run_folder, out_option
from landcover.cli.output import Output, notice, output

if TYPE_CHECKING:  # names for annotations only: importing these takes seconds
    from lightning.pytorch.callbacks import Callback

    from landcover.data.tiles import Tiles
    from landcover.evaluate import Evaluation, Section
    from landcover.train.config import TrainConfig
    from landcover.train.run import Run


@contextlib.contextmanager
def epoch_progress(
    epochs: int,  # epochs of the whole training
) -> Iterator["Callback"]:
    "A callback that shows on stderr how far a training is: a bar, or five lines in a log."
    # Lightning's RichProgressBar counts the batches of one epoch, and shows a log nothing.
    from lightning.pytorch.callbacks import LambdaCallback
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = [
        TextColumn("training"),
        BarColumn(),
        TextColumn("epoch {task.completed} of {task.total}"),
        TextColumn("{task.description}"),
        TimeRemainingColumn(),
    ]
    console = Console(stderr=True, force_jupyter=False, highlight=False)
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("", total=epochs)

        def after_epoch(trainer, module):
            done = trainer.current_epoch + 1
            share = float(trainer.callback_metrics["val_accuracy"])
            accuracy = f"validation accuracy {100 * share:.1f} %"
            bar.update(task, completed=done, description=accuracy)
            if bar.disable and (done % math.ceil(epochs / 5) == 0 or done == epochs):
                notice(f"epoch {done} of {epochs}: {accuracy}")

        yield LambdaCallback(on_train_epoch_end=after_epoch)


def train_with_progress(
    config: "TrainConfig",  # what to train
    folder: Path,  # run folder
    tiles: "Tiles | None" = None,  # the tiles that the configuration names, if they are open
    resume: bool = False,  # go on with the run in `folder`
    track: bool = False,  # show it in MLflow
) -> tuple["Run", float]:  # the run, and seconds
    "Train with progress on stderr; Ctrl-C raises KeyboardInterrupt that says how to go on."
    from landcover.train import fit
    from landcover.train.distributed import this_process

    if track:
        from landcover.tracking import fit_tracked as fit

    start = time.perf_counter()
    with epoch_progress(config.epochs) as progress:
        shown = () if this_process().rank else (progress,)  # of several processes the first speaks
        run = fit(config, folder, tiles=tiles, resume=resume, progress=False, callbacks=shown)
    return run, time.perf_counter() - start


def resolve_config(
    settings: list[str],  # at most one YAML file, and pairs key=value
    resume: Path | None,  # a run folder whose configuration is taken
) -> "TrainConfig":
    "The configuration that a command line means; BadParameter for two files."
    from landcover.core import LandcoverWarning, sweep
    from landcover.train.config import profile_config, read_config
    from landcover.train.run import Run

    files = [word for word in settings if "=" not in word]
    pairs = [word for word in settings if "=" in word]
    if len(files) > 1 or (files and resume):
        raise typer.BadParameter(
            f"{' '.join(files)}: expected one YAML file (none with --resume) and pairs key=value."
        )
    if resume:
        path = Run(resume).path(Run.CONFIG)
        if path.is_file():
            return read_config(path, pairs)
        sweep(resume)
        if not resume.is_dir() or any(resume.iterdir()):
            raise FileNotFoundError(f"{resume}: no run folder; {Run.CONFIG} is missing.")
        warnings.warn(
            f"{resume}: stopped before it kept its configuration. It begins with the recipe of "
            "the profile and the settings of this command.", LandcoverWarning, stacklevel=2,
        )
    return read_config(files[0] if files else None, pairs, base=profile_config())


def n_train_said(
    settings: list[str],  # at most one YAML file, and pairs key=value
) -> bool:
    "Whether a command line says how many tiles to train on."
    from landcover.train.config import parse_yaml
    files = [word for word in settings if "=" not in word]
    said = {key for name in files for key in parse_yaml(Path(name).read_text("utf-8"), name)}
    return "n_train" in said or any(word.split("=")[0].strip() == "n_train" for word in settings)


Settings = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="CONFIG.yaml|KEY=VALUE",
        show_default=False,
        help="A YAML file and single settings, such as epochs=10 width=16; what stands here "
        "wins. Without any: the recipe of the profile.",
    ),
]


def speaks_for_all(
    folder: Path | None,  # that was named
    track: bool,  # whether MLflow is to be told
) -> bool:
    "Whether this process writes and speaks: of those that torchrun or Slurm started the first."
    from landcover.train.distributed import this_process

    me = this_process()
    if me.size > 1 and (track or not folder):
        raise typer.BadParameter(f"{me.size} processes need one folder: name it with --out, and "
                                 "leave out --track.")
    return me.rank == 0


def say_trained(
    out: Output,  # where to
    run: "Run",  # finished
    folder: Path,  # as it was named
    seconds: float,  # that it took
) -> None:
    "What came of a training, and what to do next."
    last = run.history.iloc[-1]
    epochs, accuracy = int(last["epoch"]) + 1, float(last["val_accuracy"])
    facts = {"run": str(folder), "epochs": epochs, "val_accuracy": round(accuracy, 6)}
    out.json(facts | {"seconds": round(seconds, 1)})
    did = f"{folder}: {epochs} epochs in {seconds:.0f} s"
    out.print(f"{did}, validation accuracy {100 * accuracy:.1f} %", "bold green")
    out.print(f"next: landcover evaluate {shlex.quote(str(folder))}")


def train_command(
    settings: Settings = None,
    folder: Annotated[Path | None, out_option("Run folder to make; else runs/train-N.")] = None,
    resume: Annotated[
        Path | None, typer.Option(help="Go on with an interrupted run in this folder.")
    ] = None,
    track: Annotated[
        bool, typer.Option("--track", help="Show the training in MLflow while it runs.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Train a model and leave a run folder.

    \b
    landcover train                               the recipe of the profile
    landcover train n_train=2000 seed=1 -o runs/more
    landcover train data=simulated                without real tiles
    landcover train bands=all                     all bands of GeoTIFFs; bands=B02,B03,B04,B08: some
    landcover train --resume runs/more            after an interruption
    torchrun --standalone --nproc-per-node 4 -m landcover train -o runs/four
    """
    if folder and resume:
        raise typer.BadParameter("--resume names the folder already: leave out --out.")
    with output(as_json) as out:
        config = resolve_config(settings or [], resume)
        first = speaks_for_all(folder or resume, track)
        folder = resume or folder or next_run_folder("train")
        from landcover.train.config import all_if_few, config_tiles

        tiles = config_tiles(config) if config.data and not resume else None
        few = tiles and not n_train_said(settings or [])
        config = all_if_few(config, tiles) if few else config
        run, seconds = train_with_progress(config, folder, tiles, bool(resume), track)
        if first:
            say_trained(out, run, folder, seconds)


def headline(
    metrics: dict,  # what `evaluate` gives
) -> str:
    "The result in a sentence."
    from landcover.core import percent

    kind = "simulated test tiles" if metrics["source"] == "simulated" else "test tiles"
    low, high = percent(metrics["accuracy_low"]), percent(metrics["accuracy_high"])
    right = percent(metrics["accuracy"])
    return f"{right} of {metrics['n_test']:,} {kind} are right (95 % interval: {low} to {high})"


def robustness_sections(
    evaluation: "Evaluation",  # of a run; what was measured is kept in its folder
    measure: bool,  # measure now
) -> "list[Section]":  # one if it was measured, now or before; else none
    "What the report says about changed images."
    from landcover.evaluate.robustness import measure_robustness, robustness_section
    from landcover.train.run import Run

    run, test = evaluation.run, evaluation.test
    if measure:
        temperature = evaluation.metrics["temperature"]
        run.write_json(Run.ROBUSTNESS, measure_robustness(run.model, test, temperature))
    if not run.robustness:
        return []
    return [robustness_section(run.robustness, test.images[:: max(1, len(test) // 64)])]


def evaluate_command(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A finished run folder.")],
    data: MovedOption = None,
    robust: Annotated[
        bool, typer.Option("--robust", help="Also on changed tiles: JPEG, resampled, noisy, ...")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Test a run on tiles it never saw.

    Leaves metrics, figures and a report page in its folder. The table also has a model without
    deep learning, to compare with. With --json: all metrics, as in metrics.json. --robust asks
    what is left of the accuracy on images that were saved again, resampled or stretched.
    """
    with output(as_json) as out:
        from landcover.core import percent
        from landcover.evaluate import comparison_table, evaluate
        from landcover.threads import warn_if_busy
        from landcover.train.run import Run

        warn_if_busy()
        evaluation = evaluate(Run.open(run, data=data))
        evaluation.save(robustness_sections(evaluation, robust))
        metrics = evaluation.metrics
        models = {"this model": metrics, "color statistics": metrics["baseline"]}
        out.json(metrics | {"robustness": evaluation.run.robustness} if robust else metrics)
        out.print(headline(metrics), "bold green")
        out.table(comparison_table(models).T)
        if robust:
            from landcover.evaluate.robustness import robustness_table

            out.table(robustness_table(evaluation.run.robustness))
            mean = percent(evaluation.run.robustness["mean"])
            out.print(f"on average over the changes: {mean} are right", "bold")
        out.print(f"report: {evaluation.run.path(Run.REPORT)}")
