"""Where one outing ends and the next begins, in a row of photos by time.

It starts from PhotoTOC (Platt, Czerwinski and Field 2003), which cuts where the logarithm of a gap
is far above the mean logarithm of the gaps around it. Two things are added: how far apart the
places on both sides are, and how differently the photos on both sides look. How much each of the
four counts was fitted by a logistic regression to four made-up diaries (`samples.diary`). With
places and looks known, the mean around hardly counts any more. Figures: docs/looking.md.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

EARTH_KM = 6371.0
_AROUND = 10  # gaps on either side, PhotoTOC's d
_LOOKED_AT = 5  # photos on either side whose looks are compared
_FIX_LASTS = 3 * 3600  # seconds for which a known place says where other photos were taken
_NO_GAP = 12 * 3600.0  # seconds that stand for the gaps beyond both ends


@dataclass(frozen=True, slots=True, eq=False)
class Shots:
    """Photos by time, oldest first.

    Attributes:
        seconds: int64 (n,) rising, local time since 1970.
        latitude: float64 (n,) degrees, NaN where unknown.
        longitude: the same.
        looks: float32 (n, d) unit rows, zeros where there is no vector; or (n, 0).
    """

    seconds: Ints
    latitude: Floats
    longitude: Floats
    looks: npt.NDArray[np.float32]

    @property
    def placed(self) -> Flags:
        """Which photos say where they were taken."""
        return ~np.isnan(self.latitude) & ~np.isnan(self.longitude)


@dataclass(frozen=True, slots=True)
class Weights:
    """What a cut's evidence counts: log-odds for each unit."""

    base: float
    gap: float  # of the gap's natural logarithm, seconds
    around: float  # of the mean logarithm of the gaps around it
    apart: float  # of log(1 + km) between both sides
    look: float  # of the unlikeness of both sides, 0 alike, 1 as random photos of the library


FITTED = Weights(base=-31.85, gap=3.136, around=0.056, apart=2.361, look=2.935)
PHOTO_TOC = Weights(base=-float(np.log(17.0)), gap=1.0, around=-1.0, apart=0.0, look=0.0)
"""Platt, Czerwinski and Field 2003: by time alone."""


def evidence(shots: Shots) -> Floats:
    """What speaks for a cut before each photo but the first, float64 (n - 1, 4)."""
    gaps = np.log(np.maximum(np.diff(shots.seconds), 1).astype(np.float64))
    return np.column_stack([gaps, _means_around(gaps), _apart(shots), _unlikeness(shots)])


def cuts(shots: Shots, weights: Weights = FITTED) -> Flags:
    """Whether an outing begins at each photo, bool (n,); the first one always begins one."""
    if not len(shots.seconds):
        return np.zeros(0, np.bool_)
    by = np.array([weights.gap, weights.around, weights.apart, weights.look])
    return np.append([True], evidence(shots) @ by + weights.base >= 0)


def distance_km(
    latitude: Floats, longitude: Floats, other_latitude: Floats, other_longitude: Floats
) -> Floats:
    """Along the sphere (haversine), km; NaN where a place is unknown."""
    first, second = np.radians(latitude), np.radians(other_latitude)
    across = np.radians(other_longitude) - np.radians(longitude)
    half = np.sin((second - first) / 2) ** 2
    half = half + np.cos(first) * np.cos(second) * np.sin(across / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))


def _means_around(gaps: Floats) -> Floats:
    """The mean of up to `_AROUND` gaps on either side and the gap itself."""
    wide = np.pad(gaps, _AROUND, constant_values=np.log(_NO_GAP))
    sums = np.concatenate([[0.0], np.cumsum(wide)])
    return (sums[2 * _AROUND + 1 :] - sums[: len(gaps)]) / (2 * _AROUND + 1)


def _apart(shots: Shots) -> Floats:
    """log(1 + km) from the last known place before each cut to the first one after it; else 0."""
    known = np.flatnonzero(shots.placed)
    count = len(shots.seconds)
    if len(known) < 2:
        return np.zeros(max(count - 1, 0))
    cut = np.arange(1, count)
    after = np.searchsorted(known, cut)
    there = (after > 0) & (after < len(known))
    before, after = known[np.maximum(after - 1, 0)], known[np.minimum(after, len(known) - 1)]
    near = np.abs(shots.seconds[before] - shots.seconds[cut - 1]) <= _FIX_LASTS
    near &= np.abs(shots.seconds[after] - shots.seconds[cut]) <= _FIX_LASTS
    km = distance_km(
        shots.latitude[before],
        shots.longitude[before],
        shots.latitude[after],
        shots.longitude[after],
    )
    return np.where(there & near, np.log1p(km), 0.0)


def _unlikeness(shots: Shots) -> Floats:
    """How differently the photos on both sides of each cut look."""
    count, width = shots.looks.shape
    if count < 2 or not width:
        return np.zeros(max(count - 1, 0))
    seen = (shots.looks != 0).max(axis=1)
    common: Floats = shots.looks.sum(axis=0, dtype=np.float64) / max(int(seen.sum()), 1)
    apart = (shots.looks - common) * seen.reshape(-1, 1)  # random photos are at right angles
    sums = np.concatenate([np.zeros((1, width)), np.cumsum(apart, axis=0, dtype=np.float64)])
    cut = np.arange(1, count)
    before = sums[cut] - sums[np.maximum(cut - _LOOKED_AT, 0)]
    after = sums[np.minimum(cut + _LOOKED_AT, count)] - sums[cut]
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    alike = np.einsum("nd,nd->n", before, after) / np.maximum(lengths, 1e-9)
    return np.where(lengths > 1e-9, 1.0 - alike, 0.5)
