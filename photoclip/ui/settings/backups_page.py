"""Settings: the backups of what the person decided, making one, and putting one back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photoclip.library import backups
from photoclip.library.backups import Backup
from photoclip.ui.buttons import own_enter
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.naming import named
from photoclip.ui.recovery import holds, moment
from photoclip.ui.settings.forms import Page, hint_label
from photoclip.ui.speech import tr
from photoclip.ui.welcome.model_words import size


class BackupsPage(Page):
    """The backups of one library, the newest first."""

    def __init__(
        self, folder: Path, jobs: Jobs, restore: Callable[[str], object] | None, *, writable: bool
    ) -> None:
        """Of the library in `folder`; `restore` puts one back, None where that cannot be."""
        super().__init__(
            "backupsPage",
            tr("Settings", "Backups"),
            tr(
                "Settings",
                "Tags, stars, albums and label lists are saved once on each day on which something "
                "changed. A week of days and a month of weeks are kept.",
            ),
        )
        self._folder, self._jobs = folder, jobs
        self._restore = restore if writable else None
        self._message = hint_label("", "settingsMessage")
        self._message.hide()
        self._make = named(QPushButton(tr("Settings", "Back up now")), "backUpNow")
        self._make.setAccessibleName(self._make.text())
        self._make.clicked.connect(self._back_up)
        own_enter(self._make)
        first = QHBoxLayout()
        first.addWidget(self._make)
        first.addStretch(1)
        self.column.addLayout(first)
        self.column.addWidget(self._message)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        inside = QWidget()
        inside.setLayout(self._rows)
        area = named(QScrollArea(), "backupsList", tr("Settings", "Backups"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        self.column.addWidget(area, 1)
        self.look()

    def look(self) -> None:
        """List them again."""
        self._jobs.run(Lane.CARE, partial(backups.listed, self._folder), self._show, self._say)

    def _show(self, every: tuple[Backup, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for each in every:
            self._rows.addWidget(self._row(each))
        if not every:
            self._rows.addWidget(hint_label(tr("Settings", "There is no backup yet."), "noBackup"))
        self._rows.addStretch(1)

    def _row(self, backup: Backup) -> QFrame:
        title = moment(backup)
        row = named(QFrame(), f"backup-{backup.name}", title)
        row.setProperty("card", True)
        facts = f"{holds(backup)} · {_kind(backup.kind)}" if backup.whole else _damaged()
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(named(QLabel(title), "folderName"))
        told.addWidget(named(QLabel(facts), "folderPlace"))
        amount = named(QLabel(size(backup.bytes)), "backupSize")
        amount.setProperty("quiet", True)
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        across = QHBoxLayout(row)
        across.setContentsMargins(16, 8, 12, 8)
        across.setSpacing(12)
        across.addLayout(told, 1)
        across.addWidget(amount)
        if backup.whole and self._restore is not None:
            across.addWidget(self._button(backup, title))
        return row

    def _button(self, backup: Backup, title: str) -> QPushButton:
        spoken = tr("Settings", "Restore the backup of {date}").format(date=title)
        button = named(QPushButton(tr("Settings", "Restore…")), f"restore-{backup.name}", spoken)
        button.clicked.connect(partial(self._ask, backup, title))
        own_enter(button)
        return button

    def _ask(self, backup: Backup, title: str) -> None:
        box = named(QMessageBox(self.window()), "restoreBackup")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Settings", "Restore a backup"))
        box.setText(tr("Settings", "Go back to the backup of {date}?").format(date=title))
        box.setInformativeText(
            tr(
                "Settings",
                "Tags, stars, albums and label lists become what they were then. What they are "
                "now is saved as a backup first, and your photos are not touched.",
            )
        )
        yes = box.addButton(tr("Settings", "Restore"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yes.clicked.connect(partial(self._go_back, backup))
        box.open()

    def _go_back(self, backup: Backup) -> None:
        if self._restore is not None:
            self._restore(backup.name)

    def _back_up(self) -> None:
        self._make.setEnabled(False)
        self._say(tr("Settings", "Making a backup…"))
        self._jobs.run(Lane.CARE, partial(backups.make, self._folder), self._made, self._failed)

    def _made(self, backup: Backup) -> None:
        self._make.setEnabled(True)
        self._say(tr("Settings", "Saved: {holds}.").format(holds=holds(backup)))
        self.look()

    def _failed(self, sentence: str) -> None:
        self._make.setEnabled(True)
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))


def _kind(kind: str) -> str:
    return {
        "daily": tr("Settings", "automatic"),
        "asked": tr("Settings", "made by you, kept"),
        "upgrade": tr("Settings", "before an upgrade"),
        "restore": tr("Settings", "before a backup was restored"),
        "rescue": tr("Settings", "saved from a damaged library"),
        "import": tr("Settings", "before an import"),
    }.get(kind, "")


def _damaged() -> str:
    return tr("Settings", "This backup is damaged.")
