"""How well saved searches find their right answers, now and before the last change."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.library.search_health import FIRST, Found, Health
from photoclip.records import SavedSearch
from photoclip.ui import wording
from photoclip.ui.buttons import own_enter
from photoclip.ui.elided import Elided
from photoclip.ui.health.report import LostPhoto, Report
from photoclip.ui.naming import named, tip
from photoclip.ui.organise.closing_row import accept_button, closing_row
from photoclip.ui.room import take_room
from photoclip.ui.scrolling import scrolled_rows
from photoclip.ui.speech import tr

_SIDE = 88  # px
_STRIP = 132  # px
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class HealthDialog(QDialog):
    """A card for each search: figures before and now, why, and the photos that got lost."""

    check_wanted = Signal()
    search_wanted = Signal(SavedSearch)

    def __init__(self, first: int, parent: QWidget) -> None:
        """Show the search with this id first; 0: in the order of names."""
        super().__init__(parent)
        title = tr("Health", "Search health")
        named(self, "healthDialog", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(560, 400)
        take_room(self, 640, 560)
        self._first = first
        self._said = named(QLabel(), "healthSaid")
        self._said.setWordWrap(True)
        self._cards = QVBoxLayout()
        self._again = named(QPushButton(tr("Health", "Check again")), "checkHealth")
        self._again.setAccessibleName(self._again.text())
        self._again.setToolTip(tr("Health", "Ask all saved searches with right answers again"))
        own_enter(self._again)
        self._again.clicked.connect(self.check_wanted)
        self._arrange(title)

    def show_busy(self) -> None:
        """The figures are on their way."""
        self._again.setEnabled(False)
        self._said.setText(tr("Health", "Asking the saved searches…"))

    def show_trouble(self, sentence: str) -> None:
        """The searches could not be asked."""
        self._again.setEnabled(True)
        self._said.setText(sentence)

    def show_reports(self, found: tuple[Report, ...]) -> None:
        """Show the figures."""
        self._again.setEnabled(True)
        self._said.setText(
            tr(
                "Health",
                "Photos that you marked as right answers, and how many of them are found. It is "
                "measured again after a change of the model, its prompts or the relevance line.",
            )
            if found
            else tr(
                "Health",
                "No saved search has right answers yet. Show one, select photos that it has to "
                "find, and choose “Right answer” from their menu.",
            )
        )
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for report in sorted(found, key=self._rank):
            self._cards.addWidget(_card(report, partial(self._ask, report.health.search)))

    def _rank(self, report: Report) -> tuple[bool, bool]:
        """The search that was asked for first, then those that find less than before."""
        return report.health.search.id != self._first, not report.health.finds_less

    def _ask(self, search: SavedSearch) -> None:
        self.accept()
        self.search_wanted.emit(search)

    def _arrange(self, title: str) -> None:
        self._cards.setSpacing(12)
        title_of_all = tr("Health", "Saved searches")
        area = scrolled_rows(self._cards, "healthGround", "healthArea", title_of_all)
        close = accept_button("closeHealth", tr("Health", "Close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(named(QLabel(title), "dialogHeading"))
        column.addWidget(self._said)
        column.addWidget(area, 1)
        column.addLayout(closing_row(self._again, close))
        close.setFocus()


def _card(report: Report, ask: Callable[[], object]) -> QFrame:
    health = report.health
    card = named(QFrame(), "healthCard", health.search.name)
    card.setProperty("card", True)
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(8)
    column.addLayout(_head(health, ask))
    if health.trouble:
        column.addWidget(_sentence(health.trouble, "healthTrouble"))
    if health.now is None:
        column.addWidget(_sentence(tr("Health", "Not measured yet."), "healthReason"))
        return card
    column.addLayout(_figures(health.before, health.now))
    reason = _reason(health)
    if reason:
        column.addWidget(_sentence(reason, "healthReason"))
    if report.lost:
        number = len(health.lost)
        said = tr("Health", "%n right answer(s) no longer found", "", number)
        column.addWidget(named(QLabel(said), "healthLost"))
        column.addWidget(_strip(report.lost, said))
    return card


def _head(health: Health, ask: Callable[[], object]) -> QHBoxLayout:
    told = QVBoxLayout()
    told.setSpacing(0)
    told.addWidget(named(Elided(health.search.name), "healthName"))
    if health.search.text != health.search.name:
        told.addWidget(named(Elided(health.search.text), "healthWords"))
    spoken = tr("Health", "Show the answer of {name}").format(name=health.search.name)
    button = named(QPushButton(tr("Health", "Show answer")), "showAnswer", spoken)
    own_enter(button)
    button.clicked.connect(lambda _checked=False: ask())
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addLayout(told, 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _figures(before: Found | None, now: Found) -> QGridLayout:
    """A table: among the first, likely; before and now."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    heads = [tr("Health", "Before")] if before is not None else []
    for column, text in enumerate([*heads, tr("Health", "Now")], 1):
        grid.addWidget(named(QLabel(text), "healthCaption"), 0, column, _RIGHT)
    first = tr("Health", "Among the first {first} photos").format(first=FIRST)
    lines = [(first, before.first if before else None, now.first)]
    if now.likely is not None:
        likely = tr("Health", "In the likely band")
        lines.append((likely, before.likely if before else None, now.likely))
    for row, (text, was, count) in enumerate(lines, 1):
        grid.addWidget(QLabel(text), row, 0)
        worse = was is not None and before is not None and was > count
        if before is not None:
            said = "" if was is None else _share(was, before.pinned)
            grid.addWidget(named(QLabel(said), "healthBefore"), row, 1, _RIGHT)
        label = named(QLabel(_share(count, now.pinned)), "healthNow")
        label.setProperty("worse", worse)
        grid.addWidget(label, row, 1 + len(heads), _RIGHT)
    return grid


