"""python -m experiments.labels: pretraining without labels, then 50 to 500 of them."""

import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from experiments.ledger import add_row
from landcover.data.batches import normalize
from landcover.data.split import make_split, stratified_subset
from landcover.data.tiles import Tiles, channel_statistics, load_tiles
from landcover.evaluate.labels import linear_head
from landcover.model.classifier import LandcoverClassifier
from landcover.model.muon import one_cycle
from landcover.model.pretrained import backbone_features, prepare_network

LEDGER = Path(__file__).parent / "labels.csv"
COLUMNS = ("way", "labels", "seed", "judges", "accuracy", "cpu_seconds")
KEPT = Path("runs", "self_supervised.pt")  # the pretrained network: minutes of work
SIZE, BATCH, EPOCHS = 48, 256, 6  # pixels of a view, tiles in a batch, passes over the tiles


def random_view(
    images: torch.Tensor,  # normalized (B, C, H, W)
    rng: torch.Generator,  # gives all that is random
) -> torch.Tensor:  # (B, C, SIZE, SIZE)
    "A random part of each tile, turned or mirrored, in another light."
    n = len(images)
    u = torch.rand(n, 8, generator=rng)
    scale = 0.5 + 0.5 * u[:, 0]  # side of the part / side of the tile
    quarter = torch.tensor([[0.0, -1], [1, 0]])
    turn = torch.stack([torch.matrix_power(quarter, k) for k in range(4)])
    matrix = turn[(4 * u[:, 1]).long()] * scale[:, None, None]
    matrix[:, :, 0] *= torch.where(u[:, 2] < 0.5, -1.0, 1.0)[:, None]
    moved = (2 * u[:, 3:5] - 1) * (1 - scale)[:, None]
    matrix = torch.cat([matrix, moved[..., None]], 2)
    grid = F.affine_grid(matrix, (n, images.shape[1], SIZE, SIZE), align_corners=False)
    views = F.grid_sample(images, grid, padding_mode="reflection", align_corners=False)
    light = torch.randn(n, 4, generator=rng)
    gain, offset = 1 + 0.3 * light[:, :1], 0.3 * light[:, 1:]
    return views * gain[..., None, None] + offset[..., None, None]


def contrastive_loss(
    first: torch.Tensor,  # a view of each tile, as directions (B, D)
    second: torch.Tensor,  # another view of the same tiles
    temperature: float = 0.2,
) -> torch.Tensor:
    "Which of all views is the other one of the same tile? (NT-Xent: Chen et al., 2020.)"
    both = torch.cat([first, second])
    near = both @ both.T / temperature
    near.fill_diagonal_(-torch.inf)
    partner = torch.arange(len(both)).roll(len(first))
    return F.cross_entropy(near, partner)


def pretrain(tiles: Tiles, pool: np.ndarray) -> dict:  # the network's state, CPU seconds, epochs
    "TileNet learns to know two views of a tile from those of others; each epoch is kept."
    mean, std = channel_statistics(tiles, pool)
    torch.manual_seed(0)
    net = LandcoverClassifier(tiles.classes, mean, std).net.train()
    project = nn.Sequential(nn.Linear(96, 128), nn.ReLU(), nn.Linear(128, 64))
    weights = [*net.features.parameters(), *project.parameters()]
    optimizer = torch.optim.AdamW(weights, weight_decay=0.05)
    kept = {"epochs": 0, "seconds": 0.0}
    parts = {"net": net, "project": project, "optimizer": optimizer}
    if KEPT.exists():
        kept = torch.load(KEPT, weights_only=True)
        for name, part in parts.items():
            part.load_state_dict(kept[name])
    steps = len(pool) // BATCH
    for epoch in range(kept["epochs"], EPOCHS):
        start, losses, rng = time.process_time(), [], torch.Generator().manual_seed(epoch)
        order = torch.randperm(len(pool), generator=rng).numpy()
        order = order[: steps * BATCH].reshape(-1, BATCH)
        for step, batch in enumerate(order):
            for group in optimizer.param_groups:
                group["lr"] = 4e-3 * one_cycle((epoch * steps + step + 1) / (EPOCHS * steps + 1))
            images = normalize(torch.from_numpy(tiles.images[np.sort(pool[batch])]), mean, std)
            views = torch.cat([random_view(images, rng), random_view(images, rng)])
            with torch.autocast("cpu", torch.bfloat16):
                views = views.contiguous(memory_format=torch.channels_last)
                found = net.features(views).mean((2, 3))
            loss = contrastive_loss(*F.normalize(project(found.float()), dim=1).chunk(2))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        kept = {"epochs": epoch + 1, "seconds": kept["seconds"] + time.process_time() - start}
        KEPT.parent.mkdir(exist_ok=True)
        torch.save(kept | {name: part.state_dict() for name, part in parts.items()}, KEPT)
        print(epoch, round(np.mean(losses), 3), round(kept["seconds"]), flush=True)
    return torch.load(KEPT, weights_only=True)


@torch.inference_mode()
def own_features(tiles: Tiles, rows: np.ndarray, pool: np.ndarray, state: dict) -> np.ndarray:
    "What the pretrained TileNet says of tiles."
    mean, std = channel_statistics(tiles, pool)
    net = LandcoverClassifier(tiles.classes, mean, std).net.eval()
    net.load_state_dict(state)
    return np.concatenate([
        net.features(normalize(torch.from_numpy(tiles.images[rows[i : i + 256]]), mean, std))
        .mean((2, 3)).numpy() for i in range(0, len(rows), 256)])


def linear(way: str, features: dict, labels: dict, tiles: Tiles, seconds: float) -> None:
    "A linear model on features, with 50 to 500 labels, several draws."
    for each, draws in ((5, 10), (10, 10), (50, 5)):
        for seed in range(draws):
            rng, y, start = np.random.default_rng(seed), labels["pool"], time.process_time()
            rows = np.concatenate([rng.permutation(np.flatnonzero(y == k))[:each]
                                   for k in range(len(tiles.classes))])
            head = linear_head().fit(features["pool"][rows], y[rows])
            right = head.score(features["test"], labels["test"])
            spent = seconds + time.process_time() - start
            add_row(LEDGER, COLUMNS, (way, 10 * each, seed, len(labels["test"]),
                                      round(100 * right, 2), round(spent, 1)))


def main() -> None:
    "Measure what the ledger lacks."
    tiles, split = load_tiles(), make_split(load_tiles())
    judges = stratified_subset(tiles, split.test, 2_000)
    some = stratified_subset(tiles, split.train, 2_000)
    kept = pretrain(tiles, split.train)
    done = LEDGER.read_text(encoding="utf-8") if LEDGER.exists() else ""
    labels = {"pool": tiles.labels[some], "test": tiles.labels[judges]}
    if '\n"self-supervised, linear"' not in done:
        features = {name: own_features(tiles, rows, split.train, kept["net"])
                    for name, rows in (("pool", some), ("test", judges))}
        linear("self-supervised, linear", features, labels, tiles, kept["seconds"])
    if '\n"ImageNet, linear"' not in done:
        mean, std = channel_statistics(tiles, some)
        model = LandcoverClassifier(tiles.classes, mean, std, network="timm/tf_efficientnet_lite0")
        prepare_network(model, "imagenet")
        features = {name: backbone_features(model.net, tiles.images[rows], mean, std)
                    for name, rows in (("pool", some), ("test", judges))}
        linear("ImageNet, linear", features, labels, tiles, 0.0)


if __name__ == "__main__":
    main()
