"""The pool of decoder processes: whatever a file does, one failure is all it costs."""

import ctypes
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, wait
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from photoclip.errors import PhotoError
from photoclip.photos import formats
from photoclip.photos.decode import content_hash
from photoclip.photos.decoder import DecoderPool, InlineDecoder
from photoclip.records import DecodedPhoto, DecodeFailure, DecodeResult, KnownPhoto
from tests.processes import decoders

LINUX = sys.platform == "linux"


def naughty(  # noqa: C901
    path: bytes, *, short_side: int, known: frozenset[bytes]
) -> KnownPhoto:
    """A decoder that does what the name of the file says; runs in the pool's processes."""
    name = path.rpartition(b"/")[2].partition(b"-")[0]
    if name == b"hang":
        time.sleep(600)
    elif name == b"once":
        if not os.path.exists(path):  # noqa: PTH110 - bytes
            Path(os.fsdecode(path)).touch()
            os.kill(os.getpid(), signal.SIGKILL)
    elif name == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif name == b"segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif name == b"exit":
        os._exit(3)
    elif name == b"hog":
        np.ones(8 * 2**30, np.uint8)
    elif name == b"bug":
        raise KeyError("a fault of ours")
    elif name == b"noise":
        os.write(1, b"loud\n")
        os.write(2, b"noise\n")
    elif name == b"modules":
        raise PhotoError(" ".join(sorted(sys.modules)))
    elif name == b"stuck":
        ctypes.PyDLL(None).sleep(60)  # with Python's lock held, as a codec may hang
    elif name in {b"slow", b"long"}:
        time.sleep(0.3 if name == b"slow" else 1.2)
    return KnownPhoto(content_hash(path), os.getpid())


def sentence(result: DecodeResult) -> str:
    assert isinstance(result, DecodeFailure)
    return result.reason


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "decoder.log"


@pytest.fixture
def naughty_pool(log: Path) -> Iterator[DecoderPool]:
    with DecoderPool(
        2, short_side=64, seconds=1.5, memory_mb=512, log_path=log, decode=naughty
    ) as pool:
        yield pool


@pytest.fixture
def pictures(tmp_path: Path) -> list[bytes]:
    noise = np.random.default_rng(3)
    paths: list[bytes] = []
    for number in range(12):
        path = tmp_path / f"{number}.jpg"
        Image.fromarray(noise.integers(0, 255, (90, 120, 3), np.uint8)).save(path)
        paths.append(os.fsencode(path))
    return paths


def test_pool_and_inline_decoder_agree(pictures: list[bytes], tmp_path: Path) -> None:
    (tmp_path / "bad.jpg").write_bytes(b"nothing")
    paths = [*pictures, os.fsencode(tmp_path / "bad.jpg")]
    with DecoderPool(2, short_side=48) as pool, InlineDecoder(short_side=48) as inline:
        answers = [pool.submit(path) for path in paths]
        for path, answer in zip(paths, answers, strict=True):
            mine, theirs = inline.submit(path).result(), answer.result(timeout=30)
            if isinstance(mine, DecodedPhoto):
                assert isinstance(theirs, DecodedPhoto)
                assert theirs.pixel_hash == mine.pixel_hash
                assert np.array_equal(theirs.pixels, mine.pixels)
                assert theirs.facts == mine.facts
            else:
                assert theirs == mine
        digest = content_hash(Path(os.fsdecode(pictures[0])).read_bytes())
        known = pool.submit(pictures[0], frozenset({digest})).result(timeout=30)
        assert isinstance(known, KnownPhoto)
    assert not decoders()


def test_a_bad_file_costs_itself_alone(naughty_pool: DecoderPool) -> None:
    deeds = {
        "hang": "longer than 1.5 s",
        "die": "crashed",
        "segfault": "crashed",
        "exit": "crashed",
        "bug": "the log says why",
    }
    if LINUX:
        deeds["hog"] = "memory"
    for deed, said in deeds.items():
        names = [*(f"good-{n}" for n in range(4)), deed, *(f"good-{n}" for n in range(4, 8))]
        answers = {name: naughty_pool.submit(f"/x/{name}".encode()) for name in names}
        for name, answer in answers.items():
            result = answer.result(timeout=20)
            if name == deed:
                assert said in sentence(result)
            else:
                assert isinstance(result, KnownPhoto)


def test_many_bad_files_in_a_row(naughty_pool: DecoderPool) -> None:
    names = ["die", "good", "die", "exit", "good", "hog", "die", "good"]
    answers = [
        (name, naughty_pool.submit(f"/x/{name}-{number}".encode()))
        for number, name in enumerate(names)
    ]
    for name, answer in answers:
        result = answer.result(timeout=30)
        assert isinstance(result, KnownPhoto if name == "good" else DecodeFailure)


