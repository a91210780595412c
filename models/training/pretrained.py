"""MusiCNN's features and a head fitted on a few hundred tracks: the network that is published."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Final

import torch
from torch import Generator, Tensor, nn

from augment import equalise, shift_bands
from musicnn import Musicnn
from tracks import GENRES, SNIPPET_FRAMES, Tracks, whole_snippets

EMBEDDING_SIZE = 384
BATCH = 16
ADAPTING_BATCH = 64
CHANGED_COPIES = 2  # of each snippet
BAND_SHIFT = 3  # bands up or down, about one and a half semitones at 1 kHz
EQUALISER_DB = 2.5
LEVEL_DB = 4.0


def decibels(log_mel: Tensor) -> Tensor:
    """Below the loudest cell of the track, from uint8 levels."""
    return log_mel.float() * (80.0 / 255.0) - 80.0


class PretrainedNetwork(nn.Module):
    """uint8 log_mel [batch, 128, 39] -> scores [batch, genres] (logits), embedding [batch, 384].

    The embedding is whitened: over the learning side each value has mean 0 and deviation 1, and no two
    go together. So its squared length says how unlike that side's music a snippet is.
    """

    furthest: Final[float] = 6.0  # deviations; the features have long tails
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
        return ((features - self.mean) / self.deviation).clamp(-self.furthest, self.furthest)


def folded(network: PretrainedNetwork) -> PretrainedNetwork:
    """The same for less; it learns no more."""
    cheaper = deepcopy(network).eval()
    cheaper.musicnn = cheaper.musicnn.folded()
    return cheaper


@dataclass(frozen=True)
class Learned:
    """Features [snippets, 1706] of snippets, their genres and the places of their tracks."""

    features: Tensor
    genre: Tensor
    track: Tensor

    def of(self, tracks: Tensor) -> "Learned":
        kept = torch.isin(self.track, tracks)
        return Learned(self.features[kept], self.genre[kept], self.track[kept])


def fit(published: Musicnn, tracks: Tracks, seed: int = 0) -> PretrainedNetwork:
    """Nothing here goes by gradient: statistics, principal components, linear discriminants.

    The published network is adapted in place.
    """
    rng = torch.Generator().manual_seed(seed)
    adapt(published, tracks, rng)
    network = PretrainedNetwork().eval()
    network.musicnn = published
    fit_head(network, hear(published.folded(), tracks, rng))
    return network


def adapt(published: Musicnn, tracks: Tracks, rng: Generator) -> None:
    snippets = decibels(whole_snippets(tracks.log_mel)).flatten(0, 1)
    published.adapt(snippets[torch.randperm(len(snippets), generator=rng)].split(ADAPTING_BATCH))


def hear(
    musicnn: nn.Module, tracks: Tracks, rng: Generator, between: bool = True, copies: int = CHANGED_COPIES
) -> Learned:
    """The features of whole snippets, of those half a snippet further on, and of changed copies."""
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
    """The leading principal components, each divided by its deviation."""
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
