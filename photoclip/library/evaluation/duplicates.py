"""How well copies and bursts are found: precision and recall of each tier on known copies."""

import itertools
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photoclip.errors import DataError
from photoclip.library.copies import Tier
from photoclip.library.library import Library
from photoclip.samples import retouching
from photoclip.samples.plan import group_kind
from photoclip.samples.retouching import Made

Progress = Callable[[int, int], None]
Pair = tuple[int, int]

_WRONG_SHOWN = 20
_LOOK_SECONDS = 1.0
_OF_SAMPLES = {"copy": retouching.BYTES, "edit": "cut, lighter, smaller", "burst": retouching.BURST}
_TIERS = {
    retouching.BYTES: Tier.BYTES,
    retouching.PIXELS: Tier.PIXELS,
    retouching.BURST: Tier.BURST,
}


@dataclass(frozen=True, slots=True)
class Truth:
    """Pictures below a folder, and what is a copy of what."""

    folder: Path
    made: tuple[Made, ...]


def truth_of_samples(captions: Path) -> Truth:
    """What a sample library says of its copies, edits and bursts.

    Raises:
        DataError: the file is no captions.json of a sample library.
    """
    try:
        entries = json.loads(captions.read_text("utf-8"))
        numbered = [(each["file"], int(each["attributes"]["group"])) for each in entries]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{captions} does not say which samples belong together.") from error
    seen: set[int] = set()
    made: list[Made] = []
    for file, group in numbered:
        kind = _OF_SAMPLES.get(group_kind(group), retouching.ORIGINAL)
        made.append(Made(file, group, kind if group in seen else retouching.ORIGINAL))
        seen.add(group)
    return Truth(captions.parent, tuple(made))


def truth_of_manifest(manifest: Path) -> Truth:
    """What a CSV with the columns file, group, kind says.

    Raises:
        DataError: it cannot be read.
    """
    return Truth(manifest.parent, tuple(retouching.read_manifest(manifest)))


def figures(library: Library, truth: Truth, on_progress: Progress | None = None) -> dict[str, Any]:
    """Index the pictures into an empty library, find copies, and hold them against the truth.

    A pair of files is right where both are of one group and the tier is that of the kind of the
    copy; a pair of another tier is wrong in this tier and missing in its own.

    Args:
        library: empty, open for writing, with the model to be used.
        truth: the pictures.
        on_progress: called with how many pictures were compared, and of how many.

    Raises:
        DataError: a picture is missing or cannot be read.
    """
    report = library.index([truth.folder])
    if report.failed:
        raise DataError(f"{report.failed[0].text} cannot be read: {report.failed[0].reason}")
    began = time.monotonic()
    done, left = library.copies.look(_LOOK_SECONDS)
    total = done + left
    while left:
        _, left = library.copies.look(_LOOK_SECONDS)
        if on_progress is not None:
            on_progress(total - left, total)
    seconds = time.monotonic() - began
    return {**measured(library, truth), "seconds": seconds}


def measured(library: Library, truth: Truth) -> dict[str, Any]:
    """Hold what a library has found of its copies against the truth."""
    made, found = truth.made, _found(library, truth)
    right = _true_pairs(made)
    tiers = {
        tier.name.lower(): _counted(
            {pair for pair, (true, _) in right.items() if true is tier},
            {pair for pair, said in found.items() if said is tier},
        )
        for tier in Tier
    }
    wrong = sorted(set(found) - set(right), key=lambda pair: (found[pair], pair))
    kinds: dict[str, dict[str, int]] = {}
    for pair, (_, kind) in right.items():
        counted = kinds.setdefault(kind, {"pairs": 0, "found": 0})
        counted["pairs"] += 1
        counted["found"] += pair in found
    return {
        "pictures": len(made),
        "tiers": tiers,
        "any_tier": _counted(set(right), set(found)),
        "kinds": kinds,
        "different_pairs": len(made) * (len(made) - 1) // 2 - len(right),
        "wrong": [
            {"files": [made[a].file, made[b].file], "tier": found[a, b].name.lower()}
            for a, b in wrong[:_WRONG_SHOWN]
        ],
    }


def _true_pairs(made: Sequence[Made]) -> dict[Pair, tuple[Tier, str]]:
    """Each true pair with its tier and its kind: those of the one that was made of the other."""
    groups: dict[int, list[int]] = {}
    for place, each in enumerate(made):
        groups.setdefault(each.group, []).append(place)
    found: dict[Pair, tuple[Tier, str]] = {}
    for places in groups.values():
        for a, b in itertools.combinations(places, 2):
            kind = made[b].kind if made[b].kind != retouching.ORIGINAL else made[a].kind
            found[a, b] = _TIERS.get(kind, Tier.EDITED), kind
    return found


def _found(library: Library, truth: Truth) -> dict[Pair, Tier]:
    """All pairs of files that are in one group; of two groups the nearer tier counts."""
    places = {str((truth.folder / each.file).resolve()): at for at, each in enumerate(truth.made)}
    ids = library.showing.browse().tolist()
    lying = {
        photo_id: [places[path] for path in _texts(paths) if path in places]
        for photo_id, paths in library.showing.paths(ids).items()
    }
    found: dict[Pair, Tier] = {}
    for group in library.copies.groups():
        files = [lying.get(photo_id, []) for photo_id in group.photos]
        if group.tier is Tier.BYTES:
            pairs: Iterable[Pair] = itertools.combinations(sorted(files[0]), 2)
        else:
            pairs = (
                (min(a, b), max(a, b))
                for one, other in itertools.combinations(files, 2)
                for a in one
                for b in other
            )
        for pair in pairs:
            found.setdefault(pair, group.tier)
    return found


def _texts(paths: Iterable[bytes]) -> list[str]:
    return [path.decode("utf-8", "surrogateescape") for path in paths]


def _counted(true: set[Pair], found: set[Pair]) -> dict[str, Any]:
    right = len(true & found)
    return {
        "pairs": len(true),
        "found": len(found),
        "right": right,
        "precision": right / len(found) if found else None,
        "recall": right / len(true) if true else None,
    }
