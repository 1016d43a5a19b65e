"""The image tower compiled by OpenVINO for this processor, where the extra `openvino` is installed.

OpenVINO joins neighbouring layers and lays the weights out for the processor, in towers of
convolutions too, which `packing` leaves as they are.
"""

import sys
import threading
from importlib import import_module
from typing import Any, cast

import torch  # noqa: TID253 - imported late as a whole

from photoclip.clip.quiet import quiet_libraries

_HINTS = {"fp32": ("f32", "FP32"), "bf16": ("bf16", "BF16")}
"""What OpenVINO calls a precision, as a wish and as a capability."""


class CompiledTower(torch.nn.Module):
    """In place of open_clip's image tower; several threads may look at once."""

    def __init__(self, compiled: Any) -> None:
        super().__init__()
        self._compiled = compiled
        self._own = threading.local()  # what runs belongs to one thread

    def forward(self, pixels: Any) -> Any:
        """(n, 3, side, side) to (n, d), both float32 on the CPU."""
        if not hasattr(self._own, "request"):
            self._own.request = self._compiled.create_infer_request()
        self._own.request.infer([pixels.contiguous().numpy()], share_inputs=True)
        return torch.from_numpy(self._own.request.get_output_tensor(0).data.copy())


def compiled(visual: Any, side: int, precision: str) -> CompiledTower:
    """Compile an image tower.

    Args:
        visual: in float32 on the CPU, in evaluation mode.
        side: of the pictures it takes, px.
        precision: in which it computes, "fp32" or "bf16".

    Raises:
        RuntimeError: OpenVINO is not there, or it or the processor cannot do it.
    """
    openvino = _openvino()
    core = openvino.Core()
    if precision not in _HINTS:
        raise RuntimeError(f"OpenVINO is not asked for {precision}")
    wish, capability = _HINTS[precision]
    if capability not in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
        raise RuntimeError(f"OpenVINO does not compute in {precision} on this processor")
    pixels = torch.zeros(2, 3, side, side)
    with quiet_libraries(), torch.no_grad():
        model = openvino.convert_model(visual, example_input=pixels, input=[-1, 3, side, side])
    options = {"INFERENCE_PRECISION_HINT": wish, "ENABLE_CPU_PINNING": False}
    return CompiledTower(core.compile_model(model, "CPU", options))


def _openvino() -> Any:
    """OpenVINO without what tells its maker of each import and conversion.

    It does so by a package of its own, and does without where that cannot be imported.
    """
    cast("dict[str, Any]", sys.modules)["openvino_telemetry"] = None
    try:
        return import_module("openvino")
    except (ImportError, OSError) as error:
        raise RuntimeError(f"OpenVINO cannot be loaded ({error})") from error
