"""Whether saved searches still find the photos that the person pinned to them.

A pinned photo is a right answer. Recall is the share of the pinned photos that are present and
found: among the first `FIRST` of the answer, and in its likely band. It is measured again after
any change of what decides answers (the model, its prompts, the relevance line, the words), and
the measurement before the change is kept, so that both can be shown.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from photoclip import paths
from photoclip.catalog.pins import HealthRecord, PinPlace
from photoclip.errors import PhotoError, UsageError
from photoclip.library.stores import Stores
from photoclip.query import Query, format_query, parse
from photoclip.records import SavedSearch, SearchAnswer

FIRST = 50
"""So many photos of an answer are what a person looks at."""
_DEPTH = 1000  # places that are told apart; further down it does not matter how far

Search = Callable[[Query, int | None], SearchAnswer]


@dataclass(frozen=True, slots=True)
class Found:
    """How well one question found its pinned photos.

    Attributes:
        at: when, UTC, as ISO text.
        model: the name of the model that answered.
        pinned: how many photos are pinned and present.
        first: how many of them stood among the first `FIRST`; of a question of filters alone,
            how many met them.
        likely: how many of them were in the likely band; None: the answer had no bands.
    """

    at: str
    model: str
    pinned: int
    first: int
    likely: int | None

    @property
    def recall(self) -> float:
        """The share found among the first `FIRST`."""
        return self.first / self.pinned if self.pinned else 1.0

    @property
    def likely_recall(self) -> float | None:
        """The share found in the likely band."""
        if self.likely is None:
            return None
        return self.likely / self.pinned if self.pinned else 1.0


@dataclass(frozen=True, slots=True)
class Moved:
    """A pinned photo that was found before a change and is not after it, or the other way.

    Places count from 1; None: not among the first thousand, or not in the answer.
    """

    photo_id: int
    before: int | None
    now: int | None
    likely_before: bool | None
    likely_now: bool | None


@dataclass(frozen=True, slots=True)
class Health:
    """One saved search with pinned photos.

    Attributes:
        search: the saved search.
        pins: its pinned photos, present or not.
        now: the latest measurement; None: there is none yet.
        before: the one before what decides answers was changed last; None: nothing changed.
        changed: what that was: "model", "prompts", "line", "words".
        lost: pinned photos that are no longer found.
        won: those that are found only now.
        trouble: why the question cannot be asked, empty where it can.
    """

    search: SavedSearch
    pins: tuple[int, ...]
    now: Found | None = None
    before: Found | None = None
    changed: tuple[str, ...] = ()
    lost: tuple[Moved, ...] = ()
    won: tuple[Moved, ...] = ()
    trouble: str = ""

    @property
    def finds_less(self) -> bool:
        """Whether it found more of the photos that are pinned before the change than now."""
        return len(self.lost) > len(self.won)


class SearchHealth:
    """The health of one library's saved searches. All calls block and may come from any thread."""

    def __init__(
        self,
        stores: Stores,
        search: Search,
        *,
        model: Callable[[], str],
        line: Callable[[], float],
    ) -> None:
        """Ask by `search` (a question and a limit).

        Args:
            stores: where pins and measurements are kept.
            search: answers a question.
            model: the digest of the model that answers.
            line: the relevance from which a hit is likely.
        """
        self._stores, self._search, self._model, self._line = stores, search, model, line

    def latest(self) -> tuple[Health, ...]:
        """What is known of each saved search with pinned photos, by name; nothing is asked."""
        catalog = self._stores.catalog
        pins = catalog.pinned()
        records = catalog.health_records() if pins else {}
        return tuple(
            self._health(search, pins[search.id], records.get(search.id, ()))
            for search in catalog.searches()
            if search.id in pins
        )

    def is_due(self) -> bool:
        """Whether what decides answers, or what is pinned, is other than at the last look."""
        catalog = self._stores.catalog
        pins = catalog.pinned()
        if not pins:
            return False
        records, model = catalog.health_records(), self._model()
        return any(
            self._is_due(search, pins[search.id], records.get(search.id, ()), model)
            for search in catalog.searches()
            if search.id in pins
        )

    def check(self, search_id: int | None = None) -> tuple[Health, ...]:
        """Ask the saved searches with pinned photos again, or one of them; the health of all.

        The measurements are kept where the library may be written.

        Raises:
            ModelError: no model is in use.
        """
        catalog, model = self._stores.catalog, self._model()
        records, pins = catalog.health_records(), catalog.pinned()
        found: list[Health] = []
        for search in catalog.searches():
            mine, kept = pins.get(search.id, ()), records.get(search.id, ())
            if not mine:
                continue
            trouble = ""
            if search_id in (None, search.id):
                try:
                    fresh = self._measured(search, mine, model)
                except (UsageError, PhotoError) as error:
                    trouble = str(error)
                else:
                    kept = self._keep(search.id, fresh, kept)
            found.append(self._health(search, mine, kept, trouble))
        return tuple(found)

    # ── within ──────────────────────────────────────────────────────────────────────────────

    def _measured(self, search: SavedSearch, pins: Sequence[int], model: str) -> HealthRecord:
        query = parse(search.text)
        present = self._stores.catalog.paths(pins).keys()
        answer = self._search(query, _DEPTH)
        if (answer.likely or 0) > len(answer.hits):
            answer = self._search(query, answer.likely)
        ranked = any(hit.score is not None for hit in answer.hits[:1])
        if not ranked and len(answer.hits) < answer.total:
            answer = self._search(query, None)
        banded = answer.likely is not None
        hits = {hit.photo_id: (at, hit.band) for at, hit in enumerate(answer.hits, 1)}
        places: list[PinPlace] = []
        for photo_id in pins:
            if photo_id in present:
                at, band = hits.get(photo_id, (None, None))
                shown = at if ranked or at is None else 1  # all that meet filters count alike
                places.append(PinPlace(photo_id, shown, band == "likely" if banded else None))
        first = sum(_is_first(each) for each in places)
        return HealthRecord("", model, self._settings(search), first, tuple(places))

    def _keep(
        self, search_id: int, fresh: HealthRecord, kept: Sequence[HealthRecord]
    ) -> tuple[HealthRecord, ...]:
        if self._stores.catalog.readonly:
            same = kept and _state(kept[0]) == _state(fresh)
            return (fresh, *(kept[1:] if same else kept))
        self._stores.commit(lambda tx: tx.note_health(search_id, fresh)).result()
        return self._stores.catalog.health_records().get(search_id, ())  # deleted meanwhile

    def _settings(self, search: SavedSearch) -> dict[str, str]:
        try:
            words = format_query(parse(search.text))
        except UsageError:
            words = search.text
        return {"words": words, "line": f"{self._line():g}", "prompts": _prompts()}

    def _is_due(
        self,
        search: SavedSearch,
        pins: Sequence[int],
        records: Sequence[HealthRecord],
        model: str,
    ) -> bool:
        if not records:
            return True
        latest = records[0]
        present = self._stores.catalog.paths(pins).keys()
        return (
            _state(latest) != (model, self._settings(search))
            or {each.photo_id for each in latest.places} != present
        )

    def _health(
        self,
        search: SavedSearch,
        pins: tuple[int, ...],
        records: Sequence[HealthRecord],
        trouble: str = "",
    ) -> Health:
        names = {known.digest: known.name for known in self._stores.catalog.models()}
        if not records:
            return Health(search, pins, trouble=trouble)
        now, held = records[0], set(pins)
        here = {each.photo_id: each for each in now.places if each.photo_id in held}
        fresh = _found(now, tuple(here.values()), names)
        earlier = next((each for each in records[1:] if _state(each) != _state(now)), None)
        if earlier is None:
            return Health(search, pins, fresh, trouble=trouble)
        then = {each.photo_id: each for each in earlier.places if each.photo_id in here}
        moves = [(_moved(then[each], here[each]), _gain(then[each], here[each])) for each in then]
        return Health(
            search,
            pins,
            fresh,
            _found(earlier, tuple(then.values()), names),
            _changed(earlier, now),
            tuple(move for move, gain in moves if gain < 0),
            tuple(move for move, gain in moves if gain > 0),
            trouble,
        )


