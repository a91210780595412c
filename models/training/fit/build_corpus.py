"""python -m fit.build_corpus: cuts tracks into snippets, and stores log-mels and the teachers' outputs.

Writes one file per track of the list, with up to 16 snippets of three seconds. Existing files are kept, so a
killed run continues.
"""

import csv
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, multiprocessing

from data.audio import PAPER, PAPER_SNIPPET_FRAMES, decode, levels, resample
from data.corpus import corpus_file
from data.options import add_paths
from teachers import efficientat, jamendo, musicnn

SNIPPET_S = PAPER_SNIPPET_FRAMES * PAPER.hop_length / PAPER.sample_rate_hz
MOST_SNIPPETS = 16  # per track, evenly spaced
LONGEST_S = 300.0
JAMENDO_EVERY = 2  # run on every second snippet: it is six times as slow as the others


@dataclass(frozen=True)
class Teachers:
    """The three frozen networks."""

    efficientat: efficientat.EfficientAt
    musicnn: musicnn.MusicnnTagger
    jamendo: jamendo.JamendoMusicnn

    @torch.inference_mode()
    def outputs_of(self, wide: np.ndarray, starts_s: np.ndarray) -> dict[str, np.ndarray]:
        """Samples at 32 kHz -> each teacher's logits and hidden features: float16 [snippets, size]."""
        narrow = resample(wide, efficientat.SAMPLE_RATE_HZ, musicnn.MEL.sample_rate_hz)
        spectrograms = [
            efficientat.spectrogram(cut(wide, start, efficientat.SAMPLE_RATE_HZ)) for start in starts_s
        ]
        power = [musicnn.log_power(cut(narrow, start, 16000))[:, : musicnn.FRAMES] for start in starts_s]
        samples = [
            torch.from_numpy(cut(narrow, start, 16000)[: jamendo.SNIPPET_SAMPLES])
            for start in starts_s[::JAMENDO_EVERY]
        ]
        teacher_outputs = {
            "efficientat": self.efficientat(torch.stack(spectrograms)),
            "musicnn": self.musicnn(torch.stack(power)),
            "jamendo": tuple(spread(values, len(starts_s)) for values in self.jamendo(torch.stack(samples))),
        }
        return {
            f"{name}_{what}": values.numpy().astype(np.float16)
            for name, pair in teacher_outputs.items()
            for what, values in zip(("logits", "hidden"), pair, strict=True)
        }


@dataclass(frozen=True)
class TeacherFiles:
    """Paths of the teachers' weights."""

    wheel: Path
    efficientat: Path
    jamendo: Path

    def load(self) -> Teachers:
        """Loads them for one thread. Flushes denormals of near-zero kernels, which are fifty times slower."""
        torch.set_num_threads(1)
        torch.set_flush_denormal(True)
        return Teachers(
            efficientat.load(self.efficientat),
            musicnn.load(self.wheel, "MSD").folded(),
            jamendo.load(self.jamendo),
        )


def spread(values: Tensor, snippets: int) -> Tensor:
    """One row per snippet, NaN for the snippets without an output of this teacher."""
    rows = values.new_full((snippets, values.shape[1]), torch.nan)
    rows[::JAMENDO_EVERY] = values
    return rows


def looped(samples: np.ndarray, sample_rate_hz: int) -> np.ndarray:
    """Repeats a track that is shorter than a snippet."""
    least = int(np.ceil((SNIPPET_S + 0.1) * sample_rate_hz))
    return samples if len(samples) >= least else np.tile(samples, -(-least // len(samples)))


def cut(samples: np.ndarray, start_s: float, sample_rate_hz: int) -> np.ndarray:
    start = min(int(start_s * sample_rate_hz), max(0, len(samples) - int(SNIPPET_S * sample_rate_hz)))
    return samples[start : start + int(SNIPPET_S * sample_rate_hz)].copy()


def snippet_starts(frames: int, most: int = MOST_SNIPPETS) -> np.ndarray:
    """First frames of at most `most` non-overlapping snippets, evenly spread over the track."""
    whole = max(1, frames // PAPER_SNIPPET_FRAMES)
    places = np.unique(np.linspace(0, whole - 1, min(whole, most)).round().astype(int))
    return places * PAPER_SNIPPET_FRAMES


def snippets(wide: np.ndarray) -> tuple[Tensor, np.ndarray]:
    """Samples at 32 kHz -> uint8 [snippets, 128, 130] and the start of each in seconds."""
    log_mel = levels(PAPER.power(resample(wide, efficientat.SAMPLE_RATE_HZ, PAPER.sample_rate_hz)))
    starts = snippet_starts(log_mel.shape[1])
    cuts = [log_mel[:, start : start + PAPER_SNIPPET_FRAMES] for start in starts.tolist()]
    return torch.stack(cuts), starts * PAPER.hop_length / PAPER.sample_rate_hz


def score_share(
    share: int, processes: int, paths: list[str], root: Path, out: Path, files: TeacherFiles
) -> None:
    """Every N-th track, for one of N processes."""
    teachers = files.load()
    for path in paths[share::processes]:
        file = corpus_file(out, path)
        if file.exists():
            continue
        try:
            decoded = decode(root / path, efficientat.SAMPLE_RATE_HZ, 0, LONGEST_S)
            wide = looped(decoded, efficientat.SAMPLE_RATE_HZ)
            log_mel, starts_s = snippets(wide)
            part = file.with_suffix(".part")
            with part.open("wb") as opened:
                np.savez(opened, log_mel=log_mel.numpy(), path=path, **teachers.outputs_of(wide, starts_s))
            part.replace(file)
        except (ValueError, RuntimeError) as e:
            print(f"{path}: skipped: {e}", flush=True)


def main(tracks: Path, root: Path, out: Path, files: TeacherFiles, processes: int) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with tracks.open(newline="", encoding="utf-8") as rows:
        paths = [row["path"] for row in csv.DictReader(rows)]
    multiprocessing.spawn(score_share, (processes, paths, root, out, files), nprocs=processes)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--tracks", type=Path, required=True, help="list of tracks, from data.lists")
    add_paths(parser, "--root", "--out")
    parser.add_argument("--wheel", type=Path, required=True, help="pip download --no-deps musicnn==0.1.0")
    parser.add_argument("--efficientat", type=Path, required=True, help="mn04_as_mAP_432.pt")
    parser.add_argument("--jamendo", type=Path, required=True, help="jamendo_musicnn.pth")
    parser.add_argument("--processes", type=int, default=1, help="(default: %(default)s)")
    given = parser.parse_args()
    teacher_files = TeacherFiles(given.wheel, given.efficientat, given.jamendo)
    main(given.tracks, given.root, given.out, teacher_files, given.processes)
