"""Brings, measures and chooses models in the background, whichever dialogs are open."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoclip import paths
from photoclip.clip import models
from photoclip.ui.errand import Errand
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.speech import tr
from photoclip.ui.welcome import choices
from photoclip.ui.welcome.choices import Choice

if TYPE_CHECKING:
    from photoclip.library.library import Library


class ModelStore(QObject):
    """The models of this machine, for one window.

    One thing is done at a time: a download, a measurement or an import. `busy_with` says with
    which model; its progress and end are signalled.
    """

    changed = Signal()  # `choices` is new
    progressed = Signal(object, object)  # bytes fetched, bytes in all; 0, 0: getting ready
    busy_changed = Signal()
    failed = Signal(str)  # a sentence
    chosen = Signal(str, bool)  # a model's name; whether it is in use at once

    def __init__(self, jobs: Jobs, settings_path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._settings_path = settings_path
        self._library: Library | None = None
        self._errand = Errand("model", self)
        self._errand.progressed.connect(self.progressed)
        self._errand.done.connect(self._finished)
        self._errand.stopped.connect(self._stopped)
        self._errand.failed.connect(self._failed)
        self._discard = ""
        self.choices: tuple[Choice, ...] = ()
        self.busy_with = ""  # the name of a model
        self.work = ""  # "download", "measure" or "import" while busy
        self.coming = ""  # the model whose vectors are being made beside those in use

    def set_library(self, library: "Library | None") -> None:
        """Choose models for this library from now on."""
        self._library = library
        self.look()

    def look(self) -> None:
        """Read again what is here; `changed` follows."""
        work = partial(choices.choices, self._library, self._settings_path)
        self._jobs.run(Lane.READ, work, self._looked, self.failed.emit)

    def download(self, choice: Choice) -> None:
        """Fetch a recommended model, or go on where it was paused."""
        self._begin("download", choice.name, partial(choices.fetch, choice.tag))

    def pause(self) -> None:
        """Stop the download; what was fetched stays."""
        self._errand.stop()

    def cancel(self, choice: Choice) -> None:
        """Stop the download, if it runs, and throw away what was fetched."""
        if self.busy_with == choice.name:
            self._discard = choice.tag
            self._errand.stop()
        else:
            self._throw_away(choice.tag)

    def measure(self, choice: Choice) -> None:
        """Measure how fast a model is on this machine."""
        work = partial(choices.measure, choice.name, self._settings_path)
        self._begin("measure", choice.name, work)

    def take_in(self, source: Path, architecture: str = "", *, pickled: bool = False) -> None:
        """Import a model from a folder, or from a file of weights with its architecture.

        `pickled`: the person said that a pickled checkpoint may be read.
        """
        self._begin("import", source.name, partial(choices.take_in, source, architecture, pickled))

    def use(self, choice: Choice) -> None:
        """Search with this model, at once or as soon as every photo has its vector."""
        library = self._library
        if library is None:
            return

        def work() -> bool:
            return library.use_model(models.find(choice.name, paths.models_folder()))

        self._jobs.run(Lane.EDIT, work, partial(self._used, choice.name), self.failed.emit)

    def stay(self) -> None:
        """Go on with the model in use instead of the coming one, whose vectors so far are kept."""
        for choice in self.choices:
            if choice.in_use:
                self.use(choice)

    def close(self, seconds: float = 2.0) -> bool:
        """Stop what runs; False when it did not end in time."""
        return self._errand.close(seconds)

    def _begin(self, work: str, name: str, do: choices.Work) -> None:
        if self._errand.start(do):
            self.work, self.busy_with = work, name
            self.busy_changed.emit()
        else:
            self.failed.emit(
                tr("Models", "One thing at a time: wait until {name} is finished.").format(
                    name=self.busy_with
                )
            )

    def _looked(self, found: tuple[Choice, ...]) -> None:
        self.choices = found
        self.coming = next((each.name for each in found if each.coming), "")
        self.changed.emit()

    def _used(self, name: str, at_once: bool) -> None:
        self.coming = "" if at_once else name
        self.chosen.emit(name, at_once)
        self.look()

    def _finished(self, _result: object) -> None:
        self._rest()

    def _stopped(self) -> None:
        tag, self._discard = self._discard, ""
        self._rest()
        if tag:
            self._throw_away(tag)

    def _failed(self, sentence: str) -> None:
        self._discard = ""
        self._rest()
        self.failed.emit(sentence)

    def _rest(self) -> None:
        self.work = self.busy_with = ""
        self.busy_changed.emit()
        self.look()

    def _throw_away(self, tag: str) -> None:
        work = partial(choices.discard, tag)
        self._jobs.run(Lane.READ, work, lambda _nothing: self.look(), self.failed.emit)