def _state(record: HealthRecord) -> tuple[str, dict[str, str]]:
    return record.model, record.settings


def _changed(before: HealthRecord, now: HealthRecord) -> tuple[str, ...]:
    names = [name for name in now.settings if before.settings.get(name) != now.settings[name]]
    return (*(["model"] if before.model != now.model else []), *sorted(names))


def _found(record: HealthRecord, places: Sequence[PinPlace], names: dict[str, str]) -> Found:
    banded = [each for each in places if each.likely is not None]
    likely = sum(bool(each.likely) for each in banded) if banded else None
    first = sum(_is_first(each) for each in places)
    return Found(record.at, names.get(record.model, record.model[:12]), len(places), first, likely)


def _is_first(place: PinPlace) -> bool:
    return place.place is not None and place.place <= FIRST


def _gain(before: PinPlace, now: PinPlace) -> int:
    """1: found only now, -1: only before, 0: neither; by the band where that is another."""
    if before.likely is not None and now.likely is not None and before.likely != now.likely:
        return 1 if now.likely else -1
    return int(_is_first(now)) - int(_is_first(before))


def _moved(before: PinPlace, now: PinPlace) -> Moved:
    return Moved(before.photo_id, before.place, now.place, before.likely, now.likely)


@cache
def _prompts() -> str:
    """Names the prompts that this program measures answers with."""
    digest = hashlib.blake2s(digest_size=6)
    for path in sorted((paths.resources() / "prompts").glob("*.txt")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
