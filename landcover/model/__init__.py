"""From pixels to probabilities: networks, their optimizer, and the classifier. Plain PyTorch."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "networks": [
            "MIN_TILE_SIZE", "NETWORKS", "ResidualBlock", "TileNet", "build_network", "conv_block"
        ],
        "muon": ["Muon", "one_cycle"],
        "ensemble": ["join_networks", "part_networks"],
        "pretrained": ["BackboneNet", "backbone_features", "depth_groups", "prepare_network"],
        "classifier": ["Classifier", "LandcoverClassifier", "load_weights", "save_weights"],
    },
)
