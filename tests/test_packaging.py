"""What belongs to an installed program: version, notices, menus, contents, recipes."""

import ast
import ctypes
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from functools import cache
from pathlib import Path

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGING = CHECKOUT / "packaging"
LINUX = PACKAGING / "linux"
sys.path[:0] = [str(PACKAGING), str(PACKAGING / "bundle")]

import contents  # noqa: E402
import elf  # noqa: E402
import notices  # noqa: E402
import program_tree  # noqa: E402
import runtime_set  # noqa: E402
import same_files  # noqa: E402
import system_libraries  # noqa: E402
import version  # noqa: E402

import photoclip  # noqa: E402
from photoclip.cli import app  # noqa: E402

DESKTOP = ("photoclip.desktop", "photoclip-similar.desktop")


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["hatch"]["version"]["path"] == "photoclip/__init__.py"
    assert photoclip.__version__ == version.VERSION
    written = re.compile(rf"(?<![\d.]){re.escape(version.VERSION)}(?![\d.])")
    recipes = [CHECKOUT / "pyproject.toml", CHECKOUT / "Makefile", *PACKAGING.rglob("*.iss")]
    recipes += [*PACKAGING.rglob("*.sh"), *PACKAGING.rglob("*.spec"), *PACKAGING.rglob("*.xml")]
    recipes += [file for file in PACKAGING.rglob("*.py") if file.name != "version.py"]
    for file in recipes:
        named = [line for line in file.read_text("utf-8").splitlines() if written.search(line)]
        assert not [line for line in named if "iscc" not in line], file


def test_everything_imported_is_asked_for() -> None:
    ours = {name for one in runtime_set.runtime_set().values() for name in _modules(one.files)}
    ours |= {"photoclip", *sys.stdlib_module_names}
    used = {name for file in (CHECKOUT / "photoclip").rglob("*.py") for name in _imported(file)}
    assert not used - ours - {"cv2", "imagecodecs"}, "add them to pyproject.toml"


def test_what_is_only_looked_up_by_name_is_carried_too() -> None:
    sought = re.compile(r'(?:find_spec|import_module)\("(\w+)"\)')
    text = "\n".join(file.read_text("utf-8") for file in (CHECKOUT / "photoclip").rglob("*.py"))
    imported = {name for file in (CHECKOUT / "photoclip").rglob("*.py") for name in _imported(file)}
    optional = {"openvino", "transformers"}  # for who installs them
    assert {"qtawesome", "torchvision"} <= set(sought.findall(text))
    assert set(sought.findall(text)) <= {*contents.HIDDEN, *imported, *optional}


def test_nothing_is_under_the_gpl() -> None:
    assert notices.refused() == []


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("GPL-3.0-only", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("GNU Affero General Public License v3", False),
        ("MIT AND GPL-2.0-or-later", False),
        ("", False),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", True),
        ("GNU Library or Lesser General Public License (LGPL)", True),
        ("Apache-2.0 WITH LLVM-exception AND BSD-3-Clause", True),
    ],
)
def test_a_licence_is_judged_by_what_it_says(licence: str, free: bool) -> None:
    assert notices.is_free_of_gpl(licence) is free


def test_the_notices_name_everything() -> None:
    text = notices.NOTICES.read_text("utf-8")
    named = set(re.findall(r"^([\w.-]+) \d\S*$", text, re.MULTILINE))
    missing = set(runtime_set.runtime_set()) - named
    assert not missing, f"run 'make notices': {sorted(missing)}"
    for words in (
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "Version 3, 29 June 2007",
        "libheif",
        "Qt 6",
        "Caltech-101",
        "Font Awesome",
    ):
        assert words in text
    for data in sorted((CHECKOUT / "resources").rglob("*.npz")):
        beside = [file for file in data.parent.iterdir() if notices.IS_NOTICE.match(file.name)]
        assert beside, f"who made {data.name}?"
        for file in beside:
            lines = file.read_text("utf-8").splitlines()
            assert all(line.rstrip() in text for line in lines), "run 'make notices'"


def test_the_wheel_brings_the_notices() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    assert notices.NOTICES.name in project["project"]["license-files"]
    assert notices.NOTICES.name in project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]


