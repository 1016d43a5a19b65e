"""Areas that scroll what does not fit, without a frame and without a stop of their own for Tab."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from photoclip.ui.naming import named


def scrolled(body: QWidget, name: str, title: str = "") -> QScrollArea:
    """An area in which a widget is as wide as the area and scrolls when it is higher."""
    area = named(QScrollArea(), name, title)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    return area


def scrolled_rows(rows: QLayout, ground: str, name: str, title: str) -> QScrollArea:
    """An area of rows that begin at its top; `ground` is the name of what lies under them."""
    body = named(QWidget(), ground)
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(rows)
    column.addStretch(1)
    return scrolled(body, name, title)


def bring_into_sight(widget: QWidget) -> None:
    """Scroll what is around a widget to it, as soon as it has its place there."""

    def scroll() -> None:
        around = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(widget)
            around = around.parentWidget()

    QTimer.singleShot(0, widget, scroll)
