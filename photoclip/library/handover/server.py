"""The owner's side: takes work from other processes of this person, and tells how it goes."""

import contextlib
import logging
import sys
import threading
import time
from multiprocessing.connection import Client, Listener
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photoclip.errors import PhotoclipError
from photoclip.library.handover import operations
from photoclip.library.handover.line import GoneError, Line, LostError, Message
from photoclip.library.handover.operations import Onlooker, Task
from photoclip.library.handover.place import new_door
from photoclip.library.handover.values import packed, unpacked
from photoclip.library.lock import OwnerLock
from photoclip.records import IndexProgress, IndexReport

if TYPE_CHECKING:
    from photoclip.library.library import Library

_log = logging.getLogger(__name__)

BEAT_SECONDS = 1.0  # how often an asker hears that its work is still being done
_LOOK_SECONDS = 0.1
_WAITING = 64  # askers that may stand before the door
_ASKING_SECONDS = 20.0  # until it is said what is wanted
_FINISH_SECONDS = 30.0  # what is left to short work when the library is closed


class Server:
    """Does for other processes what only the owner may do, each asker in a thread of its own.

    `onlooker` may be exchanged at any time.
    """

    def __init__(self, library: "Library", lock: OwnerLock) -> None:
        """Open the door; where there is no place for one, the owner works for itself only."""
        self.onlooker = Onlooker()
        self._library, self._lock = library, lock
        self._closing = threading.Event()
        self._tasks: dict[threading.Thread, Task | None] = {}
        self._changing = threading.Lock()
        self._listener: Listener | None = None
        self._thread = threading.Thread(target=self._listen, name="owner", daemon=True)
        try:
            self._door = new_door(library.folder)
            kind = "AF_PIPE" if sys.platform == "win32" else "AF_UNIX"
            self._listener = Listener(self._door.address, kind, backlog=_WAITING)
            if kind == "AF_UNIX":
                Path(self._door.address).chmod(0o600)
            lock.announce(self._door.address)
        except OSError as error:
            _log.warning("Other processes cannot hand work to this one: %s", error)
            return
        self._thread.start()

    def note(self, report: IndexReport) -> None:
        """Tell those who watch what this process indexed for itself."""
        with self._changing:
            tasks = [task for task in self._tasks.values() if task is not None]
        for task in tasks:
            task.news.put(report)

    def close(self) -> None:
        """Take no more work: finish the short, give back the long."""
        if self._closing.is_set() or self._listener is None:
            return
        self._closing.set()
        with contextlib.suppress(OSError):
            Client(self._door.address).close()  # wakes the listening thread
        if self._thread.is_alive():
            self._thread.join()
        with self._changing:
            doing = dict(self._tasks)
        for task in doing.values():
            if task is not None and task.name in operations.LONG:
                task.stop.set()
        until = time.monotonic() + _FINISH_SECONDS
        for thread in doing:
            thread.join(max(0.0, until - time.monotonic()))

    def _listen(self) -> None:
        listener = self._listener
        assert listener is not None
        while True:
            try:
                connection = listener.accept()
            except OSError as error:
                _log.warning("An asker was gone before it was heard: %s", error)
                time.sleep(_LOOK_SECONDS)
                continue
            if self._closing.is_set():
                connection.close()
                break
            thread = threading.Thread(
                target=self._serve, args=(Line(connection),), name="owner-serves", daemon=True
            )
            with self._changing:
                self._tasks[thread] = None
            thread.start()
        with contextlib.suppress(OSError):
            self._lock.announce("")
        listener.close()
        self._door.remove()

    def _serve(self, line: Line) -> None:
        """One conversation: who is there, what is wanted, what came of it."""
        me = threading.current_thread()
        try:
            line.welcome(self._door.key)
            asked = line.receive(_ASKING_SECONDS)
            if asked.get("do") is not None:
                self._work(line, me, asked)
        except GoneError:
            pass  # it only looked whether somebody is here, or wants no more
        except LostError as lost:
            _log.warning("A process that %s is not served", lost)
        finally:
            line.close()
            with self._changing:
                del self._tasks[me]

    def _work(self, line: Line, me: threading.Thread, asked: Message) -> None:
        going = _Going(line)
        task = _task(asked, going)
        if task is None:
            line.send({"error": "misunderstood"})
            return
        with self._changing:
            self._tasks[me] = task
        if self._closing.is_set():
            line.send({"ended": True})
            return
        line.send({"begun": True})
        hearing = threading.Thread(
            target=going.follow, args=(task,), name="owner-hears", daemon=True
        )
        hearing.start()
        try:
            answer = _answer(self._library, task, self.onlooker)
            if self._closing.is_set() and task.name in operations.LONG:
                answer = {"ended": True}
            going.send()
            line.send(answer)
        finally:
            going.end()
            hearing.join()


class _Going:
    """What is told while the work is done; the work itself never waits for who hears it."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._over = threading.Event()
        self._taking, self._sending = threading.Lock(), threading.Lock()
        self._progress: list[IndexProgress] = []  # of each phase the latest
        self._reports: list[object] = []

    def tell(self, name: str, record: object) -> None:
        """Send this soon; any thread."""
        with self._taking:
            if isinstance(record, IndexProgress):
                if self._progress and self._progress[-1].phase == record.phase:
                    self._progress.pop()
                self._progress.append(record)
            else:
                self._reports.append(record)

    def end(self) -> None:
        """The work is done."""
        self._over.set()

    def follow(self, task: Task) -> None:
        """Until the end: hear whether the work is still wanted, and say how it goes."""
        beat = time.monotonic()
        try:
            while not self._over.is_set():
                if self._line.has_more(_LOOK_SECONDS):
                    if self._line.receive(0).get("stop"):
                        task.stop.set()
                elif self.send() or time.monotonic() - beat > BEAT_SECONDS:
                    self._line.send({"beat": True})
                    beat = time.monotonic()
        except LostError:
            task.stop.set()

    def send(self) -> bool:
        """Send what there is to tell.

        Raises:
            LostError: nobody hears it.
        """
        with self._sending:
            with self._taking:
                progress, self._progress = self._progress, []
                reports, self._reports = self._reports, []
            for record in reports:
                self._line.send({"tell": "on_report", "record": packed(record)})
            for now in progress:
                self._line.send({"tell": "on_progress", "record": packed(now)})
        return bool(reports or progress)


def _task(asked: Message, going: _Going) -> Task | None:
    """What is asked for; None where it is not to be understood."""
    try:
        arguments = [unpacked(each) for each in asked.get("with", [])]
        named = {str(name): unpacked(each) for name, each in asked.get("named", {}).items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        _log.warning("What another process asked for is not understood: %r", error)
        return None
    name = str(asked["do"])
    known = name in operations.SHORT or name in operations.LONG
    return Task(name, arguments, named, going.tell) if known else None


def _answer(library: "Library", task: Task, onlooker: Onlooker) -> Message:
    """What came of it: a result, or an error as the method raised it."""
    try:
        return {"result": packed(operations.do(library, task, onlooker))}
    except PhotoclipError as error:
        return {"error": type(error).__name__, "sentence": str(error)}
    except OSError as error:
        return {"error": "OSError", "parts": _parts(error)}
    except Exception as error:  # noqa: BLE001 - a bug is the asker's to tell, and logged here
        _log.exception("A bug in photoclip, in what another process asked for")
        return {"error": "bug", "sentence": f"{type(error).__name__}: {error}"}


def _parts(error: OSError) -> list[Any]:
    return [error.errno, error.strerror, None if error.filename is None else str(error.filename)]
