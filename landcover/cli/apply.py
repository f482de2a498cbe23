"""`landcover predict`, `export` and `map`: a model at work."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from landcover.cli.app import AsJson, app, frame_table, libraries_to_stderr, plain_errors, say, say_json


@app.command("predict")
@plain_errors()
def predict_command(
    model: Annotated[
        Path,
        typer.Argument(
            metavar="MODEL", help="A finished run folder, or a .safetensors file."
        ),
    ],
    images: Annotated[
        list[Path], typer.Argument(metavar="IMAGE...", help="Image files.")
    ],
    csv: Annotated[Path | None, typer.Option(help="Write the table to this CSV file.")] = None,
    resize: Annotated[
        bool,
        typer.Option("--resize", help="Accept images of another size that show as much ground."),
    ] = False,
    symmetries: Annotated[
        bool,
        typer.Option("--symmetries", help="Average over turned and mirrored images: better, slower."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say what is on images.

    Shows the most probable classes of each, best first. If one image cannot be used, none is
    judged: the message names each of those and why.
    """
    with libraries_to_stderr():
        import pandas as pd

        from landcover.data import whole_file
        from landcover.predict import load_model, predict, read_images

        trained = load_model(model)
        pixels = read_images(images, trained, resize)
        table = predict(pixels, trained, [str(i) for i in images], tta=symmetries)
        if csv:
            with whole_file(csv) as partial:
                table.to_csv(partial, index=False)
    if as_json:
        say_json(json.loads(table.to_json(orient="records")))
        return
    shown = pd.DataFrame(index=table["name"])
    for rank, suffix in {"most probable": "", "second": "_2", "third": "_3"}.items():
        if f"predicted{suffix}" in table:  # a model of two classes has no third
            pairs = zip(table[f"predicted{suffix}"], table[f"probability{suffix}"], strict=True)
            shown[rank] = [f"{label} {100 * share:.0f} %" for label, share in pairs]
    say(frame_table(shown))
    if csv:
        say(f"written: {csv}")


@app.command("export")
@plain_errors()
def export_command(
    model: Annotated[
        Path,
        typer.Argument(
            metavar="MODEL", help="A finished run folder, or a .safetensors file."
        ),
    ],
    onnx: Annotated[
        bool,
        typer.Option("--onnx/--program", help="For ONNX Runtime, or for PyTorch (torch.export)."),
    ] = True,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File; else beside the model.")
    ] = None,
) -> None:
    """Write the model as one file for other programs.

    It takes pixels (uint8, N x height x width x 3) and gives probabilities: the normalization is
    inside. --onnx needs the extra `export`: pip install 'landcover[export]'.
    """
    with libraries_to_stderr():
        from landcover.predict import export_onnx, export_pt2, load_model

        beside = model if model.is_dir() else model.parent
        path = out or beside / ("model.onnx" if onnx else "model.pt2")
        path = (export_onnx if onnx else export_pt2)(load_model(model), path)
    say(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")


def parse_nodata(
    text: str,  # "read", "none" or a number
) -> float | str | None:
    "What `read_scene` wants for `nodata`; BadParameter for anything else."
    if text in ("read", "none"):
        return None if text == "none" else text
    try:
        return float(text)
    except ValueError as error:
        raise typer.BadParameter(f"--nodata {text}: expected a number, none or read.") from error


@app.command("map")
@plain_errors()
def map_command(
    scene: Annotated[
        Path,
        typer.Argument(
            metavar="SCENE", help="A GeoTIFF with bands, a folder of band files, or a .SAFE folder."
        ),
    ],
    model: Annotated[
        Path,
        typer.Argument(metavar="RUN", help="A finished run folder, or a .safetensors file."),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to make.")],
    stride: Annotated[int, typer.Option(min=1, help="Pixels from window to window.")] = 16,
    method: Annotated[
        str, typer.Option(help="distilled or dense (fast), or sliding: window by window.")
    ] = "distilled",
    air: Annotated[
        bool, typer.Option("--air", help="The scene is L2A: put back the air that L1C has.")
    ] = False,
    bands: Annotated[
        str | None, typer.Option(help="Names of a GeoTIFF's bands, such as B02,B03,B04.")
    ] = None,
    scale: Annotated[
        float | None, typer.Option(help="Number that stands for reflectance 1.0, such as 10000.")
    ] = None,
    nodata: Annotated[
        str, typer.Option(help="Number that means no data, or none; else as the file says.")
    ] = "read",
    memory: Annotated[float, typer.Option(help="Megabytes for the blocks in work.")] = 1000,
    address: Annotated[
        str | None, typer.Option(help="Address of a Dask cluster; else threads here.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make the land-cover map of a satellite scene.

    Writes GeoTIFFs of classes, probabilities and uncertainty, polygons, hectares, a figure and a
    page for the browser. Stopped midway, the same command goes on. Needs the extra `maps`:
    pip install 'landcover[maps]'.
    """
    empty = parse_nodata(nodata)
    with libraries_to_stderr():
        from landcover.data.eurosat import rgb_lookup_table
        from landcover.maps import map_scene, read_scene, write_products
        from landcover.predict import load_model
        from landcover.train import choose_accelerator

        names = bands.split(",") if bands else None
        opened = read_scene(scene, bands=names, scale=scale, nodata=empty)
        trained = load_model(model)
        device = {"gpu": "cuda", "mps": "mps"}.get(choose_accelerator("auto"), "cpu")
        if device != "cpu" and not address:
            trained = trained.to(device)
        table = rgb_lookup_table(from_l2a=True) if air else None
        result = map_scene(
            opened, trained, stride, folder=out, method=method, table=table, memory=memory * 1e6,
            address=address, finish=write_products, progress=sys.stderr.isatty(),
        )
    facts = result.metadata | {"folder": str(out)}
    if as_json:
        say_json(facts)
        return
    shown = result.areas()
    shown["hectares"] = [f"{value:,.0f}" for value in shown["hectares"]]
    shown["share"] = [f"{100 * value:.1f} %" for value in shown["share"]]
    if facts["simulated"]:
        say("SIMULATED: this is no real land", "bold yellow")
    say(f"{facts['scene']}: {facts['height']:,} x {facts['width']:,} pixels in "
        f"{facts['seconds']:.0f} s", "bold green")
    say(frame_table(shown))
    say(f"written: {out}; open {out / 'map.html'} in a browser, classes.tif in a GIS")
