"""How a model runs fastest here: device, precision and way, measured, with parity to float32."""

import copy
import logging
import os
import platform
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.clip.embedder import GRAPH, INT8, OPENVINO, PACKED, PLAIN, Embedder
from photoclip.clip.models import ModelFiles, load
from photoclip.clip.native import load_libraries
from photoclip.clip.packing import can_pack
from photoclip.errors import ModelError
from photoclip.settings import TowerChoice, TowerSpeed

LEAST_PARITY = 0.999
"""The lowest cosine to float32 on CPU at which another precision may be chosen."""

_PRECISIONS = {
    "cpu": ("fp32", "bf16", INT8),
    "cuda": ("fp32", "bf16", "fp16"),
    "mps": ("fp32", "fp16"),
}
_EDITION = 2  # of what is measured; with further ways to run a model, all is measured anew
_BATCHES = {"cpu": 16, "cuda": 64, "mps": 32}
_HOPELESS = (
    4.0  # times the fastest's time for one picture, from where a way is not measured further
)
_log = logging.getLogger(__name__)

Picture = npt.NDArray[np.uint8]


def machine() -> str:
    """What a measurement depends on besides the model: processors, and what could run it."""
    load_libraries()
    import torch

    libraries = [f"torch {torch.__version__}"]
    if openvino_version():
        libraries.append(f"openvino {openvino_version()}")
    libraries.append(f"edition {_EDITION}")
    return f"{platform.machine()}, {os.cpu_count()} processors, {', '.join(libraries)}"


def openvino_version() -> str:
    """The version of OpenVINO here, "" where it is not installed."""
    try:
        return metadata.version("openvino")
    except metadata.PackageNotFoundError:
        return ""


