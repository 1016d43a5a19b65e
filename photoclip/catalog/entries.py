"""The frozen records that the catalog takes and gives, beside those of `photoclip.records`."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import numpy as np
import numpy.typing as npt

from photoclip.records import DecodedPhoto, FileChange, KnownPhoto, LabelList

Outcome = Literal["embedded", "reused", "again"]
"""What `Transaction.record` did: stored a vector, needed none, or recorded nothing ("again": the
file was not decoded because its bytes were known, and no longer are; decode it again)."""


@dataclass(frozen=True, slots=True, eq=False)
class Indexed:
    """A file that became a photo: what happened to it, what is in it and its vector."""

    change: FileChange
    decoded: DecodedPhoto | KnownPhoto
    vector: npt.NDArray[np.float32] | None = None  # (d,) or (parts, d), unit rows; None: none


@dataclass(frozen=True, slots=True, eq=False)
class VectorDelta:
    """What a transaction means for the index of one model; both are sorted int64 vector ids."""

    added: npt.NDArray[np.int64]  # to be put in (fetch them with `Catalog.vectors_of`)
    removed: npt.NDArray[np.int64]  # to be taken out; some may never have been in

    @property
    def empty(self) -> bool:
        """Whether the index has nothing to do."""
        return not (self.added.size or self.removed.size)


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A CLIP model whose vectors the catalog holds; `digest` is its identity (hex)."""

    id: int
    digest: str
    name: str
    dimension: int


@dataclass(frozen=True, slots=True)
class TagRun:
    """One automatic run of a label list; `tags` counts what it gave and what still stands."""

    id: int
    list_name: str
    list_version: int
    model_id: int
    created_at: datetime
    undone: bool
    tags: int
    origin: str = "asked"  # or "arrived": new photos in a folder of the list
    head_version: int | None = None  # of what the list had learned; None: by the texts alone
    changes: dict[str, tuple[int, int, int]] = field(
        default_factory=dict[str, tuple[int, int, int]]
    )  # label to added, removed, kept


@dataclass(frozen=True, slots=True, eq=False)
class RunTags:
    """What a run says of the photos that it looked at; n tags, in any order."""

    labels: LabelList  # as it is stored
    model_id: int
    photo_ids: npt.NDArray[np.int64]  # (n,)
    label_index: npt.NDArray[np.int64]  # (n,), into `labels.labels`
    probability: npt.NDArray[np.float32]  # (n,)
    looked_at: npt.NDArray[np.int64]  # (m,) photo ids
    origin: str = "asked"
    head_version: int | None = None
    run: int | None = None  # a run that goes on with more photos


@dataclass(frozen=True, slots=True, eq=False)
class LabelChange:
    """What a run changes about one label: photos that get it, lose it, and how many keep it."""

    label: str
    added: npt.NDArray[np.int64]  # photo ids, sorted
    removed: npt.NDArray[np.int64]  # the same
    kept: int


@dataclass(frozen=True, slots=True, eq=False)
class Feedback:
    """The person's yes and no to the labels of a list, by photo."""

    photo_ids: npt.NDArray[np.int64]  # (n,), sorted
    label_index: npt.NDArray[np.int64]  # (n,), into the list's labels
    accepted: npt.NDArray[np.bool_]  # (n,)


@dataclass(frozen=True, slots=True)
class HeadVersion:
    """What a list had learned at one time; version 0 is the texts alone and is not stored."""

    version: int
    list_version: int
    model_id: int
    labels: tuple[str, ...]
    fingerprint: str  # of all it was made from
    examples: int  # how many answers
    restored_from: int | None  # the version that was taken back
    data: bytes | None = field(repr=False)  # None: the texts alone
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewAnswer:
    """What the person said of one photo that they were asked about."""

    photo_id: int
    probability: float  # of the label when it was asked
    answer: int  # 1 yes, -1 no, 0 not sure


@dataclass(frozen=True, slots=True)
class MissingVector:
    """A present photo that a model has not embedded yet, and one place where it lies."""

    photo_id: int
    path: bytes  # absolute
    content_hash: bytes
