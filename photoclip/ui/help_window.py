"""Help: how searching with words works here, and where it fails."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from photoclip.ui.naming import named
from photoclip.ui.room import take_room
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

_STYLE = """
body {{ color: {text}; font-size: 14px; }}
h1 {{ font-size: 22px; font-weight: 600; margin: 0 0 12px 0; }}
h2 {{ font-size: 16px; font-weight: 600; margin: 24px 0 4px 0; }}
p, li {{ margin: 4px 0 8px 0; line-height: 140%; }}
code {{ background-color: {cell}; font-family: monospace; }}
td {{ padding: 4px 20px 4px 0; }}
.quiet {{ color: {quiet}; }}
a {{ color: {accent}; }}
"""


class HelpWindow(QDialog):
    """One page in the language of the window; it comes with photoclip and needs no network."""

    def __init__(
        self, theme: Theme, resources: Path, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, "helpWindow", tr("Help", "Help"))
        self.setWindowTitle(tr("Help", "Help: searching with words"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        take_room(self, 720, 720)
        self._theme = theme
        self._page = page(resources, language).read_text("utf-8")
        self._browser = named(QTextBrowser(), "helpText", tr("Help", "Searching with words"))
        self._browser.setOpenLinks(False)
        self._browser.document().setDocumentMargin(28)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._browser)
        theme.changed.connect(self._show)
        self._show()
        self._browser.setFocus()

    def _show(self) -> None:
        colours = self._theme.colours
        self._browser.document().setDefaultStyleSheet(
            _STYLE.format(
                text=colours.text, quiet=colours.quiet, cell=colours.cell, accent=colours.accent
            )
        )
        self._browser.setHtml(self._page)


def page(resources: Path, language: str) -> Path:
    """The help page of a language, the English one where there is none."""
    there = resources / "help" / f"{language}.html"
    return there if there.is_file() else resources / "help" / "en.html"
