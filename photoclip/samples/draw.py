"""Pairs of small pictures and truths, drawn as they are asked for: to train on."""

from collections.abc import Iterator

from PIL import Image

from photoclip.samples.captions import SceneTruth
from photoclip.samples.pages import paint_page
from photoclip.samples.picture import paint
from photoclip.samples.plan import Group, group_kind, group_scene, page_truth
from photoclip.samples.world import Split


def draw_pairs(
    count: int, *, seed: int, size: int, split: Split, start: int = 0
) -> Iterator[tuple[Image.Image, SceneTruth]]:
    """Draws pictures whose short side has `size` pixels, with their truths.

    Picture `i` shows what the original of group `i` of a library with the same seed and split
    shows. `start` is the number of the first picture, so that several processes can share the
    work: `count` pictures from `start` on are drawn.

    Yields:
        An upright RGB picture and its truth (at least four captions).
    """
    for number in range(start, start + count):
        group = Group(number, seed, split, group_kind(number), 1)
        yield draw_original(group, size)


def draw_original(group: Group, size: int) -> tuple[Image.Image, SceneTruth]:
    """The first picture of a group, upright, and its truth."""
    if group.kind in {"screenshot", "document"}:
        seed = int(group.random(0).integers(2**31))
        picture, captions = paint_page(group.kind, seed, size)
        return picture, page_truth(group, captions)
    scene, look, truth = group_scene(group)
    return paint(scene, size, look), truth
