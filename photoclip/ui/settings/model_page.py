"""Settings: which model, and on which part of the machine it runs."""

from PySide6.QtCore import Signal

from photoclip.clip import device
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.preferences import Preferences
from photoclip.ui.settings.forms import Page, combo, fill, hint_label, labelled
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.welcome.model_panel import ModelPanel
from photoclip.ui.welcome.model_store import ModelStore
from photoclip.ui.welcome.model_words import device_name

_PRECISIONS = ("fp32", "bf16", "fp16", "int8")


class ModelPage(Page):
    """The models with their measured speed, and the choice of device and precision."""

    chosen = Signal(str, bool)  # a model's name; whether it is in use at once

    def __init__(
        self, preferences: Preferences, store: ModelStore, jobs: Jobs, theme: Theme
    ) -> None:
        super().__init__("modelPage", tr("Settings", "Model and device"))
        panel = ModelPanel(store, theme, scrolls=False)
        panel.chosen.connect(self.chosen)
        self.column.addWidget(panel)
        automatic = ("", tr("Settings", "The fastest, as measured"))
        self._devices = combo(preferences, "device", tr("Settings", "Device"), [automatic])
        precisions = combo(
            preferences,
            "precision",
            tr("Settings", "Precision"),
            [automatic, *((each, each) for each in _PRECISIONS)],
        )
        self.group(
            labelled(tr("Settings", "Runs on"), self._devices),
            labelled(tr("Settings", "Precision"), precisions),
            hint_label(
                tr(
                    "Settings",
                    "Device and precision take effect when photoclip is started again.",
                )
            ),
        )
        self.column.addStretch(1)
        self._preferences = preferences
        jobs.run(Lane.LABELS, device.devices, self._offer)  # loads torch, which takes a while

    def _offer(self, found: list[str]) -> None:
        automatic = ("", tr("Settings", "The fastest, as measured"))
        names = [(each, device_name(each)) for each in found]
        fill(self._devices, [automatic, *names], self._preferences.now.device)
