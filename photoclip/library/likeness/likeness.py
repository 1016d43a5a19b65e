"""The map of similarity of a library: made once for a model, kept, and followed by new photos."""

import logging
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip import paths
from photoclip.atomic import replacing
from photoclip.library.labels import read_label_list
from photoclip.library.likeness.arranging import arranged
from photoclip.library.likeness.neighbours import nearest, unit
from photoclip.library.likeness.regions import Region, hills, regions
from photoclip.library.looks import Looking, Looks
from photoclip.library.stores import Stores
from photoclip.library.tower import Tower
from photoclip.records import LabelList

Ids = npt.NDArray[np.int64]
Matrix = npt.NDArray[np.float32]
OnProgress = Callable[[str, int, int], object]

log = logging.getLogger(__name__)

SAMPLE = 10_000  # photos whose places are found together; others stand beside their nearest
_AROUND = 3  # of the sample, between which another photo stands
_CLOSE = 0.06  # of the map: neighbours farther from the best one do not count
_SCATTER = 0.0035  # of the map, so that photos beside the same ones do not hide one another
_GROWN = 1.35  # times the photos of the map from which on it is made anew
_SAID = ("{}", "a photo of {}.")  # enough for words that are compared with one another
_AT_ONCE = 16  # words between two reports
_FEW_MORE = 40  # photos that make no map anew
_BLOCK = 4_096
_GOLDEN = 2.399963229728653  # the golden angle
_FORM = 3


@dataclass(frozen=True, slots=True, eq=False)
class LikenessMap:
    """Photos on a plane.

    Attributes:
        ids: int64 (n,) photos, sorted.
        places: float32 (n, 2) across and down, 0 to 1.
        hills: int64 (n,) the large region that each stands on.
        regions: those with their names, the largest first, and then the small ones.
    """

    ids: Ids
    places: Matrix
    hills: Ids
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """Photos with their places, which of them were arranged together, and of how many photos."""

    ids: Ids
    places: Matrix
    core: npt.NDArray[np.bool_]
    of: int


