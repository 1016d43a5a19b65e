"""What an index run does to a library, seen through the library's own door."""

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoclip.errors import LibraryLockedError, UsageError
from photoclip.library.library import Library
from photoclip.library.verifying.verify import verify
from photoclip.query import parse
from photoclip.records import IndexReport

XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:subject><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def paint(path: Path, seed: int, *, keyword: str = "") -> Path:
    """A small picture that differs clearly from those of other seeds."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 255, (4, 5, 3), dtype=np.uint8)
    picture = Image.fromarray(coarse).resize((300, 240), Image.Resampling.BICUBIC)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, quality=88, **({"xmp": XMP % keyword.encode()} if keyword else {}))
    return path


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    for seed in range(6):
        paint(folder / f"trip {seed % 2}" / f"p{seed}.jpg", seed)
    return folder


@pytest.fixture
def library(tmp_path: Path, pictures: Path) -> Library:
    opened = Library.open(tmp_path / "library")
    opened.index([pictures])
    yield opened
    opened.close()


def photo_at(library: Library, path: Path) -> int:
    (found,) = [
        int(photo)
        for photo, places in library.showing.paths(library.showing.browse().tolist()).items()
        if os.fsencode(path) in places
    ]
    return found


def counts(report: IndexReport) -> tuple[int, int, int, int, int]:
    return report.embedded, report.reused, report.unchanged, report.moved, report.gone


def whole(library: Library) -> bool:
    return library.vectors() == library.indexed() == library.showing.counts()[0]


def test_a_second_run_finds_everything_unchanged(library: Library) -> None:
    report = library.index()
    assert counts(report) == (0, 0, 6, 0, 0)
    assert (report.photos, report.files) == (6, 6)
    assert whole(library)


def test_a_rename_embeds_nothing_and_keeps_tags(library: Library, pictures: Path) -> None:
    photo = photo_at(library, pictures / "trip 0" / "p0.jpg")
    library.tagging.tag([photo], "mine")
    (pictures / "trip 0").rename(pictures / "elsewhere")
    report = library.index()
    assert counts(report) == (0, 0, 3, 3, 0)
    assert photo_at(library, pictures / "elsewhere" / "p0.jpg") == photo
    assert [tag.name for tag in library.showing.photo(photo).tags] == ["mine"]
    assert whole(library)


def test_names_that_are_exchanged_keep_their_photos(library: Library, pictures: Path) -> None:
    a, b = pictures / "trip 0" / "p0.jpg", pictures / "trip 0" / "p2.jpg"
    before = photo_at(library, a), photo_at(library, b)
    library.tagging.tag([before[0]], "first")
    a.rename(pictures / "aside")
    b.rename(a)
    (pictures / "aside").rename(b)
    report = library.index()
    assert report.embedded == 0
    assert (photo_at(library, b), photo_at(library, a)) == before
    assert [tag.name for tag in library.showing.photo(before[0]).tags] == ["first"]


def test_a_row_of_renames_onto_each_other_keeps_tags(library: Library, pictures: Path) -> None:
    """p0 -> p2 -> p4 -> p6, and a new picture takes the place of p0."""
    folder = pictures / "trip 0"
    photos = [photo_at(library, folder / f"p{n}.jpg") for n in (0, 2, 4)]
    for photo, name in zip(photos, "abc", strict=True):
        library.tagging.tag([photo], name)
    for old in (4, 2, 0):
        (folder / f"p{old}.jpg").rename(folder / f"p{old + 2}.jpg")
    paint(folder / "p0.jpg", 99)
    report = library.index()
    assert report.embedded == 1
    assert [photo_at(library, folder / f"p{n}.jpg") for n in (2, 4, 6)] == photos
    tags = [[tag.name for tag in library.showing.photo(photo).tags] for photo in photos]
    assert tags == [["a"], ["b"], ["c"]]
    assert library.showing.photo(photo_at(library, folder / "p0.jpg")).tags == ()


def test_a_keyword_written_by_another_program_loses_nothing(
    library: Library, pictures: Path
) -> None:
    file = pictures / "trip 0" / "p0.jpg"
    photo = photo_at(library, file)
    library.tagging.tag([photo], "mine")
    paint(file, 0, keyword="holiday")
    report = library.index()
    assert (report.embedded, report.photos) == (0, 6)  # the pixels are equal
    tags = {(tag.name, tag.source) for tag in library.showing.photo(photo).tags}
    assert tags == {("mine", "person"), ("holiday", "file")}
    assert whole(library)


def test_an_edited_picture_keeps_its_tags_and_gets_a_new_vector(
    library: Library, pictures: Path
) -> None:
    file = pictures / "trip 1" / "p1.jpg"
    photo = photo_at(library, file)
    library.tagging.tag([photo], "mine")
    paint(file, 101)
    report = library.index()
    assert (report.embedded, report.photos) == (1, 6)
    assert photo_at(library, file) == photo
    assert [tag.name for tag in library.showing.photo(photo).tags] == ["mine"]
    assert whole(library)


def test_a_copy_is_the_same_photo_and_an_edit_of_one_copy_parts_them(
    library: Library, pictures: Path
) -> None:
    file, copy = pictures / "trip 0" / "p0.jpg", pictures / "copy.jpg"
    photo = photo_at(library, file)
    library.tagging.tag([photo], "mine")
    shutil.copyfile(file, copy)
    report = library.index()
    assert (report.embedded, report.reused, report.photos, report.files) == (0, 1, 6, 7)
    paint(copy, 55)
    report = library.index()
    assert (report.embedded, report.photos) == (1, 7)
    other = photo_at(library, copy)
    assert other != photo
    assert photo_at(library, file) == photo
    for each in (photo, other):
        assert [tag.name for tag in library.showing.photo(each).tags] == ["mine"]


def test_a_picture_edited_and_copied_between_two_runs_keeps_its_tags(
    library: Library, pictures: Path
) -> None:
    file = pictures / "trip 0" / "p0.jpg"
    library.tagging.tag([photo_at(library, file)], "mine")
    paint(file, 77)
    shutil.copyfile(file, pictures / "a copy.jpg")
    report = library.index()
    assert report.photos == 6
    assert photo_at(library, file) == photo_at(library, pictures / "a copy.jpg")
    assert [tag.name for tag in library.showing.photo(photo_at(library, file)).tags] == ["mine"]
    assert whole(library)


def test_what_a_file_no_longer_says_stays_with_nobody(library: Library, pictures: Path) -> None:
    """A person's words go along where a picture was edited and copied, its old keywords do not."""
    file = pictures / "trip 0" / "worded.jpg"
    paint(file, 79, keyword="old word")
    library.index()
    photo = library.showing.photo(photo_at(library, file))
    assert [(tag.name, tag.source) for tag in photo.tags] == [("old word", "file")]
    library.tagging.tag([photo.id], "mine")
    paint(file, 78)
    shutil.copyfile(file, pictures / "a copy.jpg")
    library.index()
    assert photo_at(library, file) == photo_at(library, pictures / "a copy.jpg")
    joined = library.showing.photo(photo_at(library, file))
    assert [(tag.name, tag.source) for tag in joined.tags] == [("mine", "person")]
    assert whole(library)


