"""A small world from above whose truth is known: ground, painters, scenes and tiles."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "dates": ["SimulatedDates", "simulate_dates"],
        "ground": ["SPECTRA"],
        "scenes": [
            "SimulatedScene", "load_or_simulate_tiles", "simulate_scene", "simulate_tiles",
            "simulate_tiles_and_truth",
        ],
    },
)
