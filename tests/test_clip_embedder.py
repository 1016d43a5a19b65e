"""The embedder: parity with open_clip's own path, the golden values, and running out of memory."""

import gc
import json
import logging
import re
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import open_clip
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from photoclip.clip.architecture import (
    STANDARD_PREPROCESSING,
    WEIGHTS_FILE,
    build,
    tokenizer,
    write_model,
)
from photoclip.clip.device import choose, devices, machine, measure, openvino_version
from photoclip.clip.embedder import (
    GRAPH,
    INT8,
    OPENVINO,
    PACKED,
    PLAIN,
    Embedder,
    Preprocess,
    encode_in_batches,
)
from photoclip.clip.models import builtin, describe_folder, load_towers
from photoclip.errors import ModelError
from photoclip.seal import SEAL

TEXTS = ["a photo of a dog", "two red balloons over the sea", "x"]
TEXT_TOWER = {"context_length": 77, "vocab_size": 49408, "width": 64, "heads": 2, "layers": 2}
SIGLIP_PREPROCESSING = {
    "mean": [0.5, 0.5, 0.5],
    "std": [0.5, 0.5, 0.5],
    "interpolation": "bilinear",
    "resize_mode": "squash",
}
TOWERS = {
    "vit": {
        "embed_dim": 48,
        "quick_gelu": True,
        "vision_cfg": {"layers": 2, "width": 64, "patch_size": 16, "image_size": 64},
        "text_cfg": TEXT_TOWER,
    },
    "resnet": {
        "embed_dim": 48,
        "vision_cfg": {"layers": [1, 1, 1, 1], "width": 16, "image_size": 64},
        "text_cfg": TEXT_TOWER,
    },
    "timm": {
        "embed_dim": 48,
        "custom_text": True,
        "vision_cfg": {"timm_model_name": "resnet10t", "timm_pool": "avg", "image_size": 64},
        "text_cfg": {**TEXT_TOWER, "no_causal_mask": True, "pool_type": "last"},
    },
}


def pictures() -> list[np.ndarray]:
    rng = np.random.default_rng(2)
    shapes = ((90, 120, 3), (200, 64, 3), (64, 64, 3), (31, 47, 3), (300, 301, 3))
    return [rng.integers(0, 256, shape, np.uint8) for shape in shapes]


@pytest.fixture(scope="module", params=sorted(TOWERS))
def tower_folder(request, tmp_path_factory) -> Path:
    """A model of random weights in open_clip's local layout."""
    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("towers") / request.param
    preprocessing = SIGLIP_PREPROCESSING if request.param == "timm" else STANDARD_PREPROCESSING
    write_model(
        folder, build(TOWERS[request.param]), TOWERS[request.param], preprocessing=preprocessing
    )
    return folder


@pytest.fixture(scope="module")
def mini() -> Embedder:
    return Embedder.load(builtin(), batch_size=4, threads=1)


