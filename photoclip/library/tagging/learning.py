"""What lists learn from the person's answers: learned heads, version by version."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

import numpy as np
import numpy.typing as npt

from photoclip.catalog.entries import Feedback, HeadVersion
from photoclip.clip.prompts import standard_templates
from photoclip.errors import LibraryError, UsageError
from photoclip.library.stores import Stores
from photoclip.library.tagger import DEFAULT_THRESHOLD, probabilities
from photoclip.library.tagging.vectors import wholes_of
from photoclip.library.tower import Tower
from photoclip.records import LabelList

Ids = npt.NDArray[np.int64]
Matrix = npt.NDArray[np.float32]

_KEPT = 8  # heads in memory
_SAMPLE = 4_000  # photos that stand for the library
_A_REJECTION = 3  # undecided tags that are taken as right for each rejected one


class Scorer(Protocol):
    """Something that says how likely each label of a list fits photos, by their vectors."""

    def probabilities(self, vectors: Matrix) -> Matrix:
        """Float32 (n, d) unit rows to float32 (n, labels)."""
        ...

    def fitting(self, vectors: Matrix, thresholds: Matrix) -> tuple[Ids, Ids, Matrix]:
        """Rows, columns and probabilities of what reaches the thresholds, see `heads.Head`."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Judges by the labels' texts alone, see `library.tagger`."""

    prototypes: Matrix  # (labels, d)
    background: Matrix  # (prompts, d)
    scale: float
    exclusive: bool

    def probabilities(self, vectors: Matrix) -> Matrix:
        """How likely each label fits, float32 (n, labels)."""
        return probabilities(
            vectors,
            self.prototypes,
            self.background,
            scale=self.scale,
            exclusive=self.exclusive,
        )

    def fitting(self, vectors: Matrix, thresholds: Matrix) -> tuple[Ids, Ids, Matrix]:
        """The labels that reach their thresholds, see `heads.Head`."""
        from photoclip.clip.heads import Head

        head = Head.of_text(
            self.prototypes, self.background, scale=self.scale, exclusive=self.exclusive
        )
        return head.fitting(vectors, thresholds)


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What a list knows by the person's answers; `version` is None until it is stored."""

    fingerprint: str
    examples: int
    data: bytes | None  # None: nothing was learned or the person went back to the texts
    version: int | None = None


