"""`landcover demo`: everything once, on the tiles that are there."""

import contextlib
import os
import tempfile
import warnings
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from landcover.cli.app import AsJson, Data, app, libraries_to_stderr, new_folder, plain_errors, say, say_json
from landcover.cli.learn import headline, train_in_view

if TYPE_CHECKING:  # names for annotations only: importing these takes seconds
    from landcover.data import Tiles
    from landcover.evaluate import Section
    from landcover.maps import GeoScene


def network_answers(
    seconds: float = 5,  # how long each server may take
) -> bool:
    "Whether one of the servers that have EuroSAT can be reached."
    import requests

    from landcover.data.source import EUROSAT_DOWNLOADS

    for download in EUROSAT_DOWNLOADS:
        try:
            requests.head(download.url, timeout=seconds)
            return True
        except requests.RequestException:
            continue
    return False


def real_tiles(
    data: str | None = None,  # folder or archive; None: the usual places
) -> tuple["Tiles | None", str]:  # the tiles, or None and the reason
    "Tiles of this computer or, if the profile allows it, from the network."
    from landcover.course import profile
    from landcover.data import DataNotFoundError
    from landcover.simulate import find_tiles

    try:
        return find_tiles(data, download=False), ""
    except DataNotFoundError:
        reason = "there are none on this computer"
    if not profile().download:
        return None, f"{reason}, and the profile {profile().name} does not use the network"
    if not network_answers():
        return None, f"{reason}, and neither Zenodo nor its mirror can be reached"
    say("downloading EuroSAT, 92 MB, once", stderr=True)
    try:
        return find_tiles(data, download=True), ""
    except DataNotFoundError as error:
        return None, f"{reason}, and the download failed. {error}"


def demo_tiles(
    data: str | None,  # folder or archive, "simulated", or None for the usual places
) -> "Tiles":
    "The tiles of the demo; the first line that is printed says what they are."
    with libraries_to_stderr():
        from landcover.simulate import find_tiles

        asked = data == "simulated"
        tiles, reason = (None, "you asked for them") if asked else real_tiles(data)
    if tiles is None:
        say("SIMULATED TILES: these are not real satellite images, and no result below says "
            "anything about real land.", "bold yellow")
        say(f"Why: {reason}.")
        if not asked:
            say("For real tiles set LANDCOVER_DATA to a folder that has EuroSAT, or connect to "
                "the network, and run the demo again.")
        with libraries_to_stderr():
            return find_tiles("simulated")
    say(f"{len(tiles):,} satellite tiles from {tiles.source}")
    return tiles


def export_if_possible(
    folder: Path,  # a finished run
) -> Path | None:
    "model.onnx in the run folder, or None and a notice if the packages for it are missing."
    from landcover.predict import export_onnx, load_model

    try:
        return export_onnx(load_model(folder), folder / "model.onnx")
    except ImportError as error:
        say(f"no model.onnx: {error}", "yellow", stderr=True)
        return None


def demo_scene(
    folder: Path,  # where a simulated scene is kept for a moment
    data: str | None,  # folder of the tiles, or None for the usual place
) -> tuple["GeoScene", str, bool]:  # the scene, what it is, and whether it is L2A
    "The scene of Aquileia where it lies beside the tiles, else a simulated one."
    from landcover.maps import read_scene, write_scene
    from landcover.simulate import simulate_scene

    known = Path(data or os.environ.get("LANDCOVER_DATA") or ".", "scenes", "aquileia_2019-04-16")
    if data != "simulated" and known.is_dir():
        note = ("Aquileia, Italy, on 16 April 2019. The scene is L2A, and the light of the air was "
                "put back. Contains modified Copernicus Sentinel data 2019.")
        return read_scene(known, scale=65_535, nodata=0), note, True
    path = write_scene(simulate_scene(320, 480, seed=5), folder / "simulated_scene.tif",
                       ["B02", "B03", "B04"])
    return read_scene(path), "The scene is simulated: it shows no real land.", False


