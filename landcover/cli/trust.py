"""`landcover explain`, and the sets of `landcover predict`: how far to trust an answer."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from landcover.cli.app import JsonOption, ModelArgument, out_option
from landcover.cli.output import output

if TYPE_CHECKING:  # names for annotations only: importing these takes seconds
    import numpy as np
    import pandas as pd

    from landcover.model import LandcoverClassifier


def possible_classes(
    folder: Path,  # of a tested run
    model: "LandcoverClassifier",  # the model of that run
    images: "np.ndarray",  # pixels, uint8 (N, H, W, C)
    level: float,  # how often the true class should be among those named, 0 to 1
) -> "pd.DataFrame":  # columns possible and reason, a row for each image
    "All classes that each image may show; raises ValueError for weights without a tested run."
    from landcover.data.inputs import CAUSES, KnownInputs, image_statistics
    from landcover.explain import calibrate_run, name_sets, prediction_sets
    from landcover.train import Run

    if not folder.is_dir():
        raise ValueError(f"{folder}: --sets needs the folder of a tested run, whose test tiles "
                         "say how sure is sure enough.")
    thresholds = calibrate_run(Run.open(folder), level)
    named = name_sets(prediction_sets(model.predict_proba(images), thresholds), model.classes)
    if model.inputs and images.shape[3] == 3:
        known = KnownInputs(model.inputs)
        found = [known.judge(row[None]) for row in image_statistics(images)]
        named["reason"] = [f"foreign: {CAUSES[f.cause].found}" if f else unsure
                           for f, unsure in zip(found, named["reason"], strict=True)]
    return named


def least_for_map(
    folder: Path,  # of a tested run, if there is a level
    level: float | None,  # as for `possible_classes`
    least: float | None,  # the same as a probability
) -> float | None:  # for `map_scene`; None: no pixel is unsure
    "From which probability on a class is possible; ValueError for weights without a tested run."
    from landcover.maps import least_probability
    from landcover.train import Run

    if level is None:
        return least
    if least is not None:
        raise typer.BadParameter("--sets and --unsure-below say the same thing. Give one.")
    if not folder.is_dir():
        raise ValueError(f"{folder}: --sets needs the folder of a tested run, whose test tiles say "
                         "how sure is sure enough. Give a probability: --unsure-below 0.6.")
    return least_probability(Run.open(folder), level)


def explain_command(
    model: ModelArgument,
    image: Annotated[Path, typer.Argument(metavar="IMAGE", help="An image file.")],
    picture: Annotated[Path, out_option("Picture to write.")] = Path("explained.png"),
    resize: Annotated[
        bool,
        typer.Option("--resize", help="Accept an image of another size that shows as much ground."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what on an image speaks for its three most probable classes.

    Writes a picture: red speaks for a class, blue against it, and the mean of a map is the logit.
    """
    with output(as_json) as out:
        import numpy as np

        from landcover.core import atomic_write
        from landcover.evaluate import plot_tiles, tile_caption
        from landcover.explain import class_maps, heat_pictures
        from landcover.predict import load_model, read_images

        if picture.suffix.lower() not in (".png", ".jpg", ".pdf", ".svg"):
            raise ValueError(f"{picture}: expected a name that ends with .png, .jpg, .pdf or .svg.")
        trained = load_model(model)
        pixels = read_images([image], trained, resize)
        probabilities = trained.predict_proba(pixels)[0]
        best = np.argsort(-probabilities, kind="stable")[:3]
        maps = class_maps(trained, pixels)[0, best]
        tiles = np.concatenate([pixels, heat_pictures(np.repeat(pixels, len(best), axis=0), maps)])
        captions = [image.name, *(tile_caption(trained.classes[k], probabilities[k]) for k in best)]
        with atomic_write(picture) as partial:
            plot_tiles(tiles, captions, columns=4).savefig(partial, dpi=130, facecolor="white")
        out.json({"picture": str(picture), "logits": {
            trained.classes[k]: round(float(values.mean()), 4)
            for k, values in zip(best, maps, strict=True)}})
        out.print(f"written: {picture}")
