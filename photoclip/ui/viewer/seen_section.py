"""What the model sees in a photo: labels with probabilities, and the photos most like it."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QToolButton, QWidget

from photoclip.ui import wording
from photoclip.ui.naming import named, tip
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.viewer.sections import ElidedLabel, Section, value_label
from photoclip.ui.viewer.seeing import Seen, SimilarPhoto

SIDE = 60  # px of a similar photo
_COLUMNS = 4


class SeenSection(Section):
    """Labels of each list as bars, or one quiet sentence."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "infoSeen", tr("Viewer", "What the model sees"))
        self.hide()
        self._shown: QWidget | None = None

    def show_seen(self, seen: Seen) -> None:
        """Show what came; nothing hides the section."""
        if self._shown is not None:
            self._shown.deleteLater()
            self._shown = None
        if seen.trouble:
            self._show(value_label(seen.trouble, "", "infoSentence"))
        elif any(fits.labels for fits in seen.fits):
            self._show(_bars(seen))
        elif seen.fits:
            sentence = tr("Viewer", "None of the labels fits this photo.")
            self._show(value_label(sentence, "", "infoSentence"))
        else:
            self.hide()

    def _show(self, widget: QWidget) -> None:
        self._shown = widget
        self.column.addWidget(widget)
        self.show()


class SimilarSection(Section):
    """The photos most like this one; a click opens one."""

    photo_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "infoSimilar", tr("Viewer", "Similar photos"))
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(_COLUMNS, 1)
        self.column.addLayout(self._grid)
        self._buttons: list[QToolButton] = []
        self.hide()

    def show_similar(self, photos: tuple[SimilarPhoto, ...]) -> None:
        """Show these; none hides the section."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(photo) for photo in photos]
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        self.setVisible(bool(photos))

    def _button(self, photo: SimilarPhoto) -> QToolButton:
        text = tr("Viewer", "Open {name}").format(name=photo.name)
        button = named(QToolButton(), "similarPhoto", text)
        button.setToolTip(tip(photo.name))
        button.setFixedSize(SIDE, SIDE)
        button.setIconSize(QSize(SIDE, SIDE))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        if photo.image is not None:
            pixmap = QPixmap.fromImage(photo.image)
            pixmap.setDevicePixelRatio(pixmap.width() / SIDE)
            button.setIcon(QIcon(pixmap))
        button.clicked.connect(partial(self._clicked, photo.id))
        return button

    def _clicked(self, photo_id: int, _checked: bool = False) -> None:
        self.photo_wanted.emit(photo_id)


def _bars(seen: Seen) -> QWidget:
    body = QWidget()
    grid = QGridLayout(body)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    row = 0
    for fits in seen.fits:
        if fits.name and fits.labels:
            grid.addWidget(named(QLabel(fits.name), "factsName"), row, 0, 1, 3)
            row += 1
        for label, chance in fits.labels:
            _add_bar(grid, row, label, chance)
            row += 1
    return body


def _add_bar(grid: QGridLayout, row: int, label: str, chance: float) -> None:
    percent = wording.percent(chance)
    grid.addWidget(named(ElidedLabel(label, 130), "seenLabel", f"{label}: {percent}"), row, 0)
    bar = named(QProgressBar(), "seenBar", f"{label}: {percent}")
    bar.setTextVisible(False)
    bar.setRange(0, 1000)
    bar.setValue(round(chance * 1000))
    bar.setFixedHeight(4)
    grid.addWidget(bar, row, 1, Qt.AlignmentFlag.AlignVCenter)
    said = named(QLabel(percent), "seenChance", f"{label}: {percent}")
    said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    grid.addWidget(said, row, 2)
