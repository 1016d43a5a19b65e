"""Write THIRD_PARTY_NOTICES: who made what photoclip is made of, and under which licences.

    python packaging/notices.py [--out FILE]

Everything is taken from the metadata of the installed distributions. It fails where something is
under the GPL alone, or says nothing of its licence.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, PackagePath
from pathlib import Path

from runtime_set import CHECKOUT, runtime_set
from system_libraries import SYSTEM_LIBRARIES, copyright_of

NOTICES = CHECKOUT / "THIRD_PARTY_NOTICES.txt"
_LICENCES = CHECKOUT / "packaging" / "licences"
_TEXTS = re.compile(r"(licen[cs]e|copying|notice|authors|ofl)", re.IGNORECASE)
IS_NOTICE = re.compile(r"(NOTICE|LICEN[CS]E|ATTRIBUTION|SOURCES)")
"""Names of files beside data that tell who made it."""

_LINE = "=" * 78

# Libraries inside distributions whose metadata does not name them, with what else is to be said.
INSIDE = {
    "pyside6-essentials": "Qt 6 and Qt for Python, LGPL-3.0. Sources: https://code.qt.io",
    "shiboken6": "Shiboken, LGPL-3.0. Sources: https://code.qt.io",
    "pi-heif": "libheif and libde265, LGPL-3.0. Sources: https://github.com/strukturag",
    "rawpy": "LibRaw, LGPL-2.1 or CDDL-1.0. Sources: https://github.com/LibRaw/LibRaw",
    "pebble": "LGPL-3.0. Sources: https://github.com/noxdafox/pebble",
    "opencv-python-headless": "FFmpeg, LGPL-2.1. Sources: https://ffmpeg.org",
    "open-clip-torch": "the vocabulary of CLIP (OpenAI), MIT. Sources: https://github.com/openai/CLIP",
    "qtawesome": "Fonts: Font Awesome (OFL-1.1, CC-BY-4.0), Elusive (OFL-1.1), Material Design "
    "(Apache-2.0), Phosphor (MIT), Remix (Apache-2.0), Codicons (CC-BY-4.0)",
}
# Without a text of their own: these stand for them.
_BORROWED = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt",),
    "pi-heif": ("LGPL-3.0.txt",),
    "rawpy": ("LGPL-2.1.txt",),
    "opencv-python-headless": ("LGPL-2.1.txt",),
}

# Texts that lie elsewhere in a distribution, of what photoclip uses of it.
_INNER_TEXTS = {
    "imagecodecs": re.compile(
        r"LICENSE-(brotli|highway|lerc|libdeflate|libjpeg-turbo|libjxl|liblzma|libtiff|libwebp"
        r"|zlib|zstd)"
    ),
}

_HEAD = """\
Third-party notices of photoclip

photoclip itself is under the MIT licence (LICENSE). It stands on the work of the people named here.
This list is made by packaging/notices.py from the metadata of what is installed.

