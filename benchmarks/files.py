"""Tags copies of whole song collections, reads them with other programs, undoes, and compares bytes."""

import json
import os
import re
import shutil
import subprocess
from argparse import ArgumentParser, Namespace
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import mutagen

HOME = Path(__file__).resolve().parent.parent
EXTENSIONS = {".mp3", ".flac", ".ogg", ".oga", ".opus", ".m4a", ".mp4", ".wav", ".aif", ".aiff", ".wma"}
EXTENSIONS |= {".aac", ".m4b", ".aifc", ".asf", ".wave", ".m4p"}
MODEL_FIELD = "NEEDLEDROP_MODEL"


@dataclass
class Row:
    """What became of the files of one container."""

    tried: int = 0
    tagged: int = 0
    mutagen: int = 0
    ffmpeg: int = 0
    restored: int = 0
    reasons: Counter = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)


def main() -> None:
    options = arguments()
    rows = defaultdict(Row)
    for folder in options.folders:
        one_collection(folder, options, rows)
    text = table(rows)
    (options.work / "table.md").write_text(text + "\n", encoding="utf-8")
    print(text)


def arguments() -> Namespace:
    parser = ArgumentParser(prog="benchmarks/files", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="not changed")
    parser.add_argument("--work", type=Path, required=True, help="scratch folder; the script names it")
    parser.add_argument("--most", type=int, default=0, help="files of a folder, evenly spread (default: all)")
    parser.add_argument("--options", default="--policy replace --min-confidence 0 --jobs 1", help="of tag")
    return parser.parse_args()


def one_collection(folder: Path, options: Namespace, rows: dict[str, Row]) -> None:
    music = options.work.resolve() / "music"
    shutil.rmtree(music, ignore_errors=True)
    copies = copy(chosen(folder, options.most), folder, music)
    report = options.work / "report.json"
    report.unlink(missing_ok=True)
    needledrop("tag", str(music), "--quiet", f"--json={report}", *options.options.split())
    reports = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    found = {Path(track["path"]): track for track in reports}
    for file in copies:
        after_tagging(file, found[file], rows[container(file, found[file])])
    needledrop("undo", str(music))
    for file, original in copies.items():
        if found[file]["status"] == "tagged":
            after_undo(file, original, rows[container(file, found[file])])
    shutil.rmtree(music)


def chosen(folder: Path, most: int) -> list[Path]:
    files = sorted(path for path in folder.rglob("*") if is_audio(path))
    step = max(1, -(-len(files) // most)) if most else 1
    return files[::step]


def is_audio(path: Path) -> bool:
    return path.suffix.lower() in EXTENSIONS and path.is_file() and not path.name.startswith(".")


def copy(files: list[Path], folder: Path, music: Path) -> dict[Path, Path]:
    """The originals by their copies."""
    copies = {}
    for file in files:
        target = music / file.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        copies[target] = file
    return copies


def needledrop(*command: str) -> None:
    done = subprocess.run(
        [str(HOME / "needledrop"), *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    if done.returncode not in (0, 1):  # 1: some files failed, as the report says
        raise RuntimeError(f"needledrop {command[0]} ended with {done.returncode}: {done.stderr[-2000:]}")


def container(file: Path, row: dict) -> str:
    codec = row.get("codec")
    return f"{row['container']} ({codec})" if codec else f"{file.suffix} (refused)"


def after_tagging(file: Path, found: dict, row: Row) -> None:
    row.tried += 1
    if found["status"] == "tagged":
        row.tagged += 1
        row.mutagen += agrees(by_mutagen(file), found)
        row.ffmpeg += agrees(by_ffmpeg(file), found)
    else:
        reason = (found.get("failure") or found["status"]).removeprefix(f"{file}: ")
        row.reasons[re.sub(r"\d[\d.,]*", "N", reason)] += 1


def agrees(genre: str | None, found: dict) -> bool:
    """Whether a reader found our field and, if it was written, the genre."""
    changes = (re.fullmatch(r"genre: .* -> (.*)", change) for change in found["changes"])
    written = next((change.group(1) for change in changes if change), None)
    return genre is not None and written in (None, genre)


def by_mutagen(file: Path) -> str | None:
    """The genre, empty if there is none; None if Needledrop's own field cannot be read."""
    tags = mutagen.File(file).tags
    texts = {str(key).upper(): value for key, value in tags.items()}
    if not any(MODEL_FIELD in key for key in texts):
        return None
    for key in ("GENRE", "TCON", "\xa9GEN", "WM/GENRE"):
        if key in texts:
            value = texts[key]
            return str(value[0] if isinstance(value, list) else value.text[0])
    return ""


def by_ffmpeg(file: Path) -> str | None:
    """The same, as ffmpeg prints it; a container that it cannot read gives nothing."""
    command = [str(HOME / "target/ffmpeg/ffmpeg"), "-nostdin", "-hide_banner", "-i", f"file:{file}"]
    text = subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace").stderr
    genre = re.search(r"^ +genre +: (.*)$", text, re.MULTILINE | re.IGNORECASE)
    if MODEL_FIELD not in text.upper():
        return None
    return genre.group(1) if genre else ""


def after_undo(file: Path, original: Path, row: Row) -> None:
    if file.read_bytes() == original.read_bytes():
        row.restored += 1
    else:
        row.differing.append(str(original))


def table(rows: dict[str, Row]) -> str:
    lines = ["| container | tried | tagged | mutagen agrees | ffmpeg agrees | undone byte for byte |"]
    lines.append("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, row in sorted(rows.items()):
        counts = (row.tried, row.tagged, row.mutagen, row.ffmpeg, row.restored)
        lines.append(f"| {name} | {' | '.join(map(str, counts))} |")
    for name, row in sorted(rows.items()):
        lines += [f"refused, {name}: {count} x {reason}" for reason, count in row.reasons.most_common()]
        lines += [f"undo left other bytes: {file}" for file in row.differing]
    return os.linesep.join(lines)


if __name__ == "__main__":
    main()
