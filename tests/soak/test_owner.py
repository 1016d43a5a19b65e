"""Owners and askers for longer: many at once, and owners that are killed at random."""

from pathlib import Path

from handing import all_at_once, busy, killed_owners
from test_library_index import paint

from photoclip.library.library import Library


def test_twenty_at_once(tmp_path: Path) -> None:
    library = tmp_path / "library"
    made = all_at_once(library, 20)
    assert made, "nobody was served"
    with Library.open(library) as found:
        assert [each.name for each in found.organising.albums()] == made


def test_owners_are_killed_while_they_index_for_others(tmp_path: Path) -> None:
    pictures, library = tmp_path / "pictures", tmp_path / "library"
    for seed in range(1500):
        paint(pictures / f"{seed % 20}" / f"{seed:04}.jpg", seed)
    assert killed_owners(library, pictures, kills=10, seed=1) > 0
    with Library.open(library) as found:
        assert not found.index([pictures]).failed
        assert found.showing.counts() == (1500, 1500)
        assert found.vectors() == found.indexed() == 1500


def test_what_was_confirmed_is_there_whoever_was_killed(tmp_path: Path) -> None:
    pictures, library = tmp_path / "pictures", tmp_path / "library"
    for seed in range(20):
        paint(pictures / f"{seed:02}.jpg", seed)
    confirmed, killed = busy(library, pictures, rounds=12, seed=2)
    assert confirmed > 12
    assert killed > 0
