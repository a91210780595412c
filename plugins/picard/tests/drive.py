"""Drives a real Picard: loads files, uses the plug-in, saves, and reports what it saw as JSON."""

import json
import os
import sys
import time

from picard import tagger as picard_tagger
from picard.file import run_file_post_addition_to_track_processors

try:
    from PyQt6.QtCore import QTimer
except ImportError:
    from PyQt5.QtCore import QTimer

try:
    from picard.extension_points.item_actions import (
        ext_point_album_actions,
        ext_point_cluster_actions,
        ext_point_file_actions,
        ext_point_track_actions,
    )
    from picard.extension_points.options_pages import ext_point_options_pages

    PAGES = ext_point_options_pages
    ACTIONS = {
        "album": ext_point_album_actions,
        "cluster": ext_point_cluster_actions,
        "file": ext_point_file_actions,
        "track": ext_point_track_actions,
    }
except ImportError:
    from picard.ui import itemviews
    from picard.ui.options import _pages as PAGES

    ACTIONS = {name: getattr(itemviews, f"_{name}_actions") for name in ["album", "cluster", "file", "track"]}

TIMEOUT_SECONDS = 150
POLL_MS = 50


def needledrop(extension_point):
    found = [one for one in extension_point if "needledrop" in one.__module__]
    return found[0]() if found and isinstance(found[0], type) else (found or [None])[0]


def steps(tagger, wanted):
    """Yields conditions to wait for; the next step follows when one is true."""
    tagger.add_files(wanted["files"])
    yield (
        lambda: (
            len(tagger.files) == len(wanted["files"])
            and all(file.metadata["title"] for file in tagger.files.values())
        )
    )
    files = list(tagger.files.values())
    wanted["menus"] = [name for name, point in ACTIONS.items() if needledrop(point) is not None]
    if wanted["action"]:
        needledrop(ACTIONS["file"]).callback(files)
    yield lambda: all(file.metadata["needledrop_model"] for file in files)
    for file in files:
        file.metadata.delete("needledrop_model")
        run_file_post_addition_to_track_processors(None, file)
    wanted["set_again"] = [bool(file.metadata["needledrop_model"]) for file in files]
    tagger.save(files)
    yield lambda: all(file.orig_metadata["needledrop_model"] for file in files)
    wanted["options"] = options()


def options():
    """Changes an option on the page, and reads all on a new page."""
    page = needledrop(PAGES)
    page.load()
    before = page.widgets.values()
    page.widgets.policy.setCurrentText("append")
    page.save()
    again = needledrop(PAGES)
    again.load()
    return [before, again.widgets.values()]


class Drive:
    def __init__(self, tagger, wanted, report):
        self.tagger, self.wanted, self.report = tagger, wanted, report
        self.steps = steps(tagger, wanted)
        self.is_done = lambda: True
        self.until = time.monotonic() + TIMEOUT_SECONDS
        self.timer = QTimer()
        self.timer.timeout.connect(self.poll)
        self.timer.start(POLL_MS)

    def poll(self):
        try:
            if self.is_done():
                self.is_done = next(self.steps)
            elif time.monotonic() > self.until:
                seen = [(str(file), file.state, file.metadata["needledrop_model"]) for file in self.files()]
                raise TimeoutError(f"still waiting: {seen}")
        except StopIteration:
            self.end(None)
        except Exception as error:
            self.end(repr(error))

    def files(self):
        return self.tagger.files.values()

    def end(self, error):
        self.timer.stop()
        with open(self.report, "w") as report:
            json.dump(self.wanted | {"error": error}, report)
        os._exit(1 if error else 0)  # without Picard's questions on leaving


def main(config, report, wanted):
    run = picard_tagger.Tagger.run

    def driven(tagger):
        tagger.drive = Drive(tagger, json.loads(wanted), report)
        return run(tagger)

    picard_tagger.Tagger.run = driven
    options = ["--stand-alone-instance", "--no-restore", "--no-player", "--no-crash-dialog", "--debug"]
    sys.argv = ["picard", *options, "--config-file", config]
    picard_tagger.main(autoupdate=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
