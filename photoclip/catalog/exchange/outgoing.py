"""The part of a catalog that writes all of itself out."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection

from photoclip.catalog.exchange import writing
from photoclip.catalog.exchange.manifest import Manifest


class Outgoing:
    """A catalog as open files."""

    def _reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one committed state."""
        raise NotImplementedError

    def export(self, folder: Path, *, program: str, tell: Callable[[int, int], object]) -> Manifest:
        """Write all that travels into a new folder, of one state; see `writing.write`."""
        with self._reading() as connection:
            return writing.write(connection, folder, program=program, tell=tell)
