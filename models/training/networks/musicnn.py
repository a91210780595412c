"""MusiCNN on log-mels with a frame every 77.5 ms.

Pons and Serra 2019, "musicnn: Pre-trained convolutional neural networks for music audio tagging"; the
published network, trained on the Million Song Dataset's tags, reads 96 mel bands up to 8 kHz of 16 kHz
audio with a frame every 16 ms. Here each of its kernels is resampled to our frames, here called columns:
equivalent to interpolating the columns to its frames, but computed only at the columns. Licence of the
weights: ISC.
"""

import math
from argparse import ArgumentParser
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from data.audio import slaney_mel
from networks import tfcheckpoint

COLUMN_S = 1708 / 22050
FRAME_S = 256 / 16000
BANDS = 96
EPSILON = 1e-3  # of TensorFlow's batch norm
# Minimum sum of a kernel's absolute weights. Weight decay reduced 496 of MusiCNN's 561 front kernels below
# 1e-6, so that only their bias matters; the smallest of the others has 2e-5.
FAINTEST = 5e-6
CHECKPOINT = "musicnn/MSD_musicnn/"

# The loudest cell of a 30-second clip in librosa's power decibels: the median over excerpts with audio.
LOUDEST_DB = 31.4
# The power of a Hann window of 2,048 samples relative to one of 512.
WINDOW_DB = 10 * math.log10(16)


def band_matrix() -> Tensor:
    """[96, 128]: interpolates each of MusiCNN's bands between two of ours, on the mel axis."""
    ours = np.linspace(0, slaney_mel(np.array(11025.0)), 130)[1:-1]
    its = np.linspace(0, slaney_mel(np.array(8000.0)), BANDS + 2)[1:-1]
    matrix = np.stack([np.interp(its, ours, row) for row in np.eye(len(ours))], 1)
    return torch.tensor(matrix, dtype=torch.float32)


def resample(kernel: Tensor, before: int) -> Tensor:
    """[..., frames of 16 ms], `before` of them left of the centre -> [..., an odd number of columns]."""
    offsets = (np.arange(kernel.shape[-1]) - before) * FRAME_S / COLUMN_S
    reach = math.ceil(np.abs(offsets).max())
    columns = torch.zeros(*kernel.shape[:-1], 2 * reach + 1)
    for frame, offset in enumerate(offsets):
        left = math.floor(offset)
        share = offset - left
        columns[..., left + reach] += (1 - share) * kernel[..., frame]
        if share > 0:
            columns[..., left + 1 + reach] += share * kernel[..., frame]
    return columns


