"""Run -> Evaluation -> report: how good a model is, how far to trust it, where it fails."""
import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "metrics": [
            "PERCENTILES", "accuracy_interval", "baseline_probabilities",
            "check_probabilities", "class_table", "color_features",
            "comparison_table", "compute_metrics", "decimal", "macro_averages",
            "percent", "plain", "predictions_table", "run_metrics", "worst_mistakes",
        ],
        "calibration": [
            "N_BINS", "apply_temperature", "calibration_error", "fit_temperature",
            "reliability_table",
        ],
        "compare": [
            "Comparison", "Difference", "compare_runs", "format_difference", "format_signed",
            "mcnemar_test", "paired_difference", "unpaired_difference",
        ],
        "figures": [
            "FIGURES", "class_color", "confusion_figure", "learning_figure",
            "precision_recall_figure", "random_rows", "reliability_figure", "rgb",
            "roc_figure", "save_figures", "tiles_figure",
        ],
        "report": [
            "EUROSAT_CREDIT", "Section", "class_table_html", "data_uri", "evaluate",
            "picture_html", "read_predictions", "render_page", "report_page",
            "report_sections", "reproduce_section", "table_html", "text_html",
            "tiles_html", "write_report",
        ],
    },
)