@pytest.mark.parametrize("sign", ["SIGKILL", "SIGSEGV"])
def test_a_process_killed_while_idle_is_replaced_at_once(
    naughty_pool: DecoderPool, sign: str
) -> None:
    """It is replaced before anything is asked of it, not when the next file comes."""
    naughty_pool.submit(b"/x/good").result(timeout=60)
    killed = decoders()
    assert len(killed) == 2
    for process in killed:
        process.send_signal(getattr(signal, sign))
    fresh: list[psutil.Process] = []
    ends = time.monotonic() + 30  # it takes a fifth of a second
    while len(fresh) < 2 and time.monotonic() < ends:
        time.sleep(0.02)
        fresh = [each for each in decoders() if each not in killed and each.is_running()]
    assert len(fresh) == 2
    answers = [naughty_pool.submit(f"/x/good-{n}".encode()) for n in range(8)]
    assert all(isinstance(answer.result(timeout=60), KnownPhoto) for answer in answers)


def test_a_file_whose_process_was_killed_from_outside_is_decoded_all_the_same(
    naughty_pool: DecoderPool, tmp_path: Path
) -> None:
    """The file that was in work may be a good one: it has a second chance, and only one."""
    answers = [naughty_pool.submit(os.fsencode(tmp_path / f"once-{number}")) for number in range(4)]
    assert all(isinstance(answer.result(timeout=60), KnownPhoto) for answer in answers)
    assert sentence(naughty_pool.submit(b"/x/die").result(timeout=60)) == "It crashed the decoder."


def test_a_clock_that_is_set_neither_stalls_nor_fails_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = time.time
    for seconds, day, name in ((1.0, -86_400, b"/x/hang"), (20.0, 86_400, b"/x/long")):
        with DecoderPool(1, short_side=64, seconds=seconds, decode=naughty) as pool:
            pool.submit(b"/x/good").result(timeout=60)
            answer = pool.submit(name)
            time.sleep(0.6)  # it is in work, and was seen to be
            with monkeypatch.context() as patched:
                patched.setattr(time, "time", lambda day=day: real() + day)
                result = answer.result(timeout=60)
        assert isinstance(result, DecodeFailure if name == b"/x/hang" else KnownPhoto)


