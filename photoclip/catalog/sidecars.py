"""Sidecars that lie beside photos: what they say, and over which photos they speak."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from photoclip.catalog import companion_reading, decisions, file_tags, tagging
from photoclip.catalog.changes import Changes
from photoclip.catalog.facts import facts_of
from photoclip.catalog.forms import absolute
from photoclip.catalog.schema import FileEntry, MetaEntry, PhotoEntry, RootEntry
from photoclip.catalog.schema_files import JOINED, CompanionEntry
from photoclip.catalog.schema_metadata import (
    AgreedEntry,
    SidecarEntry,
    SidecarPhotoEntry,
    WriteEntry,
)
from photoclip.catalog.sqlite import listed
from photoclip.records import FileState, PhotoFacts
from photoclip.records_metadata import WORDS, Said, overlaid, own, without_mine


@dataclass(frozen=True, slots=True)
class StoredSidecar:
    """A sidecar as the catalog has it; `photos` it speaks over."""

    id: int
    root_id: int
    rel: bytes
    size: int
    mtime_ns: int
    photos: tuple[int, ...] = ()

    def is_as(self, state: FileState) -> bool:
        """Whether the file is as it was."""
        return (self.size, self.mtime_ns) == (state.size, state.mtime_ns)


@dataclass(frozen=True, slots=True)
class FileInFolder:
    """A present file, its photo, and the photo that it is shown as."""

    rel: bytes
    photo_id: int
    lead_id: int


@dataclass(frozen=True, slots=True)
class ReadSidecar:
    """A sidecar as it was read just now."""

    root_id: int
    state: FileState
    said: Said
    problem: str = ""


def stored(connection: Connection, root_id: int, under: bytes) -> dict[bytes, StoredSidecar]:
    """The sidecars of a root below a folder, by relative path."""
    entry = SidecarEntry
    below = _below(entry.rel, under)
    spoken: dict[int, list[int]] = {}
    query = (
        select(SidecarPhotoEntry.sidecar_id, SidecarPhotoEntry.photo_id)
        .join(entry, entry.id == SidecarPhotoEntry.sidecar_id)
        .where(entry.root_id == root_id, *below)
    )
    for sidecar_id, photo_id in connection.execute(query):
        spoken.setdefault(sidecar_id, []).append(photo_id)
    rows = connection.execute(
        select(entry.id, entry.rel, entry.size, entry.mtime_ns).where(
            entry.root_id == root_id, *below
        )
    )
    return {
        rel: StoredSidecar(number, root_id, rel, size, mtime_ns, tuple(spoken.get(number, ())))
        for number, rel, size, mtime_ns in rows
    }


def files_in(connection: Connection, root_id: int, folders: Iterable[str]) -> list[FileInFolder]:
    """The present files that lie in these folders (display texts) of a root, by id."""
    query = (
        select(FileEntry.rel, FileEntry.photo_id, CompanionEntry.lead_id)
        .outerjoin(
            CompanionEntry,
            (CompanionEntry.photo_id == FileEntry.photo_id) & (CompanionEntry.state == JOINED),
        )
        .where(
            FileEntry.root_id == root_id,
            FileEntry.gone_at.is_(None),
            FileEntry.folder.in_(tagging.texts(folders)),
        )
        .order_by(FileEntry.id)
    )
    found: list[FileInFolder] = []
    for row in connection.execute(query).mappings():
        lead = row["lead_id"]
        photo_id = row["photo_id"]
        found.append(FileInFolder(row["rel"], photo_id, photo_id if lead is None else lead))
    return found


def undated(connection: Connection) -> list[tuple[int, bytes]]:
    """See `Catalog.undated`."""
    query = (
        select(PhotoEntry.id, RootEntry.path, FileEntry.rel)
        .join(FileEntry, FileEntry.photo_id == PhotoEntry.id)
        .join(RootEntry, RootEntry.id == FileEntry.root_id)
        .where(PhotoEntry.taken_at.is_(None), FileEntry.gone_at.is_(None))
        .order_by(FileEntry.id.desc())
    )
    return list(
        {row[0]: (row[0], absolute(row[1], row[2])) for row in connection.execute(query)}.values()
    )


def keep(connection: Connection, read: Sequence[ReadSidecar]) -> dict[bytes, int]:
    """Store what sidecars say now; their ids by relative path."""
    found: dict[bytes, int] = {}
    for each in read:
        values = {
            "size": each.state.size,
            "mtime_ns": each.state.mtime_ns,
            "said": each.said.to_json(),
            "problem": each.problem,
        }
        statement = upsert(SidecarEntry).values(root_id=each.root_id, rel=each.state.rel, **values)
        found[each.state.rel] = connection.execute(
            statement.on_conflict_do_update(
                index_elements=["root_id", "rel"], set_=values
            ).returning(SidecarEntry.id)
        ).scalar_one()
    return found


def remove(connection: Connection, changes: Changes, sidecar_ids: Sequence[int]) -> None:
    """Sidecars that are no longer there; their photos are what their files say."""
    for photo_id in _spoken_over(connection, sidecar_ids):
        speak(connection, changes, photo_id, None)
    connection.execute(delete(SidecarEntry).where(SidecarEntry.id.in_(listed(sidecar_ids))))


def _spoken_over(connection: Connection, sidecar_ids: Sequence[int]) -> list[int]:
    query = select(SidecarPhotoEntry.photo_id)
    return list(
        connection.execute(
            query.where(SidecarPhotoEntry.sidecar_id.in_(listed(sidecar_ids)))
        ).scalars()
    )


def forget(connection: Connection, photo_ids: Sequence[int]) -> None:
    """No sidecar speaks over these photos until they are looked at again."""
    connection.execute(
        delete(SidecarPhotoEntry).where(SidecarPhotoEntry.photo_id.in_(listed(photo_ids)))
    )


def speak(connection: Connection, changes: Changes, photo_id: int, sidecar_id: int | None) -> None:
    """Let a sidecar speak over a photo; None: only its own file does.

    Its tags of the sources "file" and "sidecar" follow. What photoclip itself wrote into the
    sidecar stays the person's word, and is none of the sidecar's.
    """
    said = Said()
    if sidecar_id is not None:
        text = select(SidecarEntry.said).where(SidecarEntry.id == sidecar_id)
        said = _theirs(connection, photo_id, Said.from_json(connection.execute(text).scalar_one()))
    else:
        forget_agreed(connection, photo_id)
    kept = select(SidecarPhotoEntry.own).where(SidecarPhotoEntry.photo_id == photo_id)
    earlier = connection.execute(kept).scalar_one_or_none()
    if earlier is None and sidecar_id is None:
        return
    facts = _facts(connection, photo_id)
    by_file = restored(facts, Said.from_json(earlier)) if earlier is not None else facts
    put_facts(connection, changes, photo_id, overlaid(by_file, said))
    forget(connection, [photo_id])
    if sidecar_id is not None:
        connection.execute(
            insert(SidecarPhotoEntry).values(
                photo_id=photo_id, sidecar_id=sidecar_id, own=own(by_file).to_json()
            )
        )
    beside = said.keywords
    of_file = by_file.keywords if beside is None else ()
    file_tags.sync(connection, photo_id, of_file, new=False)
    file_tags.sync(connection, photo_id, beside or (), new=False, source="sidecar")


def _theirs(connection: Connection, photo_id: int, found: Said) -> Said:
    """What others say in a sidecar; from now on that is what both agree on."""
    known = agreed(connection, photo_id)
    if known is None:
        return found
    theirs = without_mine(found, *known)
    _ask_about(connection, photo_id, known[0], found)
    agree(connection, photo_id, found, theirs)
    return theirs


def _ask_about(connection: Connection, photo_id: int, before: Said, found: Said) -> None:
    """Queue a photo in which another program changed what the person decided and had written."""
    changed = {
        name
        for name in WORDS
        if name != "keywords" and (getattr(before, name) or None) != (getattr(found, name) or None)
    }
    if not changed & decisions.decided(connection, [photo_id]).get(photo_id, frozenset()):
        return
    mode = select(MetaEntry.value).where(MetaEntry.key == "metadata_write")
    if connection.execute(mode).scalar_one_or_none() not in {"sidecars", "embedded"}:
        return
    values: dict[str, Any] = dict.fromkeys(("how", "reason", "conflict", "settled"), "")
    values |= dict.fromkeys(("tries", "retry_at", "asked_at"), 0)
    statement = upsert(WriteEntry).values(photo_id=photo_id, base=before.to_json(), **values)
    connection.execute(statement.on_conflict_do_nothing(index_elements=["photo_id"]))


def agreed(connection: Connection, photo_id: int) -> tuple[Said, Said] | None:
    """What photoclip wrote of a photo, and what others said then; None where it wrote nothing."""
    query = select(AgreedEntry.said, AgreedEntry.theirs).where(AgreedEntry.photo_id == photo_id)
    row = connection.execute(query).one_or_none()
    return None if row is None else (Said.from_json(row.said), Said.from_json(row.theirs))


def agree(connection: Connection, photo_id: int, said: Said, theirs: Said) -> None:
    """Remember what is said of a photo on the disk, and what of it is others' word."""
    values = {"said": said.to_json(), "theirs": theirs.to_json()}
    connection.execute(
        upsert(AgreedEntry)
        .values(photo_id=photo_id, **values)
        .on_conflict_do_update(index_elements=["photo_id"], set_=values)
    )


