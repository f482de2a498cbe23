"""Water on a real scene: what windows of a size can find at best, and what other sizes find.

`python -m experiments.windows RUN` judges one model by NDWI and by the outlines of the towns, seen
through windows of other sizes, on the ground or in pixels; its lines go to windows.csv.
"""

import os
import sys
from pathlib import Path

import numpy as np
import torch
from scipy.ndimage import uniform_filter
from torch.nn import functional as F

from experiments.ledger import add_row
from experiments.robust import town_mask
from landcover.data.batches import normalize
from landcover.data.eurosat import RED_GREEN_BLUE, apply_lookup_table, rgb_lookup_table
from landcover.maps import read_scene, water_mask
from landcover.maps.edges import guided_filter
from landcover.train.run import Run

LEDGER = Path(__file__).parent / "windows.csv"
TILE, STEP = 64, 16  # pixels


def resized(values: torch.Tensor, shape: tuple[int, int]) -> torch.Tensor:  # (1, C, *shape)
    "Interpolated; where the result is smaller, with the means of what it covers."
    return F.interpolate(values, size=shape, mode="bilinear", antialias=True, align_corners=False)


def ask_windows(model, colors: np.ndarray, zoom: float) -> np.ndarray:  # (n_classes, H, W)
    "Probabilities of windows around every 16th pixel of the enlarged scene, back on its pixels."
    height, width = colors.shape[:2]
    shape = [round(size * zoom) // STEP * STEP for size in (height, width)]
    image = torch.from_numpy(colors).permute(2, 0, 1)[None].float()
    image = resized(image, shape)[0].permute(1, 2, 0).round().clamp(0, 255).byte().numpy()
    before = TILE // 2 - STEP // 2  # so that a window's middle is that of its square of 16 pixels
    image = np.pad(image, ((before, TILE), (before, TILE), (0, 0)), mode="reflect")
    views = np.lib.stride_tricks.sliding_window_view(image, (TILE, TILE), axis=(0, 1))
    views = views[:shape[0]:STEP, :shape[1]:STEP].transpose(0, 1, 3, 4, 2)
    rows = np.stack([model.predict_proba(np.ascontiguousarray(row)) for row in views])
    return resized(torch.from_numpy(rows).permute(2, 0, 1)[None], (height, width))[0].numpy()


@torch.inference_mode()
def ask_places(model, colors: np.ndarray, side: int) -> np.ndarray:  # (n_classes, H, W)
    "Class activation: the head at each place of the features, means of `side` x `side` places."
    pixels = normalize(torch.from_numpy(colors)[None], model.mean, model.std)
    logits = model.net.head(model.net.features(pixels).movedim(1, -1)).movedim(-1, 1)
    around = F.pad(logits, (side // 2, side - 1 - side // 2) * 2, mode="replicate")
    means = F.avg_pool2d(around, side, 1).softmax(dim=1)
    return resized(means, colors.shape[:2])[0].numpy()


def main(folder: str) -> None:
    "Every way of looking, one line of the ledger each."
    place = Path(os.environ["LANDCOVER_DATA"], "scenes", "aquileia_2019-04-16")
    model = Run.open(folder).model
    scene = read_scene(place, scale=65_535, nodata=0)
    numbers, _ = scene.read(RED_GREEN_BLUE)
    colors = apply_lookup_table(numbers, rgb_lookup_table(from_l2a=True))
    guide = apply_lookup_table(numbers, rgb_lookup_table()).astype(np.float32) / 255
    (water, valid), towns = water_mask(scene), town_mask(scene)

    def record(name: str, wet: np.ndarray, built: np.ndarray | None = None) -> None:
        wet = wet & valid
        both = (wet & water).sum()
        shares = [both / (wet | water).sum(), both / water.sum(), both / wet.sum()]
        if built is not None:
            shares.append((built & towns).sum() / towns.sum())
        add_row(LEDGER, ("seen", "water_iou", "water_found", "water_right", "towns_found"),
                (name, *(f"{share:.3f}" for share in shares), *[""] * (4 - len(shares))))

    for side in (64, 32, 16, 8):
        share = uniform_filter(water.astype(np.float32), side)
        record(f"at best: half of {side} pixels is water", share > 0.5)
        if side == TILE:
            soft = uniform_filter(share, side)  # windows around all pixels, averaged as a map does
            record("at best: 64 pixels, the mean of all windows around", soft > 0.5)
            sharp = guided_filter(guide, np.stack([1 - soft, soft]), valid)
            record("at best: the same, and the edges of the image", sharp[1] > 0.5)
    seen = {f"{640 / zoom:.0f} m": ask_windows(model, colors, zoom) for zoom in (2, 1, 0.5)}
    seen["all three"] = np.mean(list(seen.values()), axis=0)
    seen["640 and 320 m"] = (seen["640 m"] + seen["320 m"]) / 2
    seen |= {f"class activation, {8 * side} pixels": ask_places(model, colors, side)
             for side in (1, 4, 8)}
    for name, probabilities in seen.items():
        best = probabilities.argmax(axis=0)
        wet, built = (np.isin(best, [model.classes.index(kind) for kind in kinds])
                      for kinds in (("River", "SeaLake"), ("Residential", "Industrial")))
        record(name, wet, built)


if __name__ == "__main__":
    main(*sys.argv[1:])
