"""One model of the list: what it is, and what can be done with it now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui.buttons import own_enter
from photoclip.ui.elided import Elided
from photoclip.ui.naming import named
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.welcome import model_words as words
from photoclip.ui.welcome.choices import Choice


class ModelRow(QFrame):
    """A card. `wanted` names what the person wants done: use, download, pause, cancel, measure."""

    wanted = Signal(str)

    def __init__(
        self,
        choice: Choice,
        theme: Theme,
        *,
        work: str = "",
        coming: bool = False,
        can_use: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Show a model.

        Args:
            choice: the model.
            theme: its colours.
            work: what is being done with it: "download", "measure" or "".
            coming: its vectors are being made; it is used once they are.
            can_use: whether the library lets a model be chosen.
            parent: Qt's.
        """
        super().__init__(parent)
        self.choice = choice
        self._theme = theme
        named(self, f"modelRow-{choice.name}", words.title(choice))
        self.setProperty("card", True)
        self.setProperty("chosen", choice.in_use)
        self._bar = named(QProgressBar(), "modelProgress", tr("Models", "Progress"))
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._amount = named(QLabel(), "modelAmount")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._arrange()
        self._fill(work, coming=coming, can_use=can_use)

    def show_progress(self, done: int, total: int) -> None:
        """So much of the download is here; 0 of 0: it is being prepared."""
        if total <= 0:
            self._bar.setRange(0, 0)
            return
        self._bar.setRange(0, 1000)
        self._bar.setValue(done * 1000 // total)
        said = tr("Models", "{done} of {total}")
        if done >= total:
            said = tr("Models", "{total}, checking…")
        self._amount.setText(said.format(done=words.size(done), total=words.size(total)))

    def _arrange(self) -> None:
        choice = self.choice
        name = named(QLabel(words.title(choice)), "modelTitle")
        technical = named(Elided(words.technical_name(choice)), "modelName")
        said = named(QLabel(words.description(choice)), "modelDescription")
        said.setWordWrap(True)
        facts = named(QLabel(words.facts(choice)), "modelFacts")
        facts.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(name)
        head.addWidget(technical, 1)
        told = QVBoxLayout()
        told.setSpacing(4)
        told.addLayout(head)
        told.addWidget(said)
        told.addWidget(facts)
        going_on = QHBoxLayout()
        going_on.setSpacing(12)
        going_on.addWidget(self._bar, 1)
        going_on.addWidget(self._amount)
        told.addLayout(going_on)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        row.addLayout(told, 1)
        row.addLayout(self._buttons)
        row.setAlignment(self._buttons, Qt.AlignmentFlag.AlignVCenter)

    def _fill(self, work: str, *, coming: bool, can_use: bool) -> None:
        choice = self.choice
        self._bar.setVisible(bool(work))
        self._amount.setVisible(bool(work))
        if work == "download":
            self._amount.setText(tr("Models", "Getting ready…"))
            self._add("pause", tr("Models", "Pause"), tr("Models", "What is here stays"))
            self._add("cancel", tr("Models", "Cancel"), tr("Models", "Throw away what is here"))
        elif work == "measure":
            self._amount.setText(tr("Models", "Measuring…"))
        elif choice.here:
            self._fill_here(coming=coming, can_use=can_use)
        elif choice.lacks_library:
            self._say(tr("Models", "Needs pip install 'photoclip[multilingual]'"))
        elif choice.fetched:
            fetched = words.size(choice.fetched)
            self._say(tr("Models", "{size} are here").format(size=fetched))
            self._add("download", tr("Models", "Resume"), tr("Models", "Download the rest"))
            self._add("cancel", tr("Models", "Discard"), tr("Models", "Throw away what is here"))
        else:
            size = words.size(choice.megabytes * 1_000_000)
            hint = tr("Models", "Download {size} from Hugging Face").format(size=size)
            self._add("download", tr("Models", "Download"), hint)

    def _fill_here(self, *, coming: bool, can_use: bool) -> None:
        choice = self.choice
        if choice.measured is None and not coming:
            hint = tr("Models", "Measure how fast it is on this computer; takes a few seconds")
            self._add("measure", tr("Models", "Measure"), hint)
        if choice.in_use:
            self._say(tr("Models", "In use"), "chosen")
        elif coming:
            self._say(tr("Models", "In use once every photo was read"))
            hint = tr("Models", "Go on with the model in use; what was read so far is kept")
            self._add("stay", tr("Models", "Don't switch"), hint)
        elif can_use:
            hint = tr("Models", "Search with this model; the photos are read again for it")
            self._add("use", tr("Models", "Use"), hint)

    def _say(self, text: str, kind: str = "") -> None:
        label = named(QLabel(text), "modelState")
        label.setProperty("kind", kind)
        label.setWordWrap(len(text) > 24)
        label.setMaximumWidth(180)
        label.setMinimumWidth(150 if label.wordWrap() else 0)
        self._buttons.addWidget(label)

    def _add(self, what: str, text: str, hint: str) -> None:
        spoken = f"{text}: {words.title(self.choice)}"
        button = named(QPushButton(text), f"{what}-{self.choice.name}", spoken)
        button.setToolTip(hint)
        own_enter(button)
        button.clicked.connect(lambda: self.wanted.emit(what))
        self._buttons.addWidget(button)
