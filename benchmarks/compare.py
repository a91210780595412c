"""benchmarks/run: Needledrop and the others in turn, round after round; prints tables in Markdown."""

import json
import os
import re
import shutil
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from contestants import HOME, Contestants, find_ffmpeg, make_tracks
from process import Measured, measure

BENCHMARK_TRACKS = 3  # of 210 s, for the stages
BENCHMARK_SECONDS = 210
SHORT_S = 10
ESSENTIA_TRACKS = 1  # so slow that more say nothing new
Key = tuple[str, int, int]  # who, how many tracks, on how many cores


@dataclass
class Results:
    """What was measured, in the order of the rounds."""

    seconds: int
    runs: dict[Key, list[Measured]] = field(default_factory=lambda: defaultdict(list))
    starts: dict[tuple[str, int], list[float]] = field(default_factory=lambda: defaultdict(list))
    stages: dict[str, list[dict[str, float]]] = field(default_factory=lambda: defaultdict(list))

    def middle(self, key: Key, value: Callable[[Measured], float]) -> float:
        return median(map(value, self.runs[key]))

    def ratio(self, key: Key, value: Callable[[Measured], float]) -> float:
        """To Needledrop's, round by round: what disturbs a round disturbs both."""
        own = self.runs[("Needledrop", *key[1:])]
        return median(value(other) / value(ours) for other, ours in zip(self.runs[key], own, strict=False))

    def network_s(self) -> float:
        """Needledrop's network, per track."""
        return median(row["score"] for row in self.stages["Needledrop"]) * self.seconds / BENCHMARK_SECONDS


def main() -> None:
    options = arguments()
    cores = sorted(os.sched_getaffinity(0))[:2]
    contestants = Contestants(options.work, os.environ["BENCHMARK_PYTHON"], find_ffmpeg())
    folder = options.work / "tracks"
    tracks = make_tracks(contestants.ffmpeg, folder, max(options.tracks), options.seconds)
    short = make_tracks(contestants.ffmpeg, folder, 1, SHORT_S)
    names = [name for name in contestants.names() if name not in options.without]
    results = Results(options.seconds)
    play(contestants, names, short, 1, cores)  # what compiles on first use has done so
    for _ in range(options.rounds):
        one_round(contestants, names, tracks, short, cores, options, results)
        text = "\n\n".join(tables(results))
        (options.work / "table.md").write_text(text + "\n", encoding="utf-8")
    print(text)


def arguments() -> Namespace:
    parser = ArgumentParser(prog="benchmarks/run", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="scratch folder; the script names it")
    parser.add_argument("--tracks", type=int, nargs="+", default=[1, 10], help="how many, in turn")
    parser.add_argument("--seconds", type=int, default=210, help="the length of each")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, nargs="+", choices=[1, 2], default=[1, 2], help="cores, in turn")
    parser.add_argument("--without", nargs="+", default=[], help="contestants to leave out")
    return parser.parse_args()


def one_round(contestants, names, tracks, short, cores, options, results) -> None:
    for jobs in options.jobs:
        for name, run in play(contestants, names, short, jobs, cores, with_memory=False).items():
            results.starts[name, jobs].append(run.first_line_s)
        for count in options.tracks:
            fit = [name for name in names if name != "Essentia" or count <= ESSENTIA_TRACKS]
            for name, run in play(contestants, fit, tracks[:count], jobs, cores).items():
                results.runs[name, count, jobs].append(run)
                if name == "Python stack" and jobs == 1 and count == max(options.tracks):
                    results.stages[name].append(python_stages(run, count))
    results.stages["Needledrop"].append(own_stages(cores))


def play(contestants, names, tracks, jobs, cores, with_memory=True) -> dict[str, Measured]:
    """Each once, on the same tracks, on as many cores as jobs."""
    runs = {}
    for name in names:
        out = contestants.work / "out"
        shutil.rmtree(out, ignore_errors=True)
        runs[name] = measure(contestants.command(name, tracks, jobs, out), cores[:jobs], with_memory)
    return runs


def python_stages(run: Measured, count: int) -> dict[str, float]:
    """Seconds a track."""
    line = next(line for line in run.errors.splitlines() if line.startswith("stages "))
    return {stage: seconds / count for stage, seconds in json.loads(line[7:]).items()}


def own_stages(cores: list[int]) -> dict[str, float]:
    """Seconds for a track of 210 s, from the table of `needledrop benchmark`."""
    command = [str(HOME / "needledrop"), "benchmark", str(HOME / "sample-library")]
    run = measure([*command, "--tracks", str(BENCHMARK_TRACKS), "--jobs", "1"], cores[:1])
    rows = re.findall(r"^(\w+) +(-?[\d.]+) +-?[\d.]+ +-?\d+$", run.output, re.MULTILINE)
    return {stage: float(ms) / 1000 for stage, ms in rows}


def tables(results: Results) -> list[str]:
    return [whole_table(results), start_table(results), *stage_tables(results), floor_lines(results)]


def whole_table(results: Results) -> str:
    rows = ["| tracks | cores | | CPU s/track | CPU, ratio | s/track | time, ratio | peak MB |"]
    rows.append("| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |")
    for key in sorted(results.runs, key=lambda key: key[1:]):
        name, count, jobs = key
        figures = (
            f"{results.middle(key, cpu) / count:.2f} | {results.ratio(key, cpu):.2f}",
            f"{results.middle(key, wall) / count:.2f} | {results.ratio(key, wall):.2f}",
            f"{results.middle(key, peak_mb):.0f}",
        )
        rows.append(f"| {count} | {jobs} | {name} | {' | '.join(figures)} |")
    return "\n".join(rows)


def cpu(run: Measured) -> float:
    return run.cpu_s


def wall(run: Measured) -> float:
    return run.wall_s


def peak_mb(run: Measured) -> float:
    return run.peak_bytes / 1e6


def start_table(results: Results) -> str:
    rows = [f"| first line for one track of {SHORT_S} s | cores | median s | least s |"]
    rows.append("| --- | ---: | ---: | ---: |")
    for (name, jobs), seconds in results.starts.items():
        if name != "ffmpeg":
            rows.append(f"| {name} | {jobs} | {median(seconds):.2f} | {min(seconds):.2f} |")
    return "\n".join(rows)


def stage_tables(results: Results) -> list[str]:
    texts = []
    for name, rounds in results.stages.items():
        rows = [f"| {name}, one core | CPU s/track |", "| --- | ---: |"]
        rows += [f"| {stage} | {median(row[stage] for row in rounds):.3f} |" for stage in rounds[0]]
        texts.append("\n".join(rows))
    return texts


def floor_lines(results: Results) -> str:
    """Needledrop against the least that it could take: ffmpeg's decoding and the network."""
    lines = []
    for name, count, jobs in results.runs:
        if name == "Needledrop" and ("ffmpeg", count, jobs) in results.runs:
            floor = results.middle(("ffmpeg", count, jobs), cpu) / count + results.network_s()
            ours = results.middle((name, count, jobs), cpu) / count
            figures = f"{floor:.2f} CPU s/track, Needledrop {ours / floor:.2f} times that"
            lines.append(f"{count} tracks, --jobs {jobs}: ffmpeg and network {figures}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
