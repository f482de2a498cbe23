"""What was hoped for before anything was measured, beside what `landcover bench` measured."""

import pandas as pd

from landcover.bench.measure import MEASURES, format_measure

# More is better for the ratios, less for seconds and megabytes.
TARGETS = {
    "batches_ratio": 4,
    "train_ratio": 10,
    "train_224_ratio": 100,
    "time_to_90_ratio": 15,
    "import_seconds": 0.1,
    "help_seconds": 1.0,
    "peak_rss_mb": 2500,
}


def targets_table(
    result: dict,  # what `benchmark` returned
) -> pd.DataFrame:  # columns: measured, target, reached; a row for each target
    "Each target, what was measured, and whether it was reached."
    rows = {}
    for name, target in TARGETS.items():
        value, more = result[name], name.endswith("ratio")
        bound = name == "time_to_90_ratio" and result["race"].get("90", {}).get("lower_bound")
        reached = "" if value is None else (
            "yes" if (value >= target if more else value <= target) else
            "cannot tell" if bound else "no")
        hoped = f"at {'least' if more else 'most'} {target:,}"
        rows[MEASURES[name]] = format_measure(result, name), hoped, reached
    return pd.DataFrame.from_dict(rows, orient="index", columns=["measured", "target", "reached"])
