"""python -m papers.transfer: the transfer row of the tables, a linear head on frozen features.

The features are MusiCNN's, of each snippet. The penalty is chosen by cross-validation over tracks of the
training set.
"""

import json
from argparse import ArgumentParser
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from torch import Tensor

from data.options import add_paths
from data.tracks import Tracks, add_gtzan_argument
from networks import musicnn
from networks.pretrained import decibels, features_of
from papers.experiment import figures
from papers.protocols import PICTURES, PROTOCOLS, spread_snippets

PENALTIES = {"logisticregression__C": [0.0003, 0.001, 0.003, 0.01]}
FOLDS = 5


def features(network: musicnn.Musicnn, tracks: Tracks) -> Tensor:
    """[tracks, five, 1706]"""
    snippets = spread_snippets(tracks.log_mel, PICTURES["mel"].frames)
    return features_of(network, decibels(snippets.flatten(0, 1))).unflatten(0, snippets.shape[:2])


def head(learned: Tensor, genre: Tensor) -> tuple[Pipeline, float]:
    """The best head and its cross-validated snippet accuracy; snippets of a track stay together."""
    tracks, count, _ = learned.shape
    search = GridSearchCV(
        make_pipeline(StandardScaler(), LogisticRegression(max_iter=300)),
        PENALTIES,
        cv=GroupKFold(FOLDS),
    )
    groups = np.arange(tracks).repeat(count)
    search.fit(learned.flatten(0, 1).numpy(), genre.repeat_interleave(count).numpy(), groups=groups)
    return search.best_estimator_, float(search.best_score_)


def judge(fitted: Pipeline, given: Tensor, genre: Tensor) -> dict:
    scores = torch.from_numpy(fitted.decision_function(given.flatten(0, 1).numpy()))
    return figures(scores.float().unflatten(0, given.shape[:2]), genre)


def row(protocol: str, gtzan: Path, network: musicnn.Musicnn, with_test: bool) -> dict:
    sides = PROTOCOLS[protocol](gtzan, PICTURES["mel"])
    fitted, crossed = head(features(network, sides.learn), sides.learn.genre)
    found = {"protocol": protocol, "crossValidatedSnippetAccuracy": crossed}
    if sides.valid is not None:
        found["valid"] = judge(fitted, features(network, sides.valid), sides.valid.genre)
    if with_test or sides.valid is None:
        found["test"] = judge(fitted, features(network, sides.test), sides.test.genre)
    return found


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_gtzan_argument(parser)
    musicnn.add_wheel_argument(parser)
    add_paths(parser, "--results")
    parser.add_argument("--protocols", nargs="+", default=["P1", "P2"], choices=PROTOCOLS)
    parser.add_argument("--test", action="store_true", help="evaluate on the test set of P2 and P3, too")
    given = parser.parse_args()
    loaded = musicnn.load(given.wheel).folded()
    rows = [row(protocol, given.data, loaded, given.test) for protocol in given.protocols]
    given.results.mkdir(parents=True, exist_ok=True)
    text = json.dumps(rows, indent=1)
    (given.results / "transfer.json").write_text(text + "\n", encoding="utf-8")
    for one in rows:
        sides = {side: one[side] for side in ("valid", "test") if side in one}
        print(
            one["protocol"], {side: (f["snippetAccuracy"], f["trackAccuracy"]) for side, f in sides.items()}
        )
