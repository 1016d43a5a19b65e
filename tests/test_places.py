"""Where on earth something is: told right at borders, on islands, at the seam and at the poles."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoclip import paths
from photoclip.library.placing import place_of, places_said
from photoclip.places.borders import Borders
from photoclip.places.clusters import clustered
from photoclip.places.gazetteer import Spot, gazetteer
from photoclip.places.locating import Locator
from photoclip.places.mercator import View, degrees, flat
from photoclip.places.nearest import Nearest
from photoclip.places.outlines import NOBODY, Outlines
from photoclip.places.ranges import EARTH, unit

KNOWN = {  # a point that a map shows, and what it lies in: country, and city or quarter
    "Alfama": (38.7119, -9.1303, "PT", "Lisbon", "Alfama"),
    "Eiffel tower": (48.8584, 2.2945, "FR", "Paris", None),
    "Konstanz": (47.6603, 9.1758, "DE", "Konstanz", None),
    "Kreuzlingen": (47.6500, 9.1750, "CH", "Kreuzlingen", None),
    "Strasbourg": (48.5734, 7.7521, "FR", "Strasbourg", None),
    "Kehl": (48.5728, 7.8155, "DE", "Kehl", None),
    "Salzburg": (47.8095, 13.0550, "AT", "Salzburg", None),
    "Freilassing": (47.8408, 12.9811, "DE", "Freilassing", None),
    "Niagara Falls": (43.0799, -79.0747, "CA", "Niagara Falls", None),
    "St Peter's": (41.9022, 12.4539, "VA", None, None),
    "Gibraltar": (36.1408, -5.3536, "GI", "Gibraltar", None),
    "Ceuta": (35.8894, -5.3213, "ES", "Ceuta", None),
    "Funchal": (32.6669, -16.9241, "PT", "Funchal", None),
    "Saint-Denis": (-20.8789, 55.4481, "RE", "Saint-Denis", None),
    "Longyearbyen": (78.2232, 15.6267, "SJ", "Longyearbyen", None),
    "Helgoland": (54.1833, 7.8833, "DE", "Helgoland", None),
    "Burano": (45.4853, 12.4167, "IT", "Burano", None),
    "Singapore": (1.2834, 103.8607, "SG", "Singapore", None),
    "Taveuni": (-16.8000, -179.9700, "FJ", None, None),
    "Chukotka": (66.0000, -170.5000, "RU", None, None),
    "the ferry to Almada": (38.7000, -9.1200, "PT", "Lisbon", None),
    "the Sahara": (23.0000, 5.0000, "DZ", None, None),
    "the south pole": (-90.0000, 0.0000, "AQ", None, None),
    "New Jersey": (40.7440, -74.0324, "US", "Hoboken", None),
    "Times Square": (40.7580, -73.9855, "US", "New York City", None),
}


@pytest.mark.parametrize("name", KNOWN)
def test_known_points_lie_where_maps_say(name: str) -> None:
    latitude, longitude, country, city, quarter = KNOWN[name]
    place = place_of(latitude, longitude)
    assert place is not None
    assert place.code == country
    assert city is None or place.city == city
    assert quarter is None or place.quarter == quarter


def test_the_open_sea_is_no_place() -> None:
    for point in ((30.0, -40.0), (90.0, 0.0), (0.0, 179.9), (-40.0, -130.0)):
        assert place_of(*point) is None
    nowhere = Locator(gazetteer()).locate(np.array([1e9, np.nan]), np.array([1e9, 0.0]))
    assert nowhere.country.tolist() == [-1, -1] == nowhere.city.tolist()


def test_a_place_is_said_as_people_say_it_in_both_languages() -> None:
    english, german = place_of(38.7119, -9.1303), place_of(38.7119, -9.1303, "de")
    assert english is not None
    assert english.text == "Alfama, Lisbon, Portugal"
    assert german is not None
    assert german.text == "Alfama, Lissabon, Portugal"
    desert = place_of(23.0, 5.0)
    assert desert is not None
    assert desert.text == "Tamanrasset, Algeria"


def test_several_points_are_said_by_what_they_have_in_common() -> None:
    def said(*points: tuple[float, float]) -> str:
        return places_said(*np.array(points).T)

    alfama, baixa, sintra = (38.7119, -9.1303), (38.7100, -9.1370), (38.7979, -9.3907)
    porto, madrid, tokyo, sea = (41.15, -8.61), (40.42, -3.70), (35.68, 139.76), (30.0, -40.0)
    assert said(alfama, alfama) == "Alfama, Lisbon, Portugal"
    assert said(alfama, baixa, sea).endswith("Lisbon, Portugal")
    assert said(alfama, sintra) == "Lisbon, Portugal"  # the district
    assert said(alfama, porto) == "Portugal"
    assert said(alfama, porto, madrid) == "Portugal, Spain"
    assert said(alfama, porto, madrid, tokyo).startswith("Portugal, ")
    assert said(sea) == ""


def test_towns_lie_in_their_own_countries_as_far_as_outlines_are_fine_enough() -> None:
    """Of every hundredth town of the world, by the outlines alone and with the towns' help."""
    known, world = gazetteer(), Outlines.load("10m")
    some = np.arange(7, len(known.people), 100)
    drawn = Borders(world, world.grid).countries(known.latitude[some], known.longitude[some])
    assert np.mean(drawn == known.country[some]) > 0.96
    told = Locator(known).locate(known.latitude[some], known.longitude[some])
    assert np.mean(told.country == known.country[some]) > 0.995


