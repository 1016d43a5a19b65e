"""The errors a person can act on: each carries one sentence with its remedy."""


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


class LibraryLockedError(LibraryError):
    """Another process owns the library for writing."""

    def __init__(self, sentence: str, *, host: str, pid: int) -> None:
        super().__init__(sentence)
        self.host = host
        self.pid = pid


class ModelError(PhotoclipError):
    """A model is missing, damaged or cannot be fetched."""


class PhotoError(PhotoclipError):
    """One picture file cannot be read; its text is the recorded reason."""


class DataError(PhotoclipError):
    """A file of labels, captions or pairs cannot be used."""
