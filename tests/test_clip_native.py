"""PyTorch's libraries are loaded beside whatever else the program does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_OTHERS_FIRST = "LD_LIBRARY_PATH"

_LOADS = """
import sys, threading, time
sys.setswitchinterval(0.0005)
from photoclip.clip.native import load_libraries

turns, end = [], threading.Event()

def window():
    while not end.wait(0.001):
        turns.append(time.monotonic())

beside = threading.Thread(target=window)
beside.start()
before = len(turns)
load_libraries()
passed = len(turns) - before
end.set()
beside.join()
assert "torch" not in sys.modules
if sys.platform == "linux":
    assert "libtorch_python" in open("/proc/self/maps").read()
assert passed >= 3, passed
load_libraries()
import torch
assert torch.ones(2, 3).matmul(torch.ones(3, 1)).tolist() == [[3.0], [3.0]]
"""
_MISSES = """
import sys
from pathlib import Path
folder = Path(sys.argv[1])
(folder / "torch").mkdir()
(folder / "torch" / "__init__.py").write_text("raise ImportError('damaged')")
sys.path.insert(0, str(folder))
from photoclip.clip.native import load_libraries
load_libraries()
try:
    import torch
except ImportError as error:
    assert str(error) == "damaged"
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows loads them with the import")
def test_other_threads_go_on_while_torch_is_loaded() -> None:
    environment = {name: each for name, each in os.environ.items() if name != _OTHERS_FIRST}
    subprocess.run([sys.executable, "-c", _LOADS], check=True, env=environment)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other variables")
def test_where_other_libraries_come_first_torch_loads_its_own(tmp_path: Path) -> None:
    code = (
        "from photoclip.clip.native import load_libraries; load_libraries();"
        "assert 'libtorch' not in open('/proc/self/maps').read(); import torch"
    )
    environment = os.environ | {_OTHERS_FIRST: str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)


def test_an_installation_without_them_is_left_to_the_import(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", _MISSES, str(tmp_path)], check=True)
