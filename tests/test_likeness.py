"""The map of similarity: what is alike lies side by side, named, kept and followed."""

from pathlib import Path

import numpy as np
import pytest

from photoclip.library.evaluation.likeness import likeness
from photoclip.library.library import Library
from photoclip.library.likeness.arranging import arranged
from photoclip.library.likeness.neighbours import nearest, unit
from photoclip.library.likeness.regions import hills, regions


def heaps(count: int, kinds: int = 6, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Rows round a few middles, and which one each belongs to."""
    dice = np.random.default_rng(seed)
    middles, kind = dice.normal(size=(kinds, 24)) * 3, dice.integers(kinds, size=count)
    rows = (middles[kind] + dice.normal(size=(count, 24))).astype(np.float32)
    rows -= rows.mean(axis=0)
    _, _, directions = np.linalg.svd(rows, full_matrices=False)
    return (rows @ directions.T).astype(np.float32), kind


def test_what_is_alike_lies_side_by_side() -> None:
    rows, kind = heaps(500)
    places = arranged(rows)
    assert places.shape == (500, 2)
    assert places.min() >= 0.0
    assert places.max() <= 1.0
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)
    around = np.argsort(apart, axis=1)[:, 1:11]
    assert (kind[around] == kind[:, None]).mean() > 0.97


def test_progress_is_told_and_ends_the_work_where_it_raises() -> None:
    class EnoughError(Exception):
        pass

    told: list[int] = []

    def tell(done: int, total: int) -> None:
        told.append(done)
        assert total > 100
        if done == 7:
            raise EnoughError

    with pytest.raises(EnoughError):
        arranged(heaps(60)[0], tell)
    assert told == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("count", [1, 3, 9])
def test_neighbours_are_the_nearest(count: int) -> None:
    rows = unit(np.random.default_rng(3).normal(size=(300, 8)).astype(np.float32))
    places, alike = nearest(rows, rows, count, itself=True)
    cosines = rows @ rows.T
    np.fill_diagonal(cosines, -np.inf)
    assert np.allclose(alike, -np.sort(-cosines, axis=1)[:, :count], atol=1e-6)
    assert np.allclose(np.take_along_axis(cosines, places, 1), alike, atol=1e-6)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_rows_have_places_too(count: int) -> None:
    places = arranged(heaps(max(count, 2))[0][:count])
    assert places.shape == (count, 2)
    assert np.isfinite(places).all()


def test_regions_have_the_word_that_fits_or_none() -> None:
    dice = np.random.default_rng(1)
    middles = np.array([[0.2, 0.2], [0.8, 0.25], [0.5, 0.8]])
    kind = np.repeat([0, 1, 2], 120)
    places = (middles[kind] + dice.normal(size=(360, 2)) * 0.03).astype(np.float32)
    fits = dice.normal(size=(360, 3)).astype(np.float32) * 0.2
    fits[kind == 0, 0] += 2.0
    fits[kind == 1, 1] += 2.0
    found = regions(places, hills(places, 0), 0, fits, ("beach", "forest", "dog"))
    named = {each.name: (round(each.x, 1), round(each.y, 1)) for each in found}
    assert named["beach"] == (0.2, 0.2)
    assert named["forest"] == (0.8, 0.2) or named["forest"] == (0.8, 0.3)
    assert named[""] == (0.5, 0.8)  # none of the words
    assert sum(each.photos for each in found) == 360


def test_figures_tell_a_good_map_from_two_components() -> None:
    rows, kind = heaps(300, kinds=9, seed=2)
    figures = likeness(rows, [str(each) for each in kind])
    assert figures["map"]["trustworthiness"] > figures["two_components"]["trustworthiness"]
    assert figures["map"]["label_purity"] > 0.9
    assert figures["vectors"]["label_purity"] > 0.9


def test_a_library_keeps_its_map_and_new_photos_find_their_place(own_library_folder: Path) -> None:
    steps: list[str] = []

    def tell(step: str, _done: int, _total: int) -> None:
        steps.append(step)

    with Library.open(own_library_folder) as library:
        first = library.likeness.map(tell)
        assert {"reading", "arranging", "naming"} <= set(steps)
        assert first.ids.tolist() == sorted(library.showing.browse().tolist())
        assert any(each.name for each in first.regions)
        steps.clear()
        again = library.likeness.map(tell)
        assert "arranging" not in steps
        assert np.array_equal(again.places, first.places)
        (kept,) = own_library_folder.glob("likeness-*.npz")
        with np.load(kept) as file:
            rows = {name: file[name] for name in file.files}
        fewer = {name: rows[name][3:] for name in ("ids", "places", "core")}
        np.savez(kept, form=rows["form"], of=rows["of"], **fewer)
        steps.clear()
        grown = library.likeness.map(tell)
        assert "placing" in steps
        assert "arranging" not in steps
        assert np.array_equal(grown.places[3:], first.places[3:])
        assert ((grown.places[:3] >= 0) & (grown.places[:3] <= 1)).all()
    kept.write_bytes(b"no archive")
    with Library.open(own_library_folder, write=False) as library:
        made = library.likeness.map()
    assert np.array_equal(made.places, first.places)  # made anew, and the same
    assert kept.read_bytes() == b"no archive"  # who only reads writes nothing
