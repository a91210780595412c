"""The schemas of the API, as frozen dataclasses. Names are those of the contract, in snake case."""

from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Self, get_args, get_origin, get_type_hints


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(kind) is list:
        return [_value(get_args(kind)[0], item) for item in value]
    for option in (kind, *get_args(kind)):
        if is_dataclass(option):
            return option.from_json(value)
    return value


class _Schema:
    """A dataclass that is read from JSON. Fields that it does not know are ignored."""

    @classmethod
    def from_json(cls, json: dict) -> Self:
        kinds = get_type_hints(cls)
        given = {one.name: json[_camel(one.name)] for one in fields(cls) if _camel(one.name) in json}
        return cls(**{name: _value(kinds[name], value) for name, value in given.items()})


@dataclass(frozen=True)
class Track(_Schema):
    """A track of the library, or of an analysis."""

    id: str
    """Hash of the encoded audio."""
    path: str
    """Relative to the library's folder if the file lies in it."""
    name: str
    model: str
    seconds: float
    confidence: float
    """Probability of the top genre."""
    styles: list[str]
    probabilities: dict[str, float]
    genre: str | None = None
    """None if the model abstained."""
    top_genre: str | None = None
    abstained: str | None = None
    """Why there is no genre: unsure, unfamiliar, too short, silent, steady."""
    label: str | None = None


@dataclass(frozen=True)
class Neighbour(_Schema):
    """A similar track; the similarity of identical tracks is 1."""

    similarity: float
    track: Track


@dataclass(frozen=True)
class Timeline(_Schema):
    """Genre probabilities of each snippet, `snippets[snippet][genre]`."""

    genres: list[str]
    snippet_seconds: float
    stride_seconds: float
    snippets: list[list[float]]
    decided_by: list[int]


@dataclass(frozen=True)
class TagChange(_Schema):
    field: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class TagPreview(_Schema):
    """The tags that Needledrop would write."""

    taggable: bool
    changes: list[TagChange]


@dataclass(frozen=True)
class AnalysisProblem(_Schema):
    """Why a file could not be analysed."""

    status: int
    title: str
    detail: str = ""
    stage: str | None = None


@dataclass(frozen=True)
class Analysis(_Schema):
    """An analysis of a file that is not stored; `state` is waiting, listening, done or failed."""

    id: str
    name: str
    state: str
    seconds_heard: float = 0
    problem: AnalysisProblem | None = None
    track: Track | None = None
    timeline: Timeline | None = None
    tags: TagPreview | None = None


@dataclass(frozen=True)
class Label(_Schema):
    """A genre set by a user."""

    id: str
    path: str
    genre: str


@dataclass(frozen=True)
class GenreCount(_Schema):
    genre: str
    tracks: int
    seconds: float
    mean_confidence: float


@dataclass(frozen=True)
class Statistics(_Schema):
    tracks: int
    seconds: float
    genres: list[GenreCount]
    abstained: dict[str, int]
    labelled: int


@dataclass(frozen=True)
class Model(_Schema):
    id: str
    genres: list[str]
    embedding_size: int
    min_confidence: dict[str, float]
    tags: dict[str, str] = field(default_factory=dict)
