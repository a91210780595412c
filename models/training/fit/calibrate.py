"""python -m fit.calibrate: fits temperature and threshold of the published network.

Both are fitted on a quarter of the real list's packages; the reported results are measured on the others.
Adds `decision` and the results to RUN/fitted.json.
"""

import hashlib
import json
from argparse import ArgumentParser
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from data import corpus, vocabulary
from data.corpus import Listed, Snippets
from data.options import add_paths
from fit import frozen, metrics
from networks.genre_network import GenreNetwork, load_network

TARGET_PRECISION = 0.85
LEAST_COVERAGE = 0.9


def is_to_fit(track: Listed) -> bool:
    """Whether a package is in the quarter that temperature and threshold are fitted on."""
    return int(hashlib.sha256(track.source.encode()).hexdigest(), 16) % 4 == 0


@torch.inference_mode()
def track_logits(network: GenreNetwork, snippets: Snippets) -> Tensor:
    """[tracks, genres]"""
    logits = torch.cat([network(part)[0] for part in snippets.log_mel.split(32)])
    return corpus.track_means(logits, snippets.track, len(snippets.tracks))


def likelihood(logits: Tensor, rows: Tensor, temperature: float) -> float:
    """Mean log likelihood of the top genre being correct or wrong.

    Not the cross-entropy of a label, because a track may have several correct genres.
    """
    confidence, right = named(logits, rows, temperature)
    return torch.where(right, confidence, 1 - confidence).clamp_min(1e-6).log().mean().item()


def fit_temperature(logits: Tensor, rows: Tensor) -> float:
    best = max(np.arange(0.4, 3.01, 0.05), key=lambda t: likelihood(logits, rows, t))
    return round(float(best), 4)


def least_confidence(confidence: Tensor, right: Tensor) -> float:
    """The lowest threshold, in steps of .01, at which 85 % of the named tracks are correct.

    At least nine of ten tracks stay above it.
    """
    for threshold in np.arange(0.1, 0.9, 0.01):
        kept = confidence >= threshold
        if kept.float().mean() < LEAST_COVERAGE:
            return round(float(threshold) - 0.01, 2)
        if right[kept].float().mean() >= TARGET_PRECISION:
            return round(float(threshold), 2)
    raise ValueError(
        f"no threshold reaches a precision of {TARGET_PRECISION}; retrain or lower TARGET_PRECISION"
    )


def expected_error(confidence: Tensor, right: Tensor) -> float:
    """Expected calibration error (Guo 2017, equation 3)."""
    bins = (confidence * metrics.ECE_BINS).long().clamp_max(metrics.ECE_BINS - 1)
    gaps = torch.zeros(metrics.ECE_BINS).index_add(0, bins, right.float() - confidence)
    return float(gaps.abs().sum() / len(confidence))


def named(logits: Tensor, rows: Tensor, temperature: float) -> tuple[Tensor, Tensor]:
    """Confidence of the top genre, and whether it is correct."""
    confidence, top = (logits / temperature).softmax(1).max(1)
    return confidence, rows.gather(1, top[:, None]).squeeze(1) > 0


def report(logits: Tensor, rows: Tensor, temperature: float, threshold: float) -> dict:
    confidence, right = named(logits, rows, temperature)
    kept = confidence >= threshold
    figures = {
        "accuracy": right.float().mean().item(),
        "ece": expected_error(confidence, right),
        "named": kept.float().mean().item(),
        "namedAccuracy": right[kept].float().mean().item(),
    }
    return {"tracks": len(rows), **{name: round(figure, 4) for name, figure in figures.items()}}


def main(real: Path, folder: Path, run: Path) -> None:
    torch.set_num_threads(1)
    snippets = corpus.load(corpus.read_list(real), folder)
    logits = track_logits(load_network(run), snippets)
    rows = frozen.genre_rows(snippets.tracks, vocabulary.read().genre_names())
    fits = torch.tensor([is_to_fit(track) for track in snippets.tracks])
    temperature = fit_temperature(logits[fits], rows[fits])
    threshold = least_confidence(*named(logits[fits], rows[fits], temperature))
    fitted = json.loads((run / "fitted.json").read_text(encoding="utf-8"))
    fitted["decision"] = {
        "sum": "logits",
        "temperature": temperature,
        "minConfidence": threshold,
        "maxSquaredDistance": fitted["decision"]["maxSquaredDistance"],
    }
    for name, side in (("realFitted", fits), ("realReported", ~fits)):
        fitted["training"][name] = report(logits[side], rows[side], temperature, threshold)
    (run / "fitted.json").write_text(json.dumps(fitted) + "\n", encoding="utf-8")
    print(json.dumps({"decision": fitted["decision"], "training": fitted["training"]}, indent=1))


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_paths(parser, "--real", "--corpus", "--run")
    given = parser.parse_args()
    main(given.real, given.corpus, given.run)
