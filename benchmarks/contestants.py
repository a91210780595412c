"""What is compared, as command lines."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parent
MODEL = HOME / "models/genre-resnet-bigru"
PAPERS = "Papers' network"


@dataclass(frozen=True)
class Contestants:
    """`work` is a scratch folder; `python` has the packages of requirements.txt."""

    work: Path
    python: str
    ffmpeg: str

    def names(self) -> list[str]:
        names = ["Needledrop", "Python stack", PAPERS, "ffmpeg"]
        essentia = subprocess.run([self.python, "-c", "import essentia.standard"], capture_output=True)
        return names + (["Essentia"] if essentia.returncode == 0 else [])

    def command(self, name: str, tracks: list[Path], jobs: int, out: Path) -> list[str]:
        files = [str(track) for track in tracks]
        match name:
            case "Needledrop":
                return [str(HOME / "needledrop"), "tag", *files, "--out", str(out), "--jobs", str(jobs)]
            case "Python stack":
                return [*self.stack(out, jobs), *files]
            case contestant if contestant == PAPERS:
                return [*self.stack(out, jobs), "--papers-network", *files]
            case "Essentia":
                return [self.python, str(HERE / "essentia_features.py"), "--jobs", str(jobs), *files]
            case "ffmpeg":
                return [*self.decoding(jobs), *files]
        raise ValueError(f"no contestant is called {name}")

    def stack(self, out: Path, jobs: int) -> list[str]:
        script = [self.python, str(HERE / "python_stack.py"), "--model", str(MODEL)]
        return [*script, "--out", str(out), "--jobs", str(jobs)]

    def decoding(self, jobs: int) -> list[str]:
        """Mono at 22,050 Hz with ffmpeg's own resampler, thrown away; one process a track."""
        decode = (
            f'{self.ffmpeg} -nostdin -v error -threads 1 -i "$1" -map 0:a:0 -ac 1 -ar 22050'
            " -f f32le pipe:1 </dev/null >/dev/null"
        )
        every = f"printf '%s\\0' \"$@\" | xargs -0 -P {jobs} -n 1 sh -c '{decode}' sh"
        return ["sh", "-c", every, "sh"]


def find_ffmpeg() -> str:
    """The one that Needledrop takes: on the PATH, else the one that its build fetched."""
    found = subprocess.run(["sh", "-c", "command -v ffmpeg"], capture_output=True, text=True).stdout.strip()
    return found or str(HOME / "target/ffmpeg/ffmpeg")


def make_tracks(ffmpeg: str, folder: Path, count: int, seconds: int) -> list[Path]:
    """MP3s of 192 kbit/s from the sample library; each starts elsewhere: no two are alike."""
    library = (HOME / "sample-library").glob("*.*")
    excerpts = sorted(path for path in library if path.name not in ("README.md", "corrupt.mp3"))
    folder.mkdir(parents=True, exist_ok=True)
    rounds = -(-count // len(excerpts))
    tracks = []
    for place in range(count):
        track = folder / f"{seconds}s-{place:04}.mp3"
        excerpt = excerpts[place % len(excerpts)]
        loop = folder / f"{excerpt.stem}-{seconds + rounds}s.mp3"
        if not track.exists():
            if not loop.exists():
                make_loop(ffmpeg, excerpt, seconds + rounds, loop)
            cut = ["-ss", f"{place // len(excerpts) / 10}", "-i", str(loop), "-t", str(seconds), "-c", "copy"]
            write(ffmpeg, cut, track)
        tracks.append(track)
    return tracks


def make_loop(ffmpeg: str, excerpt: Path, seconds: int, loop: Path) -> None:
    music = ["-stream_loop", "-1", "-i", str(excerpt), "-map", "0:a:0", "-map_metadata", "-1"]
    mp3 = ["-ss", "1", "-t", str(seconds), "-ar", "44100", "-ac", "2", "-b:a", "192k"]
    write(ffmpeg, [*music, *mp3], loop)


def write(ffmpeg: str, options: list[str], target: Path) -> None:
    partial = target.with_suffix(".part")
    subprocess.run([ffmpeg, "-nostdin", "-v", "error", "-y", *options, "-f", "mp3", str(partial)], check=True)
    partial.rename(target)
