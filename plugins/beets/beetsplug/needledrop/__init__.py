"""
Genres, probabilities and similar songs from Needledrop.

It runs the command line rather than the API: no service has to be up, one call handles many files,
and the library gets the journal that `needledrop undo` and `similar` need. Needledrop writes its own
fields; the genre goes through beets, so that database and file agree and beets' plug-ins see it.
"""

import optparse
import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from beets import config, ui
from beets.dbcore import types
from beets.library import Album, Item, Library
from beets.plugins import BeetsPlugin
from beets.util import syspath

from . import fields, playlists
from .program import Program, ProgramError, Report

_ATTRIBUTES = {
    "needledrop_genre": types.STRING,
    "needledrop_abstained": types.STRING,
    "needledrop_confidence": types.Float(4),
    "needledrop_model": types.STRING,
    "needledrop_audio": types.STRING,
}

_SPELLING = {"hip hop": "Hip Hop", "r&b": "R&B", "children's music": "Children's Music"}


class NeedledropPlugin(BeetsPlugin):
    def __init__(self) -> None:
        super().__init__()
        self.config.add({"bin": "needledrop", "library": "", "auto": True, "policy": "fill", "genres": {}})
        self._probabilities: dict[str, types.Type] = {}
        self.register_listener("library_opened", self._read_attributes)
        if self.config["auto"].get(bool):
            self.register_listener("album_imported", self._import_album)
            self.register_listener("item_imported", self._import_item)

    @property
    def item_types(self) -> dict[str, types.Type]:
        """Types of the attributes. Probabilities depend on the model: they are those in the library."""
        return _ATTRIBUTES | self._probabilities

    def _read_attributes(self, lib: Library) -> None:
        with lib.transaction() as transaction:
            rows = transaction.query(
                "SELECT DISTINCT key FROM item_attributes WHERE key GLOB ?", (fields.PROBABILITY + "*",)
            )
        self._probabilities = {row[0]: types.Float(4) for row in rows}

    @cached_property
    def _policy(self) -> str:
        return self.config["policy"].as_choice(fields.POLICIES)

    def _program(self, lib: Library) -> Program:
        folder = self.config["library"].as_filename() if self.config["library"].get() else None
        return Program(self.config["bin"].as_str(), folder or os.fsdecode(lib.directory))

    def _spell(self, genre: str) -> list[str]:
        """Returns the words for a genre: those of the setting `genres`, or its usual spelling."""
        own = self.config["genres"].get(dict).get(genre)
        if own is None:
            return [_SPELLING.get(genre, genre.title())]
        return own if isinstance(own, list) else [own]

    def _import_album(self, lib: Library, album: Album) -> None:
        self._import(lib, list(album.items()))

    def _import_item(self, lib: Library, item: Item) -> None:
        self._import(lib, [item])

    def _import(self, lib: Library, items: list[Item]) -> None:
        """Tags what was imported. An import is never stopped by a missing program."""
        try:
            self._tag(lib, items, write=config["import"]["write"].get(bool))
        except ProgramError as error:
            self._log.warning("not tagged: {}", error)

    def commands(self) -> list[ui.Subcommand]:
        command = ui.Subcommand("needledrop", help="write genres, find similar songs")
        add = command.parser.add_option
        add("-w", "--write", action="store_true", default=None, help="write tags to files")
        add("-W", "--nowrite", action="store_false", dest="write", help="change only the database")
        add("-p", "--pretend", action="store_true", help="show what would change")
        add("-f", "--force", action="store_true", help="also tag items that are tagged; undo edited genres")
        add("--undo", action="store_true", help="restore the genres, and remove all other fields")
        add("--similar", action="store_true", help="list songs similar to the first match of QUERY")
        add("--playlist", metavar="FILE", help="write the song and similar ones to an M3U playlist")
        add("--count", type="int", default=10, help="number of similar songs (default: 10)")
        command.func = self._command
        return [command]

    def _command(self, lib: Library, options: optparse.Values, arguments: list[str]) -> None:
        items = list(lib.items(arguments))
        write = ui.should_write(options.write)
        try:
            if options.similar:
                self._similar(lib, items, options)
            elif options.undo:
                self._undo(lib, items, write, options)
            else:
                new = [item for item in items if options.force or not item.get("needledrop_model")]
                self._tag(lib, new, write, options.pretend)
        except ProgramError as error:
            raise ui.UserError(str(error)) from error

    def _tag(self, lib: Library, items: list[Item], write: bool, pretend: bool = False) -> None:
        by_path = {os.fsdecode(syspath(item.path)): item for item in items}
        if not by_path:
            return
        for report in self._program(lib).tag(list(by_path), dry_run=pretend or not write):
            item = by_path[report.path]
            if report.failure:
                self._log.error("{}", report.failure)
            else:
                self._apply(item, report, write, pretend)
        self._read_attributes(lib)

    def _apply(self, item: Item, report: Report, write: bool, pretend: bool) -> None:
        before = list(item.genres)
        fields.apply(item, report, self._policy, self._spell)
        found = f"{report.genre} {report.confidence:.2f}" if report.genre else str(report.abstained)
        self._log.info("{} - {}: {}", item.artist, item.title, found)
        if pretend:
            ui.print_(f"{item}: {found}; genres {before} -> {list(item.genres)}")
            return
        self._store(item, write)

    def _undo(self, lib: Library, items: list[Item], write: bool, options: optparse.Values) -> None:
        tagged = [item for item in items if item.get("needledrop_model")]
        if options.pretend or not tagged:
            self._print(tagged)
            return
        program = self._program(lib)
        if write and program.has_journal():
            for failure in program.undo([os.fsdecode(syspath(item.path)) for item in tagged]):
                self._log.warning("{}", failure)
        for item in tagged:
            if not fields.revert(item, options.force):
                self._log.warning("{}: the genre was changed since and stays; see --force", item)
            self._store(item, write)

    @staticmethod
    def _store(item: Item, write: bool) -> None:
        if write:
            item.try_write()
            item.mtime = item.current_mtime()
        item.store()

    def _similar(self, lib: Library, items: list[Item], options: optparse.Values) -> None:
        if not items:
            raise ui.UserError("no song matches the query")
        song = items[0]
        hashes = self._program(lib).similar(os.fsdecode(syspath(song.path)), options.count)
        known = {item.get("needledrop_audio"): item for item in lib.items("needledrop_audio::^sha256")}
        near = [known[one] for one in hashes if one in known]
        self._print(near)
        if options.playlist:
            playlists.write(Path(options.playlist), [song, *near])

    @staticmethod
    def _print(items: Iterable[Item]) -> None:
        for item in items:
            ui.print_(str(item))
