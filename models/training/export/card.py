"""python -m export.card: writes MODEL/MODEL_CARD.md from the evaluation and the measurements."""

import json
from argparse import ArgumentParser
from math import sqrt
from pathlib import Path
from string import Template
from textwrap import fill

from data.options import add_paths
from data.tracks import GENRES
from fit.metrics import MARGIN
from networks.pretrained import BAND_SHIFT, CHANGED_COPIES, load_network

TEMPLATE = Path(__file__).with_name("MODEL_CARD.template.md")
SCORES = ("snippetAccuracy", "trackAccuracy", "trackEce", "trackEceWithoutTemperature")


def row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def table(head: list[str], rows: list[list]) -> str:
    return "\n".join([row(*head), "|" + "---|" * len(head), *(row(*cells) for cells in rows)])


def figure_rows(evaluation: dict, figures: tuple[str, ...]) -> str:
    lines = []
    for side in ("valid", "test"):
        found = evaluation[side]
        cells = [f"{found[name]:.3f}" if found else "not yet scored" for name in figures]
        lines.append(row(side, *cells))
    return "\n".join(lines)


def recall_table(confusion: list[list[int]]) -> str:
    rows = [
        [genre, sum(cells), f"{cells[place] / max(sum(cells), 1):.2f}"]
        for place, (genre, cells) in enumerate(zip(GENRES, confusion, strict=True))
    ]
    return table(["genre", "tracks", "recall"], rows)


def confusion_table(confusion: list[list[int]]) -> str:
    rows = [[genre, *cells] for genre, cells in zip(GENRES, confusion, strict=True)]
    return table(["", *GENRES], rows)


def score_places(evaluation: dict) -> dict:
    side = "test" if evaluation["test"] else "valid"
    shown = evaluation[side]
    share = shown["trackAccuracy"]
    standing = f"Accuracy by track on {side}: {share:.0%} (chance: 10%)."
    return {
        "side": side,
        "standing": standing,
        "scores": figure_rows(evaluation, SCORES),
        "coverage": figure_rows(evaluation, ("coverage", "keptAccuracy")),
        "recall": recall_table(shown["confusion"]),
        "confusion": confusion_table(shown["confusion"]),
        "error": f"{sqrt(share * (1 - share) / evaluation['tracks'][side]):.3f}",
        "threshold": f"{evaluation['minConfidence']:.2f}",
        "temperature": evaluation["temperature"],
        "distance": evaluation["maxSquaredDistance"],
        "furthest": round(evaluation["maxSquaredDistance"] / MARGIN),
    }


def measured_places(measurements: dict) -> dict:
    speeds = {
        f"{kind}_{place}": snippets
        for kind, speed in measurements["snippetsPerSecond"].items()
        for place, snippets in speed.items()
    }
    return {**speeds, "gap": measurements["largestGap"]}


def card(run: Path, manifest: dict, history: str) -> str:
    evaluation = json.loads((run / "evaluation.json").read_text(encoding="utf-8"))
    measurements = json.loads((run / "measurements.json").read_text(encoding="utf-8"))
    parameters = sum(weights.numel() for weights in load_network(run)[0].parameters())
    facts = {"name": manifest["name"], "version": manifest["version"], "history": fill(history, 80)}
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        {**facts, **evaluation["tracks"]},
        **score_places(evaluation),
        **measured_places(measurements),
        parameters=f"{parameters / 1e6:.1f} million",
        embedding=manifest["embeddingSize"],
        genres=", ".join(manifest["genres"]),
        seed=evaluation["seed"],
        copies=CHANGED_COPIES,
        shift=BAND_SHIFT,
    )


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_paths(parser, "--run", "--model")
    parser.add_argument("--history", default="", help="a sentence about alternatives tried, for the card")
    given = parser.parse_args()
    known = json.loads((given.model / "manifest.json").read_text(encoding="utf-8"))
    text = card(given.run, known, given.history)
    (given.model / "MODEL_CARD.md").write_text(text, encoding="utf-8")
