"""Prints what three libraries read from the audio files of a folder, as JSON.

{file: {library: {"genre": [...], "foreign": {field: content}, "seconds": ...}}}; a library that
cannot read a file is missing there.
"""

import hashlib
import json
import pathlib
import sys

import mutagen
import taglib
import tinytag

GENRES = ("genre", "tcon", "tco", "\u00a9gen", "wm/genre")
OURS = ("needledrop", "ab:hi:")


def described(fields, seconds):
    genre = []
    foreign = {}
    for name, values in fields:
        lower = name.lower()
        if lower in GENRES:
            genre += [str(value) for value in values]
        elif not any(own in lower for own in OURS):
            foreign.setdefault(name, []).append([content(value) for value in values])
    return {"genre": genre, "foreign": foreign, "seconds": round(seconds, 2)}


def content(value):
    text = repr(value)
    return text if len(text) < 100 else hashlib.sha256(text.encode()).hexdigest()


def with_mutagen(path):
    file = mutagen.File(path)
    if file is None:
        raise ValueError("unknown format")
    fields = []
    for name in file.tags.keys() if file.tags else []:
        value = file.tags[name]
        values = getattr(value, "text", value)
        fields.append((name, values if isinstance(values, list) else [values]))
    fields += [("picture", [picture.write()]) for picture in getattr(file, "pictures", [])]
    return described(fields, file.info.length)


def with_taglib(path):
    with taglib.File(str(path)) as file:
        fields = list(file.tags.items()) + [("unsupported", sorted(foreign_of(file.unsupported)))]
        return described(fields, file.length)


def foreign_of(names):
    return [name for name in names if not any(own in name.lower() for own in OURS)]


def with_tinytag(path):
    tag = tinytag.TinyTag.get(path, image=True)
    fields = [(name, [value]) for name, value in vars(tag).items() if isinstance(value, str)]
    fields += [(name, [str(value) for value in values]) for name, values in tag.other.items()]
    images = tag.images.as_dict().items()
    fields += [(name, [hashlib.sha256(image.data).hexdigest() for image in all_]) for name, all_ in images]
    kept = [(name, values) for name, values in fields if name not in ("_filename", "filename")]
    return described(kept, tag.duration or 0)


READERS = {"mutagen": with_mutagen, "taglib": with_taglib, "tinytag": with_tinytag}

found = {}
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    found[path.name] = {}
    for library, read in READERS.items():
        try:
            found[path.name][library] = read(path)
        except Exception:  # whatever a library throws at a file that it does not know
            pass
json.dump(found, sys.stdout)
