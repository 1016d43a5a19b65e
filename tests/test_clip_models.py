"""The models at hand: found, imported, refused; identity by digest; downloads."""

import hashlib
import http.server
import json
import mmap
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import torch
from full_disk import own_mounts

from photoclip.clip.architecture import CONFIG_FILE, WEIGHTS_FILE, build, write_model
from photoclip.clip.download import RECOMMENDED, download
from photoclip.clip.embedder import Embedder
from photoclip.clip.models import (
    BUILT_IN,
    available,
    builtin,
    describe_folder,
    find,
    import_model,
    load_towers,
)
from photoclip.errors import ModelError

SMALL = {
    "embed_dim": 16,
    "vision_cfg": {"layers": 1, "width": 64, "patch_size": 16, "image_size": 32},
    "text_cfg": {"context_length": 16, "vocab_size": 49408, "width": 16, "heads": 1, "layers": 1},
}


@pytest.fixture
def source(tmp_path) -> Path:
    """A small model of random weights in open_clip's local layout."""
    torch.manual_seed(0)
    folder = tmp_path / "small"
    write_model(folder, build(SMALL), SMALL, facts={"description": "tiny", "licence": "CC0"})
    return folder


def test_the_built_in_model_is_always_there(tmp_path):
    models = available(tmp_path / "none")
    assert [model.name for model in models] == [BUILT_IN]
    assert models[0].builtin
    assert find(BUILT_IN, tmp_path) == builtin() == find(builtin().digest, tmp_path)


def test_a_folder_is_imported_whole(source, tmp_path):
    model = import_model(source, tmp_path / "models", "mine")
    assert (model.name, model.dimension, model.image_size) == ("mine", 16, 32)
    assert (model.description, model.licence, model.builtin) == ("tiny", "CC0", False)
    assert model.digest == describe_folder(source).digest
    assert find("mine", tmp_path / "models") == model
    assert [one.name for one in available(tmp_path / "models")] == [BUILT_IN, "mine"]
    assert Embedder.load(model, threads=1).encode_texts(["x"]).shape == (1, 16)


def test_a_checkpoint_of_tensors_is_converted(source, tmp_path):
    state = load_towers(source).state_dict()
    checkpoint = tmp_path / "epoch_3.pt"
    torch.save({"state_dict": {f"module.{key}": value for key, value in state.items()}}, checkpoint)
    config = tmp_path / "small.json"
    config.write_text(json.dumps(SMALL))
    model = import_model(checkpoint, tmp_path / "models", architecture=str(config), pickled=True)
    assert model.name == "epoch_3"
    loaded = load_towers(model.folder).state_dict()
    assert all(torch.equal(loaded[name], value) for name, value in state.items())


def test_one_weights_file_needs_its_architecture(source, tmp_path):
    with pytest.raises(ModelError, match="architecture"):
        import_model(source / WEIGHTS_FILE, tmp_path / "models")
    with pytest.raises(ModelError, match="no architecture 'ViT-Z'"):
        import_model(source / WEIGHTS_FILE, tmp_path / "models", architecture="ViT-Z")
    with pytest.raises(ModelError, match="cannot be loaded"):
        import_model(source / WEIGHTS_FILE, tmp_path / "models", "x", "ViT-S-32-alt")
    assert list((tmp_path / "models").iterdir()) == []


def test_checkpoints_that_run_code_are_refused(tmp_path):
    checkpoint = tmp_path / "evil.pt"
    torch.save({"state_dict": {"a": Path("x")}}, checkpoint)
    with pytest.raises(ModelError, match="no plain checkpoint of tensors"):
        import_model(checkpoint, tmp_path / "models", architecture="ViT-S-32-alt", pickled=True)


@pytest.mark.parametrize("name", ["", "../up", ".hidden", "a/b", BUILT_IN])
def test_names_stay_in_the_models_folder(source, tmp_path, name):
    if not name:
        source = source.rename(tmp_path / ".dot")
    with pytest.raises(ModelError):
        import_model(source, tmp_path / "models", name or None)


def test_missing_weights_never_become_random_ones(source):
    (source / WEIGHTS_FILE).unlink()
    with pytest.raises(ModelError, match="has no weights"):
        describe_folder(source)
    with pytest.raises(ModelError, match="has no weights"):
        load_towers(source)


def test_damaged_weights_are_one_sentence(source):
    weights = source / WEIGHTS_FILE
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(ModelError, match="again"):
        load_towers(source)
    weights.write_bytes(b"\0" * 100)
    with pytest.raises(ModelError, match="again"):
        load_towers(source)


def test_weights_that_do_not_fit_the_configuration(source):
    config = json.loads((source / CONFIG_FILE).read_text())
    config["model_cfg"]["embed_dim"] = 24
    (source / CONFIG_FILE).write_text(json.dumps(config))
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_towers(source)


def test_the_digest_follows_weights_and_configuration(source):
    before = describe_folder(source).digest
    assert describe_folder(source).digest == before
    config = json.loads((source / CONFIG_FILE).read_text())
    config["preprocess_cfg"]["interpolation"] = "bilinear"
    (source / CONFIG_FILE).write_text(json.dumps(config))
    other_config = describe_folder(source).digest
    torch.manual_seed(9)
    write_model(source, build(SMALL), SMALL)
    assert len({before, other_config, describe_folder(source).digest}) == 3


def test_an_unknown_name_lists_the_known_ones(tmp_path):
    with pytest.raises(ModelError, match=BUILT_IN):
        find("nothing", tmp_path)


