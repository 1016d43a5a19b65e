"""Stars and flags that are clicked."""

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from photoclip.ui.icons import dress
from photoclip.ui.naming import named
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

_STARS = 5
_ICON = 16  # px


class Stars(QWidget):
    """A rating of 0 to 5 stars; a click on the star it ends with takes it off."""

    wanted = Signal(int)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name, tr("Viewer", "Rating"))
        self._theme = theme
        self._rating = 0
        self._stars = [self._star(name, number) for number in range(1, _STARS + 1)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for star in self._stars:
            row.addWidget(star)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def rating(self) -> int:
        """How many stars are shown."""
        return self._rating

    def show_rating(self, rating: int) -> None:
        """Show this many stars."""
        if rating != self._rating:
            self._rating = rating
            self._dress()

    def _star(self, name: str, number: int) -> QToolButton:
        star = named(QToolButton(), f"{name}{number}", tr("Viewer", "%n star(s)", "", number))
        star.setToolTip(
            tr("Viewer", "{rating} (key {key})").format(
                rating=tr("Viewer", "%n star(s)", "", number), key=number
            )
        )
        star.setProperty("mark", True)
        star.setIconSize(QSize(_ICON, _ICON))
        star.setFixedWidth(_ICON + 6)
        star.clicked.connect(partial(self._clicked, number))
        return star

    def _clicked(self, number: int, _checked: bool = False) -> None:
        self.wanted.emit(0 if number == self._rating else number)

    def _dress(self) -> None:
        for number, star in enumerate(self._stars, 1):
            full = number <= self._rating
            dress(star, "starFull" if full else "star", self._theme, "accent" if full else "quiet")
        self.setAccessibleDescription(tr("Viewer", "%n star(s)", "", self._rating))


class Flags(QWidget):
    """Picked or rejected; a second click takes the flag off."""

    wanted = Signal(int)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name, tr("Viewer", "Flag"))
        self._theme = theme
        self._flag = 0
        self._pick = self._button(f"{name}Pick", tr("Viewer", "Pick"), "P", 1)
        self._reject = self._button(f"{name}Reject", tr("Viewer", "Reject"), "X", -1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._pick)
        row.addWidget(self._reject)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def flag(self) -> int:
        """1 picked, -1 rejected, 0 neither."""
        return self._flag

    def show_flag(self, flag: int) -> None:
        """Show this flag."""
        self._flag = flag
        self._dress()

    def _button(self, name: str, text: str, key: str, flag: int) -> QToolButton:
        button = named(QToolButton(), name, text)
        button.setToolTip(f"{text} ({key})")
        button.setProperty("mark", True)
        button.setIconSize(QSize(_ICON, _ICON))
        button.clicked.connect(partial(self._clicked, flag))
        return button

    def _clicked(self, flag: int, _checked: bool = False) -> None:
        self.wanted.emit(0 if flag == self._flag else flag)

    def _dress(self) -> None:
        picked, rejected = self._flag > 0, self._flag < 0
        dress(
            self._pick, "picked" if picked else "pick", self._theme, "accent" if picked else "quiet"
        )
        dress(
            self._reject,
            "rejected" if rejected else "reject",
            self._theme,
            "danger" if rejected else "quiet",
        )
        said = {1: tr("Viewer", "Picked"), -1: tr("Viewer", "Rejected")}
        self.setAccessibleDescription(said.get(self._flag, tr("Viewer", "No flag")))
