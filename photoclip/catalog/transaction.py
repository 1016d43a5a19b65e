"""One transaction on the catalog, with everything that writes."""

import os
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

from photoclip.catalog import (
    arriving,
    companions,
    edits,
    examining,
    label_lists,
    learned,
    meta,
    pins,
    recording,
    recording_many,
    roots,
    runs,
    tagging,
    vectors,
)
from photoclip.catalog.changes import Changes
from photoclip.catalog.edits import Deed, Plan
from photoclip.catalog.entries import (
    HeadVersion,
    Indexed,
    Outcome,
    ReviewAnswer,
    RunTags,
    VectorDelta,
)
from photoclip.catalog.exchange import merging
from photoclip.catalog.exchange.archive import Archive
from photoclip.catalog.exchange.brought import Brought
from photoclip.catalog.metadata_writing import MetadataWriting
from photoclip.catalog.pins import HealthRecord
from photoclip.catalog.snapshot import Note
from photoclip.records import DecodedPhoto, FileChange, LabelList, Root


class Transaction:
    """All writing methods; made by `Catalog.transaction`, which commits or rolls back.

    Nothing is visible to readers before the commit. Calls that change which vectors can be
    searched raise the catalog's generation, once, at the commit.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._changes = Changes()

    @property
    def changed_photos(self) -> tuple[int, ...]:
        """Ids of the photos that files, vectors or facts of this transaction touched, sorted."""
        return tuple(sorted(self._changes.photos))

    def thumbnails(self) -> list[tuple[bytes, bytes]]:
        """Content hashes of photos with their small pictures; call it inside the block.

        Those of `record`, `record_all` and `keep_thumbnail`, as far as photos have these bytes now.
        """
        made = self._changes.thumbnails
        unknown = examining.unknown_hashes(self._connection, list(made)) if made else set[bytes]()
        return [(key, jpeg) for key, jpeg in made.items() if key not in unknown]

    def keep_thumbnail(self, content_hash: bytes, jpeg: bytes) -> None:
        """Have a small picture kept after the commit."""
        self._changes.thumbnails[content_hash] = jpeg

    @property
    def outgrown(self) -> list[bytes]:
        """Content hashes that photos had before this transaction, and none has now."""
        return sorted(self._changes.outgrown)

    def delta(self, model_id: int) -> VectorDelta | None:
        """What the index of a model must do after the commit; call it inside the block.

        Returns:
            None where the transaction was too broad to say (a root was removed): let the index
            catch up with `Catalog.searchable_ids`.
        """
        companions.settle(self._connection, self._changes)
        return vectors.delta(self._connection, self._changes, model_id)

    def finish(self) -> tuple[int, Note] | None:
        """Raise generation and revision where needed; called by `Catalog.transaction` at the end.

        Returns:
            The new revision with what it changed; None where photos and files are as before.
        """
        changes = self._changes
        companions.settle(self._connection, changes)
        if changes.searchable:
            meta.raise_generation(self._connection)
        if not (changes.photos or changes.tables):
            return None
        note = Note(frozenset(changes.photos), frozenset(changes.tables))
        return meta.raise_revision(self._connection), note

    # roots

    def add_root(self, path: str | bytes | os.PathLike[str]) -> Root:
        """Watch a folder (absolute path).

        A folder inside a watched one is covered already: the covering root is returned. Watched
        folders inside the new one are absorbed: their files become the new root's, with their
        photos. A root that was removed before comes back with what was known of it.
        """
        return roots.add(self._connection, self._changes, path)

    def remove_root(self, root_id: int) -> None:
        """Stop watching a folder: its files go gone; photos, tags and vectors stay.

        Raises:
            LibraryError: no such root.
        """
        roots.remove(self._connection, self._changes, root_id)

    def relocate_root(self, root_id: int, new_path: str | bytes | os.PathLike[str]) -> Root:
        """The watched folder lies at another place now; all its files keep their photos.

        Raises:
            LibraryError: no such root, or the new place overlaps another watched folder.
        """
        return roots.relocate(self._connection, self._changes, root_id, new_path)

    def exclude(self, root_id: int, patterns: Sequence[str]) -> None:
        """Set the patterns of folders inside a root that are not looked at; () for none.

        Raises:
            LibraryError: no such root.
        """
        roots.exclude(self._connection, root_id, patterns)

    # files

    def record(
        self, indexed: Indexed, model_id: int, *, newest_before: int | None = None
    ) -> Outcome:
        """Write one file that could be read: its place, its photo and its vector.

        - Bytes that are known: the file points to that photo; a vector is stored where the photo
          lacks one of this model. A changed file that joins a photo made since `newest_before`
          (the newest photo's id when the run began) brings its old photo's tags along.
        - A changed file with new bytes: its photo gets the new bytes and facts and keeps tags;
          vectors stay where the pixels are equal, else those of all models go. Where another
          present file still holds the old bytes, a new photo with a copy of the tags is made.
        - Else a new photo.

        The file's keywords become tags of source "file", and its thumbnail is kept. A gone file
        at the same place revives.

        Returns:
            "embedded" (a vector was stored), "reused" (none was needed or given), or "again":
            nothing was recorded, see `entries.Outcome`.
        """
        self._keep_thumbnails([indexed])
        return recording.record(self._connection, self._changes, indexed, model_id, newest_before)

    def record_all(
        self, batch: Sequence[Indexed], model_id: int, *, newest_before: int | None = None
    ) -> list[Outcome]:
        """As `record`, for many files: new photos are written with a few statements for all."""
        self._keep_thumbnails(batch)
        return recording_many.record(
            self._connection, self._changes, batch, model_id, newest_before
        )

    def _keep_thumbnails(self, batch: Sequence[Indexed]) -> None:
        for each in batch:
            if isinstance(each.decoded, DecodedPhoto) and each.decoded.thumbnail:
                self.keep_thumbnail(each.decoded.content_hash, each.decoded.thumbnail)

    def move(self, moves: Sequence[FileChange]) -> None:
        """MOVED files (or recorded failures) have new places in their roots; nothing else changes.

        Files that exchanged their names must be given together.
        """
        recording_many.move(self._connection, self._changes, moves)

    def gone(self, *files: FileChange) -> None:
        """Files are no longer there: their places are marked gone, their photos stay."""
        recording_many.gone(self._connection, self._changes, files)

    def fail(self, change: FileChange, reason: str, *, passing: bool = False) -> None:
        """A file cannot become a photo: note why; what it was before goes gone.

        `passing` trouble may be over at any time: the next scan has the file read again.
        """
        recording.fail(self._connection, self._changes, change, reason, passing=passing)

    def retry_failures(self) -> None:
        """Let the next scan have all files read again that could not be read."""
        recording.retry_failures(self._connection)

    def touch(self, change: FileChange) -> None:
        """A file has other times or another inode but is otherwise as known."""
        recording.touch(self._connection, change)

    def settle_pairs(self, *, together: bool | None = None) -> None:
        """Look at all pairs again; see `companions.settle_all`."""
        companions.settle_all(self._connection, self._changes, together=together)

    @property
    def metadata(self) -> MetadataWriting:
        """What sidecars say, and what is to be written back."""
        return MetadataWriting(self._connection, self._changes)

    # models and vectors

    def ensure_model(self, digest: str, name: str, dimension: int) -> int:
        """The id of a model by its digest (hex); made when new, renamed when the name differs."""
        return vectors.ensure_model(self._connection, digest, name, dimension)

    def put_vectors(
        self, model_id: int, items: Sequence[tuple[int, npt.NDArray[np.float32]]]
    ) -> None:
        """Store (photo id, float32 unit vector) pairs; a photo's old vectors are replaced.

        A photo with several has them as rows, (parts, d): the whole picture, then its parts.
        """
        vectors.put(self._connection, self._changes, model_id, items)

    def drop_vectors(self, model_id: int) -> int:
        """Delete all vectors of a model that is no longer used; how many there were."""
        return vectors.drop(self._connection, self._changes, model_id)

    # what an examination found

    def drop_orphans(self, orphans: Mapping[str, Sequence[int]]) -> None:
        """Delete rows that name what is not there, by table (see `examining.by_table`)."""
        examining.drop(self._connection, self._changes, orphans)

    def drop_vectors_of(self, model_id: int, photo_ids: Sequence[int]) -> None:
        """Delete the vectors of photos, so that the next index run embeds them anew."""
        vectors.drop_of_photos(self._connection, self._changes, photo_ids, model_id=model_id)

    def mend_runs(self, list_keys: Sequence[str]) -> None:
        """Let the rows of these lists' runs name the right next one again."""
        runs.mend(self._connection, list_keys)

    # a whole library

    def bring(
        self,
        archive: Archive,
        place_of: Callable[[bytes], bytes],
        tell: Callable[[int, int], object],
    ) -> Brought:
        """Take an exported library in; what the person decided here stays.

        Args:
            archive: the export.
            place_of: where a folder of the export lies on this machine.
            tell: told of rows done and of all rows; what it raises ends this.

        Raises:
            DataError: a row makes no sense, or a folder has no place here.
        """
        return merging.merge(self._connection, self._changes, archive, place_of, tell)

    # the person's edits

    def edit(self, plan: Plan) -> Deed:
        """Make an edit of `catalog.edits`; what it did, for undoing it.

        Raises:
            PhotoclipError: it cannot be made; the sentence says why.
        """
        return edits.do(self._connection, plan)

    def undo(self, deed: Deed) -> None:
        """Take an edit back, where nothing else has changed the same rows since."""
        edits.undo(self._connection, deed)

    def redo(self, deed: Deed) -> None:
        """Do again an edit that was taken back."""
        edits.redo(self._connection, deed)

    def note_health(self, search_id: int, record: HealthRecord) -> None:
        """Keep how well a saved search finds what is pinned, see `pins.note`."""
        pins.note(self._connection, search_id, record)

    # tags

    def tag(self, photo_ids: Sequence[int], name: str) -> int:
        """The person gives a tag (and takes back an earlier rejection); how many are new."""
        return tagging.tag(self._connection, photo_ids, name)

    def untag(self, photo_ids: Sequence[int], name: str) -> int:
        """The person takes a tag off: their own goes, a run's or the file's becomes rejected.

        Returns:
            How many photos had the tag.
        """
        return tagging.untag(self._connection, photo_ids, name)

    def reject(self, photo_ids: Sequence[int], name: str) -> None:
        """The person says that a tag is wrong for photos, whether they have it or not."""
        tagging.reject(self._connection, photo_ids, name)

    def write_run(self, said: RunTags) -> int:
        """Write what a run says, wholly; its id.

        Photos where a person gave or rejected a name keep that, and what earlier runs said of
        them. On the other photos that it looked at, the run replaces what earlier runs of its
        list said, and takes off what it does not repeat; all comes back when it is undone.

        Raises:
            LibraryError: it goes on with a run that is not there or was undone.
        """
        return runs.write(self._connection, said)

    def undo_run(self, run_id: int) -> int:
        """Take back exactly what a run did; how many tags it had given.

        Raises:
            LibraryError: no such run, or it was undone already.
        """
        return runs.undo(self._connection, run_id)[0]

    def is_current(self, run_id: int) -> bool:
        """Whether the list of a run is as it was when the run began."""
        return runs.is_current(self._connection, run_id)

    def undo_part(self, run_id: int, most: int) -> tuple[int, bool]:
        """Take back the next part of a run, `most` rows at most.

        Returns:
            How many tags it had given, and whether nothing of it is left.

        Raises:
            LibraryError: no such run, or it was undone already.
        """
        return runs.undo(self._connection, run_id, most)

    # label lists and notes

    def save_label_list(self, labels: LabelList) -> LabelList:
        """Store a list under its name; its version rises when anything in it changed."""
        return label_lists.save(self._connection, labels)

    def delete_label_list(self, name: str) -> None:
        """Delete a list; tags of its runs stay.

        Raises:
            LibraryError: no such list.
        """
        label_lists.delete_list(self._connection, name)

    def keep_head(self, list_name: str, head: HeadVersion) -> int:
        """Store what a list has learned as its newest version, whatever number it brings.

        Raises:
            LibraryError: no such list.
        """
        return learned.keep(self._connection, list_name, head)

    def note_answer(self, list_name: str, label: str, answer: ReviewAnswer) -> None:
        """Remember an answer about a label's threshold; one photo is asked about once.

        Raises:
            LibraryError: no such list.
        """
        learned.note(self._connection, list_name, label, answer)

    def forget_answers(self, list_name: str, label: str, photo_id: int | None) -> None:
        """Forget that photos were asked about; what was accepted and rejected stays.

        Args:
            list_name: the list.
            label: the label.
            photo_id: this photo only; None: all.

        Raises:
            LibraryError: no such list.
        """
        learned.forget(self._connection, list_name, label, photo_id)

    def see_arrivals(self, list_name: str, photo_ids: npt.NDArray[np.int64]) -> None:
        """A list has looked at photos that arrived in its folders.

        Raises:
            LibraryError: no such list.
        """
        list_id = label_lists.id_of(self._connection, list_name)
        arriving.see(self._connection, list_id, photo_ids)

    def set_meta(self, key: str, value: str) -> None:
        """Remember a small text under a key (see `Catalog.meta`)."""
        meta.set_meta(self._connection, key, value)
