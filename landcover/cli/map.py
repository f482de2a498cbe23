"""`landcover map` and `areas`: a model and a whole scene, and its hectares with an interval."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from landcover.cli.app import JsonOption, out_option
from landcover.cli.output import Output, output
from landcover.cli.trust import least_for_map

if TYPE_CHECKING:  # names for annotations only: importing these takes seconds
    import numpy as np

    from landcover.maps import GeoScene, LandcoverMap
    from landcover.model import LandcoverClassifier


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
    if least := facts.get("unsure_below"):
        out.print(f"unsure: not exactly one class has a probability of {least:.2f}")
    if (points := result.folder / "sample" / "points.csv").is_file():
        out.print(f"points to label: {points}; then: landcover areas {result.folder}")
    page = result.folder / "map.html"
    out.print(f"written: {result.folder}; open {page} in a browser, classes.tif in a GIS")


def products(
    sample: int | None,  # points to label in each class
) -> "Callable[[LandcoverMap, GeoScene], None]":  # for `map_scene`
    "What is made of a finished map."
    from landcover.maps import write_products, write_sample

    def finish(result: "LandcoverMap", scene: "GeoScene") -> None:
        write_products(result, scene)
        if sample:
            write_sample(result, scene, sample)

    return finish


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
MapSets = Annotated[
    float | None,
    typer.Option("--sets", min=0.5, max=0.999, metavar="LEVEL", help="Pixels get the class unsure "
                 "where not exactly one class is possible, as predict --sets says it of tiles; "
                 "needs a tested run."),
]
UnsureBelow = Annotated[
    float | None,
    typer.Option("--unsure-below", min=0.01, max=1, metavar="P", help="The same, where not exactly "
                 "one class has this probability, such as 0.6."),
]
EdgesOption = Annotated[
    bool, typer.Option("--edges", help="Let the borders of classes follow the image: a filter, "
                       "more exact at edges, slower.")
]
SampleOption = Annotated[
    int | None,
    typer.Option("--sample", min=2, metavar="N", help="Also draw N points in each class of the map, "
                 "with pictures, for a person to label; then landcover areas."),
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
    sets: MapSets = None,
    unsure_below: UnsureBelow = None,
    edges: EdgesOption = False,
    sample: SampleOption = None,
    memory: Memory = 1000,
    address: Address = None,
    as_json: JsonOption = False,
) -> None:
    """Make the land-cover map of a satellite scene.

    Writes GeoTIFFs of classes, probabilities and uncertainty, polygons, hectares, a figure and a
    page for the browser. Stopped midway, the same command goes on. Needs the extra `maps`:
    pip install 'landcover[maps]'.
    """
    with output(as_json) as out:
        from landcover.maps import map_scene, read_scene
        from landcover.predict import load_model

        opened = read_scene(scene, bands=bands.split(",") if bands else None, scale=scale,
                            nodata=parse_nodata(nodata), offset=offset, vrt=vrt)
        least = least_for_map(model, sets, unsure_below)
        trained = to_device(load_model(model), address)
        result = map_scene(
            opened, trained, stride, folder=folder, method=method, table=air_table(trained, air),
            memory=memory * 1e6, address=address, finish=products(sample),
            progress=sys.stderr.isatty(), unsure_below=least, edges=edges,
        )
        show_map(result, out)


def areas_command(
    folder: Annotated[Path, typer.Argument(metavar="MAP", help="A map with a labeled sample.")],
    as_json: JsonOption = False,
) -> None:
    """Correct the hectares of a map by a labeled sample, with 95 % intervals.

    Reads the column `label` of MAP/sample/points.csv, which `landcover map --sample 30` has made,
    and adds the columns estimate, low and high to MAP/areas.csv (Olofsson et al., 2014).
    """
    with output(as_json) as out:
        from landcover.core import atomic_write
        from landcover.maps import LandcoverMap, estimated_areas

        areas = estimated_areas(LandcoverMap(folder))
        with atomic_write(folder / "areas.csv") as partial:
            areas.to_csv(partial, index_label="class", float_format="%.6g")
        out.json(areas.astype(object).where(areas.notna(), None).to_dict("index"))
        shown = areas.map("{:,.1f}".format).where(areas.notna(), "")
        out.table(shown.assign(share=areas["share"].map("{:.1%}".format)))
        out.print(f"written: {folder / 'areas.csv'}, hectares")
