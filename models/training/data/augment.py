"""Augmentation of standardised snippets, float32 [batch, bands, frames]."""

from dataclasses import dataclass

import torch
from torch import Generator, Tensor
from torch.nn import functional


@dataclass(frozen=True)
class Augmentation:
    band_shift: int = 6  # bands up or down; 6 are about three semitones at 1 kHz
    equaliser: float = 0.25  # standard deviation of the gain at five points of the band axis
    band_mask: int = 24  # widest SpecAugment mask, bands (Park 2019)
    frame_mask: int = 10  # widest SpecAugment mask, frames
    masks: int = 2  # of each kind
    mixup: float = 0.2  # alpha of the beta distribution (Zhang 2018)


def augment(snippets: Tensor, target: Tensor, how: Augmentation, rng: Generator) -> tuple[Tensor, Tensor]:
    """target [batch, genres] holds probabilities; mixup blends them as it blends the snippets."""
    changed = equalise(shift_bands(snippets, how.band_shift, rng), how.equaliser, rng)
    changed, target = mix(changed, target, how.mixup, rng)
    for _ in range(how.masks):
        changed = mask(changed, 1, how.band_mask, rng)
        changed = mask(changed, 2, how.frame_mask, rng)
    return changed, target


def shift_bands(snippets: Tensor, widest: int, rng: Generator) -> Tensor:
    """Repeats the edge band, so that nothing wraps from treble to bass."""
    batch, bands, _ = snippets.shape
    shift = torch.randint(-widest, widest + 1, (batch, 1), generator=rng)
    source = (torch.arange(bands) - shift).clamp(0, bands - 1)
    return snippets[torch.arange(batch)[:, None], source]


def equalise(snippets: Tensor, deviation: float, rng: Generator) -> Tensor:
    batch, bands, _ = snippets.shape
    gains = torch.randn(batch, 1, 5, generator=rng) * deviation
    curve = functional.interpolate(gains, bands, mode="linear", align_corners=True)
    return snippets + curve.transpose(1, 2)


def mask(snippets: Tensor, axis: int, widest: int, rng: Generator) -> Tensor:
    """Sets a random range of bands (axis 1) or frames (axis 2) to 0, the snippet's mean."""
    batch, length = snippets.shape[0], snippets.shape[axis]
    width = torch.randint(widest + 1, (batch, 1), generator=rng)
    start = (torch.rand(batch, 1, generator=rng) * (length - width + 1)).long()
    place = torch.arange(length)
    hidden = (place >= start) & (place < start + width)
    return snippets * (~hidden).float().unsqueeze(3 - axis)


def mix(snippets: Tensor, target: Tensor, alpha: float, rng: Generator) -> tuple[Tensor, Tensor]:
    if alpha == 0:
        return snippets, target
    share = beta(alpha, len(snippets), rng)
    share = torch.maximum(share, 1 - share)
    other = torch.randperm(len(snippets), generator=rng)
    mixed = share[:, None, None] * snippets + (1 - share[:, None, None]) * snippets[other]
    return mixed, share[:, None] * target + (1 - share[:, None]) * target[other]


def beta(alpha: float, count: int, rng: Generator) -> Tensor:
    """Beta(alpha, alpha), alpha < 1, by Johnk's rejection method; torch's sampler takes no generator."""
    drawn = torch.empty(0)
    while len(drawn) < count:
        first, second = torch.rand(2, 2 * count, generator=rng).pow(1 / alpha).unbind()
        kept = (first + second <= 1) & (first + second > 0)
        drawn = torch.cat((drawn, (first / (first + second))[kept]))
    return drawn[:count]