def forget_agreed(connection: Connection, photo_id: int) -> None:
    """Nothing that photoclip wrote is on the disk any more, or nobody knows."""
    connection.execute(delete(AgreedEntry).where(AgreedEntry.photo_id == photo_id))


def _facts(connection: Connection, photo_id: int) -> PhotoFacts:
    row = connection.execute(select(PhotoEntry.__table__).where(PhotoEntry.id == photo_id))
    return facts_of(row.mappings().one())


def put_facts(connection: Connection, changes: Changes, photo_id: int, facts: PhotoFacts) -> None:
    """Write what is known of a photo from its file and its sidecar."""
    from photoclip.catalog.recording import fact_values

    connection.execute(
        update(PhotoEntry).where(PhotoEntry.id == photo_id).values(fact_values(facts))
    )
    changes.photos.add(photo_id)
    lead = companion_reading.lead_of(connection, photo_id)
    if lead is not None:
        changes.photos.add(lead)


def restored(facts: PhotoFacts, said: Said) -> PhotoFacts:
    """The facts as the file alone says them."""
    plain: dict[str, Any] = {
        name: getattr(said, name) or "" for name in ("camera", "lens", "title", "description")
    }
    return replace(
        facts,
        taken_at=said.taken_at,
        taken_source=said.taken_source or "",
        latitude=said.latitude,
        longitude=said.longitude,
        altitude=said.altitude,
        exposure=said.exposure or {},
        keywords=said.keywords or (),
        rating=said.rating,
        label=said.label or "",
        **plain,
    )


def problems(connection: Connection) -> list[tuple[bytes, str]]:
    """See `Catalog.sidecar_problems`."""
    query = select(RootEntry.path, SidecarEntry.rel, SidecarEntry.problem).join(
        RootEntry, RootEntry.id == SidecarEntry.root_id
    )
    rows = connection.execute(query.where(SidecarEntry.problem != ""))
    return sorted((absolute(row[0], row[1]), row[2]) for row in rows)


def _below(rel: Any, under: bytes) -> tuple[ColumnElement[bool], ...]:
    folder = under.rstrip(b"/")
    return (rel > folder + b"/", rel < folder + b"0") if folder else ()
