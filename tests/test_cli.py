"""The command line as scripts see it: documents, exit statuses, one sentence for trouble."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from photoclip.cli import run
from photoclip.errors import LibraryError
from photoclip.library.library import Library


class Answer:
    """What one call printed and how it ended."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def document(self) -> dict[str, Any]:
        (line,) = self.out.splitlines()
        return json.loads(line)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Any:
    def do(*words: object) -> Answer:
        status = run([str(word) for word in words])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err + captured.out
        return Answer(status, captured.out, captured.err)

    return do


def test_index_prints_the_contract_s_fields(call: Any, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    Image.new("RGB", (90, 60), "red").save(folder / "a.png")
    (folder / "b.jpg").write_bytes(b"no picture")
    (folder / "c.txt").write_text("words", "utf-8")
    answer = call("--library", tmp_path / "l", "index", folder, "--json")
    document = answer.document
    assert answer.status == 0
    assert {k: document[k] for k in ("photos", "files", "embedded", "ignored")} == {
        "photos": 1,
        "files": 1,
        "embedded": 1,
        "ignored": 1,
    }
    assert set(document) >= {
        "reused",
        "unchanged",
        "moved",
        "gone",
        "failed",
        "seconds",
        "photos_per_second",
    }
    (failed,) = document["failed"]
    assert failed["path"] == str(folder / "b.jpg")
    assert failed["reason"].endswith(".")
    assert call("--library", tmp_path / "l", "index", "--strict", "--json").status == 1
    assert call("--library", tmp_path / "l", "failures", "--json").document == {"failed": [failed]}


def test_search_answers_with_hits(call: Any, sample_library_folder: Path) -> None:
    answer = call(
        "--library", sample_library_folder, "search", "a", "house", "--limit", 3, "--json"
    )
    document = answer.document
    assert answer.status == 0
    assert document["model"] == "photoclip-mini"
    assert document["likely"] is not None
    assert document["line"] == 0.5
    assert len(document["hits"]) == 3 <= document["total"]
    scores = [hit["score"] for hit in document["hits"]]
    assert scores == sorted(scores, reverse=True)
    for hit in document["hits"]:
        assert Path(hit["path"]).is_file()
        assert hit["path"] in hit["paths"]
        assert 0.0 <= hit["relevance"] <= 1.0
        assert hit["band"] in {"likely", "maybe", "rest"}
    everything = call("--library", sample_library_folder, "search", "house", "--all", "--json")
    assert len(everything.document["hits"]) == everything.document["total"]


def test_negatives_and_filters_come_as_plain_words(call: Any, sample_library_folder: Path) -> None:
    def ask(*words: str) -> dict[str, Any]:
        return call("--library", sample_library_folder, "search", *words, "--json").document

    assert ask("house", "-tree", "--limit", "4")["query"] == "house -tree"
    assert ask("house", "--without", "a tree")["query"] == 'house -"a tree"'
    png = ask("house", "type:png", "--all")
    assert {Path(hit["path"]).suffix.lower() for hit in png["hits"]} == {".png"}
    rest = ask("house", "-type:png", "--all")
    assert png["total"] + rest["total"] == ask("house")["total"]
    only_filters = ask("type:png")
    assert only_filters["total"] == png["total"]
    assert all(hit["score"] is None for hit in only_filters["hits"])
    assert ask("tag:nothing")["hits"] == []


def test_similar_leaves_the_picture_itself_out(call: Any, sample_library_folder: Path) -> None:
    first = call("--library", sample_library_folder, "search", "beach", "--limit", 1, "--json")
    file = first.document["hits"][0]["path"]
    like = call("--library", sample_library_folder, "similar", file, "--all", "--json").document
    assert file not in {path for hit in like["hits"] for path in hit["paths"]}
    assert len(like["hits"]) == like["total"] == first.document["total"] - 1
    by_image = call(
        "--library", sample_library_folder, "search", "--image", file, "--limit", 1, "--json"
    ).document
    assert by_image["hits"][0]["path"] == file


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["search", "colour:red"], 2, "'colour:' (at character 1) is not a filter; known are"),
        (["search"], 2, "Say what to look for"),
        (["search", "house", "--limt", "3"], 2, "There is no option --limt"),
        (["search", "house", "--limit", "0"], 2, "--limit"),
        (["frobnicate"], 2, "frobnicate"),
        (["tag", "no such list"], 3, "no such list"),
        (["tag"], 2, "Name a label list"),
        (["tag", "--undo", "99"], 3, "99"),
        (["similar", "/nowhere/a.jpg"], 3, "/nowhere/a.jpg cannot be read"),
        (["models", "use", "no-such-model"], 3, "no-such-model"),
        (["folders", "remove", "/nowhere"], 2, "is not one of the library's folders"),
        (["evaluate", "zero-shot", "--data", "/nowhere.csv"], 3, "/nowhere.csv"),
    ],
)
def test_trouble_is_one_sentence(
    call: Any, own_library_folder: Path, words: list[str], status: int, says: str
) -> None:
    answer = call("--library", own_library_folder, *words, "--json")
    assert answer.status == status
    assert says in answer.err
    assert len(answer.err.splitlines()) == 1
    assert says in answer.document["error"]


