"""Land cover from satellite images: the library that the notebooks in nbs/ export.

The flow, and what each step hands on:

    source -> Tiles -> Split -> TileDataModule -> fit(config, folder) -> Run
    Run    -> evaluate(run) -> Evaluation -> report, figures, metrics
    Run    -> model -> predict, export_onnx
    scene  -> map_scene(scene, model) -> rasters -> polygons, areas, a page
    Run    -> log_run, promote (MLflow), gate (CI), stages of the pipeline (DVC)

Each name below is imported when it is used, so `import landcover` takes no time. The functions
`evaluate` and `predict` are called as their modules are: import them from there.
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "core": ["LandcoverWarning", "profile"],
        "data.tiles": ["Tiles", "load_tiles"],
        "data.split": ["Split", "make_split"],
        "data.datamodule": ["TileDataModule"],
        "simulate.scenes": ["load_or_simulate_tiles", "simulate_scene", "simulate_tiles"],
        "model.classifier": ["Classifier", "LandcoverClassifier", "load_weights"],
        "train.config": ["TrainConfig", "profile_config", "read_config"],
        "train.run": ["Run"],
        "train.trainer": ["fit"],
        "predict": ["export_onnx", "load_model", "read_images"],
        "maps.reader": ["read_scene"],
    },
)
