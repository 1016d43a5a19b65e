"""Heat-maps: they lie on the thing, add up to the score, and exist for every kind of tower."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from photoclip.clip.architecture import (
    STANDARD_PREPROCESSING,
    build,
    named_architecture,
    write_model,
)
from photoclip.clip.embedder import Embedder
from photoclip.clip.explanation import CONTRIBUTIONS, OCCLUSION, VALUES, HeatMap, heat_map
from photoclip.clip.map_grid import seen_box
from photoclip.clip.models import builtin, describe_folder
from photoclip.samples.picture import paint
from photoclip.samples.plan import group_scene, plan
from photoclip.samples.scene import Scene
from photoclip.samples.world import THINGS

TEXT_TOWER = {"context_length": 77, "vocab_size": 49408, "width": 64, "heads": 2, "layers": 2}
SMALL = {
    "vit": {"layers": 2, "width": 64, "patch_size": 16, "image_size": 64},
    "vit-mean": {
        "layers": 2,
        "width": 64,
        "patch_size": 16,
        "image_size": 64,
        "pool_type": "avg",
    },
    "coca": {
        "layers": 2,
        "width": 64,
        "patch_size": 16,
        "image_size": 64,
        "attentional_pool": True,
        "attn_pooler_heads": 2,
    },
    "resnet": {"layers": [1, 1, 1, 1], "width": 16, "image_size": 64},
    "timm": {"timm_model_name": "resnet10t", "timm_pool": "avg", "image_size": 96},
    "siglip": {
        "timm_model_name": "vit_tiny_patch16_224",
        "timm_pool": "map",
        "timm_proj": "none",
        "image_size": 224,
    },
    "convnext": {"timm_model_name": "convnext_atto", "timm_proj": "linear", "image_size": 64},
}
EXPECTED = {
    "vit": VALUES,
    "vit-mean": CONTRIBUTIONS,
    "coca": OCCLUSION,
    "resnet": VALUES,
    "timm": CONTRIBUTIONS,
    "siglip": VALUES,
    "convnext": VALUES,
}


@pytest.fixture(scope="module")
def mini() -> Embedder:
    return Embedder.load(builtin(), batch_size=4, threads=1)


def random_embedder(folder: Path, architecture: Mapping[str, object]) -> Embedder:
    torch.manual_seed(3)
    write_model(folder, build(architecture), architecture, preprocessing=STANDARD_PREPROCESSING)
    return Embedder.load(describe_folder(folder), batch_size=2, threads=1)


def scenes(count: int) -> list[tuple[Scene, np.ndarray]]:
    """Drawn scenes whose main thing stands clearly in one half."""
    found: list[tuple[Scene, np.ndarray]] = []
    for group in plan(400, 11, "heldout"):
        if group.kind != "single":
            continue
        scene, look, _ = group_scene(group)
        places = [p.x / scene.width for p in scene.placed if p.kind == scene.things[0].kind]
        if len(places) == 1 and abs(places[0] - 0.5) > 0.12:
            found.append((scene, np.asarray(paint(scene, 240, look))))
        if len(found) == count:
            break
    return found


def explained(embedder: Embedder, picture: np.ndarray, words: str) -> HeatMap:
    return heat_map(embedder, picture, embedder.encode_texts([words])[0])


def test_the_map_lies_on_the_thing(mini: Embedder) -> None:
    """Its mass lies in the right half, and its strongest place in the thing's own frame."""
    in_half, on_thing = [], []
    for scene, picture in scenes(16):
        main = next(p for p in scene.placed if p.kind == scene.things[0].kind)
        strength = explained(mini, picture, f"a {main.kind}").strength
        middle = strength.shape[1] // 2
        right = strength[:, -middle:].sum() > strength[:, :middle].sum()
        in_half.append(right == (main.x / scene.width > 0.5))
        row, column = np.unravel_index(np.argmax(strength), strength.shape)
        x = (column + 0.5) / strength.shape[1] * scene.width
        y = (row + 0.5) / strength.shape[0]
        y *= scene.height
        wide, slack = main.height * THINGS[main.kind].width, 0.05
        across = abs(x - main.x) < wide / 2 + slack
        on_thing.append(across and main.y - main.height - slack < y < main.y + slack)
    assert np.mean(in_half) >= 0.8
    assert np.mean(on_thing) >= 0.6


