"""From a configuration and batches to a run folder, and the run that owns it."""

import lazy_loader

_get, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "config": [
            "ConfigError", "TrainConfig", "choose_accelerator", "choose_precision", "config_split",
            "config_tiles", "make_config", "profile_config", "read_config",
        ],
        "run": [
            "Run", "describe_provenance", "is_complete", "read_predictions"
        ],
        "task": ["LOSSES", "ClassificationTask"],
        "callbacks": ["Diverged", "History", "StopEarly", "Usage", "peak_memory", "quiet_lightning"],
        "trainer": ["build_task", "config_data", "fit"],
    },
)


def __getattr__(name: str):
    if name in _OLD:
        return globals()[_OLD[name]]
    if name in ("build_model", "describe_origin", "read_json", "read_split", "COMPLETE"):
        from landcover.core import read_json
        from landcover.data.split import read_split
        from landcover.train import run, trainer

        return {"build_model": trainer.build_task, "describe_origin": run.describe_provenance,
                "read_json": read_json, "read_split": read_split, "COMPLETE": "COMPLETE"}[name]
    return _get(name)


# Names of before, for notebooks that still say them.
_OLD = {"load_run": "_load_run", "finished_folder": "_finished_folder"}


def _load_run(folder, tiles=None):
    return _get("Run").open(folder, tiles)


def _finished_folder(folder):
    return _get("Run").open(folder).folder
