"""Training: it learns, it resumes, its seed decides, its model is an open_clip model."""

import csv
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import open_clip
import pytest
import torch
from PIL import Image

from photoclip.clip.architecture import read_facts
from photoclip.clip.embedder import Embedder
from photoclip.clip.evaluation import retrieval, zero_shot
from photoclip.clip.models import describe_folder, load_towers
from photoclip.clip.pairs import Source, read_pairs
from photoclip.clip.training import TrainingPlan, read_sources, train
from photoclip.clip.training.pictures import Crops, PackedPictures, pack, whole_picture
from photoclip.clip.training.soup import average
from photoclip.errors import DataError, ModelError, PhotoError

COLOURS = {"red": (220, 30, 30), "green": (30, 200, 40), "blue": (40, 60, 220), "black": (5, 5, 5)}
TINY = {
    "embed_dim": 32,
    "vision_cfg": {"layers": 2, "width": 64, "head_width": 32, "patch_size": 8, "image_size": 32},
    "text_cfg": {"context_length": 16, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 2},
}


def load(path: Path) -> np.ndarray:
    try:
        with Image.open(path) as image:
            return np.asarray(image.convert("RGB"))
    except OSError:
        raise PhotoError("It is no picture.") from None


@pytest.fixture(scope="module")
def coloured(tmp_path_factory) -> Path:
    """Eighty noisy pictures in four colours, with a CSV of labels."""
    folder = tmp_path_factory.mktemp("coloured")
    rng = np.random.default_rng(0)
    with (folder / "manifest.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["file", "label"])
        for name, colour in COLOURS.items():
            for number in range(20):
                noise = rng.normal(0, 12, (40, 48, 3))
                pixels = np.clip(np.array(colour) + noise, 0, 255).astype(np.uint8)
                Image.fromarray(pixels).save(folder / f"{name}{number}.png")
                writer.writerow([f"{name}{number}.png", name])
    return folder


@pytest.fixture
def plan(coloured, tmp_path) -> TrainingPlan:
    return TrainingPlan(
        sources=(Source(coloured / "manifest.csv"),),
        out=tmp_path / "model",
        loader=load,
        architecture=TINY,
        epochs=4,
        batch_size=16,
        extra_texts=8,
        mixing=0.0,
        precision="fp32",
        heldout=0.25,
        seed=7,
        threads=1,
    )


def weights(folder: Path) -> dict[str, torch.Tensor]:
    return load_towers(folder).state_dict()


def test_it_learns_what_the_pictures_show(plan):
    seen = []
    report = train(replace(plan, epochs=8), on_progress=seen.append)
    assert report.curve[-1][1] < 0.85 * report.curve[0][1]
    assert report.pairs + report.heldout == 80
    assert not report.stopped
    shares = [progress.share for progress in seen if progress.phase == "training"]
    assert shares == sorted(shares)
    embedder = Embedder.load(describe_folder(report.out))
    held = read_sources(plan).heldout
    figures = zero_shot(embedder, held, load)
    assert figures["images"] == len(held)
    assert figures["top1"] >= 0.9
    assert figures["top5"] == 1.0
    assert retrieval(embedder, held, load)["text_to_image"]["r1"] >= 0.75


def test_words_of_training_are_remembered(plan):
    train(replace(plan, epochs=1))
    words = read_facts(plan.out)["words"]
    assert {"red", "green", "photo"} <= set(words)
    embedder = Embedder.load(describe_folder(plan.out))
    assert embedder.unknown_words("a red Zeppelin, a red quokka") == ("zeppelin", "quokka")


def test_token_rows_never_touched_are_the_mean_of_the_others(plan):
    train(replace(plan, epochs=1))
    rows = weights(plan.out)["token_embedding.weight"]
    tokens = open_clip.SimpleTokenizer()
    zeppelin, quark = (tokens.encode(word)[0] for word in ("zeppelin", "quark"))
    assert torch.equal(rows[zeppelin], rows[quark])
    assert not torch.equal(rows[zeppelin], rows[tokens.encode("red")[0]])


def test_the_same_seed_gives_the_same_model(plan, tmp_path):
    first = train(replace(plan, epochs=2))
    again = train(replace(plan, epochs=2, out=tmp_path / "again"))
    other = train(replace(plan, epochs=2, out=tmp_path / "other", seed=8))
    assert first.curve == again.curve
    one, two, three = (weights(report.out) for report in (first, again, other))
    assert all(torch.equal(one[name], two[name]) for name in one)
    assert not all(torch.equal(one[name], three[name]) for name in one)


def test_resume_goes_on_where_it_stopped(plan, tmp_path):
    stop = threading.Event()

    def stop_at_five(progress):
        if progress.step == 5:
            stop.set()

    half = train(plan, on_progress=stop_at_five, stop=stop)
    assert half.stopped
    assert half.steps == 5
    rest = train(replace(plan, resume=True))
    assert not rest.stopped
    assert rest.steps == 4 * (half.pairs // 16)
    whole = train(replace(plan, out=tmp_path / "whole"))
    one, two = weights(rest.out), weights(whole.out)
    assert all(torch.allclose(one[name], two[name], atol=1e-3) for name in one)


def test_the_clock_ends_a_training_with_its_schedule(plan):
    told = []
    hurried = replace(plan, epochs=1000, max_minutes=0.05, warm_up=0.001)
    report = train(hurried, on_progress=told.append)
    trained = [progress for progress in told if progress.phase == "training"]
    rates = [each.learning_rate for each in trained if each.share >= hurried.warm_up]
    assert not report.stopped
    assert 2 <= report.steps < 3000
    assert rates
    assert rates == sorted(rates, reverse=True)


def test_a_step_is_taken_however_short_the_time(plan):
    report = train(replace(plan, max_minutes=1e-6))
    assert report.steps == 1
    assert (plan.out / "curve.png").is_file()
    assert train(replace(plan, max_minutes=1e-6, resume=True)).steps == 1


def test_fine_tuning_starts_from_a_model(plan, tmp_path):
    fresh = train(plan)
    tuned = replace(
        plan,
        out=tmp_path / "tuned",
        start_from=plan.out,
        architecture=None,
        epochs=1,
        learning_rate=1e-5,
    )
    report = train(tuned)
    assert report.curve[0][1] < fresh.curve[0][1] - 0.3
    before, after = weights(plan.out), weights(tuned.out)
    assert max(float((before[k] - after[k]).abs().max()) for k in before) < 0.01


def test_resnet_in_mixed_precision(plan):
    architecture = {
        **TINY,
        "vision_cfg": {"timm_model_name": "resnet10t", "timm_proj": "linear", "image_size": 32},
    }
    report = train(replace(plan, architecture=architecture, epochs=1, precision="bf16"))
    assert np.isfinite(report.loss)
    assert report.precision == "bf16"
    assert describe_folder(report.out).dimension == 32


def test_a_model_is_fine_tuned_to_see_larger_pictures(plan, tmp_path):
    vision = {"timm_model_name": "resnet10t", "timm_proj": "linear", "image_size": 32}
    train(replace(plan, architecture={**TINY, "vision_cfg": vision}, epochs=0.5))
    larger = replace(
        plan, out=tmp_path / "larger", start_from=plan.out, architecture=None, image_size=64
    )
    report = train(replace(larger, epochs=0.5))
    assert describe_folder(plan.out).image_size == 32
    assert describe_folder(report.out).image_size == 64


def test_a_tower_that_knows_positions_keeps_its_size(plan, tmp_path):
    train(replace(plan, epochs=0.2))
    larger = replace(
        plan, out=tmp_path / "larger", start_from=plan.out, architecture=None, image_size=64
    )
    with pytest.raises(DataError, match="--image-size"):
        train(larger)


def test_models_of_one_descent_are_averaged(plan, tmp_path):
    train(replace(plan, epochs=0.5))
    tuned = replace(plan, out=tmp_path / "tuned", start_from=plan.out, architecture=None, epochs=1)
    train(tuned)
    average([plan.out, tuned.out], tmp_path / "soup")
    first, second, soup = (weights(each) for each in (plan.out, tuned.out, tmp_path / "soup"))
    for name in ("visual.proj", "token_embedding.weight"):
        torch.testing.assert_close(soup[name], (first[name] + second[name]) / 2, atol=1e-3, rtol=0)


def test_models_built_otherwise_are_not_averaged(plan, tmp_path):
    train(replace(plan, epochs=0.2))
    other = replace(plan, out=tmp_path / "other", architecture={**TINY, "embed_dim": 16})
    train(replace(other, epochs=0.2))
    with pytest.raises(ModelError, match="not built as"):
        average([plan.out, other.out], tmp_path / "soup")
    with pytest.raises(ModelError, match="at least two"):
        average([plan.out], tmp_path / "soup")


def test_pictures_that_cannot_be_read_are_reported(plan, coloured, tmp_path):
    (coloured / "broken.png").write_bytes(b"no picture")
    rows = (coloured / "manifest.csv").read_text()
    (coloured / "broken.csv").write_text(rows + "broken.png,red\nmissing.png,red\n")
    report = train(
        replace(plan, sources=(Source(coloured / "broken.csv"),), heldout=0.0, epochs=0.2)
    )
    assert report.pairs == 80
    assert len(report.problems) == 2


def test_unusable_plans_are_one_sentence(plan, coloured, tmp_path):
    with pytest.raises(DataError):
        train(replace(plan, sources=(Source(tmp_path / "none.csv"),)))
    broken = {**TINY, "vision_cfg": {"timm_model_name": "no_such_tower"}}
    with pytest.raises(ModelError):
        train(replace(plan, architecture=broken))
    unfit = {"timm_model_name": "mobilenetv3_small_050", "timm_proj": "linear", "image_size": 32}
    with pytest.raises(ModelError, match="cannot be built"):
        train(replace(plan, architecture={**TINY, "vision_cfg": unfit}))


def test_crops_keep_the_colour_and_are_seeded(coloured):
    pairs = read_pairs(coloured / "manifest.csv").pairs
    packing = pack(pairs, load, short_side=24, path=coloured / ".packed")
    assert packing.pictures[0].shape == (24, 29, 3)
    crops = Crops(area=(0.5, 1.0))

    def taken() -> list[np.ndarray]:
        rng = np.random.default_rng(4)
        return [packing.pictures.crop(i, 16, crops, rng, labelled=False) for i in (0, 25, 45)]

    one, two = taken(), taken()
    assert all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))
    assert [int(picture.mean(axis=(0, 1)).argmax()) for picture in one] == [0, 1, 2]


