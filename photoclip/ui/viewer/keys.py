"""Keys of the viewer, as actions that the shortcut sheet can list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def add_key(
    widget: QWidget, name: str, text: str, keys: Sequence[str], do: Callable[[], object]
) -> None:
    """Do something when one of these keys is pressed anywhere inside a widget."""
    action = QAction(text, widget)
    action.setObjectName(name)
    action.setShortcuts([QKeySequence(each) for each in keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _checked=False: do())
    widget.addAction(action)
