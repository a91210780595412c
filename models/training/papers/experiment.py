"""One cell of a table: a system, an input, a protocol and a seed, trained and evaluated once."""

import json
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from sklearn.metrics import precision_recall_fscore_support
from torch import Tensor, nn

from data.tracks import Tracks
from fit import finetune, metrics
from fit.training import Recipe, Training
from networks import musicnn
from networks.pretrained import fit
from papers.protocols import PICTURES, PROTOCOLS, Sides, spread_snippets
from papers.systems import SYSTEMS

PRETRAINED = "MusiCNN"
STUDENT = "ResNet-BiGRU, pretrained"


@dataclass(frozen=True)
class Published:
    """Weights of the pretrained systems: MusiCNN's wheel, the student's checkpoint."""

    wheel: Path | None = None
    student: Path | None = None


@dataclass(frozen=True)
class Cell:
    system: str
    picture: str
    protocol: str
    seed: int = 0
    steps: int = 1300
    whole_track: bool = False  # one input of 30 seconds instead of snippets

    def name(self) -> str:
        length = "-30s" if self.whole_track else ""
        return f"{self.protocol}-{self.picture}-{self.system}{length}-{self.steps}-{self.seed}"


def frames(cell: Cell, tracks: Tracks) -> int:
    return tracks.log_mel.shape[2] if cell.whole_track else PICTURES[cell.picture].frames


def judge(network: nn.Module, tracks: Tracks, width: int) -> tuple[Tensor, Tensor]:
    """Scores [tracks, snippets, genres] of five snippets, or of the track as a whole."""
    pictures = tracks.log_mel
    snippets = pictures[:, None] if pictures.shape[2] == width else spread_snippets(pictures, width)
    return metrics.scores_of(network.eval(), snippets.contiguous()), tracks.genre


def figures(scores: Tensor, genre: Tensor) -> dict:
    """Accuracy of snippets and of tracks (by summed scores); weighted means over genres."""
    named = scores.mean(1).argmax(1)
    precision, recall, f1, _ = precision_recall_fscore_support(
        genre, named, average="weighted", zero_division=0
    )
    return {
        "snippetAccuracy": metrics.snippet_accuracy(scores, genre),
        "trackAccuracy": metrics.accuracy(scores.mean(1), genre),
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "confusion": metrics.confusion(scores.mean(1), genre),
    }


def start(cell: Cell, bands: int, width: int, published: Published) -> Training:
    recipe = Recipe(seed=cell.seed, steps=cell.steps, dropout=0.3, mixup=0.2)
    if cell.system == STUDENT:
        gentle = replace(recipe, learning_rate=finetune.LEARNING_RATE)
        return Training(gentle, lambda dropout: finetune.tuned(published.student, dropout), width)
    return Training(recipe, lambda dropout: SYSTEMS[cell.system](bands, dropout), width)


def train(cell: Cell, sides: Sides, published: Published) -> tuple[nn.Module, list[dict]]:
    """The averaged network of the best step on valid, or of the last step if there is no valid."""
    width = frames(cell, sides.learn)
    training = start(cell, sides.learn.log_mel.shape[1], width, published)
    validate_every = training.recipe.validate_every
    curve, best, kept = [], -1.0, None
    while not training.finished():
        loss = sum(training.learn(sides.learn) for _ in range(validate_every))
        point = {"step": training.step, "loss": loss / validate_every}
        if sides.valid is not None:
            scores, genre = judge(training.averaged.module, sides.valid, width)
            point["validTrack"] = metrics.accuracy(scores.mean(1), genre)
            if point["validTrack"] > best:
                best, training.best_step = point["validTrack"], training.step
                kept = {name: value.clone() for name, value in training.averaged.module.state_dict().items()}
        else:
            training.best_step = training.step
        curve.append(point)
    if kept is not None:
        training.averaged.module.load_state_dict(kept)
    return training.averaged.module, curve


def run(cell: Cell, gtzan: Path, results: Path, published: Published = Published()) -> dict:
    """The results of a cell, from the results folder if it was run before."""
    path = results / f"{cell.name()}.json"
    if path.exists():
        return json.loads(path.read_text(encoding="utf-8"))
    torch.set_num_threads(1)
    started = time.monotonic()
    sides = PROTOCOLS[cell.protocol](gtzan, PICTURES[cell.picture])
    if cell.system == PRETRAINED:
        network, curve = fit(musicnn.load(published.wheel), sides.learn, cell.seed), []
    else:
        network, curve = train(cell, sides, published)
    width = frames(cell, sides.learn)
    judged = {
        side: judge(network, tracks, width)
        for side, tracks in (("valid", sides.valid), ("test", sides.test))
        if tracks is not None
    }
    found = {**asdict(cell), **figures(*judged["test"])}
    found = {**found, "curve": curve, "seconds": round(time.monotonic() - started)}
    results.mkdir(parents=True, exist_ok=True)
    metrics.save_scores(results / f"{cell.name()}.npz", judged)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    part.replace(path)
    return found
