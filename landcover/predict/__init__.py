"""Images in, labels and probabilities out; a model as a file for other programs; several as one."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "inference": [
            "ExportableModel", "export_onnx", "export_pt2", "load_model", "predict",
            "read_band_image", "read_image", "read_images", "run_card",
        ],
        "ensemble": [
            "Ensemble", "FeatureClassifier", "average_probabilities", "derive_run", "disagreement",
            "disagreement_rate", "make_ensemble", "read_members",
        ],
    },
)
