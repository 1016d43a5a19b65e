"""The settings dialog: pages at the left, and every choice takes effect at once."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui.buttons import own_enter
from photoclip.ui.icons import icon
from photoclip.ui.metadata.page import MetadataPage
from photoclip.ui.naming import named
from photoclip.ui.room import take_room
from photoclip.ui.settings import places_page
from photoclip.ui.settings.about_page import AboutPage
from photoclip.ui.settings.backups_page import BackupsPage
from photoclip.ui.settings.folders_page import FoldersPage
from photoclip.ui.settings.forms import Page
from photoclip.ui.settings.model_page import ModelPage
from photoclip.ui.settings.pairs_choice import PairsChoice
from photoclip.ui.settings.places_page import PlacesPage
from photoclip.ui.settings.plain_pages import (
    AddingPage,
    AppearancePage,
    LanguagePage,
    PrivacyPage,
)
from photoclip.ui.settings.surroundings import Surroundings
from photoclip.ui.speech import tr


class SettingsDialog(QDialog):
    """All that a person may decide."""

    folders_changed = Signal()
    model_chosen = Signal(str, bool)  # a model's name; whether it is in use at once

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "settingsDialog", tr("Settings", "Settings"))
        self.setWindowTitle(tr("Settings", "Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        take_room(self, 880, 640)
        self.setMinimumSize(720, 440)
        self._theme = around.theme
        self._names: list[str] = []
        self._list = named(QListWidget(), "settingsPages", tr("Settings", "Pages"))
        self._list.setIconSize(QSize(20, 20))
        self._list.setFixedWidth(200)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages = QStackedWidget()
        self._fill(around)
        self._arrange()
        self._list.currentRowChanged.connect(self._pages.setCurrentIndex)
        self._theme.changed.connect(self._dress)
        self._dress()
        self._list.setCurrentRow(0)
        self._list.setFocus()

    def show_page(self, name: str) -> None:
        """Show a page by its name, such as "folders", "model" or "about"."""
        self._list.setCurrentRow(self._names.index(name))

    def look_at_folders(self) -> None:
        """The folders, or the photos in them, are others than before."""
        self._folders.look()

    def _fill(self, around: Surroundings) -> None:
        preferences, jobs = around.preferences, around.jobs
        folders = self._folders = FoldersPage(around.library, jobs, around.theme)
        folders.folders_changed.connect(self.folders_changed)
        model = ModelPage(preferences, around.store, jobs, around.theme)
        model.chosen.connect(self.model_chosen)
        places = places_page.usual(around.library_folder, around.clear_thumbnails)
        self._add("folders", tr("Settings", "Folders"), folders)
        self._add("model", tr("Settings", "Model and device"), model)
        pairs = PairsChoice(around.library, jobs)
        pairs.changed.connect(self.folders_changed)
        self._add("adding", tr("Settings", "Adding photos"), AddingPage(preferences, pairs))
        metadata = MetadataPage(around.library, jobs)
        self._add("metadata", tr("Settings", "Metadata"), metadata)
        self._add("appearance", tr("Settings", "Appearance"), AppearancePage(preferences))
        self._add("language", tr("Settings", "Language"), LanguagePage(preferences))
        self._add("privacy", tr("Settings", "Privacy"), PrivacyPage(preferences))
        self._add("places", tr("Settings", "Places"), PlacesPage(places, jobs))
        library = around.library
        writable = library is not None and library.writable
        backups = BackupsPage(around.library_folder, jobs, around.restore, writable=writable)
        self._add("backups", tr("Settings", "Backups"), backups)
        self._add("about", tr("Settings", "About"), AboutPage(around.picture))

    def _add(self, name: str, title: str, page: Page) -> None:
        item = QListWidgetItem(title)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, title)
        self._list.addItem(item)
        self._names.append(name)
        area = QScrollArea()  # for screens on which a page finds no room
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        page.setAutoFillBackground(False)
        self._pages.addWidget(area)

    def _arrange(self) -> None:
        close = named(QPushButton(tr("Settings", "Close")), "closeSettings")
        close.setAccessibleName(close.text())
        close.setToolTip(tr("Settings", "Close (Esc)"))
        own_enter(close)
        close.clicked.connect(self.accept)
        last = QHBoxLayout()
        last.setContentsMargins(28, 12, 28, 20)
        last.addStretch(1)
        last.addWidget(close)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._pages, 1)
        right.addLayout(last)
        side = named(QFrame(), "settingsSide")
        inner = QVBoxLayout(side)
        inner.setContentsMargins(12, 20, 12, 20)
        inner.addWidget(self._list)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(side)
        whole.addLayout(right, 1)

    def _dress(self) -> None:
        signs = {
            "folders": "folder",
            "model": "model",
            "adding": "addingPhotos",
            "about": "info",
        }
        colours = self._theme.colours
        for row, name in enumerate(self._names):
            item = self._list.item(row)
            item.setIcon(icon(signs.get(name, name), colours.quiet))
