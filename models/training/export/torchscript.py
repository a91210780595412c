"""Exports a network to a self-contained TorchScript file."""

from pathlib import Path

import torch

from networks.pretrained import FoldedNetwork, PretrainedNetwork

WRITTEN_BY_THE_WRITER = ("version", ".data/version", ".data/serialization_id", "byteorder")


def torchscript(network: PretrainedNetwork) -> torch.jit.ScriptModule:
    return torch.jit.freeze(torch.jit.script(FoldedNetwork(network).eval()))


def save_script(script: torch.jit.ScriptModule, path: Path) -> None:
    """Saves without debug records, which contain the paths of the exporting machine."""
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
