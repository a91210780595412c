"""python -m export.export: exports genre-musicnn and the scores that the Java tests expect.

Reads network.pt and evaluation.json of RUN.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from string import Template

import torch
from torch import Tensor

from data.options import add_paths
from data.tracks import GENRES, MEL_BANDS, SNIPPET_FRAMES
from export.manifest import FILES, MODEL_NAME, MODEL_VERSION, manifest, sha256
from export.onnxfile import save_onnx
from export.torchscript import save_script, torchscript
from networks.pretrained import PretrainedNetwork, load_network

GOLDEN_FORMULA = "log_mel[b][i][j] = (37*b + 11*i + 5*j + (i*j)%17) % 256"


def golden_log_mel(batch: int = 3, frames: int = SNIPPET_FRAMES) -> Tensor:
    """uint8 [batch, bands, frames], by a formula that the Java tests use, too."""
    b = torch.arange(batch)[:, None, None]
    i = torch.arange(MEL_BANDS)[:, None]
    j = torch.arange(frames)
    return ((37 * b + 11 * i + 5 * j + (i * j) % 17) % 256).to(torch.uint8)


def rounded(values: Tensor) -> list:
    return [[round(value, 6) for value in row] for row in values.tolist()]


@torch.inference_mode()
def golden_scores(model: Path, frames: int = SNIPPET_FRAMES) -> dict:
    log_mel = golden_log_mel(frames=frames)
    scores, embedding = torch.jit.load(str(model))(log_mel)
    return {
        "input": GOLDEN_FORMULA,
        "inputShape": list(log_mel.shape),
        "modelSha256": sha256(model),
        "scores": rounded(scores),
        "embedding": rounded(embedding),
    }


def server_settings(embedding_size: int) -> str:
    template = Template(Path(__file__).with_name("config.template.pbtxt").read_text(encoding="utf-8"))
    sizes = {"bands": MEL_BANDS, "frames": SNIPPET_FRAMES, "genres": len(GENRES)}
    return template.substitute(name=MODEL_NAME, embedding=embedding_size, **sizes)


def write_json(path: Path, content: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def export(network: PretrainedNetwork, evaluation: dict, folder: Path, golden: Path) -> None:
    (folder / MODEL_VERSION).mkdir(parents=True, exist_ok=True)
    save_script(torchscript(network), folder / FILES["torchscript"])
    save_onnx(network, folder / FILES["onnx"])
    settings = server_settings(network.embedding_size)
    (folder / "config.pbtxt").write_text(settings, encoding="utf-8")
    write_json(folder / "manifest.json", manifest(folder, network.embedding_size, evaluation))
    write_json(golden, golden_scores(folder / FILES["torchscript"]))


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_paths(parser, "--run", "--model", "--golden")
    given = parser.parse_args()
    found = json.loads((given.run / "evaluation.json").read_text(encoding="utf-8"))
    export(load_network(given.run)[0], found, given.model, given.golden)
