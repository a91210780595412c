"""The papers' stack: librosa, PyTorch and mutagen, for our log-mels and our network, or for theirs.

librosa reads MP3 with libsndfile (soundfile), which is faster than audioread, and resamples with soxr.
"""

import json
import shutil
import sys
import time
from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import librosa
import numpy as np
import torch
from mutagen.id3 import ID3, TCON, TXXX, ID3NoHeaderError

BATCH = 8  # what Needledrop takes
TRAINING = Path(__file__).resolve().parent.parent / "models/training"
RESNET18_WIDTH = 64
GRU_WIDTH = 128  # each direction


class Stages:
    """Processor seconds by stage, of this process."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.last = time.process_time()

    def end(self, stage: str) -> None:
        now = time.process_time()
        self.seconds[stage] = now - self.last
        self.last = now


class Stack:
    def __init__(self, model: Path) -> None:
        torch.set_num_threads(1)
        manifest = json.loads((model / "manifest.json").read_text(encoding="utf-8"))
        self.genres: list[str] = manifest["genres"]
        self.mel = manifest["mel"]
        self.frames: int = manifest["snippet"]["frames"]
        self.temperature: float = manifest["decision"]["temperature"]
        self.network = self.load(model / manifest["files"]["torchscript"]["path"]).eval()

    def load(self, path: Path) -> torch.nn.Module:
        return torch.jit.load(str(path))

    def tag(self, track: Path, out: Path) -> tuple[str, float, dict[str, float]]:
        stages = Stages()
        samples, _ = librosa.load(track, sr=self.mel["sampleRateHz"], mono=True)
        stages.end("decode and resample")
        snippets = self.snippets(samples)
        stages.end("mel")
        probabilities = self.probabilities(snippets)
        stages.end("network")
        best = int(probabilities.argmax())
        self.write(track, out, probabilities, best)
        stages.end("write")
        return self.genres[best], float(probabilities[best]), stages.seconds

    def snippets(self, samples: np.ndarray) -> torch.Tensor:
        """Quantised dB below the loudest cell: uint8 [snippets, bands, frames]."""
        power = librosa.feature.melspectrogram(
            y=samples,
            sr=self.mel["sampleRateHz"],
            n_fft=self.mel["nFft"],
            hop_length=self.mel["hopLength"],
            n_mels=self.mel["melBands"],
        )
        decibels = librosa.power_to_db(power, ref=np.max, top_db=-self.mel["dbFloor"])
        levels = np.rint((decibels + 80) * (self.mel["quantisationLevels"] / 80)).astype(np.uint8)
        count = levels.shape[1] // self.frames
        cut = levels[:, : count * self.frames].reshape(levels.shape[0], count, self.frames)
        return torch.from_numpy(np.ascontiguousarray(cut.transpose(1, 0, 2)))

    @torch.inference_mode()
    def probabilities(self, snippets: torch.Tensor) -> torch.Tensor:
        total = torch.zeros(len(self.genres))
        for batch in snippets.split(BATCH):
            total += self.network(batch)[0].sum(0)
        return torch.softmax(total / (len(snippets) * self.temperature), 0)

    def write(self, track: Path, out: Path, probabilities: torch.Tensor, best: int) -> None:
        copy = out / track.name
        shutil.copyfile(track, copy)
        try:
            tags = ID3(copy)
        except ID3NoHeaderError:
            tags = ID3()
        tags.add(TCON(encoding=3, text=[self.genres[best]]))
        for genre, probability in zip(self.genres, probabilities.tolist(), strict=True):
            tags.add(TXXX(encoding=3, desc=f"ab:hi:genre:{genre}", text=[f"{probability:.4f}"]))
        tags.save(copy)


class PapersStack(Stack):
    """With Zhang's network and hop. Its weights are random: its genres mean nothing."""

    def load(self, _: Path) -> torch.nn.Module:
        sys.path.append(str(TRAINING))
        from networks.network import BiGruPath, ResNetPath
        from papers.systems import OnImage, PathNetwork

        bands = self.mel["melBands"]
        self.mel |= {"hopLength": 512}
        self.frames = 130
        paths = {"resnet": OnImage(ResNetPath(RESNET18_WIDTH)), "bigru": BiGruPath(bands, GRU_WIDTH)}
        return PathNetwork(paths, 8 * RESNET18_WIDTH + 2 * GRU_WIDTH, 0.0)


stack: Stack  # of each worker


def start(model: Path, papers: bool) -> None:
    global stack
    stack = PapersStack(model) if papers else Stack(model)


def tag(track: Path, out: Path) -> tuple[str, float, dict[str, float]]:
    return stack.tag(track, out)


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--papers-network", action="store_true")
    parser.add_argument("tracks", type=Path, nargs="+")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    one = partial(tag, out=options.out)
    if options.jobs == 1:
        start(options.model, options.papers_network)
        report(map(one, options.tracks))
    else:
        with ProcessPoolExecutor(
            options.jobs, initializer=start, initargs=(options.model, options.papers_network)
        ) as pool:
            report(pool.map(one, options.tracks))


def report(results) -> None:
    """A line a track; at the end, the stages on standard error."""
    total: dict[str, float] = {}
    for genre, probability, stages in results:
        print(f"{genre:10} {probability:.2f}", flush=True)
        for stage, seconds in stages.items():
            total[stage] = total.get(stage, 0) + seconds
    print("stages " + json.dumps(total), file=sys.stderr)


if __name__ == "__main__":
    main()
