"""The opponent of the network: features made by hand, and a support vector machine."""

import numpy as np
import torch
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from torch.nn import functional as F

from landcover.bench.measure import synchronized_time
from landcover.data.datamodule import TileDataModule
from landcover.data.tiles import Tiles
from landcover.evaluate.baseline import color_features
from landcover.train.config import TrainConfig

RING = ((0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1))  # around a pixel


def texture_features(
    images: np.ndarray,  # pixels, uint8 (N, H, W, C)
) -> np.ndarray:  # float32 (N, 24 C + 20)
    "Differences of neighbors at three scales, patterns of rings at two."
    pixels = torch.from_numpy(np.array(images)).float().permute(0, 3, 1, 2) / 255
    columns = []
    for scale in (1, 2, 4):
        coarse = F.avg_pool2d(pixels, scale)
        height, width = coarse.shape[2] - 1, coarse.shape[3] - 1
        middle = coarse[:, :, 1:-1, 1:-1]
        ring = [coarse[:, :, 1 + dy : height + dy, 1 + dx : width + dx] for dy, dx in RING]
        for other in ring[:4]:
            difference = (other - middle).abs()
            columns += [(statistic((2, 3)) + 1e-3).log()
                        for statistic in (difference.mean, difference.std)]
        if scale < 4:
            brighter = torch.stack([(other > middle).float().mean(1) > 0.5 for other in ring])
            changes = (brighter != brighter.roll(1, 0)).sum(0)
            pattern = torch.where(changes <= 2, brighter.sum(0), 9)  # 9: in spots
            columns.append(F.one_hot(pattern.flatten(1), 10).float().mean(1))
    return torch.cat(columns, 1).numpy()


def hand_made_features(
    images: np.ndarray,  # pixels, uint8 (N, H, W, C)
) -> np.ndarray:  # float32 (N, 38 C + 20), so 134 numbers for RGB
    "Color statistics, differences of neighbors, local binary patterns."
    texture = [texture_features(images[i : i + 512]) for i in range(0, len(images), 512)]
    return np.concatenate([color_features(images), np.concatenate(texture)], axis=1)


class FeatureModel:
    "A support vector machine on `hand_made_features`, asked like a network."

    def __init__(self, tiles: Tiles):
        self.n_classes = len(tiles.classes)
        self.pipeline = make_pipeline(StandardScaler(), SVC(C=10))
        self.pipeline.fit(hand_made_features(tiles.images), tiles.labels)

    def predict_proba(self, images: np.ndarray, tta: bool = False) -> np.ndarray:
        "1 for the class that it answers, 0 for the others."
        return np.eye(self.n_classes)[self.pipeline.predict(hand_made_features(images))]

    def parameters(self) -> list:
        "No weights in the sense of a network."
        return []


def learn_features(
    config: TrainConfig,  # not asked
    data: TileDataModule,  # its training tiles
) -> tuple[FeatureModel, float]:  # the model, and the seconds that it took
    "Features and their classifier, from the same training tiles as a network."
    start = synchronized_time()
    return FeatureModel(data.tiles[data.split.train]), synchronized_time() - start
