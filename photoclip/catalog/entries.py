"""The frozen records that the catalog takes and gives, beside those of `photoclip.records`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np
import numpy.typing as npt

from photoclip.records import DecodedPhoto, FileChange, KnownPhoto

Outcome = Literal["embedded", "reused", "again"]
"""What `Transaction.record` did: stored a vector, needed none, or recorded nothing ("again": the
file was not decoded because its bytes were known, and no longer are; decode it again)."""


@dataclass(frozen=True, slots=True, eq=False)
class Indexed:
    """A file that became a photo: what happened to it, what is in it and its vector."""

    change: FileChange
    decoded: DecodedPhoto | KnownPhoto
    vector: npt.NDArray[np.float32] | None = None  # (d,) unit length; None: not embedded


@dataclass(frozen=True, slots=True, eq=False)
class VectorDelta:
    """What a transaction means for the index of one model; both are sorted int64 vector ids."""

    added: npt.NDArray[np.int64]  # to be put in (fetch them with `Catalog.vectors_of`)
    removed: npt.NDArray[np.int64]  # to be taken out; some may never have been in


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


@dataclass(frozen=True, slots=True)
class MissingVector:
    """A present photo that a model has not embedded yet, and one place where it lies."""

    photo_id: int
    path: bytes  # absolute
    content_hash: bytes
