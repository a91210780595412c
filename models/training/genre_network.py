"""The network that is published: the student, a white embedding, and a score for each genre."""

from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from student import ResNetBiGru
from tracks import SNIPPET_FRAMES

EMBEDDING_SIZE = 256


class GenreNetwork(nn.Module):
    """uint8 log_mel [batch, 128, 130] -> scores [batch, genres] (logits), embedding [batch, 256].

    The embedding is whitened: over the music it learned from each value has mean 0 and deviation 1, and no
    two go together. So its squared length says how unlike that music a snippet is.
    """

    embedding_size: Final[int] = EMBEDDING_SIZE

    def __init__(self, genres: int):
        super().__init__()
        self.student = ResNetBiGru()
        self.embed = nn.Linear(ResNetBiGru.features, EMBEDDING_SIZE)
        self.classifier = nn.Linear(EMBEDDING_SIZE, genres)

    def forward(self, log_mel: Tensor) -> tuple[Tensor, Tensor]:
        embedding = self.embed(self.student(log_mel))
        return self.classifier(embedding), embedding

    @torch.no_grad()
    def whiten(self, features: Tensor) -> None:
        """Principal components of the features [snippets, 384], each divided by its deviation."""
        values = features.double()
        middle = values.mean(0)
        variances, directions = torch.linalg.eigh(torch.cov(values.T))
        whitening = directions[:, -EMBEDDING_SIZE:] / variances[-EMBEDDING_SIZE:].clamp_min(1e-9).sqrt()
        self.embed.weight.copy_(whitening.T)
        self.embed.bias.copy_(-middle @ whitening)


def pretrained_student(checkpoint: Path) -> ResNetBiGru:
    """Of pretrain.py, with the averaged weights."""
    prefix = "module.student."
    weights = torch.load(checkpoint)["averaged"]
    student = ResNetBiGru()
    student.load_state_dict({k.removeprefix(prefix): v for k, v in weights.items() if k.startswith(prefix)})
    return student.eval()


@torch.inference_mode()
def features(student: ResNetBiGru, log_mel: Tensor, batch: int = 32) -> Tensor:
    return torch.cat([student(part) for part in log_mel.split(batch)])


def from_pictures(log_mel: Tensor, frames: int) -> Tensor:
    """GTZAN's pictures, uint8 [snippets, 128, 39], drawn as wide as full resolution."""
    wide = functional.interpolate(log_mel.float(), frames, mode="linear", align_corners=True)
    return wide.round().to(torch.uint8)


def picture_snippets(log_mel: Tensor) -> Tensor:
    """Side by side: uint8 [tracks, 128, frames] -> [tracks, snippets, 128, 39]."""
    count = log_mel.shape[2] // SNIPPET_FRAMES
    whole = log_mel[:, :, : count * SNIPPET_FRAMES]
    return whole.unflatten(2, (count, SNIPPET_FRAMES)).permute(0, 2, 1, 3).contiguous()
