"""What a list learned, version by version: what each gained and changes, and the way back."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from photoclip.catalog.entries import Feedback, HeadVersion, LabelChange
from photoclip.library.organising import Organising
from photoclip.library.stores import Stores
from photoclip.library.tagging.learning import Learning, Scorer
from photoclip.library.tagging.proposals import RunDiff
from photoclip.library.tagging.proposing import proposed
from photoclip.records import Edit, LabelList

Ids = npt.NDArray[np.int64]

_NOBODY = Feedback(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.bool_))


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """A version of what a list learned, as one chooses among them; 0 is the texts alone.

    Attributes:
        number: the version.
        made_at: when, None for the texts alone.
        answers: how many it learned from.
        restored_from: the earlier version that it goes back to, if it does.
        judged: answers that could be told without themselves.
        right_before: how many of these the texts alone tell right.
        right: how many of these the version tells right.
        other: what has changed since so that it cannot be used: "model", "labels" or "".
    """

    number: int
    made_at: datetime | None = None
    answers: int = 0
    restored_from: int | None = None
    judged: int = 0
    right_before: int = 0
    right: int = 0
    other: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What a list learned: the newest version first, the texts alone last.

    `now` is the version that judges; None: answers came, or the list changed, since the newest one,
    and what judges is learned from all `answers` and not stored yet.
    """

    versions: tuple[KnownVersion, ...]
    now: int | None
    answers: int


class Versions:
    """What the lists of one library learned. All calls block and may come from any thread."""

    def __init__(self, stores: Stores, learning: Learning, organising: Organising) -> None:
        """The versions that these stores keep."""
        self._stores, self._learning, self._organising = stores, learning, organising

    def history(self, name: str) -> History:
        """The versions that a list has, and which of them counts.

        Raises:
            LibraryError: there is no list of that name.
        """
        labels = self._stores.catalog.label_list(name)
        _, learned = self._learning.scorer(labels)
        stored = self._stores.catalog.head_versions(name)
        known = [self._known(labels, each) for each in reversed(stored)]
        now = 0 if learned is None else learned.version
        return History((*known, KnownVersion(0)), now, self._learning.answers(labels))

    def changes(self, name: str, version: int) -> RunDiff:
        """What a list would tag otherwise, were it to go back to a version.

        Photos that the person decided about are left out; nothing they said changes by it.

        Raises:
            LibraryError: there is no such list or version, or it was another model's.
            UsageError: the list had other labels then.
        """
        labels = self._stores.catalog.label_list(name)
        said = self._stores.catalog.feedback(labels)
        now, _ = self._learning.scorer(labels)
        then = self._learning.judge(labels, version)
        return self._between(labels, now, then, said)

    def compare(self, name: str, before: int, after: int) -> RunDiff:
        """What one version gives and another does not, whatever the person decided.

        Raises:
            LibraryError: there is no such list or version, or it was another model's.
            UsageError: the list had other labels then.
        """
        labels = self._stores.catalog.label_list(name)
        old, new = (self._learning.judge(labels, each) for each in (before, after))
        return self._between(labels, old, new, _NOBODY)

    def revert(self, name: str, version: int) -> Edit:
        """Go back to a version, 0 for the texts alone; the latest edit to undo.

        Raises:
            LibraryError: there is no such list or version, or it was another model's.
            UsageError: the list had other labels then.
        """
        labels = self._stores.catalog.label_list(name)
        head = self._learning.restored(labels, version)
        return self._organising.restore_head(labels.name, version, head)

    # ── within ──────────────────────────────────────────────────────────────────────────────

    def _known(self, labels: LabelList, stored: HeadVersion) -> KnownVersion:
        from photoclip.clip import heads

        other = ""
        if stored.data is not None and stored.model_id != self._stores.model_id:
            other = "model"
        elif stored.data is not None and stored.labels != labels.labels:
            other = "labels"
        proof = heads.Evidence() if stored.data is None else heads.evidence_of(stored.data)
        return KnownVersion(
            stored.version,
            stored.created_at,
            stored.examples,
            stored.restored_from,
            proof.judged,
            proof.right_before,
            proof.right,
            other,
        )

    def _between(self, labels: LabelList, old: Scorer, new: Scorer, said: Feedback) -> RunDiff:
        before, after = (self._given(labels, each, said) for each in (old, new))
        return RunDiff(
            tuple(
                LabelChange(
                    label,
                    np.setdiff1d(after[index], before[index]),
                    np.setdiff1d(before[index], after[index]),
                    len(np.intersect1d(after[index], before[index])),
                )
                for index, label in enumerate(labels.labels)
            )
        )

    def _given(self, labels: LabelList, scorer: Scorer, said: Feedback) -> list[Ids]:
        """The photos of each label by a judge, sorted."""
        found = proposed(self._stores, labels, scorer, said)
        return [
            np.sort(found.photo_ids[found.label_index == index])
            for index in range(len(labels.labels))
        ]
