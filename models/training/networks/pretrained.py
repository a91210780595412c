"""The published network genre-musicnn: MusiCNN's features and a head fitted on a few hundred tracks."""

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
from torch import Generator, Tensor, nn
from torch.nn import functional

from data.augment import equalise, shift_bands
from data.tracks import GENRES, MEL_BANDS, SNIPPET_FRAMES, Tracks, whole_snippets
from networks.musicnn import FoldedFrontPath, Musicnn

NETWORK_FILE = "network.pt"  # in a run's folder
EMBEDDING_SIZE = 384
BATCH = 16
ADAPTING_BATCH = 64
CHANGED_COPIES = 2  # of each snippet
BAND_SHIFT = 3  # bands up or down, about one and a half semitones at 1 kHz
EQUALISER_DB = 2.5
LEVEL_DB = 4.0


def decibels(log_mel: Tensor) -> Tensor:
    """uint8 levels to dB relative to the loudest cell of the track."""
    return log_mel.float() * (80.0 / 255.0) - 80.0


def standardised(features: Tensor, mean: Tensor, deviation: Tensor, furthest: float = 6.0) -> Tensor:
    """Standardised and clipped to `furthest` standard deviations: the features have long tails."""
    return ((features - mean) / deviation).clamp(-furthest, furthest)


class PretrainedNetwork(nn.Module):
    """uint8 log_mel [batch, 128, 39] -> scores [batch, genres] (logits), embedding [batch, 384].

    The embedding is whitened: over the training set each value has mean 0 and standard deviation 1, and no
    two correlate. So its squared length is a squared Mahalanobis distance from the training set.
    """

    embedding_size: Final[int] = EMBEDDING_SIZE

    def __init__(self, genres: int = len(GENRES)):
        super().__init__()
        self.musicnn = Musicnn()
        self.register_buffer("mean", torch.zeros(Musicnn.features))
        self.register_buffer("deviation", torch.ones(Musicnn.features))
        self.embed = nn.Linear(Musicnn.features, EMBEDDING_SIZE)
        self.classifier = nn.Linear(EMBEDDING_SIZE, genres)

    def forward(self, log_mel: Tensor) -> tuple[Tensor, Tensor]:
        embedding = self.embed(self.standardised(self.musicnn(decibels(log_mel))))
        return self.classifier(embedding), embedding

    def standardised(self, features: Tensor) -> Tensor:
        return standardised(features, self.mean, self.deviation)


def load_network(run: Path) -> tuple[PretrainedNetwork, dict]:
    """The network of a run, in evaluation mode, and the facts of its training."""
    known = torch.load(run / NETWORK_FILE)
    network = PretrainedNetwork()
    network.load_state_dict(known.pop("weights"))
    return network.eval(), known


class FoldedNetwork(nn.Module):
    """Gives the same output as a PretrainedNetwork in evaluation mode, faster.

    Features that are the same for all music become part of the biases of the layers that read them.
    """

    def __init__(self, network: PretrainedNetwork, path: type[FoldedFrontPath] = FoldedFrontPath):
        super().__init__()
        self.musicnn, self.classifier = network.musicnn.folded(path), network.classifier
        with torch.no_grad():
            features = self.musicnn(decibels(torch.zeros(1, MEL_BANDS, SNIPPET_FRAMES)))[0]
            varying = torch.ones_like(features, dtype=torch.bool)
            used = torch.cat([path.used() for path in self.musicnn.front])
            varying[: 2 * len(used)] = used.repeat_interleave(2)
            pooled = varying[: Musicnn.pooled_features]
            dense = behind_norm(self.musicnn.pooled_norm, self.musicnn.dense)
            self.dense = reading(dense, pooled, features[: Musicnn.pooled_features])
            self.embed = reading(network.embed, varying, network.standardised(features))
        self.register_buffer("varying", pooled.nonzero().squeeze(1))
        self.register_buffer("mean", network.mean[varying])
        self.register_buffer("deviation", network.deviation[varying])

    def forward(self, log_mel: Tensor) -> tuple[Tensor, Tensor]:
        pooled = self.musicnn.pooled(decibels(log_mel)).index_select(1, self.varying)
        hidden = self.musicnn.dense_norm(functional.relu(self.dense(pooled)))
        features = torch.cat((pooled, hidden), 1)
        embedding = self.embed(standardised(features, self.mean, self.deviation))
        return self.classifier(embedding), embedding


