"""Old address of landcover.data.batches; goes when nobody uses it."""

from .data.batches import *  # noqa: F403
from .data.batches import TileDataModule as EuroSATDataModule  # noqa: F401