class Learning:
    """Heads of one library's lists: fitted when answers have changed, kept as versions.

    The newest stored version counts while the answers, the list's texts and the model are those
    it was made from; otherwise a head is fitted anew from all answers.
    """

    def __init__(self, stores: Stores, tower: Callable[[], Tower]) -> None:
        """Learn from what these stores keep, with the model in use."""
        self._stores, self._tower = stores, tower
        self._lock = threading.Lock()
        self._fitted: dict[str, bytes] = {}

    def scorer(self, labels: LabelList) -> tuple[Scorer, Learned | None]:
        """What judges photos for a list now; nothing is written.

        Returns:
            The judge, and what it knows by answers: None where it judges by the texts alone.
        """
        texts = self.texts(labels)
        learned = self._current(labels, texts)
        return self._judge(texts, learned), learned

    def texts(self, labels: LabelList) -> Texts:
        """The judge by texts alone."""
        tower = self._tower()
        scale = tower.embedder().logit_scale
        return Texts(tower.prototypes(labels), tower.background(), scale, labels.exclusive)

    def judge(self, labels: LabelList, version: int) -> Scorer:
        """The judge that a stored version is; 0: the texts alone.

        Raises:
            LibraryError: there is no such version, or it cannot be used any more.
        """
        texts = self.texts(labels)
        if not version:
            return texts
        return self._judge(texts, _learned(self._version(labels, version)))

    def learn(self, name: str) -> HeadVersion | None:
        """Store what a list knows now, unless it is stored; None: there is nothing to learn."""
        labels = self._stores.catalog.label_list(name)
        _, learned = self.scorer(labels)
        if learned is None:
            return None
        version = learned.version
        if version is None:
            version = self.keep(labels, learned)
        return self._version(labels, version)

    def keep(self, labels: LabelList, learned: Learned) -> int:
        """Store a head as the newest version of a stored list; its number."""
        head = self.version_of(labels, learned)
        return self._stores.commit(lambda tx: tx.keep_head(labels.name, head)).result()

    def version_of(
        self, labels: LabelList, learned: Learned, restored_from: int | None = None
    ) -> HeadVersion:
        """What is to be stored of a head."""
        return HeadVersion(
            0,
            labels.version,
            self._stores.model_id,
            labels.labels,
            learned.fingerprint,
            learned.examples,
            restored_from,
            learned.data,
            datetime.now(UTC),
        )

    def restored(self, labels: LabelList, version: int) -> HeadVersion:
        """An earlier version as the newest one, 0 for the texts alone, to be stored.

        It counts until the next answer, which learns from all of them.

        Raises:
            LibraryError: there is no such version, or it cannot be used any more.
        """
        old = self._version(labels, version) if version else None
        now = self._fingerprint(labels, self._usable(labels))
        data, examples = (old.data, old.examples) if old is not None else (None, 0)
        return self.version_of(labels, Learned(now, examples, data), restored_from=version)

    def answers(self, labels: LabelList) -> int:
        """How many answers there are to learn from: of photos that the model has embedded."""
        return len(self._usable(labels).photo_ids)

    # ── within ──────────────────────────────────────────────────────────────────────────────

    def _judge(self, texts: Texts, learned: Learned | None) -> Scorer:
        if learned is None or learned.data is None:
            return texts
        from photoclip.clip import heads

        return heads.Head.from_bytes(learned.data)

    def _current(self, labels: LabelList, texts: Texts) -> Learned | None:
        answers = self._usable(labels)
        newest = self._newest(labels)
        if not len(answers.photo_ids) and newest is None:
            return None
        fingerprint = self._fingerprint(labels, answers)
        if newest is not None and newest.fingerprint == fingerprint:
            return _learned(newest)
        if not len(answers.photo_ids):
            return Learned(fingerprint, 0, None) if newest and newest.data else None
        with self._lock:
            data = self._fitted.get(fingerprint)
        if data is None:
            data = self._fit(labels, texts, answers)
            with self._lock:
                self._fitted[fingerprint] = data
                while len(self._fitted) > _KEPT:
                    del self._fitted[next(iter(self._fitted))]
        return Learned(fingerprint, len(answers.photo_ids), data)

    def _fit(self, labels: LabelList, texts: Texts, answers: Feedback) -> bytes:
        from photoclip.clip import heads

        catalog, model_id = self._stores.catalog, self._stores.model_id
        ids = catalog.searchable(model_id).whole()
        few = ids[np.linspace(0, len(ids) - 1, min(len(ids), _SAMPLE)).astype(np.int64)]
        photos, vectors = catalog.photos_of_vectors(few), _rows(catalog.vectors_of(model_id, few))
        left = ~np.isin(photos, answers.photo_ids)
        told = taken_as_right(photos[left], texts.probabilities(vectors[left]), answers, labels)
        said, marks = heads.marks_of(
            told.photo_ids, told.label_index, told.accepted, len(labels.labels)
        )
        head = heads.fit(
            texts.prototypes,
            texts.background,
            wholes_of(self._stores, said)[1],
            marks,
            scale=texts.scale,
            exclusive=labels.exclusive,
            whitening=heads.Whitening.of(vectors),
            answered=np.isin(said, answers.photo_ids),
        )
        return head.to_bytes()

    def _usable(self, labels: LabelList) -> Feedback:
        """The answers about photos that the model in use has embedded."""
        every = self._stores.catalog.feedback(labels)
        catalog, model_id = self._stores.catalog, self._stores.model_id
        vectors = catalog.vectors_of_photos(model_id, np.unique(every.photo_ids))
        here = np.isin(every.photo_ids, catalog.photos_of_vectors(vectors))
        return Feedback(every.photo_ids[here], every.label_index[here], every.accepted[here])

    def _fingerprint(self, labels: LabelList, answers: Feedback) -> str:
        """Of the model, the list's texts and the answers."""
        digest = hashlib.blake2b(self.texts_key(labels).encode(), digest_size=16)
        for each in (answers.photo_ids, answers.label_index, answers.accepted):
            digest.update(each.tobytes())
        return digest.hexdigest()

    def texts_key(self, labels: LabelList) -> str:
        """Names the model and the texts by which a list judges."""
        templates = labels.templates or standard_templates()
        phrases = [labels.phrases.get(label, ()) for label in labels.labels]
        digest = hashlib.blake2b(digest_size=16)
        digest.update(self._tower().model.digest.encode())
        digest.update(repr((labels.labels, phrases, templates, labels.exclusive)).encode())
        return digest.hexdigest()

    def _newest(self, labels: LabelList) -> HeadVersion | None:
        """The newest version that may be used for a list as it is now; it may not be stored."""
        known = {each.name for each in self._stores.catalog.label_lists()}
        if labels.name not in known:
            return None
        versions = self._stores.catalog.head_versions(labels.name)
        return versions[-1] if versions else None

    def _version(self, labels: LabelList, number: int) -> HeadVersion:
        versions = self._stores.catalog.head_versions(labels.name)
        found = next((each for each in versions if each.version == number), None)
        if found is None:
            there = ", ".join(str(each.version) for each in versions) or "none yet"
            raise LibraryError(
                f"'{labels.name}' has no version {number} of what it learned (there are {there}; "
                "0 is the texts alone)."
            )
        if found.data is None:
            return found
        if found.model_id != self._stores.model_id:
            raise LibraryError(
                f"Version {number} was learned with another model; learn anew from the answers, "
                f"which are kept: 'photoclip labels learn {labels.name}'."
            )
        if found.labels != labels.labels:
            raise UsageError(
                f"Version {number} was learned when '{labels.name}' had other labels "
                f"({', '.join(found.labels)})."
            )
        return found


