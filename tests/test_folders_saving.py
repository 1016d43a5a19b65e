"""Files that are being saved, copied or moved while photoclip looks at them."""

import os
import queue
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from test_library_index import photo_at, whole

from photoclip.library.library import Library
from photoclip.records import IndexReport
from tests.folder_play import paint_small, small_picture

WAIT = 60
PHOTOS = 12


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, own_places: Path) -> Iterator[Library]:
    """One library for all tests here; each of them brings a folder of its own."""
    with Library.open(tmp_path_factory.mktemp("saving") / "library") as library:
        yield library


@pytest.fixture
def pictures(opened: Library, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "pictures"
    for seed in range(PHOTOS):
        paint_small(folder / "trip" / f"{seed}.jpg", seed)
    opened.index([folder])
    yield folder
    for root in opened.roots.all():
        opened.roots.remove(root.id)


def new_bytes() -> bytes:
    return small_picture(int.from_bytes(os.urandom(4), "big"))


def in_place(file: Path) -> Iterator[None]:
    yield
    file.write_bytes(new_bytes())


def through_a_hidden_file(file: Path) -> Iterator[None]:
    beside = file.with_name(f".{file.name}.tmp")
    beside.write_bytes(new_bytes())
    yield
    beside.replace(file)


def through_a_picture_beside(file: Path) -> Iterator[None]:
    beside = file.with_name(f"{file.stem}-edited.jpg")
    beside.write_bytes(new_bytes())
    yield
    beside.replace(file)


def with_a_backup(suffix: str) -> Callable[[Path], Iterator[None]]:
    def save(file: Path) -> Iterator[None]:
        yield
        file.rename(file.with_name(file.name + suffix))
        file.write_bytes(new_bytes())

    return save


DANCES = {
    "0.jpg": in_place,
    "1.jpg": through_a_hidden_file,
    "2.jpg": through_a_picture_beside,
    **{
        f"{number}.jpg": with_a_backup(suffix)
        for number, suffix in enumerate(("~", ".bak", "_original", ".tmp"), 3)
    },
}


def test_a_saved_picture_keeps_what_was_said_of_it(opened: Library, pictures: Path) -> None:
    """Programs save in many ways; photoclip looks before, in the middle and at the end."""
    photos = {name: photo_at(opened, pictures / "trip" / name) for name in DANCES}
    for name, photo in photos.items():
        opened.organising.tag([photo], f"tag {name}")
        opened.organising.rate([photo], 5)
    saving = [save(pictures / "trip" / name) for name, save in DANCES.items()]
    for each in saving:
        next(each)
    opened.index()
    for each in saving:
        assert next(each, "done") == "done"
    opened.index()
    for name in DANCES:
        found = opened.showing.photo(photo_at(opened, pictures / "trip" / name))
        assert ([tag.name for tag in found.tags], found.rating) == ([f"tag {name}"], 5)
    assert opened.showing.counts() == (PHOTOS, PHOTOS)
    assert whole(opened)


def test_a_picture_put_in_the_place_of_another_one_leaves_older_words_alone(
    opened: Library, pictures: Path
) -> None:
    """Where an older photo is moved over a newer one, it stays what it was."""
    older, newer = pictures / "trip" / "1.jpg", paint_small(pictures / "new.jpg", 700)
    opened.index()
    opened.organising.tag([photo_at(opened, newer)], "other")
    photo = photo_at(opened, older)
    older.replace(newer)
    opened.index()
    assert photo_at(opened, newer) == photo
    assert opened.showing.photo(photo).tags == ()


@contextmanager
def watched(library: Library) -> Iterator["queue.Queue[IndexReport]"]:
    reports: queue.Queue[IndexReport] = queue.Queue()
    stop, ready = threading.Event(), threading.Event()
    watching = threading.Thread(
        target=lambda: library.watch(on_report=reports.put, stop=stop, on_ready=ready.set)
    )
    watching.start()
    try:
        assert ready.wait(WAIT)
        reports.get(timeout=WAIT)
        yield reports
    finally:
        stop.set()
        watching.join(WAIT)
    assert not watching.is_alive()


def copy_slowly(file: Path, data: bytes, *, full_size: bool) -> None:
    """Pieces come ten times a second, twice as long as it takes a folder to settle."""
    step = len(data) // 25 + 1
    with file.open("wb", buffering=0) as slow:
        if full_size:
            slow.truncate(len(data))
        for start in range(0, len(data), step):
            slow.write(data[start : start + step])
            os.utime(slow.fileno())
            time.sleep(0.1)


def test_a_file_that_is_being_copied_is_embedded_once_it_is_complete(
    opened: Library, pictures: Path
) -> None:
    """One grows; the other one has its full size from the start."""
    files = {pictures / "trip" / "slow.jpg": 800, pictures / "filled" / "slow.jpg": 810}
    (pictures / "filled").mkdir()
    seen: list[tuple[bool, IndexReport]] = []
    with watched(opened) as reports:
        copying = [
            threading.Thread(
                target=copy_slowly,
                args=(file, small_picture(seed, (400, 300))),
                kwargs={"full_size": seed == 810},
            )
            for file, seed in files.items()
        ]
        for each in copying:
            each.start()
        while sum(report.embedded for _, report in seen) < 2:
            report = reports.get(timeout=WAIT)
            seen.append((all(not each.is_alive() for each in copying), report))
    assert all(complete for complete, _ in seen), "it was reported before it was complete"
    assert [report.failed for _, report in seen] == [()] * len(seen)
    for file in files:
        facts = opened.showing.photo(photo_at(opened, file)).facts
        assert (facts.width, facts.height) == (400, 300)


def test_half_a_file_is_a_failure_that_is_tried_again_when_it_grows(
    opened: Library, pictures: Path
) -> None:
    file, data = pictures / "trip" / "half.jpg", small_picture(801, (400, 300))
    file.write_bytes(data[: len(data) // 2])
    report = opened.index()
    assert [each.text for each in report.failed] == [str(file)]
    assert "cut off" in report.failed[0].reason
    assert (report.embedded, opened.showing.counts()) == (0, (PHOTOS, PHOTOS))
    with file.open("ab") as rest:
        rest.write(data[len(data) // 2 :])
    report = opened.index()
    assert (report.embedded, report.failed) == (1, ())


def test_a_file_that_is_written_to_while_it_is_read_waits_for_the_next_run(
    opened: Library, pictures: Path
) -> None:
    file, stop = paint_small(pictures / "trip" / "busy.jpg", 802), threading.Event()

    def keep_writing() -> None:
        while not stop.wait(0.001):
            os.utime(file)

    writing = threading.Thread(target=keep_writing)
    writing.start()
    try:
        report = opened.index()
    finally:
        stop.set()
        writing.join()
    assert (report.embedded, report.failed, report.unsettled) == (0, (), 1)
    assert opened.index().embedded == 1


def test_a_tree_that_is_renamed_while_it_is_indexed_is_there_wholly(
    opened: Library, pictures: Path
) -> None:
    """Every other moment the folders have other names, and then they keep the last ones."""
    photo = photo_at(opened, pictures / "trip" / "3.jpg")
    opened.organising.tag([photo], "mine")
    for seed in range(30):
        paint_small(pictures / "new" / f"{seed % 3}" / f"{seed}.jpg", 900 + seed)
    names, renamed = iter(("later", "latest")), threading.Event()
    places = [pictures / "new"]

    def rename(_photos: tuple[int, ...]) -> None:
        name = next(names, "")
        if name:
            (pictures / "trip").rename(pictures / f"trip {name}")
            (pictures / f"trip {name}").rename(pictures / "trip")
            places.append(places[-1].rename(pictures / name))
            renamed.set()

    report = opened.index(on_photos=rename)
    assert renamed.is_set()
    assert (report.failed, report.missing, report.unsettled) == ((), (), 0)
    assert opened.showing.counts() == (PHOTOS + 30, PHOTOS + 30)
    again = opened.index()  # what got its last name when all had been read already
    assert (again.embedded, again.failed, again.missing) == (0, (), ())
    places_now = opened.showing.paths(opened.showing.browse().tolist()).values()
    assert all(Path(os.fsdecode(path)).exists() for each in places_now for path in each)
    assert photo_at(opened, pictures / "trip" / "3.jpg") == photo
    assert [tag.name for tag in opened.showing.photo(photo).tags] == ["mine"]
    assert whole(opened)


def test_a_drive_that_is_unplugged_while_it_is_indexed_leaves_no_failures(
    opened: Library, pictures: Path
) -> None:
    for seed in range(30):
        paint_small(pictures / "new" / f"{seed}.jpg", 950 + seed)
    away = pictures.with_name("unplugged")

    def unplug(_photos: tuple[int, ...]) -> None:
        if pictures.exists():
            pictures.rename(away)

    report = opened.index(on_photos=unplug)
    assert report.offline == (str(pictures),)
    assert (report.failed, report.gone, report.missing) == ((), 0, ())
    before = opened.showing.counts()[0]
    assert before >= PHOTOS
    away.rename(pictures)
    report = opened.index()
    assert (report.offline, report.failed, report.photos) == ((), (), PHOTOS + 30)
    assert report.embedded + report.reused == PHOTOS + 30 - before
    assert whole(opened)


def test_a_tree_moved_to_another_root_while_both_are_watched(
    opened: Library, pictures: Path
) -> None:
    other = pictures.parent / "other"
    paint_small(other / "own.jpg", 990)
    opened.index([other])
    photo = photo_at(opened, pictures / "trip" / "3.jpg")
    opened.organising.tag([photo], "mine")
    with watched(opened) as reports:
        shutil.move(pictures / "trip", other / "trip")
        report = reports.get(timeout=WAIT)
        while opened.showing.counts() != (PHOTOS + 1, PHOTOS + 1) or report.missing:
            report = reports.get(timeout=WAIT)
    assert photo_at(opened, other / "trip" / "3.jpg") == photo
    assert [tag.name for tag in opened.showing.photo(photo).tags] == ["mine"]
    assert whole(opened)
