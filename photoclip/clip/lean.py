"""open_clip without what photoclip needs nothing of: a compiler, and random weights.

While torchvision is imported it asks the compiler whether it can be used here, and importing that
one answer takes as long as torch itself and 140 MB (`torch._dynamo`: 900 modules). So a stand-in
answers no meanwhile. Whatever else it is asked for it leaves to the real compiler, and who asks for
that later, such as an optimizer in training, gets it.
"""

import importlib
import sys
from contextlib import AbstractContextManager
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from photoclip.clip.native import load_libraries

_COMPILER = "torch._dynamo"
_ANSWERS: dict[str, dict[str, Any]] = {
    _COMPILER: {"disable": lambda function=None, *_, **__: function or (lambda same: same)},
    f"{_COMPILER}.utils": {"is_compile_supported": lambda _device: False},
}


class _StandIn(ModuleType):
    """Answers what is known, and for anything else makes room for the real module."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__spec__ = ModuleSpec(name, None)  # asked for by who wants to know whether it is there
        vars(self).update(_ANSWERS[name])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and (self.__name__, name) != (_COMPILER, "__path__"):
            raise AttributeError(name)  # asked of every module by whoever imports it
        _make_room()
        return getattr(importlib.import_module(self.__name__), name)


def import_open_clip() -> None:
    """Import open_clip with what it needs; an import statement then finds it."""
    load_libraries()
    importlib.import_module("torch")  # as it is: it does without its compiler
    if "torchvision" not in sys.modules and _COMPILER not in sys.modules:
        sys.modules.update({name: _StandIn(name) for name in _ANSWERS})
    try:
        importlib.import_module("open_clip")
    finally:
        _make_room()


def _make_room() -> None:
    for name in _ANSWERS:
        if isinstance(sys.modules.get(name), _StandIn):
            del sys.modules[name]


def without_random_weights() -> AbstractContextManager[object]:
    """While this lasts, on this thread, PyTorch draws no random numbers into a tensor of its own.

    For making a model whose weights are all read after that: drawing them takes longer than
    reading them. What a tensor that is left out then holds is undefined, so that a caller must see
    to it that none is.
    """
    torch: Any = importlib.import_module("torch")
    mode: Any = importlib.import_module("torch.overrides").TorchFunctionMode
    drawing = {getattr(torch.Tensor, name) for name in _DRAWING}
    drawing |= {getattr(torch.nn.init, name) for name in _DRAWING_WEIGHTS}

    class Undrawn(mode):  # pyright: ignore[reportUntypedBaseClass] - known once torch is there
        def __torch_function__(
            self, function: Any, _types: Any, given: Any = (), named: Any = None
        ) -> Any:
            named = named or {}
            if function in drawing:
                return given[0] if given else named["tensor"]
            return function(*given, **named)

    return Undrawn()


_DRAWING = ("normal_", "uniform_", "erfinv_")
_DRAWING_WEIGHTS = ("normal_", "uniform_", "kaiming_uniform_", "trunc_normal_", "xavier_uniform_")
