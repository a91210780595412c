"""Playlists of items."""

import os
from pathlib import Path

from beets.library import Item
from beets.util import syspath


def write(file: Path, items: list[Item]) -> None:
    """Writes an extended M3U in UTF-8, with paths relative to its folder."""
    lines = ["#EXTM3U"]
    for item in items:
        title = " ".join(f"{item.artist} - {item.title}".split())
        lines += [f"#EXTINF:{round(item.length or -1)},{title}", _relative(item, file)]
    text = "\n".join(lines) + "\n"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))


def _relative(item: Item, file: Path) -> str:
    path = os.path.relpath(os.fsdecode(syspath(item.path)), file.resolve().parent)
    return f"./{path}" if path.startswith("#") else path