def devices() -> list[str]:
    """The devices torch can use here: "cuda" and "mps" where there, always "cpu"."""
    load_libraries()
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
        cached: an earlier answer for this model; taken where it was measured on this machine.
        device: only this one; "": all that are there.
        precision: only this one; "": all that make sense on a device.
        seconds: how long each candidate is measured at most, besides one warm-up batch.

    Raises:
        ModelError: the model cannot be loaded, or the wanted device or precision cannot be used.
    """
    if cached is not None and _fits(cached, device, precision):
        return cached
    measured = measure(model, device=device, precision=precision, seconds=seconds)
    good = [each for each in measured if each.parity >= LEAST_PARITY]
    if not good:
        if device or precision:
            raise ModelError(
                f"{model.name} cannot be run with {precision or 'any precision'} on "
                f"{device or 'this machine'}; leave device and precision to photoclip."
            )
        good = [each for each in measured if each.precision == "fp32"]
    best = max(good, key=lambda each: each.images_per_second)
    _log.info("%s runs on %s in %s (%s)", model.name, best.device, best.precision, best.way)
    return TowerChoice(
        best.device,
        best.precision,
        best.batch_size,
        best.images_per_second,
        best.parity,
        way=best.way,
        machine=machine(),
        measured=tuple(measured),
    )


def measure(
    model: ModelFiles, *, device: str = "", precision: str = "", seconds: float = 0.5
) -> list[TowerSpeed]:
    """Speed and parity of every device, precision and way that can run a model here.

    What takes many times as long for one picture as the fastest, such as bfloat16 on a processor
    without it, is measured with that one only.

    Raises:
        ModelError: the model cannot be loaded, or the wanted device is not there.
    """
    here = devices()
    if device and device not in here:
        raise ModelError(f"There is no device {device!r} here (there are: {', '.join(here)}).")
    loaded = load(model)
    pictures = _pictures(model.image_size)
    plain = Embedder(
        model,
        _copied(loaded, "cpu"),
        device="cpu",
        precision="fp32",
        batch_size=len(pictures),
    )
    reference = plain.encode_images(pictures)
    del plain
    found: list[TowerSpeed] = []
    quickest = float("inf")
    for place, kind, way in _candidates(loaded, [device] if device else here, precision):
        size = _BATCHES.get(place, 16)
        try:
            embedder = Embedder(
                model,
                _copied(loaded, place),
                device=place,
                precision=kind,
                batch_size=size,
                way=way,
            )
            one = min(_seconds(embedder.encode_images, pictures[:1]) for _ in range(2))
            quickest = min(quickest, one)
            some = pictures[:1] if one > _HOPELESS * quickest else pictures
            vectors = embedder.encode_images(some)
            speed = round(1 / one, 1)
            if len(some) > 1:
                speed = _speed(
                    embedder.encode_images,
                    pictures,
                    embedder.batch_size,
                    seconds,
                    on_cpu=place == "cpu",
                )
        except (ModelError, RuntimeError) as error:
            _log.info("%s cannot run on %s in %s (%s): %s", model.name, place, kind, way, error)
            continue
        del embedder  # half a gigabyte each
        parity = float((vectors * reference[: len(vectors)]).sum(axis=1).min())
        found.append(TowerSpeed(place, kind, way, size, speed, round(parity, 5)))
    return found


def _copied(loaded: Any, place: str) -> Any:
    """A copy to be placed; on the CPU, where texts stay as they are, of the image tower alone."""
    pictures = {id(each) for each in loaded.visual.parameters()}
    texts = [each for each in loaded.parameters() if id(each) not in pictures]
    return copy.deepcopy(loaded, {id(each): each for each in texts} if place == "cpu" else {})


def _candidates(loaded: Any, places: list[str], precision: str) -> Iterator[tuple[str, str, str]]:
    """Device, precision and way; packed layers only help a tower made of linear ones."""
    import torch

    kinds = [type(each) for each in loaded.visual.modules()]
    transformer = kinds.count(torch.nn.Linear) > kinds.count(torch.nn.Conv2d)
    for place in places:
        ways = [PLAIN]
        if place == "cpu":
            ways[:0] = [PACKED] if transformer and can_pack() else []
            ways += [OPENVINO] if openvino_version() else []
        elif place == "cuda":
            ways.append(GRAPH)
        for kind in [precision] if precision else _PRECISIONS.get(place, ("fp32",)):
            for way in ways:
                if kind != INT8 or way == PACKED:
                    yield place, kind, way


def _fits(choice: TowerChoice, device: str, precision: str) -> bool:
    return (
        choice.machine == machine()
        and choice.device in devices()
        and (not device or choice.device == device)
        and (not precision or choice.precision == precision)
    )


def _seconds(encode: Callable[[list[Picture]], object], pictures: list[Picture]) -> float:
    begun = time.perf_counter()
    encode(pictures)
    return time.perf_counter() - begun


def _speed(
    encode: Callable[[list[Picture]], object],
    pictures: list[Picture],
    batch: int,
    seconds: float,
    *,
    on_cpu: bool,
) -> float:
    """Pictures a second of the fastest batch; one batch is enough where it takes long.

    On a CPU its own time is counted: what other programs take meanwhile must not decide what is
    remembered for this machine.
    """
    import torch

    many = (pictures * (1 + batch // len(pictures)))[:batch]
    best = float("inf")
    until = time.perf_counter() + seconds
    while True:
        begun, begun_here = time.perf_counter(), time.process_time()
        encode(many)
        taken = time.perf_counter() - begun
        if on_cpu:
            taken = min(taken, (time.process_time() - begun_here) / torch.get_num_threads())
        best = min(best, taken)
        if time.perf_counter() >= until:
            return round(batch / best, 1)


def _pictures(side: int) -> list[Picture]:
    """Eight seeded pictures with coarse and fine structure, square, of the model's size."""
    from PIL import Image

    rng = np.random.default_rng(1)
    pictures: list[Picture] = []
    for cells in (2, 3, 4, 6, 8, 12, 16, 24):
        coarse = Image.fromarray(rng.integers(0, 256, (cells, cells, 3), np.uint8))
        pictures.append(np.asarray(coarse.resize((side, side), Image.Resampling.BICUBIC)))
    return pictures
