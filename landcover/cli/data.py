"""`landcover data`: the tiles that there are, and their split."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from landcover.cli.app import DataOption, JsonOption, out_option
from landcover.cli.output import output

if TYPE_CHECKING:  # names for annotations only: importing these takes seconds
    from landcover.data.split import Split
    from landcover.data.tiles import Tiles


def describe_tiles(
    tiles: "Tiles",  # any tiles
    split: "Split",  # their split
) -> dict:  # plain values, for JSON
    "What there is to say about tiles and their split."
    return {
        "source": tiles.source,
        "simulated": tiles.simulated,
        "tiles": len(tiles),
        "shape": list(tiles.images.shape[1:]),
        "bands": list(tiles.bands),
        "classes": tiles.counts,
        "split": {part: len(rows) for part, rows in split.subsets().items()},
        "fingerprint": tiles.fingerprint,
    }


Download = Annotated[
    bool,
    typer.Option("--download", help="Fetch EuroSAT (92 MB; all bands: 2 GB) if it is nowhere."),
]
Bands = Annotated[
    str | None,
    typer.Option(help="Of GeoTIFFs: all, or names such as B02,B03,B04,B08; else RGB images."),
]
FileBands = Annotated[
    str | None, typer.Option(help="Their bands, in order, if they do not say them.")
]


def data_command(
    data: DataOption = None,
    download: Download = False,
    bands: Bands = None,
    file_bands: FileBands = None,
    seed: Annotated[int, typer.Option(min=0, help="Which split.")] = 0,
    n_train: Annotated[
        int | None, typer.Option(min=1, help="Training tiles, over all classes; else 60 %.")
    ] = None,
    csv: Annotated[Path | None, out_option("Write the split to this CSV file.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show the tiles and their split.

    Where they are, how many of each class, how many for training, validation and test.
    """
    with output(as_json) as out:
        from landcover.data.split import make_split, save_split
        from landcover.simulate.scenes import load_or_simulate_tiles

        tiles = load_or_simulate_tiles(
            data, fall_back=False, download=download, bands=bands, file_bands=file_bands)
        split = make_split(tiles, seed, n_train)
        facts = describe_tiles(tiles, split)
        if csv:
            save_split(split, tiles, csv)
        out.json(facts)
        origin = "SIMULATED" if tiles.simulated else f"from {tiles.source}"
        shape = " x ".join(map(str, facts["shape"]))
        out.print(f"{len(tiles):,} tiles, {shape}, {origin}", "bold")
        for name, count in tiles.counts.items():
            out.print(f"  {name:22} {count:6,}")
        parts = ", ".join(f"{part} {n:,}" for part, n in facts["split"].items())
        out.print(f"split: {parts}\nbands: {', '.join(tiles.bands)}\nfingerprint: {tiles.fingerprint}")
        if csv:
            out.print(f"written: {csv}")
