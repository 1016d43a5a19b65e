"""Copies and bursts by meaning: what is found, what is proposed, and that decisions last."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from photoclip.cli import run
from photoclip.errors import UsageError
from photoclip.library.copies import Group, Tier, hashing
from photoclip.library.evaluation import duplicates as measuring
from photoclip.library.library import Library
from photoclip.photos import comparing, pixels
from photoclip.query import Filter
from photoclip.samples import retouching
from photoclip.samples.library import CAPTIONS


def compare_all(library: Library) -> None:
    while library.copies.look(5.0)[1]:
        pass


def names(library: Library, group: Group) -> list[str]:
    if group.files:
        return sorted(path.decode().rpartition("/")[2] for path in group.files)
    return sorted(each.name for each in library.showing.photos(group.photos))


@pytest.fixture(scope="module")
def compared_folder(tmp_path_factory: pytest.TempPathFactory, sample_library_folder: Path) -> Path:
    folder = tmp_path_factory.mktemp("compared") / "library"
    shutil.copytree(sample_library_folder, folder)
    with Library.open(folder) as library:
        assert library.copies.waiting() == len(library.showing.browse())
        compare_all(library)
        assert library.copies.waiting() == 0
    return folder


@pytest.fixture
def compared(compared_folder: Path, tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "library"
    shutil.copytree(compared_folder, folder)
    with Library.open(folder) as library:
        yield library


def of_tier(library: Library, tier: Tier) -> list[Group]:
    return list(library.copies.groups([tier]))


# What is found


def test_the_samples_own_copies_edits_and_bursts_are_found_and_nothing_else(
    compared: Library, sample_pictures: Path
) -> None:
    truth = measuring.truth_of_samples(sample_pictures / CAPTIONS)
    figures = measuring.measured(compared, truth)
    for tier in ("bytes", "edited", "burst"):
        assert figures["tiers"][tier]["pairs"] > 0
        assert figures["tiers"][tier]["recall"] == 1.0, (tier, figures["kinds"])
        assert figures["tiers"][tier]["precision"] == 1.0, (tier, figures["wrong"])
    assert figures["any_tier"]["found"] == figures["any_tier"]["pairs"]


@pytest.fixture(scope="module")
def originals(sample_pictures: Path) -> list[Image.Image]:
    """Drawn pictures, each different."""
    truth = measuring.truth_of_samples(sample_pictures / CAPTIONS)
    chosen = [each.file for each in truth.made if each.kind == retouching.ORIGINAL][:16]
    return [Image.open(sample_pictures / each).convert("RGB") for each in chosen]


def grey(image: Image.Image) -> comparing.Grey:
    return comparing.grey_of(pixels.encoded_jpeg(pixels.small(image, 384)))


@pytest.mark.parametrize("kind", retouching.EDITS)
def test_an_edited_picture_is_the_same_and_another_one_is_not(
    kind: str, originals: list[Image.Image]
) -> None:
    turns = {"mirrored": (comparing.MIRRORED,), "turned 90°": (comparing.LEFT, comparing.RIGHT)}
    random = np.random.default_rng(1)
    same = different = 0
    for place, image in enumerate(originals[:6]):
        edited = grey(retouching.EDITS[kind](image, random))
        found = comparing.compare(grey(image), edited, turns=turns.get(kind, (0,)))
        same += found is not None and found.agreement >= comparing.SAME
        other = comparing.compare(grey(originals[place + 6]), edited, turns=turns.get(kind, (0,)))
        different += other is not None and other.agreement >= comparing.SAME
    assert (same, different) == (6, 0)


def test_plain_pictures_say_nothing() -> None:
    black = Image.new("RGB", (384, 256), "black")
    assert comparing.compare(grey(black), grey(black)) is None


def test_all_made_copies_are_found_in_their_tiers(
    tmp_path: Path, originals: list[Image.Image]
) -> None:
    small = [image.resize((image.width // 2, image.height // 2)) for image in originals]
    manifest = retouching.make_copies(small[: len(retouching.KINDS)], tmp_path / "made", share=1.0)
    truth = measuring.truth_of_manifest(manifest)
    with Library.open(tmp_path / "library") as library:
        figures = measuring.figures(library, truth)
    assert set(figures["kinds"]) == set(retouching.KINDS)
    missed = [kind for kind, counts in figures["kinds"].items() if not counts["found"]]
    assert not missed
    assert figures["any_tier"]["precision"] == 1.0, figures["wrong"]
    assert figures["tiers"]["pixels"]["recall"] == 1.0
    assert figures["tiers"]["burst"]["recall"] == 1.0


def test_the_filters_tell_copies_and_bursts(compared: Library) -> None:
    copies = set(compared.showing.browse([Filter("is", "duplicate")]).tolist())
    bursts = set(compared.showing.browse([Filter("is", "burst")]).tolist())
    groups = compared.copies.groups()
    assert copies == {
        photo for group in groups if group.tier is not Tier.BURST for photo in group.photos
    }
    assert bursts == {
        photo for group in groups if group.tier is Tier.BURST for photo in group.photos
    }


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 2**64 - 1),
    st.sets(st.integers(0, 63), max_size=hashing.MOST_BITS),
    st.integers(0, 2**32 - 1),
)
def test_hashes_that_differ_in_few_bits_are_always_found(
    hashed: int, flipped: set[int], seed: int
) -> None:
    if not 8 <= hashed.bit_count() <= 56:
        return
    near = hashed
    for bit in flipped:
        near ^= 1 << bit
    others = np.random.default_rng(seed).integers(0, 2**63, 200, dtype=np.uint64)
    known = np.concatenate([np.array([near], np.uint64), others])
    asked, found = hashing.near(known, np.array([hashed], np.uint64), np.array([0]))
    assert 0 in found[asked == 0].tolist()


# What is proposed


def test_the_original_is_kept_rather_than_its_smaller_edit(compared: Library) -> None:
    for group in of_tier(compared, Tier.EDITED):
        candidates = compared.copies.candidates(group)
        proposal = compared.copies.proposal(group, candidates)
        best = candidates[proposal.best]
        assert not best.photo.name.endswith("-edited.jpg")
        assert proposal.reasons[0].kind == "resolution"


def test_of_a_burst_the_sharpest_is_kept(tmp_path: Path, originals: list[Image.Image]) -> None:
    folder = tmp_path / "burst"
    folder.mkdir()
    from PIL import ImageFilter

    for second, radius in enumerate((4, 0, 2)):
        exif = Image.Exif()
        exif[0x0110] = "Canon EOS 80D"
        exif.get_ifd(0x8769)[0x9003] = f"2022:01:01 10:00:0{second}"
        frame = retouching.shaken(originals[0], np.random.default_rng(second))
        frame.filter(ImageFilter.GaussianBlur(radius)).save(
            folder / f"{second}.jpg", quality=90, exif=exif
        )
    with Library.open(tmp_path / "library") as library:
        library.index([folder])
        compare_all(library)
        (group,) = library.copies.groups()
        assert group.tier is Tier.BURST
        assert names(library, group) == ["0.jpg", "1.jpg", "2.jpg"]
        candidates = library.copies.candidates(group)
        proposal = library.copies.proposal(group, candidates)
        assert candidates[proposal.best].photo.name == "1.jpg"
        assert proposal.reasons[0].kind == "sharpness"


# What is decided


def test_what_is_different_never_comes_back(compared: Library) -> None:
    group = of_tier(compared, Tier.EDITED)[0]
    compared.copies.different(group.photos)
    assert group.key not in {each.key for each in compared.copies.groups()}
    stacks = compared.copies.stacks(group.photos)
    assert not stacks.members
    folder = compared.folder
    compared.close()
    with Library.open(folder) as again:
        compare_all(again)
        assert group.key not in {each.key for each in again.copies.groups()}
        assert not set(group.photos) & set(again.showing.browse([Filter("is", "duplicate")]))


def test_a_kept_group_comes_up_again_only_with_a_new_copy(
    tmp_path: Path, originals: list[Image.Image]
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    originals[0].save(folder / "a.jpg", quality=95)
    originals[0].resize((600, 400)).save(folder / "b.jpg", quality=90)
    originals[1].save(folder / "other.jpg")
    with Library.open(tmp_path / "library") as library:
        library.index([folder])
        compare_all(library)
        (group,) = library.copies.groups()
        library.copies.keep_all(group.photos)
        assert library.copies.groups() == ()
        originals[2].save(folder / "another.jpg")
        library.index()
        compare_all(library)
        assert library.copies.groups() == ()
        originals[0].resize((480, 320)).save(folder / "c.jpg", quality=80)
        library.index()
        assert library.copies.waiting() == 1
        compare_all(library)
        (again,) = library.copies.groups()
        assert names(library, again) == ["a.jpg", "b.jpg", "c.jpg"]
        assert again.decided == group.photos


def test_what_goes_hands_its_words_on_and_undo_takes_all_back(compared: Library) -> None:
    group = of_tier(compared, Tier.EDITED)[0]
    kept, gone = group.photos
    compared.organising.tag([gone], "holiday")
    compared.organising.rate([gone], 4)
    album = compared.organising.new_album("Best", [gone]).target
    compared.copies.settle([kept], [gone])
    assert group.key not in {each.key for each in compared.copies.groups()}
    photo = compared.showing.photo(kept)
    assert (photo.tags[0].name, photo.rating, photo.albums) == ("holiday", 4, ("Best",))
    compared.organising.undo()
    photo = compared.showing.photo(kept)
    assert (photo.tags, photo.rating, photo.albums) == ((), 0, ())
    assert group.key in {each.key for each in compared.copies.groups()}
    compared.organising.redo()
    assert compared.showing.photo(kept).rating == 4
    assert album in {each.id for each in compared.organising.albums()}


def test_equal_files_are_decided_about_one_by_one(compared: Library) -> None:
    group = of_tier(compared, Tier.BYTES)[0]
    candidates = compared.copies.candidates(group)
    best = candidates[compared.copies.proposal(group, candidates).best]
    others = [each.path for each in candidates if each.path != best.path]
    compared.copies.settle_files(group.photos[0], [best.path], others)
    assert group.key not in {each.key for each in compared.copies.groups()}
    with pytest.raises(UsageError, match="has to stay"):
        compared.copies.settle_files(group.photos[0], [], others)


def test_a_list_is_stacked_in_its_order(compared: Library) -> None:
    ids = compared.showing.browse(order="newest")
    stacks = compared.copies.stacks(ids)
    assert stacks.counts.sum() == len(ids)
    places = {photo: place for place, photo in enumerate(ids.tolist())}
    assert [places[each] for each in stacks.ids] == sorted(places[each] for each in stacks.ids)
    for group in compared.copies.groups([Tier.EDITED, Tier.BURST]):
        tops = set(stacks.ids.tolist()) & set(group.photos)
        assert tops == {min(group.photos, key=places.__getitem__)}
        assert set(group.photos) <= set(stacks.members[tops.pop()])


def test_a_picture_that_changed_is_compared_again(
    tmp_path: Path, originals: list[Image.Image]
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    originals[0].save(folder / "a.jpg")
    originals[0].resize((600, 400)).save(folder / "b.jpg")
    with Library.open(tmp_path / "library") as library:
        library.index([folder])
        compare_all(library)
        assert len(library.copies.groups()) == 1
        originals[3].save(folder / "b.jpg")
        library.index()
        compare_all(library)
        assert library.copies.groups() == ()


# The command line


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], compared_folder: Path, tmp_path: Path) -> Any:
    folder = tmp_path / "library"
    shutil.copytree(compared_folder, folder)

    def do(*words: object, status: int = 0) -> Any:
        assert run([str(word) for word in ("--library", folder, *words)]) == status
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err + captured.out
        return json.loads(captured.out) if "--json" in words else captured.out + captured.err

    return do


def test_the_command_lists_groups_and_remembers_decisions(call: Any) -> None:
    found = call("duplicates", "--json")
    assert found["not_compared"] == 0
    assert found["total"] == len(found["groups"])
    assert {each["tier"] for each in found["groups"]} == {"bytes", "edited", "burst"}
    for group in found["groups"]:
        assert [each["keep"] for each in group["files"]].count(True) == 1
        assert group["reasons"]
    edited = [each for each in found["groups"] if each["tier"] == "edited"]
    paths = [each["path"] for each in edited[0]["files"]]
    assert call("duplicates", "different", *paths, "--json") == {
        "decided": "different",
        "photos": 2,
    }
    left = call("duplicates", "--tier", "edited", "--json")["groups"]
    assert left == edited[1:]
    copies = next(each for each in found["groups"] if each["tier"] == "bytes")
    call("duplicates", "keep", copies["files"][0]["path"])
    now = call("duplicates", "--tier", "bytes", "--json")["groups"]
    assert copies not in now
    assert "keep: largest" in call("duplicates", "--limit", "40")
    assert "no tier of copies" in call("duplicates", "--tier", "none", status=2)
