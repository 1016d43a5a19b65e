"""Models are data: damaged or hostile ones are refused in a sentence, and nothing in them runs."""

import contextlib
import http.server
import io
import json
import os
import pickle  # noqa: TID251 - what is not to be loaded has to be made
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_models import change_tensors, config_of, forget_record, paint, tiny_folder

from photoclip import paths
from photoclip.cli import run
from photoclip.clip import models
from photoclip.clip.architecture import RECORD_FILE, WEIGHTS_FILE, write_model
from photoclip.clip.download import download
from photoclip.clip.embedder import Embedder
from photoclip.clip.weights import store
from photoclip.errors import ModelError
from photoclip.library.library import Library
from photoclip.query import parse

COUNT = 3


@pytest.fixture(autouse=True)
def own_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHOTOCLIP_MODELS", str(tmp_path / "models"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that a tiny model searches, its pictures, and the model: never changed."""
    place = tmp_path_factory.mktemp("made")
    folder = tiny_folder(place)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PHOTOCLIP_MODELS", str(place / "models"))
        models.import_model(folder, paths.models_folder(), "tiny")
        with Library.open(place / "library") as library:
            library.use_model(models.find("tiny", paths.models_folder()))
            library.index([paint(place / "pictures", COUNT)])
            library.tagging.tag(library.showing.browse([]).tolist()[:2], "kept")
    return place


@pytest.fixture
def library_folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made / "library", tmp_path / "library")
    shutil.copytree(made / "models", tmp_path / "models")
    return tmp_path / "library"


def remove(folder: Path) -> None:
    shutil.rmtree(folder)


