"""Real, odd and broken files: each candidate is embedded or listed with a reason."""

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from photoclip.library.library import Library
from photoclip.photos.formats import PICTURE_EXTENSIONS, sniff
from photoclip.photos.video.kinds import VIDEO_EXTENSIONS, is_readable, sniff_video
from photoclip.query import parse


def candidates(folder: Path) -> set[bytes]:
    """Regular, unhidden files with a picture's extension, or another one and its signature."""
    found: set[bytes] = set()
    wanted = PICTURE_EXTENSIONS | (VIDEO_EXTENSIONS if is_readable() else frozenset())
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            file = Path(place, name)
            if name.startswith(".") or file.is_symlink():
                continue
            with file.open("rb") as stream:
                head = stream.read(64)
            known = sniff(head) is not None or (is_readable() and sniff_video(head) is not None)
            if file.suffix.lower() in wanted or known:
                found.add(os.fsencode(file))
    return found


@pytest.mark.slow
def test_every_candidate_is_a_photo_or_a_failure_with_a_reason(
    shared_data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folders = [shared_data / "data" / name for name in ("photos", "orientation", "exif", "hostile")]
    with Library.open(tmp_path / "library") as library:
        report = library.index(folders)
        places = library.showing.paths(library.showing.browse().tolist()).values()
        embedded = {path for paths in places for path in paths}
        failed = {failure.path for failure in report.failed}
        wanted = set().union(*(candidates(folder) for folder in folders))
        assert not embedded & failed
        assert embedded | failed == wanted
        for failure in report.failed:
            assert failure.reason.endswith(".")
            assert "Error" not in failure.reason
            assert "BytesIO" not in failure.reason
        assert library.vectors() == library.indexed()
        assert library.indexed() >= library.showing.counts()[0]  # long pictures have several
        again = library.index()
        assert (again.embedded, again.failed) == (0, report.failed)
        assert library.search(parse("a photo of a person")).total == report.photos
    assert capfd.readouterr() == ("", "")


def test_all_orientations_of_a_picture_give_one_vector(shared_data: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        report = library.index([shared_data / "data" / "orientation"])
        assert report.failed == ()
        for shape in ("landscape", "portrait"):
            vectors = [
                library.vector(photo)
                for photo, paths in library.showing.paths(library.showing.browse().tolist()).items()
                if shape in os.fsdecode(paths[0]).casefold()
            ]
            assert len(vectors) >= 8
            rows = np.stack([vector for vector in vectors if vector is not None])
            assert (rows @ rows.T).min() >= 0.98


def test_a_moved_tree_of_real_photos_is_not_embedded_again(
    shared_data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for file in sorted((shared_data / "data" / "photos").iterdir())[:20]:
        shutil.copy(file, folder)
    with Library.open(tmp_path / "library") as library:
        assert library.index([folder]).embedded == 20
        (folder / "2024").mkdir()
        for file in list(folder.glob("*.jpg"))[:10]:
            file.rename(folder / "2024" / f"moved {file.name}")
        report = library.index()
        assert (report.embedded, report.moved, report.photos) == (0, 10, 20)
