"""What stands around the pages of a label list: its name, the tabs, the line at the foot."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from photoclip.records import LabelList
from photoclip.ui.elided import Elided
from photoclip.ui.labels.forms import button, line
from photoclip.ui.naming import named
from photoclip.ui.pages import MessagePage
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme


class Frame(QWidget):
    """Pages of one list, or a page that says there is none."""

    turned = Signal(int)  # to the page of this place

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = named(Elided(), "labelListTitle")
        self._about = named(QLabel(), "labelListAbout")
        self._said = named(QLabel(), "labelsSaid")
        self._busy = named(QProgressBar(), "labelsBusy", tr("Labels", "Working"))
        self._empty = MessagePage(theme, "labelList", "noList")
        self._pages, self._stack = QStackedWidget(), QStackedWidget()
        self.tabs = named(QTabBar(), "labelTabs", tr("Labels", "Parts of this list"))
        self._foot = line()
        self._left: QWidget | None = None  # had the keyboard before something was done
        self.close_button = button("closeLabels", tr("Labels", "Close"))
        self._arrange()
        self.tabs.currentChanged.connect(self._turn)

    def add_pages(self, *pages: tuple[str, QWidget]) -> None:
        """The pages with the texts of their tabs; the keyboard comes to Close after them."""
        for text, page in pages:
            self._pages.addWidget(page)
            self.tabs.addTab(text)
        self._foot.addWidget(self.close_button)

    def show_list(self, labels: LabelList | None, *, kept: bool) -> None:
        """Say which list it is, None for none; `kept`: the library has it."""
        self._stack.setCurrentIndex(0 if labels is None else 1)
        self.tabs.setEnabled(labels is not None)
        self._title.show_text(labels.name if labels is not None else "")
        self._about.setText(_about(labels, kept=kept) if labels is not None else "")

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Say what was done, or what went wrong."""
        self._said.setText(sentence)
        self._said.setProperty("trouble", trouble)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)

    def show_busy(self, busy: bool) -> None:
        """Show that something is being done."""
        self._busy.setRange(0, 0 if busy else 1)
        self._busy.setProperty("idle", not busy)
        self._busy.style().unpolish(self._busy)
        self._busy.style().polish(self._busy)

    def hold_focus(self, busy: bool) -> None:
        """Keep the keyboard from going to Close while what had it cannot be used."""
        if busy:
            self._left = self.window().focusWidget()
            self.tabs.setFocus()
        elif self._left is not None and self.tabs.hasFocus():
            if self._left.isVisible():
                self._left.setFocus()
            self._left = None

    def _turn(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        self.turned.emit(place)

    def _arrange(self) -> None:
        self._empty.say(
            tr("Labels", "No label list yet"),
            tr("Labels", "Make one of your own words, or import a file with one label a line."),
        )
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._busy.setTextVisible(False)
        self._said.setWordWrap(True)
        for label in (self._about, self._said):
            label.setTextFormat(Qt.TextFormat.PlainText)
        inside = QWidget()
        right = QVBoxLayout(inside)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._title)
        right.addSpacing(2)
        right.addWidget(self._about)
        right.addSpacing(12)
        right.addWidget(self.tabs)
        right.addWidget(self._pages, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(inside)
        self._foot.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._stack, 1)
        column.addWidget(self._busy)
        column.addLayout(self._foot)


def _about(labels: LabelList, *, kept: bool) -> str:
    said = [tr("Labels", "%n label(s)", "", len(labels.labels))]
    said.append(
        tr("Labels", "one for each photo") if labels.exclusive else tr("Labels", "several fit")
    )
    if kept:
        said.append(tr("Labels", "version {number}").format(number=labels.version))
    if labels.folders:
        said.append(tr("Labels", "tags %n folder(s) by itself", "", len(labels.folders)))
    return " · ".join(said)