class Likeness:
    """Makes and keeps the map of one library. Calls block and may come from any thread."""

    def __init__(self, stores: Stores, looking: Looking, tower: Callable[[], Tower]) -> None:
        """Of what `stores` hold, as the model in use sees it."""
        self._stores, self._looking, self._tower = stores, looking, tower

    def map(self, on_progress: OnProgress | None = None, *, anew: bool = False) -> LikenessMap:
        """The map of all photos that can be searched.

        What was made before for this model is used again; new photos stand beside those that they
        look like. It is made anew where it has grown by a third, or where that is wanted. The same
        library gives the same map.

        Args:
            on_progress: told a step ("reading", "arranging", "placing", "naming") and how much of
                how much of it is done; what it raises ends this.
            anew: do not use what was made before.

        Raises:
            ModelError: no model is in use.
        """
        tell = on_progress or _quiet
        looks = self._looking.looks(lambda done, total: tell("reading", done, total))
        kept = None if anew else self._load(looks)
        if kept is None or len(kept.ids) < len(looks.ids):
            kept = _completed(looks, kept or _arranged(looks, tell), tell)
            self._keep(kept)
        places = kept.places
        words, fits = self._fits(looks, tell)
        found: list[Region] = []
        large = hills(places, 0) if len(places) else np.zeros(0, np.int64)
        if len(places):
            found += regions(places, large, 0, fits, words)
            found += regions(places, hills(places, 1), 1, fits, words)
        return LikenessMap(looks.ids, places, large, tuple(found))

    def _fits(self, looks: Looks, tell: OnProgress) -> tuple[tuple[str, ...], Matrix]:
        """Words, and how well each fits each photo in standard deviations of the library."""
        lists = [
            read_label_list(file) for file in sorted((paths.resources() / "labels").glob("*.txt"))
        ]
        names = tuple(dict.fromkeys(label for each in lists for label in each.labels))
        phrases = {label: said for each in lists for label, said in each.phrases.items()}
        tower, rows = self._tower(), list[Matrix]()
        for start in range(0, len(names), _AT_ONCE):
            tell("naming", start, len(names))
            some = LabelList("words", names[start : start + _AT_ONCE], True, _SAID, phrases)
            rows.append(tower.prototypes(some))
        directions = looks.basis.T @ np.concatenate(rows).T
        fits = looks.rows.astype(np.float32) @ directions
        usual, spread = fits.mean(axis=0), np.maximum(fits.std(axis=0), 1e-6)
        return names, ((fits - usual) / spread).astype(np.float32)

    # What is kept

    @property
    def _file(self) -> Path:
        return self._stores.folder / f"likeness-{self._tower().model.digest[:16]}.npz"

    def _load(self, looks: Looks) -> _Kept | None:
        """What was arranged before, as far as it is still there; None: it is to be made anew."""
        try:
            with np.load(self._file, allow_pickle=False) as kept:
                if int(kept["form"]) != _FORM:
                    return None
                found = _Kept(kept["ids"], kept["places"], kept["core"], int(kept["of"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
            log.warning("The kept map of similarity cannot be used: %s", error)
            return None
        here = np.isin(found.ids, looks.ids)
        most = max(found.of * _GROWN, found.of + _FEW_MORE)
        if not here.any() or here.mean() * _GROWN < 1 or len(looks.ids) > most:
            return None
        return _Kept(found.ids[here], found.places[here], found.core[here], found.of)

    def _keep(self, kept: _Kept) -> None:
        """Write it for the next time, where the library may be written; it is a cache."""
        if not self._stores.writable:
            return
        file = self._file

        def write() -> None:
            form, of = np.array(_FORM), np.array(kept.of)
            with replacing(file) as stream:
                np.savez(stream, form=form, of=of, ids=kept.ids, places=kept.places, core=kept.core)

        self._stores.write(write).result()


def _arranged(looks: Looks, tell: OnProgress) -> _Kept:
    """Find the places of an even sample together."""
    count = len(looks.ids)
    some = np.unique(np.linspace(0, count - 1, min(count, SAMPLE)).astype(np.int64))
    rows = looks.rows[some].astype(np.float32)
    places = arranged(rows, lambda done, of: tell("arranging", done, of))
    return _Kept(looks.ids[some], places, np.ones(len(some), np.bool_), count)


def _completed(looks: Looks, kept: _Kept, tell: OnProgress) -> _Kept:
    """All photos: the others stand between those of the arranged ones that they look like."""
    places = np.zeros((len(looks.ids), 2), np.float32)
    core = np.zeros(len(looks.ids), np.bool_)
    at = np.searchsorted(looks.ids, kept.ids)
    places[at], core[at] = kept.places, kept.core
    others = np.setdiff1d(np.arange(len(looks.ids)), at)
    if not len(others) or not core.any():
        return _Kept(looks.ids, places, core, kept.of)
    stand = places[core]
    known = unit(looks.rows[core].astype(np.float32))
    count = min(_AROUND, len(known))
    for start in range(0, len(others), _BLOCK):
        part = others[start : start + _BLOCK]
        near, alike = nearest(unit(looks.rows[part].astype(np.float32)), known, count)
        places[part] = _between(stand[near], alike, looks.ids[part])
        tell("placing", start + len(part), len(others))
    return _Kept(looks.ids, places, core, kept.of)


def _between(around: Matrix, alike: Matrix, ids: Ids) -> Matrix:
    """Places between those of neighbours (n, k, 2), by how alike they are, a little scattered."""
    apart = np.linalg.norm(around - around[:, :1], axis=2)
    weights = np.where(apart <= _CLOSE, np.exp(12.0 * (alike - alike[:, :1])), 0.0)
    middle = (around * weights[..., None]).sum(axis=1) / weights.sum(axis=1, keepdims=True)
    turn, reach = ids * _GOLDEN, _SCATTER * np.sqrt(ids * 0.7548776662 % 1.0)
    scatter = np.column_stack([np.cos(turn), np.sin(turn)]) * reach[:, None]
    return np.clip(middle + scatter, 0.0, 1.0).astype(np.float32)


def _quiet(_step: str, _done: int, _total: int) -> None:
    """Nobody looks."""
