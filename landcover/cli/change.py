"""`landcover change`: two dates of one place, as scenes or as finished maps."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from landcover.cli.app import JsonOption, out_option
from landcover.cli.map import Bands, Nodata, Offset, Scale, Vrt, parse_nodata
from landcover.cli.output import Output, output

if TYPE_CHECKING:  # a name for annotations only
    from landcover.maps.change_map import ChangeMap

First = Annotated[
    Path, typer.Argument(metavar="BEFORE", help="A scene as for `map`, or the folder of a finished map.")
]
Second = Annotated[Path, typer.Argument(metavar="AFTER", help="The same of a later date.")]
Index = Annotated[
    str | None, typer.Option(help="What to look at: MNDWI (water; the default), NDWI, NDVI, NDBI, ...")
]
Level = Annotated[
    float | None,
    typer.Option(help="Above it the index says yes. For water 0; for others without it: what is unusual."),
]


def change_command(
    before: First,
    after: Second,
    folder: Annotated[Path, out_option("Folder to make.")],
    index: Index = None,
    level: Level = None,
    bands: Bands = None,
    scale: Scale = None,
    offset: Offset = None,
    nodata: Nodata = "read",
    vrt: Vrt = False,
    as_json: JsonOption = False,
) -> None:
    """Say what has changed between two dates of one place.

    Two scenes are brought to one grid, clouds are left out, and an index says what has come and
    gone. Two finished maps are compared class by class. Writes change.tif, areas.csv, a page with a
    slider, and sample.csv: pixels to look at, for areas with their error. Needs the extra `maps`.
    """
    empty = parse_nodata(nodata)
    with output(as_json) as out:
        from landcover.maps import LandcoverMap, read_scene
        from landcover.maps.change_map import compare_maps, map_change
        from landcover.maps.change_page import map_pictures, scene_pictures, write_change_page

        finished = [Path(path, "map.json").is_file() for path in (before, after)]
        if any(finished) != all(finished):
            raise ValueError(f"{before} and {after}: one is a finished map, the other is none. Name two "
                             "scenes, or two maps.")
        if all(finished):
            result = compare_maps(LandcoverMap(before), LandcoverMap(after), folder)
            pictures = map_pictures(result)
        else:
            names = bands.split(",") if bands else None
            scenes = [read_scene(path, bands=names, scale=scale, nodata=empty, offset=offset, vrt=vrt)
                      for path in (before, after)]
            result = map_change(*scenes, folder, index, level)
            pictures = scene_pictures(result, *scenes)
        page = write_change_page(result, *pictures)
        _show_change(result, page, out)


def _show_change(result: "ChangeMap", page: Path, out: Output) -> None:
    "The hectares, and where everything is."
    import pandas as pd

    facts = result.metadata
    out.json(facts | {"folder": str(result.folder)})
    if facts["simulated"]:
        out.print("SIMULATED: this is no real land", "bold yellow")
    rows = pd.DataFrame(facts["codes"].values()).set_index("name")
    if "classes" in facts:  # the changes first, the largest above
        rows = rows[~rows.index.str.startswith("still ")]
    rows = rows.sort_values("hectares", ascending=False)
    out.print(f"{facts['before']} to {facts['after']}", "bold green")
    out.table(pd.DataFrame({"hectares": [f"{value:,.1f}" for value in rows["hectares"]]}, index=rows.index))
    out.print(f"not known: {facts['unknown_hectares']:,.1f} ha")
    out.print(f"written: {result.folder}; open {page} in a browser. These are counted pixels: for areas with an "
              "error fill in sample.csv, then landcover.maps.area_from_sample.")
