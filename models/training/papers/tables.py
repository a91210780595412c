"""python -m papers.tables: trains and evaluates the cells of a table.

Cells in the results folder are not run again, so a killed run continues with the next cell.
"""

import os
from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from data.options import add_paths
from data.tracks import add_gtzan_argument
from papers.experiment import PRETRAINED, STUDENT, Cell, Published, run

NETWORKS = ("ResNet-BiGRU", "ResNet18", "CNN", "Bi-GRU")


def cells(table: str, steps: int) -> list[Cell]:
    match table:
        case "zhang-mel":
            return [Cell(system, "mel", "P1", steps=steps) for system in NETWORKS]
        case "zhang-stft":
            return [Cell(system, "stft", "P1", steps=steps) for system in NETWORKS]
        case "zhang-leak":
            return [Cell(system, "mel", "P1-ungrouped", steps=steps) for system in NETWORKS]
        case "hilsdorf":
            lengths = [Cell("CRNN", "mel", "P1", steps=steps, whole_track=whole) for whole in (False, True)]
            return lengths + [Cell("CRNN", "mel", "P2", steps=steps)]
        case "headline":
            protocols = ("P1", "P2", "P3")
            return [
                Cell("ResNet-BiGRU", "mel", one, seed, 2 * steps) for one in protocols for seed in range(3)
            ]
        case "pretrained":
            protocols = ("P1", "P2", "P3")
            return [Cell(PRETRAINED, "mel", one, seed, 0) for one in protocols for seed in range(3)]
        case "student":
            return [Cell(STUDENT, "mel", one, seed, steps) for one in ("P1", "P2") for seed in range(2)]
        case _:
            raise ValueError(f"unknown table {table}; see --help")


TABLES = ("zhang-mel", "zhang-stft", "zhang-leak", "hilsdorf", "headline", "pretrained", "student")


def train_all(todo: list[Cell], gtzan: Path, results: Path, published: Published, workers: int) -> None:
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        running = {pool.submit(run, cell, gtzan, results, published): cell for cell in todo}
        for done in as_completed(running):
            found = done.result()
            accuracy = f"snippet {found['snippetAccuracy']:.3f}, track {found['trackAccuracy']:.3f}"
            print(f"{running[done].name()}: {accuracy} ({found['seconds']} s)", flush=True)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_gtzan_argument(parser)
    parser.add_argument("tables", nargs="+", choices=TABLES)
    add_paths(parser, "--results")
    parser.add_argument("--wheel", type=Path, help="MusiCNN's wheel, for the table pretrained")
    parser.add_argument("--student", type=Path, help="RUN/pretrained.pt, for the table student")
    parser.add_argument(
        "--steps", type=int, default=1300, help="a multiple of 130; 64 snippets each (default: %(default)s)"
    )
    parser.add_argument(
        "--workers", type=int, default=os.cpu_count(), help="cells in parallel (default: %(default)s)"
    )
    given = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    wanted = [cell for table in given.tables for cell in cells(table, given.steps)]
    train_all(wanted, given.data, given.results, Published(given.wheel, given.student), given.workers)
