"""Sentences that a person should hear once: what was found damaged and has been mended."""

import threading
from collections.abc import Callable


class Notices:
    """Holds sentences until somebody passes them on; each is said once by this process."""

    def __init__(self) -> None:
        """Nothing is to be said yet."""
        self._lock = threading.Lock()
        self._said: set[str] = set()
        self._waiting: list[str] = []
        self._tell: Callable[[str], object] | None = None

    def say(self, sentence: str) -> None:
        """Leave a sentence, from any thread."""
        with self._lock:
            if sentence in self._said:
                return
            self._said.add(sentence)
            if self._tell is None:
                self._waiting.append(sentence)
            else:
                self._tell(sentence)

    def listen(self, tell: Callable[[str], object]) -> None:
        """Pass on what waits, and from now on each sentence at once, from any thread."""
        with self._lock:
            waiting, self._waiting, self._tell = self._waiting, [], tell
            for each in waiting:
                tell(each)

    def take(self) -> tuple[str, ...]:
        """What has not been passed on yet."""
        with self._lock:
            waiting, self._waiting = tuple(self._waiting), []
            return waiting
