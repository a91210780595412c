"""A MusiCNN that learned MTG-Jamendo's 50 most frequent tags: Won, Ferraro, Bogdanov, Serra 2020,
"Evaluation of CNN-based automatic music tagging models". Licence of the weights: MIT. They are not part of
this project.
"""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from teachers.layers import linear

SAMPLE_RATE_HZ = 16000
N_FFT, HOP = 512, 256
SNIPPET_SAMPLES = 3 * SAMPLE_RATE_HZ

GENRES = (
    "downtempo ambient rock atmospheric indie newage techno alternative easylistening instrumentalpop "
    "chillout metal lounge reggae popfolk orchestral poprock trance dance soundtrack house hiphop classical "
    "electronic world experimental folk pop triphop jazz funk"
).split()
INSTRUMENTS = (
    "synthesizer electricpiano strings drums drummachine guitar acousticguitar piano electricguitar violin "
    "voice keyboard bass computer"
).split()
MOODS = "happy energetic emotional film relaxing".split()
# In the order of the outputs: sorted by kind of tag, then by name.
TAGS = tuple(sorted(GENRES) + sorted(INSTRUMENTS) + sorted(MOODS))


class Block(nn.Module):
    """Convolution, batch norm, ReLU."""

    def __init__(self, weights: dict[str, Tensor], name: str):
        super().__init__()
        kernel = weights[f"{name}.conv.weight"]
        scale = weights[f"{name}.bn.weight"] / (weights[f"{name}.bn.running_var"] + 1e-5).sqrt()
        shift = weights[f"{name}.bn.bias"] - weights[f"{name}.bn.running_mean"] * scale
        self.weight = nn.Parameter(kernel * scale.view(-1, *[1] * (kernel.dim() - 1)))
        self.bias = nn.Parameter(weights[f"{name}.conv.bias"] * scale + shift)

    def forward(self, maps: Tensor) -> Tensor:
        padding = self.weight.shape[-1] // 2
        if self.weight.dim() == 4:
            return functional.conv2d(maps, self.weight, self.bias, padding=(0, padding)).relu()
        return functional.conv1d(maps, self.weight, self.bias, padding=padding).relu()


class JamendoMusicnn(nn.Module):
    """Samples at 16 kHz [batch, 48000] -> logits [batch, 50], hidden features [batch, 200]."""

    def __init__(self, weights: dict[str, Tensor]):
        super().__init__()
        self.register_buffer("window", weights["spec.spectrogram.window"])
        self.register_buffer("bank", weights["spec.mel_scale.fb"])
        self.norm = nn.BatchNorm2d(1).eval()
        prefix = "spec_bn."
        self.norm.load_state_dict(
            {k.removeprefix(prefix): v for k, v in weights.items() if k.startswith(prefix)}
        )
        self.front = nn.ModuleList(Block(weights, f"layers.{place}") for place in range(5))
        self.middle = nn.ModuleList(Block(weights, f"layer{place}") for place in (1, 2, 3))
        self.hidden = linear(weights, "dense1")
        self.hidden_norm = nn.BatchNorm1d(self.hidden.out_features).eval()
        self.hidden_norm.load_state_dict(
            {k.removeprefix("bn."): v for k, v in weights.items() if k.startswith("bn.")}
        )
        self.classifier = linear(weights, "dense2")

    def forward(self, samples: Tensor) -> tuple[Tensor, Tensor]:
        image = self.image(samples)
        timbral = [path(image).amax(2) for path in self.front[:2]]
        temporal = [path(image.mean(2)) for path in self.front[2:]]
        layers = [torch.cat([part[..., : image.shape[-1]] for part in timbral + temporal], 1)]
        for place, block in enumerate(self.middle):
            layers.append(block(layers[-1]) if place == 0 else block(layers[-1]) + layers[-1])
        frames = torch.cat(layers, 1)
        pooled = torch.cat((frames.amax(2), frames.mean(2)), 1)
        hidden = self.hidden_norm(self.hidden(pooled)).relu()
        return self.classifier(hidden), hidden

    def image(self, samples: Tensor) -> Tensor:
        spectrum = torch.stft(samples, N_FFT, HOP, window=self.window, center=True, return_complex=True)
        power = (spectrum.abs().square().transpose(1, 2) @ self.bank).transpose(1, 2)
        return self.norm((10 * power.clamp_min(1e-10).log10()).unsqueeze(1))


def load(weights: Path) -> JamendoMusicnn:
    """From jamendo_musicnn.pth."""
    return JamendoMusicnn(torch.load(weights, map_location="cpu", weights_only=True)).eval()


def snippets(samples: np.ndarray, starts: list[int]) -> Tensor:
    return torch.stack([torch.from_numpy(samples[at : at + SNIPPET_SAMPLES].copy()) for at in starts])
