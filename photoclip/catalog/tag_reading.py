"""What a catalog tells of tags, label lists and their runs."""

from contextlib import AbstractContextManager

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

from photoclip.catalog import arriving, label_lists, learned, runs, tagging
from photoclip.catalog.entries import (
    Feedback,
    HeadVersion,
    LabelChange,
    ReviewAnswer,
    RunTags,
    TagRun,
)
from photoclip.records import LabelList, Tag

_Ids = npt.NDArray[np.int64]


class TagReading:
    """The part of a catalog that reads tags and label lists."""

    def _reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one committed state."""
        raise NotImplementedError

    def tags_of(self, photo_id: int) -> tuple[Tag, ...]:
        """All a photo's tags, those that a person rejected included (`rejected` is True)."""
        with self._reading() as connection:
            return tagging.tags_of(connection, photo_id)

    def tag_names(self) -> tuple[str, ...]:
        """All tags that any photo has, by name."""
        with self._reading() as connection:
            return tagging.names(connection)

    def feedback(self, labels: LabelList) -> Feedback:
        """What the person accepted and rejected of a list's labels, on any photo."""
        with self._reading() as connection:
            return tagging.feedback(connection, labels)

    def runs(self) -> tuple[TagRun, ...]:
        """All automatic runs, the latest first."""
        with self._reading() as connection:
            return runs.stored(connection)

    def run_changes(self, said: RunTags) -> tuple[LabelChange, ...]:
        """What a run would change were it written now: the list's labels, then former ones."""
        with self._reading() as connection:
            return runs.changes(connection, said)

    def label_lists(self) -> tuple[LabelList, ...]:
        """All label lists, by name."""
        with self._reading() as connection:
            return label_lists.stored(connection)

    def label_list(self, name: str) -> LabelList:
        """A label list by its name, capitals aside.

        Raises:
            LibraryError: no such list; the sentence names those that are there.
        """
        with self._reading() as connection:
            return label_lists.get(connection, name)

    def head_versions(self, list_name: str) -> tuple[HeadVersion, ...]:
        """What a list has learned, the oldest version first.

        Raises:
            LibraryError: no such list.
        """
        with self._reading() as connection:
            return learned.versions(connection, list_name)

    def review_answers(self, list_name: str, label: str) -> tuple[ReviewAnswer, ...]:
        """What was answered about a label's threshold, in the order of asking.

        Raises:
            LibraryError: no such list.
        """
        with self._reading() as connection:
            return learned.answers(connection, list_name, label)

    def arrivals(self, labels: LabelList, among: _Ids | None = None) -> _Ids:
        """Present photos in the folders of a stored list that it has not looked at, sorted.

        Args:
            labels: the list.
            among: only these photos; None: all.
        """
        with self._reading() as connection:
            list_id = label_lists.id_of(connection, labels.name)
            return arriving.waiting(connection, list_id, labels.folders, among)
