"""The command `needledrop`: one call for many files, its reports as JSON."""

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FILES_PER_CALL = 500
"""Keeps a command line below the limits of the system."""

_SOME_FAILED = 1
"""Exit code: the run is complete, but some of the files failed."""


class ProgramError(Exception):
    """The command is missing or refused to run."""


# The last line of `undo`.
_SUMMARY = re.compile(r"\d+ restored, ")


@dataclass(frozen=True)
class Report:
    """What Needledrop found in one file; see `needledrop tag --json`."""

    path: str
    failure: str | None
    genre: str | None
    confidence: float | None
    abstained: str | None
    audio: str | None
    model: str | None
    classes: dict[str, dict[str, float]]
    """Probabilities by classifier and class, such as `mood_happy` and `happy`."""

    @staticmethod
    def of(line: dict) -> "Report":
        genres = {"genre_needledrop": line["probabilities"]} if line.get("probabilities") else {}
        return Report(
            line["source"],
            line["failure"],
            line["genre"],
            line["confidence"],
            line["abstained"],
            line["audioHash"],
            line["model"],
            genres | (line.get("classes") or {}),
        )


@dataclass(frozen=True)
class Program:
    """The command, and the library folder with its journal and index."""

    command: str
    library: str

    def tag(self, paths: list[str], dry_run: bool) -> Iterator[Report]:
        """Analyses files and writes all fields but the genre, which beets writes."""
        options = ["--policy", "never", "--quiet"] + (["--dry-run"] if dry_run else [])
        for start in range(0, len(paths), _FILES_PER_CALL):
            with tempfile.TemporaryDirectory() as folder:
                report = Path(folder, "report.json")
                some = paths[start : start + _FILES_PER_CALL]
                self._run(["tag", *options, f"--json={report}", *self._at(some)])
                for line in report.read_text(encoding="utf-8").splitlines():
                    yield Report.of(json.loads(line))

    def has_journal(self) -> bool:
        return Path(self.library, ".needledrop").is_dir()

    def undo(self, paths: list[str]) -> list[str]:
        """Removes the fields that `tag` wrote. Returns a message for each file that failed."""
        failures: list[str] = []
        for start in range(0, len(paths), _FILES_PER_CALL):
            some = paths[start : start + _FILES_PER_CALL]
            # --force, as a genre that beets wrote looks like a change by another program.
            lines = self._run(["undo", "--force", *self._at(some)]).stderr.splitlines()
            failures += [line for line in lines if not _SUMMARY.match(line)]
        return failures

    def similar(self, path: str, count: int) -> list[str]:
        """Returns the audio hashes of similar tracks, the nearest first."""
        done = self._run(["similar", "--json", "--count", str(count), *self._at([path])])
        if done.returncode == _SOME_FAILED:
            raise ProgramError(done.stderr.strip())
        return [json.loads(near)["audioHash"] for near in done.stdout.splitlines()]

    def _at(self, paths: list[str]) -> list[str]:
        return ["--library", self.library, "--", *paths]

    def _run(self, arguments: list[str]) -> subprocess.CompletedProcess:
        try:
            done = subprocess.run(
                [os.path.expanduser(self.command), *arguments], capture_output=True, encoding="utf-8"
            )
        except OSError as error:
            raise ProgramError(f"cannot run {self.command}: {error.strerror}; set needledrop.bin") from error
        if done.returncode not in (0, _SOME_FAILED):
            raise ProgramError(f"{self.command} {arguments[0]}: {done.stderr.strip()}")
        return done