Libraries under the LGPL are used as they are, as shared libraries or Python modules of their own:
in an installed program they lie as files in its folder and can be replaced by other builds of them.
"""


def licence_of(one: Distribution) -> str:
    """What a distribution says of its licence, as one line; "" where it says nothing."""
    said = _field(one, "License-Expression")
    if not said:
        named = [
            line.split(" :: ")[-1]
            for line in one.metadata.get_all("Classifier") or ()
            if line.startswith("License :: ") and line.count("::") > 1
        ]
        said = " AND ".join(named)
    free = _field(one, "License").splitlines()
    return said or (free[0].strip() if free else "")


def is_free_of_gpl(licence: str) -> bool:
    """Whether it can be had without the GPL; the Lesser GPL is another licence."""
    if not licence:
        return False
    return any(not _is_gpl(way) for way in re.split(r"\s+(?:OR|or)\s+", licence))


def refused() -> list[str]:
    """Distributions of the program that may not be in it, each with the reason."""
    return [
        f"{name}: {licence_of(one) or 'says nothing of its licence'}"
        for name, one in runtime_set().items()
        if not is_free_of_gpl(licence_of(one))
    ]


def notices(libraries: Sequence[str] = (), inner: Sequence[str] = ()) -> str:
    """The whole text.

    Args:
        libraries: those that a frozen program took from this system.
        inner: those that lie in folders of their packages there, each with its licence.
    """
    texts: dict[str, int] = {}  # each once, numbered
    parts = [_HEAD, _LINE, "", "Libraries", ""]
    for name, one in runtime_set().items():
        parts += [*_entry(name, one, texts), ""]
    if inner:
        parts += [_LINE, "", "Libraries inside those packages", "", *inner, ""]
    if libraries:
        parts += [_LINE, "", "Libraries of the operating system", ""]
        for library in libraries:
            number = _number(copyright_of(library), texts)
            parts.append(f"{library}: {SYSTEM_LIBRARIES[library]}{number}")
        parts.append("")
    parts += [_LINE, "", "Data", "", *_data(), ""]
    for text, number in texts.items():
        parts += [_LINE, f"Text {number}", _LINE, "", text, ""]
    return "\n".join(parts)


def _entry(name: str, one: Distribution, texts: dict[str, int]) -> list[str]:
    lines = [f"{name} {one.version}", f"    Licence: {licence_of(one)}"]
    if name in INSIDE:
        lines.append(f"    Holds: {INSIDE[name]}")
    address = _address(one)
    if address:
        lines.append(f"    {address}")
    found = [_read(Path(str(file.locate()))) for file in _licence_files(one)]
    found += [_read(_LICENCES / borrowed) for borrowed in _BORROWED.get(name, ())]
    numbers = sorted({_numbered(text, texts) for text in found if text})
    if numbers:
        lines.append(f"    Texts: {', '.join(map(str, numbers))}")
    return lines


def _address(one: Distribution) -> str:
    """Where it is at home."""
    home = _field(one, "Home-page")
    if home.startswith("http"):
        return home
    links = [line.partition(", ") for line in one.metadata.get_all("Project-URL") or ()]
    known = {label.strip().lower(): link.strip() for label, _, link in links}
    for label in ("homepage", "repository", "source", "source code", "github"):
        if label in known:
            return known[label]
    return next(iter(known.values()), "")


def _field(one: Distribution, name: str) -> str:
    values = one.metadata.get_all(name) or [""]
    return values[0].strip()


def _licence_files(one: Distribution) -> Iterator[PackagePath]:
    inner = _INNER_TEXTS.get(one.name)
    for file in sorted(one.files or (), key=str):
        if inner is not None and inner.fullmatch(file.name):
            yield file
        within = any(part.endswith(".dist-info") for part in file.parts)
        if within and (_TEXTS.search(file.name) or "licenses" in file.parts):
            yield file


def _data() -> list[str]:
    """The notices that lie beside data in resources."""
    lines: list[str] = []
    for file in sorted((CHECKOUT / "resources").glob("**/*")):
        if file.is_file() and IS_NOTICE.match(file.name):
            place = file.parent.relative_to(CHECKOUT).as_posix()
            lines += [f"{place}:", "", _read(file), ""]
    return [*lines, "resources/models/photoclip-mini:", "", *_model_data()]


def _model_data() -> list[str]:
    """What the built-in model has learned from, as its card says."""
    card = _read(CHECKOUT / "resources" / "models" / "photoclip-mini" / "MODEL_CARD.md")
    learned = card.partition("## What it was trained on\n")[2].partition("\n## ")[0]
    return ["Trained by photoclip itself, MIT. What it was trained on:", learned.rstrip()]


def _number(text: str, texts: dict[str, int]) -> str:
    return f" (text {_numbered(text, texts)})" if text else ""


def _numbered(text: str, texts: dict[str, int]) -> int:
    return texts.setdefault(text, len(texts) + 1)


def _read(file: Path) -> str:
    text = file.read_text("utf-8", errors="replace").replace("\r\n", "\n").replace("\f", "")
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _is_gpl(licence: str) -> bool:
    plain = re.sub(r"\b(LGPL|Lesser General Public|Library or Lesser)[\w.+-]*", "", licence)
    plain = re.sub(r"GNU[^()]*\((LGPL)[^)]*\)", "", plain)
    return bool(re.search(r"\b[AG]GPL|\bGPL|GNU (Affero )?General Public", plain))


def main() -> int:
    """Write the notices; the exit status."""
    words = argparse.ArgumentParser(description="Write the notices of what photoclip is made of.")
    words.add_argument("--out", type=Path, default=NOTICES)
    given = words.parse_args()
    trouble = refused()
    if trouble:
        print("These may not be part of photoclip: " + "; ".join(trouble), file=sys.stderr)
        return 1
    given.out.write_text(notices(), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
