"""The client against a real service."""

import http.server
import socket
import threading

import pytest
from needledrop_client import (
    Conflict,
    Forbidden,
    Needledrop,
    NotFound,
    Problem,
    Unauthorized,
    UnexpectedAnswer,
    Unreachable,
)

from conftest import ANOTHER, SAMPLES, TRACKS


@pytest.fixture(scope="module")
def needledrop(service):
    return Needledrop(service + "/")


@pytest.fixture(scope="module")
def ids(needledrop):
    return {track.name: track.id for track in needledrop.tracks()}


def test_reads_the_library_page_by_page(needledrop):
    names = [track.name for track in needledrop.tracks(page_size=3)]

    assert names == sorted(TRACKS)


def test_filters_tracks_in_the_service(needledrop):
    metal = list(needledrop.tracks(genres=["metal"], min_confidence=0.5, abstained=False, text=".mp3"))

    assert [track.name for track in metal] == ["muldjord-armygeddon.mp3"]
    assert metal[0].genre == "metal"
    assert metal[0].top_genre == "metal"
    assert metal[0].confidence == metal[0].probabilities["metal"]


def test_names_a_misspelt_filter_before_it_asks(needledrop):
    with pytest.raises(TypeError, match="genre; known: genres"):
        needledrop.tracks(genre=["metal"])


def test_shows_one_track_in_every_way(needledrop, ids):
    track = needledrop.track(ids["gravel-road.flac"])
    timeline = needledrop.timeline(track.id)

    assert 23 < track.seconds < 25
    assert set(timeline.genres) == set(track.probabilities)
    assert all(len(snippet) == len(timeline.genres) for snippet in timeline.snippets)
    assert len(timeline.decided_by) == len(timeline.snippets)
    assert needledrop.tags(track.id).taggable


def test_finds_similar_tracks(needledrop, ids):
    metal = ids["muldjord-armygeddon.mp3"]
    near = needledrop.similar(metal, count=2)

    assert len(near) == 2
    assert near[0].similarity >= near[1].similarity
    assert metal not in [one.track.id for one in near]
    by_genre = needledrop.similar_to(genres={"metal": 1.0}, count=1)
    assert [one.track.id for one in by_genre] == [metal]
    assert len(needledrop.similar_to(tracks=[metal], count=1)) == 1


def test_finds_a_path_between_two_tracks(needledrop, ids):
    start, end = ids["gravel-road.flac"], ids["muldjord-armygeddon.mp3"]
    steps = [step.track.id for step in needledrop.path(start, end, count=3)]

    assert steps[0] == start
    assert steps[-1] == end


def test_writes_a_playlist(needledrop, ids):
    playlist = needledrop.playlist(ids["gravel-road.flac"], count=3)

    assert playlist.startswith("#EXTM3U")
    assert "muldjord-armygeddon.mp3" in playlist


def test_analyses_a_file_without_storing_it(needledrop):
    analysis = needledrop.analyse(SAMPLES / ANOTHER)

    assert analysis.state == "done"
    assert analysis.track and analysis.track.probabilities
    assert analysis.timeline and analysis.timeline.snippets
    assert analysis.tags and analysis.tags.changes
    assert len(needledrop.similar_to_analysis(analysis.id, count=2)) == 2
    assert ANOTHER not in [track.name for track in needledrop.tracks()]


def test_says_why_a_broken_file_cannot_be_analysed(needledrop):
    analysis = needledrop.analyse(SAMPLES / "corrupt.mp3")

    assert analysis.state == "failed"
    assert analysis.problem and analysis.problem.status == 422
    assert analysis.problem.stage == "hash"
    assert "corrupt.mp3" in analysis.problem.detail


def test_adds_and_forgets_a_track(needledrop):
    added = needledrop.add(SAMPLES / ANOTHER)
    try:
        assert added.path == f"Uploads/{ANOTHER}"
        with pytest.raises(Conflict, match=ANOTHER):
            needledrop.add(SAMPLES / ANOTHER)
    finally:
        needledrop.forget(added.id)
    with pytest.raises(NotFound):
        needledrop.track(added.id)


def test_labels_a_track(needledrop, ids):
    loop = ids["corner-loop.ogg"]

    assert needledrop.label(loop, "Bröakbeat").label == "Bröakbeat"
    assert [(label.id, label.genre) for label in needledrop.labels()] == [(loop, "Bröakbeat")]
    needledrop.forget_label(loop)
    assert needledrop.labels() == []


def test_describes_model_and_library(needledrop):
    model = needledrop.model()
    statistics = needledrop.statistics()

    assert "metal" in model.genres
    assert model.min_confidence.keys() <= set(model.genres)
    assert statistics.tracks >= len(TRACKS)
    assert sum(genre.tracks for genre in statistics.genres) + sum(statistics.abstained.values()) == (
        statistics.tracks
    )
    without_genre = {track.id for track in needledrop.review()}
    assert all(track.id in without_genre for track in needledrop.tracks(abstained=True))


def test_tells_wrong_keys_from_keys_that_lack_a_scope(service_with_keys):
    with pytest.raises(Unauthorized, match="API key"):
        Needledrop(service_with_keys).model()
    with pytest.raises(Unauthorized):
        Needledrop(service_with_keys, api_key="guess").model()
    reader = Needledrop(service_with_keys, api_key="reader")
    track = next(reader.tracks())
    with pytest.raises(Forbidden, match="write"):
        reader.label(track.id, "Rock")
    assert Needledrop(service_with_keys, api_key="secret").model().id


def test_raises_problem_details_as_they_are_sent(needledrop):
    with pytest.raises(Problem) as raised:
        needledrop.similar_to(genres={"polka": 1.0})

    assert (raised.value.status, raised.value.title) == (400, "Bad Request")
    assert "polka" in raised.value.detail


def test_says_that_nothing_listens():
    with pytest.raises(Unreachable, match="needledrop serve"):
        Needledrop("http://localhost:9").model()


def test_gives_up_on_a_service_that_does_not_answer():
    with socket.socket() as silent:
        silent.bind(("localhost", 0))
        silent.listen()
        with pytest.raises(Unreachable, match="timed out"):
            Needledrop(f"http://localhost:{silent.getsockname()[1]}", timeout=0.3).model()


class _Elsewhere(http.server.BaseHTTPRequestHandler):
    """A proxy that wants a login."""

    asked: list[str] = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(302 if self.path == "/v1/model" else 200)
        self.send_header("Location", "/login")
        self.end_headers()

    def log_message(self, format, *args):
        pass


def test_sends_its_key_to_nobody_else():
    with http.server.HTTPServer(("localhost", 0), _Elsewhere) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        with pytest.raises(UnexpectedAnswer, match="302"):
            Needledrop(f"http://localhost:{proxy.server_port}", api_key="secret").model()
        with pytest.raises(UnexpectedAnswer):
            Needledrop(f"http://localhost:{proxy.server_port}", api_key="secret").statistics()
        proxy.shutdown()

    assert "/login" not in _Elsewhere.asked
