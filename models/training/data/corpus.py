"""The output of fit/build_corpus.py: snippets of all tracks, and the teachers' outputs for them."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

FURTHEST = 4.0  # standard deviations: the teachers' logits have long tails
TEACHERS = ("efficientat", "musicnn", "jamendo")
TARGETS = [f"{teacher}_{what}" for teacher in TEACHERS for what in ("logits", "hidden")]
# Indices of AudioSet's 527 classes: voices (0 to 71) and music (137 to 283).
VOICE_AND_MUSIC = np.r_[0:72, 137:284]


@dataclass(frozen=True)
class Listed:
    """A row of a list of tracks; genres and styles are names of the vocabulary, and may be empty."""

    path: str
    source: str
    genres: tuple[str, ...]
    styles: tuple[str, ...]


@dataclass(frozen=True)
class Snippets:
    """log_mel uint8 [snippets, 128, 130], said float16 [snippets, targets], track int64 [snippets]."""

    tracks: tuple[Listed, ...]
    log_mel: Tensor
    said: Tensor
    track: Tensor

    def __len__(self) -> int:
        return len(self.track)

    def of(self, kept: Tensor) -> "Snippets":
        """The snippets of the tracks in `kept`, bool [tracks]."""
        rows = kept[self.track]
        place = kept.long().cumsum(0) - 1
        tracks = tuple(track for track, keep in zip(self.tracks, kept.tolist(), strict=True) if keep)
        return Snippets(tracks, self.log_mel[rows], self.said[rows], place[self.track[rows]])


def read_list(tracks: Path) -> list[Listed]:
    with tracks.open(newline="", encoding="utf-8") as rows:
        return [
            Listed(row["path"], row["source"], words(row.get("genres")), words(row.get("styles")))
            for row in csv.DictReader(rows)
        ]


def words(cell: str | None) -> tuple[str, ...]:
    return tuple(word for word in (cell or "").split("|") if word)


def corpus_file(folder: Path, path: str) -> Path:
    return folder / f"{hashlib.sha256(path.encode()).hexdigest()[:20]}.npz"


def load(listed: list[Listed], folder: Path) -> Snippets:
    """The snippets of all listed tracks that have a file in the corpus."""
    heard = [track for track in listed if corpus_file(folder, track.path).exists()]
    log_mels, said = [], []
    for track in heard:
        with np.load(corpus_file(folder, track.path)) as kept:
            log_mels.append(kept["log_mel"])
            said.append(np.concatenate([chosen(name, kept[name]) for name in TARGETS], 1))
    counts = torch.tensor([len(part) for part in log_mels])
    return Snippets(
        tuple(heard),
        torch.from_numpy(np.concatenate(log_mels)),
        torch.from_numpy(np.concatenate(said)),
        torch.arange(len(heard)).repeat_interleave(counts),
    )


def chosen(name: str, values: np.ndarray) -> np.ndarray:
    return values[:, VOICE_AND_MUSIC] if name == "efficientat_logits" else values


def statistics(said: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation of each target."""
    mean = said.float().nanmean(0)
    return mean, (said.float() - mean).square().nanmean(0).sqrt().clamp_min(1e-3)


def standardised(said: Tensor, mean: Tensor, deviation: Tensor) -> Tensor:
    return ((said.float() - mean) / deviation).clamp(-FURTHEST, FURTHEST)


def track_means(values: Tensor, track: Tensor, tracks: int) -> Tensor:
    """[snippets, size] -> [tracks, size]: the mean over snippets, without NaN."""
    known = values.isfinite()
    sums = torch.zeros(tracks, values.shape[1]).index_add(0, track, values.float().nan_to_num())
    counts = torch.zeros(tracks, values.shape[1]).index_add(0, track, known.float())
    return sums / counts.clamp_min(1)
