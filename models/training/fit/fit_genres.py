"""python -m fit.fit_genres: builds the published network from the pretrained student.

Fits the white embedding, the genre layer and the other classifiers. Reads RUN/pretrained.pt and
RUN/frozen.pt; writes RUN/network.pt and RUN/fitted.json. Does not read the real list.
"""

import hashlib
import json
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from data import corpus, fma, vocabulary
from data.audio import PAPER_SNIPPET_FRAMES
from data.corpus import Listed, Snippets
from data.options import add_lists, add_paths
from data.vocabulary import Vocabulary
from fit import frozen, fusion
from fit.moods import MOODS, VOICE, mood_scores
from fit.pretrain import CHECKPOINT
from networks import heads
from networks.genre_network import (
    GenreNetwork,
    features,
    from_pictures,
    gtzan_pictures,
    picture_snippets,
    pretrained_student,
)
from networks.heads import Examples, Layer
from networks.student import ResNetBiGru
from teachers import efficientat

WEIGHTS = {"recordings": 3.0, "midi": 1.0, "gtzan": 1.0, "fma": 0.4}  # per snippet
PENALTY = 3e-4
# Of the genre layer. These two and its branches were chosen on a quarter of the real list (docs/accuracy.md).
GENRES_PENALTY = 1e-3
BALANCE = 1.0  # all genres have the same weight: games have mostly electronic music and soundtracks
FOLDS = 5
TARGET_PRECISION = 0.85
SURE = 2.0  # slope of the sigmoid from the teachers' scores to a probability
FMA_BATCHES, FMA_BATCH = 150, 40
# Genres trained only on accompaniments (punk, Latin ...) get false positives from recordings of others, so
# they must be seven times as likely: e^2.
LEAST_RECORDINGS, RARE_PENALTY = 10, 2.0
LEAST_TRACKS = 3  # with a style, to train it
# Both were set after looking at the sample library: its two death metal pieces are further away than other
# music.
SURELY_NOT_MUSIC = 0.998
DISTANCE_MARGIN, NEAREST_SPEECH = 1.3, 0.98
DECIMALS = 4


@dataclass(frozen=True)
class Branches:
    """The embedding of the whole network, of the student alone, and of MusiCNN alone.

    The genre layer is trained on all three. With only the first, it relies too much on the student, which was
    trained on the same labels: genres new to the student, such as metal, were classified as electronic.
    """

    network: GenreNetwork
    middle: Tensor  # [768], mean features of music

    @torch.no_grad()
    def __call__(self, found: Tensor) -> tuple[Tensor, ...]:
        """Features [n, 768] -> three of [n, 512]; an omitted branch is replaced by its mean features."""
        of_student = torch.arange(found.shape[1]) < ResNetBiGru.features
        parts = (
            found,
            torch.where(of_student, found, self.middle),
            torch.where(of_student, self.middle, found),
        )
        return tuple(self.network.embed(part) for part in parts)

    def examples(self, found: Tensor, target: Tensor, weight: Tensor) -> Examples:
        parts = self(found)
        return Examples(torch.cat(parts), target.repeat(len(parts), 1), weight.repeat(len(parts)))


@dataclass(frozen=True)
class EmbeddedTracks:
    """Embeddings [snippets, 512] of tracks; the teachers' outputs and target genres of each track."""

    tracks: tuple[Listed, ...]
    branches: tuple[Tensor, ...]
    track: Tensor
    teacher_outputs: np.ndarray  # [tracks, targets]
    taught: Tensor  # [tracks, genres]

    @property
    def embedding(self) -> Tensor:
        return self.branches[0]

    def examples(self, kept: Tensor) -> Examples:
        """The snippets of the tracks in `kept`, bool [tracks], once per branch."""
        rows = kept[self.track]
        weight = torch.tensor([WEIGHTS["midi" if t.source == "midi" else "recordings"] for t in self.tracks])
        track = self.track[rows].repeat(len(self.branches))
        embedding = torch.cat([part[rows] for part in self.branches])
        return Examples(embedding, self.taught[track], weight[track])

    def means(self) -> Tensor:
        """[tracks, 512]"""
        return corpus.track_means(self.embedding, self.track, len(self.tracks))


def embedded(
    snippets: Snippets, branches: tuple[Tensor, ...], teachers: frozen.FrozenTeachers
) -> EmbeddedTracks:
    taught = frozen.taught_genres(snippets, teachers)
    return EmbeddedTracks(
        snippets.tracks, branches, snippets.track, frozen.teacher_outputs_of(snippets), taught
    )


def of_gtzan(branches: Branches, gtzan: Path, genres: list[str]) -> Examples:
    """Snippets of the images of the set `train`."""
    pictures = gtzan_pictures(gtzan, genres)
    cuts = picture_snippets(pictures.log_mel)
    wide = from_pictures(cuts.flatten(0, 1), PAPER_SNIPPET_FRAMES)
    target = functional.one_hot(pictures.genre.repeat_interleave(cuts.shape[1]), len(genres)).float()
    found = features(branches.network, wide)
    return branches.examples(found, target, torch.full((len(target),), WEIGHTS["gtzan"]))


