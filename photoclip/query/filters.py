"""The filters that there are, what each wants, and whether a value fits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from photoclip.query import values

LIKE = "like"
"""Not a filter: `like:FILE` is an example picture."""

FLAGS = {"picked": 1, "rejected": -1, "none": 0}
"""What `flag:` takes, and the number that stands for it."""

ORIENTATIONS = ("landscape", "portrait", "square")
HAS = (
    "gps",
    "date",
    "camera",
    "lens",
    "rating",
    "flag",
    "tags",
    "labels",
    "albums",
    "title",
    "description",
)
IS = ("untagged", "duplicate", "burst", "offline", "pair", "live", "motion", "video")

CLOSED: Mapping[str, tuple[str, ...]] = {
    "orientation": ORIENTATIONS,
    "has": HAS,
    "is": IS,
    "flag": tuple(FLAGS),
}
"""The filters that take one of a few values, and these values."""

FILTERS: Mapping[str, str] = {
    "folder": "a folder's name or path, such as folder:Norway",
    "before": "a date, such as before:2024 or before:2024-06-01 (that day not included)",
    "after": "a date, such as after:2023-05 (from its first day on)",
    "on": "a date, such as on:2024-06-01, on:2024-06 or on:2024-06-01..2024-06-09",
    "year": "a year, such as year:2024, year:2020..2023 or year:>=2020",
    "camera": "a part of the camera's name, such as camera:nikon",
    "lens": "a part of the lens's name, such as lens:35mm",
    "type": "a file type, such as type:png",
    "tag": "a tag, such as tag:beach",
    "label": "a label list or a label that an automatic run gave, such as label:scenes, "
    "label:scenes/beach or label:beach",
    "album": "an album's name, such as album:summer",
    "rating": "0 to 5, such as rating:3 (three stars or more; rating:0 has none), rating:<2 or "
    "rating:3..5",
    "flag": "picked, rejected or none, such as flag:picked",
    "orientation": "landscape, portrait or square, such as orientation:portrait",
    "size": "a file's size, such as size:>5mb or size:<500kb, or a picture's, such as size:>12mp "
    "or size:1920x1080",
    "has": f"what a photo may have, such as has:gps; there are {', '.join(HAS)}",
    "near": "a town, or latitude and longitude, and kilometres, such as near:Lisbon,10 or "
    "near:60.39,5.32,10",
    "within": "south, west, north and east in degrees, such as within:38.6,-9.3,38.8,-9.0",
    "place": 'a quarter, town, region or country, such as place:Lisbon or place:"Paris, Texas"',
    "region": "a state, province or district, such as region:Bavaria",
    "country": "a country or its two or three letters, such as country:Portugal or country:PT",
    "is": f"{', '.join(IS[:-1])} or {IS[-1]}, such as is:untagged",
    "failed": "a part of the reason, or any, such as failed:any",
}
"""What each filter wants, in words that follow "needs"."""

_ALIASES = {
    "has": {
        "tag": "tags",
        "label": "labels",
        "album": "albums",
        "place": "gps",
        "location": "gps",
        "stars": "rating",
        "caption": "description",
    }
}
_FITS: Mapping[str, Callable[[str], object]] = {
    "before": values.is_date,
    "after": values.is_date,
    "on": values.dates,
    "year": values.years,
    "rating": values.stars,
    "size": values.size,
    "near": values.around,
    "within": values.box,
}


@dataclass(frozen=True, slots=True)
class Description:
    """One line of the list of filters."""

    example: str
    meaning: str


def settled(name: str, value: str) -> str | None:
    """The value as it is kept, or None where the filter does not take it."""
    if name in CLOSED:
        value = value.casefold()
        value = _ALIASES.get(name, {}).get(value, value)
        return value if value in CLOSED[name] else None
    if name in _FITS and not _FITS[name](value):
        return None
    return value or None


def describe() -> tuple[Description, ...]:
    """Everything that a search text can hold, with an example of each."""
    return _DESCRIPTIONS


_DESCRIPTIONS = (
    Description("a red car at night", "words: what is in the photo"),
    Description("-people", "what is not wanted; also: without people, not people"),
    Description("2:dog 0.5:grass", "words that count more or less than the others (1)"),
    Description("-2:people", "words that are not wanted, twice as much"),
    Description("like:boat.jpg", "photos like this picture; -like:FILE unlike it, 2:like:FILE"),
    Description("like:photo:7", "photos like a photo of the library, wherever its file is now"),
    Description("folder:Norway", "in a folder of this name or path, or below it"),
    Description("before:2024-06-01", "taken before this year, month or day (local time)"),
    Description("after:2023-05", "taken in this year, month or day, or later"),
    Description("on:2024-06", "taken in this year, month or day; on:2024-06-01..2024-06-09"),
    Description("year:2020..2023", "taken in these years; also year:2024, year:>=2020"),
    Description("camera:nikon", "a part of the camera's name"),
    Description("lens:35mm", "a part of the lens's name"),
    Description("type:png", "a file type; jpg, tiff and heic stand for their other spellings"),
    Description("type:raw", "camera raw, also beside a JPEG; type:video finds videos"),
    Description("tag:beach", "has this tag, whoever gave it"),
    Description("label:scenes/beach", "an automatic tag: by list, by label, or by both"),
    Description("album:summer", "in the album of this name"),
    Description(
        "rating:3", "three stars or more; rating:0 none, rating:<2, rating:3..5, rating:=4"
    ),
    Description("flag:picked", "picked, rejected or none"),
    Description("orientation:portrait", "landscape, portrait or square, as the photo is shown"),
    Description("size:>5mb", "the file's size in b, kb, mb, gb (thousands) or kib, mib, gib"),
    Description("size:>12mp", "width times height in millions of pixels; size:12mp is rounded"),
    Description("size:1920x1080", "exactly so wide and high; size:>=1920x1080 at least, both"),
    Description("has:gps", f"has any; there are {', '.join(HAS)}"),
    Description("near:60.39,5.32,10", "taken within 10 km of latitude 60.39, longitude 5.32"),
    Description('near:"New York",25km', "taken within 25 km of a town's centre (25 if not said)"),
    Description("within:38.6,-9.3,38.8,-9", "taken between these latitudes and longitudes"),
    Description("place:Lisbon", 'in a quarter, town, region or country; place:"Paris, Texas"'),
    Description("region:Bavaria", "in a state, province or district of this name"),
    Description("country:PT", "in a country, by a name in any language or by its letters"),
    Description("is:untagged", "has no tag from anyone"),
    Description(
        "is:duplicate", "it lies in several files, or another photo is a copy or edit of it"
    ),
    Description("is:burst", "taken with another photo that looks like it, seconds apart"),
    Description("is:offline", "all its files are on drives or folders that are not there now"),
    Description("is:pair", "a camera raw file and its JPEG or HEIF, shown as one photo"),
    Description("is:live", "a Live Photo: a picture with a short video beside it"),
    Description("is:motion", "a motion photo: a picture with a clip inside its file"),
    Description("is:video", "a video; found by what is in any of its frames"),
    Description("failed:any", "files that cannot be read; or failed:REASON"),
    Description("-tag:private", "the opposite of any filter; also: not tag:private"),
    Description(
        "(tag:dog or tag:cat) -tag:old",
        "filters all hold together; 'or' joins those on its two sides, parentheses group",
    ),
)
