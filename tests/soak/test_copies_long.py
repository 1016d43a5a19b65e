"""The long form of what `test_copies` looks at: more pictures of each edit, more hashes."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from test_copies import grey

from photoclip.library.copies import hashing
from photoclip.library.evaluation import duplicates as measuring
from photoclip.photos import comparing
from photoclip.samples import retouching
from photoclip.samples.library import CAPTIONS

SHOTS = 24


@pytest.fixture(scope="module")
def shots(sample_pictures: Path) -> list[Image.Image]:
    truth = measuring.truth_of_samples(sample_pictures / CAPTIONS)
    chosen = [each.file for each in truth.made if each.kind == retouching.ORIGINAL][:SHOTS]
    pictures: list[Image.Image] = []
    for each in chosen:
        with Image.open(sample_pictures / each) as picture:
            pictures.append(picture.convert("RGB"))
    return pictures


@pytest.mark.parametrize("kind", retouching.EDITS)
def test_many_edits_are_the_same_and_others_are_not(kind: str, shots: list[Image.Image]) -> None:
    half = len(shots) // 2
    assert told_apart(kind, shots[:half], shots[half : 2 * half]) == (half, 0)


def told_apart(
    kind: str, pictures: list[Image.Image], others: list[Image.Image]
) -> tuple[int, int]:
    """How many pictures agree with an edit of them, and how many others do."""
    turns = {"mirrored": (comparing.MIRRORED,), "turned 90°": (comparing.LEFT, comparing.RIGHT)}
    random = np.random.default_rng(1)
    same = different = 0
    for image, other in zip(pictures, others, strict=True):
        edited = grey(retouching.EDITS[kind](image, random))
        for each, is_it in ((image, True), (other, False)):
            found = comparing.compare(grey(each), edited, turns=turns.get(kind, (0,)))
            agrees = found is not None and found.agreement >= comparing.SAME
            same, different = same + (agrees and is_it), different + (agrees and not is_it)
    return same, different


@settings(max_examples=2_000, deadline=None)
@given(
    st.integers(0, 2**64 - 1).filter(lambda each: 8 <= each.bit_count() <= 56),
    st.sets(st.integers(0, 63), max_size=hashing.MOST_BITS),
    st.integers(0, 2**32 - 1),
)
def test_near_hashes_are_found_among_many(hashed: int, flipped: set[int], seed: int) -> None:
    near = hashed
    for bit in flipped:
        near ^= 1 << bit
    others = np.random.default_rng(seed).integers(0, 2**63, 5_000, dtype=np.uint64)
    known = np.concatenate([np.array([near], np.uint64), others])
    asked, found = hashing.near(known, np.array([hashed], np.uint64), np.array([0]))
    assert 0 in found[asked == 0].tolist()
