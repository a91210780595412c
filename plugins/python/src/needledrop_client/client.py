"""The operations of the API."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .models import Analysis, Label, Model, Neighbour, Statistics, TagPreview, Timeline, Track
from .transport import Transport

_FILTERS = {
    "genres": "genre",
    "min_confidence": "minConfidence",
    "max_confidence": "maxConfidence",
    "abstained": "abstained",
    "text": "text",
}


def _filter(given: dict[str, Any]) -> dict[str, Any]:
    unknown = given.keys() - _FILTERS.keys()
    if unknown:
        raise TypeError(f"unknown filters: {', '.join(sorted(unknown))}; known: {', '.join(_FILTERS)}")
    return {_FILTERS[name]: value for name, value in given.items()}


def _neighbours(answer: dict) -> list[Neighbour]:
    return [Neighbour.from_json(one) for one in answer["neighbours"]]


def _track_path(track: str, part: str = "") -> str:
    return f"/v1/tracks/{quote(track, safe='')}{part}"


class Needledrop:
    """
    A service, started with `needledrop serve`.

    Filters of tracks are `genres` (list), `min_confidence` and `max_confidence` (0 to 1), `abstained`
    (bool) and `text` (part of the path). Every method raises NeedledropError.
    """

    def __init__(self, url: str = "http://localhost:8080", api_key: str | None = None, timeout: float = 60):
        """`timeout` is in seconds, for each wait on the network."""
        self._service = Transport(url.rstrip("/"), api_key, timeout)

    def model(self) -> Model:
        return Model.from_json(self._service.json("GET", "/v1/model"))

    def statistics(self) -> Statistics:
        return Statistics.from_json(self._service.json("GET", "/v1/statistics"))

    def tracks(self, page_size: int = 200, **filters: Any) -> Iterator[Track]:
        """Yields tracks by path, and fetches them page by page."""
        return self._pages("/v1/tracks", {"limit": page_size} | _filter(filters))

    def review(self, page_size: int = 200) -> Iterator[Track]:
        """Yields tracks that have neither a genre nor a label."""
        return self._pages("/v1/review", {"limit": page_size})

    def _pages(self, path: str, query: dict[str, Any]) -> Iterator[Track]:
        cursor = None
        while True:
            page = self._service.json("GET", path, query | {"cursor": cursor})
            yield from (Track.from_json(track) for track in page["tracks"])
            cursor = page.get("next")
            if cursor is None:
                return

    def track(self, track: str) -> Track:
        return Track.from_json(self._service.json("GET", _track_path(track)))

    def timeline(self, track: str) -> Timeline:
        return Timeline.from_json(self._service.json("GET", _track_path(track, "/timeline")))

    def tags(self, track: str) -> TagPreview:
        return TagPreview.from_json(self._service.json("GET", _track_path(track, "/tags")))

    def similar(
        self, track: str, count: int = 5, by: str = "embedding", diversity: float = 0, **filters: Any
    ) -> list[Neighbour]:
        """Returns the nearest tracks; `by` is embedding or genre-profile, `diversity` 0 to 1."""
        query = {"count": count, "by": by, "diversity": diversity} | _filter(filters)
        return _neighbours(self._service.json("GET", _track_path(track, "/similar"), query))

    def playlist(self, track: str, count: int = 20, kind: str = "m3u8", **filters: Any) -> str:
        """Returns a playlist of similar tracks; `kind` is m3u8 or jspf."""
        query = {"count": count, "format": kind} | _filter(filters)
        return self._service.text(_track_path(track, "/similar"), query)

    def similar_to(
        self,
        *,
        tracks: list[str] | None = None,
        embedding: list[float] | None = None,
        genres: dict[str, float] | None = None,
        count: int = 5,
        diversity: float = 0,
    ) -> list[Neighbour]:
        """Returns tracks near to exactly one of: several tracks, an embedding, a genre profile."""
        given = {"tracks": tracks, "embedding": embedding, "genres": genres}
        body = {name: value for name, value in given.items() if value is not None}
        body |= {"count": count, "diversity": diversity}
        return _neighbours(self._service.json("POST", "/v1/similar", body=body))

    def path(self, start: str, end: str, count: int = 10) -> list[Neighbour]:
        """Returns tracks from one to another; each similarity is that to the previous track."""
        query = {"from": start, "to": end, "count": count}
        return _neighbours(self._service.json("GET", "/v1/path", query))

    def analyse(self, file: str | os.PathLike, wait: float = 300) -> Analysis:
        """
        Analyses a file that is not in the library, and stores nothing.

        `wait` is in seconds. The state of the result is `failed` if the file cannot be read, and
        `waiting` or `listening` if the time did not suffice.
        """
        until = time.monotonic() + wait
        first = min(30, int(wait))
        analysis = Analysis.from_json(self._upload("/v1/analyses", Path(file), {"wait": first}))
        while analysis.state in ("waiting", "listening") and time.monotonic() < until:
            time.sleep(0.2)
            analysis = self.analysis(analysis.id)
        return analysis

    def analysis(self, analysis: str) -> Analysis:
        return Analysis.from_json(self._service.json("GET", f"/v1/analyses/{quote(analysis, safe='')}"))

    def similar_to_analysis(self, analysis: str, count: int = 5, **filters: Any) -> list[Neighbour]:
        path = f"/v1/analyses/{quote(analysis, safe='')}/similar"
        return _neighbours(self._service.json("GET", path, {"count": count} | _filter(filters)))

    def add(self, file: str | os.PathLike) -> Track:
        """Stores a file in the library, below Uploads, and tags it."""
        return Track.from_json(self._upload("/v1/tracks", Path(file), {}))

    def forget(self, track: str) -> None:
        """Removes a track from the index; the file stays."""
        self._service.json("DELETE", _track_path(track))

    def label(self, track: str, genre: str) -> Track:
        """Sets the genre of a track, whatever the model says."""
        return Track.from_json(self._service.json("PUT", _track_path(track, "/label"), body={"genre": genre}))

    def forget_label(self, track: str) -> None:
        self._service.json("DELETE", _track_path(track, "/label"))

    def labels(self) -> list[Label]:
        return [Label.from_json(label) for label in self._service.json("GET", "/v1/labels")]

    def _upload(self, path: str, file: Path, query: dict[str, Any]) -> dict:
        with file.open("rb") as content:
            answer = self._service.send(
                "POST", path, query | {"name": file.name}, content, length=os.fstat(content.fileno()).st_size
            )
        return json.loads(answer)
