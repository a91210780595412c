"""GTZAN log-mels, their fault-filtered split, and the snippets cut from them."""

import csv
import os
from argparse import ArgumentParser
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

GENRES = ("blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock")
SPLITS = ("train", "valid", "test")
MEL_BANDS = 128
SNIPPET_FRAMES = 39  # three seconds at a hop of 1,708 samples and 22,050 Hz
LOG_MEL_FILE = "logmel_128x387_u8.npz"


@dataclass(frozen=True)
class Tracks:
    """One set of the split: log_mel uint8 [tracks, bands, frames], genre int64 [tracks]."""

    ids: tuple[str, ...]
    log_mel: Tensor
    genre: Tensor

    def __post_init__(self):
        if not len(self.ids) == len(self.log_mel) == len(self.genre):
            raise ValueError("each track needs one id, one log-mel and one genre")

    def __len__(self) -> int:
        return len(self.ids)


def add_gtzan_argument(parser: ArgumentParser) -> None:
    home = os.environ.get("GTZAN_HOME")
    parser.add_argument(
        "--data",
        type=Path,
        default=home,
        required=home is None,
        help=f"folder with tracks.csv and {LOG_MEL_FILE} (or set GTZAN_HOME)",
    )


def read_split(tracks_csv: Path) -> dict[str, dict[str, str]]:
    """The fault-filtered split (Kereliuk, Sturm, Larsen 2015): {split: {track id: genre}}."""
    split: dict[str, dict[str, str]] = {name: {} for name in SPLITS}
    seen: set[str] = set()
    with tracks_csv.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["id"] in seen:
                raise ValueError(f"{tracks_csv}: track {row['id']} is listed twice; keep one row for it")
            seen.add(row["id"])
            if row["fault_filtered"] in split:
                split[row["fault_filtered"]][row["id"]] = row["genre"]
    return split


def load_tracks(gtzan: Path, side: str) -> Tracks:
    return select(load_all(gtzan, LOG_MEL_FILE), read_split(gtzan / "tracks.csv")[side])


def load_all(gtzan: Path, file: str) -> Tracks:
    """All tracks in the file; an id starts with its genre."""
    with np.load(gtzan / file) as archive:
        ids = tuple(str(track) for track in archive["ids"])
        pictures = torch.from_numpy(archive["X"])
    return Tracks(ids, pictures, torch.tensor([GENRES.index(track.split(".")[0]) for track in ids]))


def select(tracks: Tracks, ids: Container[str]) -> Tracks:
    """The tracks with these ids."""
    rows = [row for row, track in enumerate(tracks.ids) if track in ids]
    return Tracks(tuple(tracks.ids[row] for row in rows), tracks.log_mel[rows], tracks.genre[rows])


def random_snippets(
    tracks: Tracks, count: int, rng: torch.Generator, frames: int = SNIPPET_FRAMES
) -> tuple[Tensor, Tensor]:
    """Random snippets of random tracks: uint8 [count, bands, frames], int64 [count]."""
    rows = torch.randint(len(tracks), (count,), generator=rng)
    last_start = tracks.log_mel.shape[2] - frames
    starts = torch.randint(last_start + 1, (count,), generator=rng)
    snippets = [
        tracks.log_mel[row, :, start : start + frames]
        for row, start in zip(rows.tolist(), starts.tolist(), strict=True)
    ]
    return torch.stack(snippets), tracks.genre[rows]


def whole_snippets(log_mel: Tensor) -> Tensor:
    """Adjacent snippets from the start, without the remainder: [tracks, snippets, bands, 39]."""
    count = log_mel.shape[2] // SNIPPET_FRAMES
    whole = log_mel[:, :, : count * SNIPPET_FRAMES]
    return whole.unflatten(2, (count, SNIPPET_FRAMES)).permute(0, 2, 1, 3).contiguous()
