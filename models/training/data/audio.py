"""Audio files as samples, and samples as log-mel spectrograms (librosa's definitions)."""

import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import soxr
import torch
from torch import Tensor

LEAST_POWER = 1e-10  # as `amin` of librosa.power_to_db
DB_RANGE = 80.0
LEVELS = 255


def decode(path: Path, sample_rate_hz: int, start_s: float = 0, seconds: float | None = None) -> np.ndarray:
    """float32 [samples], mono; ffmpeg decodes and resamples.

    Raises ValueError with the end of ffmpeg's messages if there are no samples.
    """
    stretch = ["-ss", str(start_s)] if start_s else []
    length = ["-t", str(seconds)] if seconds else []
    command = ["ffmpeg", "-nostdin", "-v", "error", *stretch, "-i", str(path), *length, "-map", "0:a:0"]
    command += ["-ac", "1", "-ar", str(sample_rate_hz), "-f", "f32le", "-"]
    decoded = subprocess.run(command, capture_output=True, check=False)
    samples = np.frombuffer(decoded.stdout, np.float32)
    if not len(samples):
        raise ValueError(f"{path}: no audio: {decoded.stderr.decode(errors='replace').strip()[-200:]}")
    return np.nan_to_num(samples)


def resample(samples: np.ndarray, from_hz: int, to_hz: int) -> np.ndarray:
    return soxr.resample(samples, from_hz, to_hz)


def slaney_mel(hz: np.ndarray) -> np.ndarray:
    """Slaney 1998, Auditory Toolbox: linear to 1 kHz, then logarithmic."""
    above = 15 + 27 * np.log(np.maximum(hz, 1e-9) / 1000) / np.log(6.4)
    return np.where(hz >= 1000, above, hz * 3 / 200)


def slaney_hz(mel: np.ndarray) -> np.ndarray:
    return np.where(mel >= 15, 1000 * np.exp((mel - 15) * np.log(6.4) / 27), mel * 200 / 3)


@dataclass(frozen=True)
class MelSettings:
    """The same as librosa.feature.melspectrogram: Hann window, centred frames, Slaney's scale and norm."""

    sample_rate_hz: int
    n_fft: int
    hop_length: int
    mel_bands: int
    highest_hz: float

    @cached_property
    def filter_bank(self) -> Tensor:
        """[mel bands, bins]"""
        edges = slaney_hz(np.linspace(0, slaney_mel(np.array(self.highest_hz)), self.mel_bands + 2))
        hz = np.linspace(0, self.sample_rate_hz / 2, self.n_fft // 2 + 1)
        rising = (hz - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
        falling = (edges[2:, None] - hz) / (edges[2:] - edges[1:-1])[:, None]
        triangles = np.maximum(0, np.minimum(rising, falling))
        return torch.tensor(triangles * (2 / (edges[2:] - edges[:-2]))[:, None], dtype=torch.float32)

    def power(self, samples: np.ndarray) -> Tensor:
        """float32 [mel bands, frames]"""
        spectrum = torch.stft(
            torch.from_numpy(np.ascontiguousarray(samples)),
            self.n_fft,
            self.hop_length,
            window=torch.hann_window(self.n_fft),
            center=True,
            pad_mode="constant",
            return_complex=True,
        )
        return self.filter_bank @ spectrum.abs().square()


PAPER = MelSettings(22050, 2048, 512, 128, 11025.0)  # Zhang 2023, table 4
PAPER_SNIPPET_FRAMES = 130  # three seconds


def levels(power: Tensor) -> Tensor:
    """uint8 of the same shape: level v means v/255*80-80 dB relative to the loudest cell of the track."""
    decibels = 10 * power.clamp_min(LEAST_POWER).log10()
    below = (decibels - decibels.max()).clamp_min(-DB_RANGE)
    return ((below + DB_RANGE) * (LEVELS / DB_RANGE)).round().to(torch.uint8)
