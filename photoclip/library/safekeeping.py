"""What a library does for its own safety while it is open: checks and a daily backup."""

import logging
import os
import sqlite3
import sys
import threading
from pathlib import Path

from photoclip.catalog import backups, copying
from photoclip.catalog.copying import Stop, Stopped
from photoclip.catalog.damage import damaged
from photoclip.errors import LibraryDamagedError, LibraryError
from photoclip.library.notices import Notices

log = logging.getLogger(__name__)

_AFTER_SECONDS = 5.0  # the window has come up by then
_EVERY_SECONDS = 600.0
_NICE = 10  # the system's priority; questions and decoding come first


class Safekeeping:
    """Looks through the catalog once and makes a backup a day, in a thread of its own.

    Readers and writers go on meanwhile. Once damage was found, `look` raises.
    """

    def __init__(self, catalog: Path, notices: Notices) -> None:
        """Nothing runs yet."""
        self._catalog, self._notices = catalog, notices
        self._stop = Stop()
        self._thread: threading.Thread | None = None
        self._damage: LibraryDamagedError | None = None
        self._making = threading.Lock()
        self._seen = ""  # the state of the catalog that needed no backup

    def start(self, after: float = _AFTER_SECONDS) -> None:
        """Begin, so many seconds from now."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._keep, args=(after,), name="safekeeping")
            self._thread.daemon = True  # a disk that hangs holds up no end
            self._thread.start()

    def stop(self) -> None:
        """End at once; what is half made is removed."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def look(self) -> None:
        """Go on.

        Raises:
            LibraryDamagedError: the catalog is damaged.
        """
        if self._damage is not None:
            raise self._damage

    def check(self, most: int | None = None) -> None:
        """Look through the catalog now (0.1 s for 100,000 photos).

        Args:
            most: bytes of the file from which on it is left to another time.

        Raises:
            LibraryDamagedError: it is damaged.
        """
        if most is not None and self._catalog.stat().st_size > most:
            return
        try:
            wrong = copying.damage(self._catalog, self._stop)
        except sqlite3.Error as error:  # busy, or its disk refuses: who needs it will say so
            log.warning("The catalog %s cannot be looked through now: %s", self._catalog, error)
            wrong = ""
        if wrong:
            log.error("The catalog %s is damaged: %s", self._catalog, wrong)
            self._damage = damaged(self._catalog)
        self.look()

    def back_up_if_due(self) -> None:
        """Make today's backup where there is none and something was written.

        Raises:
            LibraryDamagedError: the catalog is damaged.
        """
        with self._making:
            state = backups.state_of(self._catalog)
            if state != self._seen and backups.is_due(self._catalog):
                self._back_up()
                self._seen = state

    def back_up(self, kind: str) -> None:
        """Make a backup now; see `catalog.backups` for its kinds.

        Raises:
            LibraryDamagedError: the catalog is damaged.
            LibraryError: it cannot be written.
        """
        with self._making:
            self._make(kind)

    def _back_up(self) -> None:
        try:
            self._make(backups.DAILY)
        except LibraryDamagedError:
            raise
        except LibraryError as error:
            log.warning("%s", error)
            self._notices.say(str(error))

    def _make(self, kind: str) -> None:
        try:
            made = backups.make(self._catalog, kind, self._stop)
        except sqlite3.DatabaseError as error:
            self._damage = damaged(self._catalog)
            raise self._damage from error
        if made is not None:
            log.info("Made the backup %s: %d photos", made.name, made.photos)

    def _keep(self, after: float) -> None:
        if sys.platform == "linux":  # elsewhere a thread alone has no such priority
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        checked = False
        while not self._stop.wait(after):
            after = _EVERY_SECONDS
            try:
                if not checked:
                    self.check()
                    checked = True
                self.back_up_if_due()
            except Stopped:
                return
            except LibraryDamagedError as error:
                log.warning("%s", error)
                return
            except (LibraryError, sqlite3.Error, OSError) as error:  # its disk may be away
                log.warning("The library cannot be looked after now: %s", error)
