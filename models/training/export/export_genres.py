"""python -m export.export_genres: exports genre-resnet-bigru and the scores that the Java tests expect.

Reads network.pt and fitted.json of RUN, which fit/fit_genres.py writes.
"""

import json
import warnings
from argparse import ArgumentParser
from pathlib import Path
from string import Template

import onnx
import onnx.compose
import torch
from torch import Tensor, nn

from data import vocabulary
from data.audio import PAPER, PAPER_SNIPPET_FRAMES
from data.options import add_paths
from export import manifest
from export.export import golden_scores, write_json
from export.manifest import sha256
from export.onnxfile import OPSET
from export.torchscript import save_script
from networks.genre_network import EMBEDDING_SIZE, MUSICNN, GenreNetwork, load_network

NAME = "genre-resnet-bigru"
VERSION = "1"
FILES = {"torchscript": f"{VERSION}/model.pt", "onnx": f"{VERSION}/model.onnx"}
MEL = {**manifest.MEL, "hopLength": PAPER.hop_length}


def save_onnx(network: GenreNetwork, path: Path) -> None:
    """Joins the student's graph with that of genre-musicnn."""
    snippets = torch.zeros(1, PAPER.mel_bands, PAPER_SNIPPET_FRAMES, dtype=torch.uint8)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter warns that it is deprecated, and of GRUs
        torch.onnx.export(
            network.student,
            (snippets,),
            str(path),
            input_names=["log_mel"],
            output_names=["student"],
            dynamic_axes={name: {0: "batch"} for name in ("log_mel", "student")},
            opset_version=OPSET,
            dynamo=False,
        )
    onnx.save(joined(onnx.load(path), network), path)


def joined(student: onnx.ModelProto, network: GenreNetwork) -> onnx.ModelProto:
    musicnn = onnx.compose.add_prefix(onnx.load(MUSICNN.with_suffix(".onnx")), "musicnn/").graph
    graph = student.graph
    graph.node.extend([onnx.helper.make_node("Gather", ["log_mel", "columns"], ["musicnn/log_mel"], axis=2)])
    graph.node.extend(musicnn.node)
    graph.initializer.extend(musicnn.initializer)
    constant(graph, "columns", network.columns)
    features = ["student", "musicnn/embedding"]
    graph.node.extend([onnx.helper.make_node("Concat", features, ["features"], axis=1)])
    linear(graph, network.embed, "features", "embedding")
    linear(graph, network.classifier, "embedding", "scores")
    del graph.output[:]
    for name, size in (("scores", network.classifier.out_features), ("embedding", EMBEDDING_SIZE)):
        shape = ["batch", size]
        graph.output.extend([onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape)])
    onnx.checker.check_model(student)
    return student


def constant(graph: onnx.GraphProto, name: str, values: Tensor) -> None:
    graph.initializer.extend([onnx.numpy_helper.from_array(values.detach().numpy(), name)])


def linear(graph: onnx.GraphProto, layer: nn.Linear, source: str, result: str) -> None:
    names = [f"{result}_weight", f"{result}_bias"]
    for name, values in zip(names, (layer.weight, layer.bias), strict=True):
        constant(graph, name, values)
    graph.node.extend([onnx.helper.make_node("Gemm", [source, *names], [result], transB=1)])


def server_settings(genres: int) -> str:
    template = Template(Path(__file__).with_name("config.template.pbtxt").read_text(encoding="utf-8"))
    sizes = {"bands": PAPER.mel_bands, "frames": PAPER_SNIPPET_FRAMES, "genres": genres}
    return template.substitute(name=NAME, embedding=EMBEDDING_SIZE, **sizes)


def described(folder: Path, fitted: dict) -> dict:
    """The manifest of the exported files in folder."""
    words = vocabulary.read()
    return {
        "name": NAME,
        "version": VERSION,
        "vocabulary": words.version,
        "genres": words.genre_names(),
        "tags": {genre.name: genre.tag for genre in words.genres if genre.tag != genre.name.capitalize()},
        "mel": MEL,
        "snippet": {"frames": PAPER_SNIPPET_FRAMES, "seconds": 3.0},
        "embeddingSize": EMBEDDING_SIZE,
        "decision": fitted["decision"],
        "files": {kind: {"path": path, "sha256": sha256(folder / path)} for kind, path in FILES.items()},
        "training": fitted["training"],
        "classifiers": fitted["classifiers"],
    }


def export(run: Path, folder: Path, golden: Path) -> None:
    network = load_network(run)
    fitted = json.loads((run / "fitted.json").read_text(encoding="utf-8"))
    (folder / VERSION).mkdir(parents=True, exist_ok=True)
    save_script(torch.jit.freeze(torch.jit.script(network)), folder / FILES["torchscript"])
    save_onnx(network, folder / FILES["onnx"])
    settings = server_settings(len(network.classifier.bias))
    (folder / "config.pbtxt").write_text(settings, encoding="utf-8")
    text = json.dumps(described(folder, fitted), indent=2)
    (folder / "manifest.json").write_text(compact(text) + "\n", encoding="utf-8")
    write_json(golden, golden_scores(folder / FILES["torchscript"], PAPER_SNIPPET_FRAMES))


def compact(text: str) -> str:
    """Writes each list of numbers on one line: the layers have thousands."""
    lines, row = [], []
    for line in text.split("\n"):
        number = line.strip().rstrip(",").replace(".", "").replace("-", "").replace("e", "").isdigit()
        if number:
            row.append(line.strip())
            continue
        if row:
            lines[-1] += " ".join(row)
            row = []
            lines[-1] += line.strip()
        else:
            lines.append(line)
    return "\n".join(lines)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_paths(parser, "--run", "--model", "--golden")
    given = parser.parse_args()
    export(given.run, given.model, given.golden)
