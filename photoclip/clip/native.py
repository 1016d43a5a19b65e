"""PyTorch's native libraries, loaded while the rest of the program goes on."""

import ctypes
import functools
import importlib.util
import os
import sys
from pathlib import Path

_LIBRARIES = ("libtorch_global_deps", "libtorch_python")
"""What `import torch` loads, in its order; the others come with them."""


@functools.cache
def load_libraries() -> None:
    """Load what `import torch` will ask the system for; called before the first of these.

    The system links a gigabyte of code for that, 0.3 s with CUDA's, and an import statement keeps
    all other threads of Python waiting meanwhile: a window stands still. A function that ctypes
    calls does not. What cannot be loaded so is left to the import, which says what is wrong; and
    so is all where `LD_LIBRARY_PATH` leads to other libraries first, against which it has measures
    of its own (github.com/pytorch/pytorch/issues/138460).
    """
    package = importlib.util.find_spec("torch")
    elsewhere = os.name != "posix" or "LD_LIBRARY_PATH" in os.environ
    if elsewhere or "torch" in sys.modules or package is None:
        return
    ending = ".dylib" if sys.platform == "darwin" else ".so"
    system = ctypes.CDLL(None)
    system.dlopen.restype = ctypes.c_void_p
    system.dlopen.argtypes = (ctypes.c_char_p, ctypes.c_int)
    for folder in package.submodule_search_locations or ():
        for name, scope in zip(_LIBRARIES, (os.RTLD_GLOBAL, os.RTLD_LOCAL), strict=True):
            library = Path(folder, "lib", name + ending)
            if not system.dlopen(os.fsencode(library), os.RTLD_NOW | scope):
                return
