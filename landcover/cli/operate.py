"""`landcover track`, `promote`, `rollback`, `gate` and `bench`: models and machines in operation."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from landcover.cli.app import FAILED, AsJson, Data, Name, app, frame_table, libraries_to_stderr, new_folder, plain_errors, say, say_json


@app.command("track")
@plain_errors()
def track_command(
    runs: Annotated[list[Path], typer.Argument(metavar="RUN...", help="Finished run folders.")],
    experiment: Annotated[
        str, typer.Option(help="Where new runs go, in MLflow.")
    ] = "landcover",
    as_json: AsJson = False,
) -> None:
    """Log runs to MLflow.

    A run is there once, however often it is logged; what is missing is added. Leaves
    tracked.json in the run folder.
    """
    with libraries_to_stderr():
        from landcover.tracking import default_uri, log_run, redact_credentials
        from landcover.train import Run

        logged = {str(run): log_run(Run.open(run), experiment=experiment) for run in runs}
        uri = redact_credentials(default_uri())
    if as_json:
        say_json({"uri": uri, "experiment": experiment, "runs": logged})
        return
    for run, run_id in logged.items():
        say(f"{run}: run {run_id}")
    say(f"in {uri}")


@app.command("promote")
@plain_errors()
def promote_command(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A tested run folder.")],
    name: Name = "landcover",
    as_json: AsJson = False,
) -> None:
    """Make a model the champion, if it is better.

    It must beat the champion on the same test tiles by more than luck (McNemar's test). Ends with
    1 if it does not.
    """
    with libraries_to_stderr():
        from landcover.tracking import promote
        from landcover.train import Run

        verdict = promote(Run.open(run), name)
    if as_json:
        say_json(asdict(verdict))
    else:
        say(str(verdict), "bold green" if verdict.promoted else "yellow")
    raise typer.Exit(0 if verdict.promoted else FAILED)


@app.command("rollback")
@plain_errors()
def rollback_command(name: Name = "landcover", as_json: AsJson = False) -> None:
    """Make the champion before this one the champion again."""
    with libraries_to_stderr():
        from landcover.tracking import roll_back

        version = roll_back(name)
    if as_json:
        say_json({"name": name, "champion": version})
        return
    say(f"{name}: version {version} is the champion again", "bold green")


@app.command("gate")
@plain_errors()
def gate_command(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A tested run folder.")],
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
    as_json: AsJson = False,
) -> None:
    """Say whether a model may pass.

    Tests data and model, asks for a floor for each class, and compares with a reference, allowing
    for noise. Ends with 1 if a check fails. A training of fewer than 10,000 tiles, counted epoch
    by epoch, is a smoke test: no quality is asked of it.
    """
    with libraries_to_stderr():
        from landcover.data import whole_file
        from landcover.gate import gate, model_card, model_tests, pull_request_report
        from landcover.train.run import Run

        judged = Run.open(run)
        other = Run.open(reference) if reference is not None else None
        results = gate(judged, other) + (model_tests(judged) if tests else [])
        texts = {report_to: lambda: pull_request_report(judged, other, results),
                 card_to: lambda: model_card(judged)}
        for path, text in texts.items():
            if path:
                with whole_file(path) as partial:
                    partial.write_text(text(), encoding="utf-8")
    passed = all(result.passed for result in results)
    if as_json:
        say_json({"passed": passed, "checks": [asdict(result) for result in results]})
    for result in results:
        line = f"{result.name}: {result.message}"
        if not result.passed:
            say(f"failed: {line}", "bold red", stderr=True)
        elif not as_json:
            say(f"passed: {line}", "green")
    if passed and not as_json:
        say("The model passes.", "bold green")
    raise typer.Exit(0 if passed else FAILED)


@app.command("bench")
@plain_errors()
def bench_command(
    data: Data = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="A few minutes; without the time to an accuracy.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder to make; else runs/bench-N.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure the speed of this machine.

    Ours against the usual script, in turns, on the same tiles. Writes bench.json and bench.png.
    Close other programs first.
    """
    with libraries_to_stderr():
        from matplotlib import pyplot as plt

        from landcover.bench import (
            BENCH_CONFIGS,
            bench_figure,
            benchmark,
            measures_table,
            speed_table,
        )
        from landcover.course import profile
        from landcover.data import whole_file
        from landcover.simulate import find_tiles

        folder = out or new_folder("bench")
        if (folder / "bench.json").exists():
            raise FileExistsError(f"{folder}: holds a benchmark already. Nothing is overwritten.")
        tiles = find_tiles(data, fall_back=True)
        name = "test" if profile().name == "test" else "quick" if quick else "full"
        result = benchmark(tiles, BENCH_CONFIGS[name],
                           lambda text: say(f"measuring: {text}", stderr=True))
        with whole_file(folder / "bench.json") as partial:
            partial.write_text(json.dumps(result, indent=2), encoding="utf-8")
        figure = bench_figure(result)
        figure.savefig(folder / "bench.png", dpi=120)
        plt.close(figure)
    if as_json:
        say_json(result)
        return
    if result["simulated"]:
        say("SIMULATED TILES: nothing below says anything about real land.", "bold yellow")
    about = result["machine"]
    say(f"{about['system']}, {about['cores']} cores, {about['instructions']}, "
        f"{about['gpu'] or 'no GPU'}, load {about['load']}")
    say(frame_table(measures_table(result)))
    say(frame_table(speed_table(result)))
    say(f"{result['seconds']:.0f} s; written: {folder}")
