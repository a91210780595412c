"""Registers with Picard 3 (plug-in API 3.0)."""

from picard.plugin3.api import BaseAction, OptionsPage, PluginApi
from picard.util import iter_files_from_objects
from picard.util.thread import run_task
from PyQt6 import QtWidgets

from .core import DEFAULTS, Analyses
from .options import Widgets


def enable(api: PluginApi) -> None:
    for name, default in DEFAULTS.items():
        api.plugin_config.register_option(name, default)
    analyses = Analyses(lambda name: api.plugin_config[name], run_task, api.logger)

    class AnalyseAction(BaseAction):
        TITLE = "Find genre and moods with Needledrop"

        def callback(self, objs):
            analyses.add(iter_files_from_objects(objs))

    def loaded(api, file):
        analyses.loaded(file)

    def added(api, track, file):
        analyses.added_to_track(file)

    # Picard takes the module of what is registered for the plug-in.
    for member in (AnalyseAction, NeedledropPage, loaded, added):
        member.__module__ = __package__
    api.register_file_action(AnalyseAction)
    api.register_track_action(AnalyseAction)
    api.register_cluster_action(AnalyseAction)
    api.register_album_action(AnalyseAction)
    api.register_file_post_load_processor(loaded)
    api.register_file_post_addition_to_track_processor(added)
    api.register_options_page(NeedledropPage)


class NeedledropPage(OptionsPage):
    NAME = "needledrop"
    TITLE = "Needledrop"

    def __init__(self, parent=None):
        super().__init__(parent)
        self.widgets = Widgets(self, QtWidgets)

    def load(self):
        self.widgets.load(self.api.plugin_config)

    def save(self):
        for name, value in self.widgets.values().items():
            self.api.plugin_config[name] = value
