"""MusiCNN as published: Pons and Serra 2019, "musicnn: Pre-trained convolutional neural networks for music
audio tagging". The weights are in the Python package `musicnn` 0.1.0 (ISC licence).
"""

from pathlib import Path
from typing import Final
from zipfile import ZipFile

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from data.audio import MelSettings
from networks import tfcheckpoint
from networks.musicnn import EPSILON, FAINTEST, fill_norm, numbered

MEL = MelSettings(16000, 512, 256, 96, 8000.0)
FRAMES = 187  # three seconds

# In the order of the outputs: configuration.py of the package.
MSD_TAGS = (
    "rock pop alternative indie electronic female_vocalists dance 00s alternative_rock jazz beautiful metal "
    "chillout male_vocalists classic_rock soul indie_rock mellow electronica 80s folk 90s chill instrumental "
    "punk oldies blues hard_rock ambient acoustic experimental female_vocalist guitar hip-hop 70s party "
    "country easy_listening sexy catchy funk electro heavy_metal progressive_rock 60s rnb indie_pop sad "
    "house happy"
).split()
MTT_TAGS = (
    "guitar classical slow techno strings drums electronic rock fast piano ambient beat violin vocal synth "
    "female indian opera male singing vocals no_vocals harpsichord loud quiet flute woman male_vocal "
    "no_vocal pop soft sitar solo man classic choir voice new_age dance male_voice female_vocal beats harp "
    "cello no_voice weird country metal female_voice choral"
).split()
TAGS = {"MSD": tuple(MSD_TAGS), "MTT": tuple(MTT_TAGS)}


class Rectified(nn.Module):
    """Convolution, ReLU, batch norm, in MusiCNN's order."""

    def __init__(self, inputs: int, outputs: int, kernel: tuple[int, int]):
        super().__init__()
        left, right = (kernel[1] - 1) // 2, kernel[1] // 2  # TensorFlow's "same"
        self.pad = nn.ZeroPad2d((left, right, 0, 0))
        self.conv = nn.Conv2d(inputs, outputs, kernel)
        self.norm = nn.BatchNorm2d(outputs, eps=EPSILON)

    def forward(self, maps: Tensor) -> Tensor:
        return self.norm(functional.relu(self.conv(self.pad(maps))))


class FrontPath(Rectified):
    """[batch, 1, bands, frames] -> [batch, outputs, 1, frames]: the maximum over the bands."""

    def forward(self, maps: Tensor) -> Tensor:
        return super().forward(maps).amax(2, keepdim=True)


class HighestOverBands(nn.Module):
    """The same as FrontPath, faster: [batch, 1, bands, frames] -> [batch, outputs, 1, frames].

    Weight decay reduced some kernels to zero; they are omitted.
    """

    def __init__(self, path: Rectified):
        super().__init__()
        used = path.conv.weight.abs().sum((1, 2, 3)) > FAINTEST
        self.pad, self.norm = path.pad, path.norm
        self.conv = nn.Conv2d(1, int(used.sum()), path.conv.kernel_size, bias=False)
        self.conv.weight.data.copy_(path.conv.weight[used])
        # A negative batch norm weight turns the minimum before it into the maximum after it.
        self.register_buffer("falls", (path.norm.weight[used] < 0)[:, None])
        self.register_buffer("place", used.nonzero().squeeze(1))
        self.register_buffer("bias", path.conv.bias.detach()[:, None, None])

    def forward(self, image: Tensor) -> Tensor:
        maps = self.conv(self.pad(image))
        highest = torch.where(self.falls, maps.amin(2), maps.amax(2)).unsqueeze(2)
        all_maps = highest.new_zeros(len(image), len(self.bias), 1, highest.shape[-1])
        return self.norm(functional.relu(all_maps.index_copy(1, self.place, highest) + self.bias))


class MusicnnTagger(nn.Module):
    """log10(10000 power + 1) [batch, 96, 187] -> logits of 50 tags, hidden features [batch, 200]."""

    tags: Final[int] = 50
    pooled_features: Final[int] = 2 * 753
    hidden_features: Final[int] = 200

    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm2d(1, eps=EPSILON)
        timbral = [FrontPath(1, 204, (height, 7)) for height in (38, 67)]
        temporal = [FrontPath(1, 51, (1, width)) for width in (128, 64, 32)]
        self.front = nn.ModuleList(timbral + temporal)
        self.middle = nn.ModuleList(Rectified(inputs, 64, (1, 7)) for inputs in (561, 64, 64))
        self.pooled_norm = nn.BatchNorm1d(self.pooled_features, eps=EPSILON)
        self.dense = nn.Linear(self.pooled_features, self.hidden_features)
        self.dense_norm = nn.BatchNorm1d(self.hidden_features, eps=EPSILON)
        self.classifier = nn.Linear(self.hidden_features, self.tags)

    def forward(self, log_power: Tensor) -> tuple[Tensor, Tensor]:
        image = self.norm(log_power.unsqueeze(1))
        layers = [torch.cat([path(image) for path in self.front], 1)]
        for place, block in enumerate(self.middle):
            below = layers[-1]
            layers.append(block(below) if place == 0 else block(below) + below)
        frames = torch.cat(layers, 1).squeeze(2)
        # Maximum and mean of the first feature, then of the second, ...
        pooled = self.pooled_norm(torch.stack((frames.amax(2), frames.mean(2)), 2).flatten(1))
        hidden = self.dense_norm(functional.relu(self.dense(pooled)))
        return self.classifier(hidden), hidden

    @torch.no_grad()
    def folded(self) -> "MusicnnTagger":
        """Makes this network faster, with the same output, for evaluation only."""
        self.front = nn.ModuleList(HighestOverBands(path) for path in self.front)
        return self


def load(wheel: Path, tags: str) -> MusicnnTagger:
    """`tags` is MSD (Million Song Dataset) or MTT (MagnaTagATune)."""
    with ZipFile(wheel) as archive:
        checkpoint = f"musicnn/{tags}_musicnn/"
        index, data = (archive.read(checkpoint + part) for part in (".index", ".data-00000-of-00001"))
    return from_tensors(tfcheckpoint.read(index, data))


@torch.no_grad()
def from_tensors(weights: dict[str, np.ndarray]) -> MusicnnTagger:
    network = MusicnnTagger()
    blocks = [*network.front, *network.middle]
    norms = [network.norm, *(block.norm for block in blocks), network.pooled_norm, network.dense_norm]
    for place, norm in enumerate(norms):
        fill_norm(norm, weights, numbered("batch_normalization", place))
    for place, block in enumerate(blocks):
        kernel = torch.from_numpy(weights[numbered("conv2d", place) + "/kernel"])  # [time, bands, in, out]
        order = (3, 2, 1, 0) if block.conv.in_channels == 1 else (3, 1, 2, 0)
        block.conv.weight.copy_(kernel.permute(*order))
        block.conv.bias.copy_(torch.from_numpy(weights[numbered("conv2d", place) + "/bias"]))
    for layer, name in ((network.dense, "dense"), (network.classifier, "dense_1")):
        layer.weight.copy_(torch.from_numpy(weights[f"{name}/kernel"].T.copy()))
        layer.bias.copy_(torch.from_numpy(weights[f"{name}/bias"]))
    return network.eval()


def log_power(samples: np.ndarray) -> Tensor:
    """Samples at 16 kHz -> float32 [96, frames]"""
    return (1e4 * MEL.power(samples) + 1).log10()
