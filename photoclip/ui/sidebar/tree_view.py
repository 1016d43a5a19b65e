"""The tree of the sidebar: clicks, keys and drops."""

import json

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.sidebar.entries import Entry, Kind
from photoclip.ui.sidebar.row_delegate import ADDS, RowDelegate, places
from photoclip.ui.sidebar.tree_model import MIME, TreeModel, takes_photos
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

_CHOOSE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class TreeView(QTreeView):
    """Rows without indentation of Qt's; the delegate paints levels, arrows and all."""

    chosen = Signal(object)  # the Entry that was clicked, or Enter pressed on
    plus_clicked = Signal(object)  # the section whose plus was clicked
    menu_wanted = Signal(object, QPoint)  # Entry or None, and where on the screen
    rename_wanted = Signal(object)
    delete_wanted = Signal(object)
    left = Signal()  # Esc
    dropped = Signal(object, object)  # the Entry and the ids of photos, a tuple

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "sidebarTree", tr("Sidebar", "Folders, albums, searches and tags"))
        self.rows = TreeModel(self)
        self.delegate = RowDelegate(theme)
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setDropIndicatorShown(False)
        self.setAutoExpandDelay(700)
        theme.changed.connect(self.viewport().update)
        self.rows.repaint_wanted.connect(self.viewport().update)

    def unfold(self, wanted: dict[Entry, bool]) -> None:
        """Unfold (True) or fold rows, all at once; nobody is told."""
        different = {
            entry: opened
            for entry, opened in wanted.items()
            if self.isExpanded(self.rows.index_of(entry)) != opened
        }
        if different:
            self.scheduleDelayedItemsLayout()  # one layout for all, later
            with QSignalBlocker(self):
                for entry, opened in different.items():
                    self.setExpanded(self.rows.index_of(entry), opened)

    def current(self) -> Entry | None:
        """Where the keyboard is."""
        return self.rows.entry(self.currentIndex())

    def mark(self, entry: Entry | None) -> None:
        """Show which row the photos come from."""
        if entry is not self.delegate.chosen:
            self.delegate.chosen = entry
            self.viewport().update()

    # The mouse

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        entry = self.rows.entry(self.indexAt(event.position().toPoint()))
        if event.button() != Qt.MouseButton.LeftButton or entry is None:
            super().mousePressEvent(event)
            return
        spot = event.position().toPoint()
        index = self.rows.index_of(entry)
        where = places(self.visualRect(index), entry.depth)
        if entry.kind is Kind.SECTION and entry.key in ADDS and where.plus.contains(spot):
            self.plus_clicked.emit(entry)
        elif entry.kind is Kind.SECTION or (entry.children and where.arrow.contains(spot)):
            self.setCurrentIndex(index)
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.setCurrentIndex(index)
            self.chosen.emit(entry)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        entry = self.rows.entry(self.indexAt(event.position().toPoint()))
        if entry is None or event.button() != Qt.MouseButton.LeftButton:
            return
        index = self.rows.index_of(entry)
        where = places(self.visualRect(index), entry.depth)
        on_arrow = where.arrow.contains(event.position().toPoint())
        if entry.kind is Kind.SECTION or on_arrow:
            self.mousePressEvent(event)
        elif entry.children:
            self.setExpanded(index, not self.isExpanded(index))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        spot = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            spot = self.viewport().mapToGlobal(self.visualRect(index).center())
        self.menu_wanted.emit(self.rows.entry(index), spot)

    # The keyboard

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.current()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif entry is None:
            super().keyPressEvent(event)
        elif event.key() in _CHOOSE:
            self._choose(entry)
        elif event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit(entry)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.delete_wanted.emit(entry)
        elif event.key() == Qt.Key.Key_Left and not self._is_open(entry):
            self.setCurrentIndex(self.rows.index_of(entry.parent))
        else:
            super().keyPressEvent(event)

    def _is_open(self, entry: Entry) -> bool:
        return bool(entry.children) and self.isExpanded(self.rows.index_of(entry))

    def _choose(self, entry: Entry) -> None:
        if entry.kind is Kind.SECTION:
            index = self.rows.index_of(entry)
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.chosen.emit(entry)

    # Photos dropped on it

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls at the edges, opens what is hovered
        entry = self._target(event.position().toPoint(), event.mimeData())
        self._show_target(entry)
        if entry is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_target(None)
        super().dragLeaveEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        entry = self._target(event.position().toPoint(), event.mimeData())
        self._show_target(None)
        ids = dropped_ids(event.mimeData())
        if entry is None or not ids:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.dropped.emit(entry, ids)

    def _target(self, spot: QPoint, mime: QMimeData) -> Entry | None:
        entry = self.rows.entry(self.indexAt(spot))
        if entry is None or not mime.hasFormat(MIME) or not takes_photos(entry):
            return None
        return entry

    def _show_target(self, entry: Entry | None) -> None:
        if entry is not self.delegate.drop_on:
            self.delegate.drop_on = entry
            self.viewport().update()

    @override
    def setCurrentIndex(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if index.isValid():
            super().setCurrentIndex(index)


def dropped_ids(mime: QMimeData) -> tuple[int, ...]:
    """The photos of a drag inside the window; () when it carries none that can be read."""
    text = bytes(mime.data(MIME).data())
    try:
        ids = json.loads(text) if text.lstrip().startswith(b"[") else [*map(int, text.split())]
    except (ValueError, RecursionError):
        return ()
    return tuple(ids) if all(isinstance(each, int) for each in ids) else ()
