"""The network as self-contained TorchScript files, float32 and bfloat16."""

from copy import deepcopy
from pathlib import Path

import torch
from torch import Tensor, nn

from pretrained import PretrainedNetwork

WRITTEN_BY_THE_WRITER = ("version", ".data/version", ".data/serialization_id", "byteorder")


class InBfloat16(nn.Module):
    def __init__(self, path: nn.Module):
        super().__init__()
        self.path = path.bfloat16()

    def forward(self, image: Tensor) -> Tensor:
        return self.path(image.to(torch.bfloat16)).to(torch.float32)


def folded(network: PretrainedNetwork) -> PretrainedNetwork:
    cheaper = deepcopy(network).eval()
    cheaper.musicnn = cheaper.musicnn.folded()
    return cheaper


def float32_script(network: PretrainedNetwork) -> torch.jit.ScriptModule:
    return torch.jit.freeze(torch.jit.script(folded(network)))


def bfloat16_script(network: PretrainedNetwork) -> torch.jit.ScriptModule:
    """The convolutions over bands alone: most of the work; rounding the others moves scores more."""
    cheaper = folded(network)
    for path in cheaper.musicnn.front:
        if path.conv.kernel_size[0] > 1:
            path.conv = InBfloat16(path.conv)
    return torch.jit.freeze(torch.jit.script(cheaper))


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