def test_a_damaged_model_does_not_hide_the_others(source, tmp_path, caplog):
    import_model(source, tmp_path / "models", "good")
    (tmp_path / "models" / "bad").mkdir()
    (tmp_path / "models" / "bad" / CONFIG_FILE).write_text("{")
    assert [one.name for one in available(tmp_path / "models")] == [BUILT_IN, "good"]
    assert "cannot be read" in caplog.text


class Hub(http.server.BaseHTTPRequestHandler):
    """A model hub with one file, which states checksums on its redirect as the public one does."""

    content: bytes = b""
    stated: bytes = b""
    ranges: list[str | None]

    def do_HEAD(self):
        self._answer(body=False)

    def do_GET(self):
        self._answer(body=True)

    def _answer(self, *, body):
        if self.path.endswith("/resolve/main/open_clip_model.safetensors"):
            self.send_response(302)
            self.send_header("Location", "/blob")
            self.send_header("X-Linked-Size", str(len(self.content)))
            self.send_header("X-Linked-Etag", f'"{hashlib.sha256(self.stated).hexdigest()}"')
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path == "/blob":
            asked = self.headers.get("Range")
            self.ranges.append(asked)
            start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
            rest = self.content[start:]
            self.send_response(206 if asked else 200)
            self.send_header("Content-Length", str(len(rest)))
            self.end_headers()
            if body:
                with suppress(ConnectionError):
                    self.wfile.write(rest)
        else:
            self.send_error(404)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def weights() -> bytes:
    """The weights of the smallest architecture that open_clip knows by a downloadable name."""
    import safetensors.torch
    from open_clip import get_model_config

    model = build(get_model_config("RN50"))
    return safetensors.torch.save(
        {name: value.half() for name, value in model.state_dict().items()}
    )


@pytest.fixture
def hub(weights):
    handler = type("OneHub", (Hub,), {"content": weights, "stated": weights, "ranges": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    thread.join()
    server.server_close()


def test_download_goes_on_and_is_checked(hub, tmp_path):
    address, handler = hub
    part = tmp_path / ".download-RN50-yfcc15m" / "open_clip_model.safetensors.part"
    part.parent.mkdir()
    part.write_bytes(handler.content[:1_000_000])
    told = []
    model = download(
        "RN50/yfcc15m", tmp_path, lambda done, total: told.append((done, total)), hub=address
    )
    assert handler.ranges == ["bytes=1000000-"]
    assert told[-1] == (len(handler.content), len(handler.content))
    assert (model.name, model.dimension, model.image_size) == ("RN50-yfcc15m", 1024, 224)
    assert find("RN50-yfcc15m", tmp_path).digest == model.digest
    assert download("RN50/yfcc15m", tmp_path, hub="http://127.0.0.1:1") == model


DOWNLOADING = """
import subprocess, sys
from pathlib import Path
from photoclip.clip.download import download
from photoclip.errors import ModelError

hub, folder, *sizes = sys.argv[1:]
for number, size in enumerate(sizes):
    options = f"{'remount,' if number else ''}size={size}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
    try:
        print(download("RN50/yfcc15m", Path(folder), hub=hub).name)
    except ModelError as error:
        print(error)
"""


def test_a_download_on_a_full_disk_goes_on_with_room(hub, tmp_path):
    address, handler = hub
    page = mmap.PAGESIZE
    pages = -(-len(handler.content) // page)
    sizes = [page * count for count in (1, pages - 1, pages, pages + 1, 2 * pages)]
    done = subprocess.run(
        [*own_mounts(), sys.executable, "-c", DOWNLOADING, address, tmp_path, *map(str, sizes)],
        check=True,
        capture_output=True,
        text=True,
    )
    *refused, here = done.stdout.splitlines()
    assert here == "RN50-yfcc15m"
    assert len(refused) == 4
    assert all(
        said.startswith(f"The model cannot be kept in {tmp_path} (No space left on device); make")
        for said in refused
    )
    got = [f"bytes={page * count}-" for count in (1, pages - 1)]
    assert handler.ranges == [None, *got]


def test_a_wrong_checksum_is_refused(hub, tmp_path):
    address, handler = hub
    handler.stated = b"something else"
    with pytest.raises(ModelError, match="wrong checksum"):
        download("RN50/yfcc15m", tmp_path, hub=address)
    assert [one.name for one in available(tmp_path)] == [BUILT_IN]


def test_without_network_one_sentence(tmp_path):
    with pytest.raises(ModelError, match=r"^The model cannot be downloaded .*\.$"):
        download(RECOMMENDED[0].name, tmp_path, hub="http://127.0.0.1:1")


def test_unknown_tags_and_missing_tokenizers_are_said_first(tmp_path):
    with pytest.raises(ModelError, match="knows no model"):
        download("ViT-B-32/nothing", tmp_path, hub="http://127.0.0.1:1")
    multilingual = next(model for model in RECOMMENDED if model.needs_transformers)
    try:
        import transformers  # noqa: F401
    except ImportError:
        with pytest.raises(ModelError, match="multilingual"):
            download(multilingual.name, tmp_path, hub="http://127.0.0.1:1")


def test_recommended_models_are_known_to_open_clip():
    import open_clip

    for model in RECOMMENDED:
        architecture, _, tag = model.name.partition("/")
        assert open_clip.get_pretrained_cfg(architecture, tag)
        assert model.description
        assert model.licence
        assert np.isfinite(model.megabytes)