def test_a_library_that_nobody_looked_at_is_refused() -> None:
    assert system_libraries.of_the_system(["libssl.so.3", "libpython3.12.so.1.0"]) == [
        "libpython",
        "libssl",
    ]
    with pytest.raises(ValueError, match="libreadline"):
        system_libraries.of_the_system(["libreadline.so.8"])


def test_a_library_inside_a_package_is_named_with_its_licence() -> None:
    said = system_libraries.of_packages(
        [
            "imagecodecs.libs/libjxl-bcde3c36.so.0.11.2",
            "a.libs/libssl-81259c47.so.1.1.1k",
            "libz.so",
        ]
    )
    assert said == ["libjxl: BSD-3-Clause", "libssl: OpenSSL"]
    assert said[0] in notices.notices((), said)
    with pytest.raises(ValueError, match="libx265"):
        system_libraries.of_packages(["pillow_heif.libs/libx265-0123abcd.so.215"])


def test_codecs_that_are_only_imported_when_called_are_carried_too() -> None:
    """The package imagecodecs finds a function by its name, in a module for each codec."""
    used = re.compile(r"from imagecodecs import ([\w, ]+)")
    text = "\n".join(file.read_text("utf-8") for file in (CHECKOUT / "photoclip").rglob("*.py"))
    codecs = {
        name.strip().partition("_")[0] for line in used.findall(text) for name in line.split(",")
    }
    assert codecs
    assert {f"imagecodecs._{codec}" for codec in codecs} <= set(contents.HIDDEN)


def test_the_program_carries_every_file_that_is_read() -> None:
    places = {f"{to}/{Path(file).name}" for file, to in contents.data_files()}
    for needed in (
        "photoclip/resources/models/photoclip-mini/open_clip_model.safetensors",
        "photoclip/resources/labels/everyday.txt",
        "photoclip/resources/styles/00-common.qss",
        "photoclip/resources/translations/photoclip_de.qm",
        "photoclip/samples/heldout.csv",
        "photoclip/catalog/migrations/env.py",
        "photoclip/catalog/migrations/versions/v0001.py",
    ):
        assert needed in places
    resources = [file for file in (CHECKOUT / "resources").rglob("*") if file.is_file()]
    package = [
        file
        for file in (CHECKOUT / "photoclip").rglob("*")
        if file.is_file() and file.suffix not in {".py", ".pyc"}
    ]
    for file in resources:
        assert f"photoclip/{file.relative_to(CHECKOUT).as_posix()}" in places
    for file in package:
        assert file.relative_to(CHECKOUT).as_posix() in places


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("libstdc++.so.6", False),
        ("libxcb-cursor.so.0", True),
        ("torch-2.9.dist-info/RECORD", False),
        ("torch-2.9.dist-info/METADATA", True),
    ],
)
def test_what_is_never_used_stays_out(name: str, used: bool) -> None:
    assert contents.is_used(name) is used


def test_no_module_of_qt_that_stays_out_is_asked_for() -> None:
    sources = [file.read_text("utf-8") for file in (CHECKOUT / "photoclip").rglob("*.py")]
    modules = set(re.findall(r"from PySide6\.(\w+) import", "\n".join(sources)))
    assert "QtWidgets" in modules
    assert not [name for name in modules if not contents.is_used(f"PySide6/{name}.abi3.so")]


def test_menus_start_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    programs = {*project["scripts"], *project["gui-scripts"]}
    commands = {command.name for command in app.registered_commands}
    for file in sorted([*LINUX.glob("*.desktop"), *LINUX.glob("*.nemo_action")]):
        for line in re.findall(r"^Exec=(.+)$", file.read_text("utf-8"), re.MULTILINE):
            program, *words = shlex.split(line)
            assert program in programs
            assert words[-1] == "%F"
            assert not words[:-1] or (words[0] in commands and words[1:-1] == ["--similar"])


