"""`landcover demo`: everything once, on the tiles that are there."""

import os
import shlex
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from landcover.cli.app import DataOption, JsonOption, next_run_folder, out_option
from landcover.cli.learn import headline, train_with_progress
from landcover.cli.output import Output, notice, output

if TYPE_CHECKING:  # names for annotations only: importing these takes seconds
    from landcover.data.tiles import Tiles
    from landcover.evaluate.evaluation import Evaluation
    from landcover.evaluate.page import Section
    from landcover.maps import GeoScene
    from landcover.train.run import Run

DEMO_FILES = {
    "report.html": "how good the model is, with pictures; one page, needs no network",
    "model.onnx": "the model for other programs, in any language",
    "model.safetensors": "the model for this library: landcover predict",
    "predictions.csv": "what it said about each test tile",
    "config.yaml": "how it was trained; `landcover train` with this file makes it again",
    "examples": "three of the test tiles, to try landcover predict on",
    "map": "a land-cover map: map.html for the browser, classes.tif for a GIS",
}


def real_tiles(
    data: str | None = None,  # folder or archive; None: the usual places
) -> "Tiles":
    "Tiles of this computer or, if the profile allows it, of the network; or the reason why not."
    from landcover.core import profile
    from landcover.data.source import DataNotFoundError, network_answers
    from landcover.data.tiles import load_tiles

    try:
        return load_tiles(data, download=False)
    except DataNotFoundError as error:
        reason = "there are none on this computer"
        if not profile().download:
            no = f"the profile {profile().name} does not use the network"
            raise DataNotFoundError(f"{reason}, and {no}") from error
    if not network_answers():
        raise DataNotFoundError(f"{reason}, and neither Zenodo nor its mirror can be reached")
    notice("downloading EuroSAT, 92 MB, once")
    try:
        return load_tiles(data, download=True)
    except DataNotFoundError as error:
        raise DataNotFoundError(f"{reason}, and the download failed. {error}") from error


def demo_tiles(
    data: str | None,  # folder or archive, "simulated", or None for the usual places
    out: Output,  # where the first line goes: it says what the tiles are
) -> "Tiles":
    "The tiles of the demo: real ones if there is a way to them, else simulated ones."
    from landcover.data.source import DataNotFoundError
    from landcover.simulate.scenes import load_or_simulate_tiles

    reason = "you asked for them"
    if data != "simulated":
        try:
            tiles = real_tiles(data)
            out.note(f"{len(tiles):,} satellite tiles from {tiles.source}")
            return tiles
        except DataNotFoundError as error:
            reason = str(error)
    out.note("SIMULATED TILES: these are not real satellite images, and no result below says "
             "anything about real land.", "bold yellow")
    out.note(f"Why: {reason}.")
    if data != "simulated":
        out.note("For real tiles set LANDCOVER_DATA to a folder that has EuroSAT, or connect to "
                 "the network, and run the demo again.")
    return load_or_simulate_tiles("simulated")


def export_if_possible(
    run: "Run",  # a finished run
) -> Path | None:
    "model.onnx in the run folder, or None and a notice if the packages for it are missing."
    from landcover.predict import export_onnx, run_card

    try:
        return export_onnx(run.model, run.path(run.ONNX), run_card(run))
    except ImportError as error:
        notice(f"no model.onnx: {error}", "yellow")
        return None


def demo_scene(
    folder: Path,  # where a simulated scene is kept for a moment
    data: str | None,  # folder of the tiles, or None for the usual place
) -> tuple["GeoScene", str, bool]:  # the scene, what it is, and whether it is L2A
    "The scene of Aquileia where it lies beside the tiles, else a simulated one."
    from landcover.maps import read_scene, write_scene
    from landcover.simulate.scenes import simulate_scene

    known = Path(data or os.environ.get("LANDCOVER_DATA") or ".", "scenes", "aquileia_2019-04-16")
    if data != "simulated" and known.is_dir():
        note = ("Aquileia, Italy, on 16 April 2019. The scene is L2A, and the light of the air was "
                "put back. Contains modified Copernicus Sentinel data 2019.")
        return read_scene(known, scale=65_535, nodata=0), note, True
    path = write_scene(simulate_scene(320, 480, seed=5), folder / "simulated_scene.tif",
                       ["B02", "B03", "B04"])
    return read_scene(path), "The scene is simulated: it shows no real land.", False


