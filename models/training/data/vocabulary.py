"""Reads models/genres.yaml: genres, their styles, and aliases of other sources for both."""

from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).parents[2] / "genres.yaml"


@dataclass(frozen=True)
class Entry:
    """A genre, or a style of the genre `parent`. `teachers` lists each teacher's outputs for it."""

    name: str
    tag: str
    aliases: tuple[str, ...]
    teachers: dict[str, tuple[str, ...]]
    parent: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    version: int
    genres: tuple[Entry, ...]
    styles: tuple[Entry, ...]

    def __post_init__(self):
        names = [entry.name for entry in (*self.genres, *self.styles)]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise ValueError(f"{FILE.name}: listed twice: {', '.join(sorted(twice))}")

    def genre_names(self) -> list[str]:
        return [genre.name for genre in self.genres]

    def style_names(self) -> list[str]:
        return [style.name for style in self.styles]

    def find(self, word: str) -> Entry | None:
        """The entry for a word of MusicBrainz, Discogs or ID3. Styles take precedence over genres."""
        plain = word.strip().lower()
        for entries in (self.styles, self.genres):
            for entry in entries:
                if plain in (entry.name, entry.tag.lower()):
                    return entry
        for entries in (self.styles, self.genres):
            for entry in entries:
                if plain in entry.aliases:
                    return entry
        return None


def read(file: Path = FILE) -> Vocabulary:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    genres = content["genres"]
    styles = [
        entry(name, style, genre)
        for genre, given in genres.items()
        for name, style in given["styles"].items()
    ]
    return Vocabulary(
        content["version"], tuple(entry(name, given) for name, given in genres.items()), tuple(styles)
    )


def entry(name: str, given: dict, parent: str | None = None) -> Entry:
    teachers = {teacher: tuple(outputs) for teacher, outputs in given["teachers"].items()}
    return Entry(name, given["tag"], tuple(given["aliases"]), teachers, parent)
