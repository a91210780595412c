"""Voice and moods from the teachers' outputs, with the names of AcousticBrainz."""

import numpy as np

from fit.fusion import TeacherLogits

Outputs = dict[str, tuple[str, ...]]

VOICE: Outputs = {
    "audioset": ("Singing", "Male singing", "Female singing", "Rapping"),
    "msd": ("female_vocalists", "male_vocalists"),
    "jamendo": ("voice",),
}
MOODS: dict[str, Outputs] = {
    "acoustic": {"audioset": ("Acoustic guitar",), "msd": ("acoustic",), "jamendo": ("acousticguitar",)},
    "aggressive": {"audioset": ("Angry music",), "msd": ("metal",), "jamendo": ("metal",)},
    "electronic": {"audioset": ("Electronic music",), "msd": ("electronic",), "jamendo": ("electronic",)},
    "happy": {"audioset": ("Happy music",), "msd": ("happy",), "jamendo": ("happy",)},
    "party": {"audioset": ("Dance music",), "msd": ("party",), "jamendo": ("dance",)},
    "relaxed": {"audioset": ("Tender music",), "msd": ("chill", "mellow"), "jamendo": ("relaxing",)},
    "sad": {"audioset": ("Sad music",), "msd": ("sad",), "jamendo": ("emotional",)},
}


def mood_scores(teacher_outputs: list[TeacherLogits], outputs: Outputs) -> np.ndarray:
    """[tracks]: the highest standardised output of each teacher, averaged over the teachers."""
    leads = []
    for one in teacher_outputs:
        columns = [one.names.index(name) for name in outputs[one.teacher]]
        logits = one.logits[:, columns]
        leads.append(((logits - logits.mean(0)) / (logits.std(0) + 1e-6)).max(1))
    return np.mean(leads, 0)
