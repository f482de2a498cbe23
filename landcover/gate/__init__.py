"""Is this model good enough? Checks of data and model, a verdict, and the documents about it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "verdict": ["SMOKE_TEST", "CheckResult", "Thresholds", "gate", "thresholds_for"],
        "checks": [
            "check_export", "check_initial_loss", "check_latency", "check_leak",
            "check_overfits_batch", "check_symmetry", "check_tiles", "model_tests",
        ],
        "documents": ["model_card", "pull_request_report"],
    },
)
