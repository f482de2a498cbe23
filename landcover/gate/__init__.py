"""Is this model good enough? Checks of data and model, a verdict, and the documents about it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "statistics": [
            "Change", "Comparison", "Results", "compare", "mcnemar_test", "paired_change",
            "points", "read_results", "signed", "unpaired_change", "weighted_figures", "bootstrap_samples", "middle_95",
        ],
        "checks": [
            "EUROSAT_MEAN", "EUROSAT_STD", "Outcome", "REHEARSAL", "REHEARSED", "Rules",
            "check_export", "check_latency", "check_leak", "check_overfit", "check_start",
            "check_symmetry", "check_tiles", "model_tests", "rules_for",
        ],
        "verdict": ["gate"],
        "documents": ["changed_classes", "markdown_table", "model_card", "report"],
    },
)