def behind_norm(norm: nn.BatchNorm1d, layer: nn.Linear) -> nn.Linear:
    """Merges the norm into the layer behind it."""
    both = deepcopy(layer)
    scale = norm.weight / (norm.running_var + norm.eps).sqrt()
    both.weight.mul_(scale)
    both.bias.add_(layer.weight @ (norm.bias - scale * norm.running_mean))
    return both


def reading(layer: nn.Linear, some: Tensor, inputs: Tensor) -> nn.Linear:
    """The layer for some of its inputs; the other inputs are constant, with these values."""
    smaller = nn.Linear(int(some.sum()), layer.out_features)
    smaller.weight.copy_(layer.weight[:, some])
    smaller.bias.copy_(layer.bias + layer.weight[:, ~some] @ inputs[~some])
    return smaller


@dataclass(frozen=True)
class Learned:
    """Features [snippets, 1706], and the genre and track index of each snippet."""

    features: Tensor
    genre: Tensor
    track: Tensor

    def of(self, tracks: Tensor) -> "Learned":
        kept = torch.isin(self.track, tracks)
        return Learned(self.features[kept], self.genre[kept], self.track[kept])


def fit(published: Musicnn, tracks: Tracks, seed: int = 0) -> PretrainedNetwork:
    """Fits without gradient descent: statistics, principal components, linear discriminants.

    Adapts the published network in place.
    """
    rng = torch.Generator().manual_seed(seed)
    adapt(published, tracks, rng)
    network = PretrainedNetwork().eval()
    network.musicnn = published
    fit_head(network, snippet_features(published.folded(), tracks, rng))
    return network


def adapt(published: Musicnn, tracks: Tracks, rng: Generator) -> None:
    snippets = decibels(whole_snippets(tracks.log_mel)).flatten(0, 1)
    published.adapt(snippets[torch.randperm(len(snippets), generator=rng)].split(ADAPTING_BATCH))


def snippet_features(
    musicnn: nn.Module, tracks: Tracks, rng: Generator, between: bool = True, copies: int = CHANGED_COPIES
) -> Learned:
    """The features of adjacent snippets, of the same offset by half a snippet, and of augmented copies."""
    whole = decibels(whole_snippets(tracks.log_mel))
    parts = [whole]
    if between:
        parts.append(decibels(whole_snippets(tracks.log_mel[:, :, SNIPPET_FRAMES // 2 :])))
    parts += [change(whole.flatten(0, 1), rng).unflatten(0, whole.shape[:2]) for _ in range(copies)]
    features = torch.cat([features_of(musicnn, part.flatten(0, 1)) for part in parts])
    track = torch.cat([torch.arange(len(tracks)).repeat_interleave(part.shape[1]) for part in parts])
    return Learned(features, tracks.genre[track], track)


@torch.no_grad()
def fit_head(network: PretrainedNetwork, learned: Learned) -> None:
    fit_embedding(network, learned.features)
    fit_classifier(network, network.embed(network.standardised(learned.features)), learned.genre)


def change(decibels: Tensor, rng: Generator) -> Tensor:
    level = torch.randn(len(decibels), 1, 1, generator=rng) * LEVEL_DB
    return equalise(shift_bands(decibels, BAND_SHIFT, rng), EQUALISER_DB, rng) + level


@torch.inference_mode()
def features_of(musicnn: nn.Module, decibels: Tensor) -> Tensor:
    return torch.cat([musicnn(part) for part in decibels.split(BATCH)])


def fit_embedding(network: PretrainedNetwork, features: Tensor) -> None:
    """The leading principal components, each divided by its standard deviation."""
    network.mean.copy_(features.mean(0))
    network.deviation.copy_(features.std(0).clamp_min(1e-5))
    standardised = network.standardised(features).double()
    middle = standardised.mean(0)
    variances, directions = torch.linalg.eigh(torch.cov(standardised.T))
    whitening = directions[:, -EMBEDDING_SIZE:] / variances[-EMBEDDING_SIZE:].sqrt()
    network.embed.weight.copy_(whitening.T)
    network.embed.bias.copy_(-middle @ whitening)


def fit_classifier(network: PretrainedNetwork, embedding: Tensor, genre: Tensor) -> None:
    """Linear discriminants, all genres equally likely (Hastie 2009, section 4.3)."""
    embedding = embedding.double()
    means = torch.stack([embedding[genre == place].mean(0) for place in range(len(GENRES))])
    within = torch.cov((embedding - means[genre]).T)
    weights = torch.linalg.solve(within, means.T).T
    network.classifier.weight.copy_(weights)
    network.classifier.bias.copy_(-0.5 * (means * weights).sum(1))
