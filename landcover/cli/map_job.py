"""What makes a map for `landcover serve`: a program of its own, told in JSON what to do.

It says in lines of JSON how far it is, and ends when its standard input does: nobody waits then.
"""

import json
import os
import sys
import threading
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:  # names for annotations only
    from landcover.maps import GeoScene
    from landcover.serve import OnnxClassifier

MEMORY = 2e8  # bytes for the block in work
MOST_BANDS = 20  # of a file


def say(**words: object) -> None:
    "Tell the service something."
    print(json.dumps(words), flush=True)


class CountedClassifier:
    "A classifier that says after each batch how much of the scene it has seen."

    def __init__(
        self,
        classifier: "OnnxClassifier",  # asked window by window
        total: int,  # windows of the scene
    ):
        self.classes, self.bands = classifier.classes, classifier.bands
        self.tile_size, self._classifier = classifier.tile_size, classifier
        self._total, self._done = total, 0

    def predict_proba(
        self,
        images: np.ndarray,  # pixels, uint8 (N, tile_size, tile_size, n_bands)
    ) -> np.ndarray:  # float32 (N, n_classes)
        "What it believes about each image."
        probabilities = self._classifier.predict_proba(images)
        self._done += len(images)
        say(progress=round(0.95 * min(1, self._done / self._total), 4))  # the rest: products
        return probabilities


def check_size(
    height: int,  # pixels
    width: int,  # pixels
    most: int,  # pixels
) -> None:
    "ValueError for a scene that is too large here."
    if height * width > most:
        raise ValueError(f"The scene has {height:,} x {width:,} pixels, at most {most / 1e6:g} "
                         "million are mapped here. Send a part of it, or use landcover map.")


def open_scene(
    told: dict,  # from the service
) -> "GeoScene":
    "The scene, if it is not too large; ValueError asks for what the file does not say."
    from landcover.cli.map import parse_nodata
    from landcover.maps import read_scene
    from landcover.maps.said import read_layout

    layout = read_layout(told["scene"])
    check_size(*layout.shape, told["pixels"])
    if len(layout.descriptions) > MOST_BANDS:
        raise ValueError(f"The file has {len(layout.descriptions)} bands, at most {MOST_BANDS}.")
    names = told["bands"].split(",") if told.get("bands") else None
    scene = read_scene(told["scene"], bands=names, scale=told.get("scale"),
                       offset=told.get("offset"), nodata=parse_nodata(told.get("nodata", "read")))
    check_size(scene.height, scene.width, told["pixels"])  # at 10 m
    return scene


def count_windows(
    scene: "GeoScene",  # what is mapped
    classifier: "OnnxClassifier",  # by whom
    stride: int,  # pixels from window to window
) -> int:
    "How often the classifier will be asked."
    from landcover.maps.mapper import block_side, make_blocks
    from landcover.maps.windows import window_starts

    blocks = make_blocks(scene.height, scene.width, block_side(MEMORY, 1, classifier))
    counts = [[len(window_starts(*span, classifier.tile_size, stride)) for span in block]
              for block in blocks]
    return sum(rows * columns for rows, columns in counts)


def make_map(
    told: dict,  # scene, model, folder, pixels; stride, bands, scale, offset, nodata, air, unsure_below
) -> None:
    "Map the scene, and leave map.zip and map.html in the folder."
    from landcover.data.eurosat import rgb_lookup_table
    from landcover.maps import map_scene, write_products
    from landcover.serve import OnnxClassifier

    classifier, stride = OnnxClassifier(told["model"]), told.get("stride", 16)
    say(model=classifier.fingerprint)
    scene, air = open_scene(told), told.get("air")
    counted = CountedClassifier(classifier, count_windows(scene, classifier, stride))
    folder = Path(told["folder"])
    made = map_scene(
        scene, counted, stride, folder=folder.with_name("map"), method="sliding", memory=MEMORY,
        table=None if air is None else rgb_lookup_table(from_l2a=air), workers=1,
        finish=write_products, progress=False, unsure_below=told.get("unsure_below"),
    )
    partial = folder.with_name("packing")
    partial.mkdir()
    with zipfile.ZipFile(partial / "map.zip", "w") as pack:  # the rasters are compressed already
        for path in sorted(made.folder.rglob("*")):
            pack.write(path, f"{scene.name.removesuffix('.tif')}/{path.relative_to(made.folder)}")
    os.replace(made.folder / "map.html", partial / "map.html")
    os.replace(partial, folder)


IN_HTTP = "Send its pixels: gdal_translate FILE.vrt FILE.tif"  # where there is no option --vrt


def end_with_the_service() -> None:
    "Wait until the other end of standard input is closed, and end."
    sys.stdin.read()
    os._exit(1)


def main(
    text: str,  # JSON
) -> int:  # exit code
    "Make a map; what is wrong with the scene is said in a sentence."
    from landcover.cli.app import error_message
    from landcover.core import LandcoverWarning

    threading.Thread(target=end_with_the_service, daemon=True).start()
    if sys.platform == "linux":  # should memory run out, it is this process that goes
        Path("/proc/self/oom_score_adj").write_text("1000")
    warnings.simplefilter("ignore")
    warnings.simplefilter("always", LandcoverWarning)
    warnings.showwarning = lambda message, *_: say(note=str(message))
    try:
        make_map(json.loads(text))
    except (ValueError, OSError, ImportError, MemoryError) as error:
        said = error_message(error) or "Not enough memory for this scene."
        say(problem=said.replace("If you trust it: vrt=True, or --vrt.", IN_HTTP))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
