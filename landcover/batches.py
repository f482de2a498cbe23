"""Old address of landcover.data.batches; goes when nobody uses it."""

from .data.batches import *  # noqa: F403
from .data.datamodule import TileDataModule as EuroSATDataModule  # noqa: F401
from .data.batches import dihedral_views as symmetric_views  # noqa: F401