def test_each_of_two_things_has_a_map_of_its_own(mini: Embedder) -> None:
    """Asked for the left thing, the map lies further left than asked for the right one."""
    right_way = []
    for group in plan(600, 13, "train"):
        if group.kind != "single" or len(right_way) == 12:
            continue
        scene, look, _ = group_scene(group)
        places = {each.kind: each.x for each in scene.placed}
        if len(scene.placed) != 2 or len(places) != 2:
            continue
        left, right = sorted(places, key=lambda kind: places[kind])
        picture = np.asarray(paint(scene, 240, look))
        at_left, at_right = (_middle(explained(mini, picture, f"a {k}")) for k in (left, right))
        right_way.append(at_left < at_right)
    assert len(right_way) == 12
    assert np.mean(right_way) >= 0.8


def _middle(found: HeatMap) -> float:
    """The middle of a map's mass, from 0 at the left to 1."""
    columns = found.strength.sum(axis=0)
    return float(columns @ np.linspace(0, 1, len(columns)) / columns.sum())


def test_contributions_add_up_to_the_score(mini: Embedder) -> None:
    for _, picture in scenes(3):
        words = mini.encode_texts(["a dog"])[0]
        found = heat_map(mini, picture, words)
        assert found.method == CONTRIBUTIONS
        assert found.contributions is not None
        cosine = float(mini.encode_images([picture])[0] @ words)
        assert float(found.contributions.mean()) == pytest.approx(cosine, rel=1e-3, abs=1e-5)


@pytest.mark.parametrize("shape", [(240, 320), (320, 240), (200, 1400), (900, 120), (30, 31)])
def test_maps_are_shaped_like_the_picture(mini: Embedder, shape: tuple[int, int]) -> None:
    picture = np.random.default_rng(1).integers(0, 256, (*shape, 3), np.uint8)
    strength = explained(mini, picture, "a dog").strength
    assert min(strength.shape) >= 12
    assert strength.dtype == np.float32
    assert (strength.shape[0] >= strength.shape[1]) == (shape[0] >= shape[1])
    assert np.isfinite(strength).all()  # the built-in model sees the whole picture
    assert strength.min() >= 0
    assert strength.max() == pytest.approx(1.0)


@pytest.mark.parametrize("kind", sorted(SMALL))
def test_every_kind_of_tower_is_explained(tmp_path: Path, kind: str) -> None:
    architecture = {
        "embed_dim": 192 if kind == "siglip" else 48,
        "custom_text": kind in {"siglip", "coca"},
        "vision_cfg": SMALL[kind],
        "text_cfg": TEXT_TOWER,
    }
    embedder = random_embedder(tmp_path / kind, architecture)
    picture = np.random.default_rng(2).integers(0, 256, (90, 160, 3), np.uint8)
    words = embedder.encode_texts(["a dog"])[0]
    found = heat_map(embedder, picture, words)
    assert found.method == EXPECTED[kind]
    seen = ~np.isnan(found.strength)
    columns = np.flatnonzero(seen.any(axis=0)) / found.strength.shape[1]
    assert columns[0] == pytest.approx((1 - 90 / 160) / 2, abs=0.03)  # the middle square is seen
    assert np.isfinite(found.strength[seen]).all()
    if found.method == CONTRIBUTIONS:
        assert found.contributions is not None
        cosine = float(embedder.encode_images([picture])[0] @ words)
        assert float(found.contributions.mean()) == pytest.approx(cosine, rel=1e-3, abs=1e-5)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ViT-B-32", "RN50", "MobileCLIP-S1"])
def test_the_usual_architectures_are_explained(tmp_path: Path, name: str) -> None:
    embedder = random_embedder(tmp_path / name, named_architecture(name))
    picture = np.random.default_rng(2).integers(0, 256, (300, 300, 3), np.uint8)
    found = explained(embedder, picture, "a dog")
    assert np.isfinite(found.strength).all()
    assert min(found.strength.shape) >= 12


@given(st.integers(1, 4000), st.integers(1, 4000))
def test_what_is_seen_is_a_square_in_the_middle(width: int, height: int) -> None:
    for mode, side in (("shortest", min(width, height)), ("longest", max(width, height))):
        left, top, right, bottom = seen_box(width, height, mode)
        assert left + right == pytest.approx(1)
        assert top + bottom == pytest.approx(1)
        assert (right - left) * width == pytest.approx(side)
        assert (bottom - top) * height == pytest.approx(side)
    assert seen_box(width, height, "squash") == (0, 0, 1, 1)
