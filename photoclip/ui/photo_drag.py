"""Photos on their way by drag and drop: as files for other programs, as photos for this one."""

import json
from collections.abc import Sequence, Set
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QByteArray, QMetaType, QMimeData, QObject, QRect, QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from photoclip.ui import wording
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.overrides import override
from photoclip.ui.theme import Colours

if TYPE_CHECKING:
    from photoclip.library.library import Library

PHOTOS = "application/x-photoclip-photos"  # a JSON list of ids
FILES = "text/uri-list"
_PICTURE, _SHIFT, _PILL = 88, 6, 22  # px
_AT_ONCE = 4000  # photos asked for in one go, so that other reading gets its turn


class PhotoFiles(QObject):
    """Knows the files of the photos that a person may drag, before they are dragged."""

    def __init__(self, library: "Library", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._known: dict[int, bytes] = {}  # photo id -> URI, b"" without a present file
        self._wanted = np.zeros(0, np.int64)
        self._running = False

    def want(self, ids: npt.NDArray[np.int64]) -> None:
        """These photos may be dragged next; what was wanted before is not any more."""
        self._wanted = ids
        self._ask()

    def forget(self, ids: Set[int] | None) -> None:
        """The files of these photos (None: of all) may have moved."""
        if ids is None:
            self._known.clear()
            return
        for each in self._known.keys() & ids:
            del self._known[each]

    def uris(self, ids: Sequence[int]) -> list[bytes] | None:
        """Where the files of some photos are; None while that is not known of every one."""
        found = [self._known.get(each) for each in ids]
        known = [each for each in found if each is not None]
        return [each for each in known if each] if len(known) == len(found) else None

    def _ask(self) -> None:
        ids: list[int] = []
        while not ids and len(self._wanted) and not self._running:
            head, self._wanted = self._wanted[:_AT_ONCE], self._wanted[_AT_ONCE:]
            ids = [each for each in head.tolist() if each not in self._known]
        if not ids:
            return
        self._running = True
        self._jobs.run(
            Lane.READ, partial(_look_up, self._library, ids), self._found, self._not_found
        )

    def _found(self, uris: dict[int, bytes]) -> None:
        self._running = False
        self._known.update(uris)
        self._ask()

    def _not_found(self, sentence: str) -> None:
        self._running = False
        self._wanted = self._wanted[:0]
        self._jobs.failed.emit(sentence)


class PhotoMime(QMimeData):
    """What a drag of photos carries; its lists are written when they are asked for."""

    def __init__(self, ids: Sequence[int], uris: Sequence[bytes] | None) -> None:
        super().__init__()
        self._ids = ids
        self._uris = uris

    @override
    def formats(self) -> list[str]:
        return [FILES, PHOTOS] if self._uris else [PHOTOS]

    @override
    def hasFormat(self, mimetype: str) -> bool:
        return mimetype in self.formats()

    @override
    def retrieveData(self, mimetype: str, preferredType: QMetaType | QMetaType.Type) -> object:
        if mimetype == PHOTOS:
            return QByteArray(json.dumps(list(self._ids)).encode())
        if mimetype == FILES and self._uris:
            if QMetaType(preferredType).id() == QMetaType.Type.QVariantList.value:
                return [QUrl.fromEncoded(uri) for uri in self._uris]
            return QByteArray(b"\r\n".join(self._uris) + b"\r\n")
        return None


def drag_picture(
    pictures: Sequence[QPixmap], photos: int, scale: float, colours: Colours
) -> QPixmap:
    """What hangs on the pointer: the pictures, one upon the other, and how many photos they are."""
    steps = max(0, len(pictures) - 1) * _SHIFT
    side = _PICTURE + steps + _PILL // 2
    made = QPixmap(round(side * scale), round(side * scale))
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        for number, picture in enumerate(reversed(pictures)):
            place = QRect(steps - number * _SHIFT, _PILL // 2 + steps - number * _SHIFT, 0, 0)
            place.setSize(
                picture.size().scaled(_PICTURE, _PICTURE, Qt.AspectRatioMode.KeepAspectRatio)
            )
            painter.drawPixmap(place, picture)
        if photos > 1:
            _paint_pill(painter, wording.number(photos), side, colours)
    return made


def _paint_pill(painter: QPainter, text: str, right: int, colours: Colours) -> None:
    font = QFont()
    font.setPixelSize(12)
    font.setWeight(QFont.Weight.DemiBold)
    wide = max(_PILL, round(QFontMetricsF(font).horizontalAdvance(text)) + 12)
    place = QRectF(right - wide, 0, wide, _PILL)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.accent))
    painter.drawRoundedRect(place, _PILL / 2, _PILL / 2)
    painter.setFont(font)
    painter.setPen(QColor(colours.on_accent))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def _look_up(library: "Library", ids: list[int]) -> dict[int, bytes]:
    uris = dict.fromkeys(ids, b"")
    for photo_id, paths in library.showing.paths(ids).items():
        if paths:
            uris[photo_id] = Path(paths[0].decode("utf-8", "surrogateescape")).as_uri().encode()
    return uris
