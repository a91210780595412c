"""python baselines.py --data GTZAN --results FOLDER: nearest neighbours and support vectors (Zhang, table 5).

They read the levels of a whole snippet, each brought to mean 0 and deviation 1, as the networks do.
"""

import json
from argparse import ArgumentParser
from pathlib import Path

import torch
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.svm import SVC

from experiment import figures
from network import Standardise
from protocols import PICTURES, PROTOCOLS, spread_snippets
from tracks import GENRES, Tracks, add_gtzan_argument


def nearest(neighbours: int) -> Pipeline:
    return make_pipeline(KNeighborsClassifier(neighbours))


def support_vectors() -> Pipeline:
    """On the first 200 principal components, which takes seconds instead of minutes."""
    return make_pipeline(PCA(200, random_state=0), SVC(C=10))


SYSTEMS = {
    **{f"KNN {count}": lambda count=count: nearest(count) for count in (10, 15, 20)},
    "SVM": support_vectors,
}


def vectors(tracks: Tracks, frames: int) -> torch.Tensor:
    """float32 [tracks, five, bands * frames]"""
    snippets = spread_snippets(tracks.log_mel, frames)
    return Standardise()(snippets.flatten(0, 1)).flatten(1).unflatten(0, snippets.shape[:2])


def judge(system: Pipeline, learned: torch.Tensor, genre: torch.Tensor, test: torch.Tensor) -> torch.Tensor:
    """What is named, as one-hot votes [tracks, five, genres]."""
    system.fit(learned.flatten(0, 1).numpy(), genre.repeat_interleave(learned.shape[1]).numpy())
    named = torch.from_numpy(system.predict(test.flatten(0, 1).numpy()))
    return torch.nn.functional.one_hot(named, len(GENRES)).float().unflatten(0, test.shape[:2])


def table(gtzan: Path) -> list[dict]:
    rows = []
    for picture, drawn in PICTURES.items():
        sides = PROTOCOLS["P1"](gtzan, drawn)
        learned, test = vectors(sides.learn, drawn.frames), vectors(sides.test, drawn.frames)
        for name, make in SYSTEMS.items():
            votes = judge(make(), learned, sides.learn.genre, test)
            rows.append({"system": name, "picture": picture, **figures(votes, sides.test.genre)})
            found = rows[-1]
            accuracy = f"snippet {found['snippetAccuracy']:.3f}, track {found['trackAccuracy']:.3f}"
            print(f"{name} {picture}: {accuracy}", flush=True)
    return rows


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_gtzan_argument(parser)
    parser.add_argument("--results", type=Path, required=True, help="folder for what is found")
    given = parser.parse_args()
    given.results.mkdir(parents=True, exist_ok=True)
    found = json.dumps(table(given.data), indent=1)
    (given.results / "baselines.json").write_text(found + "\n", encoding="utf-8")
