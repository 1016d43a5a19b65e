"""The errors a person can act on: each carries one sentence with its remedy."""

import errno
from pathlib import Path

_FULL = frozenset(
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG") if hasattr(errno, name)
)


class PhotoclipError(Exception):
    """Something a person can act on; its text is one sentence for them.

    Everything that is not one of these is a bug in photoclip and is not caught.
    """


class UsageError(PhotoclipError):
    """The request itself is wrong (exit status 2 on the command line)."""


class QueryError(UsageError):
    """A search text cannot be understood.

    Attributes:
        wrong: the filter as it was typed, such as "rating:6"; empty where none is to blame.
        filter_name: the filter it would be; empty where there is none of that name.
        problem: what is wrong with it, one word for each kind, such as "unknown" or "open".
        span: where it stands in the text, (start, end); None where that is not known.
    """

    def __init__(
        self,
        sentence: str,
        *,
        wrong: str = "",
        filter_name: str = "",
        problem: str = "",
        span: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.wrong = wrong
        self.filter_name = filter_name
        self.problem = problem
        self.span = span


class LibraryError(PhotoclipError):
    """A library cannot be opened or written."""


class LibraryGoneError(LibraryError):
    """A library that was opened before is not there; its drive may be away."""


class ReadOnlyError(LibraryError):
    """The library is open for reading only, or lies where nothing can be written."""


class DiskError(LibraryError):
    """The library's disk is full, away or failing; later the same may work."""


class LibraryLockedError(LibraryError):
    """Another process owns the library for writing.

    Attributes:
        host: its machine.
        pid: its process id there.
        elsewhere: it is another machine, whose lock only a person can break.
    """

    def __init__(self, sentence: str, *, host: str, pid: int, elsewhere: bool = False) -> None:
        super().__init__(sentence)
        self.host = host
        self.pid = pid
        self.elsewhere = elsewhere


class LibraryDamagedError(LibraryError):
    """The catalog of a library cannot be read; nothing is written to it any more.

    Attributes:
        folder: the library's folder.
    """

    def __init__(self, sentence: str, *, folder: Path) -> None:
        super().__init__(sentence)
        self.folder = folder


class ModelError(PhotoclipError):
    """A model is missing, damaged or cannot be fetched."""


class PhotoError(PhotoclipError):
    """One picture file cannot be read; its text is the recorded reason."""


class UnreachableError(PhotoError):
    """A picture file's bytes cannot be had now; that may change without a change of the file."""


class DecoderError(PhotoclipError):
    """No picture can be read at all, whatever the file."""


class DataError(PhotoclipError):
    """A file of labels, captions or pairs cannot be used."""


def refused(error: OSError) -> str:
    """What a person is told where the operating system refuses a file."""
    path, why = error.filename, error.strerror or str(error)
    if error.errno in _FULL and path:
        return f"The disk is full ({path}); free some space and try again."
    if error.errno in _FULL:
        return "The disk is full; free some space and try again."
    if error.errno == errno.EROFS and path:
        return f"The disk is read-only ({path}); choose another place."
    place = f" ({path})" if path else ""
    return f"The operating system refused: {why}{place}."
