"""Which device and precision run a model fastest here: measured, with parity to float32."""

import logging
import time
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from photoclip.clip.embedder import Embedder
from photoclip.clip.models import ModelFiles
from photoclip.errors import ModelError
from photoclip.settings import TowerChoice

LEAST_PARITY = 0.999
"""The lowest cosine to float32 on CPU at which another precision may be chosen."""

_PRECISIONS = {"cpu": ("fp32", "bf16"), "cuda": ("fp32", "bf16", "fp16"), "mps": ("fp32", "fp16")}
_BATCHES = {"cpu": 16, "cuda": 64, "mps": 32}
_log = logging.getLogger(__name__)


def devices() -> list[str]:
    """The devices torch can use here: "cuda" and "mps" where there, always "cpu"."""
    import torch

    found = ["cpu"]
    if torch.backends.mps.is_available():
        found.insert(0, "mps")
    if torch.cuda.is_available():
        found.insert(0, "cuda")
    return found


def choose(
    model: ModelFiles,
    *,
    cached: TowerChoice | None = None,
    device: str = "",
    precision: str = "",
    seconds: float = 0.5,
) -> TowerChoice:
    """The fastest way to run a model here whose vectors agree with float32.

    Args:
        model: what to run.
        cached: an earlier answer for this model; taken where its device is still there.
        device: only this one; "": all that are there.
        precision: only this one; "": all that make sense on a device.
        seconds: how long each candidate is measured at most, besides one warm-up batch.

    Raises:
        ModelError: the model cannot be loaded, or the wanted device or precision cannot be used.
    """
    if cached is not None and _fits(cached, device, precision):
        return cached
    measured = measure(model, device=device, precision=precision, seconds=seconds)
    good = [choice for choice in measured if choice.parity >= LEAST_PARITY]
    if not good:
        if device or precision:
            raise ModelError(
                f"{model.name} cannot be run with {precision or 'any precision'} on "
                f"{device or 'this machine'}; leave device and precision to photoclip."
            )
        good = [choice for choice in measured if choice.precision == "fp32"]
    best = max(good, key=lambda choice: choice.images_per_second)
    _log.info("%s runs on %s in %s", model.name, best.device, best.precision)
    return best


def measure(
    model: ModelFiles, *, device: str = "", precision: str = "", seconds: float = 0.5
) -> list[TowerChoice]:
    """Speed and parity of every device and precision that can run a model here.

    Raises:
        ModelError: the model cannot be loaded, or the wanted device is not there.
    """
    here = devices()
    if device and device not in here:
        raise ModelError(f"There is no device {device!r} here (there are: {', '.join(here)}).")
    pictures = _pictures(model.image_size)
    reference = Embedder.load(model, batch_size=len(pictures)).encode_images(pictures)
    found: list[TowerChoice] = []
    for place in [device] if device else here:
        for kind in [precision] if precision else _PRECISIONS.get(place, ("fp32",)):
            choice = _try(model, place, kind, pictures, reference, seconds)
            if choice is not None:
                found.append(choice)
    return found


def _fits(choice: TowerChoice, device: str, precision: str) -> bool:
    return (
        choice.device in devices()
        and (not device or choice.device == device)
        and (not precision or choice.precision == precision)
    )


def _try(
    model: ModelFiles,
    device: str,
    precision: str,
    pictures: Sequence[npt.NDArray[np.uint8]],
    reference: npt.NDArray[np.float32],
    seconds: float,
) -> TowerChoice | None:
    batch = _BATCHES.get(device, 16)
    try:
        embedder = Embedder.load(model, device=device, precision=precision, batch_size=batch)
        vectors = embedder.encode_images(pictures)
        many = (list(pictures) * (1 + batch // len(pictures)))[:batch]
        speed = _speed(lambda: embedder.encode_images(many), batch, seconds)
    except (ModelError, RuntimeError) as error:
        _log.info("%s cannot run on %s in %s: %s", model.name, device, precision, error)
        return None
    parity = float((vectors * reference).sum(axis=1).min())
    return TowerChoice(device, precision, batch, round(speed, 1), round(parity, 5))


def _speed(work: Callable[[], object], count: int, seconds: float) -> float:
    """Pictures a second of the fastest run: `work` handles `count` of them."""
    work()
    best = float("inf")
    until = time.perf_counter() + seconds
    while True:
        begun = time.perf_counter()
        work()
        ended = time.perf_counter()
        best = min(best, ended - begun)
        if ended >= until:
            return count / best


def _pictures(side: int) -> list[npt.NDArray[np.uint8]]:
    """Eight seeded pictures with coarse and fine structure, square, of the model's size."""
    from PIL import Image

    rng = np.random.default_rng(1)
    pictures: list[npt.NDArray[np.uint8]] = []
    for cells in (2, 3, 4, 6, 8, 12, 16, 24):
        coarse = Image.fromarray(rng.integers(0, 256, (cells, cells, 3), np.uint8))
        pictures.append(np.asarray(coarse.resize((side, side), Image.Resampling.BICUBIC)))
    return pictures
