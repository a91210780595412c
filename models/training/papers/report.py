"""python -m papers.report: prints the tables of docs/accuracy.md and draws its pictures."""

import json
from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path
from statistics import mean, stdev

import matplotlib
import numpy as np
import torch
from matplotlib import pyplot
from matplotlib.axes import Axes
from torch import Tensor
from torch.nn import functional

from data.options import add_paths
from data.tracks import GENRES
from fit import metrics

BOOTSTRAPS = 10_000
T_95 = {2: 12.71, 3: 4.303}  # Student's t, two-sided, by number of seeds


def cells(results: Path) -> dict[str, list[dict]]:
    """Results by the name of the cell without the seed."""
    found = defaultdict(list)
    for path in sorted(results.glob("P*.json")):
        found[path.stem.rpartition("-")[0]].append(json.loads(path.read_text(encoding="utf-8")))
    return found


def over_seeds(values: list[float]) -> str:
    if len(values) == 1:
        return f"{values[0]:.3f}"
    return f"{mean(values):.3f} ± {T_95[len(values)] * stdev(values) / len(values) ** 0.5:.3f}"


def over_tracks(right: np.ndarray) -> tuple[float, float]:
    """The 95 % bootstrap interval of the mean over tracks."""
    drawn = np.random.default_rng(0).integers(0, len(right), (BOOTSTRAPS, len(right)))
    low, high = np.percentile(right[drawn].mean(1), [2.5, 97.5])
    return low, high


def cell_rows(results: Path) -> list[str]:
    rows = [
        "| cell | seeds | snippet | track | bootstrap over tracks | precision | recall | F1 |",
        "|---" * 8 + "|",
    ]
    for name, seeds in cells(results).items():
        confusion = np.array(seeds[0]["confusion"])
        right = np.repeat([1.0, 0.0], [confusion.trace(), confusion.sum() - confusion.trace()])
        low, high = over_tracks(right)
        snippet, track = (
            over_seeds([one[key] for one in seeds]) for key in ("snippetAccuracy", "trackAccuracy")
        )
        weighted = " | ".join(
            f"{mean(one[key] for one in seeds):.3f}" for key in ("precision", "recall", "f1")
        )
        rows.append(f"| {name} | {len(seeds)} | {snippet} | {track} | {low:.3f} to {high:.3f} | {weighted} |")
    return rows


def named_by(scores: Tensor, temperature: float) -> dict[str, Tensor]:
    """Predicted genres by three ways to combine snippets."""
    votes = functional.one_hot(scores.argmax(2), scores.shape[2]).sum(1)
    probabilities = (scores / temperature).softmax(2).mean(1)
    # a tie of votes goes to the more probable genre
    return {
        "sum of logits": scores.mean(1).argmax(1),
        "sum of probabilities": probabilities.argmax(1),
        "majority vote": (votes + probabilities / 2).argmax(1),
    }


def sum_rows(results: Path) -> list[str]:
    """Accuracy of each way, and its difference to the sum of logits, paired over all tracks of P2's cells."""
    right = defaultdict(list)
    for path in sorted(results.glob("P2-*.npz")):
        sides = {name: torch.from_numpy(array) for name, array in np.load(path).items()}
        temperature = metrics.fit_temperature(
            sides["valid_scores"].flatten(0, 1),
            sides["valid_genre"].repeat_interleave(sides["valid_scores"].shape[1]),
        )
        for way, named in named_by(sides["test_scores"], temperature).items():
            right[way].append((named == sides["test_genre"]).double().numpy())
    rows = ["| aggregation | accuracy | difference to the sum of logits, 95 % |", "|---|---|---|"]
    averaged = {way: np.mean(parts, axis=0) for way, parts in right.items()}
    for way, of_tracks in averaged.items():
        low, high = over_tracks(of_tracks - averaged["sum of logits"])
        rows.append(f"| {way} | {of_tracks.mean():.3f} | {low:+.3f} to {high:+.3f} |")
    return rows


def draw_confusion(axes: Axes, confusion: list[list[int]], title: str) -> None:
    cells = np.array(confusion)
    axes.imshow(cells / cells.sum(1, keepdims=True), cmap="Blues", vmin=0, vmax=1)
    for row, column in zip(*np.nonzero(cells), strict=True):
        axes.text(column, row, cells[row, column], ha="center", va="center", fontsize=7)
    axes.set_xticks(range(len(GENRES)), GENRES, rotation=60, ha="right", fontsize=7)
    axes.set_yticks(range(len(GENRES)), GENRES, fontsize=7)
    axes.set(title=title, xlabel="predicted", ylabel="true")


def draw_confusions(results: Path, pictures: Path) -> None:
    found = {name: seeds[0] for name, seeds in cells(results).items()}
    shown = {
        "P1, mel, ResNet-BiGRU": "P1-mel-ResNet-BiGRU-780",
        "P1, STFT, ResNet-BiGRU": "P1-stft-ResNet-BiGRU-780",
        "P1, mel, MusiCNN": "P1-mel-MusiCNN-0",
        "P2, mel, MusiCNN": "P2-mel-MusiCNN-0",
    }
    figure, axes = pyplot.subplots(2, 2, figsize=(9, 9))
    for place, (title, name) in zip(axes.flat, shown.items(), strict=True):
        draw_confusion(place, found[name]["confusion"], title)
    save(pictures / "confusion.png")


