"""Asks before many photos that are no longer in their folder leave the library."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from photoclip.records import Missing
from photoclip.ui.naming import named
from photoclip.ui.speech import tr


class MissingPhotos:
    """One question for each folder; who keeps the photos is asked again when more are missing."""

    def __init__(self, window: QWidget, forget: Callable[[int, int], object]) -> None:
        """`forget` is told the id of a folder and how many photos may leave."""
        self._window, self._forget = window, forget
        self._asked: dict[int, int] = {}  # by root, how many photos the question was about

    def ask(self, missing: Sequence[Missing]) -> None:
        """Ask about folders that were not asked about yet."""
        for each in missing:
            if self._asked.get(each.root_id, 0) < each.photos:
                self._asked[each.root_id] = each.photos
                self._question(each).open()

    def _question(self, missing: Missing) -> QMessageBox:
        box = named(QMessageBox(self._window), "missingPhotos")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Folders", "Missing photos"))
        said = tr("Folders", "%n photo(s) of “{folder}” cannot be found", "", missing.photos)
        box.setText(said.format(folder=missing.path))
        box.setInformativeText(
            tr(
                "Folders",
                "The library knows {count} photos there. If they lie on a drive that is not "
                "connected, keep them: they are found again when it is. If you deleted them, "
                "they can be forgotten; should the files come back, their tags, ratings and "
                "albums do too.",
            ).format(count=missing.of)
        )
        keep = box.addButton(tr("Folders", "Keep them"), QMessageBox.ButtonRole.RejectRole)
        keep.setObjectName("keepMissing")
        yes = box.addButton(
            tr("Folders", "Forget %n photo(s)", "", missing.photos),
            QMessageBox.ButtonRole.DestructiveRole,
        )
        yes.setObjectName("forgetMissing")
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yes.clicked.connect(lambda: self._agree(missing))
        return box

    def _agree(self, missing: Missing) -> None:
        self._asked.pop(missing.root_id, None)
        self._forget(missing.root_id, missing.photos)
