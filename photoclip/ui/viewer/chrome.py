"""Where tools, facts and filmstrip lie around the picture, and when full screen hides them."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame

from photoclip.ui.viewer import bar, explanation_bar, filmstrip, info_panel
from photoclip.ui.viewer.stage import Stage

_GAP = 16  # px around what lies over the picture
_STAYS = 2000  # ms that the tools stay in full screen after the mouse moved


class Chrome(QObject):
    """Tools above, facts beside, strip below; in full screen they lie over the picture."""

    facts_shown = Signal(bool)  # the info panel came or went

    def __init__(
        self,
        frame: QFrame,
        tools: bar.ViewerBar,
        stage: Stage,
        panel: info_panel.InfoPanel,
        strip: filmstrip.Filmstrip,
        explained: explanation_bar.ExplanationBar,
    ) -> None:
        super().__init__(frame)
        self._frame, self._tools, self._stage = frame, tools, stage
        self._panel, self._strip, self._explained = panel, strip, explained
        self._immersed = False
        self._awake = True  # the tools are shown
        self._strip_wanted = False
        self._facts_before = True
        self._idle = QTimer(self, singleShot=True, interval=_STAYS)
        self._idle.timeout.connect(self._fall_asleep)
        tools.info.toggled.connect(self._facts_toggled)
        tools.why.toggled.connect(lambda _on: self.place())
        stage.touched.connect(self._touched)
        strip.hide()

    @property
    def is_immersed(self) -> bool:
        """Whether the picture fills everything."""
        return self._immersed

    @property
    def has_facts(self) -> bool:
        """Whether the info panel is shown."""
        return self._tools.info.isChecked()

    def set_immersed(self, immersed: bool) -> None:
        """Fill everything with the picture, or not; the facts come back as they were."""
        if immersed == self._immersed:
            return
        self._immersed = immersed
        if immersed:
            self._facts_before = self._tools.info.isChecked()
        self._tools.info.setChecked(not immersed and self._facts_before)
        self._idle.stop()
        self._stage.set_immersed(immersed)
        self._wake(not immersed)

    def toggle_strip(self) -> None:
        """Show or hide the filmstrip."""
        self._strip_wanted = not self._strip_wanted
        self._wake(self._awake)

    def rest(self) -> None:
        """In full screen, hide the tools again at once."""
        if self._immersed:
            self._wake(False)

    def place(self) -> None:
        """Lay everything out anew."""
        width, height = self._frame.width(), self._frame.height()
        facts = self._panel.isVisibleTo(self._frame)
        beside = info_panel.WIDTH if facts else 0
        top = bar.HEIGHT if self._tools.isVisibleTo(self._frame) else 0
        below = filmstrip.HEIGHT if self._strip.isVisibleTo(self._frame) else 0
        self._tools.setGeometry(0, 0, width, bar.HEIGHT)
        self._panel.setGeometry(width - info_panel.WIDTH, top, info_panel.WIDTH, height - top)
        self._strip.setGeometry(0, height - filmstrip.HEIGHT, width - beside, filmstrip.HEIGHT)
        if self._immersed:
            self._stage.setGeometry(0, 0, width - beside, height)
        else:
            room = explanation_bar.HEIGHT + _GAP if self._tools.why.isChecked() else 0
            self._stage.setGeometry(0, top, width - beside, height - top - below - room)
        wide = min(explanation_bar.WIDEST, width - beside - 2 * _GAP)
        bottom = height - below - _GAP - explanation_bar.HEIGHT
        self._explained.setGeometry(
            (width - beside - wide) // 2, bottom, wide, explanation_bar.HEIGHT
        )
        for each in (self._explained, self._panel, self._strip, self._tools):
            each.raise_()

    def _wake(self, awake: bool) -> None:
        self._awake = awake
        self._tools.setVisible(awake)
        self._strip.setVisible(awake and self._strip_wanted)
        self._stage.hide_pointer(not awake)
        self.place()

    def _touched(self) -> None:
        if self._immersed:
            if not self._awake:
                self._wake(True)
            self._idle.start()

    def _fall_asleep(self) -> None:
        used = self._tools.underMouse() or self._strip.underMouse()
        if used or QApplication.activePopupWidget() is not None:
            self._idle.start()
        elif self._immersed:
            self._stage.setFocus()
            self._wake(False)

    def _facts_toggled(self, shown: bool) -> None:
        self._panel.setVisible(shown)
        self._tools.show_own_marks(not shown)
        self.place()
        self.facts_shown.emit(shown)
