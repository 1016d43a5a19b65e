"""How well events are found: against a made-up diary, or what a person says of their own photos."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.clip.embedder import Embedder
from photoclip.library.events import journeys
from photoclip.library.events.occasions import FITTED, PHOTO_TOC, Shots, cuts
from photoclip.samples.camera import make_look
from photoclip.samples.diary import DiaryPhoto, diary, scene_of
from photoclip.samples.picture import paint

Figures = dict[str, Any]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_SHORT_SIDE = 160  # px of the drawn pictures
_BATCH = 32
_WAYS = {"PhotoTOC, time alone": PHOTO_TOC, "time, place and look": FITTED}


def events_of_diary(
    embedder: Embedder,
    *,
    count: int,
    seed: int,
    on_progress: Callable[[int, int], None] | None = None,
) -> Figures:
    """Draw a diary, look at its pictures, and compare the cuts that are found with its own.

    Returns:
        "photos", "outings", "events"; and by way of cutting, for both, what `compared` gives.
    """
    pages = diary(count, seed)
    shots = shots_of(pages, looks_of(embedder, pages, seed, on_progress))
    outings = np.array([page.outing for page in pages])
    events = np.array([page.event for page in pages])
    figures: Figures = {
        "photos": len(pages),
        "outings": len(np.unique(outings)),
        "events": len(np.unique(events)),
    }
    for name, weights in _WAYS.items():
        begins = cuts(shots, weights)
        figures[name] = {
            "outings": compared(begins, outings),
            "events": compared(journeys.joined(shots, begins), events),
        }
    return figures


def looks_of(
    embedder: Embedder,
    pages: Sequence[DiaryPhoto],
    seed: int,
    on_progress: Callable[[int, int], None] | None = None,
) -> npt.NDArray[np.float32]:
    """Draw the photos of a diary and look at them: vectors float32 (n, d)."""
    looks: list[npt.NDArray[np.float32]] = []
    for start in range(0, len(pages), _BATCH):
        drawn = [_drawn(page, seed) for page in pages[start : start + _BATCH]]
        looks.append(embedder.encode_images(drawn))
        if on_progress is not None:
            on_progress(min(start + _BATCH, len(pages)), len(pages))
    return np.concatenate(looks)


def shots_of(pages: Sequence[DiaryPhoto], looks: npt.NDArray[np.float32]) -> Shots:
    """The photos of a diary as the segmentation takes them."""
    first = datetime(1970, 1, 1)  # noqa: DTZ001 - a camera's local time
    gps = np.array([page.shot.gps or (np.nan, np.nan, np.nan) for page in pages])
    seconds = [int((page.shot.taken - first).total_seconds()) for page in pages]
    return Shots(np.array(seconds, np.int64), gps[:, 0], gps[:, 1], looks)


def compared(begins: Flags, truth: Ints) -> Figures:
    """Where groups begin, bool (n,), against the group of each photo, int64 (n,); both by time.

    Returns:
        Of the cuts "precision", "recall" and "f1"; and the same of pairs of photos that are
        together, "pair_precision" and so on.
    """
    found, right = begins[1:], truth[1:] != truth[:-1]
    hits = int((found & right).sum())
    cut = _scores(hits, int(found.sum()), int(right.sum()))
    groups = np.cumsum(begins, dtype=np.int64)
    both = np.unique(np.stack([groups, truth]), axis=1, return_counts=True)[1]
    pair = _scores(_pairs(both), _pairs(_sizes(groups)), _pairs(_sizes(truth)))
    return {**cut, **{f"pair_{name}": value for name, value in pair.items()}}


def _scores(hits: int, found: int, right: int) -> dict[str, float]:
    precision = hits / found if found else 1.0
    recall = hits / right if right else 1.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}


def _sizes(groups: Ints) -> Ints:
    return np.unique(groups, return_counts=True)[1]


def _pairs(sizes: Ints) -> int:
    return int((sizes * (sizes - 1) // 2).sum())


def _drawn(page: DiaryPhoto, seed: int) -> npt.NDArray[np.uint8]:
    dice = np.random.default_rng([seed, 47, page.shot.number])
    return np.asarray(paint(scene_of(page, seed), _SHORT_SIDE, make_look(dice)))
