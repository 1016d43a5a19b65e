"""What imaging libraries raise, said in one sentence."""

import logging
import threading
import warnings
from collections.abc import Generator
from contextlib import contextmanager

from PIL import Image

from photoclip.errors import PhotoError

MOST_PIXELS = 250_000_000
"""Pictures that declare more pixels are refused before anything is allocated for them."""

CUT_OFF = "The file is cut off (incomplete); copy it again from its source."

_ENDED_EARLY = (
    "truncated", "incomplete", "premature", "end of file", "need_more_input",
    "not enough image data", "smaller than requested",
)  # fmt: skip

_log = logging.getLogger(__name__)


@contextmanager
def human_errors() -> Generator[None]:
    """Turns whatever an imaging library raises into a PhotoError with one sentence.

    Raises:
        PhotoError: always this, in place of anything that was raised inside.
    """
    try:
        with _quiet():
            yield
    except PhotoError:
        raise
    except MemoryError as error:
        raise PhotoError("Decoding it needs more memory than one picture may take.") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoError(_too_large()) from error
    except Exception as error:  # codecs raise anything on hostile input
        _log.debug("picture refused", exc_info=True)
        said = str(error).lower()
        if any(word in said for word in _ENDED_EARLY):
            raise PhotoError(CUT_OFF) from error
        if isinstance(error, NotImplementedError) or "unsupported" in said:
            raise PhotoError("It uses a rare variant of its format that cannot be read.") from error
        raise PhotoError("The file is damaged: its picture cannot be decoded.") from error


def check_size(size: tuple[int, int]) -> None:
    """Refuses what nothing should be allocated for.

    Raises:
        PhotoError: the declared (width, height) is empty or over `MOST_PIXELS`.
    """
    if min(size) < 1:
        raise PhotoError("The file is damaged: its picture has no pixels.")
    if size[0] * size[1] > MOST_PIXELS:
        raise PhotoError(_too_large())


def _too_large() -> str:
    return f"The picture declares more than {MOST_PIXELS // 1_000_000} million pixels."


class _Silence:
    """Python warnings off while any thread decodes; the filters are global, hence the count."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0
        self._caught: warnings.catch_warnings[None] | None = None

    def enter(self) -> None:
        with self._lock:
            self._users += 1
            if self._users == 1:
                self._caught = warnings.catch_warnings()
                self._caught.__enter__()
                warnings.simplefilter("ignore")

    def leave(self) -> None:
        with self._lock:
            self._users -= 1
            if self._users == 0 and self._caught is not None:
                self._caught.__exit__(None, None, None)
                self._caught = None


_silence = _Silence()


@contextmanager
def _quiet() -> Generator[None]:
    _silence.enter()
    try:
        yield
    finally:
        _silence.leave()
