"""Runs in MLflow: logged once, watched live, compared, and the best one promoted."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "store": [
            "TrackingError",
            "default_uri",
            "find_runs",
            "hide_password",
            "open_store",
            "run_facts",
            "training_fingerprint",
        ],
        "log": ["log_run", "run_tags", "test_metrics"],
        "live": ["LiveLogger", "fit_tracked", "search"],
        "registry": ["Verdict", "load_champion", "promote", "roll_back"],
    },
)
