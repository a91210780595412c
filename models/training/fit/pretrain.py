"""python -m fit.pretrain: trains the student, a ResNet-BiGRU, on its teachers' outputs and on genre labels.

Reads RUN/frozen.pt of fit/frozen.py. Writes RUN/pretrained.pt every three minutes; a killed run continues
from it. --begin-with starts from the student of a published model.
"""

import time
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from data import corpus, fma, vocabulary
from data.augment import equalise, mask, shift_bands
from data.corpus import Listed, Snippets
from data.options import add_lists, add_paths
from fit import frozen
from networks import heads
from networks.genre_network import GtzanPictures, gtzan_pictures
from networks.heads import Examples
from networks.student import ResNetBiGru
from networks.warm_start import published_student

BATCH = 50
LEARNING_RATE = 2.5e-3
LEARNING_RATE_GOING_ON = 1e-3  # when training continues from a published student
WEIGHT_DECAY = 0.02
AVERAGING = 0.998
WARM_UP = 0.03  # fraction of the run
LABELS_WEIGHT = 0.3  # of the genre loss, relative to the teachers' loss
SAVE_EVERY_S = 180  # also the interval to load new files of the corpus
CHECKPOINT = "pretrained.pt"

PICTURES = 14  # images of FMA, and of GTZAN, per batch
FITTED_SNIPPETS = 4000  # to fit the layers above a published student
HEAD_PENALTY = 1e-3
COARSE = {
    39: 0.12,
    fma.COLUMNS: 0.1,
}  # frames of GTZAN's and FMA's images: fraction of snippets reduced to them
MUFFLED_SHARE = 0.1  # fraction of snippets low-passed, like files of low bit rates


class Learner(nn.Module):
    """The student with layers for the teachers' outputs and the genres."""

    def __init__(self, targets: int, genres: int):
        super().__init__()
        self.student = ResNetBiGru()
        self.teachers = nn.Linear(ResNetBiGru.features, targets)
        self.genre = nn.Linear(ResNetBiGru.features, genres)

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        features = self.student.read(image)
        return self.teachers(features), self.genre(features)


