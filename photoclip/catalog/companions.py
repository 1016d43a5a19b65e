"""Pairs: a camera raw file beside its picture, the video of a Live Photo. Kept by every commit.

Each file is still a photo of its own row, known by its bytes, with its own facts and vectors. Where
two belong together, a row of `companion` says that one (the follower) is part of the other (the
lead) while both are there:

- A raw file follows the JPEG or HEIF of the same stem in the same folder.
- A short video follows the picture of the same stem in the same folder, or the one that carries
  the same identifier of Apple's; different identifiers never go together.

Readers meet pairs in one place: the files of a follower count as the lead's
(`columns.read_rows`), so that a follower is no present photo, and with it in no count, order,
filter or index. `reading` adds the follower's files to the lead's, behind its own.

What a person said belongs to the one photo. When two come together, the lead takes over what
was said of the follower. When they part, the follower takes over all that holds for the lead, in
place of what it had. So that nothing that was taken back meanwhile returns, a follower that stood
alone for a lead that was gone has the last word when that one comes back; where both were there
apart, each keeps its words and the lead takes over what it lacks.

`settle` runs at the end of every transaction and looks at what that one touched. A library without
raw files and videos pays for it with one look at an index.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, case, delete, func, select, union, update
from sqlalchemy.dialects.sqlite import insert as upsert

from photoclip.catalog import meta, recording
from photoclip.catalog.changes import Changes
from photoclip.catalog.columns import FILE
from photoclip.catalog.companion_reading import followers
from photoclip.catalog.matching_files import Found, beside, places_of
from photoclip.catalog.schema import (
    AlbumPhotoEntry,
    DecisionEntry,
    FileEntry,
    PhotoEntry,
    PinEntry,
    TagEntry,
    table_of,
)
from photoclip.catalog.schema_files import ALONE, APART, JOINED, CompanionEntry, MovingEntry
from photoclip.catalog.sqlite import listed
from photoclip.catalog.tagging import texts
from photoclip.records_files import LIVE_VIDEO, RAW_FILE, VIDEO

LONGEST_LIVE = 10.0
"""A video of the same name that is longer, in seconds, is a video of its own."""

KEY = "pairs"
"""Of the small text that says how pairs are shown: one of the next two, or "" for together."""
SHOWN_APART, UNSETTLED = "apart", "unsettled"  # the latter: upgraded, and not looked at since
_RAW = "RAW"
_FOLLOWING = (_RAW, VIDEO)
_LEADING = ("JPEG", "MPO", "HEIF")  # of several the first
_TOLD = (TagEntry, DecisionEntry, AlbumPhotoEntry, PinEntry)  # what is said of photos
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class _Pair:
    """A row of `companion`."""

    lead: int
    kind: str
    state: str


def settle(connection: Connection, changes: Changes) -> None:
    """Let pairs follow what a transaction has done to files so far.

    Afterwards `changes.photos` has with each photo all those that it is, or was, one with.
    """
    fresh = changes.photos - changes.settled
    whole = FILE in changes.tables and not changes.whole_settled
    if not (fresh or whole):
        return
    if _is_concerned(connection):
        touched = _touched(connection, fresh)
        if whole:
            touched |= set(connection.execute(select(CompanionEntry.photo_id)).scalars())
        _settle_some(connection, changes, touched)
        _widen(connection, changes)
    changes.settled |= changes.photos
    changes.whole_settled |= whole


def settle_all(connection: Connection, changes: Changes, *, together: bool | None = None) -> None:
    """Look at all photos again; `together`: show raw files with their pictures, or apart."""
    if together is not None:
        meta.set_meta(connection, KEY, "" if together else SHOWN_APART)
    elif meta.meta(connection, KEY) == UNSETTLED:
        meta.set_meta(connection, KEY, "")
    for part in _every(connection):
        _settle_some(connection, changes, part)
    _widen(connection, changes)


def wrong(connection: Connection) -> int:
    """How many raw files and videos are not one with the photo that their places want."""
    if meta.meta(connection, KEY) == UNSETTLED:
        return 0
    found = 0
    entry = CompanionEntry
    for part in _every(connection):
        wanted = _Wanted(connection, part).leads()
        here = _present(connection, part)
        rows = connection.execute(
            select(entry.photo_id, entry.lead_id, entry.kind).where(
                entry.photo_id.in_(listed(part)), entry.state == JOINED
            )
        )
        joined = {row[0]: (row[1], row[2]) for row in rows}
        found += sum(joined.get(each) != wanted.get(each) for each in here)
    return found


def _every(connection: Connection) -> Iterator[set[int]]:
    """All raw files and videos, some at a time."""
    some = select(PhotoEntry.id).where(PhotoEntry.format.in_(_FOLLOWING))
    every = sorted(connection.execute(some).scalars())
    for start in range(0, len(every), _AT_ONCE):
        yield set(every[start : start + _AT_ONCE])


def _is_concerned(connection: Connection) -> bool:
    some = select(PhotoEntry.id).where(PhotoEntry.format.in_(_FOLLOWING)).limit(1)
    return connection.execute(some).first() is not None


def _touched(connection: Connection, fresh: Collection[int]) -> set[int]:
    """The raw files and videos whose pairs may be others since some photos were touched."""
    entry = CompanionEntry
    itself = select(PhotoEntry.id).where(
        PhotoEntry.id.in_(listed(fresh)), PhotoEntry.format.in_(_FOLLOWING)
    )
    known = select(entry.photo_id).where(
        entry.lead_id.in_(listed(fresh)) | entry.photo_id.in_(listed(fresh))
    )
    found = set(connection.execute(union(itself, known)).scalars())
    places = places_of(connection, [each for each in fresh if each not in found])
    found.update(
        each.photo_id
        for each in beside(connection, [place for some in places.values() for place in some])
        if each.format in _FOLLOWING
    )
    mine = select(MovingEntry.live_id).where(
        MovingEntry.photo_id.in_(listed(fresh)), MovingEntry.live_id != ""
    )
    same = (
        select(MovingEntry.photo_id)
        .join(PhotoEntry, PhotoEntry.id == MovingEntry.photo_id)
        .where(MovingEntry.live_id.in_(mine), MovingEntry.live_id != "", PhotoEntry.format == VIDEO)
    )
    found.update(connection.execute(same).scalars())
    return found


def _settle_some(connection: Connection, changes: Changes, touched: Collection[int]) -> None:
    """Join and part some raw files and videos as their places want it."""
    wanted = _Wanted(connection, touched).leads()
    rows = connection.execute(
        select(
            CompanionEntry.photo_id,
            CompanionEntry.lead_id,
            CompanionEntry.kind,
            CompanionEntry.state,
        ).where(CompanionEntry.photo_id.in_(listed(touched)))
    )
    known = {row[0]: _Pair(*row[1:]) for row in rows}
    concerned = {*touched, *(each.lead for each in known.values())}
    concerned.update(lead for lead, _ in wanted.values())
    here, spoken = _present(connection, concerned), _spoken(connection, concerned)
    deeds = _Deeds(connection, changes, here, spoken)
    moved = [
        (each, known.get(each), wanted.get(each))
        for each in sorted(touched)
        if not deeds.stays(each, known.get(each), wanted.get(each))
    ]
    for photo_id, pair, _ in moved:  # nobody parts with words that another brings just now
        deeds.part(photo_id, pair)
    for photo_id, pair, lead in moved:
        deeds.bring(photo_id, pair, lead)
    deeds.write()


class _Wanted:
    """Which photo each of some followers belongs to, by where their files lie now."""

    def __init__(self, connection: Connection, touched: Collection[int]) -> None:
        self._connection, self._touched = connection, touched
        some = select(PhotoEntry.id, PhotoEntry.format).where(PhotoEntry.id.in_(listed(touched)))
        self._formats: dict[int, str] = {row[0]: row[1] for row in connection.execute(some)}

    def leads(self) -> dict[int, tuple[int, str]]:
        """Lead and kind by follower; those that belong to nothing are left out."""
        places = places_of(self._connection, self._touched)
        near: defaultdict[tuple[int, bytes], list[Found]] = defaultdict(list)
        every = {place for some in places.values() for place in some}
        for each in beside(self._connection, every):
            if each.format in _LEADING:
                near[each.place].append(each)
        beside_of = {
            photo_id: [each for place in places[photo_id] for each in near[place]]
            for photo_id in self._touched
            if photo_id in places
        }
        apart = meta.meta(self._connection, KEY) == SHOWN_APART
        raw = {} if apart else self._raw_files(beside_of)
        return {**raw, **self._videos(beside_of)}

    def _raw_files(self, beside_of: Mapping[int, Collection[Found]]) -> dict[int, tuple[int, str]]:
        return {
            photo_id: (_first(found), RAW_FILE)
            for photo_id, found in beside_of.items()
            if found and self._formats.get(photo_id) == _RAW
        }

    def _videos(self, beside_of: Mapping[int, Collection[Found]]) -> dict[int, tuple[int, str]]:
        videos = {each: found for each, found in beside_of.items() if self._is_video(each)}
        moving = self._moving({*videos, *(one.photo_id for v in videos.values() for one in v)})
        by_id = self._by_live_id({moving[each][1] for each in videos if each in moving} - {""})
        leads: dict[int, tuple[int, str]] = {}
        for photo_id, found in videos.items():
            seconds, live_id = moving.get(photo_id, (0.0, ""))
            fit = [
                each
                for each in found
                if _go_together(live_id, moving.get(each.photo_id, (0.0, ""))[1], seconds)
            ]
            lead = _first(fit) if fit else by_id.get(live_id)
            if lead is not None:
                leads[photo_id] = (lead, LIVE_VIDEO)
        return leads

    def _is_video(self, photo_id: int) -> bool:
        return self._formats.get(photo_id) == VIDEO

    def _moving(self, photo_ids: Collection[int]) -> dict[int, tuple[float, str]]:
        entry = MovingEntry
        query = select(entry.photo_id, entry.seconds, entry.live_id)
        rows = self._connection.execute(query.where(entry.photo_id.in_(listed(photo_ids))))
        return {row[0]: (row[1], row[2]) for row in rows}

    def _by_live_id(self, live_ids: Collection[str]) -> dict[str, int]:
        """The present picture that carries each identifier."""
        if not live_ids:
            return {}
        query = (
            select(MovingEntry.live_id, PhotoEntry.id)
            .join(PhotoEntry, PhotoEntry.id == MovingEntry.photo_id)
            .join(FileEntry, FileEntry.photo_id == PhotoEntry.id)
            .where(
                MovingEntry.live_id.in_(texts(live_ids)),
                MovingEntry.live_id != "",
                PhotoEntry.format.in_(_LEADING),
                FileEntry.gone_at.is_(None),
            )
            .order_by(PhotoEntry.id.desc())
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}


def _first(found: Iterable[Found]) -> int:
    """Of several pictures the one that leads."""
    return min(found, key=lambda each: (_LEADING.index(each.format), each.photo_id)).photo_id


def _go_together(video: str, picture: str, seconds: float) -> bool:
    """Whether a video of a picture's name is its own: by identifiers, else by how long it is."""
    return video == picture if video and picture else seconds <= LONGEST_LIVE


