"""Exports genre-musicnn to ONNX, laid out for ONNX Runtime on a CPU."""

import warnings
from pathlib import Path

import onnxruntime
import torch
from torch import Tensor
from torch.nn import functional

from data.tracks import MEL_BANDS, SNIPPET_FRAMES
from networks.musicnn import BANDS, FoldedFrontPath, FrontPath
from networks.pretrained import FoldedNetwork, PretrainedNetwork

OPSET = 17
BLOCK = 16  # floats in the widest vector register (AVX-512)


class BlockedFrontPath(FoldedFrontPath):
    """The same as FoldedFrontPath, with the number of maps a multiple of the vector width.

    ONNX Runtime stores maps in blocks of channels and pools them in place if all blocks are full; else it
    reorders them, which takes a quarter of the network's time.
    """

    def __init__(self, path: FrontPath):
        super().__init__(path, BLOCK)
        self.bands = BANDS - path.conv.kernel_size[0] + 1

    def highest(self, image: Tensor) -> Tensor:
        return functional.max_pool2d(self.conv(image), (self.bands, 1)).index_select(1, self.map)


def save_onnx(network: PretrainedNetwork, path: Path) -> None:
    snippets = torch.zeros(1, MEL_BANDS, SNIPPET_FRAMES, dtype=torch.uint8)
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # the tracing exporter is deprecated, but needs no onnxscript
        torch.onnx.export(
            FoldedNetwork(network, BlockedFrontPath).eval(),
            (snippets,),
            str(path),
            input_names=["log_mel"],
            output_names=["scores", "embedding"],
            dynamic_axes={name: {0: "batch"} for name in ("log_mel", "scores", "embedding")},
            opset_version=OPSET,
            dynamo=False,
        )


def onnx_session(path: Path) -> onnxruntime.InferenceSession:
    """A session on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
