"""The network as an ONNX file, shaped for ONNX Runtime on a processor."""

import warnings
from pathlib import Path

import onnxruntime
import torch
from torch import Tensor, nn
from torch.nn import functional

from musicnn import BANDS, FoldedFrontPath
from pretrained import PretrainedNetwork, folded
from tracks import MEL_BANDS, SNIPPET_FRAMES

OPSET = 17
BLOCK = 16  # floats of the widest vector register, AVX-512's


class BlockedFrontPath(nn.Module):
    """Gives what a FoldedFrontPath gives, from maps that fill whole vectors.

    ONNX Runtime keeps maps in blocks of channels and pools them where they lie if no block is part empty;
    else it lays them out anew, which takes a quarter of the network's time.
    """

    def __init__(self, path: FoldedFrontPath):
        super().__init__()
        self.outputs = path.conv.out_channels
        blocks = -(-self.outputs // BLOCK)
        self.conv = nn.Conv2d(1, blocks * BLOCK, path.conv.kernel_size, padding=path.conv.padding)
        self.pooled = (BANDS - path.conv.kernel_size[0] + 1, 1)
        self.norm, self.turned = path.norm, path.turned
        with torch.no_grad():
            for ours, its in zip(self.conv.parameters(), path.conv.parameters(), strict=True):
                ours.zero_()[: self.outputs] = its

    def forward(self, image: Tensor) -> Tensor:
        highest = functional.max_pool2d(self.conv(image), self.pooled)[:, : self.outputs]
        return self.norm(functional.relu(highest * self.turned))


def blocked(network: PretrainedNetwork) -> PretrainedNetwork:
    cheaper = folded(network)
    cheaper.musicnn.front = nn.ModuleList(BlockedFrontPath(path) for path in cheaper.musicnn.front)
    return cheaper.eval()


def save_onnx(network: PretrainedNetwork, path: Path) -> None:
    snippets = torch.zeros(1, MEL_BANDS, SNIPPET_FRAMES, dtype=torch.uint8)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the exporter by tracing needs no onnxscript
        torch.onnx.export(
            blocked(network),
            (snippets,),
            str(path),
            input_names=["log_mel"],
            output_names=["scores", "embedding"],
            dynamic_axes={name: {0: "batch"} for name in ("log_mel", "scores", "embedding")},
            opset_version=OPSET,
            dynamo=False,
        )


def onnx_session(path: Path) -> onnxruntime.InferenceSession:
    """On one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
