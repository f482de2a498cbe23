"""python -m experiments.robust: what the robust recipe gains on tiles, and what a map loses.

The first rows of the ledger, and those with patches, come from a forerunner with the same shares
and strengths but other random numbers: this file repeats them up to chance. Three variants there
need more than leaving changes out, and are not among VARIANTS: stronger light, lamps on half of the
tiles, zoomed in only. Nor are those with soft spots on more of the sea's tiles than the library's
28 %. Columns that came later are empty in earlier rows.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

from experiments.ledger import add_row
from experiments.variants import plain_recipe, train_recipe
from landcover.data.datamodule import TileDataModule
from landcover.data.degrade import RobustAugmentation, soft_spots
from landcover.data.eurosat import rgb_lookup_table
from landcover.data.split import make_split
from landcover.data.tiles import Tiles, load_tiles
from landcover.evaluate.calibration import fit_temperature
from landcover.evaluate.robustness import measure_robustness
from landcover.maps import GeoScene, map_scene, read_scene, water_mask
from landcover.model.classifier import LandcoverClassifier
from landcover.train.trainer import config_data

HERE = Path(__file__).parent
LEDGER, TOWNS = HERE / "robust.csv", HERE / "aquileia_towns.geojson"
NOTHING = {"zoom": 1.0, "size": 0.0, "blur": 0.0, "quality": 0.0, "noise": 0.0, "stretch": 0.0,
           "spots": 0.0, "gamma": 1.0, "lamp": 1.0}
CALM = ("spots",)  # the sea stays as smooth as EuroSAT shows it
LIGHT = ("stretch", "gamma", "lamp")
VARIANTS = {  # name -> changes that are left out; None: the plain recipe
    "plain": None,
    "robust": (),
    "robust, calm sea": CALM,
    "without light": CALM + LIGHT,
    "without light and zoom": (*CALM, *LIGHT, "zoom"),
    "without light and noise": (*CALM, *LIGHT, "noise"),
    "without light and resampling": (*CALM, *LIGHT, "size", "blur"),
    "without light and JPEG": (*CALM, *LIGHT, "quality"),
    "with patches": CALM,
    "with patches, without light": CALM + LIGHT,
}


class LeftOut(RobustAugmentation):
    "Without some of the changes."

    without: tuple[str, ...] = ()

    def sample(self, n, shape, seed, epoch):
        "As always, then nothing of those."
        drawn = super().sample(n, shape, seed, epoch)
        return drawn | {name: torch.full((n,), NOTHING[name]) for name in self.without}


class WithPatches(TileDataModule):
    "Light that changes over 5 to 30 pixels, as waves and silt make it, on a sixth of the tiles."

    def augment(self, images, positions, epoch):
        "Adds a deviation of up to 12 levels; then as always."
        source = torch.Generator().manual_seed(
            (1_000 * self.seed + epoch) * 100_000 + int(positions[0]))
        strength, chance = torch.rand(2, len(images), generator=source)
        spots = soft_spots(12 * strength * (chance < 1 / 6), images.shape[1], source)
        images = (images + spots.permute(0, 2, 3, 1)).round().clamp(0, 255).byte()
        return super().augment(images, positions, epoch)


def train(variant: str, tiles: Tiles, seed: int, **settings) -> tuple:  # data, model, seconds
    "The recipe of the course, with a variant of the augmentation."
    without = VARIANTS[variant]
    kind = {} if without is None else {"augmentation": "robust"}
    config = plain_recipe(seed=seed, **settings, **kind)
    data = config_data(config, tiles)
    if without:
        augmentation = LeftOut(**vars(data.augmentation))
        object.__setattr__(augmentation, "without", without)
        data = TileDataModule(tiles, data.split, data.batch_size, data.seed, augmentation)
    if variant.startswith("with patches"):
        data = WithPatches(tiles, data.split, data.batch_size, data.seed, data.augmentation)
    return data, *train_recipe(config, data)


def town_mask(scene: GeoScene) -> np.ndarray:  # bool (H, W)
    "Where the towns are, as drawn by hand on the scene's natural colors."
    from rasterio.features import rasterize
    from rasterio.warp import transform_geom

    features = json.loads(TOWNS.read_text(encoding="utf-8"))["features"]
    shapes = [transform_geom("EPSG:4326", scene.crs, f["geometry"]) for f in features]
    return rasterize(shapes, (scene.height, scene.width), transform=scene.transform) > 0


def judge_map(model: LandcoverClassifier, scene: GeoScene) -> dict:  # shares, and hectares
    "Water against NDWI, towns against their outlines."
    with tempfile.TemporaryDirectory() as folder:
        result = map_scene(scene, model, table=rgb_lookup_table(from_l2a=True),
                           folder=Path(folder, "map"), progress=False)
        classes, hectares = result.read(), result.metadata["hectares"]
    (water, valid), towns = water_mask(scene), town_mask(scene)

    def called(*names):
        return np.isin(classes, [model.classes.index(name) for name in names]) & valid

    wet, built = called("River", "SeaLake"), called("Residential", "Industrial")
    return {"water_iou": round((wet & water).sum() / (wet | water).sum(), 4),
            "towns_found": round((built & towns).sum() / towns.sum(), 4),
            "built_outside_ha": round((built & ~towns).sum() / 100),
            "residential_ha": round(hectares["Residential"]),
            "industrial_ha": round(hectares["Industrial"])}


def judge_texture(model: LandcoverClassifier, scene: GeoScene, tiles: Tiles) -> dict:  # in %
    "How much water is called sea: the lagoon's, the same without texture, EuroSAT's with it."
    numbers, _ = scene.read(["B04", "B03", "B02"])
    table = rgb_lookup_table(from_l2a=True)
    colors = np.stack([table[k][numbers[..., k]] for k in range(3)], axis=-1)
    water, _ = water_mask(scene)
    corners = [(y, x) for y in range(0, scene.height - 64, 32)
               for x in range(0, scene.width - 64, 32) if water[y:y + 64, x:x + 64].mean() > 0.98]
    lagoon = np.stack([colors[y:y + 64, x:x + 64] for y, x in corners]).astype(float)
    flat = np.broadcast_to(lagoon.mean(axis=(1, 2), keepdims=True), lagoon.shape)
    sea = model.classes.index("SeaLake")
    calm = tiles.images[tiles.labels == sea][:len(lagoon)]

    def called_sea(images):
        images = images.round().clip(0, 255).astype(np.uint8)
        return round(100 * (model.predict_proba(images).argmax(axis=1) == sea).mean())

    return {"lagoon": called_sea(lagoon), "lagoon_flat": called_sea(flat),
            "sea_with_its_texture": called_sea(calm + lagoon - flat)}


def judge_tiles(
    model: LandcoverClassifier, tiles: Tiles, rows: np.ndarray, val: np.ndarray
) -> dict:
    "Accuracy in %: clean, mean over the changes, and of those that the goals name."
    temperature = fit_temperature(tiles.labels[val], model.predict_proba(tiles.images[val]))
    found = measure_robustness(model, tiles[rows], temperature)
    each = {"jpeg_75": "JPEG, quality 75", "resampled": "resampled at 3/4", "zoom": "zoom 1.25",
            "stretch": "stretch from 2 to 98 %", "noise": "noise of 8 levels"}
    shares = {"clean": found["clean"]["accuracy"], "mean": found["mean"],
              **{key: found["corruptions"][name]["accuracy"] for key, name in each.items()},
              "calibration_error": found["mean_calibration_error"]}
    return {"judges": len(rows)} | {key: round(100 * share, 2) for key, share in shares.items()}


def main(variant: str, epochs: int, seed: int, part: str = "val", n: int = 1_000) -> None:
    "One training, one line of the ledger."
    place = Path(os.environ["LANDCOVER_DATA"], "scenes", "aquileia_2019-04-16")
    tiles = load_tiles(None)
    data, model, seconds = train(variant, tiles, seed, epochs=epochs)
    rows = getattr(make_split(tiles), part)
    rows = rows[np.random.default_rng(0).permutation(len(rows))[:n]]
    scene = read_scene(place, scale=65_535, nodata=0)
    line = {"variant": variant, "epochs": epochs, "seed": seed, "split": "seeded", "part": part,
            **judge_tiles(model, tiles, rows, data.split.val),
            **judge_map(model, scene), "seconds": round(seconds, 1),
            **judge_texture(model, scene, tiles)}
    add_row(LEDGER, tuple(line), tuple(line.values()))


if __name__ == "__main__":
    name, *numbers = sys.argv[1:]
    main(name, *map(int, numbers[:2]), *numbers[2:3], *map(int, numbers[3:]))
