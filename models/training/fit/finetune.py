"""The pretrained student on GTZAN's pictures: a head for the ten genres, and all weights tuned."""

from pathlib import Path

from torch import Tensor, nn
from torch.nn import functional

from data.audio import PAPER_SNIPPET_FRAMES
from data.tracks import GENRES
from networks.genre_network import pretrained_student
from networks.network import Standardise
from networks.student import ResNetBiGru

LEARNING_RATE = 6e-4  # a third of what a network from scratch learns at


class TunedStudent(nn.Module):
    """Reads pictures of any number of columns, as the networks of papers/systems.py do."""

    def __init__(self, student: ResNetBiGru, dropout: float):
        super().__init__()
        self.standardise = Standardise()
        self.student = student
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(ResNetBiGru.features, len(GENRES))

    def forward(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        return self.score(self.standardise(pictures))

    def score(self, spectrogram: Tensor) -> tuple[Tensor, Tensor]:
        wide = functional.interpolate(spectrogram, PAPER_SNIPPET_FRAMES, mode="linear", align_corners=True)
        embedding = self.student.read(wide)
        return self.classifier(self.dropout(embedding)), embedding


def tuned(checkpoint: Path, dropout: float) -> TunedStudent:
    return TunedStudent(pretrained_student(checkpoint), dropout)
