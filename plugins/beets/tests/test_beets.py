"""The plug-in in the real beets, on real files, with the real program."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import mediafile
import mutagen
import pytest

from conftest import PROGRAM, SAMPLES, environment

PLUGIN = Path(__file__).resolve().parent.parent
SONGS = ["muldjord-armygeddon.mp3", "corner-loop.ogg", "van-herk-city-blues.m4a"]


class Beets:
    """A new library of beets, and songs to import into it."""

    def __init__(self, folder: Path, **settings: str):
        self.home = folder / "beets"
        self.music = folder / "music"
        self.incoming = folder / "incoming"
        for one in (self.home, self.music, self.incoming):
            one.mkdir()
        given = {"bin": str(PROGRAM)} | settings
        (self.home / "config.yaml").write_text(
            f"directory: {self.music}\n"
            "plugins: needledrop\n"
            "import: {copy: yes, write: yes, autotag: no}\n"
            "needledrop:\n" + "".join(f"  {name}: {value}\n" for name, value in given.items())
        )

    def __call__(self, *arguments: str) -> str:
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def run(self, *arguments: str) -> subprocess.CompletedProcess:
        path = os.pathsep.join([str(PLUGIN), os.environ.get("PYTHONPATH", "")])
        return subprocess.run(
            [sys.executable, "-m", "beets", *arguments],
            capture_output=True,
            encoding="utf-8",
            env=environment(BEETSDIR=str(self.home), PYTHONPATH=path),
        )

    def bring(self, name: str, genre: str | None = None) -> Path:
        """Puts a sample among the songs to import, with this genre or none."""
        song = Path(shutil.copy(SAMPLES / name, self.incoming / name))
        tags = mediafile.MediaFile(song)
        tags.genres = [genre] if genre else None
        tags.album = "Album"
        tags.save()
        return song

    def file(self, title: str) -> mutagen.FileType:
        return mutagen.File(self("ls", "-p", f"title:{title}").strip())

    def genres(self, title: str) -> tuple[str, list[str]]:
        """Returns the genres in the database and in the file."""
        path = self("ls", "-p", f"title:{title}").strip()
        return self("ls", "-f", "$genres", f"title:{title}").strip(), mediafile.MediaFile(path).genres or []


def own_fields(file: mutagen.FileType) -> list[str]:
    return [key for key in (file.tags or {}).keys() if "needledrop" in key.lower() or "ab:hi" in key.lower()]


@pytest.fixture(scope="module")
def beets(tmp_path_factory):
    beets = Beets(tmp_path_factory.mktemp("imported"))
    for song in SONGS:
        beets.bring(song)
    beets("import", "-q", str(beets.incoming))
    return beets


def test_tags_on_import_so_that_database_and_file_agree(beets):
    assert beets.genres("Armygeddon") == ("Metal", ["Metal"])
    assert "NEEDLEDROP_MODEL" in str(own_fields(beets.file("Armygeddon")))
    assert beets("update", "-p") == ""
    assert beets("write", "-p") == ""


def test_leaves_the_songs_alone_that_were_copied(beets):
    for song in SONGS:
        assert own_fields(mutagen.File(beets.incoming / song)) == []


def test_finds_songs_by_genre_confidence_and_probabilities(beets):
    def titles(*query: str) -> str:
        return beets("ls", "-f", "$title", *query).strip()

    assert titles("needledrop_genre:metal", "needledrop_confidence:0.8..") == "Armygeddon"
    assert titles("ab_hi_genre_needledrop_metal:0.5..") == "Armygeddon"
    assert titles("ab_hi_genre_needledrop_hip_hop:0.5..") == "Corner Loop"
    assert "Armygeddon" not in titles("ab_hi_mood_aggressive_not_aggressive:0.5..")
    assert len(titles("needledrop_model::.").splitlines()) == len(SONGS)


def test_lists_similar_songs_and_writes_a_playlist_that_plays(beets, tmp_path):
    playlist = tmp_path / "like.m3u8"
    listed = beets("needledrop", "--similar", "title:Armygeddon", "--count", "2", "--playlist", str(playlist))
    lines = playlist.read_text().splitlines()
    songs = [line for line in lines if not line.startswith("#")]

    assert len(listed.splitlines()) == 2
    assert "Armygeddon" not in listed
    assert lines[0] == "#EXTM3U"
    assert "Armygeddon" in lines[1]
    assert len(songs) == 3
    assert all((tmp_path / song).is_file() for song in songs)


def test_finds_similar_songs_after_beets_moved_them(beets, tmp_path):
    beets("move", "-d", str(tmp_path), "title:Loop")

    assert "Corner Loop" in beets("needledrop", "--similar", "title:Armygeddon")


def test_keeps_a_genre_by_default(tmp_path):
    beets = Beets(tmp_path, auto="no")
    beets.bring(SONGS[0], genre="Thrash")
    beets("import", "-q", str(beets.incoming))
    assert beets("ls", "needledrop_model::.") == ""

    beets("needledrop")

    assert beets.genres("Armygeddon") == ("Thrash", ["Thrash"])
    assert beets("ls", "-f", "$needledrop_genre").strip() == "metal"


@pytest.mark.parametrize(
    ("policy", "genres"), [("replace", ["Heavy", "Loud"]), ("append", ["Thrash", "Heavy", "Loud"])]
)
def test_writes_the_librarys_own_words_by_its_policy_and_undoes_that(tmp_path, policy, genres):
    beets = Beets(tmp_path, policy=policy, genres="{metal: [Heavy, Loud]}")
    beets.bring(SONGS[0], genre="Thrash")
    beets("import", "-q", str(beets.incoming))
    assert beets.genres("Armygeddon")[1] == genres

    beets("needledrop", "--undo")

    assert beets.genres("Armygeddon") == ("Thrash", ["Thrash"])
    assert own_fields(beets.file("Armygeddon")) == []
    assert beets("ls", "needledrop_model::.") == ""


def test_undo_keeps_a_genre_that_the_user_corrected(tmp_path):
    beets = Beets(tmp_path)
    beets.bring(SONGS[0])
    beets("import", "-q", str(beets.incoming))
    beets("modify", "-y", "title:Armygeddon", "genres=Doom")

    undone = beets.run("needledrop", "--undo")

    assert "stays" in undone.stderr
    assert beets.genres("Armygeddon") == ("Doom", ["Doom"])
    assert own_fields(beets.file("Armygeddon")) == []


def test_pretends_without_changing_anything(tmp_path):
    beets = Beets(tmp_path, auto="no")
    beets.bring(SONGS[0])
    beets("import", "-q", str(beets.incoming))
    before = Path(beets("ls", "-p").strip()).read_bytes()

    shown = beets("needledrop", "--pretend")

    assert "Metal" in shown
    assert Path(beets("ls", "-p").strip()).read_bytes() == before
    assert beets("ls", "needledrop_model::.") == ""


def test_changes_only_the_database_if_files_must_not_be_written(tmp_path):
    beets = Beets(tmp_path, auto="no")
    beets.bring(SONGS[0])
    beets("import", "-q", str(beets.incoming))
    before = Path(beets("ls", "-p").strip()).read_bytes()

    beets("needledrop", "--nowrite")

    assert Path(beets("ls", "-p").strip()).read_bytes() == before
    assert beets("ls", "-f", "$genres").strip() == "Metal"


def test_one_broken_file_stops_nothing(tmp_path):
    beets = Beets(tmp_path, auto="no")
    for song in SONGS[:2]:
        beets.bring(song)
    beets("import", "-q", str(beets.incoming))
    Path(beets("ls", "-p", "title:Loop").strip()).write_bytes(b"OggS" + bytes(1000))

    tagged = beets.run("needledrop")

    assert tagged.returncode == 0
    assert "no audio found" in tagged.stderr
    assert beets("ls", "-f", "$title", "needledrop_model::.").strip() == "Armygeddon"


def test_imports_without_the_program_and_says_what_to_set(tmp_path):
    beets = Beets(tmp_path, bin="/nowhere/needledrop")
    beets.bring(SONGS[0])

    imported = beets.run("import", "-q", str(beets.incoming))
    asked = beets.run("needledrop")

    assert imported.returncode == 0
    assert "set needledrop.bin" in imported.stderr
    assert asked.returncode == 1
    assert "set needledrop.bin" in asked.stderr
