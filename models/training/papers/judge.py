"""python -m papers.judge: prints the table "Real music" of docs/accuracy.md.

Compares on the same tracks: the teachers' own tags, the genres by fusion, the frozen teachers with a head,
and the published network. A track is correct if its most probable genre is among its genres.
"""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from data import corpus, vocabulary
from data.audio import decode
from data.corpus import Listed, Snippets
from data.options import add_paths
from data.vocabulary import Vocabulary
from fit import frozen, fusion
from fit.calibrate import expected_error, track_logits
from fit.fusion import TeacherLogits
from networks.genre_network import load_network
from teachers import efficientat, yamnet

LEAST_TRACKS = 7  # per genre, for the second macro figure
YAMNET_S = 180.0


def as_they_are(one: TeacherLogits, words: Vocabulary) -> np.ndarray:
    """The highest output among a genre's tags."""
    scores = np.full((len(one.logits), len(words.genres)), -50.0)
    for place, genre in enumerate(words.genres):
        if columns := one.columns(genre):
            scores[:, place] = one.logits[:, columns].max(1)
    return scores


def samples_of(path: Path) -> np.ndarray:
    """Silence if ffmpeg cannot decode the file: a build without openmpt reads no tracker modules."""
    try:
        return decode(path, yamnet.SAMPLE_RATE_HZ, 0, YAMNET_S)
    except ValueError as e:
        print(e, file=sys.stderr)
        return np.zeros(yamnet.WINDOW_SAMPLES, np.float32)


def by_yamnet(listed: list[Listed], audio: Path, model: Path, class_map: Path) -> TeacherLogits:
    network = yamnet.Yamnet(model)
    probabilities = [network(samples_of(audio / track.path)) for track in listed]
    logits = np.log(np.clip(probabilities, 1e-8, 1))
    return TeacherLogits("audioset", tuple(yamnet.class_names(class_map)), logits)


def by_network(run: Path, snippets: Snippets) -> Tensor:
    """Probabilities [tracks, genres]."""
    temperature = json.loads((run / "fitted.json").read_text(encoding="utf-8"))["decision"]["temperature"]
    return (track_logits(load_network(run), snippets) / temperature).softmax(1)


def line(name: str, scores: Tensor, tracks: tuple[Listed, ...], calibrated: bool) -> str:
    genres = vocabulary.read().genre_names()
    named = scores.argmax(1).tolist()
    right = torch.tensor(
        [float(genres[top] in track.genres) for top, track in zip(named, tracks, strict=True)]
    )
    first = [track.genres[0] for track in tracks]
    counts = Counter(first)
    by_genre = {genre: right[torch.tensor([one == genre for one in first])].mean().item() for genre in counts}
    often = [share for genre, share in by_genre.items() if counts[genre] >= LEAST_TRACKS]
    error = f"{expected_error(scores.max(1).values, right > 0):.3f}" if calibrated else "-"
    figures = (right.mean().item(), np.mean(list(by_genre.values())), np.mean(often))
    return f"| {name} | " + " | ".join(f"{figure:.3f}" for figure in figures) + f" | {error} |"


def table(given) -> str:
    words = vocabulary.read()
    snippets = corpus.load(corpus.read_list(given.real), given.corpus)
    tracks = snippets.tracks
    names = efficientat.class_names(given.class_labels)
    teachers = frozen.load(given.run)
    teacher_outputs = frozen.teacher_outputs_of(snippets)
    real, priors = (
        frozen.teacher_logits(teacher_outputs, names),
        frozen.teacher_logits(teachers.corpus_said, names),
    )
    heads = ("EfficientAT's classes alone", "MusiCNN's tags alone", "Jamendo MusiCNN's tags alone")
    rows = [
        line(name, torch.from_numpy(as_they_are(one, words)), tracks, False)
        for name, one in zip(heads, real, strict=True)
    ]
    other = by_yamnet(list(tracks), given.audio, given.yamnet, given.yamnet_classes)
    rows.append(line("YAMNet's classes alone", torch.from_numpy(as_they_are(other, words)), tracks, False))
    fused = torch.from_numpy(fusion.scores(real, priors, words.genres))
    rows.append(line("fusion of the three, no label", fused, tracks, False))
    rows.append(
        line("frozen teachers with a head", teachers.scores(teacher_outputs).softmax(1), tracks, True)
    )
    rows.append(line("genre-resnet-bigru", by_network(given.run, snippets), tracks, True))
    return "\n".join(
        ["| system | accuracy | macro | macro, 7 tracks or more | ECE |", "|---|---|---|---|---|", *rows]
    )


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_paths(
        parser, "--real", "--audio", "--corpus", "--class-labels", "--yamnet", "--yamnet-classes", "--run"
    )
    print(table(parser.parse_args()))
