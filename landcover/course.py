"""Old address of landcover.core; goes when nobody uses it."""

from .core import *  # noqa: F403