@settings(max_examples=40, deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_the_grid_says_what_the_outlines_say(latitude: float, longitude: float) -> None:
    world = _world()
    point = (np.array([latitude]), np.array([longitude]))
    assert world.countries(*point).tolist() == world.exactly(*point).tolist()


def _world(made: list[Borders] = []) -> Borders:  # noqa: B006 - read once
    if not made:
        world = Outlines.load("10m")
        made.append(Borders(world, world.grid))
    return made[0]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.one_of(st.floats(-90, 90), st.sampled_from([-90.0, 90.0, 89.99, 0.0])),
            st.one_of(st.floats(-180, 180), st.sampled_from([-180.0, 180.0, 179.99, -179.99])),
        ),
        min_size=1,
        max_size=40,
    ),
    st.integers(0, 10_000),
)
def test_the_nearest_is_the_one_that_brute_force_finds(
    queries: list[tuple[float, float]], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    up = np.degrees(np.arcsin(rng.uniform(-1, 1, 3000)))
    points = unit(up, rng.uniform(-180, 180, 3000))
    asked = unit(*np.array(queries).T)
    found, km = Nearest(points, 600).best(asked, lambda _queries, _points, km: km)
    away = (
        2
        * EARTH
        * np.arcsin(np.clip(np.linalg.norm(asked[:, None] - points[None], axis=2) / 2, 0, 1))
    )
    near = away.min(axis=1) <= 600
    np.testing.assert_allclose(km[near], away.min(axis=1)[near], atol=1e-3)
    assert (found[near] >= 0).all()


@pytest.mark.parametrize(
    "name", ["Lisbon", "Lissabon", "lisboa", "LISBONNE", "Лиссабон", "リスボン"]
)
def test_a_city_is_found_by_its_names(name: str) -> None:
    known = gazetteer()
    found = [each for each in known.named(name) if each.kind == "town"]
    assert known.full_name(found[0]) == "Lisbon, Portugal"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("munchen", "Munich, Germany"),
        ("New York", "New York City, United States"),
        ("Deutschland", "Germany"),
        ("PRT", "Portugal"),
        ("Bayern", "Bavaria, Germany"),
        ("Paris, Texas", "Paris, United States"),
        ("Paris, FR", "Paris, France"),
        ("saint denis, Réunion", "Saint-Denis, Réunion"),
    ],
)
def test_names_mean_the_largest_of_their_bearers(name: str, found: str) -> None:
    known = gazetteer()
    meant = known.meant(name)
    assert known.full_name(meant[0]) == found


def test_names_that_nobody_bears_are_answered_with_some_that_are_alike() -> None:
    known = gazetteer()
    assert known.named("Lisbom") == () == known.named("") == known.named(",")
    assert known.alike("Lisbom")[0] == "Lisbon"
    assert [known.name(each) for each in known.beginning("lissab")] == ["Lisbon", "Lisbon"]
    assert known.full_name(Spot("country", known.codes.index("DE")), "de") == "Deutschland"


