"""The vectors by themselves and against the saved index."""

import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip.catalog.entries import KnownModel
from photoclip.catalog.examining import CatalogExam, StoredVectors
from photoclip.catalog.store import Catalog
from photoclip.index.vectors import IndexHeader, VectorIndex
from photoclip.library.stores import Stores
from photoclip.library.verifying.verdict import REPAIR, Check, OnDone, Problem, Tally

_UNIT = 0.01  # how far the length of a vector of float16 may be from 1
_A_TRANSACTION = 500  # photos
_Ids = npt.NDArray[np.int64]


@dataclass(slots=True)
class VectorsSeen:
    """What one pass over all vectors found."""

    looked_at: int = 0
    wrong: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set[int]))
    """By model, the photos with a vector of another dimension, not finite or not of unit length."""
    differing: Tally = field(default_factory=Tally)  # the index has another vector than the catalog
    compared: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class SavedIndex:
    """The index as it lies on the disk; `vectors` is None where it cannot be used."""

    vectors: VectorIndex | None
    header: IndexHeader | None
    damaged: bool


def saved_index(folder: Path) -> SavedIndex:
    """The saved index of a library's folder."""
    loaded = VectorIndex.load(folder / "index")
    if loaded is None:
        return SavedIndex(None, None, damaged=(folder / "index" / "header.json").exists())
    return SavedIndex(loaded[0], loaded[1], damaged=False)


def look(
    exam: CatalogExam,
    models: Sequence[KnownModel],
    saved: SavedIndex,
    digest: str,
    on_done: OnDone,
) -> VectorsSeen:
    """Go once over all vectors.

    Args:
        exam: reads them.
        models: that the catalog knows.
        saved: the index that holds the vectors of the model in use.
        digest: of the model in use.
        on_done: told how many were looked at.
    """
    dimensions = {each.id: each.dimension for each in models}
    index, model = saved.vectors, next((each.id for each in models if each.digest == digest), None)
    if saved.header is not None and saved.header.model_digest != digest:
        index = None
    seen = VectorsSeen()
    for block in exam.vectors():
        for model_id in np.unique(block.models).tolist():
            dimension = dimensions.get(model_id)
            if dimension is None:
                continue  # of no model: the database check tells of it
            rows = np.flatnonzero(block.models == model_id)
            fits, vectors = _decoded(block, rows, dimension)
            good = _is_unit(vectors)
            bad = np.concatenate([rows[~fits], rows[fits][~good]])
            seen.wrong[model_id].update(block.photos[bad].tolist())
            if index is not None and model_id == model and index.dimension == dimension:
                _compare(seen, index, block.ids[rows[fits]], vectors)
        seen.looked_at += len(block.ids)
        on_done(seen.looked_at)
    return seen


def vectors(seen: VectorsSeen, catalog: Catalog, model: int | None) -> Check:
    """What is wrong with the vectors themselves, and how many photos wait for one."""
    wrong = Tally()
    for photos in seen.wrong.values():
        wrong.add(_paths(catalog, photos), count=len(photos))
    sentence = "{n} photos have a damaged vector and may not be found; --repair takes it away, and "
    sentence += "the next 'photoclip index' makes it again."
    waiting = 0 if model is None else len(catalog.missing_vectors(model))
    notes = (f"{waiting:,} photos wait for their vector; 'photoclip index' makes it.",)
    problems = wrong.problem(sentence, REPAIR, partial(_drop, seen.wrong))
    return Check("vectors", seen.looked_at, problems, notes if waiting else ())


def index(
    seen: VectorsSeen, saved: SavedIndex, catalog: Catalog, model: int | None, digest: str
) -> Check:
    """Whether the saved index holds what the catalog does."""
    if saved.damaged:
        sentence = "The saved index is damaged; --repair builds it again from the catalog."
        return Check("index", 0, (Problem(sentence, 1, REPAIR, cure=_build_index),))
    if saved.vectors is None or saved.header is None or model is None:
        return Check("index", 0, (), ("There is no saved index; the next question builds it.",))
    if saved.header.model_digest != digest:
        note = "The saved index is of another model; the next question builds it again."
        return Check("index", len(saved.vectors), (), (note,))
    sentence = "{n} vectors of the saved index are not those of the catalog; --repair builds it "
    problems = list(seen.differing.problem(f"{sentence}again.", REPAIR, _build_index))
    wanted, held = catalog.searchable_ids(model), saved.vectors.ids()
    lacking = np.setdiff1d(wanted, held, assume_unique=True)
    extra = np.setdiff1d(held, wanted, assume_unique=True)
    notes: list[str] = []
    if len(lacking) or len(extra):
        sentence = f"The saved index lacks {len(lacking):,} vectors and has {len(extra):,} too many"
        if saved.header.generation == catalog.generation():
            said = f"{sentence}; --repair builds it again."
            count = len(lacking) + len(extra)
            problems.append(Problem(said, count, REPAIR, cure=_build_index))
        else:
            notes.append(f"{sentence}, as it was saved earlier; it catches up when it is opened.")
    return Check("index", seen.compared, tuple(problems), tuple(notes))


def _decoded(
    block: StoredVectors, rows: _Ids, dimension: int
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float16]]:
    """Which rows have the right length, and the vectors of those, float16 (n, d)."""
    data = [block.data[row] for row in rows]
    fits = np.array([len(each) == 2 * dimension for each in data], np.bool_)
    joined = b"".join(each for each, right in zip(data, fits, strict=True) if right)
    return fits, np.frombuffer(joined, "<f2").reshape(-1, dimension)


def _is_unit(vectors: npt.NDArray[np.float16]) -> npt.NDArray[np.bool_]:
    """Which vectors are finite and of unit length, (n,)."""
    with np.errstate(invalid="ignore", over="ignore"):
        wide = vectors.astype(np.float32)
        return np.abs(np.sqrt(np.einsum("nd,nd->n", wide, wide)) - 1) <= _UNIT  # false for NaN


def _compare(
    seen: VectorsSeen, index: VectorIndex, ids: _Ids, vectors: npt.NDArray[np.float16]
) -> None:
    held = np.isin(ids, index.ids(), assume_unique=True)
    found = index.vectors(ids[held])
    same = (found.view(np.uint16) == vectors[held].view(np.uint16)).all(axis=1)
    seen.compared += len(found)
    seen.differing.add(ids[held][~same].tolist())


def _paths(catalog: Catalog, photos: set[int]) -> Iterator[bytes]:
    for places in catalog.paths(sorted(photos)[:20]).values():
        yield places[0]


def _drop(wrong: Mapping[int, set[int]], stores: Stores) -> str:
    for model_id, photos in wrong.items():
        ids = sorted(photos)
        for start in range(0, len(ids), _A_TRANSACTION):
            part = ids[start : start + _A_TRANSACTION]
            stores.commit(lambda tx, m=model_id, p=part: tx.drop_vectors_of(m, p)).result()
    count = sum(len(photos) for photos in wrong.values())
    return f"Took away the damaged vectors of {count:,} photos; 'photoclip index' makes them again."


def _build_index(stores: Stores) -> str:
    shutil.rmtree(stores.folder / "index", ignore_errors=True)
    return "Built the saved index again from the catalog."