def test_described_crops_show_most_of_a_picture(coloured):
    """What a caption tells may stand at the edge; a label is of the thing in the middle."""
    width, height = 60, 40
    ramp = np.zeros((height, width, 3), np.uint8)
    ramp[..., 0] = np.linspace(0, 255, width)
    ramp[..., 1] = np.linspace(0, 255, height)[:, None]
    (coloured / ".ramp").write_bytes(ramp.tobytes())
    pictures = PackedPictures(coloured / ".ramp", np.array([[height, width]]))
    how = Crops(brightness=0)

    def least(*, labelled: bool) -> float:
        rng = np.random.default_rng(1)
        crops = [pictures.crop(0, 16, how, rng, labelled=labelled) for _ in range(80)]
        spans = [np.ptp(crop[..., 0]) / 255 * np.ptp(crop[..., 1]) / 255 for crop in crops]
        return float(min(spans))

    assert least(labelled=False) > 0.35
    assert least(labelled=True) < 0.3


def test_squeezed_crops_reach_both_ends(tmp_path):
    """A picture three times as wide as tall: squeezed whole, or a square of its middle."""
    wide = np.zeros((20, 60, 3), np.uint8)
    wide[:, :10], wide[:, -10:] = (255, 0, 0), (0, 0, 255)
    (tmp_path / "pixels").write_bytes(wide.tobytes())
    pictures = PackedPictures(tmp_path / "pixels", np.array([[20, 60]]))
    how = Crops(described_area=(1.0, 1.0), aspect=1.0, squash=True, mirror=False, brightness=0)
    whole = pictures.crop(0, 12, how, np.random.default_rng(0), labelled=False)
    assert whole[6, 0, 0] > 200
    assert whole[6, -1, 2] > 200
    assert np.array_equal(whole_picture(wide, 12, squash=True).argmax(axis=2), whole.argmax(axis=2))
    assert whole_picture(wide, 12, squash=False).max() == 0


