"""What is being done in detail: stages, speed, device, recent problems, and how to hold it back."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from photoclip.library.manners import Manners
from photoclip.records import Failure, IndexProgress
from photoclip.settings import TowerChoice
from photoclip.ui import wording
from photoclip.ui.icons import dress
from photoclip.ui.naming import named, tip
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.told import told

_WIDTH = 380
_PROBLEMS = 4
_DEVICES = {"cpu": "CPU", "cuda": "CUDA GPU", "mps": "Apple GPU"}


class ActivityPanel(QFrame):
    """A sheet above the status bar; it closes with Esc or a click elsewhere."""

    pause_wanted = Signal(bool)
    manners_wanted = Signal(Manners)
    failures_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("activityPanel")
        self.setAccessibleName(tr("Activity", "Activity"))
        self.setFixedWidth(_WIDTH)
        self._theme = theme
        self._paused = False
        self._quiet = False  # values come from outside, not from the person
        self._title = named(QLabel(), "activityTitle")
        self._bar = named(QProgressBar(), "activityProgress", tr("Activity", "Progress"))
        self._toggle = named(QPushButton(), "activityPause")
        self._stages = {
            name: named(QLabel(), f"activity-{name}", spoken)
            for name, spoken in self._stage_names().items()
        }
        self._counts = QWidget()
        self._device = named(QLabel(), "activityDevice", tr("Activity", "Device in use"))
        self._current = named(QLabel(), "activityFile", tr("Activity", "File just added"))
        self._problems = named(QLabel(), "activityProblems", tr("Activity", "Recent problems"))
        self._more = named(QPushButton(tr("Activity", "Show all problem files")), "activityMore")
        self._idle = named(
            QCheckBox(tr("Activity", "Only while the computer is idle")), "mannersIdle"
        )
        self._battery = named(
            QCheckBox(tr("Activity", "Not while it runs on battery")), "mannersBattery"
        )
        self._limit = named(
            QSlider(Qt.Orientation.Horizontal), "mannersLimit", tr("Activity", "Processor limit")
        )
        self._limit_text = named(QLabel(), "mannersLimitText")
        self._arrange()
        self._connect()
        self.show_progress(None)
        self.show_manners(Manners())
        theme.changed.connect(self._dress)

    def show_above(self, widget: QWidget) -> None:
        """Open with its lower left corner above a widget."""
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(8, 0))
        self.move(corner.x(), corner.y() - self.height() - 4)
        self.show()
        self._toggle.setFocus() if self._toggle.isVisible() else self._idle.setFocus()

    def show_progress(self, now: IndexProgress | None) -> None:
        """How far adding photos is; None: nothing is being added."""
        busy = now is not None and now.phase != "done"
        for part in (self._bar, self._toggle):
            part.setVisible(busy)
        for part in (self._counts, self._current):
            part.setVisible(busy and now is not None and not now.compares)
        if now is None or not busy:
            self._title.setText(tr("Activity", "Everything is up to date"))
            self.adjustSize()
            return
        self._title.setText(wording.progress(now))
        self._bar.setRange(0, now.total or 0)
        self._bar.setValue(now.done)
        if now.phase == "scanning":
            values = {"found": now.done}
        else:
            values = {
                "found": now.total or 0,
                "read": now.read,
                "embedded": now.embedded,
                "saved": now.done,
                "failed": now.failed,
            }
        for name, label in self._stages.items():
            label.setText(wording.number(values.get(name, 0)))
        name = now.current.rpartition("/")[2]
        room = self._current.fontMetrics()
        self._current.setText(
            room.elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDTH - 40) if name else ""
        )
        self._current.setToolTip(tip(now.current))

    def show_paused(self, paused: bool) -> None:
        """Whether the person paused."""
        self._paused = paused
        self._dress()

    def show_device(self, choice: TowerChoice | None, model: str) -> None:
        """On what the model runs; None: it is not loaded."""
        if choice is None:
            self._device.setText(tr("Activity", "{model}, not loaded yet").format(model=model))
            return
        self._device.setText(
            tr("Activity", "{model} on {device} ({precision}), {rate} measured").format(
                model=model,
                device=_DEVICES.get(choice.device, choice.device),
                precision=choice.precision,
                rate=wording.rate(choice.images_per_second),
            )
        )

    def show_failures(self, failures: Sequence[Failure]) -> None:
        """The latest files that could not be read, and why."""
        room = self._problems.fontMetrics()
        lines = [
            room.elidedText(
                f"{failure.text.rpartition('/')[2]}: {told(failure.reason)}",
                Qt.TextElideMode.ElideRight,
                _WIDTH - 40,
            )
            for failure in failures[-_PROBLEMS:]
        ]
        self._problems.setText("\n".join(lines))
        self._problems.setVisible(bool(lines))
        self._more.setVisible(bool(lines))

    def show_manners(self, manners: Manners) -> None:
        """When adding photos holds back."""
        self._quiet = True
        self._idle.setChecked(manners.only_when_idle)
        self._battery.setChecked(manners.pause_on_battery)
        self._limit.setValue(round(manners.cpu_limit * 100))
        self._quiet = False
        self._say_limit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _stage_names(self) -> dict[str, str]:
        return {
            "found": tr("Activity", "Found"),
            "read": tr("Activity", "Read"),
            "embedded": tr("Activity", "Understood"),
            "saved": tr("Activity", "Added"),
            "failed": tr("Activity", "Failed"),
        }

    def _changed(self) -> None:
        self._say_limit()
        if not self._quiet:
            self.manners_wanted.emit(
                Manners(
                    self._idle.isChecked(), self._battery.isChecked(), self._limit.value() / 100
                )
            )

    def _say_limit(self) -> None:
        share = self._limit.value()
        free = tr("Activity", "no limit")
        said = free if share == 100 else tr("Activity", "{share} %").format(share=share)
        self._limit_text.setText(said)
        self._limit.setAccessibleDescription(said)

    def _connect(self) -> None:
        self._toggle.clicked.connect(lambda: self.pause_wanted.emit(not self._paused))
        self._more.clicked.connect(self.failures_wanted)
        self._more.clicked.connect(self.close)
        self._idle.toggled.connect(self._changed)
        self._battery.toggled.connect(self._changed)
        self._limit.valueChanged.connect(self._changed)

    def _arrange(self) -> None:
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._limit.setRange(10, 100)
        self._limit.setPageStep(10)
        self._more.setFlat(True)
        self._limit_text.setMinimumWidth(
            self.fontMetrics().horizontalAdvance(f"{tr('Activity', 'no limit')}  ")
        )
        for spoken in (self._toggle, self._more, self._idle, self._battery):
            spoken.setAccessibleName(spoken.text())
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._toggle)
        stages = QGridLayout(self._counts)
        stages.setContentsMargins(0, 0, 0, 0)
        stages.setHorizontalSpacing(8)
        stages.setVerticalSpacing(2)
        for column, (name, spoken) in enumerate(self._stage_names().items()):
            caption = named(QLabel(spoken), "activityCaption")
            stages.addWidget(self._stages[name], 0, column)
            stages.addWidget(caption, 1, column)
            stages.setColumnStretch(column, 1)
        limit = QHBoxLayout()
        limit.setSpacing(12)
        limit.addWidget(QLabel(tr("Activity", "Processor limit")))
        limit.addWidget(self._limit, 1)
        limit.addWidget(self._limit_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._counts)
        column.addWidget(self._current)
        column.addWidget(self._device)
        column.addWidget(_line())
        column.addWidget(self._problems)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._idle)
        column.addWidget(self._battery)
        column.addLayout(limit)
        self._device.setWordWrap(True)
        self._title.setWordWrap(True)
        self.show_failures(())
        self._dress()

    def _dress(self) -> None:
        label = tr("Activity", "Resume") if self._paused else tr("Activity", "Pause")
        self._toggle.setText(label)
        self._toggle.setAccessibleName(label)
        dress(self._toggle, "resume" if self._paused else "pause", self._theme)


def _line() -> QFrame:
    line = named(QFrame(), "activityLine")
    line.setFixedHeight(1)
    return line
