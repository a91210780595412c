"""Client of Needledrop's API, which `needledrop serve` offers."""

from .client import Needledrop
from .errors import (
    Conflict,
    Forbidden,
    NeedledropError,
    NotFound,
    Problem,
    TooManyRequests,
    Unauthorized,
    UnexpectedAnswer,
    Unreachable,
)
from .models import (
    Analysis,
    AnalysisProblem,
    GenreCount,
    Label,
    Model,
    Neighbour,
    Statistics,
    TagChange,
    TagPreview,
    Timeline,
    Track,
)

__all__ = [
    "Analysis",
    "AnalysisProblem",
    "Conflict",
    "Forbidden",
    "GenreCount",
    "Label",
    "Model",
    "Needledrop",
    "NeedledropError",
    "Neighbour",
    "NotFound",
    "Problem",
    "Statistics",
    "TagChange",
    "TagPreview",
    "Timeline",
    "TooManyRequests",
    "Track",
    "Unauthorized",
    "UnexpectedAnswer",
    "Unreachable",
]
