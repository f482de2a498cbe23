"""Decode once, then open; and how the cost of a batch grows with the number of tiles."""

import itertools
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from landcover.bench.measure import measure_throughput, synchronized_time
from landcover.bench.race import one_epoch
from landcover.data.datamodule import TileDataModule
from landcover.data.split import Split
from landcover.data.tiles import load_tiles


@contextmanager
def fresh_cache() -> Iterator[None]:
    "An empty cache folder for decoded tiles, until the end of the block."
    before = os.environ.get("LANDCOVER_CACHE")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["LANDCOVER_CACHE"] = folder
        try:
            yield
        finally:
            del os.environ["LANDCOVER_CACHE"]
            if before is not None:
                os.environ["LANDCOVER_CACHE"] = before


def reading_seconds(
    source: str | Path,  # an archive or a folder of class folders
) -> dict[str, float]:  # tiles, decode_seconds, open_seconds
    "How long decoding all tiles takes, and opening them when they are in the cache."
    with fresh_cache():
        start = synchronized_time()
        n_tiles = len(load_tiles(source))
        decoded = synchronized_time()
        load_tiles(source)
        opened = synchronized_time()
    return {"tiles": n_tiles, "decode_seconds": decoded - start, "open_seconds": opened - decoded}


def growth_throughput(
    data: TileDataModule,  # any training tiles
    sizes: tuple[int, ...],  # numbers of training tiles
    rounds: int,  # how often each size has its turn
) -> dict[str, list[float]]:  # tiles per second for each size, as "1,000"
    "Whole epochs of augmented batches over ever more tiles: all there are, again and again."
    epochs = itertools.count()

    def contender(size):
        longer = TileDataModule(data.tiles, data.split, data.batch_size)
        rows = np.resize(np.arange(len(data.tiles)), size)
        longer.split = Split(rows, data.split.val, data.split.test)
        return lambda: one_epoch(longer, next(epochs))

    return measure_throughput({f"{size:,}": contender(size) for size in sizes}, rounds)
