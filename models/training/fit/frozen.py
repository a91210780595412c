"""python -m fit.frozen: fits a head on the frozen teachers, to label tracks without labels.

The head is a softmax regression on the teachers' hidden features, fitted on the labelled tracks. The genres
by fusion (fit/fusion.py), which needs no labels, are added to its logits, because the two make different
errors. Writes RUN/frozen.pt, whose output the student learns for unlabelled tracks.
"""

from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from data import corpus, vocabulary
from data.corpus import Listed, Snippets
from data.options import add_lists, add_paths
from fit import fusion
from networks import heads
from networks.heads import Examples, Layer
from teachers import efficientat

FILE = "frozen.pt"
NOT_MUSIC = ("speech", "noise")  # sources that are not music
PENALTY = 0.01
RECORDINGS, MIDI = 3.0, 1.0  # weight per track
FUSION = 1.0  # weight of the fused scores: the best of .5, 1, 2 and 4 in cross-validation


def places() -> dict[str, slice]:
    """The columns of each teacher's logits and hidden features in the targets."""
    sizes = (len(corpus.VOICE_AND_MUSIC), 384, 50, 200, 50, 200)
    ends = np.cumsum(sizes)
    return {name: slice(end - size, end) for name, end, size in zip(corpus.TARGETS, ends, sizes, strict=True)}


PLACES = places()


def hidden(teacher_outputs: np.ndarray) -> Tensor:
    """[tracks, 784]"""
    parts = [teacher_outputs[:, PLACES[f"{teacher}_hidden"]] for teacher in corpus.TEACHERS]
    return torch.from_numpy(np.concatenate(parts, 1)).float()


def teacher_logits(teacher_outputs: np.ndarray, names: list[str]) -> list[fusion.TeacherLogits]:
    """The logits of tracks by teacher; `names` are AudioSet's 527 classes."""
    chosen = tuple(names[place] for place in corpus.VOICE_AND_MUSIC)
    by_teacher = zip(("audioset", "msd", "jamendo"), corpus.TEACHERS, strict=True)
    return fusion.teacher_logits(
        chosen, {name: teacher_outputs[:, PLACES[f"{teacher}_logits"]] for name, teacher in by_teacher}
    )


def teacher_outputs_of(snippets: Snippets) -> np.ndarray:
    """[tracks, targets]: the mean over the snippets."""
    return corpus.track_means(snippets.teacher_outputs, snippets.track, len(snippets.tracks)).numpy()


def is_music(tracks: tuple[Listed, ...]) -> Tensor:
    return torch.tensor([track.source not in NOT_MUSIC for track in tracks])


def genre_rows(tracks: tuple[Listed, ...], genres: list[str]) -> Tensor:
    """[tracks, genres]: equal shares of a track's genres; zeros without a label."""
    rows = torch.zeros(len(tracks), len(genres))
    for place, track in enumerate(tracks):
        for genre in track.genres:
            rows[place, genres.index(genre)] = 1 / len(track.genres)
    return rows


@dataclass(frozen=True)
class FrozenTeachers:
    """Statistics of the hidden features, the layer on them, and the outputs for the corpus (the priors)."""

    mean: Tensor
    deviation: Tensor
    layer: Layer
    corpus_said: np.ndarray
    names: list[str]

    def scores(self, teacher_outputs: np.ndarray) -> Tensor:
        """Logits [tracks, genres]."""
        standardised = ((hidden(teacher_outputs) - self.mean) / self.deviation).clamp(-4, 4)
        return self.layer(standardised) + FUSION * self.fused(teacher_outputs)

    def fused(self, teacher_outputs: np.ndarray) -> Tensor:
        genres = vocabulary.read().genres
        priors = teacher_logits(self.corpus_said, self.names)
        return torch.from_numpy(
            fusion.scores(teacher_logits(teacher_outputs, self.names), priors, genres)
        ).float()


def fit(tracks: tuple[Listed, ...], teacher_outputs: np.ndarray, names: list[str]) -> FrozenTeachers:
    recorded = torch.tensor([track.source != "midi" for track in tracks])
    features = hidden(teacher_outputs)
    mean, deviation = features[recorded].mean(0), features[recorded].std(0) + 1e-3
    rows = genre_rows(tracks, vocabulary.read().genre_names())
    named = rows.sum(1) > 0
    standardised = ((features - mean) / deviation).clamp(-4, 4)[named]
    weight = torch.where(recorded, RECORDINGS, MIDI)[named]
    balanced = heads.balanced(rows[named], weight)
    layer = heads.fit(Examples(standardised, rows[named], balanced), PENALTY, exclusive=True)
    return FrozenTeachers(mean, deviation, layer, teacher_outputs[recorded.numpy()], names)


def taught_genres(snippets: Snippets, teachers: FrozenTeachers) -> Tensor:
    """Target genres [tracks, genres].

    Labelled recordings: half the label, half the output of the frozen teachers.
    Unlabelled tracks: the output of the frozen teachers. Accompaniments: the label. Speech and noise: zeros.
    """
    rows = genre_rows(snippets.tracks, vocabulary.read().genre_names())
    predicted = teachers.scores(teacher_outputs_of(snippets)).softmax(1)
    composed = torch.tensor([track.source == "midi" for track in snippets.tracks])[:, None]
    named = rows.sum(1, keepdim=True) > 0
    mixed = torch.where(named, torch.where(composed, rows, (rows + predicted) / 2), predicted)
    return mixed * is_music(snippets.tracks)[:, None]


def save(found: FrozenTeachers, path: Path) -> None:
    kept = {**vars(found), "layer": (found.layer.weight, found.layer.bias)}
    torch.save({**kept, "corpus_said": torch.from_numpy(found.corpus_said)}, path)


def load(run: Path) -> FrozenTeachers:
    kept = torch.load(run / FILE)
    return FrozenTeachers(
        **{**kept, "layer": Layer(*kept["layer"]), "corpus_said": kept["corpus_said"].numpy()}
    )


def main(lists: list[Path], folder: Path, class_labels: Path, run: Path) -> None:
    torch.set_num_threads(1)
    snippets = corpus.load([track for path in lists for track in corpus.read_list(path)], folder)
    music = snippets.of(is_music(snippets.tracks))
    run.mkdir(parents=True, exist_ok=True)
    save(fit(music.tracks, teacher_outputs_of(music), efficientat.class_names(class_labels)), run / FILE)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_lists(parser)
    add_paths(parser, "--corpus", "--class-labels", "--run")
    given = parser.parse_args()
    main(given.tracks, given.corpus, given.class_labels, given.run)
