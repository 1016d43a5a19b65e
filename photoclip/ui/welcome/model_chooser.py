"""The dialog for choosing a better model than the built-in one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from photoclip.ui.naming import named
from photoclip.ui.room import take_room
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.welcome.model_panel import ModelPanel
from photoclip.ui.welcome.model_store import ModelStore


class ModelChooser(QDialog):
    """The models, and "Later": a download goes on while the dialog is closed."""

    def __init__(self, store: ModelStore, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "modelChooser", tr("Models", "Choose a model"))
        self.setWindowTitle(tr("Models", "Choose a model"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        take_room(self, 720, 640)
        heading = named(QLabel(tr("Models", "Choose a model")), "dialogHeading")
        said = QLabel(
            tr(
                "Models",
                "The model is what understands photos and words. It runs on this computer: it is "
                "downloaded once, and your photos are never sent anywhere.",
            )
        )
        named(said, "dialogSentence").setWordWrap(True)
        panel = ModelPanel(store, theme, scrolls=True)
        later = named(QPushButton(tr("Models", "Later")), "modelLater", tr("Models", "Later"))
        later.setToolTip(tr("Models", "Close (Esc); a download goes on meanwhile"))
        later.clicked.connect(self.reject)
        self._later = later
        store.chosen.connect(self._decided)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(0)
        column.addWidget(heading)
        column.addSpacing(4)
        column.addWidget(said)
        column.addSpacing(16)
        column.addWidget(panel, 1)
        panel.add_last(later)
        later.setFocus()

    def _decided(self) -> None:
        self._later.setText(tr("Models", "Done"))
        self._later.setAccessibleName(tr("Models", "Done"))
