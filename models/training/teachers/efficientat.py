"""EfficientAT's mn04_as: Schmid, Koutini, Widmer 2023, "Efficient large-scale audio tagging via
transformer-to-CNN knowledge distillation"; a MobileNetV3 that learned AudioSet's 527 classes (mean average
precision .432). Weights and code: MIT licence. The weights are not part of this project.
"""

import csv
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from teachers.layers import linear

SAMPLE_RATE_HZ = 32000
N_FFT, WINDOW, HOP, BANDS = 1024, 800, 320, 128
HIGHEST_HZ = 15000.0
PREEMPHASIS = 0.97
EPSILON = 1e-3  # of MobileNet's batch norms

# Kernel, stride, HardSwish: the fifteen blocks of MobileNetV3-Large (Howard 2019, table 1).
BLOCKS = (
    *((3, 1, False), (3, 2, False), (3, 1, False), (5, 2, False), (5, 1, False), (5, 1, False)),
    *((3, 2, True), (3, 1, True), (3, 1, True), (3, 1, True), (3, 1, True), (3, 1, True)),
    *((5, 2, True), (5, 1, True), (5, 1, True)),
)


def kaldi_mel_bank() -> Tensor:
    """[128, 513]: triangles of height 1, evenly spaced in HTK's mel, as in Kaldi."""

    def mel(hz):
        return 1127 * np.log1p(np.asarray(hz) / 700)

    step = mel(HIGHEST_HZ) / (BANDS + 1)
    bins = mel(np.arange(N_FFT // 2) * SAMPLE_RATE_HZ / N_FFT)[None]
    left = (np.arange(BANDS) * step)[:, None]
    triangles = np.maximum(0, np.minimum(bins - left, left + 2 * step - bins) / step)
    return torch.tensor(np.pad(triangles, ((0, 0), (0, 1))), dtype=torch.float32)


MEL_BANK = kaldi_mel_bank()


def spectrogram(samples: np.ndarray) -> Tensor:
    """Samples at 32 kHz -> float32 [128, frames of 10 ms]"""
    emphasised = torch.from_numpy(samples[1:] - np.float32(PREEMPHASIS) * samples[:-1])
    spectrum = torch.stft(
        emphasised,
        N_FFT,
        HOP,
        WINDOW,
        window=torch.hann_window(WINDOW, periodic=False),
        center=True,
        return_complex=True,
    )
    return ((MEL_BANK @ spectrum.abs().square() + 1e-5).log() + 4.5) / 5


class Conv(nn.Module):
    def __init__(self, weights: dict[str, Tensor], name: str, stride: int, activation, grouped: bool = False):
        super().__init__()
        kernel = weights[f"{name}.0.weight"]
        scale = weights[f"{name}.1.weight"] / (weights[f"{name}.1.running_var"] + EPSILON).sqrt()
        self.weight = nn.Parameter(kernel * scale[:, None, None, None])
        self.bias = nn.Parameter(weights[f"{name}.1.bias"] - weights[f"{name}.1.running_mean"] * scale)
        self.stride, self.activation, self.groups = stride, activation, len(kernel) if grouped else 1

    def forward(self, maps: Tensor) -> Tensor:
        padding = self.weight.shape[2] // 2
        maps = functional.conv2d(maps, self.weight, self.bias, self.stride, padding, groups=self.groups)
        return self.activation(maps)


class SqueezeExcite(nn.Module):
    def __init__(self, weights: dict[str, Tensor], name: str):
        super().__init__()
        self.layers = nn.ModuleList(linear(weights, f"{name}.fc{place}") for place in (1, 2))

    def forward(self, maps: Tensor) -> Tensor:
        hidden = functional.relu(self.layers[0](maps.mean((2, 3))))
        return maps * self.layers[1](hidden).sigmoid()[:, :, None, None]


def identity(maps: Tensor) -> Tensor:
    return maps


class Block(nn.Module):
    """Inverted residual: expand (except the first), depthwise, squeeze and excite (some), project."""

    def __init__(self, weights: dict[str, Tensor], name: str, stride: int, activation):
        super().__init__()
        parts = sorted({int(key.split(".")[3]) for key in weights if key.startswith(f"{name}.block.")})
        layers: list[nn.Module] = []
        for part in parts:
            place = f"{name}.block.{part}"
            if f"{place}.0.weight" not in weights:
                layers.append(SqueezeExcite(weights, f"{place}.conc_se_layers.0"))
            elif weights[f"{place}.0.weight"].shape[1] == 1:
                layers.append(Conv(weights, place, stride, activation, grouped=True))
            else:
                layers.append(Conv(weights, place, 1, identity if part == parts[-1] else activation))
        self.layers = nn.Sequential(*layers)
        self.stride = stride

    def forward(self, maps: Tensor) -> Tensor:
        narrow = self.layers(maps)
        return narrow + maps if self.stride == 1 and narrow.shape == maps.shape else narrow


class EfficientAt(nn.Module):
    """spectrogram [batch, 128, frames] -> logits [batch, 527], embedding [batch, 384]."""

    classes: Final[int] = 527

    def __init__(self, weights: dict[str, Tensor]):
        super().__init__()
        swish, relu = functional.hardswish, functional.relu
        blocks = (
            Block(weights, f"features.{place}", stride, swish if hard else relu)
            for place, (_, stride, hard) in enumerate(BLOCKS, 1)
        )
        first, last = Conv(weights, "features.0", 2, swish), Conv(weights, "features.16", 1, swish)
        self.features = nn.Sequential(first, *blocks, last)
        self.hidden, self.classifier = linear(weights, "classifier.2"), linear(weights, "classifier.5")

    def forward(self, spectrogram: Tensor) -> tuple[Tensor, Tensor]:
        embedding = self.features(spectrogram.unsqueeze(1)).mean((2, 3))
        return self.classifier(functional.hardswish(self.hidden(embedding))), embedding


def load(weights: Path) -> EfficientAt:
    """From mn04_as_mAP_432.pt."""
    return EfficientAt(torch.load(weights, map_location="cpu", weights_only=True)).eval()


def class_names(class_labels: Path) -> list[str]:
    """From AudioSet's class_labels_indices.csv."""
    with class_labels.open(newline="", encoding="utf-8") as rows:
        return [row["display_name"] for row in csv.DictReader(rows)]