def test_without_a_library_a_question_says_how_to_make_one(call: Any, tmp_path: Path) -> None:
    answer = call("--library", tmp_path / "none", "search", "house")
    assert answer.status == 3
    assert "photoclip index" in answer.err
    assert not (tmp_path / "none").exists()


def test_a_second_writer_is_told_who_the_first_is(call: Any, own_library_folder: Path) -> None:
    with Library.open(own_library_folder):
        answer = call("--library", own_library_folder, "index", "--json")
        assert answer.status == 3
        assert str(os.getpid()) in answer.document["error"]
        assert call("--library", own_library_folder, "search", "house").status == 0


def test_tags_are_proposed_written_and_taken_back(call: Any, own_library_folder: Path) -> None:
    def do(*words: object) -> dict[str, Any]:
        return call("--library", own_library_folder, *words, "--json").document

    labels = ("--label", "beach", "--label", "living room", "--label", "snowfield")
    proposed = do("tag", *labels)
    assert proposed["run"] is None
    assert list(proposed["labels"]) == ["beach", "living room", "snowfield"]
    assert do("search", "tag:beach")["total"] == 0
    applied = do("tag", *labels, "--apply")
    assert applied["tags"] == proposed["tags"]
    assert do("search", "tag:beach")["total"] == applied["labels"]["beach"]["count"] > 0
    do("tag", "--undo", applied["run"])
    assert do("search", "tag:beach")["total"] == 0


def test_label_lists_come_and_go(call: Any, own_library_folder: Path, tmp_path: Path) -> None:
    def do(*words: object) -> Answer:
        return call("--library", own_library_folder, "labels", *words, "--json")

    (tmp_path / "trips.txt").write_text("sea, ocean\nhills\n", "utf-8")
    assert do("import", tmp_path / "trips.txt").document["version"] == 1
    assert [each["name"] for each in do("list").document["lists"]] == ["trips"]
    do("export", "trips", tmp_path / "out.csv")
    assert "sea,ocean," in (tmp_path / "out.csv").read_text("utf-8")
    do("delete", "trips")
    assert do("show", "trips").status == 3
    assert "scenes" in do("list").document["starters"]


def test_describe_and_status_and_models(call: Any, sample_library_folder: Path) -> None:
    file = call("--library", sample_library_folder, "search", "dog", "--limit", 1, "--json")
    path = file.document["hits"][0]["path"]
    described = call("--library", sample_library_folder, "describe", path, "--json").document
    assert described["labels"]
    assert described["sentences"]
    chosen = call(
        "--library",
        sample_library_folder,
        "describe",
        path,
        "--label",
        "a dog",
        "--label",
        "a cake",
        "--json",
    ).document["labels"]
    assert sum(each["score"] for each in chosen) == pytest.approx(1, abs=1e-3)
    status = call("--library", sample_library_folder, "status", "--json").document
    assert status["photos"] == status["vectors"] > 0
    assert Path(status["log"]).parent.is_dir()
    models = call("--library", sample_library_folder, "models", "list", "--json").document
    assert models["in_use"] == "photoclip-mini"


def test_doctor_measures_and_finds_no_problem(call: Any, sample_library_folder: Path) -> None:
    answer = call("--library", sample_library_folder, "doctor", "--json")
    assert answer.status == 0, answer.document["problems"]
    (model,) = answer.document["models"]
    assert {"cpu"} <= {each["device"] for each in model["measured"]}
    assert all(each["images_per_second"] > 0 for each in model["measured"])


def test_names_that_are_no_utf8_come_with_their_bytes(call: Any, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    Image.new("RGB", (60, 60), "blue").save(tmp_path / "a.png")
    try:
        shutil.copyfile(tmp_path / "a.png", os.fsencode(folder) + b"/bad\xff.png")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    call("--library", tmp_path / "l", "index", tmp_path / "p")
    (hit,) = call("--library", tmp_path / "l", "search", "blue", "--json").document["hits"]
    assert hit["path_bytes"]


def _has_photos(library: Path) -> bool:
    try:
        with Library.open(library, write=False) as opened:
            return opened.showing.counts()[0] > 0
    except LibraryError:
        return False


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for a child on Windows")
@pytest.mark.parametrize("come", [Path.exists, _has_photos], ids=["opening", "indexing"])
def test_interrupting_ends_cleanly(
    tmp_path: Path, sample_pictures: Path, come: Callable[[Path], bool]
) -> None:
    many = tmp_path / "many"
    for number in range(6):
        shutil.copytree(sample_pictures, many / str(number))
    library = tmp_path / "l"
    words = [sys.executable, "-m", "photoclip", "--library", library, "watch", many, "--json"]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    deadline = time.monotonic() + 120
    while not come(library) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0
    assert err == b""
    with Library.open(library) as opened:
        assert opened.vectors() == opened.indexed() <= opened.showing.counts()[0]
        opened.index([many])
        assert opened.vectors() == opened.indexed() == opened.showing.counts()[0] > 0


def test_what_ends_a_thread_is_in_the_log_alone(tmp_path: Path) -> None:
    program = (
        "import sys, threading; from photoclip.cli import run; run(['--version'])\n"
        "for end in (lambda: 1 / 0, sys.exit):\n"
        "    thread = threading.Thread(target=end); thread.start(); thread.join()\n"
    )
    log = tmp_path / "log"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PHOTOCLIP_LOG": str(log)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert log.read_text("utf-8").count("Traceback") == 1
