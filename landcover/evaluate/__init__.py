"""Run -> Evaluation -> report: how good a model is, how far to trust it, where it fails."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
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
        "labels": ["doubted_labels", "doubts_table", "expected_gain", "fit_law", "out_of_fold"],
        "page": ["Code", "Gallery", "Picture", "Section"],
        "robustness": ["CORRUPTIONS", "corrupt", "measure_robustness", "robustness_section"],
        "spot_check": [
            "SpotCheck", "accuracy_fell", "draw_spot_check", "estimate_accuracy", "read_label_folder",
            "write_label_folder",
        ],
        "report": ["comparison_table", "render_report"],
        "evaluation": ["Evaluation", "evaluate"],
    },
)
