"""Runs in MLflow: logged once, watched live, compared, and the best one promoted."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "store": ["TrackingError", "default_uri", "mlflow_client", "redact_credentials"],
        "record": ["find_runs"],
        "log": ["log_run", "run_tags", "test_metrics", "training_fingerprint"],
        "live": ["LiveLogger", "fit_tracked"],
        "tune": ["search"],
        "registry": ["Promotion", "load_champion", "promote", "roll_back"],
    },
)
