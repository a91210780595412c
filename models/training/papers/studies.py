"""python -m papers.studies: ablation, learning curve and unknown genres of genre-musicnn.

Measured on valid of P2 and by cross-validation over artists of its training set; never on test.
"""

import csv
import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from torch import Tensor

from data.options import add_paths
from data.tracks import GENRES, add_gtzan_argument
from fit import metrics
from networks import musicnn
from networks.pretrained import Learned, PretrainedNetwork, adapt, fit_classifier, fit_head, snippet_features
from papers.protocols import PICTURES, Sides, fault_filtered

FOLDS = 5
SHARES = (0.125, 0.25, 0.5, 1.0)
DRAWS = 5
Fit = Callable[[PretrainedNetwork, Learned], None]


@torch.no_grad()
def scores(network: PretrainedNetwork, validated: Learned, tracks: int) -> Tensor:
    """[tracks, snippets, genres] of whole snippets."""
    embedding = network.embed(network.standardised(validated.features))
    return network.classifier(embedding).unflatten(0, (tracks, -1))


def fitted(fit: Fit, learned: Learned) -> PretrainedNetwork:
    network = PretrainedNetwork().eval()
    fit(network, learned)
    return network


def fit_regression(network: PretrainedNetwork, learned: Learned) -> None:
    """Multinomial logistic regression instead of discriminants, on the same embedding."""
    fit_head(network, learned)
    with torch.no_grad():
        embedding = network.embed(network.standardised(learned.features)).numpy()
        found = LogisticRegression(C=0.003, max_iter=300).fit(embedding, learned.genre.numpy())
        network.classifier.weight.copy_(torch.from_numpy(found.coef_))
        network.classifier.bias.copy_(torch.from_numpy(found.intercept_))


class Study:
    def __init__(self, gtzan: Path, wheel: Path):
        self.sides: Sides = fault_filtered(gtzan, PICTURES["mel"])
        self.artists = artists(gtzan, self.sides.learn.ids)
        self.published = musicnn.load(wheel).folded()
        adapted = musicnn.load(wheel)
        adapt(adapted, self.sides.learn, torch.Generator().manual_seed(0))
        self.adapted = adapted.folded()

    def snippet_features(
        self, network: musicnn.Musicnn, side: str, between: bool = False, copies: int = 0
    ) -> Learned:
        rng = torch.Generator().manual_seed(0)
        return snippet_features(network, getattr(self.sides, side), rng, between, copies)

    def gains(self) -> list[dict]:
        rows = []
        for name, network, between, copies, fit in (
            ("MusiCNN as published", self.published, False, 0, fit_head),
            ("+ adapted batch norm statistics", self.adapted, False, 0, fit_head),
            ("+ snippets with half overlap", self.adapted, True, 0, fit_head),
            ("+ augmented copies of each snippet: as published", self.adapted, True, 2, fit_head),
            ("the same, with logistic regression", self.adapted, True, 2, fit_regression),
        ):
            learned = self.snippet_features(network, "learn", between, copies)
            rows.append({"what": name, **self.judged(network, learned, fit)})
            print(rows[-1], flush=True)
        return rows

    def judged(self, network: musicnn.Musicnn, learned: Learned, fit: Fit) -> dict:
        valid = self.sides.valid
        found = scores(fitted(fit, learned), self.snippet_features(network, "valid"), len(valid))
        return {
            "crossValidatedTrack": self.cross_validated(learned, fit),
            "validSnippet": metrics.snippet_accuracy(found, valid.genre),
            "validTrack": metrics.accuracy(found.mean(1), valid.genre),
        }

    def cross_validated(self, learned: Learned, fit: Fit) -> float:
        """Accuracy on the training set's tracks, each by a head trained without its artist."""
        tracks = self.sides.learn
        whole = Learned(
            *(part[: 9 * len(tracks)] for part in (learned.features, learned.genre, learned.track))
        )
        right = 0
        for others, kept in GroupKFold(FOLDS).split(self.artists, groups=self.artists):
            network = fitted(fit, learned.of(torch.from_numpy(others)))
            rows = torch.from_numpy(kept)
            named = scores(network, whole.of(rows), len(rows)).mean(1).argmax(1)
            right += (named == tracks.genre[rows]).sum().item()
        return right / len(tracks)

    def learning_curve(self, learned: Learned, validated: Learned) -> list[dict]:
        """Accuracy on valid against the number of tracks with a label."""
        count, valid, rng = len(self.sides.learn), self.sides.valid, torch.Generator().manual_seed(0)
        rows = []
        for share in SHARES:
            kept = round(share * count)
            for _ in range(DRAWS if share < 1 else 1):
                drawn = torch.randperm(count, generator=rng)[:kept]
                found = scores(fitted(fit_head, learned.of(drawn)), validated, len(valid))
                rows.append({"tracks": kept, "validTrack": metrics.accuracy(found.mean(1), valid.genre)})
        return rows

    @torch.no_grad()
    def unknown_genres(self, network: PretrainedNetwork, learned: Learned, validated: Learned) -> list[dict]:
        """AUROC of detecting a genre left out of training, by confidence and by distance."""
        genre = self.sides.valid.genre
        embedding = network.embed(network.standardised(learned.features))
        valid = network.embed(network.standardised(validated.features)).unflatten(0, (len(genre), -1))
        distance = metrics.squared_distance(valid)
        rows = []
        for left_out, name in enumerate(GENRES):
            kept = learned.genre != left_out
            fit_classifier(network, embedding[kept], learned.genre[kept])
            found = network.classifier(valid).mean(1)
            found[:, left_out] = -torch.inf
            known = genre != left_out
            temperature = metrics.fit_temperature(found[known], genre[known])
            confidence = (found / temperature).softmax(1).amax(1)
            auroc = {"confidence": -confidence, "distance": distance}
            rows.append(
                {"genre": name, **{by: roc_auc_score(~known.numpy(), v.numpy()) for by, v in auroc.items()}}
            )
        return rows


def artists(gtzan: Path, ids: tuple[str, ...]) -> np.ndarray:
    """The artist of each track; a track of an unknown artist is a group of its own."""
    with (gtzan / "tracks.csv").open(newline="", encoding="utf-8") as lines:
        known = {line["id"]: line["artist"] for line in csv.DictReader(lines)}
    return np.array([known[track] or track for track in ids])


def main(gtzan: Path, wheel: Path, results: Path) -> None:
    study = Study(gtzan, wheel)
    learned = study.snippet_features(study.adapted, "learn", True, 2)
    validated = study.snippet_features(study.adapted, "valid")
    found = {
        "learningCurve": study.learning_curve(learned, validated),
        "unknownGenres": study.unknown_genres(fitted(fit_head, learned), learned, validated),
        "gains": study.gains(),
    }
    (results / "studies.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_gtzan_argument(parser)
    musicnn.add_wheel_argument(parser)
    add_paths(parser, "--results")
    given = parser.parse_args()
    main(given.data, given.wheel, given.results)
