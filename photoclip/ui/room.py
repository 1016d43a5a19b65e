"""How large a window may be."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME = QSize(16, 48)  # px that a window's frame takes beside what is in it


def take_room(window: QWidget, wide: int, high: int) -> None:
    """Give a window so many px, or what the screen it opens on has of them."""
    parent = window.parentWidget()
    there = (parent or window).screen().availableGeometry().size() - _FRAME
    window.resize(QSize(wide, high).boundedTo(there))
