"""A conversation between two processes of one person: messages as JSON, never pickled."""

import hmac
import json
import secrets
import threading
from multiprocessing.connection import Client
from typing import TYPE_CHECKING, Any, Self

from photoclip.library.handover.place import Door

if TYPE_CHECKING:
    from multiprocessing.connection import Connection, PipeConnection

PROTOCOL = 1
_LARGEST = 256 << 20  # bytes in a message: a run's tags on six million photos
_GREETING = 4096  # bytes in a message of who has not shown the key yet
_GREETING_SECONDS = 5.0

Message = dict[str, Any]


class LostError(Exception):
    """The other side is gone, silent, of another version or not this person's.

    Its text goes on after "which": "which does not answer".
    """


class GoneError(LostError):
    """The other side was there and has ended."""


class SilentError(LostError):
    """The other side is there and will not do anything, however long one waits."""


class Line:
    """One open connection. One thread receives; several may send."""

    def __init__(self, connection: "Connection[Any, Any] | PipeConnection[Any, Any]") -> None:
        self._connection = connection
        self._sending = threading.Lock()
        self._largest = _GREETING

    @classmethod
    def to(cls, door: Door) -> Self:
        """Call the owner behind a door.

        Raises:
            LostError: nobody answers there, or not as photoclip of this version does.
        """
        try:
            line = cls(Client(door.address))
        except OSError as error:
            raise LostError(f"cannot be reached ({error.strerror or error})") from None
        try:
            line._introduce(door.key)
        except LostError:
            line.close()
            raise
        return line

    def welcome(self, key: bytes) -> None:
        """Let in who knows the key.

        Raises:
            LostError: this one does not.
        """
        ours = secrets.token_hex(16)
        self.send({"protocol": PROTOCOL, "nonce": ours})
        answer = self.receive(_GREETING_SECONDS)
        theirs = str(answer.get("nonce"))
        if answer.get("protocol") != PROTOCOL or not hmac.compare_digest(
            str(answer.get("proof")), _proof(key, "asks", ours, theirs)
        ):
            raise LostError("does not know the key")
        self.send({"proof": _proof(key, "owns", ours, theirs)})
        self._largest = _LARGEST

    def _introduce(self, key: bytes) -> None:
        hello = self.receive(_GREETING_SECONDS)
        if hello.get("protocol") != PROTOCOL:
            raise SilentError("is another version of photoclip")
        theirs, ours = str(hello.get("nonce")), secrets.token_hex(16)
        proof = _proof(key, "asks", theirs, ours)
        self.send({"protocol": PROTOCOL, "nonce": ours, "proof": proof})
        answer = self.receive(_GREETING_SECONDS)
        if not hmac.compare_digest(str(answer.get("proof")), _proof(key, "owns", theirs, ours)):
            raise LostError("does not know the key")
        self._largest = _LARGEST

    def send(self, message: Message) -> None:
        """Send one message; blocks while the other side does not read.

        Raises:
            LostError: the other side is gone.
            ValueError: the message is too large.
        """
        content = json.dumps(message).encode("ascii")
        if len(content) > _LARGEST:
            raise ValueError(f"{len(content):,} bytes are too many for one message")
        try:
            with self._sending:
                self._connection.send_bytes(content)
        except OSError:
            raise GoneError("is gone") from None

    def has_more(self, seconds: float) -> bool:
        """Wait for a message or the other side's end, at most so long; whether one is there."""
        try:
            return self._connection.poll(seconds)
        except OSError:
            return True  # `receive` says what it is

    def receive(self, seconds: float) -> Message:
        """The next message.

        Raises:
            LostError: the other side is gone, says nothing for so long, or nonsense.
        """
        if not self.has_more(seconds):
            raise SilentError("does not answer")
        try:
            message = json.loads(self._connection.recv_bytes(self._largest))
        except (EOFError, OSError):
            raise GoneError("is gone") from None
        except ValueError:
            raise LostError("does not talk as photoclip does") from None
        if not isinstance(message, dict):
            raise LostError("does not talk as photoclip does")
        return message

    def close(self) -> None:
        """End the conversation."""
        self._connection.close()


def _proof(key: bytes, who: str, first: str, second: str) -> str:
    """That `who` has the key (a keyed hash of both sides' nonces, RFC 2104)."""
    return hmac.digest(key, f"{who} {first} {second}".encode(), "sha256").hex()
