"""The icon in the system's tray: photoclip goes on adding photos after its window is closed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from photoclip.ui.main_window import MainWindow
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.preferences import Preferences
from photoclip.ui.speech import tr

SETTING = "tray"


class Tray(QObject):
    """Shows the icon while that is wanted and the system has a tray; off by default.

    While it is shown, closing the window hides it, and only Quit ends the program.
    """

    def __init__(
        self,
        window: MainWindow,
        preferences: Preferences,
        picture: QIcon,
        available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        """Follow the setting; `available` says whether the system has a tray."""
        super().__init__(window)
        self._window, self._preferences, self._available = window, preferences, available
        self._quitting = self._hidden = False
        self._icon = QSystemTrayIcon(picture, self)
        self._icon.setToolTip("photoclip")
        self._menu = named(QMenu(window), "trayMenu", tr("Tray", "photoclip"))
        self._fill()
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._clicked)
        window.installEventFilter(self)
        window.quitting.connect(self._quit)
        preferences.changed.connect(lambda name: self._follow() if name == SETTING else None)
        self._follow()

    @property
    def is_kept(self) -> bool:
        """Whether closing the window leaves photoclip running."""
        return self._preferences.now.tray and self._available() and not self._quitting

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Close and self.is_kept:
            event.ignore()
            self._hidden = True
            self._window.hide()
            return True
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        """Show the icon, or take it away; what is hidden with it comes back."""
        kept = self.is_kept
        self._icon.setVisible(kept)
        QApplication.setQuitOnLastWindowClosed(not kept)
        if not kept and self._hidden:
            self._show_window()

    def _fill(self) -> None:
        texts = (
            ("trayShow", tr("Tray", "Show photoclip"), self._show_window),
            ("trayQuit", tr("Tray", "Quit"), self._end),
        )
        for name, text, do in texts:
            action = self._menu.addAction(text)
            action.setObjectName(name)
            action.triggered.connect(lambda _checked=False, do=do: do())

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self._show_window()

    def _show_window(self) -> None:
        self._hidden = False
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _quit(self) -> None:
        """Quit was chosen in the window, which closes itself next."""
        self._quitting = True
        self._icon.hide()
        QApplication.setQuitOnLastWindowClosed(True)

    def _end(self) -> None:
        """Quit was chosen in the tray."""
        was_hidden = self._hidden
        self._quit()
        self._window.close()
        if was_hidden:  # then Qt sees no window being closed
            QApplication.quit()
