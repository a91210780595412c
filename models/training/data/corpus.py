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
    """The snippets of several tracks."""

    tracks: tuple[Listed, ...]
    log_mel: Tensor  # uint8 [snippets, 128, 130]
    teacher_outputs: Tensor  # float16 [snippets, targets]
    track: Tensor  # int64 [snippets]

    def __len__(self) -> int:
        return len(self.track)

    def of(self, kept: Tensor) -> "Snippets":
        """The snippets of the tracks in `kept`, bool [tracks]."""
        rows = kept[self.track]
        place = kept.long().cumsum(0) - 1
        tracks = tuple(track for track, keep in zip(self.tracks, kept.tolist(), strict=True) if keep)
        return Snippets(tracks, self.log_mel[rows], self.teacher_outputs[rows], place[self.track[rows]])


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
    present = [track for track in listed if corpus_file(folder, track.path).exists()]
    log_mels, teacher_outputs = [], []
    for track in present:
        with np.load(corpus_file(folder, track.path)) as kept:
            log_mels.append(kept["log_mel"])
            teacher_outputs.append(np.concatenate([chosen(name, kept[name]) for name in TARGETS], 1))
    counts = torch.tensor([len(part) for part in log_mels])
    return Snippets(
        tuple(present),
        torch.from_numpy(np.concatenate(log_mels)),
        torch.from_numpy(np.concatenate(teacher_outputs)),
        torch.arange(len(present)).repeat_interleave(counts),
    )


def chosen(name: str, values: np.ndarray) -> np.ndarray:
    return values[:, VOICE_AND_MUSIC] if name == "efficientat_logits" else values


def statistics(teacher_outputs: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation of each target."""
    mean = teacher_outputs.float().nanmean(0)
    return mean, (teacher_outputs.float() - mean).square().nanmean(0).sqrt().clamp_min(1e-3)


def standardised(teacher_outputs: Tensor, mean: Tensor, deviation: Tensor) -> Tensor:
    return ((teacher_outputs.float() - mean) / deviation).clamp(-FURTHEST, FURTHEST)


def track_means(values: Tensor, track: Tensor, tracks: int) -> Tensor:
    """[snippets, size] -> [tracks, size]: the mean over snippets, without NaN."""
    known = values.isfinite()
    sums = torch.zeros(tracks, values.shape[1]).index_add(0, track, values.float().nan_to_num())
    counts = torch.zeros(tracks, values.shape[1]).index_add(0, track, known.float())
    return sums / counts.clamp_min(1)