def map_if_possible(
    folder: Path,  # a finished run
    tiles: "Tiles",  # its tiles
    data: str | None,  # where they come from
) -> list["Section"]:  # for the report; empty, with a notice, without the packages
    "The folder `map` in the run, and what the report says about it."
    from landcover.data.eurosat import rgb_lookup_table
    from landcover.maps import map_scene, map_section, write_products
    from landcover.predict import load_model

    if tiles.source == "simulated":
        data = "simulated"
    try:
        with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the scene is brought to UTM
            scene, note, air = demo_scene(Path(scratch), data)
            result = map_scene(
                scene, load_model(folder), folder=folder / "map", finish=write_products,
                table=rgb_lookup_table(from_l2a=air), method="distilled" if air else "dense",
                progress=False,
            )
    except ImportError as error:
        say(f"no map: {error}", "yellow", stderr=True)
        return []
    return [map_section(result, note)]


def next_steps(
    folder: Path,  # a finished, tested run
) -> list[str]:
    "Three things to do after the demo."
    chapters = "the chapters, in the folder nbs"
    if Path("nbs/00_start.ipynb").is_file():
        chapters = "nbs/00_start.ipynb (open it with `make lab`)"
    elif _home_page():
        chapters = _home_page()
    return [
        f"Open {folder / 'report.html'} in a browser: how good is it, and where does it fail?",
        f"Ask it about some tiles: landcover predict {folder} {folder / 'examples'}/*.png",
        f"Read how it was made: {chapters}",
    ]


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


def _home_page() -> str:
    try:
        return metadata.metadata("landcover")["Home-page"] or ""
    except metadata.PackageNotFoundError:
        return ""

DEMO_FILES = {
    "report.html": "how good the model is, with pictures; one page, needs no network",
    "model.onnx": "the model for other programs, in any language",
    "model.safetensors": "the model for this library: landcover predict",
    "predictions.csv": "what it said about each test tile",
    "config.yaml": "how it was trained; `landcover train` with this file makes it again",
    "examples": "three of the test tiles, to try landcover predict on",
    "map": "a land-cover map: map.html for the browser, classes.tif for a GIS",
}


@app.command("demo")
@plain_errors()
def demo_command(
    data: Data = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Run folder to make; else runs/demo-N.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="First weights and order of the tiles.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Do everything once, in a few minutes.

    Finds tiles, trains, tests, writes a report and a model file. Downloads EuroSAT (92 MB) if
    it is not on this computer. Without a network it uses simulated tiles, and says so.
    """
    with libraries_to_stderr() if as_json else contextlib.nullcontext():
        tiles = demo_tiles(data)
        with libraries_to_stderr():
            from landcover.evaluate import evaluate
            from landcover.train import Run, config_split, profile_config

            source = "simulated" if tiles.source == "simulated" else data
            config = profile_config(data=source, seed=seed)
            split = config_split(config, tiles)
            folder = out or new_folder("demo")
        say(f"training on {len(split.train):,} of them; {len(split.test):,} others are kept for "
            "the test")
        with libraries_to_stderr():
            seconds = train_in_view(config, folder, tiles)
        say(f"trained in {seconds:.0f} s; testing")
        with libraries_to_stderr():
            evaluation = evaluate(Run.open(folder, tiles))
            metrics = evaluation.metrics
            export_if_possible(folder)
            evaluation.save(map_if_possible(folder, tiles, data))
            write_examples(tiles[split.test], folder / "examples")
    if as_json:
        kept = ("source", "accuracy", "accuracy_low", "accuracy_high", "n_train", "n_test")
        facts = {name: metrics[name] for name in kept} | {"fit_seconds": round(seconds, 1)}
        say_json(facts | {"run": str(folder), "report": str(folder / "report.html")})
        return
    say()
    say(headline(metrics), "bold green")
    say()
    say(f"In {folder}:")
    for name, what in DEMO_FILES.items():
        if (folder / name).exists():
            say(f"  {name:18} {what}")
    say()
    say("Next:")
    for number, step in enumerate(next_steps(folder), 1):
        say(f"  {number}. {step}")
