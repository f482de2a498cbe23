"""The ways to run a model side by side, one of them with weights in 8-bit whole numbers."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from landcover.bench.suite import onnx_runtime, runtimes
from landcover.model.classifier import LandcoverClassifier
from landcover.predict import export_pt2


def quantize(
    onnx_file: Path,  # a model that `export_onnx` wrote
    images: np.ndarray,  # training tiles for the calibration, uint8 (n, H, W, C)
    path: Path,  # file to write, ending in .onnx
) -> Path:  # the same
    "The model with weights and activations in 8 bits (static quantization)."
    import onnx
    from onnxruntime.quantization import CalibrationDataReader, QuantType, quantize_static
    from onnxruntime.quantization.shape_inference import quant_pre_process

    class Batches(CalibrationDataReader):
        "The tiles, in batches of 50."

        def __init__(self):
            self.starts = iter(range(0, len(images), 50))

        def get_next(self):
            start = next(self.starts, None)
            return None if start is None else {"images": images[start : start + 50]}

    prepared = path.with_suffix(".prepared.onnx")
    quant_pre_process(str(onnx_file), str(prepared), skip_symbolic_shape=True)
    quantize_static(prepared, path, Batches(), per_channel=True, op_types_to_quantize=["Conv"],
                    activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
                    reduce_range=True)  # 7 bits: without it 8-bit sums overflow on older CPUs
    prepared.unlink()
    changed = onnx.load(path)
    kept = [entry for entry in changed.metadata_props if entry.key != "sha256"]  # of other bytes
    del changed.metadata_props[:]
    changed.metadata_props.extend(kept)
    onnx.save(changed, path)
    return path


def all_runtimes(
    model: LandcoverClassifier,  # a trained model
    calibration: np.ndarray,  # some training tiles, uint8 (n, H, W, C)
    folder: Path,  # for the exported files
) -> dict[str, Callable[[np.ndarray], np.ndarray]]:  # ONNX only if its packages are there
    "Functions from pixels to probabilities on the CPU: those of `landcover bench`, and three more."
    ways = runtimes(model, folder)
    program = torch.export.load(export_pt2(model, folder / "model.pt2")).module()

    def exported(images):
        with torch.inference_mode():
            return program(torch.from_numpy(images)).numpy()

    def bf16(images):
        with torch.autocast("cpu", torch.bfloat16):
            return model.predict_proba(images)

    ways |= {"PyTorch bf16": bf16, "torch.export": exported}
    if "ONNX Runtime fp32" in ways:
        int8 = quantize(folder / "model.onnx", calibration, folder / "int8.onnx")
        ways["ONNX Runtime int8"] = onnx_runtime(int8)
    return ways
