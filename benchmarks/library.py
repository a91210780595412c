"""Time and memory per file of libraries of growing size: known tracks, new tracks, a dry run, the index."""

import math
import os
import random
import shutil
import sqlite3
import wave
from argparse import ArgumentParser, Namespace
from array import array
from pathlib import Path

from process import Measured, measure

HOME = Path(__file__).resolve().parent.parent
RATE_HZ = 22_050
SECONDS = 4
FOLDER_SIZE = 100


def main() -> None:
    options = arguments()
    options.work = options.work.resolve()
    shutil.rmtree(options.work, ignore_errors=True)
    model = options.work / "model"
    make_sounds(model, range(options.sounds))
    first = needledrop("tag", model, "--jobs", "1", "--quiet")
    print(f"{options.sounds} new tracks in a new library: {per_file(first, options.sounds)}")
    print("| files | walk and skip known tracks | 100 new tracks | dry run | rebuild the index |")
    print("| ---: | --- | --- | --- | --- |")
    for count in options.files:
        print(f"| {count:,} | {' | '.join(figures(model, options, count))} |", flush=True)


def arguments() -> Namespace:
    parser = ArgumentParser(prog="benchmarks/library.py", description=__doc__)
    parser.add_argument("--work", type=Path, default=HOME / "target/libraries", help="emptied first")
    parser.add_argument("--files", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--sounds", type=int, default=200, help="distinct files, to link to")
    return parser.parse_args()


def figures(model: Path, options: Namespace, count: int) -> list[str]:
    library = options.work / f"library-{count}"
    grow(model, library, count)
    rebuilt = needledrop("index", "rebuild", library)
    known = needledrop("tag", library, "--jobs", "1", "--quiet")
    dry = needledrop("tag", library, "--jobs", "1", "--quiet", "--dry-run")
    make_sounds(library / "new", range(10_000_000, 10_000_000 + 100))
    new = needledrop("tag", library / "new", "--jobs", "1", "--quiet")
    shutil.rmtree(library)
    return [per_file(known, count), per_file(new, 100), per_file(dry, count), per_file(rebuilt, count)]


def needledrop(*command) -> Measured:
    return measure([str(HOME / "needledrop"), *map(str, command)], sorted(os.sched_getaffinity(0))[:2])


def per_file(run: Measured, files: int) -> str:
    ms = 1000 / files
    return f"{run.cpu_s * ms:.2f} ms CPU, {run.wall_s * ms:.2f} ms a file; {run.peak_bytes / 1e6:.0f} MB"


def make_sounds(folder: Path, seeds: range) -> None:
    """Chords, each of its own."""
    folder.mkdir(parents=True)
    for seed in seeds:
        chance = random.Random(seed)
        waves = [(chance.uniform(80, 4000) * 2 * math.pi / RATE_HZ, chance.random()) for _ in range(4)]
        samples = array("h", (int(4000 * sum(a * math.sin(w * t) for w, a in waves)) for t in range(RATE_HZ)))
        with wave.open(str(folder / f"{seed}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            for loudness in range(SECONDS):  # not steady
                file.writeframes(array("h", (sample // (loudness + 1) for sample in samples)).tobytes())


def grow(model: Path, library: Path, count: int) -> None:
    """Links, and journal rows as if each were a recording of its own."""
    originals = sorted(model.glob("*.wav"))
    (library / ".needledrop").mkdir(parents=True)
    shutil.copyfile(model / ".needledrop/journal.db", library / ".needledrop/journal.db")
    with sqlite3.connect(library / ".needledrop/journal.db") as journal:
        rows = {file: rows_of(journal, file) for file in originals}
        for table in ("file", "entry", "analysis"):
            journal.execute(f"DELETE FROM {table}")
        for number in range(count):
            original = originals[number % len(originals)]
            link = library / f"{number // FOLDER_SIZE:04}" / f"{number}.wav"
            link.parent.mkdir(exist_ok=True)
            os.link(original, link)
            insert(journal, rows[original], str(link), f"sha256:{number:064x}")
    journal.close()


def rows_of(journal: sqlite3.Connection, file: Path) -> dict[str, dict]:
    journal.row_factory = sqlite3.Row
    entry = dict(journal.execute("SELECT * FROM entry WHERE path = ?", [str(file)]).fetchone())
    where = "WHERE audio_hash = ?", [entry["audio_hash"]]
    analysis = dict(journal.execute(f"SELECT * FROM analysis {where[0]}", where[1]).fetchone())
    state = dict(journal.execute("SELECT * FROM file WHERE path = ?", [str(file)]).fetchone())
    return {"entry": entry, "analysis": analysis, "file": state}


def insert(journal: sqlite3.Connection, rows: dict[str, dict], path: str, audio_hash: str) -> None:
    for table, row in rows.items():
        new = row | {"audio_hash": audio_hash} | ({"path": path} if "path" in row else {})
        marks = ", ".join("?" * len(new))
        journal.execute(f"INSERT INTO {table} ({', '.join(new)}) VALUES ({marks})", list(new.values()))


if __name__ == "__main__":
    main()
