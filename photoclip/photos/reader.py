"""Whole pictures for showing, decoded in processes of their own: a hostile file costs one."""

import threading
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from photoclip.errors import DecoderError, PhotoError
from photoclip.photos.decode import open_upright
from photoclip.photos.decoder import DecoderPool
from photoclip.records import DecodeFailure

_PROCESSES = 2  # so that a picture decoded ahead does not hold up the one that is wanted
_MEMORY_MB = 4096  # MB beyond a process's own: a photo of 100 million pixels and its copies


class PictureReader:
    """Reads pictures at any size; its processes begin with the first one."""

    def __init__(self, log_path: Path | None = None) -> None:
        """`log_path` is the file for what imaging libraries print; None throws it away."""
        self._log_path = log_path
        self._pool: DecoderPool | None = None
        self._lock = threading.Lock()
        self._closed = False

    def read(self, path: bytes, max_side: int) -> npt.NDArray[np.uint8]:
        """The whole picture, upright, uint8 (height, width, 3) sRGB; may be called by threads.

        Args:
            path: the absolute path.
            max_side: bound of the longest side, px.

        Raises:
            PhotoError: the file cannot be shown, no process can be started, or the reader was
                closed meanwhile.
        """
        with self._lock:
            if self._closed:
                raise PhotoError("The library is being closed.")
            if self._pool is None:
                self._pool = DecoderPool(
                    _PROCESSES,
                    short_side=0,
                    memory_mb=_MEMORY_MB,
                    log_path=self._log_path,
                    decode=cast("Any", whole),
                )
            pool = self._pool
            answer = pool.submit(path, short_side=max_side)
        try:
            result: object = answer.result()
        except CancelledError as error:
            raise PhotoError("The library is being closed.") from error
        except DecoderError as error:
            self._drop(pool)  # the next picture begins with a fresh one
            raise PhotoError(str(error)) from error
        if isinstance(result, DecodeFailure):
            raise PhotoError(result.reason)
        return cast("npt.NDArray[np.uint8]", result)

    def close(self) -> None:
        """End the processes; whoever waits gets a PhotoError."""
        with self._lock:
            self._closed = True
            pool = self._pool
        if pool is not None:
            self._drop(pool)

    def _drop(self, pool: DecoderPool) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        pool.close()


def whole(
    path: bytes, *, short_side: int, known: frozenset[bytes] = frozenset()
) -> npt.NDArray[np.uint8]:
    """What runs in the process, called as `photoclip.photos.decode.decode` is.

    Args:
        path: the absolute path.
        short_side: here, the bound of the longest side, px.
        known: is not used.

    Raises:
        PhotoError: the file cannot be shown.
    """
    return np.asarray(open_upright(path, short_side))
