"""What linters cannot say about the shape of the code."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "photoclip"
MODULES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if "versions" not in path.parts  # frozen migrations
)
LONGEST_FILE, LONGEST_FUNCTION = 450, 60
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "core", "common", "misc"}
HEAVY = ("torch", "torchvision", "open_clip", "faiss", "PySide6", "rawpy", "pi_heif")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_are_small_and_named_for_what_they_do(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    assert path.stem not in VAGUE
    assert ast.get_docstring(ast.parse(text)), "its first line must say its job"
    long = {
        function.name: function.end_lineno - function.lineno + 1
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
    }
    assert not long


def test_most_functions_are_short() -> None:
    lengths = sorted(
        (function.end_lineno or 0) - function.lineno + 1
        for path in MODULES
        for function in functions(path)
    )
    assert lengths[len(lengths) // 2] <= 14
    assert lengths[len(lengths) * 95 // 100] <= 40


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("photoclip.cli", HEAVY),
        ("photoclip.library.library", HEAVY),
        ("photoclip.photos.worker", (*HEAVY[:5], "sqlalchemy")),
        ("photoclip.app", tuple(name for name in HEAVY if name != "PySide6")),
    ],
)
def test_importing_loads_nothing_heavy(module: str, unwanted: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print([n for n in {unwanted!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_processes_are_never_forked() -> None:
    for path in MODULES:
        text = path.read_text("utf-8")
        assert "os.fork" not in text
        assert 'get_context("fork")' not in text
