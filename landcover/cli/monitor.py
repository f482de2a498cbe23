"""`landcover monitor`: has what a service gets and says changed, and did it do harm?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from landcover.cli.app import FAILED, JsonOption, out_option
from landcover.cli.output import Output, output
from landcover.cli.serve import served_file

if TYPE_CHECKING:
    import numpy as np

    from landcover.serve import OnnxClassifier
    from landcover.serve.monitor import Watched
    from landcover.serve.traffic import Traffic
    from landcover.train import Run

REFERENCE = 2_000  # test tiles of a run that traffic is compared with, at most


def answering_model(
    run: "Run",  # said to be the one that is served
    traffic: "Traffic",  # what a service noted
) -> "OnnxClassifier":
    "The model of a run, which gave the answers; ValueError if another model did."
    from landcover.serve.session import OnnxClassifier

    model = OnnxClassifier(served_file(run.folder))
    if model.fingerprint != traffic.model:
        raise ValueError(
            f"{traffic.folder}: holds answers of the model {traffic.model}; the one of {run.folder} "
            f"is {model.fingerprint}. Name the run that was served, or leave it out: then the first "
            "days are the reference, and labels are compared with no test."
        )
    return model


def test_tiles_reference(
    run: "Run",  # a tested run whose tiles can be read
    model: "OnnxClassifier",  # its model
):  # what `traffic_numbers` gives for them (n, K)
    "Numbers of tiles that the model was tested on."
    from landcover.serve.traffic import traffic_numbers

    test = run.split.test
    images = run.tiles[test[:: -(-len(test) // REFERENCE)]].images
    return traffic_numbers(images, model.predict_proba(images), model)


def first_alarm(
    watched: list["Watched"],  # all days
) -> str:  # the day of the alarm, or the last day if there is none
    "Since when images are worth a label."
    return next((w.day for w in watched if w.look.alarm), watched[-1].day)


def draw_to_label(
    traffic: "Traffic",
    since: str,  # the first day
    n: int,  # how many
    folder: Path,  # to write
) -> Path:  # the table to fill in
    "Copy some kept images of some days; ValueError if none was kept."
    import numpy as np

    from landcover.evaluate.spot_check import draw_spot_check, write_label_folder

    rows = np.flatnonzero((traffic.days >= since) & (traffic.images != ""))
    if not len(rows):
        raise ValueError(f"{traffic.folder}: no image since {since} was kept. Let the service keep "
                         "some: landcover serve RUN --log FOLDER --keep 0.05")
    drawn = rows[draw_spot_check(traffic.column("confidence")[rows], n)]
    return write_label_folder([traffic.folder / name for name in traffic.images[drawn]], folder)


def judge_labels(
    traffic: "Traffic",
    table: Path,  # labels.csv, filled in
    run: "Run | None",  # the tested run that answered, to compare with
) -> tuple[dict, str]:  # figures, and sentences
    "What the labels say about the days that their images came from; ValueError for an untested run."
    import numpy as np

    from landcover.core import percent
    from landcover.evaluate.spot_check import accuracy_fell, estimate_accuracy, read_label_folder

    if run and not run.metrics:
        raise ValueError(f"{run.folder}: was not tested, so there is no accuracy to compare with. Test "
                         f"it: landcover evaluate {run.folder}; or leave the run out.")
    odds = [k for k, name in enumerate(traffic.columns) if name.startswith("odds ")]
    classes = [traffic.columns[k].removeprefix("odds ") for k in odds]
    labels = read_label_folder(table, classes)
    row_of = {Path(name).name: row for row, name in enumerate(traffic.images) if name}
    if missing := [name for name in labels if name not in row_of]:
        raise ValueError(f"{table}: {missing[0]} is no kept image of {traffic.folder}.")
    rows = np.array([row_of[name] for name in labels], int)
    said = np.array(classes)[traffic.numbers[np.ix_(rows, odds)].argmax(axis=1)]
    right, confidence = said == np.array(list(labels.values())), traffic.column("confidence")
    first, last = (which(traffic.days[rows], default="") for which in (min, max))
    among = (traffic.days >= first) & (traffic.days <= last)  # what they were drawn from
    found = estimate_accuracy(right, confidence[rows], confidence[among])
    facts, text = vars(found).copy(), (
        f"{percent(found.accuracy)} of {found.n} are right ({percent(found.low)} to "
        f"{percent(found.high)}); with the confidence of all {int(among.sum()):,} images "
        f"{percent(found.powered)} ({percent(found.powered_low)} to {percent(found.powered_high)}).")
    if run:
        facts["fell"], more = accuracy_fell(right, run.metrics["accuracy"], run.metrics["n_test"])
        text += f"\n{more}"
    return facts, text


def write_prometheus(
    watched: list["Watched"],
    limit: float,  # evidence of an alarm
    path: Path,  # ends in .prom, in the folder of node_exporter's textfile collector
) -> None:
    "The last day as numbers that Prometheus reads."
    from prometheus_client import CollectorRegistry, Gauge, write_to_textfile

    registry, last = CollectorRegistry(), watched[-1]
    for name, what, value in (
        ("evidence", "Evidence that traffic has changed, as a share of the limit",
         last.look.evidence.max() / limit),
        ("alarm", "1 once the evidence has reached its limit", last.look.alarm),
        ("images", "Images of the last day", last.n),
    ):
        Gauge(f"landcover_drift_{name}", what, registry=registry).set(value)
    write_to_textfile(str(path), registry)


Log = Annotated[Path, typer.Argument(metavar="LOG", help="Folder of landcover serve --log.")]
ServedRun = Annotated[
    Path | None,
    typer.Argument(metavar="RUN", help="The run that is served: compare with its test tiles."),
]
Fingerprint = Annotated[
    str | None, typer.Option(help="Fingerprint of the model. Without it: the last one.")
]
FirstDays = Annotated[
    int, typer.Option(min=1, help="Without a RUN: so many days are the reference.")
]
Draw = Annotated[Path | None, typer.Option(help="New folder for kept images to label.")]
Number = Annotated[int, typer.Option("--n", min=10, help="How many to label.")]
Labels = Annotated[Path | None, typer.Option(help="labels.csv, filled in: did the accuracy fall?")]
Textfile = Annotated[
    Path | None, out_option("File .prom for Prometheus's textfile collector.")
]


def monitor_command(
    log: Log,
    run: ServedRun = None,
    model: Fingerprint = None,
    first_days: FirstDays = 7,
    draw: Draw = None,
    n: Number = 50,
    labels: Labels = None,
    out: Textfile = None,
    as_json: JsonOption = False,
) -> None:
    """Say whether the traffic of a service has changed.

    Looks at each day of the log, and is fooled at most once in twenty services, however long they
    run. An alarm says that images or answers are not what they were, not that answers are wrong:
    --draw gives images to label, and --labels says whether the accuracy fell. Ends with 1 after an
    alarm, or with --labels after a fall.
    """
    if labels and (draw or out):
        raise typer.BadParameter("--labels judges labels and looks at no day. Say --draw or --out in "
                                 "a call without it.")
    with output(as_json) as out_stream:
        from landcover.serve.traffic import read_traffic

        traffic, tested, served = read_traffic(log, model), None, None
        if run:
            from landcover.train import Run

            tested = Run.open(run)
            served = answering_model(tested, traffic)
        if labels:
            facts, text = judge_labels(traffic, labels, tested)
            out_stream.json(facts)
            out_stream.print(text)
            failed = bool(facts.get("fell"))
        else:
            reference = test_tiles_reference(tested, served) if tested else None
            failed = _watch(out_stream, traffic, reference, first_days, draw, n, out)
    if failed:
        raise typer.Exit(FAILED)


def _watch(
    shown: Output, traffic: "Traffic", reference: "np.ndarray | None", first_days: int,
    draw: Path | None, n: int, out: Path | None,
) -> bool:
    "Look at all days and say what was found; whether there is an alarm."
    from landcover.serve.monitor import watch_traffic

    watched = watch_traffic(traffic, reference, first_days)
    limit = 20 * len(traffic.columns)
    shown.print(f"model {traffic.model}, {len(traffic.days):,} images; an alarm at {limit:,}", "bold")
    for day, count, look in watched:
        evidence = look.evidence.max()
        said = f"{evidence:,.1f}" if evidence < 1e6 else "over a million"
        shown.print(f"{day}  {count:6,} images  evidence {said:>14}  {look.column}",
                    "bold red" if evidence >= limit else None)
    alarm, since = watched[-1].look.alarm, first_alarm(watched)
    facts = {"model": traffic.model, "alarm": alarm, "since": since if alarm else None,
             "days": [{"day": day, "images": count, "p_value": look.p_value, "column": look.column,
                       "evidence": float(look.evidence.max())} for day, count, look in watched]}
    if draw:
        facts["to_label"] = str(draw_to_label(traffic, since, n, draw))
        shown.print(f"fill in: {facts['to_label']}")
    shown.json(facts)
    if out:
        write_prometheus(watched, limit, out)
    shown.print(f"changed since {since}. Is it harmful? Label some images: --draw FOLDER" if alarm
                else "nothing has changed", "bold red" if alarm else "bold green")
    return alarm
