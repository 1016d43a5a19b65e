"""One window for each library: a second start brings the first window to the front.

What the second start was to show, it tells the first one in one line.
"""

import getpass
import hashlib
import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QStandardPaths, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)

_PATIENCE = 15_000  # ms to wait for the first window's answer; it may be busy
_REST = 200  # ms between two tries
_HEARD = b"heard\n"
_LONGEST = 1 << 20  # bytes of a line


class SingleInstance(QObject):
    """Claims a library folder for one window of this person on this computer."""

    raise_wanted = Signal()
    told = Signal(bytes)  # the line that a second start sent, if it had something to say

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        name = name_of(folder)
        run = QStandardPaths.StandardLocation.TempLocation
        self._lock = QLockFile(f"{QStandardPaths.writableLocation(run)}/{name}.lock")
        self._lock.setStaleLockTime(0)  # stale when its process is gone, however long it ran
        self._name = name
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)

    def claim(self, errand: bytes = b"") -> bool:
        """Become the window of this library; False when there is one, which now comes forward.

        What a killed window left behind is cleared away. `errand` is a line for the other one.
        """
        until = QDeadlineTimer(_PATIENCE)
        while not self._lock.tryLock(_REST):
            # The other one may be starting or ending: then it answers soon, or is gone.
            if self._call(errand):
                return False
            if until.hasExpired():
                _log.warning("The window that has this library does not answer.")
                return True
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            _log.warning("A second start will not be heard: %s", self._server.errorString())
        return True

    def release(self) -> None:
        """Let another start have the window."""
        self._server.close()
        self._lock.unlock()

    def _call(self, errand: bytes) -> bool:
        """Ask the first window to come forward; whether it heard."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_REST):
            return False
        if errand:
            socket.write(errand + b"\n")
            socket.flush()
        heard = socket.bytesAvailable() > 0 or socket.waitForReadyRead(_PATIENCE)
        socket.disconnectFromServer()
        return heard

    def _called(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.write(_HEARD)
            socket.flush()
            socket.readyRead.connect(partial(self._hear, socket))
            socket.disconnected.connect(socket.deleteLater)
            self.raise_wanted.emit()
            self._hear(socket)  # what came with the call

    def _hear(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            self.told.emit(bytes(socket.readLine(_LONGEST).data()).rstrip(b"\n"))
        elif socket.bytesAvailable() > _LONGEST:
            socket.abort()


def name_of(folder: Path) -> str:
    """The name under which a library's window listens: of this person and this folder."""
    place = f"{getpass.getuser()}\0{folder.expanduser().resolve()}"
    return f"photoclip-{hashlib.sha256(place.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"
