"""python -m papers.study_genres: ablation, learning curve and errors of genre-resnet-bigru.

Prints tables for docs/accuracy.md and draws its pictures. All are measured on the real list, after the
network was chosen.
"""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import matplotlib
import numpy as np
import torch
from matplotlib import pyplot
from torch import Tensor

from data import corpus, vocabulary
from data.options import add_lists, add_paths
from fit import frozen, metrics
from fit.calibrate import is_to_fit, named, track_logits
from fit.fit_genres import EmbeddedTracks, fit_genres, of_fma, of_gtzan, published
from networks.genre_network import features, load_network
from networks.heads import Examples, Layer
from teachers import efficientat

SHARES = (0.125, 0.25, 0.5, 1.0)
DRAWS = 3
WRONG = 10
SNIPPET_HOURS = 3 / 3600
PARTS = ("both branches", "the student alone", "MusiCNN alone")


class Study:
    """Refits the genre layer on other training data or branches."""

    def __init__(self, given):
        words = vocabulary.read()
        self.genres = words.genre_names()
        self.branches, self.music, _ = published(given, words)
        self.names = efficientat.class_names(given.class_labels)
        self.real = corpus.load(corpus.read_list(given.real), given.corpus)
        embeddings = self.branches(features(self.branches.network, self.real.log_mel))
        self.real_means = [
            corpus.track_means(part, self.real.track, len(self.real.tracks)) for part in embeddings
        ]
        self.pictures = of_gtzan(self.branches, given.gtzan, self.genres)
        self.pictures += of_fma(self.branches, given.fma, self.genres)
        self.composed = torch.tensor([track.source == "midi" for track in self.music.tracks])

    def right(self, scores: Tensor) -> Tensor:
        """Whether the top genre of each real track is correct."""
        rows = frozen.genre_rows(self.real.tracks, self.genres)
        return rows.gather(1, scores.argmax(1, keepdim=True)).squeeze(1) > 0

    def accuracy(self, scores: Tensor) -> float:
        return self.right(scores).float().mean().item()

    def judged(self, layer: Layer, branch: int = 0) -> float:
        return self.accuracy(layer(self.real_means[branch]))

    @cached_property
    def as_published(self) -> float:
        return self.judged(fit_genres(self.everything(self.music) + self.pictures))

    @staticmethod
    def everything(music: EmbeddedTracks) -> Examples:
        return music.examples(torch.ones(len(music.tracks), dtype=torch.bool))

    def lessons(self) -> Iterator[tuple[str, float]]:
        labels = frozen.genre_rows(self.music.tracks, self.genres)
        labelled = replace(self.music, taught=labels)
        is_named = labels.sum(1) > 0
        recordings = labelled.examples(is_named & ~self.composed)
        yield "labelled recordings", self.judged(fit_genres(recordings))
        named_ones = labelled.examples(is_named)
        yield "+ renderings", self.judged(fit_genres(named_ones))
        yield "+ GTZAN's and FMA's spectrogram images", self.judged(fit_genres(named_ones + self.pictures))
        yield "+ the teachers' outputs: as published", self.as_published

    def parts(self) -> Iterator[tuple[str, float]]:
        size = len(self.pictures.target) // len(PARTS)
        for branch, name in enumerate(PARTS):
            music = replace(self.music, branches=(self.music.branches[branch],))
            rows = torch.arange(len(self.pictures.target)) // size == branch
            lessons = self.everything(music) + self.pictures.of(rows)
            yield f"{name}, in training and test", self.judged(fit_genres(lessons), branch)
        yield "each branch in training, both in test: as published", self.as_published

    def curve(self) -> Iterator[tuple[float, float, float]]:
        """Hours of recordings; accuracy of the published network's layer and of the frozen teachers'."""
        music, real_outputs = self.music, frozen.teacher_outputs_of(self.real)
        counts = torch.bincount(music.track, minlength=len(music.tracks))
        for share in SHARES:
            found = []
            for draw in range(DRAWS if share < 1 else 1):
                rng = torch.Generator().manual_seed(draw)
                kept = self.composed | (torch.rand(len(self.composed), generator=rng) < share)
                hours = counts[kept & ~self.composed].sum().item() * SNIPPET_HOURS
                tracks = tuple(t for t, keep in zip(music.tracks, kept.tolist(), strict=True) if keep)
                teachers = frozen.fit(tracks, music.teacher_outputs[kept.numpy()], self.names)
                of_network = self.judged(fit_genres(music.examples(kept) + self.pictures))
                found.append((hours, of_network, self.accuracy(teachers.scores(real_outputs))))
            yield tuple(np.mean(found, axis=0).tolist())


def save(path: Path) -> None:
    pyplot.tight_layout()
    pyplot.savefig(path, dpi=100)
    pyplot.close()


def draw_curve(points: list[tuple[float, float, float]], path: Path) -> None:
    hours, of_network, of_teachers = zip(*points, strict=True)
    pyplot.figure(figsize=(5, 3.5))
    pyplot.semilogx(hours, of_network, "o-", label="genre-resnet-bigru, head refitted")
    pyplot.semilogx(hours, of_teachers, "s-", label="frozen teachers with a head")
    pyplot.xticks(hours, [f"{hour:.0f}" for hour in hours])
    pyplot.minorticks_off()
    pyplot.xlabel("hours of snippets of recordings")
    pyplot.ylabel("accuracy on the real list")
    pyplot.legend(fontsize=8)
    save(path)


