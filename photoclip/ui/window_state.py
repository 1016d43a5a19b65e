"""Where the window was, so that it comes back there."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QWidget

from photoclip.ui.overrides import override
from photoclip.ui.preferences import Preferences

_GRIP = 80  # px of the window's title that must lie on a screen
_EVENTS = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange)


class WindowState(QObject):
    """Restores place, size and splitters of a window, then remembers their changes."""

    def __init__(
        self,
        window: QWidget,
        preferences: Preferences,
        splitters: Mapping[str, QSplitter] | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._preferences, self._splitters = (
            window,
            preferences,
            dict(splitters or {}),
        )
        self._restore()
        window.installEventFilter(self)
        for splitter in self._splitters.values():
            splitter.splitterMoved.connect(self._remember_splitters)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in _EVENTS and self._window.isVisible():
            self._remember()
        return super().eventFilter(watched, event)

    def _restore(self) -> None:
        kept = self._preferences.now
        if len(kept.window_place) == 4:
            screens = [each.availableGeometry() for each in QGuiApplication.screens()]
            place = fitted(QRect(*kept.window_place), screens)
            self._window.resize(place.size())
            self._window.move(place.topLeft())
        if kept.window_maximised:
            self._window.setWindowState(Qt.WindowState.WindowMaximized)
        for name, splitter in self._splitters.items():
            sizes = kept.splitters.get(name, ())
            if len(sizes) == splitter.count():
                splitter.setSizes(list(sizes))

    def _remember(self) -> None:
        window = self._window
        if window.isFullScreen() or window.isMinimized():
            return
        self._preferences.choose(window_maximised=window.isMaximized())
        if not window.isMaximized():
            place = (window.x(), window.y(), window.width(), window.height())
            self._preferences.choose(window_place=place)

    def _remember_splitters(self) -> None:
        sizes = {name: tuple(each.sizes()) for name, each in self._splitters.items()}
        self._preferences.choose(splitters={**self._preferences.now.splitters, **sizes})


class FullScreen:
    """Shows a window full screen, and afterwards as it was."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._was_maximised = False

    def show(self, full: bool) -> None:
        """Full screen, or as before."""
        window = self._window
        if full and not window.isFullScreen():
            self._was_maximised = window.isMaximized()
            window.showFullScreen()
        elif not full and window.isFullScreen():
            window.showMaximized() if self._was_maximised else window.showNormal()


def fitted(place: QRect, screens: list[QRect]) -> QRect:
    """A place that can be reached: as it is, or on the first screen when its own is gone."""
    title = QRect(place.x(), place.y(), place.width(), 32)
    for screen in screens:
        seen = title.intersected(screen)
        if seen.width() >= _GRIP and seen.height() >= 16:
            size = place.size().boundedTo(screen.size())
            return QRect(place.topLeft(), size)
    if not screens:
        return place
    inside = QRect(screens[0].topLeft(), place.size().boundedTo(screens[0].size()))
    inside.moveCenter(screens[0].center())
    return inside
