"""Training, validation and test sets of each protocol."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sklearn.model_selection import GroupShuffleSplit, ShuffleSplit
from torch import Tensor

from data.tracks import LOG_MEL_FILE, SNIPPET_FRAMES, Tracks, load_all, read_split, select

SNIPPETS_A_TRACK = 5


@dataclass(frozen=True)
class Picture:
    """A kind of spectrogram image; `frames` make three seconds."""

    file: str
    frames: int


PICTURES = {
    "mel": Picture(LOG_MEL_FILE, SNIPPET_FRAMES),
    "stft": Picture("stft_129x496_u8.npz", 50),  # one frame every 60 ms, approximately
}


@dataclass(frozen=True)
class Sides:
    """valid is None if the protocol has none; tracks of test may be single snippets."""

    learn: Tracks
    valid: Tracks | None
    test: Tracks


def spread_snippets(pictures: Tensor, frames: int, count: int = SNIPPETS_A_TRACK) -> Tensor:
    """Evenly spaced from the first to the last frame: [tracks, count, bands, frames]."""
    starts = np.linspace(0, pictures.shape[2] - frames, count).round().astype(int)
    return torch.stack([pictures[:, :, start : start + frames] for start in starts], 1)


def as_snippets(tracks: Tracks, frames: int) -> Tracks:
    """Makes each of the five snippets a track, with the id of its track."""
    snippets = spread_snippets(tracks.log_mel, frames).flatten(0, 1)
    ids = tuple(track for track in tracks.ids for _ in range(SNIPPETS_A_TRACK))
    return Tracks(ids, snippets, tracks.genre.repeat_interleave(SNIPPETS_A_TRACK))


def rows(tracks: Tracks, places: np.ndarray) -> Tracks:
    kept = torch.from_numpy(np.sort(places))
    return Tracks(tuple(tracks.ids[row] for row in kept), tracks.log_mel[kept], tracks.genre[kept])


def grouped(gtzan: Path, picture: Picture) -> Sides:
    """P1: a random fifth of the tracks is the test set."""
    tracks = load_all(gtzan, picture.file)
    split = GroupShuffleSplit(1, test_size=0.2, random_state=42)
    learn, test = next(split.split(tracks.genre, groups=np.arange(len(tracks))))
    return Sides(rows(tracks, learn), None, rows(tracks, test))


def ungrouped(gtzan: Path, picture: Picture) -> Sides:
    """P1 as often done: the test set is a fifth of the snippets, whose neighbours are in the training set."""
    snippets = as_snippets(load_all(gtzan, picture.file), picture.frames)
    split = ShuffleSplit(1, test_size=0.2, random_state=42)
    learn, test = next(split.split(snippets.genre))
    return Sides(rows(snippets, learn), None, rows(snippets, test))


def fault_filtered(gtzan: Path, picture: Picture) -> Sides:
    """P2: Kereliuk, Sturm, Larsen 2015."""
    tracks, split = load_all(gtzan, picture.file), read_split(gtzan / "tracks.csv")
    return Sides(*(select(tracks, split[side]) for side in ("train", "valid", "test")))


def known_artists(gtzan: Path, picture: Picture) -> Sides:
    """P3: P2 without tracks of unknown artists, so that no artist is in two sets."""
    with (gtzan / "tracks.csv").open(newline="", encoding="utf-8") as lines:
        known = {line["id"] for line in csv.DictReader(lines) if line["artist"]}
    sides = fault_filtered(gtzan, picture)
    return Sides(*(select(side, known) for side in (sides.learn, sides.valid, sides.test)))


PROTOCOLS = {"P1": grouped, "P1-ungrouped": ungrouped, "P2": fault_filtered, "P3": known_artists}
