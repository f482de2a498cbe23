"""`landcover suggest`: which tiles to label next."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from landcover.cli.app import JsonOption, ModelArgument, out_option
from landcover.cli.output import output

if TYPE_CHECKING:  # names for annotations only: importing these takes seconds
    import numpy as np
    import pandas as pd


def draw_sheet(
    table: "pd.DataFrame",  # of `suggest_tiles`
    pixels: "np.ndarray",  # of its tiles (N, H, W, 3)
    path: Path,  # picture to write
) -> None:
    "All tiles of a table on one picture, with their names and what the model would call them."
    import matplotlib.pyplot as plt

    from landcover.core import atomic_write
    from landcover.evaluate import plot_tiles

    captions = [f"{Path(row.file).stem}\n{row.suggested}?" for row in table.itertuples()]
    sheet = plot_tiles(pixels, captions)
    with atomic_write(path) as partial:
        sheet.savefig(partial, dpi=110, facecolor="white")
    plt.close(sheet)


def suggest_command(
    model: ModelArgument,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder with tiles without labels.")],
    n: Annotated[int, typer.Option("-n", min=1, help="How many.")] = 50,
    way: Annotated[str, typer.Option(help="margin, confidence or random.")] = "margin",
    labeled: Annotated[
        list[Path] | None,
        typer.Option(help="A CSV file of before, filled in: what has a label is not asked for again."),
    ] = None,
    path: Annotated[Path, out_option("CSV file to write; the contact sheet lies beside it.")] = Path(
        "next.csv"),
    seed: Annotated[int, typer.Option(min=0, help="For random.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Say which tiles to label next.

    Writes the tiles of FOLDER whose labels would teach the model most: a CSV with an empty column
    `label`, and a picture of them. Filled in, it is a source for `landcover tiles`.
    """
    with output(as_json) as out:
        from landcover.predict import load_model, read_images
        from landcover.train import suggest as asking

        sheet = path.with_suffix(".png")
        if path.suffix.lower() != ".csv":
            raise ValueError(f"{path}: expected a name ending in .csv.")
        if taken := next((file for file in (path, sheet) if file.exists()), None):
            raise ValueError(f"{taken}: exists, and may hold labels. Name another file with --out.")
        trained, files = load_model(model), asking.tile_files(folder)
        known = {file for table in labeled or () for file in asking.read_answers(table, files, trained.classes)}
        rest = [file for file in files if file not in known]
        table = asking.suggest_tiles(trained, rest, read_images, n, way, seed)
        pixels = read_images(table["file"].tolist(), trained)
        asking.write_suggestions(table, path)
        draw_sheet(table, pixels, sheet)
        out.json({"csv": str(path), "sheet": str(sheet), "files": table["file"].map(str).tolist()})
        out.print(f"{len(table)} of {len(rest):,} tiles without a label, by {way}: {path}, {sheet}", "bold green")
        out.print("Look, and write the class of each into the column `label`.")
