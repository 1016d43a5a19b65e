"""The grid of thumbnails: lays them out evenly and says what a person wants of a photo."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget
from typing_extensions import override

from photoclip.ui.photo_delegate import GAP, PhotoDelegate
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.theme import Theme

SIZES = (96, 128, 168, 216, 288)  # px, the sides a person can choose
_MARGIN = 14  # px left of the first column
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class PhotoGrid(QListView):
    """A virtual grid: only what is visible is asked of the model."""

    opened = Signal(int)  # photo id
    similar_wanted = Signal(int)  # photo id
    typed = Signal(str)  # letters typed here belong to the search field

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target = SIZES[2]
        self._columns = 1
        self._anchor: tuple[int, int] | None = None  # photo id, its distance from the top
        self._kept: tuple[list[int], int | None] = ([], None)
        self.setObjectName("photoGrid")
        self.setAccessibleName("Photos")
        self.setItemDelegate(PhotoDelegate(theme))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(1000)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setViewportMargins(_MARGIN, 0, 0, 0)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.doubleClicked.connect(self._open)
        self.verticalScrollBar().rangeChanged.connect(self._return_to_anchor)

    # The photos

    def photos(self) -> PhotoListModel | None:
        """The list shown."""
        model = self.model()
        return model if isinstance(model, PhotoListModel) else None

    def show_list(self, photos: PhotoListModel) -> None:
        """Show a list of photos."""
        self.setModel(photos)
        photos.modelAboutToBeReset.connect(self._keep_place)
        photos.modelReset.connect(self._restore_place)
        self._lay_out()

    def current_id(self) -> int | None:
        """The photo that has the keyboard."""
        index = self.currentIndex()
        return int(index.data(PhotoListModel.ID)) if index.isValid() else None

    def go_to(self, photo_id: int) -> None:
        """Make a photo the current and only selected one, and show it."""
        photos = self.photos()
        row = photos.row_of(photo_id) if photos else -1
        if photos and row >= 0:
            self.setCurrentIndex(photos.index(row))
            self.scrollTo(photos.index(row))

    def start_over(self) -> None:
        """The next list has nothing to do with this one: show it from its top."""
        self._anchor = None
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        self.verticalScrollBar().setValue(0)

    # Size of the thumbnails

    def zoom(self, steps: int) -> None:
        """Larger (positive) or smaller thumbnails."""
        place = min(max(SIZES.index(self._target) + steps, 0), len(SIZES) - 1)
        if SIZES[place] != self._target:
            self._keep_place()
            self._target = SIZES[place]
            self._lay_out()
            self._return_to_anchor()

    def _lay_out(self) -> None:
        width = min(self.viewport().width(), self.maximumViewportSize().width()) - 1
        self._columns = max(1, width // (self._target + GAP))
        edge = max(48, width // self._columns)
        if self.gridSize().width() != edge:
            self.setGridSize(QSize(edge, edge))
        photos = self.photos()
        if photos:
            photos.set_thumbnail_side(round((edge - GAP) * self.devicePixelRatioF()))

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        if e.size().width() != e.oldSize().width():
            self._keep_anchor()
        super().resizeEvent(e)
        self._lay_out()
        QTimer.singleShot(0, self._return_to_anchor)

    # Keeping the place when the list or its layout changes

    def _keep_anchor(self) -> None:
        if self._anchor is not None or self.verticalScrollBar().value() == 0:
            return
        index = self.indexAt(self.viewport().rect().center())
        if index.isValid():
            self._anchor = (index.data(PhotoListModel.ID), self.visualRect(index).top())

    def _keep_place(self) -> None:
        self._keep_anchor()
        chosen = self.selectionModel().selectedIndexes()
        self._kept = ([each.data(PhotoListModel.ID) for each in chosen], self.current_id())

    def _restore_place(self) -> None:
        photos = self.photos()
        if photos is None:
            return
        chosen, current = self._kept
        self._kept = ([], None)
        selection = self.selectionModel()
        self.setAutoScroll(False)  # the place is kept by the anchor, not by the current photo
        row = photos.row_of(current) if current is not None else -1
        if row >= 0:
            selection.setCurrentIndex(photos.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)
        for row in photos.rows_of(chosen) if chosen else []:
            selection.select(photos.index(row), QItemSelectionModel.SelectionFlag.Select)
        self.setAutoScroll(True)
        self._return_to_anchor()

    def _return_to_anchor(self) -> None:
        """Scroll the anchor back to where it was, once the layout has come that far."""
        photos = self.photos()
        if self._anchor is None or photos is None:
            return
        photo_id, distance = self._anchor
        row = photos.row_of(photo_id)
        if row < 0:
            self._anchor = None
            return
        edge = self.gridSize().height()
        wanted = row // self._columns * edge - distance
        bar = self.verticalScrollBar()
        if bar.maximum() >= min(wanted, self._full_height() - self.viewport().height()):
            self._anchor = None
            bar.setValue(max(0, wanted))

    def _full_height(self) -> int:
        photos = self.photos()
        rows = -(-(photos.rowCount() if photos else 0) // self._columns)
        return rows * self.gridSize().height()

    # What a person does

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING_KEYS and not event.modifiers():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        if search.strip():
            self.typed.emit(search)

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        if e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if e.angleDelta().y() > 0 else -1)
            e.accept()
            return
        super().wheelEvent(e)

    @override
    def contextMenuEvent(self, arg__1: QContextMenuEvent) -> None:
        photo_id = self.current_id()
        if photo_id is None:
            return
        menu = QMenu(self)
        menu.setObjectName("photoMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open").triggered.connect(lambda: self.opened.emit(photo_id))
        menu.addAction("Find similar").triggered.connect(lambda: self.similar_wanted.emit(photo_id))
        menu.popup(arg__1.globalPos())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(int(index.data(PhotoListModel.ID)))
