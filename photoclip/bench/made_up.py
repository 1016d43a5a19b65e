"""Libraries of photos that never were, written in bulk: a million in less than a minute."""

import contextlib
import io
import itertools
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from photoclip import paths
from photoclip.bench.clusters import clustered
from photoclip.bench.made_up_facts import KEYWORDS, ROOTS, MadeUp, digests, made_up
from photoclip.catalog import edits
from photoclip.catalog.forms import key_of, natural_key, now, stored_moment
from photoclip.catalog.store import Catalog
from photoclip.clip import models
from photoclip.photos.thumbnails import ThumbnailCache
from photoclip.records import ChangeKind, FileChange, FileState

_GONE = 250  # one photo in so many was deleted, beside those that are there
_FAILED = 2_000  # one file in so many could not be read
_BATCH = 5_000
_COLOURS = 64
_DEVICE = 1

_PHOTO = (
    "id, content_hash, size, pixel_hash, perceptual_hash, width, height, format, taken_at, "
    "taken_offset_minutes, camera, lens, latitude, longitude, altitude, facts, added_at, rating"
)
_FILE = (
    "root_id, rel, folder, name, name_key, suffix, size, mtime_ns, inode, device, photo_id, gone_at"
)
_TAG = "photo_id, name, key, source, rejected, dropped, created_at"


def library(scratch: Path, photos: int, *, thumbnails: int = 0) -> Path:
    """The folder of a made-up library, made where this run has none of these sizes yet.

    Args:
        scratch: the folder of the run.
        photos: how many photos are there; a few more were deleted, and a few files failed.
        thumbnails: how many photos have one, the newest first.
    """
    folder = scratch / f"made-up-{photos}-{thumbnails}"
    if not folder.exists():
        make_up(folder, photos, thumbnails=thumbnails)
    return folder


def make_up(folder: Path, photos: int, *, thumbnails: int = 0) -> None:
    """Write a made-up library into a folder that is not there yet; see `library`.

    Its vectors are as long as the built-in model's, so that words can be asked. Its photos lie in
    folders beside it that are not there, so they are all offline.
    """
    total = photos + photos // _GONE
    path = folder / "catalog.sqlite"
    with Catalog.open(path) as catalog, catalog.transaction() as transaction:
        model = models.find(models.BUILT_IN, paths.models_folder())
        model_id = transaction.ensure_model(model.digest, model.name, model.dimension)
        transaction.set_meta("model", model.digest)
        roots = [transaction.add_root(folder.absolute() / "away" / name).id for name in ROOTS]
    with _in_bulk(path) as connection:
        deleted = _insert_photos(connection, total, roots)
        _insert_vectors(connection, total, model_id, model.dimension)
    with Catalog.open(path) as catalog:
        _add_what_people_did(catalog, total, roots, deleted)
    _add_thumbnails(folder, range(max(0, total - thumbnails), total))