class Rectified(nn.Module):
    """Convolution, ReLU, batch norm, in MusiCNN's order."""

    def __init__(self, inputs: int, outputs: int, kernel: tuple[int, int]):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, padding=(0, kernel[1] // 2))
        self.norm = nn.BatchNorm2d(outputs, eps=EPSILON)

    def forward(self, maps: Tensor) -> Tensor:
        return self.norm(functional.relu(self.conv(maps)))


class FrontPath(Rectified):
    """[batch, 1, bands, columns] -> [batch, outputs, 1, columns]: the maximum over the bands."""

    def __init__(self, outputs: int, kernel: tuple[int, int]):
        super().__init__(1, outputs, kernel)

    def forward(self, image: Tensor) -> Tensor:
        return super().forward(image).amax(2, keepdim=True)


class FoldedFrontPath(nn.Module):
    """Gives the same output as a FrontPath in evaluation mode, faster.

    Applies ReLU only to the maximum over the bands, and omits kernels whose weights are zero.
    """

    def __init__(self, path: FrontPath, block: int = 1):
        super().__init__()
        self.norm = path.norm
        with torch.no_grad():
            # A negative batch norm weight turns a maximum into a minimum: negate the kernel instead.
            turned = torch.where(path.norm.weight < 0, -1.0, 1.0)
            kernels = path.conv.weight * turned[:, None, None, None]
            used = kernels.abs().sum((1, 2, 3)) > FAINTEST
            maps = -(-int(used.sum() + 1) // block) * block
            self.conv = nn.Conv2d(1, maps, kernels.shape[2:], padding=path.conv.padding, bias=False)
            self.conv.weight.zero_()[: used.sum()] = kernels[used]
        self.register_buffer("map", torch.where(used, used.cumsum(0) - 1, maps - 1))
        self.register_buffer("bias", (path.conv.bias * turned)[:, None, None].detach())
        self.register_buffer("turned", turned[:, None, None])

    def forward(self, image: Tensor) -> Tensor:
        return self.norm(functional.relu((self.highest(image) + self.bias) * self.turned))

    def highest(self, image: Tensor) -> Tensor:
        """Maximum over the bands, before bias, ReLU and norm; omitted kernels get the last map, zero."""
        return self.conv(image).amax(2, keepdim=True).index_select(1, self.map)

    def used(self) -> Tensor:
        """Bool [outputs]: False for outputs that are the same for all images."""
        return self.map < self.conv.out_channels - 1


class Musicnn(nn.Module):
    """dB below the loudest cell of the track [batch, 128, columns] -> [batch, 1706].

    Maximum and mean over time of each of 753 features, and MusiCNN's last hidden layer.
    """

    pooled_features: Final[int] = 2 * 753
    features: Final[int] = pooled_features + 200
    gain_db: Final[float] = LOUDEST_DB - WINDOW_DB

    def __init__(self):
        super().__init__()
        self.register_buffer("bands", band_matrix())
        self.norm = nn.BatchNorm2d(1, eps=EPSILON)
        timbral = [FrontPath(204, (height, 3)) for height in (38, 67)]
        temporal = [FrontPath(51, (1, width)) for width in (29, 15, 9)]
        self.front = nn.ModuleList(timbral + temporal)
        self.middle = nn.ModuleList(Rectified(inputs, 64, (1, 3)) for inputs in (561, 64, 64))
        self.pooled_norm = nn.BatchNorm1d(self.pooled_features, eps=EPSILON)
        self.dense = nn.Linear(self.pooled_features, 200)
        self.dense_norm = nn.BatchNorm1d(200, eps=EPSILON)

    def forward(self, decibels: Tensor) -> Tensor:
        pooled = self.pooled(decibels)
        hidden = self.dense_norm(functional.relu(self.dense(self.pooled_norm(pooled))))
        return torch.cat((pooled, hidden), 1)

    def pooled(self, decibels: Tensor) -> Tensor:
        """[batch, 1506]: maximum and mean of the first feature, then of the second, ..."""
        image = self.image(decibels)
        layers = [torch.cat([path(image) for path in self.front], 1)]
        for place, block in enumerate(self.middle):
            below = layers[-1]
            layers.append(block(below) if place == 0 else block(below) + below)
        columns = torch.cat(layers, 1).squeeze(2)
        return torch.stack((columns.amax(2), columns.mean(2)), 2).flatten(1)

    def image(self, decibels: Tensor) -> Tensor:
        loudness = torch.matmul(self.bands, decibels) + self.gain_db
        return self.norm(torch.log10(1e4 * torch.pow(10.0, loudness / 10) + 1).unsqueeze(1))

    def folded(self, path: type[FoldedFrontPath] = FoldedFrontPath) -> "Musicnn":
        """A faster copy with the same output, for evaluation only."""
        cheaper = deepcopy(self).eval()
        cheaper.front = nn.ModuleList(path(each) for each in cheaper.front)
        return cheaper

    @torch.inference_mode()
    def adapt(self, batches: Iterable[Tensor]) -> None:
        """Recomputes the statistics of the batch norms on these images, which differ from its training
        data (Li 2016, "Revisiting batch normalization for practical domain adaptation").
        """
        for norm in (
            layer for layer in self.modules() if isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d))
        ):
            norm.reset_running_stats()
            norm.momentum = None  # plain mean over all batches
        self.train()
        for decibels in batches:
            self(decibels)
        self.eval()


def add_wheel_argument(parser: ArgumentParser) -> None:
    parser.add_argument("--wheel", type=Path, required=True, help="pip download --no-deps musicnn==0.1.0")


def load(wheel: Path) -> Musicnn:
    """The published weights, from the wheel on PyPI."""
    with ZipFile(wheel) as archive:
        index, data = (archive.read(CHECKPOINT + part) for part in (".index", ".data-00000-of-00001"))
    return from_tensors(tfcheckpoint.read(index, data))


def from_tensors(weights: dict[str, np.ndarray]) -> Musicnn:
    network = Musicnn()
    blocks = [*network.front, *network.middle]
    norms = [network.norm, *(block.norm for block in blocks), network.pooled_norm, network.dense_norm]
    with torch.no_grad():
        for place, norm in enumerate(norms):
            fill_norm(norm, weights, numbered("batch_normalization", place))
        for place, block in enumerate(blocks):
            fill_block(block, weights, numbered("conv2d", place))
        network.dense.weight.copy_(torch.from_numpy(weights["dense/kernel"].T.copy()))
        network.dense.bias.copy_(torch.from_numpy(weights["dense/bias"]))
    return network.eval()


def numbered(name: str, place: int) -> str:
    return f"{name}_{place}" if place else name


def fill_norm(norm: nn.Module, weights: dict[str, np.ndarray], name: str) -> None:
    norm.weight.copy_(torch.from_numpy(weights[f"{name}/gamma"]))
    norm.bias.copy_(torch.from_numpy(weights[f"{name}/beta"]))
    norm.running_mean.copy_(torch.from_numpy(weights[f"{name}/moving_mean"]))
    norm.running_var.copy_(torch.from_numpy(weights[f"{name}/moving_variance"]))


def fill_block(block: Rectified, weights: dict[str, np.ndarray], name: str) -> None:
    kernel = torch.from_numpy(weights[f"{name}/kernel"])  # [frames, bands or features, inputs, outputs]
    if block.conv.in_channels == 1:
        ordered = kernel.permute(3, 2, 1, 0)
    else:  # the features are in the dimension of the bands
        ordered = kernel.permute(3, 1, 2, 0)
    before = (kernel.shape[0] - 1) // 2
    block.conv.weight.copy_(resample(ordered, before))
    block.conv.bias.copy_(torch.from_numpy(weights[f"{name}/bias"]))
