"""`landcover predict`, `export` and `map`: a model at work."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from landcover.cli.app import JsonOption, ModelArgument, out_option
from landcover.cli.output import Output, output
from landcover.cli.trust import possible_classes

if TYPE_CHECKING:  # names for annotations only: importing these takes seconds
    import numpy as np
    import pandas as pd

    from landcover.maps import LandcoverMap
    from landcover.model import LandcoverClassifier


def ranking(
    table: "pd.DataFrame",  # from `predict`
) -> "pd.DataFrame":  # texts: a row for each image, a column for each rank
    "The most probable classes as people read them."
    import pandas as pd

    shown = pd.DataFrame(index=table["name"])
    for rank, suffix in {"most probable": "", "second": "_2", "third": "_3"}.items():
        if f"predicted{suffix}" in table:  # a model of two classes has no third
            pairs = zip(table[f"predicted{suffix}"], table[f"probability{suffix}"], strict=True)
            shown[rank] = [f"{label} {100 * share:.0f} %" for label, share in pairs]
    return shown


SetsOption = Annotated[
    float | None,
    typer.Option(
        min=0.5, max=0.999, metavar="LEVEL", help="Add all classes that are possible, so that "
        "the true one is among them this often, such as 0.95, and why an answer is "
        "unsure or the image foreign; needs a tested run."
    ),
]
FileBands = Annotated[
    str | None, typer.Option("--file-bands", help="For models of many bands: what the bands of the "
                             "files are, in order, if they do not say it: B02,B03,B04,B08.")
]
SymmetriesOption = Annotated[
    bool,
    typer.Option("--symmetries", help="Average over turned and mirrored images: better, slower."),
]


def predict_command(
    model: ModelArgument,
    images: Annotated[list[Path], typer.Argument(metavar="IMAGE...", help="Image files.")],
    csv: Annotated[Path | None, typer.Option(help="Write the table to this CSV file.")] = None,
    resize: Annotated[
        bool,
        typer.Option("--resize", help="Accept images of another size that show as much ground."),
    ] = False,
    tta: SymmetriesOption = False,
    sets: SetsOption = None,
    file_bands: FileBands = None,
    as_json: JsonOption = False,
) -> None:
    """Say what is on images.

    Shows the most probable classes of each, best first. If one image cannot be used, none is
    judged: the message names each of those and why.
    """
    with output(as_json) as out:
        from landcover.core import atomic_write
        from landcover.predict import load_model, predict, read_images

        trained = load_model(model)
        pixels = read_images(images, trained, resize, file_bands)
        table = predict(pixels, trained, [str(i) for i in images], tta=tta)
        rows = ranking(table)
        if sets:
            named = possible_classes(model, trained, pixels, sets)
            table, rows = table.join(named), rows.join(named.set_index(rows.index))
        if csv:  # "./" makes no other file of it, and a spreadsheet no formula
            shown = table.assign(name=table["name"].str.replace(r"^(?=[=+\-@])", "./", regex=True))
            with atomic_write(csv) as partial:
                shown.to_csv(partial, index=False)
        out.json(json.loads(table.to_json(orient="records")))
        out.table(rows)
        if csv:
            out.print(f"written: {csv}")


def export_command(
    model: ModelArgument,
    onnx: Annotated[
        bool,
        typer.Option("--onnx/--program", help="For ONNX Runtime, or for PyTorch (torch.export)."),
    ] = True,
    int8: Annotated[
        bool, typer.Option("--int8", help="In 8-bit numbers: a quarter of the size, often faster.")
    ] = False,
    path: Annotated[Path | None, out_option("File; else beside the model.")] = None,
) -> None:
    """Write the model as one file for other programs.

    It takes pixels (N x height x width x bands, uint8; of many bands uint16) and gives
    probabilities: the normalization is inside. --onnx needs the extra `export`: pip install 'landcover[export]'.
    """
    if int8 and not onnx:
        raise typer.BadParameter("--int8 is for ONNX Runtime: leave --program out.")
    with output() as out:
        from landcover.predict import export_onnx, export_pt2, load_model, run_card
        from landcover.train.run import Run

        beside = model if model.is_dir() else model.parent
        path = path or beside / ("model.onnx" if onnx else "model.pt2")
        if int8:
            from landcover.compress import export_int8

            if not model.is_dir():
                raise ValueError(f"{model}: --int8 needs a run folder, whose tiles show which "
                                 "values occur. Name the folder.")
            path = export_int8(Run.open(model), path)
        elif onnx:
            card = run_card(Run.open(model)) if model.is_dir() else None
            path = export_onnx(load_model(model), path, card)
        else:
            path = export_pt2(load_model(model), path)
        out.print(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")


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


def to_device(
    model: "LandcoverClassifier",  # on the CPU
    address: str | None,  # of a Dask cluster, whose computers may have no GPU
) -> "LandcoverClassifier":
    "The model on the best device that there is here."
    from landcover.train.config import choose_accelerator

    device = {"gpu": "cuda", "mps": "mps"}.get(choose_accelerator("auto"))
    return model.to(device) if device and not address else model


def air_table(
    model: "LandcoverClassifier",  # what will see the scene
    air: bool | None,  # whether the light of the air is put back; None: nobody said
) -> "np.ndarray | None":  # for `map_scene`
    "How the numbers of the scene become what the model saw in its tiles."
    from landcover.data.eurosat import air_lookup_table, rgb_lookup_table

    if model.dtype == "uint8":
        return None if air is None else rgb_lookup_table(from_l2a=air)
    return air_lookup_table(model.bands) if air else None


def show_map(
    result: "LandcoverMap",  # a finished map
    out: Output,  # where to
) -> None:
    "What a map holds, and where it is."
    facts = result.metadata
    out.json(facts | {"folder": str(result.folder)})
    if facts["simulated"]:
        out.print("SIMULATED: this is no real land", "bold yellow")
    size = f"{facts['height']:,} x {facts['width']:,} pixels in {facts['seconds']:.0f} s"
    out.print(f"{facts['scene']}: {size}", "bold green")
    areas = result.areas()
    areas["hectares"] = [f"{value:,.0f}" for value in areas["hectares"]]
    areas["share"] = [f"{100 * value:.1f} %" for value in areas["share"]]
    out.table(areas)
    page = result.folder / "map.html"
    out.print(f"written: {result.folder}; open {page} in a browser, classes.tif in a GIS")


Scene = Annotated[
    Path,
    typer.Argument(
        metavar="SCENE", help="A GeoTIFF with bands, a folder of band files, or a .SAFE folder."
    ),
]
MapModel = Annotated[
    Path, typer.Argument(metavar="RUN", help="A finished run folder, or a .safetensors file.")
]
Stride = Annotated[int, typer.Option(min=1, help="Pixels from window to window.")]
Method = Annotated[
    str, typer.Option(help="distilled or dense (fast), or sliding: window by window.")
]
Air = Annotated[
    bool | None,
    typer.Option("--air/--no-air", help="L2A or not: put back the air that L1C has; else by name."),
]
Bands = Annotated[
    str | None, typer.Option(help="Names of a GeoTIFF's bands, such as B02,B03,B04.")
]
Scale = Annotated[
    float | None, typer.Option(help="Number that stands for reflectance 1.0, such as 10000.")
]
Offset = Annotated[
    float | None, typer.Option(help="Added to each number first: -1000 since 2022; else as said.")
]
Nodata = Annotated[
    str, typer.Option(help="Number that means no data, or none; else as the file says.")
]
Vrt = Annotated[
    bool, typer.Option("--vrt", help="SCENE may be a VRT, which names other files and addresses.")
]
Memory = Annotated[float, typer.Option(help="Megabytes for the blocks in work.")]
Address = Annotated[str | None, typer.Option(help="Address of a Dask cluster; else threads here.")]


def map_command(
    scene: Scene,
    model: MapModel,
    folder: Annotated[Path, out_option("Folder to make.")],
    stride: Stride = 16,
    method: Method = "distilled",
    air: Air = None,
    bands: Bands = None,
    scale: Scale = None,
    offset: Offset = None,
    nodata: Nodata = "read",
    vrt: Vrt = False,
    memory: Memory = 1000,
    address: Address = None,
    as_json: JsonOption = False,
) -> None:
    """Make the land-cover map of a satellite scene.

    Writes GeoTIFFs of classes, probabilities and uncertainty, polygons, hectares, a figure and a
    page for the browser. Stopped midway, the same command goes on. Needs the extra `maps`:
    pip install 'landcover[maps]'.
    """
    empty = parse_nodata(nodata)
    with output(as_json) as out:
        from landcover.maps import map_scene, read_scene, write_products
        from landcover.predict import load_model

        names = bands.split(",") if bands else None
        opened = read_scene(
            scene, bands=names, scale=scale, nodata=empty, offset=offset, vrt=vrt
        )
        trained = to_device(load_model(model), address)
        table = air_table(trained, air)
        result = map_scene(
            opened, trained, stride, folder=folder, method=method, table=table,
            memory=memory * 1e6, address=address, finish=write_products,
            progress=sys.stderr.isatty(),
        )
        show_map(result, out)