def _learned(version: HeadVersion) -> Learned:
    return Learned(version.fingerprint, version.examples, version.data, version.version)


def taken_as_right(photos: Ids, chances: Matrix, answers: Feedback, labels: LabelList) -> Feedback:
    """The answers, and undecided tags that are taken as right where mostly wrong ones were named.

    People reject what they see to be wrong and pass over what is right, so rejections alone say
    nothing of how many tags are right; a head fitted to them would take all tags away. For each
    photo with rejections alone, three tags that the texts give and nobody objected to count as
    accepted, less what was accepted; they are spread evenly over those tags, from the surest to
    the least sure. Of an open list this is done for each label.

    Args:
        photos: (n,) undecided photos.
        chances: (n, labels) by the texts alone.
        answers: what the person said.
        labels: the list.
    """
    given = [labels.thresholds.get(label, DEFAULT_THRESHOLD) for label in labels.labels]
    fits = chances >= np.array(given, np.float32)
    if labels.exclusive:
        fits &= np.arange(chances.shape[1]) == chances.argmax(axis=1)[:, None]
    groups = [slice(None)] if labels.exclusive else [slice(c, c + 1) for c in range(len(given))]
    more: list[tuple[Ids, Ids]] = []
    for group in groups:
        mine = np.isin(answers.label_index, np.arange(len(given))[group])
        accepted = answers.photo_ids[mine & answers.accepted]
        rejected = answers.photo_ids[mine & ~answers.accepted]
        alone = rejected[~np.isin(rejected, accepted)]  # nobody said what fits instead
        wanted = _A_REJECTION * len(np.unique(alone)) - len(accepted)
        rows, columns = np.nonzero(fits[:, group])
        columns = columns + (group.start or 0)
        order = np.argsort(-chances[rows, columns], kind="stable")
        count = max(0, min(wanted, len(rows)))
        spread = order[np.linspace(0, len(rows) - 1, count).astype(np.int64)]
        more.append((photos[rows[spread]], columns[spread]))
    return Feedback(
        np.concatenate([answers.photo_ids, *(each[0] for each in more)]),
        np.concatenate([answers.label_index, *(each[1] for each in more)]),
        np.concatenate([answers.accepted, np.ones(sum(len(e[0]) for e in more), np.bool_)]),
    )


def _rows(vectors: npt.NDArray[np.float16]) -> Matrix:
    return vectors.astype(np.float32)
