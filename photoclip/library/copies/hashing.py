"""Pictures whose 64-bit hashes differ in few bits, found by the parts of them that are equal."""

from collections.abc import Callable
from itertools import combinations

import numpy as np
import numpy.typing as npt

from photoclip.index.lists import Stopped

_Ids = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

MOST_BITS = 5
"""Hashes that differ in so many bits, or fewer, are surely found."""

_PARTS = 8  # bytes of a hash; with 5 other bits 3 of them are equal
_CROWD = 64  # pictures with one key of which each is held against only so many
_EMPTY = (
    6  # bits that say something: a hash of almost all equal bits is of no picture in particular
)


def mirrored(hashes: Hashes) -> Hashes:
    """The difference hashes of the mirrored pictures: each row backwards, and what rose falls."""
    return _packed(1 - _bits(hashes)[:, :, ::-1])


def upside_down(hashes: Hashes) -> Hashes:
    """The difference hashes of the pictures turned by 180 degrees."""
    return _packed(1 - _bits(hashes)[:, ::-1, ::-1])


def flipped(hashes: Hashes) -> Hashes:
    """The difference hashes of the pictures with their rows in the other order."""
    return _packed(_bits(hashes)[:, ::-1])


def _bits(hashes: Hashes) -> npt.NDArray[np.uint8]:
    return np.unpackbits(hashes.astype(">u8").view(np.uint8)).reshape(-1, 8, 8)


def _packed(bits: npt.NDArray[np.uint8]) -> Hashes:
    packed = np.packbits(bits.reshape(len(bits), 64), axis=1)
    return packed.view(">u8").astype(np.uint64).ravel()


def near(
    known: Hashes, asked: Hashes, wanted: _Ids, ended: Callable[[], bool] = bool
) -> tuple[_Ids, _Ids]:
    """Which hashes lie near those asked: numbers in `asked` and in `known`, aligned.

    The hashes are cut into eight bytes: what differs in up to `MOST_BITS` bits is equal in three
    of them (multi-index hashing, Norouzi et al. 2012). Of every three bytes only what both sides
    have is sorted, so that a few asked ones take one look at each known one. Work and memory
    grow with the number of hashes, however many are equal.

    Args:
        known: uint64 (n,).
        asked: uint64 (m,).
        wanted: the numbers in `asked` to look for.
        ended: looked at now and then; True ends it.

    Raises:
        Stopped: `ended` said so.
    """
    told = wanted[_tells(asked[wanted])]
    found: list[npt.NDArray[np.int64]] = []
    parts, mine = _bytes(known), _bytes(asked[told])
    for three in combinations(range(_PARTS), 3):
        if ended():
            raise Stopped
        keys, key = _joined(parts, three), _joined(mine, three)
        here = np.flatnonzero(_occurs(keys, key))
        asking = np.flatnonzero(_occurs(key, keys[here]))
        keys, key = keys[here], key[asking]
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        first = np.searchsorted(keys, key, "left")
        count = np.searchsorted(keys, key, "right") - first
        first, count = _trimmed(first, count, told[asking])
        rows = np.repeat(asking, count)
        offset = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
        others = here[order[np.repeat(first, count) + offset]]
        apart = _ones(asked[told[rows]] ^ known[others])
        near_enough = apart <= 2 * MOST_BITS
        found.append(told[rows[near_enough]] * np.int64(len(known)) + others[near_enough])
    both = np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)
    return both // max(1, len(known)), both % max(1, len(known))


def _bytes(hashes: Hashes) -> npt.NDArray[np.uint8]:
    """The eight bytes of each hash, uint8 (8, n)."""
    return np.ascontiguousarray(hashes.astype(">u8").view(np.uint8).reshape(-1, _PARTS).T)


def _joined(parts: npt.NDArray[np.uint8], three: tuple[int, int, int]) -> npt.NDArray[np.uint32]:
    a, b, c = (parts[each].astype(np.uint32) for each in three)
    return (a << 16) | (b << 8) | c


def _occurs(keys: npt.NDArray[np.uint32], among: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Which keys, numbers of 24 bits, are among others."""
    table = np.zeros(1 << 24, np.bool_)
    table[among] = True
    return table[keys]


def _tells(hashes: Hashes) -> npt.NDArray[np.bool_]:
    ones = _ones(hashes)
    return (ones >= _EMPTY) & (ones <= 64 - _EMPTY)


def _trimmed(first: _Ids, count: _Ids, told: _Ids) -> tuple[_Ids, _Ids]:
    """Of a crowd with one key a window, another one for each that asks."""
    spare = np.maximum(count - _CROWD, 0)
    return first + np.where(spare > 0, told % (spare + 1), 0), np.minimum(count, _CROWD)


def _ones(hashes: Hashes) -> npt.NDArray[np.int64]:
    """How many bits are set, by adding ever wider fields."""
    pairs = hashes - ((hashes >> np.uint64(1)) & np.uint64(0x5555555555555555))
    fours = np.uint64(0x3333333333333333)
    quads = (pairs & fours) + ((pairs >> np.uint64(2)) & fours)
    bytes_ = (quads + (quads >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return ((bytes_ * np.uint64(0x0101010101010101)) >> np.uint64(56)).astype(np.int64)