def test_the_averaged_weights_are_written_and_resumed(plan, tmp_path):
    last = train(replace(plan, epochs=2))
    mean = train(replace(plan, epochs=2, average=0.9, out=tmp_path / "mean"))
    assert [loss for _, loss, _ in last.curve] == [loss for _, loss, _ in mean.curve]
    one, two = weights(last.out), weights(mean.out)
    assert not torch.equal(one["text_projection"], two["text_projection"])
    stop = threading.Event()
    cut = replace(plan, epochs=2, average=0.9, out=tmp_path / "cut")
    train(cut, on_progress=lambda told: stop.set() if told.step == 3 else None, stop=stop)
    rest = weights(train(replace(cut, resume=True)).out)
    assert all(torch.allclose(two[name], rest[name], atol=1e-3) for name in two)


def test_a_queue_serves_small_batches(plan):
    report = train(replace(plan, batch_size=8, extra_texts=0, queue=32, epochs=8))
    assert report.recall > 0.6
    embedder = Embedder.load(describe_folder(report.out))
    assert zero_shot(embedder, read_sources(plan).heldout, load)["top1"] >= 0.75


def test_progress_tells_loss_and_recall_and_a_curve_is_drawn(plan):
    told = []
    report = train(replace(plan, epochs=6), on_progress=told.append)
    assert 0 <= told[-1].recall <= 1
    assert told[-1].heldout_recall is not None
    assert report.heldout_recall >= 0.75
    assert len(report.heldout_curve) >= 6
    with Image.open(report.out / "curve.png") as picture:
        assert picture.width >= 1000
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20)}
    assert {(47, 111, 222), (58, 157, 93), (224, 123, 26)} <= colours
