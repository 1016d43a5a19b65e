"""How a process of photoclip ends, whatever its threads are doing."""

import subprocess
import sys

import pytest

_MAIN = """
import sys
sys.argv = ["photoclip", *{arguments!r}]
from photoclip.__main__ import main
main()
"""
_BUSY = """
import threading, time, torch
def compute():
    torch.set_num_threads(1)
    layer, pictures = torch.nn.Conv2d(3, 64, 3), torch.randn(8, 3, 64, 64)
    while True:
        with torch.inference_mode():
            layer(pictures)
for _ in range(4):
    threading.Thread(target=compute, daemon=True).start()
time.sleep(0.3)
"""
_ORDERLY = """
import atexit, threading, time
import photoclip.cli
def last():
    time.sleep(0.5)
    print("waited for")
def run(_arguments):
    atexit.register(print, "called at the end")
    threading.Thread(target=last).start()
    return 0
photoclip.cli.run = run
"""


def _run(before: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    code = before + _MAIN.format(arguments=list(arguments))
    words = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def test_a_thread_that_computes_does_not_abort_the_end() -> None:
    ended = _run(_BUSY, "--version")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("photoclip ")


def test_threads_are_waited_for_and_exit_handlers_called() -> None:
    ended = _run(_ORDERLY)
    assert ended.returncode == 0
    assert ended.stdout.splitlines() == ["waited for", "called at the end"]


@pytest.mark.parametrize(
    ("before", "arguments", "status"),
    [
        ("", ["nonsense"], 2),
        ("", ["--library", "/dev/null/none", "status"], 3),
        ("import builtins, photoclip.cli\ndel photoclip.cli.run\n", ["--version"], 1),
    ],
)
def test_the_exit_status_is_the_commands(before: str, arguments: list[str], status: int) -> None:
    assert _run(before, *arguments).returncode == status