def of_fma(branches: Branches, folder: Path, genres: list[str]) -> Examples:
    pictures, rng = fma.load(folder, genres), torch.Generator().manual_seed(0)
    images, places = zip(*(pictures.draw(FMA_BATCH, rng) for _ in range(FMA_BATCHES)), strict=True)
    target = functional.one_hot(torch.cat(places), len(genres)).float()
    found = features(branches.network, torch.cat([image.round().to(torch.uint8) for image in images]))
    return branches.examples(found, target, torch.full((len(target),), WEIGHTS["fma"]))


def fit_genres(examples: Examples) -> Layer:
    weight = heads.balanced(examples.target, examples.weight, BALANCE)
    return heads.fit(Examples(examples.embedding, examples.target, weight), GENRES_PENALTY, exclusive=True)


def fold_of(track: Listed) -> int:
    """Keeps the tracks of a package in one fold, but not those of a repository, which has many artists."""
    group = track.source if "/" not in track.source else track.path
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % FOLDS


def cross_validated(music: EmbeddedTracks, others: Examples, genres: list[str]) -> tuple[Tensor, Tensor]:
    """Logits of recordings by layers trained on other packages, and their genres, one row per track."""
    rows = frozen.genre_rows(music.tracks, genres)
    fold = torch.tensor([fold_of(track) for track in music.tracks])
    judged = (rows.sum(1) > 0) & torch.tensor([track.source != "midi" for track in music.tracks])
    logits = torch.zeros_like(rows)
    for place in range(FOLDS):
        layer = fit_genres(music.examples((fold != place) | ~judged) + others)
        logits = torch.where((fold == place)[:, None], layer(music.means()), logits)
    return logits[judged], rows[judged]


def style_classifier(music: EmbeddedTracks, words: Vocabulary, scores: np.ndarray) -> dict:
    """Independent styles: from labels where a track has styles, else from the teachers' outputs."""
    names = [style.name for style in words.styles]
    shown = torch.tensor([[float(name in track.styles) for name in names] for track in music.tracks])
    speaks = torch.from_numpy((scores > -2.0).any(0))
    kept = ((shown.sum(0) >= LEAST_TRACKS) | speaks).nonzero().squeeze(1).tolist()
    guess = torch.from_numpy(1 / (1 + np.exp(-SURE * (scores - 1.5)))).float()
    known = torch.tensor([bool(track.styles) or track.source == "midi" for track in music.tracks])
    target = torch.where(known[:, None], shown, guess * speaks)[:, kept]
    examples = Examples(music.embedding, target[music.track], torch.ones(len(music.track)))
    labels = [
        {"name": style.name, "genre": style.parent, "tag": style.tag, "minProbability": 0.5}
        for style in (words.styles[place] for place in kept)
    ]
    return classifier(
        "style_needledrop", "independent", labels, heads.fit(examples, PENALTY, exclusive=False)
    )


def two_sided(name: str, sides: tuple[str, str], music: EmbeddedTracks, lead: np.ndarray) -> dict:
    """Two exclusive classes from the teachers' scores; the boundary is .5 standard deviations."""
    likely = torch.from_numpy(1 / (1 + np.exp(-SURE * (lead - 0.5)))).float()
    target = torch.stack((likely, 1 - likely), 1)[music.track]
    layer = heads.fit(Examples(music.embedding, target, torch.ones(len(target))), PENALTY, exclusive=True)
    return classifier(name, "exclusive", plain_labels(sides), layer)


def content_classifier(music: EmbeddedTracks, rest: EmbeddedTracks) -> dict:
    names = ("music", *frozen.NOT_MUSIC)
    places = torch.cat(
        (
            torch.zeros(len(music.track), dtype=torch.long),
            torch.tensor([names.index(track.source) for track in rest.tracks])[rest.track],
        )
    )
    target = functional.one_hot(places, len(names)).float()
    weight = heads.balanced(target, torch.ones(len(target)), power=0.7)
    embedding = torch.cat((music.embedding, rest.embedding))
    layer = heads.fit(Examples(embedding, target, weight), PENALTY, exclusive=True)
    return classifier("content_needledrop", "exclusive", plain_labels(names, SURELY_NOT_MUSIC), layer)


def plain_labels(names: tuple[str, ...], least: float = 0.5) -> list[dict]:
    return [{"name": name, "minProbability": least} for name in names]


def classifier(name: str, kind: str, labels: list[dict], layer: Layer) -> dict:
    weights = [[round(value, DECIMALS) for value in row] for row in layer.weight.tolist()]
    bias = [round(value, DECIMALS) for value in layer.bias.tolist()]
    return {"name": name, "kind": kind, "classes": labels, "layer": {"weights": weights, "bias": bias}}


