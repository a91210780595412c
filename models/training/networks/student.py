"""ResNet18 and a bidirectional GRU in parallel (Zhang 2023, section 4.5), at full resolution.

The trunk is three eighths as wide as ResNet18's, so that a snippet takes four milliseconds.
"""

from typing import Final

import torch
from torch import Tensor, nn

from data.audio import PAPER
from networks.network import BiGruPath, ResNetPath, Standardise

TRUNK_WIDTH = 24
GRU_WIDTH = 96  # each direction


class ResNetBiGru(nn.Module):
    """uint8 log_mel [batch, 128, 130] -> features [batch, 384] of both paths."""

    features: Final[int] = 8 * TRUNK_WIDTH + 2 * GRU_WIDTH

    def __init__(self):
        super().__init__()
        self.standardise = Standardise()
        self.resnet = ResNetPath(TRUNK_WIDTH)
        self.bigru = BiGruPath(PAPER.mel_bands, GRU_WIDTH)

    def forward(self, log_mel: Tensor) -> Tensor:
        return self.read(self.standardise(log_mel))

    def read(self, image: Tensor) -> Tensor:
        """Features of a standardised image, float32 [batch, 128, 130]."""
        maps = image.unsqueeze(1).contiguous(memory_format=torch.channels_last)
        return torch.cat((self.resnet(maps), self.bigru(image)), 1)
