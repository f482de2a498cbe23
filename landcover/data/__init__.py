"""From bytes to batches: EuroSAT's facts, where images are, tiles, splits, batches."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "eurosat": [
            "BANDS",
            "CLASS_COLORS",
            "EUROSAT_CLASSES",
            "EUROSAT_COUNTS",
            "EUROSAT_CREDIT",
            "EUROSAT_DOWNLOADS",
            "EUROSAT_MEAN",
            "EUROSAT_STD",
            "FULL_SCALE",
            "RGB_BANDS",
            "Download",
            "apply_lookup_table",
            "class_color",
            "display_name",
            "render_rgb",
            "rgb_lookup_table",
            "rgb",
            "top_of_atmosphere",
        ],
        "source": [
            "DataNotFoundError",
            "cache_folder",
            "download_file",
            "find_dataset",
            "network_answers",
            "resolve_source",
        ],
        "tiles": [
            "Tiles",
            "channel_statistics",
            "decode_image",
            "decode_tiles",
            "figure_title",
            "load_tiles",
            "require_8_bit",
        ],
        "split": [
            "Split",
            "make_split",
            "published_split",
            "read_split",
            "save_split",
            "split_from_table",
            "split_table",
            "stratified_subset",
        ],
        "batches": [
            "Augmentation",
            "TileDataset",
            "dihedral_views",
            "normalize",
            "transform_geometry",
        ],
        "datamodule": ["TileDataModule"],
    },
)
