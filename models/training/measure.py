"""python measure.py --data GTZAN --run RUN --model MODEL: writes RUN/measurements.json.

Speed on one thread, and how far bfloat16 stands from float32 on the valid side.
"""

import json
import time
from argparse import ArgumentParser
from pathlib import Path

import torch
from torch import Tensor

from manifest import FILES
from metrics import accuracy, hear
from tracks import Tracks, add_gtzan_argument, load_tracks, whole_snippets

BATCH = 8
ROUNDS = 15
BATCHES_A_ROUND = 2


@torch.inference_mode()
def snippets_per_second(model: torch.jit.ScriptModule, snippets: Tensor) -> list[float]:
    """Slowest to fastest round, after three rounds to warm up."""
    speeds = []
    for _ in range(ROUNDS + 3):
        started = time.perf_counter()
        for _ in range(BATCHES_A_ROUND):
            model(snippets)
        speeds.append(BATCHES_A_ROUND * len(snippets) / (time.perf_counter() - started))
    return sorted(speeds[3:])


def bfloat16_difference(folder: Path, tracks: Tracks, temperature: float) -> dict:
    """Of probabilities."""
    fp32, bf16 = (
        hear(torch.jit.load(str(folder / path)), tracks)[0] / temperature for path in FILES.values()
    )
    gap = (fp32.softmax(2) - bf16.softmax(2)).abs()
    fp32, bf16 = (scores.mean(1).softmax(1) for scores in (fp32, bf16))
    return {
        "largestGap": round(gap.max().item(), 4),
        "meanGap": round(gap.mean().item(), 5),
        "largestTrackGap": round((fp32 - bf16).abs().max().item(), 4),
        "tracksNamedAlike": round(accuracy(bf16, fp32.argmax(1)), 4),
        "trackAccuracy": round(accuracy(bf16, tracks.genre), 4),
    }


def speed(model: Path, snippets: Tensor) -> dict:
    speeds = snippets_per_second(torch.jit.load(str(model)), snippets)
    slowest, median, best = (round(speeds[place]) for place in (0, ROUNDS // 2, -1))
    return {"batch": len(snippets), "slowest": slowest, "median": median, "best": best}


def measure(folder: Path, tracks: Tracks) -> dict:
    torch.set_num_threads(1)
    snippets = whole_snippets(tracks.log_mel).flatten(0, 1)[:BATCH]
    speeds = {kind: speed(folder / path, snippets) for kind, path in FILES.items()}
    temperature = json.loads((folder / "manifest.json").read_text())["decision"]["temperature"]
    return {"snippetsPerSecond": speeds, "bf16": bfloat16_difference(folder, tracks, temperature)}


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_gtzan_argument(parser)
    for name in ("--run", "--model"):
        parser.add_argument(name, type=Path, required=True)
    given = parser.parse_args()
    measured = json.dumps(measure(given.model, load_tracks(given.data, "valid")), indent=1)
    (given.run / "measurements.json").write_text(measured + "\n", encoding="utf-8")
    print(measured)