def test_gone_is_not_forgotten(library: Library, pictures: Path, tmp_path: Path) -> None:
    file = pictures / "trip 0" / "p0.jpg"
    library.tagging.tag([photo_at(library, file)], "mine")
    shutil.move(file, tmp_path / "away.jpg")
    report = library.index()
    assert (report.gone, report.photos) == (1, 5)
    assert whole(library)
    shutil.copyfile(tmp_path / "away.jpg", pictures / "back.jpg")
    report = library.index()
    assert (report.embedded, report.reused, report.photos) == (0, 1, 6)
    assert [
        tag.name for tag in library.showing.photo(photo_at(library, pictures / "back.jpg")).tags
    ] == ["mine"]
    assert whole(library)


def test_a_missing_folder_is_offline_and_keeps_everything(library: Library, pictures: Path) -> None:
    pictures.rename(pictures.with_name("unplugged"))
    report = library.index()
    assert report.offline == (str(pictures),)
    assert (report.gone, report.photos) == (0, 6)
    assert library.search(parse("anything")).total == 6
    pictures.with_name("unplugged").rename(pictures)
    assert counts(library.index()) == (0, 0, 6, 0, 0)


def test_an_unwanted_folder_is_left_out_and_comes_back_with_its_tags(
    library: Library, pictures: Path
) -> None:
    photo = photo_at(library, pictures / "trip 0" / "p0.jpg")
    library.tagging.tag([photo], "mine")
    (root,) = library.roots.all()
    library.roots.exclude(root.id, ["Trip 0"])
    assert library.roots.exclusions(root.id) == ("Trip 0",)
    paint(pictures / "trip 0" / "new.jpg", 60)
    report = library.index()
    assert (report.gone, report.embedded, report.photos) == (3, 0, 3)
    library.roots.exclude(root.id, ())
    report = library.index()
    assert (report.embedded, report.reused, report.photos) == (1, 3, 7)
    assert [tag.name for tag in library.showing.photo(photo).tags] == ["mine"]
    assert whole(library)


