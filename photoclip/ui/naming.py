"""Names of widgets: one for finding and styling it, one for people who hear the window.

Names of files, tags and albums come from anywhere. Here is what shows them as they are, in places
where Qt would read rich text or keys to press into them.
"""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Texts
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, spoken: str = "") -> W:
    """The widget, with its object name and its accessible name; a label's text is plain."""
    widget.setObjectName(name)
    if spoken:
        widget.setAccessibleName(spoken)
    if isinstance(widget, QLabel | QMessageBox):
        widget.setTextFormat(Qt.TextFormat.PlainText)
    return widget


def tip(text: str) -> str:
    """A text for a tool tip, where what looks like rich text is shown as it is written."""
    return Texts.convertFromPlainText(text) if Texts.mightBeRichText(text) else text


def caption(text: str) -> str:
    """A text for a menu or a button, where an "&" is shown and marks no key."""
    return text.replace("&", "&&")
