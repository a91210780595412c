"""Genres and styles from the teachers' outputs, without labels.

models/genres.yaml lists the outputs for each genre. Each output is standardised over the corpus, which
removes the teachers' priors: AudioSet's "Music" is always likely, its "Reggae" never.
"""

from dataclasses import dataclass

import numpy as np

from data.vocabulary import Entry
from teachers import jamendo, musicnn

# The vocabulary's genres and styles -> MTG-Jamendo's tags.
JAMENDO = {
    "classical": ("classical", "orchestral", "violin", "strings"),
    "electronic": ("electronic", "techno", "trance", "house", "dance"),
    "folk": ("folk", "popfolk", "acousticguitar"),
    "hip hop": ("hiphop",),
    "jazz": ("jazz",),
    "metal": ("metal",),
    "pop": ("pop", "poprock"),
    "funk": ("funk",),
    "reggae": ("reggae",),
    "rock": ("rock", "poprock", "alternative", "indie"),
    "ambient": ("ambient", "newage", "atmospheric"),
    "world": ("world",),
    "soundtrack": ("soundtrack", "film", "orchestral"),
    "house": ("house",),
    "techno": ("techno",),
    "trance": ("trance",),
    "downtempo": ("downtempo", "triphop", "chillout", "lounge"),
    "orchestral": ("orchestral",),
    "piano": ("piano",),
    "new age": ("newage",),
    "indie rock": ("indie",),
}


@dataclass(frozen=True)
class TeacherLogits:
    """Logits of one teacher for all tracks, [tracks, outputs], and the names of its outputs."""

    teacher: str
    names: tuple[str, ...]
    logits: np.ndarray

    def columns(self, entry: Entry) -> list[int]:
        wanted = (
            JAMENDO.get(entry.name, ()) if self.teacher == "jamendo" else entry.teachers.get(self.teacher, ())
        )
        return [self.names.index(name) for name in wanted]


def teacher_logits(efficientat_names: tuple[str, ...], logits: dict[str, np.ndarray]) -> list[TeacherLogits]:
    """Adds the names of outputs to logits by teacher: audioset, msd, jamendo."""
    names = {"audioset": efficientat_names, "msd": musicnn.TAGS["MSD"], "jamendo": jamendo.TAGS}
    return [TeacherLogits(teacher, names[teacher], values) for teacher, values in logits.items()]


def standing_out(
    one: TeacherLogits, middle: np.ndarray, deviation: np.ndarray, entry: Entry
) -> np.ndarray | None:
    """The highest standardised output of an entry; None if the teacher has none for it."""
    columns = one.columns(entry)
    if not columns:
        return None
    return ((one.logits[:, columns] - middle[columns]) / deviation[columns]).max(1)


def scores(
    teachers: list[TeacherLogits], corpus: list[TeacherLogits], entries: tuple[Entry, ...]
) -> np.ndarray:
    """[tracks, entries]: the mean over the teachers with an output for an entry; -2 if there is none."""
    priors = [(one.logits.mean(0), one.logits.std(0) + 1e-6) for one in corpus]
    found = np.full((len(teachers[0].logits), len(entries)), -2.0)
    for place, entry in enumerate(entries):
        by_teacher = [standing_out(one, *prior, entry) for one, prior in zip(teachers, priors, strict=True)]
        present = [values for values in by_teacher if values is not None]
        if present:
            found[:, place] = np.mean(present, 0)
    return found
