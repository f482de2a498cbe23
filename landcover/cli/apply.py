"""`landcover predict` and `export`: a model at work."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from landcover.cli.app import JsonOption, ModelArgument, out_option
from landcover.cli.output import output
from landcover.cli.trust import possible_classes

if TYPE_CHECKING:  # names for annotations only: importing these takes seconds
    import pandas as pd


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
