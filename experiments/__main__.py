"""python -m experiments: train what the ledger lacks; compare a benchmark with the targets."""

import json
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False)


@app.command("trials")
def trials_command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.csv", help="The ledger: one line for each training.")
    ] = Path("experiments/trials.csv"),
    only: Annotated[str, typer.Option(help="Only trials with these words in their name.")] = "",
    data: Annotated[str | None, typer.Option(help='Archive, folder, or "simulated".')] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The whole ledger as JSON.")] = False,
) -> None:
    """Train what a ledger of measured recipes lacks, for hours.

    Prints what the recipes reached on test tiles. May be interrupted and called again.
    """
    from experiments.analysis import accuracy_table
    from experiments.recipes import TRIALS
    from experiments.trials import run_trials
    from landcover.simulate.scenes import load_or_simulate_tiles

    chosen = [trial for trial in TRIALS if only in trial.name]
    if not chosen:
        names = "\n  ".join(trial.name for trial in TRIALS)
        raise typer.BadParameter(
            f"{only!r}: no trial has this in its name. There are:\n  {names}", param_hint="--only")
    measured = run_trials(chosen, load_or_simulate_tiles(data, fall_back=False), file,
                          lambda text: typer.echo(f"training: {text}", err=True))
    if as_json:
        typer.echo(measured.to_json(orient="records"))
        return
    recipes = accuracy_table(measured).reset_index("asked")
    recipes = recipes[recipes["each seed"] != "not measured"]
    if len(recipes):
        typer.echo(recipes[["asked", "mean", "goal", "goal reached"]].to_string())
    typer.echo(f"{len(measured)} trainings: {file}")


@app.command("targets")
def targets_command(
    file: Annotated[Path, typer.Argument(metavar="BENCH.json", help="From `landcover bench`.")],
) -> None:
    """What was hoped for, beside what a benchmark measured."""
    from experiments.targets import targets_table

    typer.echo(targets_table(json.loads(file.read_text(encoding="utf-8"))).to_string())


if __name__ == "__main__":
    app(prog_name="python -m experiments")