def draw_curves(results: Path, pictures: Path) -> None:
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.5))
    for name, seeds in cells(results).items():
        curve = seeds[0]["curve"]
        if name.startswith("P1-mel") and curve:
            label = name.removeprefix("P1-mel-").rpartition("-")[0]
            left.plot([point["step"] for point in curve], [point["loss"] for point in curve], label=label)
        if name.startswith("P2") and curve:
            steps, accuracy = zip(*((point["step"], point["validTrack"]) for point in curve), strict=True)
            right.plot(steps, accuracy, label=name.removeprefix("P2-mel-").rpartition("-")[0])
    left.set(title="P1, mel: training loss", xlabel="step")
    right.set(title="P2, mel: track accuracy of valid", xlabel="step")
    for axes in (left, right):
        axes.legend(fontsize=7)
    save(pictures / "curves.png")


def draw_calibration(sides: dict, evaluation: dict, pictures: Path) -> None:
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 4))
    left.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
    for side, (scores, genre) in sides.items():
        probabilities = (scores.mean(1) / evaluation["temperature"]).softmax(1)
        confidence, named = probabilities.max(1)
        correct = (named == genre).float()
        bins = (confidence * metrics.ECE_BINS).long().clamp(max=metrics.ECE_BINS - 1)
        held = [one for one in range(metrics.ECE_BINS) if (bins == one).any()]
        points = [(confidence[bins == one].mean(), correct[bins == one].mean()) for one in held]
        left.plot(*zip(*points, strict=True), marker="o", label=side)
        order = confidence.argsort(descending=True)
        coverage = torch.arange(1, len(genre) + 1) / len(genre)
        right.plot(coverage, 1 - correct[order].cumsum(0) / torch.arange(1, len(genre) + 1), label=side)
        kept = metrics.coverage_and_precision(probabilities, genre, evaluation["minConfidence"])
        right.plot(kept[0], 1 - kept[1], marker="o", color="black")
    left.set(title="Reliability, tracks", xlabel="probability of the top genre", ylabel="accuracy")
    right.set(
        title="Risk and coverage; dots: the threshold", xlabel="share of tracks named", ylabel="error rate"
    )
    for axes in (left, right):
        axes.legend(fontsize=7)
    save(pictures / "calibration.png")


def draw_learning_curve(studies: dict, pictures: Path) -> None:
    points = studies["learningCurve"]
    counts = sorted({point["tracks"] for point in points})
    means = [mean(p["validTrack"] for p in points if p["tracks"] == count) for count in counts]
    figure, axes = pyplot.subplots(figsize=(4.5, 3.5))
    axes.scatter([p["tracks"] for p in points], [p["validTrack"] for p in points], s=8)
    axes.semilogx(counts, means)
    axes.set_xticks(counts, counts)
    axes.set(title="Track accuracy of P2's valid", xlabel="training tracks")
    save(pictures / "learning-curve.png")


def save(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pyplot.tight_layout()
    pyplot.savefig(path, dpi=80, metadata={"Software": None})
    pyplot.close()


def expected_error(confidence: Tensor) -> float:
    """The mean calibration error of as many tracks with perfectly calibrated probabilities."""
    rng = torch.Generator().manual_seed(0)
    errors = []
    for _ in range(1000):
        right = torch.rand(len(confidence), generator=rng) < confidence
        probabilities = torch.stack((confidence, torch.zeros_like(confidence)), 1)
        errors.append(metrics.calibration_error(probabilities, (~right).long()))
    return mean(errors)


def calibration_rows(sides: dict, temperature: float) -> list[str]:
    def row(what: str, scores: Tensor, genre: Tensor, temperature: float) -> str:
        probabilities = (scores / temperature).softmax(1)
        found = metrics.calibration_error(probabilities, genre)
        return f"| {what} | {len(genre)} | {found:.3f} | {expected_error(probabilities.amax(1)):.3f} |"

    rows = ["| | count | ECE | ECE of perfect calibration |", "|---|---|---|---|"]
    both = [torch.cat(parts) for parts in zip(*((s.mean(1), g) for s, g in sides.values()), strict=True)]
    rows += [row(f"tracks of {side}", s.mean(1), g, temperature) for side, (s, g) in sides.items()]
    rows.append(row("tracks of valid and test", *both, temperature))
    snippets = {side: (s.flatten(0, 1), g.repeat_interleave(s.shape[1])) for side, (s, g) in sides.items()}
    own = metrics.fit_temperature(*snippets["valid"])
    rows.append(row(f"snippets of test, temperature {own:.2f}", *snippets["test"], own))
    return rows


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_paths(parser, "--results", "--run", "--pictures")
    given = parser.parse_args()
    matplotlib.use("Agg")
    judged = {name: torch.from_numpy(array) for name, array in np.load(given.run / "scores.npz").items()}
    sides = {side: (judged[f"{side}_scores"], judged[f"{side}_genre"]) for side in ("valid", "test")}
    evaluation = json.loads((given.run / "evaluation.json").read_text(encoding="utf-8"))
    studies = json.loads((given.results / "studies.json").read_text(encoding="utf-8"))
    draw_confusions(given.results, given.pictures)
    draw_curves(given.results, given.pictures)
    draw_calibration(sides, evaluation, given.pictures)
    draw_learning_curve(studies, given.pictures)
    for rows in (
        cell_rows(given.results),
        sum_rows(given.results),
        calibration_rows(sides, evaluation["temperature"]),
    ):
        print("\n".join(rows), end="\n\n")
