"""ResNet18 and bidirectional GRU in parallel on one mel spectrogram.

Zhang 2023, "Music Genre Classification with ResNet and Bi-GRU Using Visual
Spectrograms", section 4.5. The trunk is half as wide as ResNet18's.
"""

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

TRUNK_WIDTH = 32
GRU_WIDTH = 64  # each direction


class Standardise(nn.Module):
    """Level v to v/255*80-80 dB, then each snippet to mean 0, standard deviation 1."""

    decibels_per_level: Final[float] = 80.0 / 255.0
    quietest: Final[float] = -80.0
    variance_floor: Final[float] = 1e-2  # dB^2: a silent snippet becomes zeros, never NaN

    def forward(self, log_mel: Tensor) -> Tensor:
        decibels = log_mel.float() * self.decibels_per_level + self.quietest
        centred = decibels - decibels.mean((1, 2), keepdim=True)
        variance = (centred * centred).mean((1, 2), keepdim=True)
        return centred * torch.rsqrt(variance + self.variance_floor)


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions and a shortcut (He 2015, figure 2)."""

    def __init__(self, inputs: int, outputs: int, stride: int):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.shortcut = nn.Sequential()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, maps: Tensor) -> Tensor:
        inner = functional.relu(self.norm1(self.conv1(maps)), inplace=True)
        return functional.relu(self.norm2(self.conv2(inner)) + self.shortcut(maps), inplace=True)


class ResNetPath(nn.Module):
    """[batch, 1, bands, frames] -> [batch, 8 * width]."""

    def __init__(self, width: int):
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(1, width, 7, 2, 3, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(3, 2, 1),
        )
        blocks: list[nn.Module] = []
        inputs = width
        for stage in range(4):
            outputs = width << stage
            blocks.append(ResidualBlock(inputs, outputs, 1 if stage == 0 else 2))
            blocks.append(ResidualBlock(outputs, outputs, 1))
            inputs = outputs
        self.blocks = nn.Sequential(*blocks)

    def forward(self, image: Tensor) -> Tensor:
        return self.blocks(self.stem(image)).mean((2, 3))


class BiGruPath(nn.Module):
    """Reads one frame per step: [batch, bands, frames] -> [batch, 2 * width]."""

    def __init__(self, bands: int, width: int):
        super().__init__()
        self.gru = nn.GRU(bands, width, batch_first=True, bidirectional=True)

    def forward(self, spectrogram: Tensor) -> Tensor:
        states, _ = self.gru(spectrogram.transpose(1, 2))
        return states.mean(1)
