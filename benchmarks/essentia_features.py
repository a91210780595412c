"""Essentia's music extractor: the features that AcousticBrainz was made of, without its classifiers."""

from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import essentia

essentia.log.infoActive = False
essentia.log.warningActive = False
from essentia.standard import MusicExtractor  # noqa: E402  it logs on import


def extract(track: Path) -> int:
    features, _ = MusicExtractor()(str(track))
    return len(features.descriptorNames())


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("tracks", type=Path, nargs="+")
    options = parser.parse_args()
    with ProcessPoolExecutor(options.jobs) as pool:
        for count in pool.map(extract, options.tracks):
            print(count, flush=True)


if __name__ == "__main__":
    main()
