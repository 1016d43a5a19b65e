"""The welcome page: choose folders, see what the model is, or try the sample library."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui.naming import caption, named, tip
from photoclip.ui.scrolling import scrolled
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.welcome.folder_list import FolderList
from photoclip.ui.welcome.sample_card import SampleCard
from photoclip.ui.welcome.samples import SampleDrawing

_WIDTH = 640


class WelcomePage(QWidget):
    """The first run. The platform's picture folder is listed already when it is there."""

    folders_chosen = Signal(tuple)  # paths
    model_wanted = Signal()
    samples_wanted = Signal()

    def __init__(
        self, theme: Theme, pictures: Path, picture: QIcon, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, "welcomePage", tr("Welcome", "Welcome to photoclip"))
        self._theme, self._pictures = theme, pictures
        self._sign = named(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "pageSign")
        self._sign.setPixmap(picture.pixmap(QSize(72, 72), self.devicePixelRatioF()))
        self._folders = FolderList(theme)
        self._add = named(QPushButton(), "addPictures")
        self._choose = named(QPushButton(tr("Welcome", "Choose a folder…")), "chooseFolder")
        self._model = named(QPushButton(tr("Welcome", "Choose a better model…")), "chooseModel")
        self._samples = SampleCard()
        self._arrange()
        self._folders.changed.connect(self._show_folders)
        self._add.clicked.connect(self._chosen)
        self._choose.clicked.connect(self._choose_folder)
        self._model.clicked.connect(self.model_wanted)
        self._samples.wanted.connect(self.samples_wanted)
        self._show_folders()

    def propose(self, there: bool) -> None:
        """List the picture folder when it is there; the keyboard is on what comes first."""
        if there:
            self._folders.add(self._pictures)
        (self._add if self._folders.folders else self._choose).setFocus()

    def add_folders(self, folders: Sequence[Path]) -> None:
        """List more folders, such as dropped ones."""
        for folder in folders:
            self._folders.add(folder)
        if self._folders.folders:
            self._add.setFocus()

    def show_model(self, name: str) -> None:
        """Say which model is used now, once another one was chosen."""
        self._model_said.setText(
            tr("Welcome", "photoclip searches with “{name}”.").format(name=name)
        )
        self._model.setText(tr("Welcome", "Other models…"))

    def follow(self, drawing: SampleDrawing) -> None:
        """Show how the sample library is getting on, and let it be stopped."""
        self._samples.follow(drawing)

    def _chosen(self) -> None:
        if self._folders.folders:
            self.folders_chosen.emit(self._folders.folders)

    def _show_folders(self) -> None:
        folders = self._folders.folders
        if len(folders) == 1:
            name = folders[0].name or str(folders[0])
            said = tr("Welcome", "Add “{name}”").format(name=_short(name))
        else:
            said = tr("Welcome", "Add %n folder(s)", "", len(folders))
        self._add.setText(caption(said))
        self._add.setToolTip(tip("\n".join(map(str, folders))))
        self._add.setAccessibleName(said)
        self._add.setVisible(bool(folders))
        self._folders.setVisible(bool(folders))
        more = tr("Welcome", "Choose another folder…")
        self._choose.setText(more if folders else tr("Welcome", "Choose a folder…"))
        self._choose.setAccessibleName(self._choose.text())
        for button, first in ((self._add, bool(folders)), (self._choose, not folders)):
            button.setProperty("primary", first)
            button.style().unpolish(button)
            button.style().polish(button)

    def _choose_folder(self) -> None:
        title = tr("Welcome", "Add a folder with photos")
        dialog = named(QFileDialog(self, title, str(self._pictures)), "folderDialog", title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, tr("Welcome", "Add folder"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.add_folders([Path(chosen)]))
        dialog.open()

    def _arrange(self) -> None:
        middle = named(QWidget(), "welcomeBody")
        middle.setMaximumWidth(_WIDTH)
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._sign)
        column.addSpacing(16)
        column.addWidget(self._label("Heading", tr("Welcome", "Welcome to photoclip")))
        column.addSpacing(8)
        column.addWidget(
            self._label(
                "Sentence",
                tr(
                    "Welcome",
                    "Add the folders with your photos, then find them by saying what is in them. "
                    "Your photos stay where they are, and nothing leaves this computer.",
                ),
            )
        )
        column.addSpacing(24)
        column.addWidget(self._folder_card())
        column.addSpacing(16)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addWidget(self._model_card(), 1)
        cards.addWidget(self._samples, 1)
        column.addLayout(cards)
        column.addStretch(3)
        self._scroll(middle)

    def _scroll(self, middle: QWidget) -> None:
        """What does not fit into a small window can be scrolled to."""
        body = named(QWidget(), "welcomeGround")
        across = QHBoxLayout(body)
        across.setContentsMargins(32, 0, 32, 0)
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        area = scrolled(body, "welcomeArea")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _label(self, kind: str, text: str) -> QLabel:
        label = named(QLabel(text, alignment=Qt.AlignmentFlag.AlignCenter), f"page{kind}")
        label.setWordWrap(True)
        return label

    def _folder_card(self) -> QFrame:
        card = named(QFrame(), "folderCard")
        card.setProperty("card", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._add)
        buttons.addWidget(self._choose)
        buttons.addStretch(1)
        hint = named(QLabel(tr("Welcome", "You can also drop folders on this window.")), "cardText")
        hint.setWordWrap(True)
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(named(QLabel(tr("Welcome", "Your photos")), "cardTitle"))
        column.addWidget(self._folders)
        column.addLayout(buttons)
        column.addWidget(hint)
        return card

    def _model_card(self) -> QFrame:
        card = named(QFrame(), "modelCard")
        card.setProperty("card", True)
        self._model_said = named(
            QLabel(
                tr(
                    "Welcome",
                    "photoclip comes with a small demo model that knows about 150 everyday "
                    "things. For real photos a better one is worth its download.",
                )
            ),
            "cardText",
        )
        self._model_said.setWordWrap(True)
        self._model.setAccessibleName(self._model.text())
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(named(QLabel(tr("Welcome", "What it knows")), "cardTitle"))
        column.addWidget(self._model_said, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._model, 0, Qt.AlignmentFlag.AlignLeft)
        return card


def _short(name: str) -> str:
    return name if len(name) <= 32 else f"{name[:30]}…"