def _share(found: int, pinned: int) -> str:
    return tr("Health", "{found} of {all}").format(
        found=wording.number(found), all=wording.number(pinned)
    )


def _reason(health: Health) -> str:
    """What was changed between the two measurements."""
    before, now = health.before, health.now
    if before is None or now is None:
        return ""
    said = {
        "model": lambda: tr("Health", "the model ({before} → {now})").format(
            before=before.model, now=now.model
        ),
        "prompts": lambda: tr("Health", "the prompts"),
        "line": lambda: tr("Health", "the relevance line"),
        "words": lambda: tr("Health", "its words"),
    }
    parts = [said[name]() for name in health.changed if name in said]
    return tr("Health", "Changed in between: {what}").format(what=", ".join(parts))


def _strip(lost: tuple[LostPhoto, ...], spoken: str) -> QListWidget:
    strip = named(QListWidget(), "healthPhotos", spoken)
    strip.setViewMode(QListView.ViewMode.IconMode)
    strip.setMovement(QListView.Movement.Static)
    strip.setWrapping(False)
    strip.setIconSize(QSize(_SIDE, _SIDE))
    strip.setSpacing(4)
    strip.setFixedHeight(_STRIP)
    strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    strip.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    scale = strip.devicePixelRatioF()
    for each in lost:
        item = QListWidgetItem(_places(each))
        item.setToolTip(tip(f"{each.name}\n{_places(each)}"))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{each.name}, {_places(each)}")
        if each.picture is not None:
            item.setIcon(QIcon(_square(QPixmap.fromImage(each.picture), scale)))
        strip.addItem(item)
    return strip


def _square(picture: QPixmap, scale: float) -> QPixmap:
    """The middle square of a picture."""
    side = round(_SIDE * scale)
    fitted = picture.scaled(
        QSize(side, side),
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    cut = fitted.copy((fitted.width() - side) // 2, (fitted.height() - side) // 2, side, side)
    cut.setDevicePixelRatio(scale)
    return cut


def _places(lost: LostPhoto) -> str:
    """`3 → 140`: the places before and now."""
    far = tr("Health", "> 1,000")
    before, now = (
        far if place is None else wording.number(place)
        for place in (lost.moved.before, lost.moved.now)
    )
    return f"{before} → {now}"


def _sentence(text: str, name: str) -> QLabel:
    label = named(QLabel(text), name)
    label.setWordWrap(True)
    return label
