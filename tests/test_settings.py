"""The settings file: what is kept, what is refused, and two who write at once."""

from dataclasses import replace
from pathlib import Path

import pytest

from photoclip import settings
from photoclip.errors import PhotoclipError
from photoclip.settings import Settings, TowerChoice

TOWER = TowerChoice("cpu", "fp32", 16, 12.5, 1.0)


def test_all_that_is_set_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.toml"
    chosen = Settings(
        device="cpu",
        towers={"digest": TOWER},
        appearance="dark",
        cpu_limit=40,
        window_place=(-20, 30, 900, 700),
        window_maximised=True,
        splitters={"body": (240, 900), "facts": (1, 0)},
        searches=("ein Hund „am Meer“", "boat"),
    )
    settings.save(chosen, file)
    assert settings.load(file) == chosen
    assert [each.name for each in file.parent.iterdir()] == ["settings.toml"]


def test_a_missing_file_gives_the_defaults_and_makes_nothing(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none" / "settings.toml") == Settings()
    assert not list(tmp_path.iterdir())


def test_a_file_of_the_first_version_still_loads(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        "decoder_processes = 2\ndecode_seconds = 20\ndecode_memory_mb = 1024\ndevice = ''\n"
        "precision = 'fp32'\n\n[towers.abc]\ndevice = 'cpu'\nprecision = 'fp32'\n"
        "batch_size = 16\nimages_per_second = 12.5\nparity = 1.0\n"
    )
    read = settings.load(file)
    assert (read.decoder_processes, read.decode_seconds, read.precision) == (2, 20.0, "fp32")
    assert read.towers == {"abc": TOWER}
    assert read.appearance == "system"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no = toml =", "is not valid"),
        ("colour = 'red'", "colour is no setting"),
        ("appearance = 'pink'", "appearance cannot be 'pink'"),
        ("appearance = 3", "appearance cannot be 3"),
        ("cpu_limit = 5", "cpu_limit must be 10 to 100"),
        ("cpu_limit = true", "cpu_limit cannot be True"),
        ("no_network = 1", "no_network cannot be 1"),
        ("window_place = [1, 'a']", "window_place must be a list of whole numbers"),
        ("searches = 'boat'", "searches must be a list of texts"),
        ("[towers.a]\nspeed = 1", "speed"),
    ],
)
def test_what_is_not_known_is_refused_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)
    with pytest.raises(PhotoclipError, match="correct it or delete it") as refused:
        settings.load(file)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    with pytest.raises(PhotoclipError):
        settings.update(file, lambda before: replace(before, no_network=True))
    assert file.read_text() == text, "a file that is not understood is left alone"


def test_a_change_keeps_what_others_wrote_meanwhile(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    settings.save(Settings(appearance="dark"), file)
    settings.save(settings.load(file).with_tower("digest", TOWER), file)
    after = settings.update(file, lambda before: replace(before, cpu_limit=50))
    assert after == settings.load(file)
    assert (after.appearance, after.cpu_limit, after.towers) == ("dark", 50, {"digest": TOWER})
