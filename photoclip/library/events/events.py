"""The events of a library: journeys, outings, celebrations; with a cover and words for each."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip import paths
from photoclip.catalog.columns import UNDATED
from photoclip.errors import ModelError
from photoclip.library.events import journeys
from photoclip.library.events.naming import place_names
from photoclip.library.events.occasions import Ints, Shots, cuts
from photoclip.library.labels import read_label_list
from photoclip.library.looks import Looking, Looks, OnProgress
from photoclip.library.stores import Stores
from photoclip.library.tower import Tower
from photoclip.query import Filter
from photoclip.records import LabelList

Matrix = npt.NDArray[np.float32]

_LISTS = ("events", "scenes")  # of the labels that come with photoclip: what an event may be called
_SAID = ("{}", "a photo of {}.")  # enough for words that are compared with one another
_WORDS = 2
_TELLING = 0.5  # standard deviations of the library by which a word must fit an event better
_GOOD = 4  # stars of a photo that is fit to be the cover


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """What belongs together.

    Attributes:
        ids: int64 (n,) photos by time.
        first: when the first one was taken, seconds of local time since 1970.
        last: the last one.
        outings: int64 (k,) where in `ids` each outing begins; more than one on a journey.
        latitude: the middle of it, degrees; NaN where no photo says where it was taken.
        longitude: the same.
        place: its name; "": unknown.
        words: what it shows more than other events do, the best first; may be empty.
        cover: the photo that stands for it.
    """

    ids: Ints
    first: int
    last: int
    outings: Ints
    latitude: float
    longitude: float
    place: str
    words: tuple[str, ...]
    cover: int

    @property
    def days(self) -> int:
        """How many days it spans, both ends included."""
        return self.last // 86_400 - self.first // 86_400 + 1


class Events:
    """Finds the events of one library. All calls block and may come from any thread."""

    def __init__(
        self,
        stores: Stores,
        looking: Looking,
        tower: Callable[[], Tower],
    ) -> None:
        """Of what `stores` hold.

        Args:
            stores: the library's.
            looking: how its photos look.
            tower: the model in use, for words; where there is none, events have no words.
        """
        self._stores, self._looking, self._tower = stores, looking, tower
        self._kept: tuple[tuple[str | int, ...], tuple[Event, ...]] | None = None

    def found(
        self, language: str = "en", on_progress: OnProgress | None = None
    ) -> tuple[Event, ...]:
        """All events, the latest first; photos without a date are in none of them.

        See `occasions` for where one outing ends, `journeys` for which are one event. What was
        found last is given again where nothing is other than then. Places are named in `language`,
        "en" or "de".
        """
        catalog = self._stores.catalog
        ids = catalog.browse("oldest")
        seconds = catalog.column("moment", ids)
        ids, seconds = ids[seconds != UNDATED], seconds[seconds != UNDATED]
        if not len(ids):
            return ()
        looks = self._looks(on_progress)
        shots = Shots(
            seconds,
            catalog.column("latitude", ids),
            catalog.column("longitude", ids),
            looks.of(ids) if looks is not None else np.zeros((len(ids), 0), np.float32),
        )
        judged = self._judged()
        rows = (ids, seconds, shots.latitude, shots.longitude, shots.looks.sum(axis=1), *judged)
        state = language, *(zlib.crc32(each.tobytes()) for each in rows)
        if self._kept is None or self._kept[0] != state:
            made = self._described(ids, shots, looks, judged, language)
            self._kept = state, tuple(reversed(made))
        return self._kept[1]

    def _described(
        self,
        ids: Ints,
        shots: Shots,
        looks: Looks | None,
        judged: tuple[Ints, Ints],
        language: str,
    ) -> list[Event]:
        """The events of photos by time, the first one first."""
        outings = cuts(shots)
        begins = np.flatnonzero(journeys.joined(shots, outings))
        bounds, starts = np.append(begins, len(ids)), np.flatnonzero(outings)
        means = np.add.reduceat(shots.looks, begins, axis=0)
        means /= np.diff(bounds).astype(np.float32)[:, None]
        north, east = journeys.middles(shots, begins)
        days = shots.seconds[bounds[1:] - 1] // 86_400 - shots.seconds[begins] // 86_400 + 1
        places = place_names(north, east, days, language)
        words = self._words(looks, means)
        covers = _covers(shots, ids, begins, means, *judged)
        within = np.searchsorted(starts, bounds)
        return [
            Event(
                ids[begin:end],
                int(shots.seconds[begin]),
                int(shots.seconds[end - 1]),
                starts[within[each] : within[each + 1]] - begin,
                float(north[each]),
                float(east[each]),
                places[each],
                words[each],
                int(covers[each]),
            )
            for each, (begin, end) in enumerate(pairwise(bounds.tolist()))
        ]

    def _looks(self, on_progress: OnProgress | None) -> Looks | None:
        """None where no model is in use: time and place alone tell events apart then."""
        try:
            return self._looking.looks(on_progress)
        except ModelError:
            return None

    def _judged(self) -> tuple[Ints, Ints]:
        """The photos with many stars or a flag, and those that were rejected."""
        catalog = self._stores.catalog
        stars = catalog.matching_photos([Filter("rating", str(_GOOD))])
        picked = catalog.matching_photos([Filter("flag", "picked")])
        return np.union1d(stars, picked), catalog.matching_photos([Filter("flag", "rejected")])

    def _words(self, looks: Looks | None, means: Matrix) -> list[tuple[str, ...]]:
        """Words that fit each event clearly better than they fit the library's photos."""
        if looks is None or not looks.rows.size:
            return [()] * len(means)
        lists = [read_label_list(_list_file(name)) for name in _LISTS]
        names = tuple(dict.fromkeys(label for each in lists for label in each.labels))
        phrases = {label: said for each in lists for label, said in each.phrases.items()}
        prototypes = self._tower().prototypes(
            LabelList("words", names, templates=_SAID, phrases=phrases)
        )
        directions = looks.basis.T @ prototypes.T  # (k, words)
        some = looks.rows[:: max(1, len(looks.rows) // 4096)].astype(np.float32)
        spread = np.maximum((some @ directions).std(axis=0), 1e-6)
        gains = means @ directions / spread
        best = np.argsort(-gains, axis=1, kind="stable")[:, :_WORDS]
        return [
            tuple(names[at] for at in row.tolist() if gains[each, at] >= _TELLING)
            for each, row in enumerate(best)
        ]


def _list_file(name: str) -> Path:
    return paths.resources() / "labels" / f"{name}.txt"


def _covers(
    shots: Shots, ids: Ints, begins: Ints, means: Matrix, good: Ints, rejected: Ints
) -> Ints:
    """For each event the most typical of its good photos, else of those that nobody rejected."""
    event = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(ids))))
    apart = np.linalg.norm(shots.looks - means[event], axis=1) if means.shape[1] else event * 0.0
    rank = np.where(np.isin(ids, good), 0, np.where(np.isin(ids, rejected), 2, 1))
    order = np.lexsort((apart, rank, event))
    _, firsts = np.unique(event[order], return_index=True)
    return ids[order[firsts]]
