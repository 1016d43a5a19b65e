"""A window of its own for a library whose catalog is damaged, or that a backup is put back in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QVBoxLayout, QWidget

from photoclip import paths
from photoclip.library import backups
from photoclip.library.backups import Backup, Offer, Restored
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.language import Language
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.pages import MessagePage
from photoclip.ui.preferences import Preferences
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme, scheme_of
from photoclip.ui.wording import day_and_time

_SIZE = QSize(1280, 832)
_SMALLEST = QSize(640, 440)
_CLOSING_SECONDS = 30.0


class RecoveryWindow(QWidget):
    """Says what happened, and offers what can be put back."""

    done = Signal(bool)  # whether the library is to be opened again

    def __init__(self, theme: Theme, jobs: Jobs, folder: Path) -> None:
        super().__init__()
        named(self, "recoveryWindow", "photoclip")
        self.setWindowTitle("photoclip")
        self.resize(_SIZE)
        self.setMinimumSize(_SMALLEST)
        self._jobs, self._folder, self._ended = jobs, folder, False
        self._page = MessagePage(theme, "restore", "recoveryPage")
        self._main = self._page.add_button("", "restoreBackup", primary=True)
        others = tr("Recovery", "Other backups…")
        self._others = self._page.add_button(others, "otherBackups", below=True)
        leave = tr("Recovery", "Quit")
        self._quit = self._page.add_button(leave, "leaveRecovery", below=True)
        self._do: Callable[[], object] = self.look
        self._main.clicked.connect(self._act)
        self._menu = named(QMenu(self._others), "backupsMenu", others)
        self._others.clicked.connect(self._choose)
        self._quit.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(True)  # or Return does nothing outside a dialog

    def look(self) -> None:
        """See what can be brought back, and offer it."""
        self._say(
            tr("Recovery", "The library file is damaged"),
            tr("Recovery", "Looking at what can be brought back…"),
        )
        self._jobs.run(Lane.EDIT, partial(_looked, self._folder), self._offer, self._fail)

    def restore(self, name: str) -> None:
        """Put a backup back."""
        self._say(
            tr("Recovery", "Restoring the backup…"),
            tr("Recovery", "This takes a few moments. Your photos are not touched."),
        )
        self._do = partial(self.restore, name)
        work = partial(backups.restore, self._folder, name)
        self._jobs.run(Lane.EDIT, work, self._restored, self._fail)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._end(again=False)

    def _act(self) -> None:
        self._do()

    def _offer(self, looked: tuple[Offer, tuple[Backup, ...]]) -> None:
        offer, every = looked
        if not offer.damaged:
            self._end(again=True)  # somebody else has restored it
            return
        others = [each for each in every if each.whole and each != offer.backup]
        heading = tr("Recovery", "The library file is damaged")
        if offer.backup is None:
            self._say(
                heading,
                tr(
                    "Recovery",
                    "Nothing of it can be read, and there is no backup. Your photos are not "
                    "touched: begin a new library, and they are found again. The damaged file is "
                    "kept.",
                ),
            )
            self._let(tr("Recovery", "Begin a new library"), self._begin_anew)
            return
        text = tr("Recovery", "Restore backup of {date}").format(date=moment(offer.backup))
        self._say(heading, _what_comes_back(offer.backup, rescued=offer.rescued), _last_words())
        self._let(text, partial(self.restore, offer.backup.name))
        self._offer_others(others)

    def _offer_others(self, others: list[Backup]) -> None:
        self._others.setVisible(bool(others))
        menu = self._menu
        menu.clear()
        for each in others:
            choice = menu.addAction(f"{moment(each)} · {holds(each)}")
            choice.triggered.connect(partial(self.restore, each.name))

    def _choose(self) -> None:
        self._menu.popup(self._others.mapToGlobal(self._others.rect().bottomLeft()))

    def _begin_anew(self) -> None:
        self._jobs.run(
            Lane.EDIT,
            partial(backups.begin_anew, self._folder),
            lambda _aside: self._end(again=True),
            self._fail,
        )

    def _restored(self, _done: Restored) -> None:
        self._end(again=True)

    def _fail(self, sentence: str) -> None:
        self._say(tr("Recovery", "The backup cannot be restored"), sentence)
        self._let(tr("Recovery", "Try again"), self.look)

    def _say(self, heading: str, sentence: str, hint: str = "") -> None:
        self._page.say(heading, sentence, hint)
        for button in (self._main, self._others, self._quit):
            button.hide()

    def _let(self, text: str, do: Callable[[], object]) -> None:
        self._main.setText(text)
        self._main.setAccessibleName(text)
        self._do = do
        self._main.show()
        self._quit.show()
        self._main.setFocus()

    def _end(self, *, again: bool) -> None:
        if not self._ended:
            self._ended = True
            self.done.emit(again)


class Recovery(QObject):
    """The window with all it needs, while no library is open."""

    finished = Signal(bool)  # whether the library is to be opened again

    def __init__(
        self, application: QApplication, folder: Path, settings: Path, name: str = ""
    ) -> None:
        """For the library in `folder`; `name` is the backup that the person chose, "": none yet."""
        super().__init__()
        preferences = Preferences(settings)
        self._language = Language(application, paths.resources())
        self._language.choose(preferences.now.language)
        theme = Theme(application, paths.resources())
        theme.choose(scheme_of(preferences.now.appearance))
        preferences.close(_CLOSING_SECONDS)
        self._jobs = Jobs(self)
        self._name, self.again = name, False
        self.window = RecoveryWindow(theme, self._jobs, folder)
        self.window.setWindowIcon(QIcon(str(paths.resources() / "icons" / "photoclip-256.png")))
        self.window.done.connect(self._end)

    def start(self) -> None:
        """Show it, and begin."""
        self.window.show()
        if self._name:
            self.window.restore(self._name)
        else:
            self.window.look()

    def close(self) -> bool:
        """End; False when something did not end in time."""
        ended = self._jobs.close(_CLOSING_SECONDS)
        self.window.hide()
        self.window.deleteLater()
        self._language.remove()
        return ended

    def _end(self, again: bool) -> None:
        self.again = again
        self.finished.emit(again)


def moment(backup: Backup) -> str:
    """When a backup was made, as the clock on the wall said."""
    return day_and_time(backup.made_at.astimezone().replace(tzinfo=None))


def holds(backup: Backup) -> str:
    """What a backup holds, in a few words."""
    photos = tr("Recovery", "%n photo(s)", "", backup.photos)
    tags = tr("Recovery", "%n tag(s)", "", backup.tags)
    return f"{photos}, {tags}"


def _looked(folder: Path) -> tuple[Offer, tuple[Backup, ...]]:
    return backups.offer(folder), backups.listed(folder)


def _what_comes_back(backup: Backup, *, rescued: bool) -> str:
    if rescued:
        said = tr(
            "Recovery",
            "Everything that you decided could still be read, and was saved just now: "
            "{holds}. Nothing of it is lost.",
        )
    else:
        said = tr(
            "Recovery",
            "The last backup has {holds}. What you decided after it was made is lost; newer photos "
            "are found again.",
        )
    return said.format(holds=holds(backup))


def _last_words() -> str:
    return tr("Recovery", "Your photos are not touched, and the damaged file is kept.")
