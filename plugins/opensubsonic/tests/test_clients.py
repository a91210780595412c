"""Clients of other projects, used as their users do, against a real service."""

import json
import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import libopensonic
import pytest
from libopensonic.errors import DataNotFoundError, SonicError
from needledrop_client import Needledrop

from conftest import TRACKS

CLIENT = Path(__file__).resolve().parent / "client.mjs"
METAL, COUNTRY = "muldjord-armygeddon.mp3", "gravel-road.flac"


@pytest.fixture(scope="module")
def ids(service_with_keys):
    return {track.name: track.id for track in Needledrop(service_with_keys, "secret").tracks()}


@contextmanager
def connected(url: str, **credentials):
    address = urlsplit(url)
    connection = libopensonic.Connection(
        f"{address.scheme}://{address.hostname}", port=address.port, **credentials
    )
    try:
        yield connection
    finally:
        connection.cleanup()


@pytest.mark.parametrize("use_get", [True, False])
def test_py_opensonic_finds_similar_tracks_with_a_key(service_with_keys, ids, use_get):
    with connected(service_with_keys, api_key="reader", use_get=use_get) as connection:
        near = connection.get_sonic_similar_tracks(ids[METAL], count=2)

        assert connection.ping()
        assert connection.token_info().username == "needledrop"
        assert len(near) == 2
        assert all(0 <= match.similarity <= 1 for match in near)
        assert ids[METAL] not in [match.entry.id for match in near]


def test_py_opensonic_finds_a_path(service_with_keys, ids):
    with connected(service_with_keys, api_key="reader") as connection:
        steps = connection.find_sonic_path(ids[COUNTRY], ids[METAL], count=3)

    assert [steps[0].entry.id, steps[-1].entry.id] == [ids[COUNTRY], ids[METAL]]


def test_py_opensonic_reads_the_extensions_before_it_has_a_key(service_with_keys):
    with connected(service_with_keys, username="me", password="guess") as connection:
        extensions = {extension.name for extension in connection.get_open_subsonic_extensions()}

    assert extensions == {"apiKeyAuthentication", "formPost", "sonicSimilarity"}


@pytest.mark.parametrize(
    ("credentials", "reason"),
    [
        ({"api_key": "guess"}, "invalid API key"),
        ({"username": "me", "password": "secret"}, "tokens are not supported: use an API key"),
        ({"username": "me", "password": "secret", "legacy_auth": True}, "passwords are not supported"),
    ],
)
def test_py_opensonic_shows_its_user_why_credentials_are_refused(service_with_keys, credentials, reason):
    with connected(service_with_keys, **credentials) as connection:
        with pytest.raises(SonicError, match=reason):
            connection.get_sonic_similar_tracks("any")


def test_py_opensonic_reports_that_a_song_does_not_exist(service):
    with connected(service, username="me", password="any") as connection:
        assert connection.ping()
        with pytest.raises(DataNotFoundError):
            connection.get_sonic_similar_tracks("nothing")


@pytest.fixture(scope="module")
def javascript():
    home = os.environ.get("SUBSONIC_API_HOME")
    if home is None or shutil.which("node") is None:
        pytest.skip("the JavaScript client needs Node and npm")

    def ask(url: str, auth: dict, method: str, endpoint: str, **parameters) -> dict:
        arguments = [home, url, json.dumps(auth), method, endpoint, json.dumps(parameters)]
        done = subprocess.run(["node", CLIENT, *arguments], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


@pytest.mark.parametrize("method", ["get", "post"])
def test_subsonic_api_finds_similar_tracks_with_a_key(javascript, service_with_keys, ids, method):
    key = {"apiKey": "reader"}
    answer = javascript(
        service_with_keys, key, method, "getSonicSimilarTracks.view", id=ids[METAL], count=len(TRACKS)
    )

    assert answer["status"] == "ok"
    assert ids[COUNTRY] in [match["entry"]["id"] for match in answer["sonicMatch"]]
    assert javascript(service_with_keys, key, method, "ping.view")["status"] == "ok"
    assert javascript(service_with_keys, key, method, "tokenInfo")["tokenInfo"] == {"username": "needledrop"}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("auth", "code"), [({"apiKey": "guess"}, 44), ({"username": "me", "password": "secret"}, 41)]
)
def test_subsonic_api_gets_the_code_of_a_refusal(javascript, service_with_keys, method, auth, code):
    answer = javascript(service_with_keys, auth, method, "ping.view")

    assert (answer["status"], answer["error"]["code"]) == ("failed", code)
    extensions = javascript(service_with_keys, auth, method, "getOpenSubsonicExtensions.view")
    assert extensions["status"] == "ok"