def cut(folder: Path) -> None:
    weights = folder / WEIGHTS_FILE
    weights.write_bytes(weights.read_bytes()[: weights.stat().st_size // 2])


def flip(folder: Path) -> None:
    data = bytearray((folder / WEIGHTS_FILE).read_bytes())
    data[-1000] ^= 0xFF
    (folder / WEIGHTS_FILE).write_bytes(bytes(data))


def flip_unnoticed(folder: Path) -> None:
    """As a disk does that forgets: neither size nor time of the file change."""
    stat = (folder / WEIGHTS_FILE).stat()
    flip(folder)
    os.utime(folder / WEIGHTS_FILE, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def not_numbers(folder: Path) -> None:
    forget_record(folder)
    change_tensors(folder / WEIGHTS_FILE, float("nan"))


def other_shapes(folder: Path) -> None:
    forget_record(folder)
    shutil.copyfile(tiny_folder(folder.parent, 24) / WEIGHTS_FILE, folder / WEIGHTS_FILE)
    shutil.rmtree(folder.parent / "source-24-0")


def no_weights(folder: Path) -> None:
    (folder / WEIGHTS_FILE).unlink()


def empty(folder: Path) -> None:
    (folder / WEIGHTS_FILE).write_bytes(b"")


def deep(folder: Path) -> None:
    (folder / "open_clip_config.json").write_text("[" * 100_000, "utf-8")


def other_layout(folder: Path) -> None:
    config = {"model_cfg": {"embed_dim": "x", "vision_cfg": {}, "text_cfg": []}}
    (folder / "open_clip_config.json").write_text(json.dumps(config), "utf-8")


DAMAGES = (
    remove,
    cut,
    flip,
    flip_unnoticed,
    not_numbers,
    other_shapes,
    no_weights,
    empty,
    deep,
    other_layout,
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_model_leaves_a_library_that_opens(
    damage: Callable[[Path], None], library_folder: Path, tmp_path: Path, made: Path
) -> None:
    """Browsing, tags and albums work; a question says what to do; the model can be brought back."""
    damage(tmp_path / "models" / "tiny")
    with Library.open(library_folder) as library:
        photos = library.showing.browse([]).tolist()
        assert len(photos) == COUNT
        assert len(library.showing.browse(parse("tag:kept").filters)) == 2
        assert library.tagging.tag(photos, "more") == COUNT
        library.organising.rate(photos, 4)
        for ask in (
            lambda: library.search(parse("red")),
            library.warm_up,
            lambda: library.index([paint(tmp_path / "more", 1, first=900)]),
        ):
            with pytest.raises(ModelError, match=r"again|bring it back") as refused:
                ask()
            assert "\n" not in str(refused.value)
        back = models.import_model(tiny_folder(tmp_path), paths.models_folder(), "tiny")
        assert library.use_model(back) or library.index()
        assert library.search(parse("red")).total >= COUNT


def test_commands_tell_of_a_missing_model(
    library_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remove(tmp_path / "models" / "tiny")
    for words, status in (
        (["status"], 0),
        (["failures"], 0),
        (["search", "tag:kept"], 0),
        (["models", "list"], 0),
        (["doctor", "--no-measure"], 1),
        (["search", "red"], 3),
        (["index"], 3),
        (["models", "use", "photoclip-mini"], 0),
        (["doctor", "--no-measure"], 0),
    ):
        assert run(["--library", str(library_folder), *words, "--json"]) == status, words
        told = capsys.readouterr()
        document = json.loads(told.out)
        said = document.get("error", "") + " ".join(document.get("problems", ()))
        assert ("tiny" in said) == bool(status), words


def test_the_built_in_model_knows_what_its_weights_are() -> None:
    """Whoever renews it writes its digest.json anew: delete it and describe the folder."""
    folder = models.builtin().folder
    assert json.loads((folder / RECORD_FILE).read_text("utf-8"))["digest"]


def test_weights_exchanged_while_in_use(library_folder: Path, tmp_path: Path) -> None:
    model = models.find("tiny", paths.models_folder())
    shutil.rmtree(model.folder)
    models.import_model(tiny_folder(tmp_path, seed=5), paths.models_folder(), "tiny")
    with pytest.raises(ModelError, match="exchanged"):
        Embedder.load(model, threads=1)


def test_vectors_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    folder = tiny_folder(tmp_path)
    change_tensors(folder / WEIGHTS_FILE, 0.0)  # makes a vector of no direction of everything
    with pytest.raises(ModelError, match="cannot be used"):
        models.import_model(folder, paths.models_folder(), "huge")
    embedder = Embedder.load(models.describe_folder(folder), threads=1)
    with pytest.raises(ModelError, match="no usable vectors"):
        embedder.encode_texts(["x"])


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [
        ("model_cfg", "embed_dim", 0),
        ("model_cfg", "embed_dim", 1 << 40),
        ("vision_cfg", "image_size", [1 << 20, 1 << 20]),
        ("vision_cfg", "image_size", "all"),
        ("vision_cfg", "layers", 1 << 40),
        ("vision_cfg", "timm_model_name", "hf-hub:somebody/else"),
        ("vision_cfg", "patch_size", 0),
        ("text_cfg", "heads", 0),
        ("text_cfg", "width", "wide"),
        ("preprocess_cfg", "mean", [0.1, float("nan"), 0.1]),
        ("preprocess_cfg", "std", [0, 0, 0]),
        ("preprocess_cfg", "mean", "grey"),
        ("preprocess_cfg", "interpolation", "magic"),
        ("preprocess_cfg", "resize_mode", []),
    ],
)
def test_configurations_that_make_no_sense(
    part: str, key: str, value: object, tmp_path: Path
) -> None:
    folder = tiny_folder(tmp_path)
    config = config_of(folder)
    place = config[part] if part in config else config["model_cfg"][part]
    place[key] = value
    (folder / "open_clip_config.json").write_text(json.dumps(config), "utf-8")
    with pytest.raises(ModelError):
        models.import_model(folder, paths.models_folder(), "odd")
    assert [one.name for one in models.available(paths.models_folder())] == ["photoclip-mini"]


def test_facts_may_be_anything(tmp_path: Path) -> None:
    folder = tiny_folder(tmp_path)
    for facts in ('{"languages": 5, "description": {"a": 1}, "words": 7}', "[" * 50_000, "null"):
        (folder / "photoclip.json").write_text(facts, "utf-8")
        assert models.describe_folder(folder).languages
        Embedder.load(models.describe_folder(folder), threads=1)


@pytest.mark.parametrize(
    "name", ["../up", "a/b", "a\\b", ".dot", "", "line\nbreak", "\x1b[31m", "a\0b", "\u202eb"]
)
def test_names_of_models_are_names_of_folders(name: str, tmp_path: Path) -> None:
    folder = tiny_folder(tmp_path)
    if name:
        with pytest.raises(ModelError, match="cannot be the name"):
            models.import_model(folder, paths.models_folder(), name)
    with pytest.raises(ModelError, match="no model"):
        models.find(name, paths.models_folder())


def test_what_a_crashed_import_left_goes(tmp_path: Path) -> None:
    left, young = (paths.models_folder() / f".import-{name}" for name in ("left", "young"))
    for folder in (left, young):
        folder.mkdir(parents=True)
    long_ago = time.time() - 3 * 24 * 3600
    os.utime(left, (long_ago, long_ago))
    models.import_model(tiny_folder(tmp_path), paths.models_folder(), "tiny")
    assert not left.exists()
    assert young.exists()


# Pickles


class Evil:
    """What a pickle can do to whoever loads it."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self.marker}",)


def write_evil(file: Path, marker: Path, way: str) -> None:
    if way == "plain pickle":
        file.write_bytes(pickle.dumps({"state_dict": Evil(marker)}))
    else:
        torch.save({"state_dict": {"a": torch.zeros(1), "b": Evil(marker)}}, file)


@pytest.mark.parametrize(
    ("way", "suffix"),
    [
        ("plain pickle", ".pt"),
        ("torch archive", ".bin"),
        ("torch archive", ".ckpt"),
        ("plain pickle", ".weights"),
        ("torch archive", ".safetensors"),
    ],
)
def test_a_pickle_never_runs(
    way: str, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marker, file = tmp_path / "ran", tmp_path / f"evil{suffix}"
    write_evil(file, marker, way)
    for flags in ([], ["--pickled"]):
        words = ["models", "import", str(file), "--architecture", "ViT-S-32-alt", *flags]
        assert run(words) == 3
        (sentence,) = capsys.readouterr().err.splitlines()
        pickled = suffix not in {".weights", ".safetensors"}
        assert ("pickled checkpoint" in sentence) == (pickled and not flags), sentence
    assert not marker.exists()
    careless = (
        pickle.loads
        if way == "plain pickle"
        else lambda data: torch.load(io.BytesIO(data), weights_only=False)
    )
    careless(file.read_bytes())
    assert marker.exists()  # so the trap works


def test_a_checkpoint_is_imported_only_after_a_yes(tmp_path: Path) -> None:
    folder = tiny_folder(tmp_path)
    state = {
        f"module.{key}": value for key, value in models.load_towers(folder).state_dict().items()
    }
    (folder / WEIGHTS_FILE).unlink()
    torch.save({"state_dict": state}, folder / "open_clip_pytorch_model.bin")
    with pytest.raises(ModelError, match="import it first"):
        models.describe_folder(folder)
    with pytest.raises(ModelError, match="--pickled"):
        models.import_model(folder, paths.models_folder(), "checkpoint")
    assert list(paths.models_folder().iterdir()) == []
    model = models.import_model(folder, paths.models_folder(), "checkpoint", pickled=True)
    assert Embedder.load(model, threads=1).encode_texts(["x"]).shape == (1, 16)
    assert not list(model.folder.glob("*.bin"))


@given(data=st.data())
@settings(max_examples=int(os.environ.get("PHOTOCLIP_FUZZ", "25")), deadline=None)
def test_mutated_checkpoints_are_one_sentence(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("mutated")
    file = place / "some.pt"
    torch.save({"state_dict": {"a": torch.arange(8.0)}}, file, _use_new_zipfile_serialization=False)
    content = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    file.write_bytes(bytes(content[: data.draw(st.integers(0, len(content)))]))
    with contextlib.suppress(ModelError):
        store(file, place / "out.safetensors")


# Downloads


@pytest.fixture
def hub() -> Iterator[tuple[str, list[str]]]:
    """A hub that has a pickled checkpoint only, and what was asked of it."""
    asked: list[str] = []

    class OnlyPickles(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            asked.append(self.path)
            self.send_response(200 if self.path.endswith(".bin") else 404)
            self.end_headers()

        do_GET = do_HEAD  # noqa: N815 - its name in the library

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), OnlyPickles)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_only_safetensors_are_downloaded(hub: tuple[str, list[str]]) -> None:
    address, asked = hub
    with pytest.raises(ModelError, match="pickled checkpoint only"):
        download("ViT-B-32/laion2b_s34b_b79k", paths.models_folder(), hub=address)
    assert asked
    assert all(path.endswith(".safetensors") for path in asked)


def test_a_download_that_cannot_be_kept_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(ModelError, match=r"cannot be kept in .*; make room"):
            download("ViT-B-32/laion2b_s34b_b79k", tmp_path / "file" / "models", hub=address)


def test_a_text_tower_of_transformers_is_described_beside_the_weights(tmp_path: Path) -> None:
    """Not looked up on the hub by its name: then every start would need a network."""
    transformers = pytest.importorskip("transformers", reason="transformers is not installed")
    from open_clip.model import CustomTextCLIP
    from tokenizers import Tokenizer, trainers
    from tokenizers import models as kinds

    folder = tmp_path / "foreign"
    transformers.XLMRobertaConfig(
        vocab_size=600,
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=80,
    ).save_pretrained(folder)
    trained = Tokenizer(kinds.BPE())
    special = ["<s>", "<pad>", "</s>"]
    trained.train_from_iterator(["a red car"], trainers.BpeTrainer(special_tokens=special))
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=trained, bos_token="<s>", pad_token="<pad>", eos_token="</s>"
    ).save_pretrained(folder)
    text = {
        "hf_model_name": str(folder),
        "hf_tokenizer_name": "somewhere/else",
        "hf_pooler_type": "mean_pooler",
        "hf_proj_type": "mlp",
    }
    vision = {"layers": 1, "width": 64, "patch_size": 16, "image_size": 32}
    made = CustomTextCLIP(16, vision, {**text, "hf_model_pretrained": False})
    text["hf_model_name"] = "nobody/nowhere"
    config = {"embed_dim": 16, "custom_text": True, "vision_cfg": vision, "text_cfg": text}
    write_model(folder, made, config)
    model = models.import_model(folder, paths.models_folder(), "foreign")
    shutil.rmtree(folder)
    assert Embedder.load(model, threads=1).encode_texts(["a red car"]).shape == (1, 16)
