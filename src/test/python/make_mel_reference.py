"""Makes the arrays that MelReferenceTest holds the Java code against.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt
    venv/bin/python make_mel_reference.py ../resources/mel

Each signal is stored as float32, each spectrogram as float32 decibels [bands, frames] that librosa
computed in double precision. settings.csv names the settings of each spectrogram.
"""

import csv
import pathlib
import sys

import librosa
import numpy as np
import scipy.signal

RATE = 22050
SECONDS = 1.0


def chirp(t):
    return 0.8 * scipy.signal.chirp(t, 20, t[-1], 11000, method="logarithmic")


def noise(t):
    return 0.1 * np.random.default_rng(seed=7).standard_normal(t.size)


def impulses(t):
    clicks = np.zeros(t.size)
    clicks[[0, 1000, 1001, 12345, t.size - 1]] = [0.5, 1, -1, 0.01, 0.7]
    return clicks


def chord(t):
    """A minor seventh on A3, six harmonics each, decaying."""
    notes = 220 * 2 ** (np.array([0, 3, 7, 10]) / 12)
    tones = [np.sin(2 * np.pi * n * k * t) / k for n in notes for k in range(1, 7)]
    return 0.1 * np.sum(tones, axis=0) * np.exp(-2 * t)


SIGNALS = [chirp, noise, impulses, chord]

#            nFft  hop   centred bands  low  high     scale     norm      power
SETTINGS = [
    (2048, 1708, True, 128, 0.0, 11025.0, "slaney", "slaney", 2),
    (2048, 512, True, 128, 0.0, 11025.0, "slaney", "slaney", 2),
    (2048, 512, False, 96, 0.0, 11025.0, "slaney", "none", 2),
    (2048, 1708, True, 128, 0.0, 11025.0, "htk", "slaney", 2),
    (1024, 700, False, 40, 50.0, 8000.0, "htk", "none", 1),
    (2048, 1708, True, 64, 30.0, 11000.0, "slaney", "slaney", 1),
]
COLUMNS = "nFft hopLength centred melBands minFrequencyHz maxFrequencyHz scale norm power".split()


def log_mel(samples, n_fft, hop, centred, bands, low, high, scale, norm, power):
    mel = librosa.feature.melspectrogram(
        y=samples,
        sr=RATE,
        n_fft=n_fft,
        hop_length=hop,
        center=centred,
        pad_mode="constant",
        power=power,
        n_mels=bands,
        fmin=low,
        fmax=high,
        htk=scale == "htk",
        norm=None if norm == "none" else norm,
        dtype=np.float64,
    )
    to_db = librosa.power_to_db if power == 2 else librosa.amplitude_to_db
    amin = 1e-10 if power == 2 else 1e-5
    return to_db(mel, ref=np.max, amin=amin, top_db=80).astype(np.float32)


def main(folder):
    t = np.arange(int(RATE * SECONDS)) / RATE
    for signal in SIGNALS:
        samples = signal(t).astype(np.float32)
        np.save(folder / f"{signal.__name__}.npy", samples)
        for i, settings in enumerate(SETTINGS):
            np.save(folder / f"{signal.__name__}-{i}.npy", log_mel(samples.astype(float), *settings))
    with open(folder / "settings.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows([str(v).lower() for v in row] for row in SETTINGS)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
