"""The networks of the two papers, by name. Each reads standardised snippets."""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from networks.network import GRU_WIDTH, TRUNK_WIDTH, BiGruPath, ResNetPath, Standardise


class CnnPath(nn.Module):
    """Four blocks of convolution and pooling: [batch, bands, frames] -> [batch, 4 * width]."""

    def __init__(self, width: int):
        super().__init__()
        channels = [1, width, 2 * width, 4 * width, 4 * width]
        self.blocks = nn.Sequential(*(block(*pair, 2) for pair in zip(channels, channels[1:], strict=False)))

    def forward(self, spectrogram: Tensor) -> Tensor:
        return self.blocks(spectrogram.unsqueeze(1)).mean((2, 3))


class CrnnPath(nn.Module):
    """Convolutions that pool only over bands, then a GRU over time (Hilsdorf 2022, CRNN)."""

    def __init__(self, bands: int, width: int):
        super().__init__()
        channels = [1, width, 2 * width, 4 * width, 4 * width]
        pairs = zip(channels, channels[1:], strict=False)
        self.blocks = nn.Sequential(*(block(*pair, (4, 1) if n else (2, 2)) for n, pair in enumerate(pairs)))
        self.gru = BiGruPath(4 * width * (bands // 128), width)

    def forward(self, spectrogram: Tensor) -> Tensor:
        return self.gru(self.blocks(spectrogram.unsqueeze(1)).flatten(1, 2))


def block(inputs: int, outputs: int, pool: int | tuple[int, int]) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
        nn.MaxPool2d(pool),
    )


class OnImage(nn.Module):
    """Adds the channel dimension for a path that takes images."""

    def __init__(self, path: nn.Module):
        super().__init__()
        self.path = path

    def forward(self, spectrogram: Tensor) -> Tensor:
        return self.path(spectrogram.unsqueeze(1).contiguous(memory_format=torch.channels_last))


class PathNetwork(nn.Module):
    """Parallel paths, concatenated into an embedding, and a linear layer on it."""

    def __init__(self, paths: dict[str, nn.Module], embedding_size: int, dropout: float, genres: int = 10):
        super().__init__()
        self.standardise = Standardise()
        self.paths = nn.ModuleDict(paths)
        self.embedding_size = embedding_size
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(embedding_size, genres)

    def forward(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        return self.score(self.standardise(pictures))

    def score(self, spectrogram: Tensor) -> tuple[Tensor, Tensor]:
        embedding = torch.cat([path(spectrogram) for path in self.paths.values()], 1)
        return self.classifier(self.dropout(embedding)), embedding


def cnn(bands: int, dropout: float) -> nn.Module:
    return PathNetwork({"cnn": CnnPath(16)}, 64, dropout)


def bigru(bands: int, dropout: float) -> nn.Module:
    return PathNetwork({"bigru": BiGruPath(bands, 2 * GRU_WIDTH)}, 4 * GRU_WIDTH, dropout)


def resnet(bands: int, dropout: float) -> nn.Module:
    return PathNetwork({"resnet": OnImage(ResNetPath(TRUNK_WIDTH))}, 8 * TRUNK_WIDTH, dropout)


def resnet_bigru(bands: int, dropout: float) -> nn.Module:
    paths = {"resnet": OnImage(ResNetPath(TRUNK_WIDTH)), "bigru": BiGruPath(bands, GRU_WIDTH)}
    return PathNetwork(paths, 8 * TRUNK_WIDTH + 2 * GRU_WIDTH, dropout)


def crnn(bands: int, dropout: float) -> nn.Module:
    return PathNetwork({"crnn": CrnnPath(bands, 16)}, 32, dropout)


SYSTEMS: dict[str, Callable[[int, float], nn.Module]] = {
    "CNN": cnn,
    "Bi-GRU": bigru,
    "ResNet18": resnet,
    "ResNet-BiGRU": resnet_bigru,
    "CRNN": crnn,
}
