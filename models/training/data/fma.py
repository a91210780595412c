"""FMA-small (Defferrard 2017, "FMA: A dataset for music analysis") as low-resolution spectrogram
images with genre labels.

128 mel bands up to half of each file's sample rate (mostly 44,100 Hz), one frame every 234 ms.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from data.audio import PAPER, PAPER_SNIPPET_FRAMES, slaney_mel

FILE = "logmel_128x128_u8.npz"
COLUMNS = 13  # three seconds
NATIVE_HZ = 22050.0  # upper edge of the highest band in most files
# FMA's genres -> the vocabulary's. "Experimental" and "Instrumental" have no equivalent.
GENRES = {
    "Electronic": "electronic",
    "Folk": "folk",
    "Hip-Hop": "hip hop",
    "International": "world",
    "Pop": "pop",
    "Rock": "rock",
}


@dataclass(frozen=True)
class FmaPictures:
    """log_mel uint8 [tracks, 128, 128], genre int64 [tracks], an index into the vocabulary."""

    log_mel: Tensor
    genre: Tensor

    def draw(self, count: int, rng: torch.Generator) -> tuple[Tensor, Tensor]:
        """Random snippets of random tracks, resampled to our bands and frames: float32 [count, 128, 130]."""
        rows = torch.randint(len(self.log_mel), (count,), generator=rng)
        starts = torch.randint(self.log_mel.shape[2] - COLUMNS + 1, (count,), generator=rng)
        cuts = [self.log_mel[row, :, at : at + COLUMNS] for row, at in zip(rows, starts, strict=True)]
        columns = torch.stack(cuts).float()
        below, above = columns[:, BAND_PLACES], columns[:, BAND_PLACES + 1]
        return widened(below + (above - below) * BAND_SHARES), self.genre[rows]


def band_places() -> tuple[Tensor, Tensor]:
    """The position of our bands among FMA's: the index of the band below, and the fraction above it."""
    share = float(slaney_mel(np.array(PAPER.highest_hz)) / slaney_mel(np.array(NATIVE_HZ)))
    places = (torch.arange(PAPER.mel_bands) + 1) * share - 1
    below = places.floor().clamp_min(0)
    return below.long(), (places - below).clamp(0, 1)[None, :, None]


BAND_PLACES, BAND_SHARES = band_places()


def widened(columns: Tensor) -> Tensor:
    return functional.interpolate(columns, PAPER_SNIPPET_FRAMES, mode="linear", align_corners=True)


def load(folder: Path, genres: list[str]) -> FmaPictures:
    with np.load(folder / FILE) as archive:
        named = [GENRES.get(str(genre)) for genre in archive["genre"]]
        rows = [row for row, genre in enumerate(named) if genre]
        pictures = torch.from_numpy(archive["X"][rows])
    return FmaPictures(pictures, torch.tensor([genres.index(named[row]) for row in rows]))
