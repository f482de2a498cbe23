"""A small world from above whose truth is known: ground, painters, scenes and tiles."""

import importlib

import lazy_loader

_get, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "ground": ["SPECTRA"],
        "scenes": ["SimulatedScene", "load_or_simulate_tiles", "simulate_scene", "simulate_tiles"],
    },
)
# Names of before, for notebooks that still say them.
_OLD = {
    "Scene": ("landcover.simulate.scenes", "SimulatedScene"),
} | {
    name: ("landcover.data.eurosat", name)
    for name in ("BANDS", "WAVELENGTH", "RGB_BANDS", "render_rgb", "top_of_atmosphere")
}


def __getattr__(name: str):
    if name in _OLD:
        module, new = _OLD[name]
        return getattr(importlib.import_module(module), new)
    return _get(name)


def find_tiles(source=None, *, fall_back=False, **settings):
    "The old name of `load_or_simulate_tiles`, which falls back unless it is told not to."
    from landcover.simulate.scenes import load_or_simulate_tiles

    return load_or_simulate_tiles(source, fall_back=fall_back, **settings)
