"""Asks for the name of a new label list, or for another name of one."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from photoclip.ui.labels.changing import tidy
from photoclip.ui.labels.forms import button, line
from photoclip.ui.naming import named
from photoclip.ui.speech import tr

_LONGEST = 200  # characters


class ListNaming(QDialog):
    """One field; an empty or taken name cannot be given."""

    chosen = Signal(str)

    def __init__(self, taken: Collection[str], parent: QWidget, name: str = "") -> None:
        """Ask; `name` is the one that a list has now, "" for a new list."""
        super().__init__(parent)
        title = tr("Labels", "Rename label list") if name else tr("Labels", "New label list")
        accept = tr("Labels", "Rename") if name else tr("Labels", "Make list")
        named(self, "listNaming", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(380, 160)
        self._name = name
        self._taken = {each.casefold() for each in taken} - {name.casefold()}
        self._field = named(QLineEdit(name), "listName", tr("Labels", "Name"))
        self._field.setPlaceholderText(tr("Labels", "such as Holidays or Receipts"))
        self._field.setMaxLength(_LONGEST)
        self._field.selectAll()
        self._said = named(QLabel(), "nameTrouble")
        self._ok: QPushButton = button("makeList", accept, primary=True)
        self._ok.setDefault(True)
        cancel = button("cancelDialog", tr("Labels", "Cancel"))
        made = QVBoxLayout(self)
        made.setContentsMargins(20, 20, 20, 16)
        made.setSpacing(8)
        for widget in (named(QLabel(title), "dialogHeading"), self._field, self._said):
            made.addWidget(widget)
        made.addStretch(1)
        made.addLayout(line(None, cancel, self._ok))
        self._field.textChanged.connect(lambda _text: self._look())
        self._ok.clicked.connect(self._give)
        cancel.clicked.connect(self.reject)
        self._look()

    def _look(self) -> None:
        name = tidy(self._field.text())
        taken = name.casefold() in self._taken
        self._said.setText(tr("Labels", "There is a list of this name.") if taken else "")
        self._ok.setEnabled(bool(name) and not taken and name != self._name)

    def _give(self) -> None:
        self.chosen.emit(tidy(self._field.text()))
        self.accept()
