"""Which pictures a sample library holds: groups of one original with its copies and edits."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from photoclip.samples.camera import Look, make_look
from photoclip.samples.captions import SceneTruth, scene_truth
from photoclip.samples.motifs import motif_of
from photoclip.samples.scene import Scene, make_scene
from photoclip.samples.world import Split

GroupKind = Literal["single", "copy", "edit", "burst", "screenshot", "document"]

SIZES: dict[GroupKind, int] = {
    "single": 1, "copy": 2, "edit": 2, "burst": 3, "screenshot": 1, "document": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """One picture with everything made of it; `files` of the group are to be written."""

    number: int
    seed: int
    split: Split
    kind: GroupKind
    files: int

    def random(self, stream: int) -> np.random.Generator:
        """Random numbers of the group for one purpose."""
        split = 0 if self.split == "train" else 1
        return np.random.default_rng(
            np.random.SeedSequence([self.seed, split, self.number, stream])
        )


def group_kind(number: int) -> GroupKind:
    """What sort of group stands at a place; the pattern repeats, so small libraries have it too."""
    if number % 12 == 4:
        return "copy"
    if number % 12 == 7:
        return "edit"
    if number % 25 == 14:
        return "burst"
    if number % 40 == 9:
        return "screenshot"
    if number % 40 == 23:
        return "document"
    return "single"


def plan(count: int, seed: int, split: Split) -> list[Group]:
    """The groups of a library of exactly `count` files."""
    groups: list[Group] = []
    left = count
    while left > 0:
        kind = group_kind(len(groups))
        files = min(SIZES[kind], left)
        groups.append(Group(len(groups), seed, split, kind, files))
        left -= files
    return groups


def group_scene(group: Group) -> tuple[Scene, Look, SceneTruth]:
    """The scene of a group that is not a page, how it was shot, and the truth about it."""
    rng = group.random(0)
    motif = motif_of(group.number) if group.split == "train" else None
    scene = make_scene(rng, group.split, motif)
    look = make_look(rng)
    return scene, look, scene_truth(scene, group.random(1), group.number)


def page_truth(group: Group, captions: tuple[str, ...]) -> SceneTruth:
    """The truth about a screenshot or a document."""
    kind = "screenshot" if group.kind == "screenshot" else "document"
    return SceneTruth(captions, kind, "", "", "", (), group.number)
