"""python -m fit.evaluate: evaluates genre-musicnn; writes RUN/evaluation.json and RUN/scores.npz.

Temperature and threshold are fitted on valid. Use --test once, for the network to publish.
"""

import json
from argparse import ArgumentParser
from pathlib import Path

from torch import Tensor

from data.options import add_paths
from data.tracks import SPLITS, add_gtzan_argument, load_tracks, read_split
from fit import metrics
from networks.pretrained import load_network


def report(scores: Tensor, genre: Tensor, temperature: float, threshold: float) -> dict:
    """scores [tracks, snippets, genres]"""
    track_scores = scores.mean(1)
    probabilities = (track_scores / temperature).softmax(1)
    coverage, precision = metrics.coverage_and_precision(probabilities, genre, threshold)
    figures = {
        "snippetAccuracy": metrics.snippet_accuracy(scores, genre),
        "trackAccuracy": metrics.accuracy(track_scores, genre),
        "trackEce": metrics.calibration_error(probabilities, genre),
        "trackEceWithoutTemperature": metrics.calibration_error(track_scores.softmax(1), genre),
        "coverage": coverage,
        "keptAccuracy": precision,
    }
    rounded = {name: round(value, 4) for name, value in figures.items()}
    return {**rounded, "confusion": metrics.confusion(track_scores, genre)}


def evaluate(gtzan: Path, run: Path, with_test: bool) -> dict:
    network, training = load_network(run)
    network.musicnn = network.musicnn.folded()
    valid = load_tracks(gtzan, "valid")
    scores, embedding = metrics.outputs_of(network, valid)
    temperature = metrics.fit_temperature(scores.mean(1), valid.genre)
    threshold = metrics.least_confidence((scores.mean(1) / temperature).softmax(1), valid.genre)
    found = {"valid": report(scores, valid.genre, temperature, threshold), "test": None}
    judged = {"valid": (scores, valid.genre)}
    if with_test:
        test = load_tracks(gtzan, "test")
        judged["test"] = (metrics.outputs_of(network, test)[0], test.genre)
        found["test"] = report(*judged["test"], temperature, threshold)
    metrics.save_scores(run / "scores.npz", judged)
    split = read_split(gtzan / "tracks.csv")
    tracks = {side: len(split[side]) for side in SPLITS}
    chosen = {
        "temperature": temperature,
        "minConfidence": threshold,
        "maxSquaredDistance": metrics.furthest(embedding),
    }
    return {**training, "tracks": tracks, **chosen, **found}


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_gtzan_argument(parser)
    add_paths(parser, "--run")
    parser.add_argument("--test", action="store_true", help="score the test set, too")
    given = parser.parse_args()
    evaluation = json.dumps(evaluate(given.data, given.run, given.test), indent=1)
    (given.run / "evaluation.json").write_text(evaluation + "\n", encoding="utf-8")
    print(evaluation)
