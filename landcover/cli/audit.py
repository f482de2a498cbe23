"""`landcover audit` and `tiles`: is this folder fit to train on, and how does it become so?"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from landcover.cli.app import FAILED, JsonOption, out_option
from landcover.cli.output import output


def audit_command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder or archive with the tiles.")],
    page: Annotated[Path | None, out_option("Page to write, with pictures of all findings.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Which split training would make.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Look at tiles before any training.

    Damaged files, copies (also changed ones) within and across the split and the classes, neighbors
    on the ground, dark or empty tiles, odd ones out, suspicious labels. Ends with 1 if a training on
    this folder would mislead, so that CI can ask.
    """
    with output(as_json) as out:
        from landcover.data.audit import audit
        from landcover.data.gather import look_at_any

        result = audit(look_at_any(folder)[0], seed)
        if page:
            from landcover.evaluate.audit_page import write_audit_page

            write_audit_page(result, page)
        facts = result.to_dict()
        out.json(facts)
        out.print(f"{facts['files']:,} files, {len(facts['classes'])} classes, from {facts['source']}", "bold")
        for found in result.findings:
            style = {"error": "bold red", "warning": "yellow"}.get(found.level)
            out.print(f"{found.level}: {found.text}", style)
        verdict = "do not train on it like this" if result.failed else "nothing speaks against a training"
        out.print(verdict, "bold red" if result.failed else "bold green")
        if page:
            out.print(f"page: {page}")
    if result.failed:
        raise typer.Exit(FAILED)


def tiles_command(
    source: Annotated[
        Path,
        typer.Argument(metavar="SOURCE", help="Folder, archive, .csv of files and labels, or .gpkg beside a GeoTIFF."),
    ],
    folder: Annotated[Path, out_option("New folder for the tiles.")],
    together: Annotated[
        Literal["name", "place", "group"] | None,
        typer.Option(help="What the split must not tear apart: name, place, or the source's own group."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Which split, with --together.")] = 0,
    license: Annotated[str | None, typer.Option(help="What others may do with them: CC-BY-4.0, ...")] = None,
    author: Annotated[str | None, typer.Option(help="Who must be named.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Make tiles of images of any form.

    Upright, RGB, the middle square, 64x64 pixels: class folders that every command takes. With
    --together they lie in train, val and test, and no group is in two of them. croissant.json
    beside them is their card, in the form that data set searches read.
    """
    with output(as_json) as out:
        from landcover.data.audit import name_groups
        from landcover.data.card import write_card
        from landcover.data.gather import look_at_any, place_groups, write_tiles

        look, groups = look_at_any(source)
        if together == "group" and groups is None:
            raise ValueError(f"{source}: says no groups. Expected a column group, or polygons.")
        if together == "name":
            groups = name_groups(look.table["file"].tolist()).tolist()
        elif together == "place":
            groups = place_groups(look.table)
        counts = write_tiles(look, folder, groups if together else None, seed)
        write_card(folder, counts, source=source.name, license=license, author=author)
        out.json({"folder": str(folder)} | counts)
        out.print("\n".join(f"  {name:22} {count:6,}" for name, count in counts.items()))
        if not license:
            out.print("license: nobody said, so others may not use them; see --license", "yellow")
        out.print(f"next: landcover audit {folder}", "bold green")