def draw_confusion(study: Study, logits: Tensor, path: Path) -> None:
    """A track's row is its predicted genre if that is correct, else its first genre."""
    first = [track.genres[0] for track in study.real.tracks]
    top, right = logits.argmax(1).tolist(), study.right(logits).tolist()
    size = len(study.genres)
    cells = np.zeros((size, size), int)
    for genre, column, is_right in zip(first, top, right, strict=True):
        cells[column if is_right else study.genres.index(genre), column] += 1
    shown = [i for i in range(size) if cells[i].any() or cells[:, i].any()]
    cells = cells[np.ix_(shown, shown)]
    names = [study.genres[i] for i in shown]
    figure, axes = pyplot.subplots(figsize=(8, 7))
    axes.imshow(cells / cells.sum(1, keepdims=True).clip(1), cmap="Blues", vmin=0, vmax=1)
    for row, column in zip(*np.nonzero(cells), strict=True):
        axes.text(column, row, cells[row, column], ha="center", va="center", fontsize=8)
    axes.set_xticks(range(len(names)), names, rotation=60, ha="right", fontsize=8)
    axes.set_yticks(range(len(names)), names, fontsize=8)
    axes.set(xlabel="predicted", ylabel="correct")
    save(path)


def draw_reliability(confidence: Tensor, right: Tensor, path: Path) -> None:
    figure, (left, middle) = pyplot.subplots(1, 2, figsize=(9, 4))
    bins = (confidence * metrics.ECE_BINS).long().clamp_max(metrics.ECE_BINS - 1)
    for place in bins.unique().tolist():
        inside = bins == place
        x, y = confidence[inside].mean().item(), right[inside].float().mean().item()
        left.plot(x, y, "o", color="tab:blue")
        left.annotate(int(inside.sum()), (x, y), textcoords="offset points", xytext=(5, -8), fontsize=7)
    left.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
    left.set(title="reliability, with the number of tracks", xlabel="probability", ylabel="accuracy")
    order = confidence.argsort(descending=True)
    share = torch.arange(1, len(order) + 1) / len(order)
    middle.plot(share, right[order].float().cumsum(0) / torch.arange(1, len(order) + 1))
    middle.set(title="accuracy of the most confident", xlabel="share of tracks", ylim=(0.5, 1.02))
    save(path)


def wrong_rows(study: Study, confidence: Tensor, right: Tensor, logits: Tensor) -> list[str]:
    """The most confident errors, one per package."""
    rows, packages = ["| track | correct | predicted | probability |", "|---|---|---|---|"], set()
    for place in confidence.argsort(descending=True).tolist():
        track = study.real.tracks[place]
        if right[place] or track.source in packages or len(packages) == WRONG:
            continue
        packages.add(track.source)
        predicted = study.genres[logits[place].argmax()]
        name = f"{track.source}: {Path(track.path).name}"
        rows.append(f"| {name} | {', '.join(track.genres)} | {predicted} | {confidence[place]:.2f} |")
    return rows


def genre_rows(study: Study, right: Tensor) -> list[str]:
    first = [track.genres[0] for track in study.real.tracks]
    rows = ["| genre | tracks | correct |", "|---|---|---|"]
    for genre, count in Counter(first).most_common():
        of_genre = torch.tensor([one == genre for one in first])
        rows.append(f"| {genre} | {count} | {right[of_genre].float().mean():.2f} |")
    return rows


def table(head: str, rows: Iterator[tuple[str, float]]) -> list[str]:
    return [f"| {head} | accuracy |", "|---|---|", *(f"| {name} | {figure:.3f} |" for name, figure in rows)]


def main(given) -> None:
    torch.set_num_threads(1)
    matplotlib.use("Agg")
    given.pictures.mkdir(parents=True, exist_ok=True)
    study = Study(given)
    fitted = json.loads((given.run / "fitted.json").read_text(encoding="utf-8"))
    logits = track_logits(load_network(given.run), study.real)
    rows = frozen.genre_rows(study.real.tracks, study.genres)
    confidence, right = named(logits, rows, fitted["decision"]["temperature"])
    reported = torch.tensor([not is_to_fit(track) for track in study.real.tracks])
    draw_confusion(study, logits, given.pictures / "real-confusion.png")
    draw_reliability(confidence[reported], right[reported], given.pictures / "real-calibration.png")
    points = list(study.curve())
    draw_curve(points, given.pictures / "real-learning-curve.png")
    for part in (
        genre_rows(study, right),
        table("training data of the genre layer, cumulative", study.lessons()),
        table("embedding", study.parts()),
        ["| hours | head of the network | head of the teachers |", "|---|---|---|"]
        + [f"| {hours:.1f} | {one:.3f} | {other:.3f} |" for hours, one, other in points],
        wrong_rows(study, confidence, right, logits),
    ):
        print("\n".join(part), end="\n\n")


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_lists(parser)
    add_paths(parser, "--real", "--corpus", "--gtzan", "--fma", "--class-labels", "--run", "--pictures")
    main(parser.parse_args())
