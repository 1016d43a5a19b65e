"""The list of models with what can be done with them, for the chooser and the settings."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.clip.weights import is_pickled
from photoclip.ui.buttons import own_enter
from photoclip.ui.naming import named
from photoclip.ui.scrolling import bring_into_sight, scrolled_rows
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.welcome import choices, model_words
from photoclip.ui.welcome.model_row import ModelRow
from photoclip.ui.welcome.model_store import ModelStore


class ModelPanel(QWidget):
    """All models; what is being done goes on when the panel is closed."""

    chosen = Signal(str, bool)  # a model's name; whether it is in use at once

    def __init__(self, store: ModelStore, theme: Theme, *, scrolls: bool) -> None:
        """`scrolls`: by itself, because what it stands in does not."""
        super().__init__()
        self._store, self._theme = store, theme
        self._rows: dict[str, ModelRow] = {}
        self._message = named(QLabel(), "modelMessage")
        self._message.setWordWrap(True)
        self._message.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._arrange(scrolls=scrolls)
        store.changed.connect(self._show)
        store.busy_changed.connect(self._show)
        store.progressed.connect(self._progressed)
        store.failed.connect(self._say)
        store.chosen.connect(self._used)
        self._show()
        store.look()

    def add_last(self, button: QPushButton) -> None:
        """Put a button at the end of the last line."""
        self._below.addWidget(button)

    def _arrange(self, *, scrolls: bool) -> None:
        self._file = self._button(tr("Models", "Import a file…"), "importModelFile")
        self._file.setToolTip(tr("Models", "Weights of a model that open_clip knows"))
        self._file.clicked.connect(self._choose_file)
        self._folder = self._button(tr("Models", "Import a folder…"), "importModelFolder")
        self._folder.setToolTip(tr("Models", "A folder with open_clip_config.json and weights"))
        self._folder.clicked.connect(self._choose_folder)
        below = self._below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._file)
        below.addWidget(self._folder)
        below.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        if scrolls:
            self._list.setContentsMargins(0, 0, 8, 0)
            area = scrolled_rows(self._list, "modelList", "modelArea", tr("Models", "Models"))
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            whole.addWidget(area, 1)
        else:
            whole.addLayout(self._list)
        whole.addWidget(self._message)
        whole.addLayout(below)

    def _button(self, text: str, name: str) -> QPushButton:
        button = named(QPushButton(text), name, text)
        own_enter(button)
        return button

    def _show(self) -> None:
        store = self._store
        rows = self._rows.values()
        name = next((each.focusWidget().objectName() for each in rows if has_keyboard(each)), "")
        for row in self._rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        for choice in store.choices:
            busy = choice.name == store.busy_with
            row = ModelRow(
                choice,
                self._theme,
                work=store.work if busy else "",
                coming=choice.name == store.coming,
            )
            row.wanted.connect(partial(self._do, choice))
            self._rows[choice.name] = row
            self._list.addWidget(row)
        self._put_before_others()
        importing = store.work == "import"
        self._file.setEnabled(not store.work)
        self._folder.setEnabled(not store.work)
        if importing:
            said = tr("Models", "Importing {name}…").format(name=store.busy_with)
            self._say(said)
        elif store.work:
            self._say("")
        if name:
            self._focus_again(name)

    def _put_before_others(self) -> None:
        """Tab comes to the rows before what stands below them, though they are made anew."""
        mine = [each for row in self._rows.values() for each in row.findChildren(QPushButton)]
        last = before(self._file)
        while last is not self._file and (last in mine or not is_on_tab(last)):
            last = before(last)
        for each in mine:
            self.setTabOrder(last, each)
            last = each

    def _focus_again(self, name: str) -> None:
        """The keyboard stays on the model whose buttons have changed."""
        same = self.findChild(QPushButton, name)
        _, _, model = name.partition("-")
        row = self._rows.get(model)
        target = same or (row.findChild(QPushButton) if row is not None else None)
        if target is not None:
            target.setFocus()

    def _do(self, choice: choices.Choice, what: str) -> None:
        self._say("")
        match what:
            case "use":
                self._store.use(choice)
            case "stay":
                self._store.stay()
            case "download":
                self._store.download(choice)
            case "pause":
                self._store.pause()
            case "cancel":
                self._store.cancel(choice)
            case _:
                self._store.measure(choice)

    def _progressed(self, done: int, total: int) -> None:
        row = self._rows.get(self._store.busy_with)
        if row is not None:
            row.show_progress(done, total)

    def _used(self, name: str, at_once: bool) -> None:
        if not at_once:
            title = next(
                (model_words.title(each) for each in self._store.choices if each.name == name),
                name,
            )
            self._say(
                tr(
                    "Models",
                    "photoclip reads your photos again for “{name}”. Until that is finished, "
                    "searches are answered as before.",
                ).format(name=title)
            )
        self.chosen.emit(name, at_once)

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))
        if sentence:
            bring_into_sight(self._message)

    def _choose_folder(self) -> None:
        dialog = self._dialog(tr("Models", "Import a folder with a model"), "modelFolderDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: self._take(Path(chosen)))
        dialog.open()

    def _choose_file(self) -> None:
        dialog = self._dialog(tr("Models", "Import a file of weights"), "modelFileDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        weights = tr("Models", "Weights")
        dialog.setNameFilter(f"{weights} (*.safetensors *.pt *.pth *.bin)")
        dialog.fileSelected.connect(lambda chosen: self._take(Path(chosen)))
        dialog.open()

    def _dialog(self, title: str, name: str) -> QFileDialog:
        dialog = named(QFileDialog(self, title), name, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _take(self, source: Path) -> None:
        """Import a file or folder; a checkpoint that can hold a program only after a yes."""
        if not is_pickled(source):
            self._take_in(source, pickled=False)
            return
        title = tr("Models", "Import a pickled checkpoint?")
        box = named(QMessageBox(self), "pickledBox", title)
        box.setWindowTitle(title)
        box.setText(
            tr(
                "Models", "{name} is a pickled checkpoint, a kind of file that can hold a program."
            ).format(name=source.name)
        )
        box.setInformativeText(
            tr(
                "Models",
                "photoclip reads only the numbers in it and runs nothing. Import it only if you "
                "trust where it comes from.",
            )
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yes = box.addButton(tr("Models", "Import it"), QMessageBox.ButtonRole.AcceptRole)
        yes.setObjectName("importPickled")
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        yes.clicked.connect(lambda: self._take_in(source, pickled=True))
        box.open()

    def _take_in(self, source: Path, *, pickled: bool) -> None:
        if source.is_dir():
            self._store.take_in(source, pickled=pickled)
        else:
            self._ask_architecture(source, pickled=pickled)

    def _ask_architecture(self, file: Path, *, pickled: bool) -> None:
        """A file of weights does not say what it is."""
        dialog = named(QInputDialog(self), "architectureDialog")
        dialog.setWindowTitle(tr("Models", "Which model is it?"))
        dialog.setLabelText(
            tr("Models", "{name} does not say which architecture it has:").format(name=file.name)
        )
        for label in dialog.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
        dialog.setComboBoxItems(list(choices.architectures()))
        dialog.setComboBoxEditable(True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(
            lambda name: self._store.take_in(file, name.strip(), pickled=pickled)
        )
        dialog.open()


def has_keyboard(widget: QWidget) -> bool:
    """Whether the keyboard is somewhere in a widget."""
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


def is_on_tab(widget: QWidget) -> bool:
    """Whether Tab comes to a widget."""
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)


def before(widget: QWidget) -> QWidget:
    """What comes before a widget in the order of Tab, which is a ring."""
    return widget.previousInFocusChain() or widget
