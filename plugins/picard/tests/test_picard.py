"""The plug-in in the real Picard 2 and Picard 3, without a display."""

import json
import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import mediafile
import mutagen
import pytest

from conftest import HOME, environment

PLUGIN = Path(__file__).resolve().parent.parent / "needledrop"
DRIVE = Path(__file__).resolve().parent / "drive.py"
FILES = ["muldjord-armygeddon.mp3", "gravel-road.flac", "van-herk-city-blues.m4a"]
UUID = tomllib.loads((PLUGIN / "MANIFEST.toml").read_text())["uuid"]


class Picard:
    """One version in a home of its own, with the plug-in installed as a user would."""

    def __init__(self, version: str, folder: Path, on_load: bool = False):
        self.folder = folder
        if f"PICARD{version}_PYTHON" not in os.environ:
            pytest.skip(f"Picard {version} does not run here: Qt lacks libraries")
        self.python = Path(os.environ[f"PICARD{version}_PYTHON"])
        self.config = folder / "picard.ini"
        self.plugins = folder / "plugins"
        self.plugins.mkdir()
        loads = str(on_load).lower()
        if version == "2":
            shutil.copytree(PLUGIN, self.plugins / "needledrop")
            # Qt reads a list of one element as a text.
            enabled = "enabled_plugins=needledrop, another"
            self.config.write_text(f"[setting]\n{enabled}\nneedledrop_analyse_on_load={loads}\n")
        else:
            self.config.write_text(f"[plugin.{UUID}]\nanalyse_on_load={loads}\n")
            self.cli("plugins", "install", "--no-git", str(PLUGIN))
            self.cli("plugins", "enable", UUID)

    def environment(self) -> dict[str, str]:
        return environment(
            HOME=str(self.folder),
            PATH=f"{HOME}:{os.environ['PATH']}",
            PICARD_PLUGIN_DIR=str(self.plugins),
            QT_QPA_PLATFORM="offscreen",
        )

    def cli(self, *arguments: str) -> None:
        call = [str(self.python.parent / "picard-cli"), "--config-file", str(self.config), *arguments]
        done = subprocess.run(call, env=self.environment(), capture_output=True, text=True, input="y\n")
        assert done.returncode == 0, done.stdout + done.stderr

    def use(self, files: list[Path], action: bool) -> dict:
        report = self.folder / "report.json"
        wanted = json.dumps({"files": [str(file) for file in files], "action": action})
        done = subprocess.run(
            [str(self.python), str(DRIVE), str(self.config), str(report), wanted],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=240,
        )
        assert report.exists(), done.stdout + done.stderr
        seen = json.loads(report.read_text())
        assert seen["error"] is None, done.stdout + done.stderr
        return seen


def without_genre(file: Path) -> Path:
    tags = mediafile.MediaFile(file)
    tags.genres = None
    tags.save()
    return file


def field(file: Path, name: str) -> str:
    """Returns a custom field of an MP3, FLAC or MP4 file."""
    tags = mutagen.File(file).tags
    keys = [key for key in tags.keys() if key.lower().endswith(name)]
    value = tags[keys[0]]
    first = value.text[0] if hasattr(value, "text") else value[0]
    return first.decode() if isinstance(first, bytes) else str(first)


@pytest.mark.parametrize("version", ["2", "3"])
def test_fills_in_genres_and_probabilities_which_picard_saves(version, tmp_path, copied):
    files = [without_genre(copied(name)) for name in FILES]

    seen = Picard(version, tmp_path).use(files, action=True)

    assert seen["menus"] == ["album", "cluster", "file", "track"]
    assert seen["set_again"] == [True] * len(files)
    assert mediafile.MediaFile(files[0]).genres == ["Metal"]
    for file in files:
        assert 0 <= float(field(file, "ab:hi:genre_needledrop:metal")) <= 1
        assert 0 <= float(field(file, "ab:hi:mood_happy:happy")) <= 1
        assert field(file, "needledrop_audio").startswith("sha256:")
    assert [tagged["policy"] for tagged in seen["options"]] == ["fill", "append"]
    assert not (tmp_path / ".needledrop").exists()


@pytest.mark.parametrize("version", ["2", "3"])
def test_analyses_files_as_they_are_loaded_and_keeps_their_genre(version, tmp_path, copied):
    file = copied(FILES[0])
    tags = mediafile.MediaFile(file)
    tags.genres = ["Thrash"]
    tags.save()

    Picard(version, tmp_path, on_load=True).use([file], action=False)

    assert mediafile.MediaFile(file).genres == ["Thrash"]
    assert float(field(file, "ab:hi:genre_needledrop:metal")) > 0.5
