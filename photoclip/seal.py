"""Counts what of this program connects to other computers, and forbids it while sealed."""

import ipaddress
import socket
import sys
import threading
from typing import Any

REFUSED = "photoclip's network is switched off in its settings"

SCOPE = (
    "The count is of what Python code in photoclip's process attempts; what a library written in "
    "another language did by itself would not be in it."
)
"""What the counter sees, and what it does not."""

_LOCAL_NAMES = ("", "localhost", "localhost.localdomain")
_WITH_ADDRESS = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind")
_FAMILIES = (socket.AF_INET, socket.AF_INET6)
_LOOPBACK_STAYS = sys.platform == "win32"  # Python makes its own pairs of sockets of it there


class NetworkSealedError(ConnectionRefusedError):
    """A connection was refused because the person wants none."""


class Seal:
    """Watches every connection and name lookup that Python makes in this process.

    While it is closed no socket of the internet's families can be made, nor one that was made
    before reach another computer; local ones (AF_UNIX, pipes), by which parts of photoclip talk
    to each other, stay. While it is open, what reaches another computer is counted. Once `watch`
    was called it lasts as long as the process: Python lets nobody remove an audit hook. It sees
    Python code only, see `SCOPE`; the tests look from outside, too.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._watching = False
        self._sealed = False
        self._attempts = 0
        self._refused = 0

    def watch(self) -> None:
        """Begin to count; more calls do nothing."""
        with self._lock:
            if self._watching:
                return
            self._watching = True
        sys.addaudithook(self._heard)

    def close(self, *, sealed: bool) -> None:
        """Forbid connections from now on, or allow them again."""
        self._sealed = sealed

    @property
    def is_closed(self) -> bool:
        """Whether connections are forbidden."""
        return self._sealed

    @property
    def attempts(self) -> int:
        """How often another computer was to be reached since `watch`."""
        return self._attempts

    @property
    def refused(self) -> int:
        """How many of the attempts were refused."""
        return self._refused

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.__new__":
            if self._sealed and arguments[1] in _FAMILIES and not _LOOPBACK_STAYS:
                self._note(prepares=True)
        elif event in _WITH_ADDRESS:
            address = arguments[1] if len(arguments) > 1 else None
            if isinstance(address, tuple) and address and not is_local(str(address[0])):
                self._note(prepares=event == "socket.bind")
        elif event == "socket.getaddrinfo" and not is_local(_text(arguments[0])):
            self._note(prepares=True)

    def _note(self, *, prepares: bool) -> None:
        """What only prepares a connection counts where it is refused; else the connection does."""
        sealed = self._sealed
        with self._lock:
            self._attempts += sealed or not prepares
            self._refused += sealed
        if sealed:
            raise NetworkSealedError(REFUSED)


def is_local(host: str) -> bool:
    """Whether a host name or address means this computer."""
    if host.lower().rstrip(".") in _LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _text(host: object) -> str:
    return host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")


SEAL = Seal()
"""The one of this process."""
