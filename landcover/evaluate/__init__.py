"""Run -> Evaluation -> report: how good a model is, how far to trust it, where it fails."""
import importlib

import lazy_loader

_get, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "metrics": [
            "accuracy_interval", "compute_metrics", "macro_averages", "most_confident_errors",
            "per_class_metrics", "predictions_table",
        ],
        "calibration": [
            "calibration_error", "check_probabilities", "fit_temperature", "reliability_table",
            "scale_temperature",
        ],
        "compare": [
            "Comparison", "Difference", "compare_runs", "format_difference", "format_signed",
            "mcnemar_test", "paired_difference", "unpaired_difference",
        ],
        "figures": [
            "plot_confusion", "plot_learning", "plot_precision_recall", "plot_reliability",
            "plot_roc", "plot_tiles", "tile_caption",
        ],
        "baseline": ["baseline_probabilities", "color_features"],
        "page": ["Code", "Gallery", "Picture", "Section"],
        "report": ["comparison_table", "render_report"],
        "evaluation": ["Evaluation", "evaluate"],
    },
)
# Names of before, for those who still say them.
_OLD = {
    "percent": ("landcover.core", "percent"),
    "decimal": ("landcover.core", "decimal"),
    "class_color": ("landcover.data.eurosat", "class_color"),
    "EUROSAT_CREDIT": ("landcover.data.eurosat", "EUROSAT_CREDIT"),
    "data_uri": ("landcover.evaluate.page", "data_uri"),
    "read_predictions": ("landcover.evaluate.report", "read_predictions"),
}


def __getattr__(name: str):
    if name in _OLD:
        module, new = _OLD[name]
        return getattr(importlib.import_module(module), new)
    return _get(name)
