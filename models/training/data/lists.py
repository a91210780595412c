"""python -m data.lists: writes the list of all training tracks and the list of the test tracks.

The training list joins free_music.csv (files in DATA/debian), open_music.csv (in DATA/open),
DATA/midi/midi.csv, DATA/not_music/not_music.csv and your own lists, DATA/*.tracks.csv. The test list is
real/tracks.csv. Paths are relative to DATA.
"""

import csv
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

COLUMNS = ("path", "source", "genres", "styles")
TRAINING = Path(__file__).parents[1]
FREE_MUSIC = TRAINING / "free_music.csv"
OPEN_MUSIC = TRAINING / "open_music.csv"
REAL = TRAINING / "real/tracks.csv"


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def packaged(file: Path) -> Iterator[tuple[str, str, str, str]]:
    """Tracks of Debian packages."""
    for row in rows(file):
        yield f"debian/{row['package']}/{row['path']}", row["package"], row["genres"], row["styles"]


def cloned(file: Path) -> Iterator[tuple[str, str, str, str]]:
    """Tracks of public repositories, each cloned into a folder OWNER+NAME."""
    for row in rows(file):
        folder = row["repository"].replace("/", "+")
        yield f"open/{folder}/{row['path']}", row["repository"], row["genres"], row["styles"]


def listed(data: Path) -> Iterator[tuple[str, str, str, str]]:
    yield from packaged(FREE_MUSIC)
    yield from cloned(OPEN_MUSIC)
    for row in rows(data / "midi/midi.csv"):
        yield f"midi/{row['path']}", "midi", row["genre"], row["style"]
    for row in rows(data / "not_music/not_music.csv"):
        yield f"not_music/{row['path']}", row["source"], "", ""
    for file in sorted(data.glob("*.tracks.csv")):
        for row in rows(file):
            yield row["path"], row["source"], row.get("genres") or "", row.get("styles") or ""


def write(out: Path, tracks: Iterator[tuple[str, str, str, str]]) -> None:
    with out.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([COLUMNS, *tracks])


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the audio")
    parser.add_argument("--out", type=Path, required=True, help="list of the training tracks to write")
    parser.add_argument("--real", type=Path, required=True, help="list of the test tracks to write")
    given = parser.parse_args()
    write(given.out, listed(given.data))
    write(given.real, packaged(REAL))