def test_menus_are_in_two_languages_and_offer_the_same_pictures() -> None:
    kinds: set[str] = set()
    for name in (*DESKTOP, "photoclip-servicemenu.desktop"):
        parsed = ConfigParser(interpolation=None, strict=True)
        parsed.optionxform = str  # pyright: ignore[reportAttributeAccessIssue]
        parsed.read(LINUX / name, "utf-8")
        kinds.add(parsed["Desktop Entry"]["MimeType"])
        for section in parsed.sections():
            assert ("Name" in parsed[section]) == ("Name[de]" in parsed[section]) or (
                parsed[section]["Name"] == "photoclip"
            )
    assert len(kinds) == 1
    assert {"image/jpeg", "image/heif", "image/x-canon-cr3"} <= set(kinds.pop().split(";"))


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="needs desktop-file-utils")
@pytest.mark.parametrize("name", DESKTOP)
def test_a_menu_entry_is_valid(name: str) -> None:
    done = subprocess.run(
        ["desktop-file-validate", LINUX / name], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_types_of_pictures_are_described() -> None:
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kinds = ET.parse(LINUX / "photoclip-mime.xml").getroot().findall(f"{space}mime-type")
    offered = (LINUX / "photoclip.desktop").read_text("utf-8")
    assert kinds
    for kind in kinds:
        assert f"{kind.get('type')};" in offered
        assert kind.find(f"{space}glob") is not None


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="needs appstream")
def test_software_centres_can_read_of_it(tmp_path: Path) -> None:
    file = tmp_path / program_tree.METAINFO
    file.write_text(program_tree.release(), "utf-8")
    words = ["appstreamcli", "validate", "--no-net", str(file)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert f'version="{version.VERSION}"' in file.read_text("utf-8")


def test_a_package_lays_the_same_files_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    program = tmp_path / "program"
    (program / "_internal").mkdir(parents=True)
    for name in ("photoclip", "photoclip-gui"):
        (program / name).write_bytes(b"\x7fELF")
    (program / "_internal" / "libx.so.1").write_bytes(b"\x7fELF")
    for name in ("one", "two"):
        program_tree.lay(program, tmp_path / name)
    one, two = (same_files.files_of(tmp_path / name) for name in ("one", "two"))
    assert one == two
    for needed in (
        "bin/photoclip-gui",
        "lib/photoclip/photoclip",
        "share/applications/photoclip.desktop",
        "share/icons/hicolor/128x128/apps/photoclip.png",
        f"share/metainfo/{program_tree.METAINFO}",
        "share/mime/packages/photoclip-mime.xml",
    ):
        assert needed in one
    started = tmp_path / "one" / "lib" / "photoclip" / "photoclip"
    assert started.stat().st_mode & 0o777 == 0o755
    assert started.stat().st_mtime == 1700000000
    assert (tmp_path / "one" / "bin" / "photoclip").resolve() == started


def test_the_workflow_makes_three_systems_by_scripts_that_exist() -> None:
    text = (CHECKOUT / ".github" / "workflows" / "packages.yml").read_text("utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    systems = {each["system"] for each in jobs["program"]["strategy"]["matrix"]["include"]}
    assert systems == {"linux", "windows", "macos"}
    named = re.findall(r"packaging[/\\][\w./\\-]+\.\w+", text)
    assert len(named) > 6
    for name in named:
        assert (CHECKOUT / name.replace("\\", "/")).is_file(), name


@pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("gcc"), reason="needs Linux and gcc"
)
def test_a_library_works_without_the_part_that_nobody_reads(tmp_path: Path) -> None:
    source, library = tmp_path / "x.c", tmp_path / "libx.so"
    source.write_text(
        'const char before[70000] = {1};\n__attribute__((section(".nobody"), used)) '
        "const char part[400000] = {3};\nstatic int counted = 40;\n"
        "int answer(void) { return counted + before[0] + before[1] + 1; }\n"
    )
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", library, source], check=True)
    sections = subprocess.run(
        ["readelf", "-SW", library], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"\.nobody +PROGBITS +\w+ (\w+) (\w+) ", sections)
    assert found is not None
    before = library.stat().st_size
    elf.cut(library, int(found[1], 16), int(found[2], 16))
    assert library.stat().st_size <= before - 390_000
    assert ctypes.CDLL(str(library)).answer() == 42


def test_a_library_that_is_built_otherwise_is_left_alone(tmp_path: Path) -> None:
    library = tmp_path / "libx.so"
    library.write_bytes(b"\x7fELF" + bytes(200))
    with pytest.raises(ValueError, match="nothing was taken out"):
        elf.cut(library, 0, 100_000)
    assert library.stat().st_size == 204


def _modules(files: object) -> set[str]:
    parts = [Path(str(file)).parts for file in files or ()]  # pyright: ignore[reportGeneralTypeIssues]
    return {part[0].split(".")[0] for part in parts if part}


@cache
def _imported(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name.split(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found
