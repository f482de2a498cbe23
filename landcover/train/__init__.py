"""From a configuration and batches to a run folder, and the run that owns it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "config": [
            "ConfigError", "TrainConfig", "absolute_data", "choose_accelerator", "choose_precision", "config_split",
            "config_tiles", "make_config", "parse_yaml", "profile_config", "read_config",
        ],
        "provenance": ["describe_provenance", "find_tiles"],
        "reuse": ["adopt_run"],
        "run": [
            "Run", "is_complete", "read_predictions"
        ],
        "task": ["LOSSES", "ClassificationTask"],
        "active": ["label_rounds", "margins", "pick_tiles"],
        "losses": ["balanced_weights", "correct_prior", "focal_loss", "logit_adjusted_loss"],
        "callbacks": ["Diverged", "History", "StopEarly", "Usage", "peak_memory", "quiet_lightning"],
        "checkpoints": ["AtomicCheckpointIO", "last_checkpoint", "read_checkpoint"],
        "snapshots": ["Snapshots", "average_weights", "load_snapshots"],
        "trainer": ["build_task", "choose_augmentation", "config_data", "fit"],
    },
)

