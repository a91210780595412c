"""What an item of beets gets: its genre, and flexible attributes."""

import json
import re
from collections.abc import Callable

from beets.library import Item

from .program import Report

PROBABILITY = "ab_hi_"
"""Prefix of probabilities. A colon of the tag's name, `ab:hi:mood_happy:happy`, becomes `_`."""

POLICIES = ("fill", "replace", "append", "never")
_BEFORE = "needledrop_genres_before"
_WRITTEN = "needledrop_genres_written"


def attribute(classifier: str, name: str) -> str:
    """Returns the attribute of a probability; beets' queries allow only simple names."""
    return PROBABILITY + re.sub(r"\W+", "_", f"{classifier}_{name}").lower()


def apply(item: Item, report: Report, policy: str, spell: Callable[[str], list[str]]) -> None:
    """Sets the genre by the policy, and all attributes."""
    before = list(item.get("genres", with_album=False) or [])
    after = _merged(before, spell(report.genre) if report.genre else [], policy)
    if after != before:
        item[_BEFORE] = item.get(_BEFORE) or json.dumps(before)
        item[_WRITTEN] = json.dumps(after)
        item.genres = after
    item.needledrop_genre = report.genre or ""
    item.needledrop_abstained = report.abstained or ""
    item.needledrop_confidence = report.confidence or 0.0
    item.needledrop_model = report.model
    item.needledrop_audio = report.audio
    for classifier, classes in report.classes.items():
        for name, probability in classes.items():
            item[attribute(classifier, name)] = probability


def _merged(before: list[str], found: list[str], policy: str) -> list[str]:
    if not found or policy == "never" or (policy == "fill" and before):
        return before
    return before + [genre for genre in found if genre not in before] if policy == "append" else found


def revert(item: Item, force: bool) -> bool:
    """
    Removes the attributes and restores the genres, unless they were changed since.

    Returns whether the genres are those from before.
    """
    restored = True
    if _BEFORE in item:
        restored = force or list(item.genres) == json.loads(item[_WRITTEN])
        if restored:
            item.genres = json.loads(item[_BEFORE])
    for key in list(item.keys(with_album=False)):
        if key.startswith((PROBABILITY, "needledrop_")):
            del item[key]
    return restored
