"""`landcover track`, `promote`, `rollback`, `gate` and `bench`: models and machines at work."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from landcover.cli.app import (
    FAILED,
    DataOption,
    JsonOption,
    MovedOption,
    NameOption,
    TestedRun,
    next_run_folder,
    out_option,
)
from landcover.cli.output import Output, notice, output

if TYPE_CHECKING:  # a name for annotations only: importing it takes seconds
    from landcover.gate import CheckResult


def track_command(
    runs: Annotated[list[Path], typer.Argument(metavar="RUN...", help="Finished run folders.")],
    experiment: Annotated[
        str, typer.Option(help="Where new runs go, in MLflow.")
    ] = "landcover",
    as_json: JsonOption = False,
) -> None:
    """Log runs to MLflow.

    A run is there once, however often it is logged; what is missing is added. Leaves
    tracked.json in the run folder.
    """
    with output(as_json) as out:
        from landcover.tracking import default_uri, log_run, redact_credentials
        from landcover.train.run import Run

        logged = {str(run): log_run(Run.open(run), experiment=experiment) for run in runs}
        uri = redact_credentials(default_uri())
        out.json({"uri": uri, "experiment": experiment, "runs": logged})
        for run, run_id in logged.items():
            out.print(f"{run}: run {run_id}")
        out.print(f"in {uri}")


def promote_command(
    run: TestedRun,
    name: NameOption = "landcover",
    as_json: JsonOption = False,
) -> None:
    """Make a model the champion, if it is better.

    It must beat the champion on the same test tiles by more than luck (McNemar's test). Ends with
    1 if it does not.
    """
    with output(as_json) as out:
        from landcover.tracking import promote
        from landcover.train.run import Run

        promotion = promote(Run.open(run), name)
        out.json(asdict(promotion))
        out.print(str(promotion), "bold green" if promotion.promoted else "yellow")
    raise typer.Exit(0 if promotion.promoted else FAILED)


def rollback_command(name: NameOption = "landcover", as_json: JsonOption = False) -> None:
    """Make the champion before this one the champion again."""
    with output(as_json) as out:
        from landcover.tracking import roll_back

        version = roll_back(name)
        out.json({"name": name, "champion": version})
        out.print(f"{name}: version {version} is the champion again", "bold green")


def show_benchmark(
    result: dict,  # from `benchmark`
    folder: Path,  # where it was written
    out: Output,  # where to
) -> None:
    "What was measured, on which machine."
    from landcover.bench import measures_table, speed_table

    out.json(result)
    if result["simulated"]:
        out.print("SIMULATED TILES: nothing below says anything about real land.", "bold yellow")
    about = result["machine"]
    gpu = about["gpu"] or "no GPU"
    machine = f"{about['system']}, {about['cores']} cores, {about['instructions']}, {gpu}"
    out.print(f"{machine}, load {about['load']}")
    out.table(measures_table(result))
    out.table(speed_table(result))
    out.print(f"{result['seconds']:.0f} s; written: {folder}")


def bench_command(
    data: DataOption = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="A few minutes; without the time to an accuracy.")
    ] = False,
    folder: Annotated[Path | None, out_option("Folder to make; else runs/bench-N.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure the speed of this machine.

    Ours against the usual script, in turns, on the same tiles. Writes bench.json and bench.png.
    Close other programs first.
    """
    with output(as_json) as out:
        from matplotlib import pyplot as plt

        from landcover.bench import BENCH_CONFIGS, bench_figure, benchmark
        from landcover.core import profile, write_json
        from landcover.simulate.scenes import load_or_simulate_tiles

        folder = folder or next_run_folder("bench")
        if (folder / "bench.json").exists():
            raise FileExistsError(f"{folder}: holds a benchmark already. Nothing is overwritten.")
        tiles = load_or_simulate_tiles(data, fall_back=True)
        size = "test" if profile().name == "test" else "quick" if quick else "full"
        result = benchmark(tiles, BENCH_CONFIGS[size], lambda text: notice(f"measuring: {text}"))
        write_json(folder / "bench.json", result)
        figure = bench_figure(result)
        figure.savefig(folder / "bench.png", dpi=120)
        plt.close(figure)
        show_benchmark(result, folder, out)


def show_results(
    results: list["CheckResult"],  # from the gate
    out: Output,  # where to
) -> bool:  # whether all passed
    "What passed, on stdout; what failed, on stderr."
    passed = all(result.passed for result in results)
    out.json({"passed": passed, "checks": [asdict(result) for result in results]})
    for result in results:
        line = f"{result.name}: {result.message}"
        if result.passed:
            out.print(f"passed: {line}", "green")
        else:
            notice(f"failed: {line}", "bold red")
    if passed:
        out.print("The model passes.", "bold green")
    return passed


def gate_command(
    run: TestedRun,
    reference: Annotated[
        Path | None, typer.Option(help="Another one, such as that of main: no worse than this.")
    ] = None,
    report_to: Annotated[
        Path | None, typer.Option("--report", help="Write a Markdown report to this file.")
    ] = None,
    card_to: Annotated[
        Path | None, typer.Option("--card", help="Write the model card to this file.")
    ] = None,
    tests: Annotated[
        bool, typer.Option("--tests/--no-tests", help="Also the tests that need the tiles.")
    ] = True,
    data: MovedOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say whether a model may pass.

    Tests data and model, asks for a floor for each class, and compares with a reference, allowing
    for noise. Ends with 1 if a check fails. A training of fewer than 10,000 tiles, counted epoch
    by epoch, is a smoke test: no quality is asked of it.
    """
    with output(as_json) as out:
        from landcover.core import atomic_write
        from landcover.gate import gate, model_card, model_tests, pull_request_report
        from landcover.train.run import Run

        judged, other = (Run.open(path, data=data) if path else None for path in (run, reference))
        results = gate(judged, other) + (model_tests(judged) if tests else [])
        texts = {
            report_to: lambda: pull_request_report(judged, other, results),
            card_to: lambda: model_card(judged),
        }
        for path, text in texts.items():
            if path:
                with atomic_write(path) as partial:
                    partial.write_text(text(), encoding="utf-8")
        passed = show_results(results, out)
    raise typer.Exit(0 if passed else FAILED)
