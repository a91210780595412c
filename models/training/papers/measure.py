"""python -m papers.measure: measures the exported files; writes RUN/measurements.json.

Measures the speed of each file on one thread, and the largest difference of their scores on valid.
"""

import json
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from data.options import add_paths
from data.tracks import add_gtzan_argument, load_tracks, whole_snippets
from export.manifest import FILES
from export.onnxfile import onnx_session

BATCH = 8
ROUNDS = 15
BATCHES_A_ROUND = 2

Network = Callable[[np.ndarray], np.ndarray]
"""uint8 [snippets, bands, frames] -> scores [snippets, genres]"""


def torchscript_network(path: Path) -> Network:
    script = torch.jit.load(str(path))
    return torch.inference_mode()(lambda snippets: script(torch.from_numpy(snippets))[0].numpy())


def onnx_network(path: Path) -> Network:
    session = onnx_session(path)
    return lambda snippets: session.run(["scores"], {"log_mel": snippets})[0]


def snippets_per_second(network: Network, snippets: np.ndarray) -> dict:
    """Measured after three warm-up rounds."""
    speeds = []
    for _ in range(ROUNDS + 3):
        started = time.perf_counter()
        for _ in range(BATCHES_A_ROUND):
            network(snippets)
        speeds.append(BATCHES_A_ROUND * len(snippets) / (time.perf_counter() - started))
    measured = sorted(speeds[3:])
    slowest, median, best = (round(measured[place]) for place in (0, ROUNDS // 2, -1))
    return {"batch": len(snippets), "slowest": slowest, "median": median, "best": best}


def measure(folder: Path, snippets: np.ndarray) -> dict:
    torch.set_num_threads(1)
    networks = {
        "torchscript": torchscript_network(folder / FILES["torchscript"]),
        "onnx": onnx_network(folder / FILES["onnx"]),
    }
    speeds = {kind: snippets_per_second(network, snippets[:BATCH]) for kind, network in networks.items()}
    first, second = (network(snippets) for network in networks.values())
    return {"snippetsPerSecond": speeds, "largestGap": float(f"{np.abs(first - second).max():.1g}")}


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_gtzan_argument(parser)
    add_paths(parser, "--run", "--model")
    given = parser.parse_args()
    valid = whole_snippets(load_tracks(given.data, "valid").log_mel).flatten(0, 1).numpy()
    measured = json.dumps(measure(given.model, valid), indent=1)
    (given.run / "measurements.json").write_text(measured + "\n", encoding="utf-8")
    print(measured)
