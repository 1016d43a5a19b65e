"""Keeps a library up to date in the background and reports a few times a second."""

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from photoclip.folders.limits import Polled
from photoclip.library.handover.operations import FOLDERS, LONG, Onlooker
from photoclip.library.watching import did_something
from photoclip.records import IndexProgress, IndexReport
from photoclip.ui.jobs import Jobs, Lane

if TYPE_CHECKING:
    from photoclip.library.handover.server import Server
    from photoclip.library.library import Library

T = TypeVar("T")

_EVERY = 300  # ms between reports to the window


class _Mailbox:
    """What the worker wrote since the window last looked; any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._photos: dict[int, None] = {}
        self._progress: IndexProgress | None = None
        self._reports: list[IndexReport] = []

    def put_photos(self, ids: tuple[int, ...]) -> None:
        with self._lock:
            self._photos.update(dict.fromkeys(ids))

    def put_progress(self, progress: IndexProgress) -> None:
        with self._lock:
            self._progress = progress

    def put_report(self, report: IndexReport) -> None:
        with self._lock:
            self._reports.append(report)

    def take(self) -> tuple[tuple[int, ...], IndexProgress | None, list[IndexReport]]:
        with self._lock:
            taken = (tuple(self._photos), self._progress, self._reports)
            self._photos, self._progress, self._reports = {}, None, []
            return taken


class Indexing(QObject):
    """The watcher of one library: `start`, `restart` for new folders, `pause`, `stop`."""

    photos_changed = Signal(tuple)  # ids just committed
    progressed = Signal(IndexProgress)
    reported = Signal(IndexReport)
    failed = Signal(str)
    polled = Signal(Polled)  # a folder must be looked through on a timer
    held = Signal(str)  # why nothing can be written now; "": it goes on
    paused_changed = Signal(bool)
    edited = Signal()  # another process had something done here
    _gives_way = Signal()
    _mail = Signal()

    def __init__(self, library: "Library", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._mailbox = _Mailbox()
        self._stop = threading.Event()
        self._running = False
        self._pause = threading.Event()
        self._rest = QTimer(self, singleShot=True, interval=_EVERY)
        self._rest.timeout.connect(self._open_mail)
        self._mail.connect(self._mail_came)
        self._gives_way.connect(self._give_way)
        self._announced = threading.Event()
        self._server: Server | None = None

    @property
    def is_running(self) -> bool:
        """Whether it was started and not stopped since."""
        return self._running and not self._stop.is_set()

    @property
    def is_paused(self) -> bool:
        """Whether a person asked it to pause."""
        return self._pause.is_set()

    def start(self) -> None:
        """Index, then keep watching until stopped."""
        stop = self._stop = threading.Event()
        self._running = True

        def work() -> None:
            self._library.watch(
                on_report=self._report,
                on_progress=lambda progress: self._post(self._mailbox.put_progress, progress),
                on_photos=lambda ids: self._post(self._mailbox.put_photos, ids),
                on_polled=self.polled.emit,
                on_trouble=self.held.emit,
                stop=stop,
                pause=self._pause,
            )

        self._jobs.run(Lane.WATCH, work, lambda _nothing: self._open_mail(), self._fail)

    def serve(self) -> None:
        """Do work for other processes too, and show it; what is indexed here gives way to it."""
        self._jobs.run(Lane.EDIT, self._library.serve, self._follow, self.failed.emit)

    def _follow(self, server: "Server") -> None:
        self._server = server
        server.onlooker = Onlooker(
            on_begin=lambda name: self._gives_way.emit() if name in LONG else None,
            on_end=self._done_for_others,
            on_progress=partial(self._post, self._mailbox.put_progress),
            on_photos=partial(self._post, self._mailbox.put_photos),
            on_report=partial(self._post, self._mailbox.put_report),
        )

    def _done_for_others(self, name: str) -> None:
        if name in FOLDERS - LONG:
            self._gives_way.emit()
        self.edited.emit()

    def _give_way(self) -> None:
        if self.is_running:
            self.restart()

    def _report(self, report: IndexReport) -> None:
        self._post(self._mailbox.put_report, report)
        if self._server is not None and did_something(report):
            self._server.note(report)

    def _fail(self, sentence: str) -> None:
        self._running = False
        self.failed.emit(sentence)

    def restart(self) -> None:
        """Begin again, because the folders changed."""
        self._stop.set()
        self.start()

    def set_paused(self, paused: bool) -> None:
        """Pause or go on."""
        if paused != self.is_paused:
            (self._pause.set if paused else self._pause.clear)()
            self.paused_changed.emit(paused)

    def stop(self) -> None:
        """Ask the worker to end; it does so between two photos."""
        self._stop.set()
        self._pause.clear()

    def _post(self, put: Callable[[T], None], letter: T) -> None:
        """Called in the worker: leave a letter, and ring once until they are read."""
        put(letter)
        if not self._announced.is_set():
            self._announced.set()
            self._mail.emit()

    def _mail_came(self) -> None:
        if not self._rest.isActive():
            self._rest.start()

    def _open_mail(self) -> None:
        self._announced.clear()
        photos, progress, reports = self._mailbox.take()
        if photos:
            self.photos_changed.emit(photos)
        if progress is not None:
            self.progressed.emit(progress)
        for report in reports:
            self.reported.emit(report)
