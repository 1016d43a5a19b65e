"""The wheel, installed outside the checkout, does the main job."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    words = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([sys.executable, *words, "-w", folder, CHECKOUT], check=True)
    (built,) = folder.glob("photoclip-*.whl")
    return built


def test_it_carries_resources_and_migrations(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "photoclip/resources/models/photoclip-mini/open_clip_model.safetensors",
        "photoclip/resources/labels/everyday.txt",
        "photoclip/resources/prompts/captions.txt",
        "photoclip/catalog/migrations/env.py",
    ):
        assert needed in names
    assert not [name for name in names if name.startswith(("tests/", "docs/"))]


def test_it_finds_its_way_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home, with_pip=False)
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / "python"
    own = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    # the dependencies are those of this environment; photoclip itself is the wheel's
    Path(own, "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", "utf-8")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", wheel],
        check=True,
    )
    clean = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}

    def photoclip(*words: str) -> dict[str, object]:
        command = [scripts / "photoclip", "--library", tmp_path / "library", *words, "--json"]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, cwd=tmp_path, env=clean
        )
        return json.loads(done.stdout)

    where = subprocess.run(
        [python, "-c", "import photoclip.paths as p; print(p.__file__, p.resources())"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=clean,
    ).stdout.split()
    assert all(place.startswith(str(home)) for place in where)
    photoclip("samples", "pictures", "--count", "12")
    assert photoclip("index", "pictures")["files"] == 12
    assert photoclip("search", "a", "house", "at", "night")["hits"]
