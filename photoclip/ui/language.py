"""The language of the window: texts, Qt's own dialogs, numbers and dates."""

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""What can be chosen; each language is called as its speakers call it."""

_log = logging.getLogger(__name__)


class Language(QObject):
    """Installs the translations of one language; texts made afterwards are in it."""

    def __init__(
        self, application: QCoreApplication, resources: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent or application)
        self._application = application
        self._folder = resources / "translations"
        self._installed: list[QTranslator] = []
        self._system = QLocale.system()
        self.code = "en"

    def choose(self, language: str) -> None:
        """Speak "en", "de", or with "system" what the system speaks, else English."""
        code = language if language in LANGUAGES else of_system(self._system)
        self.remove()
        self.code = code
        system_speaks_it = self._system.name().startswith(code)
        QLocale.setDefault(self._system if system_speaks_it else QLocale(code))
        self._install(f"photoclip_{code}", self._folder)
        if code != "en":
            qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
            self._install(f"qtbase_{code}", qt)

    def remove(self) -> None:
        """Speak as the source does again."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
            translator.deleteLater()
        self._installed = []

    def _install(self, name: str, folder: Path) -> None:
        translator = QTranslator(self)
        if translator.load(name, str(folder)):
            self._application.installTranslator(translator)
            self._installed.append(translator)
        else:
            _log.warning("There is no translation %s in %s.", name, folder)


def of_system(system: QLocale) -> str:
    """The first of the system's languages that there is a translation for, else English."""
    for wanted in system.uiLanguages():
        code = wanted.partition("-")[0]
        if code in LANGUAGES:
            return code
    return "en"
