"""The thumbnail cache: quick, bounded, and never worth an error."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from photoclip.photos.thumbnails import ThumbnailCache


def item(number: int, size: int = 5000) -> tuple[bytes, bytes]:
    return number.to_bytes(16, "big"), bytes([number % 256]) * size


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ThumbnailCache]:
    cache = ThumbnailCache(tmp_path / "thumbnails.sqlite")
    yield cache
    cache.close()


def test_what_was_put_is_got(cache: ThumbnailCache, tmp_path: Path) -> None:
    cache.put_many([item(1), item(2)])
    cache.put_many([(item(1)[0], b"newer")])
    cache.put_many([])
    assert cache.get(item(1)[0]) == b"newer"
    assert cache.get(item(2)[0]) == item(2)[1]
    assert cache.get(b"unknown") is None
    cache.close()
    assert cache.get(item(2)[0]) is None
    again = ThumbnailCache(tmp_path / "thumbnails.sqlite")
    assert again.get(item(2)[0]) == item(2)[1]
    again.close()


def test_the_oldest_go_when_the_cap_is_passed(tmp_path: Path) -> None:
    cap = 2_000_000
    cache = ThumbnailCache(tmp_path / "t.sqlite", cap)
    for start in range(0, 1000, 50):
        cache.put_many([item(number) for number in range(start, start + 50)])
        assert cache.size_bytes() <= cap
    assert cache.get(item(999)[0]) is not None
    assert cache.get(item(0)[0]) is None
    cache.trim(500_000)
    assert 0 < cache.size_bytes() <= 500_000
    cache.clear()
    assert cache.get(item(999)[0]) is None
    cache.put_many([item(7)])
    assert cache.get(item(7)[0]) is not None
    cache.close()


@pytest.mark.parametrize("harm", ["text", "middle", "head", "empty"])
def test_a_damaged_file_is_made_anew(
    tmp_path: Path, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "t.sqlite"
    cache = ThumbnailCache(path)
    cache.put_many([item(number) for number in range(300)])
    cache.close()
    data = bytearray(path.read_bytes())
    if harm == "text":
        data = bytearray(b"this is no database at all " * 400)
    elif harm == "middle":
        data[8192 : len(data) - 8192] = os.urandom(len(data) - 16384)
    elif harm == "head":
        data[:100] = os.urandom(100)
    else:
        data = bytearray()
    path.write_bytes(data)
    cache = ThumbnailCache(path)
    for number in range(300):
        found = cache.get(item(number)[0])
        assert found in {None, item(number)[1]} or harm == "middle"
    for number in range(3):
        cache.put_many([item(number)])
        cache.put_many([item(number + 100)])
    assert cache.get(item(2)[0]) == item(2)[1]
    cache.close()
    assert harm == "empty" or "made anew" in caplog.text


def test_a_place_that_cannot_be_written_means_no_thumbnails(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file" / "t.sqlite"):
        cache = ThumbnailCache(path)
        cache.put_many([item(1)])
        assert cache.get(item(1)[0]) is None
        assert cache.size_bytes() == 0
        cache.trim()
        cache.close()
    assert "thumbnail cache" in caplog.text


def test_reading_only(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite"
    missing = ThumbnailCache(path, readonly=True)
    assert missing.get(b"x") is None
    missing.close()
    assert not path.exists()
    writer = ThumbnailCache(path)
    writer.put_many([item(1)])
    beside = ThumbnailCache(path, readonly=True)
    assert beside.get(item(1)[0]) == item(1)[1]
    writer.put_many([item(2)])
    assert beside.get(item(2)[0]) == item(2)[1]
    beside.put_many([item(3)])
    assert beside.get(item(3)[0]) is None
    beside.close()
    writer.close()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no such rights here")
def test_reading_in_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "burnt"
    writer = ThumbnailCache(folder / "t.sqlite")
    writer.put_many([item(1)])
    writer.close()
    folder.chmod(0o500)
    try:
        cache = ThumbnailCache(folder / "t.sqlite", readonly=True)
        assert cache.get(item(1)[0]) == item(1)[1]
        cache.close()
    finally:
        folder.chmod(0o700)


def test_many_threads_read_while_one_writes(cache: ThumbnailCache) -> None:
    wrong: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            for number in range(0, 200, 7):
                found = cache.get(item(number)[0])
                if found not in {None, item(number)[1]}:
                    wrong.append(number)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for start in range(0, 200, 10):
        cache.put_many([item(number) for number in range(start, start + 10)])
    cache.clear()
    cache.put_many([item(1)])
    done.set()
    for reader in readers:
        reader.join()
    assert not wrong
