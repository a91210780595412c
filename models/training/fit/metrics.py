"""Accuracy and calibration of scores, which are logits."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from data.tracks import Tracks, whole_snippets

ECE_BINS = 10
TARGET_PRECISION = 0.85
LEAST_COVERAGE = 0.5
NEARER = 0.995
MARGIN = 1.15


@torch.inference_mode()
def outputs_of(network: nn.Module, tracks: Tracks, batch: int = 16) -> tuple[Tensor, Tensor]:
    """Scores [tracks, snippets, genres] and embeddings [tracks, snippets, size]."""
    snippets = whole_snippets(tracks.log_mel)
    parts = [network(part) for part in snippets.flatten(0, 1).split(batch)]
    scores, embedding = (
        torch.cat(part).unflatten(0, snippets.shape[:2]) for part in zip(*parts, strict=True)
    )
    return scores, embedding


@torch.inference_mode()
def scores_of(network: nn.Module, snippets: Tensor, batch: int = 64) -> Tensor:
    """uint8 [tracks, snippets, bands, frames] -> float32 [tracks, snippets, genres]"""
    device = next(network.parameters()).device
    scores = [network(part.to(device))[0].cpu() for part in snippets.flatten(0, 1).split(batch)]
    return torch.cat(scores).unflatten(0, snippets.shape[:2])


def squared_distance(embedding: Tensor) -> Tensor:
    """Of each track from the mean of the training set: [tracks, snippets, size] -> [tracks].

    A Mahalanobis distance, because the embedding is whitened.
    """
    return embedding.mean(1).square().sum(1)


def accuracy(scores: Tensor, genre: Tensor) -> float:
    return (scores.argmax(-1) == genre).float().mean().item()


def snippet_accuracy(scores: Tensor, genre: Tensor) -> float:
    return accuracy(scores, genre[:, None])


def fit_temperature(track_scores: Tensor, genre: Tensor) -> float:
    """Minimises the cross-entropy over a grid of 1 % steps (Guo 2017, section 4.2)."""
    grid = torch.logspace(-1, 1, 464)
    losses = [functional.cross_entropy(track_scores / t, genre).item() for t in grid]
    return round(grid[losses.index(min(losses))].item(), 4)


def calibration_error(probabilities: Tensor, genre: Tensor) -> float:
    """ECE of the top genre in ten equal bins (Guo 2017, equation 3)."""
    confidence, named = probabilities.max(1)
    right = (named == genre).float()
    bins = (confidence * ECE_BINS).long().clamp(max=ECE_BINS - 1)
    gaps = [(right - confidence)[bins == one].sum().abs() for one in range(ECE_BINS)]
    return (torch.stack(gaps).sum() / len(genre)).item()


def coverage_and_precision(probabilities: Tensor, genre: Tensor, threshold: float) -> tuple[float, float]:
    confidence, named = probabilities.max(1)
    kept = confidence >= threshold
    return kept.float().mean().item(), (named == genre)[kept].float().mean().item()


def least_confidence(probabilities: Tensor, genre: Tensor) -> float:
    """The lowest threshold at which 85 % of the kept tracks are correct; at least half of all are kept."""
    highest = 0.0
    for percent in range(100):
        coverage, precision = coverage_and_precision(probabilities, genre, percent / 100)
        if coverage < LEAST_COVERAGE:
            break
        highest = percent / 100
        if precision >= TARGET_PRECISION:
            break
    return highest


def furthest(embedding: Tensor) -> int:
    """The squared distance that one track in 200 exceeds, with a margin for recordings unlike GTZAN's."""
    return round(squared_distance(embedding).quantile(NEARER).item() * MARGIN)


def confusion(track_scores: Tensor, genre: Tensor) -> list[list[int]]:
    """Rows are true genres, columns predicted ones."""
    genres = track_scores.shape[1]
    cells = torch.bincount(genre * genres + track_scores.argmax(1), minlength=genres * genres)
    return cells.view(genres, genres).tolist()


def save_scores(path: Path, judged: dict[str, tuple[Tensor, Tensor]]) -> None:
    """Saves scores and genres of each set, for confidence intervals, paired tests and calibration."""
    arrays = {}
    for side, (scores, genre) in judged.items():
        arrays |= {f"{side}_scores": scores.numpy(), f"{side}_genre": genre.numpy()}
    np.savez_compressed(path, **arrays)
