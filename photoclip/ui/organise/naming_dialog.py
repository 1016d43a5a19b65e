"""Asks for a name: of a new album, of one that is renamed."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from photoclip.ui.naming import named
from photoclip.ui.organise.closing_row import accept_button, cancel_button, closing_row
from photoclip.ui.speech import tr

_LONGEST = 200  # characters


class NamingDialog(QDialog):
    """One field; a name that is empty or taken is said at once and cannot be given."""

    chosen = Signal(str)

    def __init__(
        self, title: str, accept: str, taken: Collection[str], *, name: str = "", parent: QWidget
    ) -> None:
        """Ask.

        Args:
            title: what is named.
            accept: the text of the button.
            taken: names that cannot be given.
            name: the one it has now.
            parent: the window.
        """
        super().__init__(parent)
        named(self, "namingDialog", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(380, 160)
        self._taken = {each.casefold() for each in taken} - {name.casefold()}
        heading = named(QLabel(title), "dialogHeading")
        self._field = named(QLineEdit(name), "nameField", tr("Organise", "Name"))
        self._field.setMaxLength(_LONGEST)
        self._field.selectAll()
        self._said = named(QLabel(), "nameTrouble")
        self._ok = accept_button("giveName", accept)
        self._ok.clicked.connect(self._give)
        cancel = cancel_button()
        cancel.clicked.connect(self.reject)
        self._field.textChanged.connect(self._look)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        for widget in (heading, self._field, self._said):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(closing_row(cancel, self._ok))
        column.insertSpacing(1, 4)
        self._look(name)

    def _name(self) -> str:
        return " ".join(self._field.text().split())

    def _look(self, _text: str) -> None:
        name = self._name()
        taken = name.casefold() in self._taken
        said = tr("Organise", "This name is taken already.") if taken else ""
        self._said.setText(said)
        self._ok.setEnabled(bool(name) and not taken)

    def _give(self) -> None:
        self.chosen.emit(self._name())
        self.accept()