def map_if_possible(
    run: "Run",  # a finished run
    data: str | None,  # where its tiles come from
) -> list["Section"]:  # for the report; empty, with a notice, without the packages
    "The folder `map` in the run, and what the report says about it."
    from landcover.data.eurosat import rgb_lookup_table
    from landcover.maps import map_scene, map_section, write_products

    if run.tiles.simulated:
        data = "simulated"
    try:
        with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the scene is brought to UTM
            scene, note, air = demo_scene(Path(scratch), data)
            result = map_scene(
                scene, run.model, folder=run.path("map"), finish=write_products, progress=False,
                table=rgb_lookup_table(from_l2a=air), method="distilled" if air else "dense",
            )
    except ImportError as error:
        notice(f"no map: {error}", "yellow")
        return []
    return [map_section(result, note)]


def write_examples(
    test: "Tiles",  # the test tiles
    folder: Path,  # where the images go
) -> None:
    "Three tiles of different classes as PNG files, for `landcover predict`."
    from PIL import Image

    folder.mkdir(exist_ok=True)
    for i in range(0, len(test), max(1, len(test) // 3 + 1)):
        name = Path(test.names[i].replace("/", "_")).with_suffix(".png")
        Image.fromarray(test.images[i]).save(folder / name)


def next_steps(
    folder: Path,  # a finished, tested run
) -> list[str]:
    "Three things to do after the demo."
    chapters = "the chapters, in the folder exercises"
    if Path("exercises/00_start.ipynb").is_file():
        chapters = "`make lab` opens the first chapter, exercises/00_start.ipynb"
    elif _home_page():
        chapters = _home_page()
    quoted = shlex.quote(str(folder))
    return [
        f"Open {folder / 'report.html'} in a browser: how good is it, and where does it fail?",
        f"Ask it about some tiles: landcover predict {quoted} {quoted}/examples/*.png",
        f"Read how it was made: {chapters}",
    ]


def _home_page() -> str:
    from importlib import metadata  # a tenth of what --help takes

    try:
        return metadata.metadata("landcover")["Home-page"] or ""
    except metadata.PackageNotFoundError:
        return ""


def show_demo(
    evaluation: "Evaluation",  # saved
    seconds: float,  # how long the training took
    out: Output,  # where to
) -> None:
    "What came out, where it is, what to do next."
    run, metrics = evaluation.run, evaluation.metrics
    kept = ("source", "accuracy", "accuracy_low", "accuracy_high", "n_train", "n_test")
    facts = {name: metrics[name] for name in kept} | {"fit_seconds": round(seconds, 1)}
    out.json(facts | {"run": str(run.folder), "report": str(run.path(run.REPORT))})
    out.print()
    out.print(headline(metrics), "bold green")
    out.print()
    out.print(f"In {run.folder}:")
    for name, what in DEMO_FILES.items():
        if run.path(name).exists():
            out.print(f"  {name:18} {what}")
    out.print()
    out.print("Next:")
    for number, step in enumerate(next_steps(run.folder), 1):
        out.print(f"  {number}. {step}")


def demo_command(
    data: DataOption = None,
    folder: Annotated[Path | None, out_option("Run folder to make; else runs/demo-N.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="First weights and order of the tiles.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Do everything once, in a few minutes.

    Finds tiles, trains, tests, writes a report and a model file. Downloads EuroSAT (92 MB) if
    it is not on this computer. Without a network it uses simulated tiles, and says so.
    """
    with output(as_json) as out:
        from landcover.evaluate.evaluation import evaluate
        from landcover.train.config import config_split, profile_config

        tiles = demo_tiles(data, out)
        config = profile_config(data="simulated" if tiles.simulated else data, seed=seed)
        split = config_split(config, tiles)
        folder = folder or next_run_folder("demo")
        out.note(f"training on {len(split.train):,} of them; {len(split.test):,} others are kept "
                 "for the test")
        run, seconds = train_with_progress(config, folder, tiles)
        out.note(f"trained in {seconds:.0f} s; testing")
        sections = map_if_possible(run, data)
        evaluation = evaluate(run).save(sections)
        export_if_possible(run)
        write_examples(evaluation.test, run.path("examples"))
        show_demo(evaluation, seconds, out)
