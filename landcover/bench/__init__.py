"""How fast is this machine, against what people usually write?"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "load": [
            "closed_loop", "mean_wait", "open_loop", "random_arrivals", "waiting_times",
        ],
        "measure": [
            "accuracy", "bench_figure", "fastest", "machine", "measure_throughput",
            "measured_trials", "measures_table", "speed_table", "speedup", "synchronized_time",
        ],
        "baseline": ["BaselineTraining", "baseline_loader", "image_folder"],
        "race": ["train_for"],
        "suite": ["BENCH_CONFIGS", "BenchConfig", "benchmark", "prediction_throughput", "runtimes"],
    },
)
