"""What both versions of Picard share: the queue of files, and what their metadata gets."""

from .program import ProgramError, Report, analyse

POLICIES = ("fill", "replace", "append", "never")
DEFAULTS = {"command": "needledrop", "policy": "fill", "analyse_on_load": False}

_SPELLING = {"hip hop": "Hip Hop", "r&b": "R&B", "children's music": "Children's Music"}


def apply(metadata, report: Report, policy: str) -> None:
    """Sets the genre by the policy, and all fields."""
    before = metadata.getall("genre")
    found = [_SPELLING.get(report.genre, report.genre.title())] if report.genre else []
    after = _merged(before, found, policy)
    if after != before:
        metadata["genre"] = after
    for name, value in report.fields.items():
        metadata[name] = value


def _merged(before: "list[str]", found: "list[str]", policy: str) -> "list[str]":
    if not found or policy == "never" or (policy == "fill" and before):
        return before
    return before + [genre for genre in found if genre not in before] if policy == "append" else found


class Analyses:
    """
    Analyses files in the background, all that wait in one call.

    `setting(name)` returns an option; `run_task(work, done)` runs work in a thread, and then
    done(result=..., error=...) in the main thread. All methods are called in the main thread.
    """

    def __init__(self, setting, run_task, log):
        self._setting = setting
        self._run_task = run_task
        self._log = log
        self._waiting = {}
        self._running = {}
        self._reports = {}

    def add(self, files) -> None:
        """Analyses files and shows the result in their metadata."""
        for file in files:
            if file.filename not in self._running:
                self._waiting[file.filename] = file
        self._start()

    def loaded(self, file) -> None:
        if self._setting("analyse_on_load"):
            self.add([file])

    def added_to_track(self, file) -> None:
        """Sets again what the metadata of the track has replaced."""
        report = self._reports.get(file.filename)
        if report:
            self._show(file, report)

    def _start(self) -> None:
        if self._running or not self._waiting:
            return
        self._running, self._waiting = self._waiting, {}
        command, paths = self._setting("command"), list(self._running)
        for file in self._running.values():
            file.set_pending()
        self._run_task(lambda: analyse(command, paths), self._finished)

    def _finished(self, result=None, error=None) -> None:
        files, self._running = self._running, {}
        for file in files.values():
            file.clear_pending()
        if error is not None:
            self._log.error("Needledrop: %s", error)
            if not isinstance(error, ProgramError):
                raise error
        for report in result or []:
            self._take(files, report)
        self._start()

    def _take(self, files, report: Report) -> None:
        if report.failure:
            self._log.error("Needledrop: %s", report.failure)
        elif report.path in files:
            self._reports[report.path] = report
            self._show(files[report.path], report)

    def _show(self, file, report: Report) -> None:
        apply(file.metadata, report, self._setting("policy"))
        file.update()