@dataclass
class TaughtSnippets:
    """Snippets with target outputs and target genres (zeros without a label)."""

    snippets: Snippets
    target: Tensor
    genre: Tensor
    weight: Tensor  # sampling weight of each snippet

    def draw(self, rng: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
        rows = torch.multinomial(self.weight, BATCH, replacement=True, generator=rng)
        return self.snippets.log_mel[rows], self.target[rows], self.genre[rows]


def taught_snippets(snippets: Snippets, mean: Tensor, deviation: Tensor, named: Tensor) -> TaughtSnippets:
    """named [tracks, genres]"""
    # Sources are sampled by the square root of their size, so that none dominates.
    sources = sorted({track.source for track in snippets.tracks})
    source = torch.tensor([sources.index(track.source) for track in snippets.tracks])[snippets.track]
    weight = torch.bincount(source, minlength=len(sources)).float().rsqrt()[source]
    target = corpus.standardised(snippets.teacher_outputs, mean, deviation).half()
    return TaughtSnippets(snippets, target, named[snippets.track], weight)


def coarsened(image: Tensor, columns: int) -> Tensor:
    """Keeps evenly spaced frames and interpolates between them, like an image of lower resolution."""
    frames = image.shape[2]
    kept = torch.linspace(0, frames - 1, columns).round().long()
    return functional.interpolate(image[:, :, kept], frames, mode="linear", align_corners=True)


def muffled(image: Tensor, rng: torch.Generator) -> Tensor:
    """Removes everything above a random band in the upper half."""
    bands = image.shape[1]
    first = torch.randint(bands // 2, bands, (len(image), 1, 1), generator=rng)
    quietest = image.amin((1, 2), keepdim=True)
    return torch.where(torch.arange(bands)[None, :, None] >= first, quietest, image)


def changed(levels: Tensor, network: Learner, rng: torch.Generator) -> Tensor:
    image = levels.float()
    some = torch.rand(len(image), generator=rng)
    dull = some > 1 - MUFFLED_SHARE
    image[dull] = muffled(image[dull], rng)
    taken = 0.0
    for columns, share in COARSE.items():
        coarse = (some >= taken) & (some < taken + share)
        image[coarse] = coarsened(image[coarse], columns)
        taken += share
    return augmented(image, network, rng)


def augmented(image: Tensor, network: Learner, rng: torch.Generator) -> Tensor:
    image = network.student.standardise(image)
    image = equalise(shift_bands(image, 2, rng), 0.15, rng)
    return mask(mask(image, 1, 16, rng), 2, 16, rng)


class Pretraining:
    def __init__(
        self,
        targets: int,
        genres: list[str],
        mean: Tensor,
        deviation: Tensor,
        pictures: list[fma.FmaPictures | GtzanPictures],
        seed: int,
    ):
        torch.manual_seed(seed)
        self.pictures = pictures
        self.rng = torch.Generator().manual_seed(seed)
        self.genres, self.mean, self.deviation = genres, mean, deviation
        self.network = Learner(targets, len(genres)).to(memory_format=torch.channels_last)
        self.averaged = AveragedModel(
            self.network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGING), use_buffers=True
        )
        self.optimizer = torch.optim.AdamW(
            self.network.parameters(), LEARNING_RATE, weight_decay=WEIGHT_DECAY
        )
        self.highest_rate = LEARNING_RATE
        self.elapsed_s, self.steps, self.losses = 0.0, 0, []

    def step(self, taught: TaughtSnippets, progress: float) -> None:
        for group in self.optimizer.param_groups:
            group["lr"] = self.highest_rate * rate(progress)
        levels, target, genre = taught.draw(self.rng)
        drawn = [pictures.draw(PICTURES, self.rng) for pictures in self.pictures]
        pictures, picture_genre = (torch.cat(part) for part in zip(*drawn, strict=True))
        self.network.train()
        image = torch.cat(
            (changed(levels, self.network, self.rng), augmented(pictures, self.network, self.rng))
        )
        teacher_outputs, scores = self.network(image)
        asked = target.isfinite()
        of_teachers = functional.smooth_l1_loss(teacher_outputs[: len(target)][asked], target[asked].float())
        genre = torch.cat((genre, functional.one_hot(picture_genre, len(self.genres)).float()))
        named = genre.sum(1) > 0
        of_labels = (
            functional.cross_entropy(scores[named], genre[named], label_smoothing=0.05) if named.any() else 0
        )
        loss = of_teachers + LABELS_WEIGHT * of_labels
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimizer.step()
        self.averaged.update_parameters(self.network)
        self.steps += 1
        self.losses.append((float(of_teachers), float(of_labels)))

    def progress(self) -> str:
        """The mean losses since the last call."""
        teachers, labels = torch.tensor(self.losses).mean(0).tolist()
        self.losses.clear()
        so_far = f"{self.elapsed_s / 60:.1f} min, step {self.steps}"
        return f"{so_far}, loss of teachers {teachers:.4f}, of labels {labels:.3f}"

    def save(self, path: Path) -> None:
        part = path.with_suffix(".part")
        state = {"network": self.network, "averaged": self.averaged, "optimizer": self.optimizer}
        kept = {name: part_of.state_dict() for name, part_of in state.items()}
        facts = {"elapsed_s": self.elapsed_s, "steps": self.steps, "genres": self.genres}
        torch.save({**kept, **facts, "mean": self.mean, "deviation": self.deviation}, part)
        part.replace(path)

    def restore(self, path: Path) -> None:
        kept = torch.load(path)
        for name, part in (
            ("network", self.network),
            ("averaged", self.averaged),
            ("optimizer", self.optimizer),
        ):
            part.load_state_dict(kept[name])
        self.elapsed_s, self.steps = kept["elapsed_s"], kept["steps"]
        self.mean, self.deviation = kept["mean"], kept["deviation"]


def begin_with(model: Path, training: Pretraining, taught: TaughtSnippets) -> None:
    """Loads the student of a published model and fits the layers above it on some of the snippets."""
    network, rng = training.network, torch.Generator().manual_seed(0)
    rows = torch.multinomial(taught.weight, FITTED_SNIPPETS, generator=rng)
    log_mel = taught.snippets.log_mel[rows]
    network.student.load_state_dict(published_student(model, log_mel).state_dict())
    with torch.no_grad():
        network.eval()
        features = torch.cat([network.student(part) for part in log_mel.split(BATCH)])
        target, genre = taught.target[rows].float(), taught.genre[rows]
        complete = target.isfinite().all(1)  # all teachers have outputs
        columns = torch.cat((features, torch.ones(len(features), 1)), 1)
        of_teachers = torch.linalg.lstsq(columns[complete], target[complete]).solution
        network.teachers.weight.copy_(of_teachers[:-1].T)
        network.teachers.bias.copy_(of_teachers[-1])
    named = genre.sum(1) > 0
    layer = heads.fit(
        Examples(features[named], genre[named], torch.ones(int(named.sum()))), HEAD_PENALTY, exclusive=True
    )
    with torch.no_grad():
        network.genre.weight.copy_(layer.weight)
        network.genre.bias.copy_(layer.bias)
    training.averaged.module.load_state_dict(network.state_dict())


def rate(progress: float) -> float:
    """Fraction of the highest learning rate: linear warm-up, then cosine decay."""
    if progress < WARM_UP:
        return progress / WARM_UP + 0.02
    return 0.5 * (1 + torch.cos(torch.tensor(torch.pi * min(1.0, progress))).item()) + 0.001


@dataclass(frozen=True)
class Material:
    """The sources of training data."""

    listed: list[Listed]
    corpus: Path
    pictures: list[fma.FmaPictures | GtzanPictures]
    genres: list[str]
    frozen_teachers: frozen.FrozenTeachers

    def analysed(self) -> int:
        """The number of tracks in the corpus, which may still grow."""
        return sum(1 for _ in self.corpus.glob("*.npz"))

    def snippets(self) -> Snippets:
        """The snippets of all tracks in the corpus."""
        return corpus.load(self.listed, self.corpus)

    def taught_snippets(self, mean: Tensor, deviation: Tensor) -> TaughtSnippets:
        snippets = self.snippets()
        return taught_snippets(
            snippets, mean, deviation, frozen.taught_genres(snippets, self.frozen_teachers)
        )


def start(
    material: Material, checkpoint: Path, published: Path | None, seed: int
) -> tuple[Pretraining, TaughtSnippets]:
    """Continues from the checkpoint if it exists, else from the published student if one is given."""
    snippets = material.snippets()
    mean, deviation = corpus.statistics(snippets.teacher_outputs)
    targets = snippets.teacher_outputs.shape[1]
    training = Pretraining(targets, material.genres, mean, deviation, material.pictures, seed)
    if checkpoint.exists():
        training.restore(checkpoint)
    print(f"{len(snippets.tracks)} tracks, {len(snippets)} snippets", flush=True)
    taught = material.taught_snippets(training.mean, training.deviation)
    if published:
        training.highest_rate = LEARNING_RATE_GOING_ON
        if not checkpoint.exists():
            begin_with(published, training, taught)
    return training, taught


def learn(training: Pretraining, taught: TaughtSnippets, until_s: float, whole_s: float) -> None:
    while training.elapsed_s < until_s:
        started = time.monotonic()
        training.step(taught, training.elapsed_s / whole_s)
        training.elapsed_s += time.monotonic() - started


def main(material: Material, run: Path, minutes: float, published: Path | None, seed: int) -> None:
    torch.set_num_threads(1)
    run.mkdir(parents=True, exist_ok=True)
    checkpoint, whole_s = run / CHECKPOINT, 60 * minutes
    analysed = material.analysed()
    training, taught = start(material, checkpoint, published, seed)
    while training.elapsed_s < whole_s:
        learn(training, taught, min(whole_s, training.elapsed_s + SAVE_EVERY_S), whole_s)
        training.save(checkpoint)
        print(training.progress(), flush=True)
        if material.analysed() > analysed:
            analysed = material.analysed()
            taught = material.taught_snippets(training.mean, training.deviation)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_lists(parser)
    add_paths(parser, "--corpus", "--fma", "--run")
    parser.add_argument(
        "--gtzan", type=Path, help="train on GTZAN's genres, too (not for the papers' tables)"
    )
    parser.add_argument("--minutes", type=float, default=60, help="(default: %(default)s)")
    parser.add_argument("--begin-with", type=Path, help="model.pt of the published model to continue from")
    parser.add_argument("--seed", type=int, default=0, help="(default: %(default)s)")
    given = parser.parse_args()
    tracks = [track for path in given.tracks for track in corpus.read_list(path)]
    genres = vocabulary.read().genre_names()
    pictures = [fma.load(given.fma, genres)]
    if given.gtzan:
        pictures.append(gtzan_pictures(given.gtzan, genres))
    lessons = Material(tracks, given.corpus, pictures, genres, frozen.load(given.run))
    main(lessons, given.run, given.minutes, given.begin_with, given.seed)
