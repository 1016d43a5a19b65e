"""What every other way to look at photos has: a head, a body, and how it speaks with the window."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from photoclip.ui.elided import Elided
from photoclip.ui.jobs import Jobs
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library

Ids = npt.NDArray[np.int64]


class WayHead(QWidget):
    """What is shown and how much of it on the left, the way's own controls on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("wayHead")
        self._headline = named(Elided(), "wayHeadline")
        self._headline.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._detail = named(QLabel(), "wayDetail")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 4, 12, 4)
        self._row.setSpacing(8)
        self._row.addWidget(self._headline)
        self._row.addWidget(self._detail)
        self._row.addStretch(1)
        self.setMinimumHeight(48)

    def title(self, text: str) -> None:
        """Say what is shown; empty: all photos."""
        self._headline.show_text(text or tr("Grid", "All photos"))

    def detail(self, text: str) -> None:
        """Say quietly how much of it."""
        self._detail.setText(text)

    def add(self, control: QWidget) -> None:
        """One more control at the right end."""
        self._row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)


class Way(QWidget):
    """One way to look at the photos that the question or the chosen part of the library has.

    A way is made when it is first wanted and lives as long as the window. Esc leaves it for the
    grid, unless a part of it takes the key for itself; so does `closed`.
    """

    chosen = Signal(object, str)  # ids (int64 array) to show in the grid, and what they are
    opened = Signal(object, int)  # ids (int64 array) to leaf through, and the one to open
    asked = Signal(str, str)  # a filter to add to the question, and what its photos are
    closed = Signal()  # back to the grid
    said = Signal(str)  # a short notice
    failed = Signal(str)  # one sentence
    edited = Signal(object)  # what the person did here, a tuple of Edit
    selection_changed = Signal()  # `selected_ids` gives others
    menu_wanted = Signal(QPoint)  # actions on the selected photos, at this place of the screen
    deed_wanted = Signal(str)  # an action of the window by its name, on the selected photos

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.jobs = theme, jobs
        self.head = WayHead()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("way", True)

    def set_body(self, body: QWidget) -> None:
        """Put the one widget under the head, which also takes the keyboard for the page."""
        self._column.addWidget(body, 1)
        self.setFocusProxy(body)

    def set_library(self, library: "Library") -> None:
        """Look at photos of this library; called before the first `come`."""
        raise NotImplementedError

    def come(self, ids: Ids) -> None:
        """Show these photos, int64 (n,): the page is shown, or other photos are found meanwhile.

        It may be called with the same photos again, when facts of them may be others.
        """
        raise NotImplementedError

    def leave(self) -> None:
        """Another page is shown; what was only for the eyes may end."""

    def stop(self) -> None:
        """The window closes: end what runs."""

    def returned(self, photo_id: int) -> None:
        """The viewer, opened from here, was closed at this photo."""

    def selected_ids(self) -> list[int]:
        """The photos that an action of the window is about."""
        return []

    def selectAll(self) -> None:  # noqa: N802 - as Qt's views call it
        """Select every photo shown, where photos can be selected."""

    def clearSelection(self) -> None:  # noqa: N802 - likewise
        """Select none."""

    def zoom(self, steps: float) -> None:
        """Show more closely (positive) or from farther away, where there is anything to zoom."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.closed.emit()
        else:
            super().keyPressEvent(event)
