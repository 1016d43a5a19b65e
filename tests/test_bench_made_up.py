"""Made-up libraries are what the real way of a photo would have written."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from photoclip.bench.clusters import clustered
from photoclip.bench.made_up import make_up
from photoclip.catalog import edits
from photoclip.catalog.counting import VALUES
from photoclip.catalog.entries import Indexed
from photoclip.catalog.store import Catalog
from photoclip.photos.thumbnails import ThumbnailCache
from photoclip.query import parse
from photoclip.records import (
    Album,
    ChangeKind,
    DecodedPhoto,
    FileChange,
    Photo,
)

PHOTOS = 500
ORDERS = ("newest", "oldest", "name", "folder", "rating")


@pytest.fixture(scope="module")
def bulk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "up"
    make_up(folder, PHOTOS, thumbnails=20)
    return folder


def write_again(source: Catalog, target: Catalog) -> None:
    """Write every photo of one catalog into another one, file by file."""
    (model,) = source.models()
    every = np.arange(1, source.newest_photo() + 1, dtype=np.int64)
    pixels = source.pixel_hashes(every.tolist())
    photos = {photo.id: photo for photo in source.photos(every)}
    with target.transaction() as tx:
        tx.ensure_model(model.digest, model.name, model.dimension)
        tx.set_meta("model", str(source.meta("model")))
        for root in source.roots():
            tx.add_root(root.path)
    known = sorted(
        (file.photo_id or 0, file.file_id, root.id, file)
        for root in source.roots()
        for file in source.known_files(root.id).values()
    )
    with target.transaction() as tx:
        for photo_id, _, root_id, file in known:
            change = FileChange(ChangeKind.ADDED, root_id, file.state)
            if photo_id:
                vector = source.vector_of_photo(model.id, photo_id)
                decoded = decoded_of(photos[photo_id], file.state.size, pixels[photo_id])
                tx.record(Indexed(change, decoded, vector), model.id)
            else:
                (reason,) = {failure.reason for failure in source.failures()}
                tx.fail(change, reason)


def decoded_of(photo: Photo, size: int, pixel_hash: bytes) -> DecodedPhoto:
    nothing = np.zeros((1, 1, 3), np.uint8)
    return DecodedPhoto(photo.content_hash, size, pixel_hash, 0, nothing, b"", photo.facts)


def repeat_what_people_did(source: Catalog, target: Catalog) -> None:
    numbers = {photo.content_hash: photo.id for photo in present(target)}
    with target.transaction() as tx:
        for photo in present(source):
            here = numbers[photo.content_hash]
            for tag in photo.tags:
                if tag.source == "person":
                    tx.tag([here], tag.name)
            if photo.rating != (photo.facts.rating or 0):
                tx.edit(edits.rate([here], photo.rating))
            if photo.flag:
                tx.edit(edits.flag([here], photo.flag))
        for album in source.albums():
            members = in_album(source, album)
            inside = [here for hash_, here in numbers.items() if hash_ in members]
            tx.edit(edits.new_album(album.name, inside))


def in_album(catalog: Catalog, album: Album) -> set[bytes]:
    return {photo.content_hash for photo in present(catalog) if album.name in photo.albums}


def present(catalog: Catalog) -> list[Photo]:
    return catalog.photos(catalog.browse("oldest"))


def said_of(catalog: Catalog) -> dict[str, Any]:
    """All that the catalog answers, with photos named by their hashes."""
    photos = present(catalog)
    hashes = {photo.id: photo.content_hash for photo in photos}

    def named(ids: Any) -> list[bytes]:
        return [hashes[photo_id] for photo_id in ids.tolist()]

    (model,) = catalog.models()
    vectors = catalog.searchable_ids(model.id)
    newest = catalog.browse("newest")
    filters = ("rating:3 ", "tag:sea ", "camera:canon ", "folder:2008 ", "type:heic ")
    return {
        "orders": {order: named(catalog.browse(order)) for order in ORDERS},
        "photos": {
            photo.content_hash: (
                photo.paths,
                photo.facts,
                sorted((tag.name, tag.source, tag.rejected) for tag in photo.tags),
                photo.rating,
                photo.flag,
                photo.albums,
            )
            for photo in photos
        },
        "folders": catalog.folders(),
        "values": {name: catalog.values(name) for name in VALUES},
        "dates": catalog.dates(),
        "days": [part.tolist() for part in (catalog.sections(newest, "day").starts,)],
        "albums": [(album.name, album.photos) for album in catalog.albums()],
        "counts": catalog.counts(),
        "failures": catalog.failures(),
        "filtered": [
            sorted(named(catalog.matching_photos(parse(text).filters))) for text in filters
        ],
        "vectors": dict(
            zip(
                named(catalog.photos_of_vectors(vectors)),
                catalog.vectors_of(model.id, vectors).tolist(),
                strict=True,
            )
        ),
        "files": [sorted(catalog.known_files(root.id)) for root in catalog.roots()],
        "sizes": catalog.hashes_by_size(photo.facts.width for photo in photos),
        "model": catalog.meta("model"),
    }


def test_bulk_rows_are_those_of_the_real_transaction(bulk: Path, tmp_path: Path) -> None:
    with (
        Catalog.open(bulk / "catalog.sqlite", readonly=True) as source,
        Catalog.open(tmp_path / "catalog.sqlite") as target,
    ):
        write_again(source, target)
        repeat_what_people_did(source, target)
        expected, found = said_of(target), said_of(source)
    for what, answer in expected.items():
        assert found[what] == answer, what


def test_there_is_some_of_everything(bulk: Path) -> None:
    with Catalog.open(bulk / "catalog.sqlite", readonly=True) as catalog:
        photos, files = catalog.counts()
        assert photos == PHOTOS
        assert files > PHOTOS
        assert catalog.newest_photo() > PHOTOS  # some were deleted
        assert len(catalog.roots()) == 3
        assert len(catalog.dates()) >= 3
        assert len(catalog.values("camera")) >= 5
        rows = catalog.rows(catalog.browse("rating"))
        assert {row.rating for row in rows} == set(range(6))
        assert {row.flag for row in rows} == {-1, 0, 1}
        assert {row.format for row in rows} >= {"JPEG", "HEIF", "RAW"}
        assert any(row.taken_at is None for row in rows)
        assert {tag.source for photo in present(catalog) for tag in photo.tags} == {
            "file",
            "person",
        }
        assert any(photo.facts.latitude for photo in present(catalog))
        assert catalog.failures()
        hashes = [row.content_hash for row in catalog.rows(catalog.browse("newest"))]
    cache = ThumbnailCache(bulk / "thumbnails.sqlite", readonly=True)
    assert sum(cache.get(key) is not None for key in hashes) >= 18
    cache.close()


def test_vectors_are_unit_and_in_clusters() -> None:
    rows = np.concatenate([block for _, block in clustered(30_000, 64)]).astype(np.float32)
    others = next(iter(clustered(200, 64, seed=1)))[1].astype(np.float32)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=2e-3)
    cosines = others @ rows.T
    nearest = np.sort(cosines, axis=1)
    assert np.median(nearest[:, -1]) > np.median(cosines) + 0.3
    assert 0.1 < np.median(cosines) < 0.6
