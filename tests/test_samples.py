"""The sample library: the same every time, true captions, camera files, groups, held-out split."""

import hashlib
import json
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from photoclip import samples
from photoclip.errors import DataError, UsageError
from photoclip.samples import HELDOUT, SceneTruth, draw_pairs, write_samples
from photoclip.samples.camera import Look, develop
from photoclip.samples.motifs import MOTIFS
from photoclip.samples.pages import paint_page
from photoclip.samples.plan import group_scene, plan
from photoclip.samples.world import COLOURS, SETTINGS, THINGS, possible

COUNT = 40
SIDES = (420, 520)
HELDOUT_FILE = Path(samples.__file__).with_name("heldout.csv")
HELDOUT_COUNT = 244
HELDOUT_DIGEST = "c1c579e9c9a1cb7c"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder, count=COUNT, seed=5, long_side=SIDES)
    return folder


@pytest.fixture(scope="module")
def entries(library: Path) -> list[dict]:
    return json.loads((library / "captions.json").read_text(encoding="utf-8"))


def upright(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        turned = ImageOps.exif_transpose(picture)
        return np.asarray(turned.convert("RGB"), dtype=np.float32)


def test_count_counts_every_file_and_all_are_listed(library: Path, entries: list[dict]) -> None:
    files = {p.relative_to(library).as_posix() for p in library.rglob("*") if p.is_file()}
    assert files - {"captions.json"} == {e["file"] for e in entries}
    assert len(entries) == COUNT
    assert len({e["file"].split("/")[0] for e in entries}) >= 4  # sub-folders by year and trip


def test_every_file_opens_and_has_the_asked_size(library: Path, entries: list[dict]) -> None:
    formats: set[str | None] = set()
    for entry in entries:
        with Image.open(library / entry["file"]) as picture:
            picture.load()
            formats.add(picture.format)
            if "-edited" not in entry["file"] and entry["attributes"]["kind"] == "scene":
                assert SIDES[0] - 2 <= max(picture.size) <= SIDES[1] + 2
    assert formats >= {"JPEG", "PNG", "WEBP", "TIFF", "GIF", "AVIF"}


def test_the_same_seed_gives_the_same_bytes_in_other_processes(
    library: Path, entries: list[dict], tmp_path: Path
) -> None:
    seen: list[tuple[int, int]] = []
    path = write_samples(
        tmp_path / "again",
        count=12,
        seed=5,
        long_side=SIDES,
        processes=2,
        on_progress=lambda done, total: seen.append((done, total)),
    )
    again = json.loads(path.read_text(encoding="utf-8"))
    assert again == entries[:12]
    assert seen[-1] == (12, 12)
    for entry in again:
        first, second = (root / entry["file"] for root in (library, path.parent))
        assert first.read_bytes() == second.read_bytes()


def test_another_seed_gives_other_pictures(entries: list[dict]) -> None:
    truths = [truth for _, truth in draw_pairs(8, seed=6, size=32, split="train")]
    assert [list(t.captions) for t in truths] != [e["captions"] for e in entries[:8]]


def test_copies_share_bytes_and_group_and_edits_only_the_group(
    library: Path, entries: list[dict]
) -> None:
    groups: dict[int, list[dict]] = {}
    for entry in entries:
        groups.setdefault(entry["attributes"]["group"], []).append(entry)
    several = [g for g in groups.values() if len(g) > 1]
    digests = [
        [hashlib.sha256((library / e["file"]).read_bytes()).hexdigest() for e in g] for g in several
    ]
    assert any(len(set(d)) == 1 for d in digests)  # exact copies
    assert any(len(set(d)) == 2 for d in digests)  # an edited near-copy
    assert any(len(set(d)) == 3 for d in digests)  # a burst
    for group in several:
        assert all(e["attributes"] == group[0]["attributes"] for e in group)
        assert all(e["captions"] == group[0]["captions"] for e in group)


def test_pages_lie_among_the_photos(entries: list[dict]) -> None:
    kinds = {e["attributes"]["kind"] for e in entries}
    assert kinds == {"scene", "screenshot", "document"}


def test_every_orientation_is_stored_so_that_the_upright_picture_is_the_scene(
    library: Path, entries: list[dict]
) -> None:
    drawn = dict(enumerate(p for p, _ in draw_pairs(34, seed=5, size=96, split="train")))
    seen: set[int] = set()
    done: set[int] = set()
    for entry in entries:
        path = library / entry["file"]
        if path.suffix.lower() not in {".jpg", ".jpeg"} or "-edited" in path.name:
            continue
        if entry["attributes"]["kind"] != "scene" or entry["attributes"]["group"] in done:
            continue
        done.add(entry["attributes"]["group"])
        with Image.open(path) as picture:
            orientation = picture.getexif().get(0x0112, 1)
        expected = np.asarray(drawn[entry["attributes"]["group"]], dtype=np.float32)
        stored = Image.fromarray(upright(path).astype(np.uint8))
        ratio = stored.width / stored.height
        assert ratio == pytest.approx(expected.shape[1] / expected.shape[0], rel=0.02)
        small = stored.resize((expected.shape[1], expected.shape[0]), Image.Resampling.BOX)
        difference = np.abs(np.asarray(small, dtype=np.float32) - expected).mean()
        assert difference < 9, f"{path.name} with orientation {orientation}: {difference}"
        seen.add(orientation)
    assert seen == set(range(1, 9))


def test_small_and_big_drawings_show_the_same() -> None:
    for number in range(0, 24, 3):
        ((small, truth),) = draw_pairs(1, seed=2, size=96, split="train", start=number)
        ((big, same),) = draw_pairs(1, seed=2, size=700, split="train", start=number)
        assert truth == same
        shrunk = np.asarray(big.resize(small.size, Image.Resampling.BOX), dtype=np.float32)
        assert np.abs(shrunk - np.asarray(small, dtype=np.float32)).mean() < 8


def test_most_pictures_are_middling_and_every_twelfth_is_large(tmp_path: Path) -> None:
    path = write_samples(tmp_path, count=25, seed=3, long_side=(160, 400))
    sides: dict[bool, list[int]] = {False: [], True: []}
    for entry in json.loads(path.read_text(encoding="utf-8")):
        if "-edited" in entry["file"] or entry["attributes"]["kind"] != "scene":
            continue
        with Image.open(tmp_path / entry["file"]) as picture:
            large = entry["attributes"]["group"] % 12 == 10
            sides[large].append(max(picture.size))
    assert sides[True]
    assert all(300 <= side <= 401 for side in sides[True])
    assert all(159 <= side <= 241 for side in sides[False])


@pytest.mark.parametrize("size", [(96, 64), (600, 400), (1600, 1200)])
@pytest.mark.parametrize("tilt", [-2.6, -0.5, 0.3, 2.2])
def test_a_tilted_picture_has_no_empty_edge(size: tuple[int, int], tilt: float) -> None:
    look = Look(0.0, 1.0, 1.0, 0.0, tilt, 1.0, 0.0, 0.0, 1)
    for finer in (0.7, 1.0, 1.5):
        shape = (round(size[1] * finer), round(size[0] * finer), 3)
        picture = develop(np.full(shape, 200, np.float32), size, look)
        assert np.asarray(picture).min() == 200


def test_no_place_stays_unpainted_where_hills_leave_a_gap_at_the_horizon() -> None:
    ((picture, truth),) = draw_pairs(1, seed=7, size=260, split="heldout", start=27)
    assert (truth.setting, truth.light) == ("meadow", "noon")
    dark = np.asarray(picture).max(axis=-1) < 24
    assert dark.mean() < 0.0005  # the eye of the bird


def test_night_is_dark_but_something_can_be_seen() -> None:
    for picture, truth in draw_pairs(60, seed=3, size=64, split="train"):
        if truth.light != "night":
            continue
        bright = np.asarray(picture.convert("L"), dtype=np.float32)
        assert 18 < bright.mean() < 150, truth.captions[0]
        assert np.percentile(bright, 99) > 55, truth.captions[0]


@pytest.mark.parametrize("kind", ["screenshot", "document"])
def test_pages_come_in_several_layouts_with_captions_of_their_own(kind: str) -> None:
    seen: set[tuple[str, ...]] = set()
    for seed in range(60):
        picture, captions = paint_page(kind, seed, 64)
        assert picture.size == (64, 128 if kind == "screenshot" else 91)
        assert len(set(captions)) == len(captions) >= 4
        assert np.asarray(picture, dtype=np.float32).std() > 6, captions
        seen.add(captions)
    assert len(seen) == 8


def test_exif_tells_when_where_and_with_what(library: Path, entries: list[dict]) -> None:
    hours = {"dawn": (5, 7), "noon": (11, 15), "sunset": (18, 21), "night": (21, 24)}
    years, cameras, places = set(), set(), 0
    for entry in entries:
        if entry["file"].endswith(".gif") or entry["attributes"]["kind"] != "scene":
            continue
        with Image.open(library / entry["file"]) as picture:
            exif = picture.getexif()
            details = exif.get_ifd(0x8769)
            gps = exif.get_ifd(0x8825)
        taken = details[0x9003]
        assert re.fullmatch(r"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d", taken)
        assert re.fullmatch(r"[+-]\d\d:\d\d", details[0x9011])
        assert entry["file"][:4] == taken[:4]
        first, last = hours[entry["attributes"]["light"]]
        assert first <= int(taken[11:13]) < last
        assert details[0xA434]
        assert float(details[0x829A]) > 0
        years.add(taken[:4])
        cameras.add(exif[0x0110])
        if gps:
            places += 1
            assert gps[1] in {"N", "S"}
            assert 0 <= float(gps[2][0]) <= 90
    assert len(years) >= 4
    assert len(cameras) >= 4
    assert 0 < places < COUNT


def combinations(truths: list[SceneTruth]) -> set[tuple[str, str, str]]:
    return {(thing.kind, t.setting, thing.colour) for t in truths for thing in t.things}


def test_train_never_draws_what_is_held_out_and_heldout_always_does() -> None:
    train = [t for _, t in draw_pairs(250, seed=0, size=16, split="train")]
    held = [t for _, t in draw_pairs(60, seed=0, size=16, split="heldout")]
    assert not combinations(train) & HELDOUT
    for truth in held:
        if truth.kind == "scene":
            main = truth.things[0]
            assert (main.kind, truth.setting, main.colour) in HELDOUT


def test_the_held_out_list_is_a_sorted_file_of_possible_combinations() -> None:
    text = HELDOUT_FILE.read_text(encoding="utf-8")
    head, *rows = [tuple(line.split(",")) for line in text.splitlines()]
    assert head == ("thing", "setting", "colour")
    assert rows == sorted(set(rows))
    assert set(rows) == HELDOUT
    for name, setting, colour in rows:
        assert possible(THINGS[name], setting, colour), (name, setting, colour)
    digest = hashlib.sha256("\n".join("|".join(row) for row in rows).encode()).hexdigest()
    assert (len(rows), digest[:16]) == (HELDOUT_COUNT, HELDOUT_DIGEST)


def test_every_thing_stays_in_train_in_each_of_its_colours() -> None:
    for thing in THINGS.values():
        for colour in thing.colours:
            everywhere = {s for s in thing.settings if possible(thing, s, colour)}
            left = {s for s in everywhere if (thing.name, s, colour) not in HELDOUT}
            assert left, (thing.name, colour)
            assert len(left) * 2 >= len(everywhere), (thing.name, colour)


def test_the_world_is_rich_enough() -> None:
    assert len(SETTINGS) >= 12
    assert len(THINGS) >= 30
    assert len(COLOURS) >= 9


def test_captions_are_true_different_and_grammatical() -> None:
    for _, truth in draw_pairs(150, seed=1, size=16, split="train"):
        assert len(set(truth.captions)) == len(truth.captions) >= 4
        for caption in truth.captions:
            assert not re.search(r"\ba [aeiou]", caption), caption
            assert not re.search(r"\ban [^aeiou]", caption), caption
            assert "  " not in caption
            assert caption == caption.strip()
        if truth.kind != "scene":
            continue
        main = truth.things[0]
        thing = THINGS[main.kind]
        full = truth.captions[0]
        assert main.colour in full
        word = thing.name if main.count == 1 else thing.plural
        number = ("a", "two", "three", "four")[main.count - 1]
        assert re.match(rf"{number}n? {main.colour} {re.escape(word)}\b", full), full


def test_a_red_thing_is_red_where_it_stands() -> None:
    found = 0
    for picture, truth in draw_pairs(200, seed=4, size=64, split="train"):
        reds = [t for t in truth.things[:1] if t.colour == "red"]
        if not reds or truth.light in {"sunset", "night"} or truth.weather == "fog":
            continue
        pixels = np.asarray(picture, dtype=np.float32)
        red = (pixels[..., 0] > 1.7 * pixels[..., 1]) & (pixels[..., 0] > 1.5 * pixels[..., 2])
        found += 1
        assert red.mean() > 0.008, truth.captions[0]
    assert found >= 3


def test_ten_pictures_are_a_library_too(tmp_path: Path) -> None:
    path = write_samples(tmp_path, count=10, split="heldout", long_side=(128, 160))
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 10


def test_wrong_use_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="at least 1"):
        write_samples(tmp_path / "a", count=0)
    with pytest.raises(UsageError, match="long side"):
        write_samples(tmp_path / "a", count=1, long_side=(500, 400))
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "diary.txt").write_text("mine")
    with pytest.raises(DataError, match="not empty"):
        write_samples(tmp_path / "b", count=1)
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="cannot be used"):
        write_samples(tmp_path / "file", count=1)


def test_what_people_try_first_is_in_every_train_library_and_never_held_out() -> None:
    scenes = [group_scene(group)[0] for group in plan(130, 3, "train")]
    sailing = [
        scene.setting
        for scene in scenes
        if scene.light == "sunset" and scene.things[0].kind == "sailboat"
        if scene.things[0].colour == "red"
    ]
    assert {"sea", "harbour", "beach"} <= set(sailing)
    assert not {(each.thing, each.setting, each.colour) for each in MOTIFS} & HELDOUT
