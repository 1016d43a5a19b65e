"""Hostile files end as photos or as failures with a reason, whatever is wrong with them."""

import os
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest
from hostile_files import KINDS, judged, mutated, sound
from hostile_lies import bombs, liars
from hostile_runs import through_processes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photoclip.library.library import Library
from photoclip.photos.decoder import DecoderPool, InlineDecoder
from photoclip.records import DecodedPhoto, DecodeFailure, DecodeResult

DECLARES_TOO_MUCH = "The picture declares more than 250 million pixels."


def decoded(folder: Path, files: dict[str, bytes]) -> dict[str, DecodeResult]:
    """What processes with little memory and time make of files."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with DecoderPool(2, short_side=48, seconds=20, memory_mb=256) as pool:
        answers = {name: pool.submit(os.fsencode(folder / name)) for name in files}
        return {name: answer.result(timeout=120) for name, answer in answers.items()}


def test_bombs_are_refused_before_they_go_off(tmp_path: Path) -> None:
    for name, result in decoded(tmp_path, bombs()).items():
        assert not judged(result), name
        assert isinstance(result, DecodeFailure)
        if name.startswith("bomb.") and name not in {"bomb.avif", "bomb.dng"}:
            assert result.reason == DECLARES_TOO_MUCH, name
        assert not any(word in result.reason for word in ("crashed", "longer", "memory")), name


def test_lying_metadata_never_cost_the_picture(tmp_path: Path) -> None:
    for name, result in decoded(tmp_path, liars()).items():
        assert isinstance(result, DecodedPhoto), (name, result)
        assert judged(result)
        facts = result.facts
        assert (facts.width, facts.height) == (64, 48), name
        left, right = result.pixels[24, 8].astype(int), result.pixels[24, 56].astype(int)
        assert left[0] > left[2], name  # red is left and blue is right: it is upright
        assert right[2] > right[0], name
        if name.startswith(("date", "gps", "orientation of", "notes")):
            assert facts.camera == "Maker", name
        if name.startswith(("date", "gps", "orientation", "notes", "block")):
            assert (facts.latitude, facts.longitude) == (None, None), name
            assert facts.taken_source == "file", name  # no lie is taken for a date
        assert (facts.title, facts.keywords) == ("", ()), name


def test_a_sound_picture_of_every_kind_is_a_photo_under_any_name(tmp_path: Path) -> None:
    """What the damaged ones are made of is decoded: content goes before the extension."""
    files = {f"right.{kind}": sound(kind) for kind in KINDS}
    for kind in KINDS:
        files |= {f"{kind} as.jpg": sound(kind), f"{kind} as nothing": sound(kind)}
    for name, result in decoded(tmp_path, files).items():
        if name.startswith("right") or not name.startswith(("tga", "packed.tga", "pcx")):
            assert isinstance(result, DecodedPhoto), (name, result)
            assert (result.facts.width, result.facts.height) == (64, 48)
        else:  # without a signature
            assert not judged(result)


def test_files_of_every_kind_cut_anywhere(tmp_path: Path) -> None:
    files: dict[str, bytes] = {}
    for kind in KINDS:
        data = sound(kind)
        for end in {0, 1, 7, 20, *np.linspace(0, len(data) - 1, 9, dtype=int).tolist()}:
            files[f"{end} {kind}"] = data[:end]
    results = decoded(tmp_path, files)
    for name, result in results.items():
        judged(result)
        if name.startswith("0 "):
            assert isinstance(result, DecodeFailure)
            assert result.reason == "The file is empty."


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,  # in this process, where a crash of a codec would be the tests' own
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(kind=st.sampled_from(KINDS), seed=st.integers(0, 2**32))
def test_damaged_bytes_never_raise_anything_else(tmp_path: Path, kind: str, seed: int) -> None:
    path = tmp_path / f"fuzz.{kind.rpartition('.')[2]}"
    path.write_bytes(mutated(sound(kind), seed))
    with warnings.catch_warnings(), InlineDecoder(short_side=16) as inline:
        warnings.simplefilter("error")
        judged(inline.submit(os.fsencode(path)).result())


def test_damaged_files_stall_no_process(tmp_path: Path) -> None:
    outcome = through_processes(tmp_path, range(6 * len(KINDS)))
    assert outcome.total() == 6 * len(KINDS)
    assert outcome["photo"] > len(KINDS)  # the damage is not all there is to see


@pytest.mark.skipif(sys.platform != "linux", reason="where a broken Python can be named")
def test_an_index_run_that_cannot_read_ends_with_one_sentence(tmp_path: Path) -> None:
    """It neither waits for ever nor records sound files as failures."""
    (tmp_path / "photos").mkdir()
    for number in range(30):
        (tmp_path / "photos" / f"{number}.jpg").write_bytes(sound("jpg") + bytes([number]))
    program = (
        "import multiprocessing, sys; multiprocessing.set_executable('/nowhere/python');"
        "from photoclip.cli import run; sys.exit(run(sys.argv[1:]))"
    )
    words = ["--library", tmp_path / "library", "index", tmp_path / "photos", "--json"]
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert done.returncode == 3, done.stderr
    (line,) = (each for each in done.stderr.splitlines() if each.startswith("photoclip: "))
    assert "No process for reading pictures can be started (" in line
    with Library.open(tmp_path / "library", write=False) as library:
        assert library.showing.failures() == ()


def test_the_library_takes_what_can_be_seen_and_names_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    files = {f"sound.{kind}": sound(kind) for kind in KINDS} | bombs()
    files |= dict(list(liars().items())[::5])
    files |= {f"cut.{kind}": sound(kind)[: len(sound(kind)) // 2] for kind in KINDS[::3]}
    files |= {"empty.jpg": b"", "words.png": b"no picture at all", "picture.txt": sound("png")}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "nothing.txt").write_bytes(b"ignored")
    with Library.open(tmp_path / "library") as library:
        report = library.index([folder])
        shown = library.showing.paths(library.showing.browse().tolist()).values()
        embedded = {path for paths in shown for path in paths}
        failed = {each.path: each.reason for each in report.failed}
        assert embedded | failed.keys() == {os.fsencode(folder / name) for name in files}
        assert not embedded & failed.keys()
        assert report.ignored == 1
        for name in bombs():
            assert os.fsencode(folder / name) in failed
        for path, reason in failed.items():
            judged(DecodeFailure(reason))
            assert os.path.basename(path).decode() not in reason  # noqa: PTH119 - bytes
        assert library.vectors() == library.indexed()
        again = library.index()
        assert (again.embedded, again.failed) == (0, report.failed)
