"""python train.py --data GTZAN --run RUN: trains until the one-cycle ends; run again to go on."""

import json
import time
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

import torch

from metrics import accuracy, snippet_accuracy, snippet_scores
from tracks import Tracks, add_gtzan_argument, load_tracks
from training import Recipe, Training


def validate(training: Training, tracks: Tracks) -> list[float]:
    """Track accuracy, then snippet accuracy to tell equals apart."""
    scores = snippet_scores(training.averaged.module.eval(), tracks)
    return [accuracy(scores.mean(1), tracks.genre), snippet_accuracy(scores, tracks.genre)]


def save(state: dict, path: Path) -> None:
    """A kill while writing leaves the older file whole."""
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def keep(training: Training, found: list[float], loss: float, run: Path) -> None:
    if found > training.best:
        training.best, training.best_step = found, training.step
        weights = training.averaged.module.state_dict()
        save({"recipe": asdict(training.recipe), "step": training.step, "weights": weights}, run / "best.pt")
    save(training.state(), run / "checkpoint.pt")
    line = {"step": training.step, "loss": loss, "validTrack": found[0], "validSnippet": found[1]}
    line = {**line, "bestStep": training.best_step, "seconds": round(training.seconds)}
    with (run / "history.jsonl").open("a", encoding="utf-8") as history:
        history.write(json.dumps(line) + "\n")
    print(line, flush=True)


def train(recipe: Recipe, gtzan: Path, run: Path) -> None:
    run.mkdir(parents=True, exist_ok=True)
    training = Training(recipe)
    if (run / "checkpoint.pt").exists():
        training.restore(torch.load(run / "checkpoint.pt"))
    learned, validated = load_tracks(gtzan, "train"), load_tracks(gtzan, "valid")
    while not training.finished():
        started, losses = time.monotonic(), []
        for _ in range(recipe.validate_every):
            losses.append(training.learn(learned))
        training.seconds += time.monotonic() - started
        keep(training, validate(training, validated), sum(losses) / len(losses), run)


def parse() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    add_gtzan_argument(parser)
    parser.add_argument("--run", type=Path, required=True, help="folder for checkpoints")
    for name, value in asdict(Recipe()).items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value)
    return parser.parse_args()


if __name__ == "__main__":
    given = vars(parse())
    train(gtzan=given.pop("data"), run=given.pop("run"), recipe=Recipe(**given))
