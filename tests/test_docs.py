"""The documentation says what the program does: made from it, whole, and without the network."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).parent.parent
DOCS, PACKAGING = CHECKOUT / "docs", CHECKOUT / "packaging"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_that_of_the_program() -> None:
    reference = script("reference")
    made = reference.made()
    assert set(made) == set(reference.NAMES)
    for name, text in made.items():
        there = (DOCS / name).read_text("utf-8")
        assert there == text, f"docs/{name} is of another state; 'make docs' writes it"


def test_every_command_is_in_the_reference_with_its_options() -> None:
    from typer.testing import CliRunner

    from photoclip.cli import app

    reference = script("reference")
    for command in reference.every():
        words = command.name.split()[1:]
        shown = CliRunner().invoke(app, [*words, "--help"], prog_name="photoclip").output
        listed = set(re.findall(r"^\s+(--[a-z][a-z-]*)", shown, re.MULTILINE)) - {"--help"}
        written = {name for each in command.options for name in each.written.split(", ")}
        names = {each.split()[0] for each in written}
        assert listed <= names, (command.name, listed - names)


@pytest.mark.parametrize("program", ["groff", "mandoc"])
def test_the_man_page_is_one(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    page = DOCS / "photoclip.1"
    words = {
        "groff": ["groff", "-man", "-Tutf8", "-ww", page],
        "mandoc": ["mandoc", "-T", "lint", "-W", "warning", page],
    }[program]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    said = done.stderr + (done.stdout if program == "mandoc" else "")
    wrong = [line for line in said.splitlines() if "missing date" not in line]  # it has none
    assert not wrong
    if program == "groff":
        assert "library export" in re.sub(r"\x1b\[[0-9;]*m|.\x08", "", done.stdout)


def test_the_site_is_whole_and_loads_nothing_from_outside(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="the extra [docs] is not installed")
    site = tmp_path / "site"
    words = ["build", "--strict", "-f", PACKAGING / "mkdocs.yml", "-d", site]
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr
    check = script("docs_check")
    assert not list(check.troubles(site))
    page = site / "index.html"
    page.write_text(
        page.read_text("utf-8")
        + '<script src="https://cdn.example/x.js"></script><a href="faq.html#no-such">x</a>'
        + '<a href="none.html">x</a><style>@import "//fonts.example/a.css";</style>'
    )
    found = "\n".join(check.troubles(site))
    for each in ("cdn.example", "faq.html#no-such", "none.html", "fonts.example"):
        assert each in found


def test_every_page_can_be_reached() -> None:
    named = (PACKAGING / "mkdocs.yml").read_text("utf-8")
    assert {path.name for path in DOCS.glob("*.md")} == set(re.findall(r"([a-z-]+\.md)", named))
