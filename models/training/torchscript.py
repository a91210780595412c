"""The network as self-contained TorchScript files, float32 and bfloat16."""

from copy import deepcopy
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from network import GenreNetwork, ResidualBlock

WRITTEN_BY_THE_WRITER = ("version", ".data/version", ".data/serialization_id", "byteorder")


class InBfloat16(nn.Module):
    def __init__(self, path: nn.Module):
        super().__init__()
        self.path = path.bfloat16()

    def forward(self, image: Tensor) -> Tensor:
        return self.path(image.to(torch.bfloat16)).to(torch.float32)


def fold_batch_norm(network: GenreNetwork) -> GenreNetwork:
    """Folded in float32, before any weight is rounded to bfloat16."""
    folded = deepcopy(network).eval()
    stem = folded.resnet.stem
    stem[0], stem[1] = fuse_conv_bn_eval(stem[0], stem[1]), nn.Identity()
    for block in folded.resnet.blocks:
        fold_block(block)
    return folded.to(memory_format=torch.channels_last)


def fold_block(block: ResidualBlock) -> None:
    block.conv1, block.norm1 = fuse_conv_bn_eval(block.conv1, block.norm1), nn.Identity()
    block.conv2, block.norm2 = fuse_conv_bn_eval(block.conv2, block.norm2), nn.Identity()
    if len(block.shortcut):
        block.shortcut = nn.Sequential(fuse_conv_bn_eval(block.shortcut[0], block.shortcut[1]))


def float32_script(network: GenreNetwork) -> torch.jit.ScriptModule:
    return torch.jit.freeze(torch.jit.script(fold_batch_norm(network)))


def bfloat16_script(network: GenreNetwork) -> torch.jit.ScriptModule:
    """The ResNet path alone: the GRU is a small share, and its rounding adds up over 39 steps."""
    folded = fold_batch_norm(network)
    folded.resnet = InBfloat16(folded.resnet)
    return torch.jit.freeze(torch.jit.script(folded.to(memory_format=torch.channels_last)))


def save_script(script: torch.jit.ScriptModule, path: Path) -> None:
    """Without debug records: they name the folders of the machine that exported."""
    whole = path.with_suffix(".whole")
    torch.jit.save(script, str(whole))
    reader = torch._C.PyTorchFileReader(str(whole))
    writer = torch._C.PyTorchFileWriter(str(path))
    for name in sorted(reader.get_all_records()):
        if not name.endswith(".debug_pkl") and name not in WRITTEN_BY_THE_WRITER:
            record = reader.get_record(name)
            writer.write_record(name, record, len(record))
    writer.write_end_of_file()
    whole.unlink()
