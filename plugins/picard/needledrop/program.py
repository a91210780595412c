"""The command `needledrop`, which analyses many files in one call and writes nothing here."""

import json
import os
import subprocess
from dataclasses import dataclass

_FILES_PER_CALL = 500
_SOME_FAILED = 1


class ProgramError(Exception):
    """The command is missing or refused to run."""


@dataclass(frozen=True)
class Report:
    """What was found in one file; see `needledrop tag --json`."""

    path: str
    failure: "str | None"
    genre: "str | None"
    abstained: "str | None"
    fields: "dict[str, str]"
    """Needledrop's fields as in files: `ab:hi:CLASSIFIER:CLASS`, `needledrop_model` ..."""

    @staticmethod
    def of(line: dict) -> "Report":
        genres = {"genre_needledrop": line["probabilities"]} if line.get("probabilities") else {}
        fields = {
            f"ab:hi:{classifier}:{name}": f"{probability:.4f}"
            for classifier, classes in (genres | (line.get("classes") or {})).items()
            for name, probability in classes.items()
        }
        for field, key in _FIELDS.items():
            if line.get(key):
                fields[field] = line[key]
        return Report(line["source"], line["failure"], line["genre"], line["abstained"], fields)


_FIELDS = {
    "needledrop_model": "model",
    "needledrop_audio": "audioHash",
    "needledrop_abstained": "abstained",
}


def analyse(command: str, paths: "list[str]") -> "list[Report]":
    """Returns a report for each file, in any order. It may take minutes."""
    reports = []
    for start in range(0, len(paths), _FILES_PER_CALL):
        answer = _run(command, paths[start : start + _FILES_PER_CALL])
        reports += [Report.of(json.loads(line)) for line in answer.splitlines()]
    return reports


def _run(command: str, paths: "list[str]") -> str:
    call = [os.path.expanduser(command), "tag", "--dry-run", "--quiet", "--json", "--", *paths]
    try:
        done = subprocess.run(call, capture_output=True, encoding="utf-8")
    except OSError as error:
        raise ProgramError(
            f"cannot run {command}: {error.strerror}; see the options of Needledrop"
        ) from error
    if done.returncode not in (0, _SOME_FAILED):
        raise ProgramError(f"{command}: {done.stderr.strip()}")
    return done.stdout
