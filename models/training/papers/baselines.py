"""python -m papers.baselines: nearest neighbours and support vector machines (Zhang 2023, table 5).

The input is a whole snippet, standardised to mean 0 and deviation 1, as for the networks. Raw audio is
available only as excerpts: there, a track is the first two seconds of its excerpt.
"""

import csv
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
import torch
from sklearn.decomposition import PCA
from sklearn.model_selection import GroupShuffleSplit
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.svm import SVC

from data.options import add_paths
from data.tracks import GENRES, Tracks, add_gtzan_argument
from networks.network import Standardise
from papers.experiment import figures
from papers.protocols import PICTURES, PROTOCOLS, spread_snippets

RAW_SOURCE = "actcv500"
RAW_SAMPLES = 2 * 22050


def nearest(neighbours: int) -> Pipeline:
    return make_pipeline(KNeighborsClassifier(neighbours))


def support_vectors() -> Pipeline:
    """On the first 200 principal components: takes seconds instead of minutes."""
    return make_pipeline(PCA(200, random_state=0), SVC(C=10))


SYSTEMS = {
    **{f"KNN {count}": lambda count=count: nearest(count) for count in (10, 15, 20)},
    "SVM": support_vectors,
}


def vectors(tracks: Tracks, frames: int) -> torch.Tensor:
    """float32 [tracks, five, bands * frames]"""
    snippets = spread_snippets(tracks.log_mel, frames)
    return Standardise()(snippets.flatten(0, 1)).flatten(1).unflatten(0, snippets.shape[:2])


def raw_audio(gtzan: Path) -> tuple[torch.Tensor, torch.Tensor]:
    """float32 [tracks, one, samples] of the excerpts of two seconds or more, and their genres."""
    with (gtzan / "audio.csv").open(newline="", encoding="utf-8") as lines:
        ids = [line["id"] for line in csv.DictReader(lines) if line["source"] == RAW_SOURCE]
    excerpts = {
        one: soundfile.read(gtzan / "audio" / RAW_SOURCE / f"{one}.flac", dtype="float32")[0] for one in ids
    }
    kept = [one for one in ids if len(excerpts[one]) >= RAW_SAMPLES]
    samples = torch.tensor(np.stack([excerpts[one][:RAW_SAMPLES] for one in kept]))
    return samples[:, None], torch.tensor([GENRES.index(one.split(".")[0]) for one in kept])


def inputs(
    gtzan: Path,
) -> Iterator[tuple[str, tuple[torch.Tensor, torch.Tensor], tuple[torch.Tensor, torch.Tensor]]]:
    """The name of each input, and vectors and genres of its training and test set."""
    samples, genre = raw_audio(gtzan)
    split = GroupShuffleSplit(1, test_size=0.2, random_state=42)
    learn, test = next(split.split(genre, groups=np.arange(len(genre))))
    yield "raw", (samples[learn], genre[learn]), (samples[test], genre[test])
    for picture, drawn in PICTURES.items():
        sides = PROTOCOLS["P1"](gtzan, drawn)
        learned, test = vectors(sides.learn, drawn.frames), vectors(sides.test, drawn.frames)
        yield picture, (learned, sides.learn.genre), (test, sides.test.genre)


def judge(system: Pipeline, learned: torch.Tensor, genre: torch.Tensor, test: torch.Tensor) -> torch.Tensor:
    """The predictions, as one-hot votes [tracks, five, genres]."""
    system.fit(learned.flatten(0, 1).numpy(), genre.repeat_interleave(learned.shape[1]).numpy())
    named = torch.from_numpy(system.predict(test.flatten(0, 1).numpy()))
    return torch.nn.functional.one_hot(named, len(GENRES)).float().unflatten(0, test.shape[:2])


def table(gtzan: Path) -> list[dict]:
    rows = []
    for what, (learned, genre), (test, truth) in inputs(gtzan):
        for name, make in SYSTEMS.items():
            votes = judge(make(), learned, genre, test)
            rows.append({"system": name, "input": what, **figures(votes, truth)})
            found = rows[-1]
            accuracy = f"snippet {found['snippetAccuracy']:.3f}, track {found['trackAccuracy']:.3f}"
            print(f"{name} {what}, {len(genre)} tracks: {accuracy}", flush=True)
    return rows


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_gtzan_argument(parser)
    add_paths(parser, "--results")
    given = parser.parse_args()
    given.results.mkdir(parents=True, exist_ok=True)
    found = json.dumps(table(given.data), indent=1)
    (given.results / "baselines.json").write_text(found + "\n", encoding="utf-8")