def furthest(music: EmbeddedTracks, rest: EmbeddedTracks) -> int:
    """The maximum squared distance of music from the mean: 98 % of that of the nearest speech.

    At least the 99.8th percentile of music, with a margin.
    """
    of_music, of_rest = (distances(one) for one in (music, rest))
    is_speech = torch.tensor([track.source == "speech" for track in rest.tracks])
    return round(
        max(
            NEAREST_SPEECH * of_rest[is_speech].nan_to_num(torch.inf).min().item(),
            DISTANCE_MARGIN * of_music[of_music.isfinite()].quantile(0.998).item(),
        )
    )


def distances(group: EmbeddedTracks) -> Tensor:
    """Squared distance of each track; NaN for fewer than five snippets, as Java does not check these."""
    counts = torch.bincount(group.track, minlength=len(group.tracks))
    return torch.where(counts >= 5, group.means().square().sum(1), torch.nan)


def published(given, words: Vocabulary) -> tuple[Branches, EmbeddedTracks, EmbeddedTracks]:
    """The network with its white embedding, and the embedded tracks: music, and speech and noise."""
    network = GenreNetwork(len(words.genres)).eval()
    network.student = pretrained_student(given.run / CHECKPOINT)
    teachers = frozen.load(given.run)
    snippets = corpus.load([track for path in given.tracks for track in corpus.read_list(path)], given.corpus)
    found = features(network, snippets.log_mel)
    is_music = frozen.is_music(snippets.tracks)
    of_music = is_music[snippets.track]
    network.whiten(found[of_music])
    branches = Branches(network, found[of_music].mean(0))
    music = embedded(snippets.of(is_music), branches(found[of_music]), teachers)
    return branches, music, embedded(snippets.of(~is_music), branches(found[~of_music]), teachers)


def recordings(music: EmbeddedTracks, others: Examples, genres: list[str]) -> Tensor:
    """The number of labelled recordings of each genre: tracks and images."""
    named = frozen.genre_rows(music.tracks, genres) > 0
    recorded = torch.tensor([track.source != "midi" for track in music.tracks])[:, None]
    return (named & recorded).sum(0) + (others.target > 0).sum(0)


def fit_decision(given, branches: Branches, music: EmbeddedTracks, rest: EmbeddedTracks) -> dict:
    """Fits the genre layer in place, and reports its cross-validated accuracy on other packages."""
    genres, network = vocabulary.read().genre_names(), branches.network
    others = of_gtzan(branches, given.gtzan, genres) + of_fma(branches, given.fma, genres)
    logits, rows = cross_validated(music, others, genres)
    right = rows.gather(1, logits.argmax(1, keepdim=True)) > 0
    layer = fit_genres(music.examples(torch.ones(len(music.tracks), dtype=torch.bool)) + others)
    with torch.no_grad():
        network.classifier.weight.copy_(layer.weight)
        network.classifier.bias.copy_(
            layer.bias - RARE_PENALTY * (recordings(music, others, genres) < LEAST_RECORDINGS)
        )
    accuracy = round(right.float().mean().item(), 4)
    return {
        "maxSquaredDistance": furthest(music, rest),
        "crossValidation": {"tracks": len(rows), "accuracy": accuracy},
    }


def further_classifiers(
    words: Vocabulary,
    music: EmbeddedTracks,
    rest: EmbeddedTracks,
    teacher_outputs: list[fusion.TeacherLogits],
) -> list[dict]:
    voice = two_sided(
        "voice_instrumental", ("voice", "instrumental"), music, mood_scores(teacher_outputs, VOICE)
    )
    moods = [
        two_sided(f"mood_{mood}", (mood, f"not_{mood}"), music, mood_scores(teacher_outputs, outputs))
        for mood, outputs in MOODS.items()
    ]
    styles = style_classifier(music, words, fusion.scores(teacher_outputs, teacher_outputs, words.styles))
    return [styles, voice, *moods, content_classifier(music, rest)]


def main(given) -> None:
    torch.set_num_threads(1)
    words = vocabulary.read()
    branches, music, rest = published(given, words)
    teacher_outputs = frozen.teacher_logits(
        music.teacher_outputs, efficientat.class_names(given.class_labels)
    )
    chosen = fit_decision(given, branches, music, rest)
    torch.save(branches.network.state_dict(), given.run / "network.pt")
    training = {
        "tracks": len(music.tracks),
        "snippets": len(music.track),
        "crossValidation": chosen.pop("crossValidation"),
    }
    fitted = {
        "decision": chosen,
        "training": training,
        "classifiers": further_classifiers(words, music, rest, teacher_outputs),
    }
    (given.run / "fitted.json").write_text(json.dumps(fitted) + "\n", encoding="utf-8")
    print(json.dumps({"decision": chosen, "training": training}, indent=1))


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_lists(parser)
    add_paths(parser, "--corpus", "--gtzan", "--fma", "--class-labels", "--run")
    main(parser.parse_args())
