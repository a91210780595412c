"""The plug-in in Extism's SDK, which Navidrome uses, against a real service."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from conftest import HOME, TRACKS

PLUGIN = Path(__file__).resolve().parent.parent
BUILT = HOME / "target" / "plugins" / "navidrome"
IDS = {track: f"nd-{track.split('.')[0]}" for track in TRACKS}
METAL, COUNTRY = IDS["muldjord-armygeddon.mp3"], IDS["gravel-road.flac"]


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    if shutil.which("go") is None:
        pytest.skip("Go is not installed: the plug-in for Navidrome is not built")
    subprocess.run([PLUGIN / "build"], check=True)
    program = BUILT / "host"
    subprocess.run(["go", "build", "-C", PLUGIN / "tests" / "host", "-o", program, "."], check=True)
    folder = tmp_path_factory.mktemp("calls")

    def call(url, *wanted, songs=None, **config):
        calls = folder / "calls.json"
        songs = {IDS[track]: track for track in TRACKS} if songs is None else songs
        given = {"url": url, "user": "listener"} | config
        named = [{"function": function, "input": value} for function, value in wanted]
        calls.write_text(json.dumps({"config": given, "songs": songs, "calls": named}))
        done = subprocess.run([program, BUILT / "needledrop.ndp", calls], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return call


def similar(song, count=3):
    return "nd_get_sonic_similar_tracks", {"song": {"id": song, "name": "any"}, "count": count}


def path(start, end, count=5):
    songs = {"startSong": {"id": start, "name": "any"}, "endSong": {"id": end, "name": "any"}}
    return "nd_find_sonic_path", songs | {"count": count}


def ids(result):
    assert "error" not in result, result
    return [match["song"]["id"] for match in result["output"]["matches"]]


def test_answers_with_navidromes_own_songs(host, service):
    near, fewer = host(service, similar(METAL), similar(METAL, count=1))

    assert sorted(ids(near)) == sorted(set(IDS.values()) - {METAL})
    assert ids(fewer) == ids(near)[:1]
    similarities = [match["similarity"] for match in near["output"]["matches"]]
    assert similarities == sorted(similarities, reverse=True)
    assert all(0 <= similarity <= 1 for similarity in similarities)


def test_finds_a_path_between_two_songs(host, service):
    (steps,) = host(service, path(COUNTRY, METAL))

    assert [ids(steps)[0], ids(steps)[-1]] == [COUNTRY, METAL]


def test_finds_songs_where_the_libraries_lie_within_each_other(host, service):
    songs = {IDS[track]: f"Music/{track}" for track in TRACKS}

    (near,) = host(service, similar(METAL), songs=songs)

    assert len(ids(near)) == len(TRACKS) - 1


def test_reads_the_list_of_songs_once(host, service):
    first, second = host(service, similar(METAL), similar(COUNTRY))

    assert (first["lists"], second["lists"]) == (1, 1)


def test_reads_long_lists_page_by_page(host, service):
    others = {f"nd-{number:04}": f"Other/{number}.mp3" for number in range(1200)}
    songs = {IDS[track]: track for track in TRACKS} | others

    (near,) = host(service, similar(METAL), songs=songs)

    assert near["lists"] == 3
    assert len(ids(near)) == len(TRACKS) - 1


def test_knows_nothing_of_songs_that_needledrop_does_not_have(host, service):
    songs = {IDS[track]: track for track in TRACKS} | {"nd-new": "New/song.mp3"}

    new, unknown, end = host(
        service, similar("nd-new"), similar("nd-none"), path(METAL, "nd-new"), songs=songs
    )

    assert [ids(new), ids(unknown), ids(end)] == [[], [], []]


def test_leaves_out_tracks_that_navidrome_does_not_have(host, service):
    songs = {IDS[track]: track for track in TRACKS[:2]}

    (near,) = host(service, similar(METAL), songs=songs)

    assert ids(near) == [COUNTRY]


def test_sends_its_key_and_says_when_it_is_wrong(host, service_with_keys):
    (right,) = host(service_with_keys, similar(METAL), apiKey="reader")
    (wrong,) = host(service_with_keys, similar(METAL), apiKey="guess")
    (missing,) = host(service_with_keys, similar(METAL))

    assert len(ids(right)) == len(TRACKS) - 1
    assert "API key is required" in wrong["error"]
    assert "API key is required" in missing["error"]


def test_says_that_the_service_is_not_there(host):
    (refused,) = host("http://localhost:9", similar(METAL))
    (elsewhere,) = host("http://needledrop.example", similar(METAL))

    assert "no answer from http://localhost:9" in refused["error"]
    assert 'host "needledrop.example" is not allowed' in elsewhere["error"]


def test_the_build_lets_the_plugin_reach_another_host():
    if shutil.which("go") is None:
        pytest.skip("Go is not installed: the plug-in for Navidrome is not built")
    subprocess.run([PLUGIN / "build", "music.example"], check=True)
    with zipfile.ZipFile(BUILT / "needledrop.ndp") as package:
        manifest = json.loads(package.read("manifest.json"))
    subprocess.run([PLUGIN / "build"], check=True)

    assert manifest["permissions"]["http"]["requiredHosts"][-1] == "music.example"