def test_relocate_reads_nothing_again(library: Library, pictures: Path, tmp_path: Path) -> None:
    shutil.copytree(pictures, tmp_path / "new disk")
    shutil.rmtree(pictures)
    library.roots.relocate(pictures, tmp_path / "new disk")
    report = library.index()
    assert (report.embedded, report.gone, report.photos) == (0, 0, 6)


def test_bad_files_are_listed_once_and_tried_again_when_they_change(
    library: Library, pictures: Path
) -> None:
    bad = pictures / "bad.jpg"
    bad.write_bytes(b"\xff\xd8\xff\xe0 this is no picture")
    report = library.index()
    assert [failure.text for failure in report.failed] == [str(bad)]
    assert report.failed[0].reason
    assert library.index().failed == report.failed
    paint(bad, 42)
    report = library.index()
    assert (report.embedded, report.failed) == (1, ())
    assert library.showing.failures() == ()


def test_a_parent_folder_takes_in_the_one_inside(
    library: Library, pictures: Path, tmp_path: Path
) -> None:
    paint(tmp_path / "beside.jpg", 70)
    report = library.index([tmp_path])
    assert report.embedded == 1
    assert report.photos == 7
    assert [root.text for root in library.roots.all()] == [str(tmp_path)]


def test_only_the_named_part_is_looked_at(library: Library, pictures: Path) -> None:
    paint(pictures / "trip 0" / "new.jpg", 80)
    paint(pictures / "trip 1" / "new.jpg", 81)
    report = library.index([pictures / "trip 1"])
    assert (report.embedded, report.unchanged, report.photos) == (1, 3, 7)
    assert library.index().embedded == 1


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    for seed in range(60):
        paint(folder / f"{seed:03}.jpg", seed)
    stop = threading.Event()
    with Library.open(tmp_path / "library") as library:
        library.tower().embedder()
        report = library.index([folder], on_photos=lambda _: stop.set(), stop=stop)
        assert report.stopped
        assert 0 < report.embedded < 60
        assert whole(library)
        rest = library.index()
        assert (rest.embedded, rest.photos) == (60 - report.embedded, 60)
        assert whole(library)


def test_one_process_writes_and_others_read(library: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryLockedError) as error:
        Library.open(tmp_path / "library")
    assert error.value.pid == os.getpid()
    with Library.open(tmp_path / "library", write=False) as reader:
        assert reader.search(parse("blue")).total == 6


def test_folders_that_make_no_sense_are_refused(library: Library, pictures: Path) -> None:
    for path in (pictures / "trip 0" / "p0.jpg", pictures / "absent", library.folder):
        with pytest.raises(UsageError):
            library.index([path])


def test_the_index_is_made_again_from_the_catalog(library: Library, tmp_path: Path) -> None:
    folder = library.folder
    best = library.search(parse("green"), limit=3)
    library.close()
    for file in (folder / "index").iterdir():
        file.write_bytes(b"rubbish")
    with Library.open(folder) as again:
        assert again.search(parse("green"), limit=3).hits == best.hits


def test_progress_and_photos_are_told(tmp_path: Path, pictures: Path) -> None:
    phases: list[str] = []
    photos: list[int] = []
    tell: Callable[[tuple[int, ...]], None] = photos.extend
    with Library.open(tmp_path / "other") as library:
        library.index([pictures], on_progress=lambda p: phases.append(p.phase), on_photos=tell)
        assert sorted(set(photos)) == sorted(library.showing.browse().tolist())
    assert phases[0] == "scanning"
    assert phases[-1] == "done"
    assert "indexing" in phases


def test_a_thumbnail_made_again_is_kept_for_the_bytes_that_the_photo_still_has(
    tmp_path: Path, sample_pictures: Path
) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    one, other = sorted(sample_pictures.rglob("*.jpg"))[:2]
    shutil.copy(one, pictures / "a.jpg")
    with Library.open(tmp_path / "library") as library:
        library.index([pictures])
        (before,) = library.showing.photos(library.showing.browse().tolist())
        library.showing.clear_thumbnails()
        assert library.showing.thumbnail_again(before.id, before.content_hash)
        shutil.copy(other, pictures / "a.jpg")
        library.index()
        assert library.showing.thumbnail_again(before.id, before.content_hash)
    verdict = verify(tmp_path / "library")
    assert not verdict.problems
    assert next(each.looked_at for each in verdict.checks if each.name == "thumbnails") == 1
