"""Scene -> blocks -> rasters -> products: the land-cover map of a whole satellite scene."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "scene": ["BandFile", "GeoScene", "write_scene"],
        "reader": ["read_scene"],
        "windows": ["dense_network", "hann_weights", "merge_windows", "window_starts"],
        "blocks": ["BlockClassifier", "distill_head"],
        "rasters": ["NODATA", "SCALE", "LandcoverMap"],
        "mapper": ["METHODS", "map_scene"],
        "figures": ["class_legend", "class_picture", "plot_map", "scene_picture"],
        "page": ["write_web_map"],
        "products": ["map_section", "write_polygons", "write_products"],
        "unsure": ["UNSURE", "count_possible", "least_probability", "mark_unsure"],
        "sample": ["estimated_areas", "write_sample"],
        "change": ["align", "area_of_change", "change_table", "find_shift", "transitions"],
        "change_map": ["ChangeMap", "area_from_sample", "compare_maps", "map_change"],
        "change_page": ["write_change_page"],
        "accuracy": ["draw_sample", "estimate_area", "map_scores", "water_mask"],
    },
)
