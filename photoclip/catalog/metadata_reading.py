"""What a catalog tells of sidecars, and of what is to be written back."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection

from photoclip.catalog import renewing, sidecars, write_queue
from photoclip.catalog.entries import MissingVector
from photoclip.catalog.renewing import Renewal
from photoclip.catalog.sidecars import FileInFolder, StoredSidecar
from photoclip.catalog.write_queue import Material, QueueCounts, Waiting


class MetadataReading:
    """The part of a catalog that reads sidecars and the queue of what is written back."""

    def _reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one committed state."""
        raise NotImplementedError

    def sidecars(self, root_id: int, under: bytes = b"") -> dict[bytes, StoredSidecar]:
        """The sidecars of a root below a folder, by relative path."""
        with self._reading() as connection:
            return sidecars.stored(connection, root_id, under)

    def files_in(self, root_id: int, folders: Iterable[str]) -> list[FileInFolder]:
        """The present files that lie in these folders (display texts) of a root."""
        with self._reading() as connection:
            return sidecars.files_in(connection, root_id, folders)

    def undated(self) -> list[tuple[int, bytes]]:
        """Present photos without any date, each with the absolute path of its first file."""
        with self._reading() as connection:
            return sidecars.undated(connection)

    def renewal(self) -> Renewal:
        """How far photos that an earlier photoclip recorded were read again."""
        with self._reading() as connection:
            return renewing.stored(connection)

    def due_renewals(self, renewal: Renewal, root_id: int, most: int) -> list[MissingVector]:
        """The next photos of a root to be read again, by id."""
        with self._reading() as connection:
            return renewing.due(connection, renewal, root_id, most)

    def sidecar_problems(self) -> list[tuple[bytes, str]]:
        """The sidecars that cannot be understood: absolute paths and why."""
        with self._reading() as connection:
            return sidecars.problems(connection)

    def waiting_writes(self, now: int, most: int) -> list[Waiting]:
        """What is to be written back and due at a time, the longest waiting first."""
        with self._reading() as connection:
            return write_queue.due(connection, now, most)

    def conflicts(self) -> list[Waiting]:
        """What waits for the person's decision, the longest waiting first."""
        with self._reading() as connection:
            return write_queue.conflicts(connection)

    def write_counts(self) -> QueueCounts:
        """How much waits, and why."""
        with self._reading() as connection:
            return write_queue.counts(connection)

    def write_material(self, photo_ids: Sequence[int]) -> dict[int, Material]:
        """What is needed to write back photos, by photo."""
        with self._reading() as connection:
            return write_queue.material(connection, photo_ids)
