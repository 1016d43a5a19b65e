"""What the person does to photos, through the library's own door, and back again."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photoclip.errors import LibraryError, QueryError, UsageError
from photoclip.library.library import Library
from photoclip.query import Filter


@pytest.fixture
def library(own_library_folder: Path) -> Iterator[Library]:
    with Library.open(own_library_folder) as opened:
        yield opened


def distinct_pictures(folder: Path) -> list[Path]:
    """Three pictures that are no copies of each other."""
    by_content = {path.read_bytes(): path for path in sorted(folder.rglob("*.jpg"))}
    return sorted(by_content.values())[:3]


def found(library: Library, name: str, value: str) -> set[int]:
    return set(library.showing.browse([Filter(name, value)]).tolist())


def test_every_edit_is_done_undone_and_done_again(library: Library) -> None:
    organising = library.organising
    some = library.showing.browse()[:3]
    ids = set(some.tolist())
    album = organising.new_album("Trip").target
    for edit, name, value in (
        (lambda: organising.tag(some, "Beach"), "tag", "beach"),
        (lambda: organising.rate(some, 4), "rating", "4"),
        (lambda: organising.flag(some, -1), "flag", "rejected"),
        (lambda: organising.add_to_album(album, some), "album", "trip"),
    ):
        done = edit()
        assert set(done.photo_ids) == ids
        assert found(library, name, value) == ids
        assert organising.can_undo() == done
        assert organising.undo() == done
        assert found(library, name, value) == set()
        assert organising.can_redo() == done
        assert organising.redo() == done
        assert found(library, name, value) == ids
        assert organising.can_redo() is None
    row = library.showing.rows(some.tolist())[0]
    assert (row.rating, row.flag, row.tags) == (4, -1, 1)
    assert library.showing.photo(row.id).albums == ("Trip",)
    while organising.undo() is not None:
        pass
    assert organising.can_undo() is None
    assert organising.albums() == ()
    row = library.showing.rows(some.tolist())[0]
    assert (row.rating, row.flag, row.tags) == (0, 0, 0)


def test_edits_say_what_they_did(library: Library) -> None:
    organising = library.organising
    three = library.showing.browse()[:3].tolist()
    said = [
        organising.tag(three, " my  {tag} "),
        organising.untag(three[:1], "MY {TAG}"),
        organising.rate(three, 1),
        organising.flag(three[1:2], 1),
        organising.new_album("One {more}", three),
    ]
    album = said[-1].target
    said += [
        organising.remove_from_album(album, three[:2]),
        organising.rename_album(album, "{Two}"),
        organising.delete_album(album),
        organising.save_search("Red", "red car -people"),
    ]
    said.append(organising.delete_search(said[-1].target))
    assert [(each.text, each.kind, each.count, each.name) for each in said] == [
        ('Tag 3 photos "my {tag}"', "tag", 3, "my {tag}"),
        ('Take "MY {TAG}" off 1 photo', "untag", 1, "MY {TAG}"),
        ("Rate 3 photos 1 star", "rate", 3, "1"),
        ("Pick 1 photo", "flag", 1, "picked"),
        ('Make the album "One {more}"', "album-new", 3, "One {more}"),
        ('Remove 2 photos from "One {more}"', "album-remove", 2, "One {more}"),
        ('Rename the album "One {more}" to "{Two}"', "album-rename", 0, "{Two}"),
        ('Delete the album "{Two}"', "album-delete", 1, "{Two}"),
        ('Save the search "Red"', "search-save", 0, "Red"),
        ('Delete the search "Red"', "search-delete", 0, "Red"),
    ]


def test_a_new_edit_ends_what_could_be_done_again(library: Library) -> None:
    organising = library.organising
    ids = library.showing.browse()[:2].tolist()
    organising.tag(ids, "a")
    organising.undo()
    organising.tag(ids, "b")
    assert organising.redo() is None
    assert organising.tag(ids, "b").count == 0  # nothing changes, so there is nothing to undo
    assert organising.undo().name == "b"
    assert found(library, "tag", "b") == set()


def test_a_hundred_edits_are_kept(library: Library) -> None:
    photo = library.showing.browse()[:1].tolist()
    for number in range(105):
        library.organising.tag(photo, f"tag {number}")
    undone = 0
    while library.organising.undo() is not None:
        undone += 1
    assert undone == 100
    assert len(library.showing.photo(photo[0]).tags) == 5


def test_tags_of_the_tagging_room_can_be_undone_too(library: Library) -> None:
    ids = library.showing.browse()[:4].tolist()
    assert library.tagging.tag(ids, "mine") == 4
    assert library.tagging.untag([*ids[:2], 9999], "mine") == 2
    assert library.organising.undo().kind == "untag"
    assert found(library, "tag", "mine") == set(ids)


def test_what_makes_no_sense_is_refused_in_a_sentence(library: Library) -> None:
    organising = library.organising
    ids = library.showing.browse()[:1].tolist()
    for wrong, says in (
        (lambda: organising.rate(ids, 6), "0 to 5 stars"),
        (lambda: organising.flag(ids, 2), "A flag is 1"),
        (lambda: organising.tag(ids, "  "), "needs a name"),
        (lambda: organising.album("none"), r"no album named 'none' \(there are none yet\)"),
        (lambda: organising.search("none"), "no saved search named 'none'"),
        (lambda: organising.save_search("x", "  "), "nothing to save"),
    ):
        with pytest.raises(UsageError, match=says):
            wrong()
    with pytest.raises(QueryError, match="'colour:'"):
        organising.save_search("x", "colour:9")
    with pytest.raises(LibraryError):
        organising.delete_album(1)
    assert organising.can_undo() is None


def test_reading_only_changes_nothing(sample_library_folder: Path) -> None:
    with Library.open(sample_library_folder, write=False) as library:
        with pytest.raises(LibraryError, match="reading only"):
            library.organising.tag([1], "x")
        assert library.organising.albums() == ()
        assert library.organising.can_undo() is None


def test_saved_searches_follow_an_album_and_come_back_with_its_name(library: Library) -> None:
    organising = library.organising
    some = library.showing.browse()[:3]
    album = organising.new_album("Trip", some).target
    organising.save_search("boats", "a  boat album:trip -album:other")
    organising.save_search("all", "tag:trip")

    def kept() -> dict[str, str]:
        return {each.name: each.text for each in organising.searches()}

    before = kept()
    organising.rename_album(album, "At sea")
    after = {**before, "boats": 'a  boat album:"At sea" -album:other'}
    assert kept() == after
    assert found(library, "album", "at sea") == set(some.tolist())
    organising.undo()
    assert kept() == before
    organising.redo()
    assert kept() == after


def test_saved_searches_are_kept_over_a_restart(own_library_folder: Path) -> None:
    with Library.open(own_library_folder) as library:
        library.organising.save_search("Red cars", "red car")
        library.organising.save_search("RED CARS", "red car rating:3")
        library.organising.save_search("a", "sea")
    with Library.open(own_library_folder) as library:
        found = [(each.name, each.text) for each in library.organising.searches()]
        assert found == [("a", "sea"), ("RED CARS", "red car rating:3")]
        assert library.organising.search("red  Cars").text == "red car rating:3"


def test_edits_from_many_threads_are_all_undone(library: Library) -> None:
    ids = library.showing.browse().tolist()

    def work(number: int) -> None:
        for step in range(5):
            library.organising.tag(ids[number::4], f"tag {step}")
            library.organising.rate(ids[: number + 1], step)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(row.tags == 5 for row in library.showing.rows(ids))
    while library.organising.undo() is not None:
        pass
    assert all((row.tags, row.rating) == (0, 0) for row in library.showing.rows(ids))


def test_several_thousand_ids_at_once(library: Library) -> None:
    ids = np.arange(1, 20_001)
    assert library.organising.rate(ids, 5).count == library.showing.counts()[0]
    assert library.organising.undo() is not None
    assert found(library, "rating", "1") == set()


def test_a_folder_that_is_away_shows_on_its_photos(tmp_path: Path, sample_pictures: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    for picture in distinct_pictures(sample_pictures):
        shutil.copyfile(picture, folder / picture.name)
    with Library.open(tmp_path / "library") as library:
        library.index([folder])
        ids = library.showing.browse().tolist()
        assert len(ids) == 3
        folder.rename(tmp_path / "unplugged")
        assert all(row.online for row in library.showing.rows(ids))  # nobody has looked yet
        library.index()
        assert not any(row.online for row in library.showing.rows(ids))
        (tmp_path / "unplugged").rename(folder)
        assert library.roots.is_online(library.roots.all()[0])
        assert all(row.online for row in library.showing.rows(ids))


def test_the_photo_at_a_path(library: Library, sample_pictures: Path) -> None:
    picture = distinct_pictures(sample_pictures)[0]
    photo = library.showing.photo_at(picture)
    assert os.fsencode(picture) in library.showing.photo(photo).paths
    with pytest.raises(UsageError, match="is not in the library"):
        library.showing.photo_at(sample_pictures / "none.jpg")
