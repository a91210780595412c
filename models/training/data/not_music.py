"""python -m data.not_music: generates speech and noises, so that a network learns what is not music.

Needs Debian's espeak-ng. Writes the list OUT/not_music.csv, too.
"""

import csv
import subprocess
from argparse import ArgumentParser
from pathlib import Path

import numpy as np
import soundfile

from data.options import add_paths

RATE_HZ = 22050
SECONDS = 21
# Not the voices of the Java tests.
VOICES = "en-gb-scotland en-029 nl sv tr fi hu pt cs ro pl da el nb hr lt".split()
SENTENCES = (
    "The ferry leaves at a quarter past nine, and bicycles go on the lower deck, as the notice says.",
    "Please hold the line. Your call is important to us and will be answered by the next free colleague.",
    "It rained for three days. On the fourth, the river stood at the second step of the old mill.",
    "Chapter nine. Of the things that were found in the attic, and of those that were not.",
)


def sweep(rng: np.random.Generator, time: np.ndarray) -> np.ndarray:
    low, high = sorted(rng.uniform(40, 9000, 2))
    there_and_back = np.abs(2 * (time / rng.uniform(1, 12) % 1) - 1)
    return np.sin(2 * np.pi * np.cumsum(low * (high / low) ** there_and_back) / RATE_HZ)


def clicks(rng: np.random.Generator, time: np.ndarray) -> np.ndarray:
    train = np.zeros(len(time))
    gaps = (
        rng.exponential(rng.uniform(0.05, 0.8), 1000)
        if rng.random() < 0.5
        else np.full(1000, rng.uniform(0.1, 1))
    )
    places = (np.cumsum(gaps) * RATE_HZ).astype(int)
    train[places[places < len(time)]] = 1
    return np.convolve(train, np.exp(-np.arange(200) / rng.uniform(1, 60)))[: len(time)]


def bursts(rng: np.random.Generator, time: np.ndarray) -> np.ndarray:
    period = rng.uniform(0.2, 3)
    open_for = rng.uniform(0.1, 0.9)
    return coloured(rng, time) * (time / period % 1 < open_for)


def coloured(rng: np.random.Generator, time: np.ndarray) -> np.ndarray:
    spectrum = np.fft.rfft(rng.standard_normal(len(time)))
    slope = rng.uniform(0, 1.2)
    return np.fft.irfft(spectrum / np.maximum(1, np.arange(len(spectrum))) ** slope, len(time))


def swelling(rng: np.random.Generator, time: np.ndarray) -> np.ndarray:
    return coloured(rng, time) * (1.1 + np.sin(2 * np.pi * time / rng.uniform(2, 9)))


def tones(rng: np.random.Generator, time: np.ndarray) -> np.ndarray:
    """Beeps, as of a telephone or an alarm."""
    pitch = rng.uniform(300, 3000)
    return np.sin(2 * np.pi * pitch * time) * (time / rng.uniform(0.2, 2) % 1 < rng.uniform(0.2, 0.6))


NOISES = (sweep, clicks, bursts, swelling, tones)


def main(out: Path, copies: int) -> None:
    out.mkdir(parents=True, exist_ok=True)
    rows = []
    time = np.arange(SECONDS * RATE_HZ) / RATE_HZ
    for noise in NOISES:
        for copy in range(copies):
            rng = np.random.default_rng([copy, len(noise.__name__)])
            samples = noise(rng, time) + rng.uniform(0, 0.003) * rng.standard_normal(len(time))
            path = out / f"{noise.__name__}-{copy}.flac"
            soundfile.write(path, 0.8 * samples / np.abs(samples).max(), RATE_HZ)
            rows.append((path.name, "noise"))
    for voice in VOICES:
        for place, sentence in enumerate(SENTENCES):
            path = out / f"speech-{voice}-{place}.wav"
            speed, pitch = 130 + 25 * place, 20 + 20 * place
            speak = ["espeak-ng", "-v", voice, "-s", str(speed), "-p", str(pitch), "-w", path, sentence * 2]
            subprocess.run(speak, check=True)
            rows.append((path.name, "speech"))
    with (out / "not_music.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("path", "source"), *rows])


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_paths(parser, "--out")
    parser.add_argument("--copies", type=int, default=16, help="per kind of noise (default: %(default)s)")
    given = parser.parse_args()
    main(given.out, given.copies)