@pytest.mark.skipif(not LINUX, reason="where a broken Python for new processes can be named")
@pytest.mark.parametrize("broken", ["program", "library"])
def test_where_no_process_can_be_started_everyone_is_told(tmp_path: Path, broken: str) -> None:
    """Not one file waits for ever, and none is recorded as if it were at fault."""
    script = tmp_path / "unable.py"
    script.write_text(
        textwrap.dedent(
            """
            import multiprocessing, os, sys
            from multiprocessing import resource_tracker
            from photoclip.errors import DecoderError
            from photoclip.photos.decoder import DecoderPool
            if __name__ == "__main__":
                if sys.argv[1] == "program":
                    multiprocessing.set_executable("/nowhere/python")
                else:
                    resource_tracker.ensure_running()
                    os.environ["PYTHONHOME"] = "/nowhere"
                with DecoderPool(2, short_side=48) as pool:
                    answers = [pool.submit(b"/x/any.jpg") for _ in range(9)]
                    for answer in [*answers, pool.submit(b"/x/later.jpg")]:
                        error = answer.exception(timeout=100)
                        assert isinstance(error, DecoderError), error
                print(error)
            """
        )
    )
    done = subprocess.run(
        [sys.executable, str(script), broken],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("No process for reading pictures can be started (")


def test_processes_killed_at_random_never_stall_the_pool(pictures: list[bytes]) -> None:
    rng = np.random.default_rng(5)
    with DecoderPool(2, short_side=48) as pool:
        pool.submit(pictures[0]).result(timeout=60)
        answers = [pool.submit(path) for path in pictures * 80]
        killed = 0
        while not all(answer.done() for answer in answers):
            time.sleep(float(rng.uniform(0.05, 0.2)))
            living = decoders()
            if living and killed < 6:
                living[int(rng.integers(len(living)))].kill()
                killed += 1
        lost = [answer for answer in answers if isinstance(answer.result(), DecodeFailure)]
    assert len(lost) <= killed


def test_output_goes_to_the_log_and_not_to_the_terminal(
    naughty_pool: DecoderPool, log: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    naughty_pool.submit(b"/x/noise").result(timeout=20)
    assert capfd.readouterr() == ("", "")
    assert "noise" in log.read_text()


def test_processes_load_no_heavy_library(naughty_pool: DecoderPool) -> None:
    loaded = sentence(naughty_pool.submit(b"/x/modules").result(timeout=20)).split()
    heavy = {"torch", "faiss", "PySide6", "sqlalchemy", "open_clip", "typer", "watchdog"}
    assert not heavy & set(loaded)
    rooms = {name for name in loaded if name.startswith("photoclip.") and name.count(".") == 1}
    records = {name for name in rooms if name.startswith("photoclip.records")}
    assert rooms - records <= {"photoclip.photos", "photoclip.errors"}


def test_close_is_quick_and_cancels(pictures: list[bytes]) -> None:
    pool = DecoderPool(2, short_side=48, decode=naughty)
    pool.submit(b"/x/good").result(timeout=20)
    answers = [pool.submit(b"/x/hang") for _ in range(6)]
    assert answers[5].cancel()
    began = time.monotonic()
    pool.close()
    assert time.monotonic() - began < 60  # what hangs would hang for ten minutes
    done, waiting = wait(answers, timeout=1)
    assert not waiting
    for answer in done:
        with pytest.raises(CancelledError):
            answer.result()
    with pytest.raises(RuntimeError):
        pool.submit(pictures[0])
    pool.close()
    assert not decoders()


def test_a_pool_that_is_closed_at_once_leaves_nothing() -> None:
    for _ in range(3):
        DecoderPool(2, short_side=48).close()
    assert not decoders()


@pytest.mark.skipif(not LINUX, reason="looks into /proc")
def test_processes_end_with_their_parent(tmp_path: Path, pictures: list[bytes]) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent(
            """
            import os, sys, time
            from photoclip.photos.decoder import DecoderPool
            from tests.processes import decoders
            from tests.test_photos_decoder import naughty
            if __name__ == "__main__":
                pool = DecoderPool(2, short_side=48)
                for answer in [pool.submit(os.fsencode(path)) for path in sys.argv[1:]]:
                    answer.result()
                with DecoderPool(1, short_side=48, decode=naughty) as other:
                    other.submit(b"/x/stuck")
                    time.sleep(0.5)
                    print(*[child.pid for child in decoders()], flush=True)
                    time.sleep(60)
            """
        )
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    parent = subprocess.Popen(
        [sys.executable, str(script), *map(os.fsdecode, pictures)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    with parent:
        assert parent.stdout is not None
        children = [psutil.Process(int(pid)) for pid in parent.stdout.readline().split()]
        assert len(children) == 3
        parent.kill()
        parent.wait()
        _, alive = psutil.wait_procs(children, timeout=5)
    assert not alive


def is_candidate(path: Path) -> bool:
    if not path.is_file():
        return False
    known = path.suffix.lower() in formats.PICTURE_EXTENSIONS
    return known or formats.sniff(path.read_bytes()[:64]) is not None


@pytest.mark.parametrize("part", ["photos", "orientation", "exif", "hostile"])
def test_every_real_file_is_decoded_or_fails_with_a_sentence(
    shared_data: Path, part: str, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = [path for path in (shared_data / "data" / part).rglob("*") if is_candidate(path)]
    assert len(paths) > 15
    with DecoderPool(2, short_side=96) as pool:
        answers = [pool.submit(os.fsencode(path)) for path in paths]
        results = dict(zip(paths, (answer.result(timeout=60) for answer in answers), strict=True))
    assert capfd.readouterr() == ("", "")
    failed = {path: result for path, result in results.items() if sentence_or_none(result)}
    for path, result in failed.items():
        said = sentence(result)
        assert said.endswith(".")
        assert path.name not in said
        assert not any(word in said for word in ("<", "Error", "object at", "crashed", "longer"))
    if part in {"photos", "orientation"}:
        assert not failed
    assert len(failed) < len(paths) / 5


def sentence_or_none(result: DecodeResult) -> str | None:
    return result.reason if isinstance(result, DecodeFailure) else None


@pytest.mark.parametrize("form", ["Landscape", "Portrait"])
def test_real_orientations_come_out_upright_and_equal(shared_data: Path, form: str) -> None:
    folder = shared_data / "data" / "orientation"
    with InlineDecoder(short_side=224) as inline:
        results = [
            inline.submit(os.fsencode(folder / f"{form}_{number}.jpg")).result()
            for number in range(9)
        ]
    first = results[0]
    assert isinstance(first, DecodedPhoto)
    for result in results:
        assert isinstance(result, DecodedPhoto)
        assert result.pixels.shape == first.pixels.shape
        difference = np.abs(result.pixels.astype(int) - first.pixels.astype(int))
        assert difference.mean() < 4
        assert (result.facts.width > result.facts.height) == (form == "Landscape")


def test_processes_that_stand_back_are_behind_this_one(pictures: list[bytes]) -> None:
    with DecoderPool(1, short_side=48, niceness=7) as pool:
        pool.submit(pictures[0]).result(timeout=60)
        (worker,) = decoders()
        if os.name == "posix":
            assert int(worker.nice()) == int(psutil.Process().nice()) + 7
        else:
            assert worker.nice() == psutil.BELOW_NORMAL_PRIORITY_CLASS
        if LINUX:  # a session of its own: sessions share the processors before processes do
            assert os.getsid(worker.pid) == worker.pid
    assert not decoders()
