"""Registers with Picard 2 (plug-in API 2.9 to 2.13)."""

from picard import log
from picard.config import BoolOption, TextOption, get_config
from picard.file import register_file_post_addition_to_track_processor, register_file_post_load_processor
from picard.ui.itemviews import (
    BaseAction,
    register_album_action,
    register_cluster_action,
    register_file_action,
    register_track_action,
)
from picard.ui.options import OptionsPage, register_options_page
from picard.util import iter_files_from_objects
from picard.util.thread import run_task
from PyQt5 import QtWidgets

from .core import DEFAULTS, Analyses
from .options import Widgets

_PREFIX = "needledrop_"


def _option(name: str, default):
    kind = BoolOption if isinstance(default, bool) else TextOption
    return kind("setting", _PREFIX + name, default)


_OPTIONS = [_option(name, default) for name, default in DEFAULTS.items()]


def _setting(name: str):
    return get_config().setting[_PREFIX + name]


_analyses = Analyses(_setting, run_task, log)


class AnalyseAction(BaseAction):
    NAME = "Find genre and moods with Needledrop"

    def callback(self, objs):
        _analyses.add(iter_files_from_objects(objs))


class NeedledropPage(OptionsPage):
    NAME = "needledrop"
    TITLE = "Needledrop"
    PARENT = "plugins"
    options = _OPTIONS

    def __init__(self, parent=None):
        super().__init__(parent)
        self.widgets = Widgets(self, QtWidgets)

    def load(self):
        self.widgets.load({name: _setting(name) for name in DEFAULTS})

    def save(self):
        for name, value in self.widgets.values().items():
            get_config().setting[_PREFIX + name] = value


def _loaded(file):
    _analyses.loaded(file)


def _added(track, file):
    _analyses.added_to_track(file)


# Picard takes the module of what is registered for the name of the plug-in.
for _member in (AnalyseAction, NeedledropPage, _loaded, _added):
    _member.__module__ = __package__
for _register in (
    register_file_action,
    register_track_action,
    register_cluster_action,
    register_album_action,
):
    _register(AnalyseAction())
register_file_post_load_processor(_loaded)
register_file_post_addition_to_track_processor(_added)
register_options_page(NeedledropPage)
