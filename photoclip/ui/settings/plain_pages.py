"""Settings: adding photos, appearance, language and privacy."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QLabel, QSlider, QSpinBox, QSystemTrayIcon

from photoclip.seal import SEAL
from photoclip.ui.language import LANGUAGES
from photoclip.ui.naming import named
from photoclip.ui.preferences import Preferences
from photoclip.ui.settings.forms import Page, check, hint_label, labelled, radios
from photoclip.ui.speech import tr

_LOOK_AGAIN = 1000  # ms between two looks at the count of connections


class AddingPage(Page):
    """How considerate photoclip is while it reads photos."""

    def __init__(self, preferences: Preferences, pairs: QCheckBox) -> None:
        super().__init__(
            "addingPage",
            tr("Settings", "Adding photos"),
            tr("Settings", "Photos are read in the background. Here it is said how eagerly."),
        )
        self._preferences = preferences
        self._said = QLabel()
        self._said.setMinimumWidth(56)
        self._said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        limit = named(
            QSlider(Qt.Orientation.Horizontal),
            "setting-cpu_limit",
            tr("Settings", "Share of the processors in percent"),
        )
        limit.setRange(1, 10)
        limit.setPageStep(1)
        limit.setMinimumWidth(120)
        limit.setValue(round(preferences.now.cpu_limit / 10))
        limit.valueChanged.connect(self._limited)
        self._say_limit(limit.value())
        processes = named(
            QSpinBox(),
            "setting-decoder_processes",
            tr("Settings", "Photos decoded at the same time"),
        )
        processes.setRange(0, 64)
        processes.lineEdit().setTextMargins(8, 0, 0, 0)
        processes.setSpecialValueText(tr("Settings", "As many as processors"))
        processes.setValue(preferences.now.decoder_processes)
        processes.valueChanged.connect(lambda many: preferences.choose(decoder_processes=many))
        self.group(
            check(
                preferences,
                "only_when_idle",
                tr("Settings", "Only while the computer has nothing else to do"),
            ),
            check(preferences, "pause_on_battery", tr("Settings", "Wait while on battery")),
        )
        self.group(
            labelled(tr("Settings", "Use at most this share of the processors"), limit, self._said),
            labelled(tr("Settings", "Photos decoded at the same time"), processes),
            spacing=12,
        )
        tray = check(
            preferences,
            "tray",
            tr("Settings", "Stay in the tray and go on when the window is closed"),
        )
        if not QSystemTrayIcon.isSystemTrayAvailable():
            tray.setEnabled(preferences.now.tray)
            tray.setToolTip(tr("Settings", "This desktop has no tray"))
        self.group(pairs)
        self.group(tray)
        self.column.addStretch(1)

    def _limited(self, tenths: int) -> None:
        self._preferences.choose(cpu_limit=tenths * 10)
        self._say_limit(tenths)

    def _say_limit(self, tenths: int) -> None:
        all_of_it = tr("Settings", "all")
        self._said.setText(all_of_it if tenths == 10 else f"{tenths * 10}\u202f%")


class AppearancePage(Page):
    """Light, dark, or as the system."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__("appearancePage", tr("Settings", "Appearance"))
        choices = (
            ("system", tr("Settings", "As the system")),
            ("light", tr("Settings", "Light")),
            ("dark", tr("Settings", "Dark")),
        )
        self.group(*radios(preferences, "appearance", choices), spacing=12)
        self.column.addStretch(1)


class LanguagePage(Page):
    """The language of the window."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__("languagePage", tr("Settings", "Language"))
        choices = [("system", tr("Settings", "As the system")), *LANGUAGES.items()]
        self.group(*radios(preferences, "language", choices), spacing=12)
        note = tr("Settings", "The language changes when photoclip is started again.")
        self.column.addWidget(hint_label(note))
        self.column.addWidget(
            hint_label(
                tr(
                    "Settings",
                    "Which languages searching understands depends on the model, not on this.",
                )
            )
        )
        self.column.addStretch(1)


class PrivacyPage(Page):
    """What leaves this computer: nothing, and that can be sealed."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(
            "privacyPage",
            tr("Settings", "Privacy"),
            tr(
                "Settings",
                "Nothing leaves this computer: no photo, no question, no statistics. photoclip "
                "uses the network for one thing only: to download a model when it is told to.",
            ),
        )
        self._count = named(QLabel(), "connectionCount")
        self._count.setWordWrap(True)
        self.group(
            check(preferences, "no_network", tr("Settings", "No network: refuse every connection")),
            hint_label(
                tr(
                    "Settings",
                    "While this is on, photoclip cannot connect to any other computer, not even "
                    "to download a model.",
                )
            ),
        )
        self.group(
            self._count,
            hint_label(
                tr(
                    "Settings",
                    "The count is of what photoclip's Python code attempts; what a library "
                    "written in another language did by itself would not be in it.",
                )
            ),
        )
        self.column.addStretch(1)
        preferences.changed.connect(self._tell)
        self._again = QTimer(self, interval=_LOOK_AGAIN)
        self._again.timeout.connect(self._tell)
        self._again.start()
        self._tell()

    def _tell(self) -> None:
        said = tr("Settings", "Connections attempted since photoclip was started: {count}").format(
            count=SEAL.attempts
        )
        if SEAL.refused:
            said = f"{said} · " + tr("Settings", "%n refused", "", SEAL.refused)
        if said != self._count.text():
            self._count.setText(said)