def test_outlines_are_closed_and_cross_the_seam_in_one_piece() -> None:
    for detail in ("110m", "50m", "10m"):
        for country, ring in Outlines.load(detail).rings():
            assert np.allclose(ring[0], ring[-1]), country
            edge = np.abs(np.diff(ring[:, 0])) > 180
            assert not (edge & (np.abs(ring[1:, 1]) < 89)).any(), country
            assert country == NOBODY or country < len(gazetteer().codes)


VIEWS = st.builds(
    View,
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 16),
    st.floats(200, 3000),
    st.floats(200, 2000),
).map(View.bounded)


@settings(max_examples=40, deadline=None)
@given(VIEWS, st.integers(0, 2000), st.integers(0, 99))
def test_every_photo_in_view_is_in_one_cluster(view: View, count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = (rng.uniform(0, 1, (count, 2)) ** 4 + rng.choice([0.0, 0.5], (count, 1))) % 1.0
    found = clustered(points, view)
    members = [each for n in range(len(found.counts)) for each in found.members(n).tolist()]
    assert len(members) == len(set(members)) == found.counts.sum()
    inside = view.on_screen(points)
    shown = ((inside >= 0) & (inside <= (view.width, view.height))).all(axis=1)
    assert set(np.flatnonzero(shown).tolist()) <= set(members)
    assert [found.members(n)[0] for n in range(len(found.counts))] == found.firsts.tolist()


def test_clusters_split_when_one_comes_closer_and_meet_across_the_seam() -> None:
    points = flat(np.array([0.0, 0.0, 10.0]), np.array([179.99, -179.99, -179.9]))
    far = clustered(points, View(0.0, 0.5, 4, 800, 600).bounded())
    assert sorted(far.counts.tolist()) == [1, 2]
    middle = far.middles[np.argmax(far.counts)]
    assert min(middle[0], 1 - middle[0]) < 1e-3
    close = clustered(points, View(0.0, 0.5, 13, 800, 600).bounded())
    assert close.counts.tolist() == [1, 1]


@settings(max_examples=40, deadline=None)
@given(VIEWS, st.floats(0, 1), st.floats(0, 1), st.floats(-3, 3))
def test_zooming_keeps_what_is_under_the_pointer(
    view: View, left: float, top: float, steps: float
) -> None:
    place = (left * view.width, top * view.height)
    before, closer = view.at(*place), view.zoomed(steps, *place)
    again = closer.at(*place)
    gap = abs((before[0] - again[0] + 0.5) % 1.0 - 0.5) * closer.scale
    assert gap < 1
    if closer.bounded().y == closer.y and 0.1 < before[1] < 0.9:
        half = closer.height / 2 / closer.scale
        touches = min(closer.y - half, 1 - half - closer.y) < 1e-9
        assert touches or abs(before[1] - again[1]) * closer.scale < 1


def test_a_view_of_all_photos_leaves_out_the_emptiest_half_of_the_world() -> None:
    view = View(0.5, 0.5, 2, 900, 600)
    fiji = view.showing(flat(np.array([-17.0, -18.0]), np.array([179.0, -179.0])))
    latitude, longitude = degrees(fiji.x, fiji.y)
    assert abs(latitude + 17.5) < 0.1
    assert abs(abs(longitude) - 180) < 0.1
    assert fiji.zoom > 6
    same = replace(view, zoom=9.0).showing(flat(np.array([5.0]), np.array([5.0])))
    assert same.zoom == 13


def test_the_notice_names_the_makers_of_every_table() -> None:
    folder = paths.resources() / "places"
    notice = (folder / "NOTICE.md").read_text("utf-8")
    for said in ("GeoNames", "CC BY 4.0", "Natural Earth", "public domain", "Unicode"):
        assert said in notice
    tables = {each.name for each in folder.glob("*.npz")}
    assert tables == set(re.findall(r"`([\w-]+\.npz)`", notice))
    assert sum(each.stat().st_size for each in folder.glob("*.npz")) < 8_000_000
