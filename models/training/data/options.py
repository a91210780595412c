"""Command-line options that several steps share, each described once."""

from argparse import ArgumentParser
from pathlib import Path

PATHS = {
    "--audio": "folder of fetch_packages.sh with the audio of the real list",
    "--class-labels": "AudioSet's class_labels_indices.csv",
    "--corpus": "folder that fit.build_corpus writes",
    "--fma": "folder with the spectrogram images of FMA-small",
    "--golden": "JSON file to write, with the scores that the Java tests expect",
    "--gtzan": "folder with the spectrogram images of GTZAN",
    "--model": "model folder, such as ../genre-musicnn",
    "--out": "output folder",
    "--pictures": "folder for the pictures of docs/accuracy.md",
    "--real": "list of the test tracks, from data.lists",
    "--results": "output folder, with a file per table cell",
    "--root": "folder that the paths of the list are relative to",
    "--run": "folder with the network and the results of one training run",
    "--yamnet": "YAMNet's TensorFlow Lite file",
    "--yamnet-classes": "YAMNet's yamnet_class_map.csv",
}


def add_paths(parser: ArgumentParser, *names: str) -> None:
    for name in names:
        parser.add_argument(name, type=Path, required=True, help=PATHS[name])


def add_lists(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--tracks", type=Path, nargs="+", required=True, help="lists of training tracks, from data.lists"
    )