@contextlib.contextmanager
def _in_bulk(path: Path) -> Generator[sqlite3.Connection]:
    """One transaction without a journal; the indexes are made at its end, each at once."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
            "AND tbl_name IN ('photo', 'file', 'vector', 'tag')"
        ).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        yield connection
        for _, statement in indexes:
            connection.execute(statement)
        connection.execute("COMMIT")


def _insert_photos(
    connection: sqlite3.Connection, total: int, roots: list[int]
) -> list[FileChange]:
    """Photos, their files and keywords; the files that are to be deleted."""
    moment = now()
    photos = made_up(total)
    deleted: list[FileChange] = []
    while batch := list(itertools.islice(photos, _BATCH)):
        hashes = [digests(batch[0].number, len(batch), salt) for salt in range(3)]
        rows = (_photo(photo, each, moment) for photo, *each in zip(batch, *hashes, strict=True))
        _insert(connection, "photo", _PHOTO, rows)
        _insert(connection, "file", _FILE, (_file(photo, roots) for photo in batch))
        copies = (_copy(photo, roots) for photo in batch if photo.has_copy)
        _insert(connection, "file", _FILE, copies)
        _insert(connection, "tag", _TAG, _tags(batch, moment))
        for photo in batch:
            if photo.number % (_GONE + 1) == _GONE:
                state = FileState(_rel(photo.folder, photo), photo.size, 0, 0, _DEVICE)
                deleted.append(FileChange(ChangeKind.GONE, roots[photo.root], state))
    return deleted


def _insert(
    connection: sqlite3.Connection, table: str, columns: str, rows: Iterable[tuple[object, ...]]
) -> None:
    marks = ", ".join("?" * (columns.count(",") + 1))
    statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - own names
    connection.executemany(statement, rows)


def _photo(photo: MadeUp, hashes: Sequence[bytes], moment: str) -> tuple[object, ...]:
    content, pixels, look = hashes
    taken, offset = stored_moment(photo.taken_at)
    return (
        photo.number + 1,
        content,
        photo.size,
        pixels,
        int.from_bytes(look[:8], "big", signed=True),
        photo.width,
        photo.height,
        photo.format,
        taken,
        offset,
        photo.camera,
        photo.lens,
        photo.latitude,
        photo.longitude,
        None,
        photo.facts,
        moment,
        photo.rating,
    )


def _file(photo: MadeUp, roots: list[int]) -> tuple[object, ...]:
    return _place(photo, roots[photo.root], photo.folder, inode=2 * photo.number + 1)


def _copy(photo: MadeUp, roots: list[int]) -> tuple[object, ...]:
    return _place(photo, roots[-1], f"Backup/{photo.folder}", inode=2 * photo.number + 2)


def _place(photo: MadeUp, root: int, folder: str, *, inode: int) -> tuple[object, ...]:
    texts = (_rel(folder, photo), folder, photo.name, natural_key(photo.name), photo.suffix)
    stat = (photo.size, 1_500_000_000_000_000_000 + photo.number, inode, _DEVICE)
    return (root, *texts, *stat, photo.number + 1, None)


def _rel(folder: str, photo: MadeUp) -> bytes:
    return f"{folder}/{photo.name}".encode()


def _tags(batch: list[MadeUp], moment: str) -> Iterator[tuple[object, ...]]:
    for photo in batch:
        for word in photo.keywords:
            yield (photo.number + 1, word, key_of(word), "file", False, False, moment)


def _insert_vectors(
    connection: sqlite3.Connection, total: int, model_id: int, dimension: int
) -> None:
    for start, block in clustered(total, dimension):
        width = block.itemsize * dimension
        data = block.astype("<f2", copy=False).tobytes()
        rows = (
            (start + at + 1, 0, model_id, data[at * width : (at + 1) * width])
            for at in range(len(block))
        )
        _insert(connection, "vector", "photo_id, part, model_id, data", rows)


def _add_what_people_did(
    catalog: Catalog, total: int, roots: list[int], deleted: list[FileChange]
) -> None:
    """Tags, stars, flags and albums of a person, deleted photos and files that failed."""
    ids = np.arange(1, total + 1, dtype=np.int64)
    with catalog.transaction() as transaction:
        for place, word in enumerate(KEYWORDS):
            transaction.tag(ids[(ids % 1_009) == 3 * place].tolist(), word)
        for stars in (1, 3, 5):
            transaction.edit(edits.rate(ids[ids % 307 == stars], stars))
        for flag in (1, -1):
            transaction.edit(edits.flag(ids[ids % 503 == 100 + flag], flag))
        for year in range(2005, 2025, 4):
            transaction.edit(edits.new_album(f"Best of {year}", ids[ids % 4_001 == year]))
        for change in deleted:
            transaction.gone(change)
        for number in range(0, total, _FAILED):
            state = FileState(f"Damaged/IMG_{number:07}.jpg".encode(), 9, number, number, _DEVICE)
            change = FileChange(ChangeKind.ADDED, roots[number % len(roots)], state)
            transaction.fail(change, "The file is damaged and cannot be read as a picture.")


def _add_thumbnails(folder: Path, numbers: range) -> None:
    cache = ThumbnailCache(folder / "thumbnails.sqlite")
    pictures = [_picture(place) for place in range(_COLOURS)] if numbers else []
    for start in range(0, len(numbers), _BATCH):
        some = numbers[start : start + _BATCH]
        keys = digests(some[0], len(some), 0)
        cache.put_many([(key, pictures[at % _COLOURS]) for at, key in enumerate(keys)])
    cache.close()


def _picture(place: int) -> bytes:
    colour = (40 + 53 * place % 200, 40 + 97 * place % 200, 40 + 29 * place % 200)
    data = io.BytesIO()
    Image.new("RGB", (256, 192), colour).save(data, "JPEG", quality=60)
    return data.getvalue()
