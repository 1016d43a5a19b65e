"""What a label list proposes for photos, and what that would change."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.catalog.entries import Feedback, LabelChange, RunTags
from photoclip.library.tagger import DEFAULT_THRESHOLD
from photoclip.library.tagging.learning import Learned
from photoclip.records import LabelList, ProposedTag

Ids = npt.NDArray[np.int64]
Matrix = npt.NDArray[np.float32]

_CERTAIN = 1e-6  # what is left of a probability when nearly all of it is taken away


@dataclass(frozen=True, slots=True, eq=False)
class LabelScores:
    """How likely each label fits each photo, before thresholds and the person's decisions."""

    labels: LabelList
    photo_ids: Ids  # (n,)
    chances: Matrix  # (n, labels)
    learned: Learned | None = None  # by what was learned; None: by the texts alone


@dataclass(frozen=True, slots=True, eq=False)
class TagProposal:
    """What a label list says about the library; `run` is None until it is applied.

    Of n tags, surest first: photo, label (a place in `labels.labels`) and probability. What the
    person has decided already is not proposed.
    """

    labels: LabelList
    photo_ids: Ids  # (n,)
    label_index: Ids  # (n,)
    probability: npt.NDArray[np.float32]  # (n,)
    looked_at: Ids  # (m,) photos
    learned: Learned | None = None
    run: int | None = None

    @property
    def tags(self) -> tuple[ProposedTag, ...]:
        """The tags one by one; the arrays are lighter where there are many."""
        names = self.labels.labels
        columns = (self.photo_ids.tolist(), self.label_index.tolist(), self.probability.tolist())
        return tuple(
            ProposedTag(photo, names[label], chance)
            for photo, label, chance in zip(*columns, strict=True)
        )

    def counts(self) -> dict[str, int]:
        """How many photos each label gets, in the list's order."""
        found = np.bincount(self.label_index, minlength=len(self.labels.labels)).tolist()
        return dict(zip(self.labels.labels, found, strict=True))

    def said(self, labels: LabelList, model_id: int, head_version: int | None) -> RunTags:
        """The same for the catalog, of the list as it is stored."""
        return RunTags(
            labels,
            model_id,
            self.photo_ids,
            self.label_index,
            self.probability,
            self.looked_at,
            head_version=head_version,
        )


@dataclass(frozen=True, slots=True, eq=False)
class RunDiff:
    """What a run, or another version, changes: the list's labels, then former ones."""

    changes: tuple[LabelChange, ...]

    @property
    def added(self) -> dict[str, int]:
        """How many photos get each label."""
        return {each.label: len(each.added) for each in self.changes}

    @property
    def removed(self) -> dict[str, int]:
        """How many photos lose each label."""
        return {each.label: len(each.removed) for each in self.changes}

    @property
    def kept(self) -> dict[str, int]:
        """How many photos keep each label."""
        return {each.label: each.kept for each in self.changes}

    @property
    def text(self) -> str:
        """All of it in figures: photos that get a label, and that lose one."""
        return signed(sum(self.added.values()), sum(self.removed.values()))


def signed(added: int, removed: int) -> str:
    """A change in figures, with a plus and a true minus sign."""
    return f"+{added:,} \N{MINUS SIGN}{removed:,}"


def proposal_of(
    labels: LabelList,
    blocks: Iterable[tuple[Ids, Matrix]],
    feedback: Feedback,
    learned: Learned | None = None,
) -> TagProposal:
    """The tags whose probability reaches their label's threshold, surest first.

    What the person decided is left out. An exclusive list gives a photo its likeliest label only,
    none where the person accepted one, and one that they rejected leaves its probability to the
    others: p(label | not the rejected one).

    Args:
        labels: the list.
        blocks: photo ids (n,) with their probabilities (n, labels).
        feedback: what the person decided of these labels.
        learned: what the probabilities were made with.
    """
    parts: list[tuple[Ids, Ids, npt.NDArray[np.float32]]] = []
    looked_at = [np.empty(0, np.int64)]
    for ids, chances in blocks:
        left = _undecided(labels, ids, chances, feedback)
        rows, columns = _fitting(labels, left)
        parts.append((ids[rows], columns, left[rows, columns]))
        looked_at.append(ids)
    return sorted_proposal(labels, parts, np.concatenate(looked_at), learned)


def sorted_proposal(
    labels: LabelList,
    parts: Iterable[tuple[Ids, Ids, Matrix]],
    looked_at: Ids,
    learned: Learned | None,
) -> TagProposal:
    """Surest first; `parts` are photos, places of labels and probabilities, each (n,)."""
    none = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32))
    photos, found, chance = (np.concatenate(each) for each in zip(none, *parts, strict=True))
    by_name = np.argsort(np.argsort(np.array(labels.labels)))
    order = np.lexsort((photos, by_name[found], -chance))
    looked_at = np.sort(looked_at)
    return TagProposal(labels, photos[order], found[order], chance[order], looked_at, learned)


def thresholds_of(labels: LabelList) -> Matrix:
    """The probability that each label must reach, float32 (labels,)."""
    wanted = [labels.thresholds.get(label, DEFAULT_THRESHOLD) for label in labels.labels]
    return np.array(wanted, np.float32)


def _fitting(labels: LabelList, chances: Matrix) -> tuple[Ids, Ids]:
    """Rows and columns of what reaches its threshold."""
    thresholds = thresholds_of(labels)
    if labels.exclusive:
        columns = chances.argmax(axis=1)
        best = chances[np.arange(len(chances)), columns]
        rows = np.flatnonzero((best >= thresholds[columns]) & (best > 0))
        return rows, columns[rows]
    rows, columns = np.nonzero((chances >= thresholds) & (chances > 0))
    return rows, columns


def _undecided(labels: LabelList, ids: Ids, chances: Matrix, feedback: Feedback) -> Matrix:
    """The probabilities of what the person has not decided; 0 where they have."""
    here = np.isin(feedback.photo_ids, ids)
    if not here.any():
        return chances
    order = np.argsort(ids, kind="stable")
    rows = order[np.searchsorted(ids[order], feedback.photo_ids[here])]
    columns, accepted = feedback.label_index[here], feedback.accepted[here]
    left = chances.copy()
    left[rows, columns] = 0.0
    if labels.exclusive:
        refused = np.zeros(len(ids), np.float32)
        np.add.at(refused, rows[~accepted], chances[rows[~accepted], columns[~accepted]])
        left /= np.maximum(1.0 - refused, _CERTAIN)[:, None]
        left[rows[accepted]] = 0.0
    return np.minimum(left, 1.0)
