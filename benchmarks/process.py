"""One command as a whole process on given cores: its time, its memory, its first line. Linux only."""

import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

SAMPLE_EVERY_S = 0.2


@dataclass(frozen=True)
class Measured:
    """Of a command and all programs that it started; memory is proportional set size, summed."""

    wall_s: float
    cpu_s: float
    peak_bytes: int
    first_line_s: float
    output: str
    errors: str


def measure(command: list[str], cores: list[int], with_memory: bool = True) -> Measured:
    pinned = ["taskset", "-c", ",".join(map(str, cores)), *command]
    environment = os.environ | {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
    with tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            pinned, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment, start_new_session=True
        )
        memory = PeakMemory(process.pid, with_memory)
        memory.start()
        first = process.stdout.readline()
        first_line_s = time.perf_counter() - start
        output = first + process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - start
        memory.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        text = errors.read()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(pinned)[:300]} ended with {process.returncode}: {text[-2000:]}")
    cpu_s = usage.ru_utime + usage.ru_stime
    peak = max(memory.peak, usage.ru_maxrss * 1024)
    return Measured(wall_s, cpu_s, peak, first_line_s, output, text)


class PeakMemory(threading.Thread):
    """Looks a few times a second at all processes of a session, which holds them up for moments."""

    def __init__(self, session: int, looks: bool) -> None:
        super().__init__(daemon=True)
        self.looks = looks
        self.session = session
        self.peak = 0
        self.ended = threading.Event()

    def run(self) -> None:
        while self.looks and not self.ended.wait(SAMPLE_EVERY_S):
            self.peak = max(self.peak, sum(map(proportional_bytes, self.processes())))

    def stop(self) -> None:
        self.ended.set()
        self.join()

    def processes(self) -> list[Path]:
        return [path for path in Path("/proc").glob("[0-9]*") if session_of(path) == self.session]


def session_of(process: Path) -> int | None:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[3])
    except OSError:  # it has ended
        return None


def proportional_bytes(process: Path) -> int:
    """Memory shared between processes is counted once."""
    try:
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
