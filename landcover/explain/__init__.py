"""Why did it say that, and when should it say nothing? Heat maps, sets, what is foreign."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "heatmaps": [
            "area_iou", "class_maps", "enlarge_maps", "gradient_maps", "heat_pictures",
            "layer_maps", "network_inputs", "occlusion_maps", "pointing_game",
            "randomization_test", "randomize_weights",
        ],
        "conformal": [
            "calibrate_run", "confidence_for", "fit_conformal", "name_sets", "prediction_sets",
            "selective_curve", "set_summary",
        ],
        "embeddings": [
            "nearest_tiles", "project_features", "unit_length", "unusual_tiles",
            "write_embedding_page",
        ],
        "ood": ["ForeignDetector", "feature_logits", "separation", "tile_features"],
    },
)
