"""The first run: folders, a model, or the sample library."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photoclip.ui.dialogs import Dialogs
from photoclip.ui.upkeep import Upkeep
from photoclip.ui.welcome.page import WelcomePage
from photoclip.ui.welcome.samples import SampleDrawing

_SAMPLES = "photoclip samples"


class FirstRun(QObject):
    """Does what is asked for on the welcome page."""

    failed = Signal(str)

    def __init__(self, page: WelcomePage, upkeep: Upkeep, dialogs: Dialogs, pictures: Path) -> None:
        """The sample library is drawn into the picture folder."""
        super().__init__(page)
        self._page = page
        self._samples = SampleDrawing(pictures / _SAMPLES, self)
        page.folders_chosen.connect(upkeep.add)
        page.model_wanted.connect(dialogs.models)
        page.samples_wanted.connect(self._draw_samples)
        self._samples.done.connect(lambda folder: upkeep.add((folder,)))
        self._samples.failed.connect(self.failed)

    def stop(self) -> None:
        """Draw no more."""
        self._samples.close()

    def _draw_samples(self) -> None:
        self._page.follow(self._samples)
        self._samples.start()
