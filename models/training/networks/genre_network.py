"""The published network genre-resnet-bigru: student and MusiCNN in parallel, a white embedding, genre scores.

MusiCNN is better on commercial music, the student on game music; together they are better on both
(docs/accuracy.md). MusiCNN is that of `genre-musicnn`, which reads every third or fourth frame.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from data.audio import PAPER_SNIPPET_FRAMES
from data.tracks import GENRES as GTZAN_GENRES
from data.tracks import SNIPPET_FRAMES, load_tracks
from networks.student import ResNetBiGru

EMBEDDING_SIZE = 512
MUSICNN = Path(__file__).parents[2] / "genre-musicnn/1/model.pt"
MUSICNN_FEATURES = 384


class GenreNetwork(nn.Module):
    """uint8 log_mel [batch, 128, 130] -> scores [batch, genres] (logits), embedding [batch, 512].

    The embedding is whitened: over the training music each value has mean 0 and standard deviation 1, and no
    two correlate. So its squared length is a squared Mahalanobis distance from that music.
    """

    embedding_size: Final[int] = EMBEDDING_SIZE

    def __init__(self, genres: int):
        super().__init__()
        self.student = ResNetBiGru()
        self.musicnn = torch.jit.load(str(MUSICNN))
        self.register_buffer("columns", coarse_columns())
        self.embed = nn.Linear(ResNetBiGru.features + MUSICNN_FEATURES, EMBEDDING_SIZE)
        self.classifier = nn.Linear(EMBEDDING_SIZE, genres)

    def forward(self, log_mel: Tensor) -> tuple[Tensor, Tensor]:
        embedding = self.embed(self.features(log_mel))
        return self.classifier(embedding), embedding

    def features(self, log_mel: Tensor) -> Tensor:
        """[batch, 768]: the student's features, then MusiCNN's."""
        coarse = log_mel.index_select(2, self.columns)
        return torch.cat((self.student(log_mel), self.musicnn(coarse)[1]), 1)

    @torch.no_grad()
    def whiten(self, features: Tensor) -> None:
        """Principal components of the features [snippets, 768], each divided by its standard deviation."""
        values = features.double()
        middle = values.mean(0)
        variances, directions = torch.linalg.eigh(torch.cov(values.T))
        whitening = directions[:, -EMBEDDING_SIZE:] / variances[-EMBEDDING_SIZE:].clamp_min(1e-9).sqrt()
        self.embed.weight.copy_(whitening.T)
        self.embed.bias.copy_(-middle @ whitening)


def load_network(run: Path) -> GenreNetwork:
    weights = torch.load(run / "network.pt")
    network = GenreNetwork(len(weights["classifier.bias"]))
    network.load_state_dict(weights, strict=False)  # MusiCNN is frozen, its weights are constants
    return network.eval()


def pretrained_student(checkpoint: Path) -> ResNetBiGru:
    """The student of a checkpoint of fit/pretrain.py, with the averaged weights."""
    prefix = "module.student."
    weights = torch.load(checkpoint)["averaged"]
    student = ResNetBiGru()
    student.load_state_dict({k.removeprefix(prefix): v for k, v in weights.items() if k.startswith(prefix)})
    return student.eval()


def coarse_columns() -> Tensor:
    """Indices of 39 of the 130 frames, about 1,708 samples apart."""
    return torch.linspace(0, PAPER_SNIPPET_FRAMES - 1, SNIPPET_FRAMES).round().long()


@torch.no_grad()
def features(network: GenreNetwork, log_mel: Tensor, batch: int = 32) -> Tensor:
    return torch.cat([network.features(part) for part in log_mel.split(batch)])


def from_pictures(log_mel: Tensor, frames: int) -> Tensor:
    """GTZAN's images, uint8 [snippets, 128, 39], interpolated to full resolution in time."""
    return widened(log_mel.float(), frames).round().to(torch.uint8)


def widened(columns: Tensor, frames: int) -> Tensor:
    return functional.interpolate(columns, frames, mode="linear", align_corners=True)


@dataclass(frozen=True)
class GtzanPictures:
    """log_mel uint8 [tracks, 128, columns], genre int64 [tracks], an index into the vocabulary."""

    log_mel: Tensor
    genre: Tensor

    def draw(self, count: int, rng: torch.Generator) -> tuple[Tensor, Tensor]:
        """Random snippets of random tracks, interpolated to our frames: float32 [count, 128, 130]."""
        rows = torch.randint(len(self.log_mel), (count,), generator=rng)
        starts = torch.randint(self.log_mel.shape[2] - SNIPPET_FRAMES + 1, (count,), generator=rng)
        cuts = [self.log_mel[row, :, at : at + SNIPPET_FRAMES] for row, at in zip(rows, starts, strict=True)]
        return widened(torch.stack(cuts).float(), PAPER_SNIPPET_FRAMES), self.genre[rows]


def gtzan_pictures(gtzan: Path, genres: list[str]) -> GtzanPictures:
    """The set `train` of the fault-filtered split."""
    tracks = load_tracks(gtzan, "train")
    places = torch.tensor([genres.index(name) for name in gtzan_names()])
    return GtzanPictures(tracks.log_mel, places[tracks.genre])


def gtzan_names() -> list[str]:
    """The vocabulary's names of GTZAN's ten genres."""
    return ["hip hop" if genre == "hiphop" else genre for genre in GTZAN_GENRES]


def picture_snippets(log_mel: Tensor) -> Tensor:
    """Adjacent snippets: uint8 [tracks, 128, frames] -> [tracks, snippets, 128, 39]."""
    count = log_mel.shape[2] // SNIPPET_FRAMES
    whole = log_mel[:, :, : count * SNIPPET_FRAMES]
    return whole.unflatten(2, (count, SNIPPET_FRAMES)).permute(0, 2, 1, 3).contiguous()
