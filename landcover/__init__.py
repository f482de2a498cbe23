"""Land cover from satellite images: the library that the notebooks in nbs/ export."""

__version__ = "0.1.0"
