"""Scene -> blocks -> rasters -> products."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "scene": ["BandFile", "GeoScene", "apply_rendering", "map_packages", "rendering", "water_mask", "write_scene"],
        "reader": ["read_scene"],
        "windows": ["HALO", "MapTask", "blend", "blend_matrix", "match_head", "network_step", "on_grid", "shared_windows", "single_windows", "window_starts"],
        "rasters": ["Block", "LandcoverMap", "NO_CLASS", "ONE", "encode", "estimate_area", "map_scores", "write_rasters"],
        "mapper": ["METHODS", "block_side", "bytes_per_pixel", "classify", "make_blocks", "one_thread"],
        "products": ["class_legend", "class_picture", "map_figure", "map_section", "scene_picture", "write_page", "write_polygons", "write_products"],
    },
)
