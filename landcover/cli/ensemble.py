"""`landcover ensemble`: several runs become one."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from landcover.cli.app import JsonOption, out_option
from landcover.cli.output import output


def read_shares(
    text: str | None,  # numbers with commas between them, such as "2,1,1"
    n: int,  # members
) -> list[float] | None:  # with the sum 1; None: all the same
    "Weights as a person writes them, in any unit; ValueError for other ones."
    if text is None:
        return None
    try:
        values = [float(part) for part in text.split(",")]
    except ValueError:
        values = []
    if len(values) != n or not all(0 < value < float("inf") for value in values):
        raise ValueError(f"--weights {text}: expected {n} numbers above 0, one for each run, such as "
                         f"{','.join(['2'] + ['1'] * (n - 1))}.")
    return [value / sum(values) for value in values]


def ensemble_command(
    runs: Annotated[list[Path], typer.Argument(metavar="RUN...", help="Finished run folders.")],
    folder: Annotated[Path, out_option("Run folder to make.")],
    weights: Annotated[
        str | None, typer.Option(metavar="2,1,1", help="How much each counts; without it, all the same.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make one model of several.

    Its answer is the mean of theirs. The new folder is a run like any other: evaluate, predict,
    map, export and serve take it. The runs must have the same data, validation and test tiles.
    """
    with output(as_json) as out:
        from landcover.predict.ensemble import make_ensemble
        from landcover.train.run import Run

        if len(runs) < 2:
            raise ValueError(f"{runs[0]}: one run is no ensemble. Name two or more.")
        shares = read_shares(weights, len(runs))
        made = make_ensemble([Run.open(run) for run in runs], folder, shares)
        size = made.path(Run.WEIGHTS).stat().st_size
        out.json({"run": str(folder), "network": made.model.network, "bytes": size})
        out.print(f"{folder}: {len(runs)} models as one, {size / 1e6:.1f} MB", "bold green")
        out.print(f"next: landcover evaluate {shlex.quote(str(folder))}")
