"""Restores the student of a published model for further training.

The model's TorchScript is frozen, with the batch norms folded into the convolutions.
"""

from pathlib import Path

import torch
from torch import Tensor, nn

from networks.network import ResidualBlock
from networks.student import ResNetBiGru

BATCH = 64


@torch.no_grad()
def published_student(model: Path, log_mel: Tensor) -> ResNetBiGru:
    """Gives the same output as the published one. Its norms get the statistics of these snippets."""
    student = ResNetBiGru().eval()
    convolutions, gru = constants(torch.jit.load(model).graph)
    layers = normalised(student)
    for (convolution, norm), (weight, bias) in zip(layers, convolutions[: len(layers)], strict=True):
        convolution.weight.copy_(weight)
        norm.running_var.fill_(1 - norm.eps)
        norm.bias.copy_(bias)
    for name, values in zip(student.bigru.gru._flat_weights_names, gru, strict=True):
        getattr(student.bigru.gru, name).copy_(values)
    unfold(student, layers, log_mel)
    return student


def constants(graph: torch.Graph) -> tuple[list[tuple[Tensor, Tensor]], list[Tensor]]:
    """Weight and bias of each convolution, and all weights of the GRU, in order of use."""
    convolutions, gru = [], []
    for node in graph.nodes():
        inputs = list(node.inputs())
        if node.kind() == "aten::conv2d":
            convolutions.append((inputs[1].toIValue(), inputs[2].toIValue()))
        elif node.kind() == "aten::gru":
            gru = [weights.toIValue() for weights in inputs[2].node().inputs()]
    return convolutions, gru


def normalised(student: ResNetBiGru) -> list[tuple[nn.Conv2d, nn.BatchNorm2d]]:
    """Its convolutions with their norms, in order of use."""
    layers = [(student.resnet.stem[0], student.resnet.stem[1])]
    for block in student.resnet.blocks:
        assert isinstance(block, ResidualBlock)
        layers += [(block.conv1, block.norm1), (block.conv2, block.norm2)]
        if len(block.shortcut):
            layers.append((block.shortcut[0], block.shortcut[1]))
    return layers


def unfold(student: ResNetBiGru, layers: list[tuple[nn.Conv2d, nn.BatchNorm2d]], log_mel: Tensor) -> None:
    """Restores the statistics of each norm without changing the output of the network."""
    seen: dict[nn.Module, list[tuple[Tensor, Tensor]]] = {convolution: [] for convolution, _ in layers}

    def note(convolution: nn.Module, _: tuple[Tensor, ...], maps: Tensor) -> None:
        seen[convolution].append((maps.mean((0, 2, 3)), maps.var((0, 2, 3))))

    hooks = [convolution.register_forward_hook(note) for convolution in seen]
    for part in log_mel.split(BATCH):
        student(part)
    for hook in hooks:
        hook.remove()
    for convolution, norm in layers:
        mean, variance = (torch.stack(part).mean(0) for part in zip(*seen[convolution], strict=True))
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.copy_((variance + norm.eps).sqrt())
        norm.bias.add_(mean)
