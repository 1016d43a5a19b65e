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
from PIL import Image, ImageFilter

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


@pytest.fixture(scope="module")
def seen(compared_folder: Path) -> Iterator[Library]:
    """It, open for reading."""
    with Library.open(compared_folder, write=False) as library:
        yield library


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
    seen: Library, sample_pictures: Path
) -> None:
    truth = measuring.truth_of_samples(sample_pictures / CAPTIONS)
    figures = measuring.measured(seen, truth)
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


def test_the_filters_tell_copies_and_bursts(seen: Library) -> None:
    copies = set(seen.showing.browse([Filter("is", "duplicate")]).tolist())
    bursts = set(seen.showing.browse([Filter("is", "burst")]).tolist())
    groups = seen.copies.groups()
    assert copies == {
        photo for group in groups if group.tier is not Tier.BURST for photo in group.photos
    }
    assert bursts == {
        photo for group in groups if group.tier is Tier.BURST for photo in group.photos
    }


@settings(max_examples=15, deadline=None)
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
    others = np.random.default_rng(seed).integers(0, 2**63, 20, dtype=np.uint64)
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


# What is decided


def test_what_is_different_never_comes_back(compared: Library) -> None:
    group = of_tier(compared, Tier.EDITED)[0]
    compared.copies.different(group.photos)
    assert group.key not in {each.key for each in compared.copies.groups()}
    stacks = compared.copies.stacks(group.photos)
    assert stacks.counts.tolist() == [1] * len(group.photos)
    folder = compared.folder
    compared.close()
    with Library.open(folder) as again:
        compare_all(again)
        assert group.key not in {each.key for each in again.copies.groups()}
        assert not set(group.photos) & set(again.showing.browse([Filter("is", "duplicate")]))


def test_decisions_last_while_photos_come_and_go(
    tmp_path: Path, originals: list[Image.Image]
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for image, (large, small) in zip(originals, ("ab", "pq", "xy"), strict=False):
        image.save(folder / f"{large}.jpg", quality=95)
        smaller(image, 0.6).save(folder / f"{small}.jpg", quality=90)
    write_burst(folder, originals[3])
    with Library.open(tmp_path / "library") as library:
        library.index([folder])
        compare_all(library)
        groups = by_names(library)
        assert groups.keys() == {("a", "b"), ("p", "q"), ("x", "y"), ("0", "1", "2")}
        burst, kept = groups["0", "1", "2"], groups["a", "b"]
        the_sharpest_is_proposed(library, burst)
        library.copies.keep_all(kept.photos)
        stays, goes = (library.showing.photo_at(folder / each) for each in ("p.jpg", "q.jpg"))
        library.copies.settle([stays], [goes])
        assert by_names(library).keys() == {("x", "y"), ("0", "1", "2")}

        gone = (folder / "q.jpg").read_bytes()
        (folder / "q.jpg").unlink()
        originals[4].save(folder / "y.jpg")
        originals[5].save(folder / "another.jpg")
        library.index(forget=True)
        compare_all(library)
        assert library.copies.groups() == (burst,)

        smaller(originals[0], 0.5).save(folder / "c.jpg", quality=80)
        (folder / "q.jpg").write_bytes(gone)
        library.index()
        assert library.showing.photo_at(folder / "q.jpg") == goes
        assert library.copies.waiting() == 1  # what came back was compared before
        compare_all(library)
        groups = by_names(library)
        assert groups.keys() == {("a", "b", "c"), ("0", "1", "2")}
        assert groups["a", "b", "c"].decided == kept.photos


def smaller(image: Image.Image, share: float) -> Image.Image:
    return image.resize((round(image.width * share), round(image.height * share)))


def by_names(library: Library) -> dict[tuple[str, ...], Group]:
    found = library.copies.groups()
    return {
        tuple(name.removesuffix(".jpg") for name in names(library, each)): each for each in found
    }


def write_burst(folder: Path, image: Image.Image) -> None:
    """Three shots of one second each, of which the middle one is sharp."""
    for second, radius in enumerate((4, 0, 2)):
        exif = Image.Exif()
        exif[0x0110] = "Canon EOS 80D"
        exif.get_ifd(0x8769)[0x9003] = f"2022:01:01 10:00:0{second}"
        frame = retouching.shaken(image, np.random.default_rng(second))
        frame.filter(ImageFilter.GaussianBlur(radius)).save(
            folder / f"{second}.jpg", quality=90, exif=exif
        )


def the_sharpest_is_proposed(library: Library, burst: Group) -> None:
    assert burst.tier is Tier.BURST
    assert names(library, burst) == ["0.jpg", "1.jpg", "2.jpg"]
    candidates = library.copies.candidates(burst)
    proposal = library.copies.proposal(burst, candidates)
    assert candidates[proposal.best].photo.name == "1.jpg"
    assert proposal.reasons[0].kind == "sharpness"


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


def test_a_list_is_stacked_in_its_order(seen: Library) -> None:
    ids = seen.showing.browse(order="newest")
    stacks = seen.copies.stacks(ids)
    assert stacks.counts.sum() == len(ids)
    places = {photo: place for place, photo in enumerate(ids.tolist())}
    assert [places[each] for each in stacks.ids] == sorted(places[each] for each in stacks.ids)
    for group in seen.copies.groups([Tier.EDITED, Tier.BURST]):
        tops = set(stacks.ids.tolist()) & set(group.photos)
        assert tops == {min(group.photos, key=places.__getitem__)}
        assert set(group.photos) <= set(stacks.members(tops.pop()))


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
    found = call("duplicates", "--limit", 1, "--json")
    assert found["not_compared"] == 0
    assert found["total"] > len(found["groups"]) == 1
    first, second = call("duplicates", "--no-look", "--tier", "edited", "--json")["groups"][:2]
    for group in (first, second):
        assert group["tier"] == "edited"
        assert [each["keep"] for each in group["files"]].count(True) == 1
        assert group["reasons"]
    paths = [each["path"] for each in first["files"]]
    assert call("duplicates", "different", *paths, "--json") == {
        "decided": "different",
        "photos": 2,
    }
    left = call("duplicates", "--no-look", "--tier", "edited", "--limit", 1)
    assert "keep: largest" in left
    assert all(each["path"] in left for each in second["files"])
    same = ("duplicates", "--no-look", "--tier", "bytes", "--json")
    copies = call(*same)["groups"][0]
    call("duplicates", "keep", copies["files"][0]["path"])
    assert copies not in call(*same)["groups"]
    assert "no tier of copies" in call("duplicates", "--tier", "none", status=2)
