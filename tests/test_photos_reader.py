"""Pictures for showing come from processes of their own, whatever is wrong with the file."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoclip.errors import PhotoError
from photoclip.photos.decode import open_upright
from photoclip.photos.reader import PictureReader
from tests.processes import decoders


@pytest.fixture
def reader() -> Iterator[PictureReader]:
    made = PictureReader()
    yield made
    made.close()


def test_it_reads_what_is_read_here(reader: PictureReader, tmp_path: Path) -> None:
    file = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    pixels = np.random.default_rng(1).integers(0, 256, (60, 90, 3), np.uint8)
    Image.fromarray(pixels).save(file, exif=exif)
    for side in (50, 90, 4000):
        here = np.asarray(open_upright(os.fsencode(file), side))
        assert np.array_equal(reader.read(os.fsencode(file), side), here)


def test_trouble_with_a_file_is_a_sentence(reader: PictureReader, tmp_path: Path) -> None:
    (tmp_path / "text.jpg").write_text("no picture", "utf-8")
    for name in ("text.jpg", "absent.jpg"):
        with pytest.raises(PhotoError, match=r"\.$"):
            reader.read(os.fsencode(tmp_path / name), 100)


def test_a_killed_process_costs_nothing(reader: PictureReader, tmp_path: Path) -> None:
    small, large = tmp_path / "small.png", tmp_path / "large.png"
    Image.new("RGB", (40, 30), "#c03030").save(small)
    noise = np.random.default_rng(2).integers(0, 256, (4000, 5000, 3), np.uint8)
    Image.fromarray(noise).save(large, compress_level=1)
    before = set(decoders())
    reader.read(os.fsencode(small), 40)
    workers = [each for each in decoders() if each not in before]
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(reader.read, os.fsencode(large), 5000)
        while not any(each.cpu_percent(0.05) > 0 for each in workers):
            assert not answer.done()
        for worker in workers:
            worker.kill()
        assert answer.result().shape == (4000, 5000, 3)
    assert reader.read(os.fsencode(small), 40).shape == (30, 40, 3)


def test_a_closed_reader_says_so(tmp_path: Path) -> None:
    reader = PictureReader()
    reader.close()
    with pytest.raises(PhotoError, match="closed"):
        reader.read(os.fsencode(tmp_path / "any.jpg"), 100)