def _present(connection: Connection, photo_ids: Collection[int]) -> set[int]:
    query = select(FileEntry.photo_id).where(
        FileEntry.photo_id.in_(listed(photo_ids)), FileEntry.gone_at.is_(None)
    )
    return set(connection.execute(query.distinct()).scalars())


def _spoken(connection: Connection, photo_ids: Collection[int]) -> set[int]:
    """Those photos of which anything was said."""
    some = listed(photo_ids)
    told = [select(each.photo_id).where(each.photo_id.in_(some)) for each in _TOLD]
    return set(connection.execute(union(*told)).scalars())


class _Deeds:
    """Joins and parts, and lets what was said go along."""

    def __init__(
        self, connection: Connection, changes: Changes, here: set[int], spoken: set[int]
    ) -> None:
        self._connection, self._changes = connection, changes
        self._here, self._spoken = here, spoken
        self._handed = set[int]()  # leads that came back; of several followers one has the word
        self._rows: list[dict[str, object]] = []

    def stays(self, photo_id: int, known: _Pair | None, wanted: tuple[int, str] | None) -> bool:
        """Whether a follower is what it should be; two that are away may come back together."""
        if known is None or known.state != JOINED:
            return False
        both_away = wanted is None and not {photo_id, known.lead} & self._here
        return both_away or wanted == (known.lead, known.kind)

    def part(self, photo_id: int, known: _Pair | None) -> None:
        """Let a follower that leaves take along what holds for its lead."""
        if known is not None and known.state == JOINED:
            self._hand(known.lead, photo_id)

    def bring(self, photo_id: int, known: _Pair | None, wanted: tuple[int, str] | None) -> None:
        """Let a follower be what it should be."""
        joined = known is not None and known.state == JOINED
        if wanted is not None:
            stood_alone = known is not None and (known.lead, known.state) == (wanted[0], ALONE)
            if stood_alone and wanted[0] not in self._handed:
                self._hand(photo_id, wanted[0])
                self._handed.add(wanted[0])
            else:
                self._add(photo_id, wanted[0])
            self._note(photo_id, wanted[0], wanted[1], JOINED)
        elif known is not None:
            state = APART if known.lead in self._here else ALONE
            if joined or (known.state, state) == (ALONE, APART):
                self._note(photo_id, known.lead, known.kind, state)
        if known is not None:
            self._changes.photos.add(known.lead)

    def write(self) -> None:
        """Write the rows."""
        if not self._rows:
            return
        statement = upsert(CompanionEntry)
        changed = {each: statement.excluded[each] for each in ("lead_id", "kind", "state")}
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["photo_id"], set_=changed), self._rows
        )

    def _note(self, photo_id: int, lead: int, kind: str, state: str) -> None:
        self._rows.append({"photo_id": photo_id, "lead_id": lead, "kind": kind, "state": state})
        self._changes.photos.update((photo_id, lead))
        self._changes.searchable = True

    def _hand(self, source: int, target: int) -> None:
        """Of `target` is said what is said of `source`, and nothing else."""
        if not {source, target} & self._spoken:
            return
        for entry in _TOLD:
            said = delete(entry).where(entry.photo_id == target)
            if entry is TagEntry:
                said = said.where(TagEntry.source != "file")
            self._connection.execute(said)
        recording.copy_words(self._connection, source, target)
        self._spoken.add(target)

    def _add(self, source: int, target: int) -> None:
        """Of `target` is said what it was, and what is said of `source` beside."""
        if source not in self._spoken:
            return
        _complete(self._connection, source, target)
        recording.copy_words(self._connection, source, target)
        self._spoken.add(target)


def _complete(connection: Connection, source: int, target: int) -> None:
    """Decide of a photo what is decided of another one and was not of it; each by itself."""
    table = table_of(DecisionEntry)
    of_source = select(table).where(table.c.photo_id == source)
    said = connection.execute(of_source).mappings().one_or_none()
    if said is None:
        return
    values = {
        name: case((table.c.flag == 0, value), else_=table.c.flag)
        if name == "flag"
        else func.coalesce(table.c[name], value)
        for name, value in said.items()
        if name != "photo_id"
    }
    connection.execute(update(table).where(table.c.photo_id == target).values(values))


def _widen(connection: Connection, changes: Changes) -> None:
    """With a photo that changed change those that it is one with: their files are read together."""
    entry, joined = CompanionEntry, CompanionEntry.state == JOINED
    leads = select(entry.lead_id).where(entry.photo_id.in_(followers(changes.photos)))
    changes.photos.update(connection.execute(leads).scalars())
    parts = select(entry.photo_id).where(joined, entry.lead_id.in_(listed(changes.photos)))
    changes.photos.update(connection.execute(parts).scalars())
