"""The ways to run a model side by side, one of them with weights in 8-bit whole numbers."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from landcover.bench.suite import onnx_runtime, runtimes
from landcover.compress import quantize_onnx
from landcover.model.classifier import LandcoverClassifier
from landcover.predict import export_pt2


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
        int8 = quantize_onnx(folder / "model.onnx", calibration, folder / "int8.onnx")
        ways["ONNX Runtime int8"] = onnx_runtime(int8)
    return ways
