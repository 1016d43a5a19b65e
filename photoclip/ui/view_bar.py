"""The controls over the grid: order, groups, size and cut of the thumbnails."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSlider, QToolButton

from photoclip.ui.grid_layout import LARGEST, SMALLEST
from photoclip.ui.icons import dress, icon
from photoclip.ui.line_slider import LineSlider
from photoclip.ui.naming import named
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

ORDERS = ("relevance", "newest", "oldest", "name", "rating", "added")
GROUPINGS = ("none", "day", "month", "event", "folder")
_SIGN = 16  # px


class Choice(QToolButton):
    """A quiet button that says what is chosen and opens a menu of what could be."""

    chosen = Signal(str)

    def __init__(self, name: str, spoken: str, options: Mapping[str, str], theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chosen = ""
        named(self, name)
        self._spoken = spoken
        self._options = dict(options)
        self._menu = named(QMenu(self), f"{name}Menu")
        self._group = QActionGroup(self)
        for key, text in options.items():
            action = self._menu.addAction(text)
            action.setCheckable(True)
            action.setData(key)
            action.setObjectName(f"{name}-{key}")
            self._group.addAction(action)
        self._group.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(_SIGN, _SIGN))
        theme.changed.connect(self._dress)

    def show_choice(self, key: str) -> None:
        """Show what is chosen."""
        self._chosen = key
        for action in self._group.actions():
            action.setChecked(action.data() == key)
        self._dress()
        self.setText(f"{self._options[key]} \u25be")
        self.setAccessibleName(f"{self._spoken}: {self._options[key]}")
        self.setToolTip(f"{self._spoken}: {self._options[key]}")

    def offer(self, key: str, offered: bool) -> None:
        """Offer an option, or not."""
        for action in self._group.actions():
            if action.data() == key:
                action.setVisible(offered)

    def _dress(self) -> None:
        """Mark what is chosen by a sign, for the style's own mark is coarse."""
        for action in self._group.actions():
            if action.data() == self._chosen:
                dress(action, "check", self._theme)
            else:
                action.setIcon(QIcon())

    def set_compact(self, compact: bool) -> None:
        """Show only the sign, where there is little room."""
        styles = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            styles.ToolButtonIconOnly if compact else styles.ToolButtonTextBesideIcon
        )


class ViewBar(QFrame):
    """How the photos are shown."""

    order_chosen = Signal(str)
    grouping_chosen = Signal(str)
    size_chosen = Signal(int)
    whole_chosen = Signal(bool)
    stacks_chosen = Signal(bool)
    line_moved = Signal(float)  # the relevance line, 0 to 1
    line_back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("viewBar")
        self._line = LineSlider(theme)
        self._order = Choice("sortChoice", tr("Grid", "Order"), _orders(), theme)
        self._grouping = Choice("groupChoice", tr("Grid", "Groups"), _groupings(), theme)
        self._small = named(QLabel(), "smallCells")
        self._large = named(QLabel(), "largeCells")
        self._size = named(
            QSlider(Qt.Orientation.Horizontal), "thumbnailSize", tr("Grid", "Thumbnail size")
        )
        self._whole = named(QToolButton(), "wholePictures")
        self._stacks = named(QToolButton(), "stackCopies", tr("Grid", "Stack copies and bursts"))
        self._arrange()
        self._line.moved.connect(self.line_moved)
        self._line.back_wanted.connect(self.line_back_wanted)
        self._order.chosen.connect(self.order_chosen)
        self._grouping.chosen.connect(self.grouping_chosen)
        self._size.valueChanged.connect(self.size_chosen)
        self._whole.toggled.connect(self._whole_toggled)
        self._stacks.clicked.connect(self.stacks_chosen)
        theme.changed.connect(self._dress)
        self._dress()

    def show_order(self, order: str, *, answer: bool) -> None:
        """Show an order; relevance is one of an answer only, and groups are not."""
        self._order.offer("relevance", answer)
        self._order.show_choice(order)
        self._grouping.setVisible(not answer)

    def show_line(self, line: float | None) -> None:
        """Show where the relevance line is; None: what is shown has none."""
        self._line.setVisible(line is not None)
        if line is not None:
            self._line.show_line(line)

    def show_grouping(self, grouping: str) -> None:
        """Show how the photos are grouped."""
        self._grouping.show_choice(grouping)

    def show_size(self, px: int) -> None:
        """Show the size of the thumbnails."""
        self._size.blockSignals(True)
        self._size.setValue(px)
        self._size.blockSignals(False)

    def show_whole(self, whole: bool) -> None:
        """Show whether pictures are whole."""
        self._whole.blockSignals(True)
        self._whole.setChecked(whole)
        self._whole.blockSignals(False)
        self._say_whole()

    def show_stacks(self, stacks: bool) -> None:
        """Show whether copies and bursts are stacked."""
        self._stacks.setChecked(stacks)

    def set_compact(self, compact: bool) -> None:
        """Take less room."""
        self._line.set_compact(compact)
        self._order.set_compact(compact)
        self._grouping.set_compact(compact)
        self._size.setFixedWidth(72 if compact else 112)

    def _whole_toggled(self, whole: bool) -> None:
        self._say_whole()
        self.whole_chosen.emit(whole)

    def _say_whole(self) -> None:
        whole = self._whole.isChecked()
        said = tr("Grid", "Whole pictures") if whole else tr("Grid", "Square thumbnails")
        self._whole.setAccessibleName(said)
        self._whole.setToolTip(said)
        dress(self._whole, "wholeCells" if whole else "fillCells", self._theme)

    def _arrange(self) -> None:
        self._size.setRange(SMALLEST, LARGEST)
        self._size.setSingleStep(16)
        self._size.setPageStep(48)
        self._size.setToolTip(tr("Grid", "Thumbnail size (Ctrl++ and Ctrl+-)"))
        self._size.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._whole.setCheckable(True)
        self._whole.setIconSize(QSize(_SIGN, _SIGN))
        self._whole.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._stacks.setCheckable(True)
        self._stacks.setIconSize(QSize(_SIGN, _SIGN))
        self._stacks.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        hint = tr("Grid", "Stack copies and bursts; Alt+Enter opens a stack")
        self._stacks.setToolTip(hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._line)
        self._line.hide()
        row.addWidget(self._order)
        row.addWidget(self._grouping)
        row.addSpacing(8)
        for widget in (self._small, self._size, self._large):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self._stacks)
        row.addWidget(self._whole)
        self.set_compact(False)

    def _dress(self) -> None:
        dress(self._order, "sort", self._theme)
        dress(self._grouping, "group", self._theme)
        dress(self._stacks, "stack", self._theme)
        self._say_whole()
        for label, name in ((self._small, "smallCells"), (self._large, "largeCells")):
            sign = icon(name, self._theme.colours.quiet)
            label.setPixmap(sign.pixmap(QSize(14, 14), self.devicePixelRatioF()))


def _orders() -> dict[str, str]:
    return {
        "relevance": tr("Grid", "Best first"),
        "newest": tr("Grid", "Newest first"),
        "oldest": tr("Grid", "Oldest first"),
        "name": tr("Grid", "By name"),
        "rating": tr("Grid", "Best rated first"),
        "added": tr("Grid", "Last added first"),
    }


def _groupings() -> dict[str, str]:
    return {
        "none": tr("Grid", "No groups"),
        "day": tr("Grid", "By day"),
        "month": tr("Grid", "By month"),
        "event": tr("Grid", "By event"),
        "folder": tr("Grid", "By folder"),
    }
