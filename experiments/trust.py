"""Do MAPIE, pytorch-ood and captum say the same as the library, where they compute the same?

    pip install mapie pytorch-ood captum
    python -m experiments.trust runs/first

Development only: the library needs none of the first two.
"""

import sys

import numpy as np
import torch
from sklearn.base import BaseEstimator, ClassifierMixin

from landcover.explain import (
    ForeignDetector,
    class_maps,
    feature_logits,
    fit_conformal,
    layer_maps,
    network_inputs,
    prediction_sets,
    tile_features,
)
from landcover.train import Run


class Stored(ClassifierMixin, BaseEstimator):
    "A classifier in scikit-learn's form whose input is its answer."

    def __init__(self, n_classes: int = 10):
        self.n_classes = n_classes
        self.classes_ = np.arange(n_classes)

    def fit(self, rows, labels):
        return self

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def predict_proba(self, rows):
        return rows

    def predict(self, rows):
        return rows.argmax(axis=1)


def differing_sets(labels: np.ndarray, p: np.ndarray, level: float) -> int:
    "Members in which the sets of half of the tiles differ from MAPIE's (split, LAC)."
    from mapie.classification import SplitConformalClassifier

    first, second = np.array_split(np.random.default_rng(0).permutation(len(labels)), 2)
    theirs = SplitConformalClassifier(Stored(p.shape[1]), confidence_level=level,
                                      conformity_score="lac", prefit=True)
    theirs.conformalize(p[first], labels[first])
    sets = theirs.predict_set(p[second])[1][:, :, 0]
    mine = prediction_sets(p[second], fit_conformal(labels[first], p[first], 1 - level))
    return int((sets != mine).sum())


def score_differences(run: Run, n: int = 1000) -> dict[str, float]:
    "Largest relative difference to pytorch-ood's scores of the first test tiles."
    from pytorch_ood.detector import EnergyBased, Mahalanobis, MaxSoftmax

    train, test = run.tiles[run.split.train], run.tiles[run.split.test[:n]]
    detector, count = ForeignDetector(run.model, train.images, train.labels), len(train.labels)
    features = [torch.from_numpy(tile_features(run.model, part.images)).double()
                for part in (train, test)]
    theirs = Mahalanobis(None).fit_features(features[0], torch.from_numpy(train.labels))
    theirs.mu, theirs.precision = theirs.mu.double(), theirs.precision.double()
    detector.precision = theirs.precision.numpy() * count  # theirs: a sum, and no shrinking
    mine = detector.scores(test.images)
    logits = feature_logits(run.model, features[1].numpy().astype(np.float32))
    logits = torch.from_numpy(logits).double()
    pairs = {"softmax": MaxSoftmax.score(logits) + 1, "energy": EnergyBased.score(logits),
             "mahalanobis": (2 * count * theirs.predict_features(features[1])).sqrt()}
    return {name: float(np.max(np.abs(mine[name] - score.numpy())
                               / np.maximum(np.abs(mine[name]), 1e-3)))
            for name, score in pairs.items()}


def main(folder: str) -> None:
    "Print the differences; exit code 1 if one of them is more than rounding."
    run = Run.open(folder)
    test = run.tiles[run.split.test]
    p = run.model.predict_proba(test.images)
    sets = {level: differing_sets(test.labels, p, level) for level in (0.9, 0.95, 0.99)}
    scores = score_differences(run)
    some = test.images[:20]
    named = p[:20].argmax(axis=1)
    maps = class_maps(run.model, some)[np.arange(20), named]
    net = run.model.net
    grad_cam = layer_maps(net, net.features, network_inputs(run.model, some), named)
    shape = maps.reshape(20, -1), np.asarray(grad_cam).reshape(20, -1)
    agreement = min(float(np.corrcoef(a, b)[0, 1]) for a, b in zip(*shape, strict=True))
    print(f"MAPIE, members of {len(p) // 2:,} sets that differ: {sets}")
    print(f"pytorch-ood, relative differences: { {k: f'{v:.0e}' for k, v in scores.items()} }")
    print(f"captum's Grad-CAM: least correlation with the class map over 20 tiles {agreement:.6f}")
    sys.exit(any(sets.values()) or max(scores.values()) > 1e-3 or agreement < 0.9999)


if __name__ == "__main__":
    main(*sys.argv[1:])
