"""What is no longer there: offline, moved elsewhere, or so much that the person is asked first."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_library_index import counts, photo_at, whole

from photoclip.cli import run
from photoclip.library.library import Library
from photoclip.records import Missing
from tests.folder_play import paint_small

PHOTOS = 24  # of them 8 in each of three folders


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, own_places: Path) -> Path:
    """A folder of pictures with its library, for copying."""
    base = tmp_path_factory.mktemp("forgetting")
    for seed in range(PHOTOS):
        paint_small(base / "pictures" / f"f{seed % 3}" / f"{seed}.jpg", seed)
    with Library.open(base / "library") as library:
        library.index([base / "pictures"])
    return base


@pytest.fixture
def pictures(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made / "library", tmp_path / "library")
    shutil.copytree(made / "pictures", tmp_path / "pictures", copy_function=shutil.copy2)
    return tmp_path / "pictures"


@pytest.fixture
def library(pictures: Path) -> Iterator[Library]:
    with Library.open(pictures.parent / "library") as opened:
        opened.roots.relocate(Path(opened.roots.all()[0].text), pictures)
        opened.index()
        yield opened


def tagged(library: Library, folder: Path) -> int:
    photo = photo_at(library, sorted(folder.iterdir())[0])
    library.organising.tag([photo], "mine")
    library.organising.rate([photo], 4)
    return photo


def said_of(library: Library, photo: int) -> tuple[list[str], int]:
    found = library.showing.photo(photo)
    return [tag.name for tag in found.tags], found.rating


def test_many_missing_photos_are_kept_until_the_person_agrees(
    library: Library, pictures: Path
) -> None:
    photo = tagged(library, pictures / "f1")
    (root,) = library.roots.all()
    (pictures / "f1").rename(pictures.parent / "away")
    expected = Missing(root.id, str(pictures), PHOTOS // 3, PHOTOS)
    for _ in range(2):
        report = library.index()
        assert (report.missing, report.gone, report.photos) == ((expected,), 0, PHOTOS)
    report = library.index(forget=True)
    assert (report.missing, report.gone, report.photos) == ((), 8, PHOTOS - 8)
    assert whole(library)
    (pictures.parent / "away").rename(pictures / "f1")
    report = library.index()
    assert (report.embedded, report.reused, report.photos) == (0, 8, PHOTOS)
    assert said_of(library, photo) == (["mine"], 4)
    assert whole(library)


def test_few_are_taken_out_at_once(library: Library, pictures: Path) -> None:
    for file in sorted((pictures / "f0").iterdir())[:5]:
        file.unlink()
    assert (library.index().gone, library.showing.counts()) == (5, (PHOTOS - 5, PHOTOS - 5))


def test_six_of_twenty_four_are_not_few(library: Library, pictures: Path) -> None:
    for file in sorted((pictures / "f0").iterdir())[:6]:
        file.unlink()
    report = library.index()
    assert [each.photos for each in report.missing] == [6]


def test_a_yes_is_for_no_more_than_was_asked_and_for_once(library: Library, pictures: Path) -> None:
    (root,) = library.roots.all()
    shutil.rmtree(pictures / "f1")
    assert library.index().missing
    library.roots.forget_missing(root.id, 8)
    shutil.rmtree(pictures / "f2")  # meanwhile more is gone
    assert [each.photos for each in library.index().missing] == [16]
    library.roots.forget_missing(root.id, 16)
    assert library.index().gone == 16
    shutil.rmtree(pictures / "f0")
    assert [each.photos for each in library.index().missing] == [8]


def test_an_emptied_folder_is_kept_however_small(tmp_path: Path) -> None:
    paint_small(tmp_path / "pictures" / "a.jpg", 1)
    paint_small(tmp_path / "pictures" / "b.jpg", 2)
    with Library.open(tmp_path / "library") as library:
        library.index([tmp_path / "pictures"])
        (root,) = library.roots.all()
        (tmp_path / "pictures").rename(tmp_path / "unplugged")
        (tmp_path / "pictures").mkdir()
        report = library.index()
        assert ([each.photos for each in report.missing], report.gone) == ([2], 0)
        assert not library.roots.is_online(root)
        (tmp_path / "pictures").rmdir()
        (tmp_path / "unplugged").rename(tmp_path / "pictures")
        assert counts(library.index()) == (0, 0, 2, 0, 0)
        assert library.roots.is_online(root)


def test_an_emptied_folder_is_kept_though_most_of_it_lies_elsewhere_too(
    library: Library, pictures: Path
) -> None:
    other = pictures.parent / "other"
    for folder in ("f0", "f1"):
        shutil.copytree(pictures / folder, other / folder)
    for file in sorted((pictures / "f2").iterdir())[3:]:
        shutil.copy(file, other)
    library.index([other])
    shutil.rmtree(pictures)
    pictures.mkdir()
    report = library.index()
    assert [(each.photos, each.of) for each in report.missing] == [(3, PHOTOS)]
    assert report.photos == PHOTOS


def test_moved_to_another_folder_of_the_library_is_not_missing(
    library: Library, pictures: Path
) -> None:
    photo = tagged(library, pictures / "f1")
    other = pictures.parent / "other"
    paint_small(other / "own.jpg", 999)
    library.index([other])
    for first in (pictures, other):  # there and back, so that either root is looked at first
        target = other if first is pictures else pictures
        (first / "f1").rename(target / "f1")
        report = library.index()
        assert (report.missing, report.embedded, report.photos) == ((), 0, PHOTOS + 1)
        assert (report.reused, report.gone) == (8, 8)
        assert said_of(library, photo) == (["mine"], 4)
        assert whole(library)


def test_what_is_left_out_on_purpose_is_not_missing(library: Library, pictures: Path) -> None:
    (pictures / "f1" / ".nomedia").touch()
    report = library.index()
    assert (report.missing, report.gone) == ((), 8)
    (root,) = library.roots.all()
    library.roots.exclude(root.id, ["f2"])
    report = library.index()
    assert (report.missing, report.gone) == ((), 8)


def test_the_command_line_says_how_many_and_how_to_agree(
    library: Library, pictures: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = os.fspath(library.folder)
    library.close()
    shutil.rmtree(pictures / "f1")
    assert run(["--library", folder, "index"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"8 of {PHOTOS} photos are no longer in {pictures}; they are kept." in said
    assert f"'photoclip index --forget {pictures}'" in said
    assert run(["--library", folder, "index", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["missing"] == [{"path": str(pictures), "photos": 8, "of": PHOTOS}]
    assert document["gone"] == 0
    assert run(["--library", folder, "index", "--forget", str(pictures), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["missing"], document["gone"], document["photos"]) == ([], 8, PHOTOS - 8)


def test_what_is_thrown_away_in_photoclip_is_not_asked_about(
    library: Library, pictures: Path
) -> None:
    files = sorted((pictures / "f1").iterdir())
    library.roots.let_go(os.fsencode(each) for each in files)
    for file in files:
        file.unlink()
    report = library.index()
    assert (report.missing, report.gone) == ((), len(files))