def reference(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Vectors as open_clip's own example computes them."""
    root = logging.getLogger()
    guard = logging.NullHandler()
    root.addHandler(guard)
    try:
        model, transform = open_clip.create_model_from_pretrained(f"local-dir:{folder}")
        tokens = open_clip.get_tokenizer(f"local-dir:{folder}")(TEXTS)
    finally:
        root.removeHandler(guard)
    model.eval()
    with torch.no_grad():
        batch = torch.stack([transform(Image.fromarray(picture)) for picture in pictures()])
        images = model.encode_image(batch, normalize=True)
        texts = model.encode_text(tokens, normalize=True)
    return images.numpy(), texts.numpy()


def test_vectors_equal_open_clips_own(tower_folder):
    embedder = Embedder.load(describe_folder(tower_folder), batch_size=2, threads=1)
    images, texts = reference(tower_folder)
    mine = embedder.encode_images(pictures())
    assert mine.shape == (5, embedder.dimension)
    assert mine.dtype == np.float32
    assert (mine * images).sum(axis=1).min() >= 0.9999
    assert (embedder.encode_texts(TEXTS) * texts).sum(axis=1).min() >= 0.9999


def test_preprocessing_equals_the_golden_array(shared_data):
    golden = np.load(shared_data / "golden" / "expected_preprocessed_image.npy")
    with Image.open(shared_data / "golden" / "franz-kafka.jpg") as image:
        picture = np.asarray(image.convert("RGB"))
    made = Preprocess(224)([picture])
    assert made.dtype == np.float32
    assert made.shape == golden.shape
    assert np.abs(made - golden).max() <= 1e-6


def test_tokens_equal_the_golden_ones():
    tokens = tokenizer({"text_cfg": {}})(["a diagram"])
    assert tokens.shape == (1, 77)
    assert tokens[0, :5].tolist() == [49406, 320, 22697, 49407, 0]
    assert not tokens[0, 4:].any()


def test_rows_are_unit_vectors(mini):
    for rows in (mini.encode_images(pictures()), mini.encode_texts([*TEXTS, "", "word " * 300])):
        assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert mini.encode_images([]).shape == (0, mini.dimension)
    assert mini.encode_texts([]).shape == (0, mini.dimension)


def test_batches_do_not_change_vectors(mini):
    whole = mini.encode_images(pictures())
    single = np.concatenate([mini.encode_images([picture]) for picture in pictures()])
    assert (whole * single).sum(axis=1).min() >= 0.9999


def test_the_built_in_model_knows_its_words(mini):
    assert mini.unknown_words("a red sailboat at sunset") == ()
    assert mini.unknown_words("a sunflower, a Xylophonist") == ("xylophonist",)
    assert mini.logit_scale > 1
    assert mini.digest == builtin().digest


def test_a_released_image_tower_comes_back_with_the_next_picture(tower_folder):
    embedder = Embedder.load(describe_folder(tower_folder), threads=1)
    before = embedder.encode_images(pictures())
    embedder.release_images()
    assert not embedder.has_images
    assert embedder.encode_texts(TEXTS).shape == (3, 48)
    assert not embedder.has_images
    assert np.array_equal(embedder.encode_images(pictures()), before)
    assert embedder.has_images


def test_every_weight_is_read_and_none_is_left_to_chance(tower_folder):
    loaded = load_towers(tower_folder).state_dict()
    written = load_file(tower_folder / WEIGHTS_FILE)
    assert loaded.keys() == written.keys()
    for name, values in written.items():
        assert torch.equal(loaded[name], values.to(loaded[name].dtype)), name


@pytest.mark.parametrize("way", [PLAIN, PACKED])
def test_a_tower_that_is_let_go_is_not_left_to_the_search_for_garbage(tower_folder, way):
    """Which stops everything; in a window it is nearly never made."""
    if way == PACKED and tower_folder.name != "vit":
        pytest.skip("only linear layers are packed")
    gc.disable()
    try:
        embedder = Embedder.load(describe_folder(tower_folder), threads=1, way=way)
        embedder.encode_images(pictures())
        held = [weakref.ref(each) for each in embedder.image_tower.parameters()]
        assert held
        embedder.release_images()
        assert not any(each() is not None for each in held)
        embedder.encode_images(pictures())
        held = [weakref.ref(each) for each in embedder.image_tower.parameters()]
        del embedder
        assert not any(each() is not None for each in held)
    finally:
        gc.enable()


@pytest.mark.parametrize("precision", ["fp32", "bf16"])
def test_a_packed_tower_makes_the_same_vectors(tower_folder, precision):
    if "resnet" in tower_folder.name:  # its pooling looks into its own layers
        with pytest.raises(RuntimeError, match="cannot be packed"):
            Embedder.load(describe_folder(tower_folder), precision=precision, way=PACKED)
        return
    model = describe_folder(tower_folder)
    plain = Embedder.load(model, precision=precision, threads=1, way=PLAIN)
    try:
        quick = Embedder.load(model, precision=precision, threads=1, way=PACKED)
    except RuntimeError as error:
        if precision == "bf16" and re.search("cannot be packed .*cpu support", str(error)):
            pytest.skip("this processor multiplies no packed bfloat16")
        raise
    kinds = {type(each).__name__ for each in quick.image_tower.modules()}
    assert "PackedLinear" in kinds
    assert not {"Linear", "MultiheadAttention"} & kinds
    mine, theirs = quick.encode_images(pictures()), plain.encode_images(pictures())
    assert (mine * theirs).sum(axis=1).min() >= (0.99999 if precision == "fp32" else 0.998)


def test_a_tower_in_eight_bits_makes_nearly_the_same_vectors(tower_folder):
    if tower_folder.name != "vit":
        pytest.skip("towers of convolutions are not measured so")
    model = describe_folder(tower_folder)
    quick = Embedder.load(model, precision=INT8, threads=1, way=PACKED)
    kinds = {type(each).__name__ for each in quick.image_tower.modules()}
    assert "QuantizedLinear" in kinds
    assert not {"Linear", "MultiheadAttention", "Conv2d", "PackedLinear"} & kinds
    exact = Embedder.load(model, threads=1).encode_images(pictures())
    mine = quick.encode_images(pictures())
    assert (mine * exact).sum(axis=1).min() >= 0.999
    alone = np.concatenate([quick.encode_images([each]) for each in pictures()])
    assert np.allclose(alone, mine, atol=1e-6), "no vector depends on the pictures beside it"
    quick.release_images()
    assert np.array_equal(quick.encode_images(pictures()), mine)


def test_eight_bits_are_one_more_way_for_towers_of_linear_layers(tower_folder):
    model = describe_folder(tower_folder)
    kinds = {(each.precision, each.way) for each in measure(model, device="cpu", seconds=0.01)}
    assert ((INT8, PACKED) in kinds) == (tower_folder.name == "vit")
    assert {way for precision, way in kinds if precision == INT8} <= {PACKED}
    if tower_folder.name == "vit":
        choice = choose(model, precision=INT8, seconds=0.01)
        assert (choice.precision, choice.way) == (INT8, PACKED)
        return
    with pytest.raises(ModelError, match="cannot be run with int8"):
        choose(model, precision=INT8, seconds=0.01)


def test_eight_bits_without_packed_layers_are_refused():
    with pytest.raises(ModelError, match="packed layers"):
        Embedder.load(builtin(), precision=INT8)
    with pytest.raises(ModelError, match="fp16 or int8"):
        Embedder.load(builtin(), precision="int4")


needs_openvino = pytest.mark.skipif(not openvino_version(), reason="needs photoclip[openvino]")


@needs_openvino
@pytest.mark.parametrize("precision", ["fp32", "bf16"])
def test_a_tower_compiled_by_openvino_makes_the_same_vectors(tower_folder, precision):
    model = describe_folder(tower_folder)
    plain = Embedder.load(model, precision=precision, threads=1)
    try:
        quick = Embedder.load(model, precision=precision, threads=1, way=OPENVINO)
    except RuntimeError as error:
        pytest.skip(f"{error}")
    theirs = plain.encode_images(pictures())
    with ThreadPoolExecutor(2) as threads:
        several = list(threads.map(quick.encode_images, [pictures()] * 4))
    for mine in several:
        assert (mine * theirs).sum(axis=1).min() >= (0.9999 if precision == "fp32" else 0.998)
    assert type(quick.image_tower) is type(plain.image_tower), "what explains looks inside it"


@needs_openvino
def test_openvino_tells_nobody_that_it_is_used():
    SEAL.watch()
    before = SEAL.attempts
    Embedder.load(builtin(), way=OPENVINO).encode_images(pictures()[:1])
    assert SEAL.attempts == before
    assert sys.modules["openvino_telemetry"] is None


def test_openvino_is_one_more_way_where_it_is_installed():
    ways = {each.way for each in measure(builtin(), precision="fp32", seconds=0.01)}
    assert (OPENVINO in ways) == ("openvino" in machine()) == bool(openvino_version())
    assert PLAIN in ways


def test_memory_running_out_halves_the_batch():
    sizes, smaller = [], []

    def encode(batch):
        sizes.append(len(batch))
        if len(batch) > 3:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")
        return np.array([[float(picture.mean())] for picture in batch], np.float32)

    many = [np.full((2, 2, 3), value, np.uint8) for value in range(10)]
    rows = encode_in_batches(encode, many, 8, on_smaller=smaller.append)
    assert rows[:, 0].tolist() == list(range(10))
    assert smaller == [4, 2]
    assert max(sizes[2:]) == 2


def test_memory_too_small_for_one_picture_is_said():
    def encode(batch):
        raise RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory")

    with pytest.raises(MemoryError):
        encode_in_batches(encode, pictures(), 4)


def test_other_errors_are_not_taken_for_memory():
    def encode(batch):
        raise RuntimeError("shapes do not match")

    with pytest.raises(RuntimeError, match="shapes"):
        encode_in_batches(encode, pictures(), 4)


def test_the_fastest_good_precision_is_chosen():
    choice = choose(builtin(), device="cpu", seconds=0.05)
    assert choice.device == "cpu"
    assert choice.parity >= 0.999
    assert choice.images_per_second > 0
    assert choose(builtin(), cached=choice) is choice
    assert choice.measured, "what it was chosen from"
    for gone in (replace(choice, device="another"), replace(choice, machine="another")):
        again = choose(builtin(), cached=gone, device="cpu", seconds=0.05)
        assert again.device in devices()
        assert again.machine == choice.machine


def test_full_precision_agrees_with_itself():
    measured = measure(builtin(), device="cpu", precision="fp32", seconds=0.01)
    assert PLAIN in {each.way for each in measured}
    assert [each.parity for each in measured] == pytest.approx([1.0] * len(measured), abs=1e-4)


def test_a_device_that_is_not_there_is_one_sentence():
    with pytest.raises(ModelError, match="no device 'tpu'"):
        choose(builtin(), device="tpu")


def test_reduced_precision_stays_close():
    exact = Embedder.load(builtin(), threads=1).encode_images(pictures())
    rough = Embedder.load(builtin(), precision="bf16", threads=1).encode_images(pictures())
    assert (exact * rough).sum(axis=1).min() > 0.98


@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device")
def test_a_recorded_tower_makes_the_same_vectors():
    plain, quick = (
        Embedder.load(builtin(), device="cuda", batch_size=4, way=way) for way in (PLAIN, GRAPH)
    )
    assert np.allclose(plain.encode_images(pictures()), quick.encode_images(pictures()), atol=1e-4)


def test_the_built_in_model_opens_with_open_clip_alone():
    root = logging.getLogger()
    guard = logging.NullHandler()
    root.addHandler(guard)
    try:
        model = open_clip.create_model(f"local-dir:{builtin().folder}", require_pretrained=True)
    finally:
        root.removeHandler(guard)
    config = json.loads((builtin().folder / "open_clip_config.json").read_text())
    assert config["preprocess_cfg"]["mean"] == STANDARD_PREPROCESSING["mean"]
    ours = load_towers(builtin().folder).state_dict()
    assert all(torch.equal(value, ours[name]) for name, value in model.state_dict().items())
    size = sum(path.stat().st_size for path in builtin().folder.iterdir())
    assert size <= 40_000_000
