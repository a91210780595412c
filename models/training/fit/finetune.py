"""The pretrained student with a head for GTZAN's ten genres; all weights are fine-tuned on its images."""

from pathlib import Path

from torch import Tensor, nn
from torch.nn import functional

from data.audio import PAPER_SNIPPET_FRAMES
from data.tracks import GENRES
from networks.genre_network import pretrained_student
from networks.network import Standardise
from networks.student import ResNetBiGru

LEARNING_RATE = 6e-4  # a third of that of a network from scratch


class TunedStudent(nn.Module):
    """Takes images of any number of frames, like the networks of papers/systems.py."""

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
