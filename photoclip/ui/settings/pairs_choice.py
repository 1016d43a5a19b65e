"""Settings: whether a raw file and its picture are one photo, which the library keeps."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.naming import named
from photoclip.ui.speech import tr

if TYPE_CHECKING:
    from photoclip.library.library import Library


class PairsChoice(QCheckBox):
    """Ticked: RAW + JPEG are shown as one photo. Rests while the library is asked."""

    changed = Signal()  # photos came together, or parted
    failed = Signal(str)

    def __init__(self, library: "Library | None", jobs: Jobs) -> None:
        text = tr("Settings", "Show a raw file and the JPEG or HEIF beside it as one photo")
        super().__init__(text)
        named(self, "showPairsTogether", text)
        self.setToolTip(
            tr("Settings", "Tags, stars and albums hold for both files, also when they part.")
        )
        self.setEnabled(False)
        self._jobs = jobs
        self._companions = None if library is None else library.companions
        self._writable = library is not None and library.writable
        if self._companions is not None:
            jobs.run(Lane.READ, self._companions.are_together, self._show, self.failed.emit)
        self.clicked.connect(self._choose)

    def _show(self, together: bool) -> None:
        self.setChecked(together)
        self.setEnabled(self._writable)

    def _choose(self, together: bool) -> None:
        companions = self._companions
        if companions is None:
            return
        self.setEnabled(False)

        def done(_nothing: object) -> None:
            self.setEnabled(True)
            self.changed.emit()

        def refused(sentence: str) -> None:
            self._show(not together)
            self.failed.emit(sentence)

        self._jobs.run(Lane.EDIT, lambda: companions.show_together(together), done, refused)
