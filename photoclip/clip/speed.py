"""How fast a model is here: pictures a second in batches, milliseconds a sentence."""

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.clip.device import devices
from photoclip.clip.embedder import Embedder
from photoclip.clip.models import ModelFiles
from photoclip.clip.prompts import caption_bank
from photoclip.errors import ModelError

BATCH = 64
PRECISIONS = ("fp32", "bf16")
_WARM_UPS = 2
_FEWEST = 3
_LONG = 4.0  # s after which neither warming up nor repeating tells more


def speed(
    model: ModelFiles, *, short_side: int, threads: int = 0, seconds: float = 2.0
) -> dict[str, Any]:
    """Measure a model on the best device here.

    Decoded pictures are given; their preparation (resize, crop, normalise) is part of the time.
    After two warm-ups the median of the following batches of 64 counts, and of single sentences;
    of those that take longer than 4 s the first one itself.

    Args:
        model: what to run.
        short_side: of the decoded pictures, px; they are 4:3.
        threads: torch's threads; 0: as torch chooses.
        seconds: how long each figure is measured at least, besides warm-ups.

    Returns:
        {"model", "device", "threads", "batch", "picture": [width, height],
        "images_per_second": {"fp32", "bf16"}, "ms_per_text"}; a precision that the device cannot
        do is None.

    Raises:
        ModelError: the model cannot be loaded.
    """
    import torch

    device = devices()[0]
    pictures = _pictures(short_side)
    exact = Embedder.load(
        model, device=device, precision=PRECISIONS[0], batch_size=BATCH, threads=threads
    )
    rates: dict[str, float | None] = {PRECISIONS[0]: _rate(exact, pictures, seconds)}
    text = _seconds_a_text(exact, seconds)
    del exact
    for precision in PRECISIONS[1:]:
        try:
            rough = Embedder.load(model, device=device, precision=precision, batch_size=BATCH)
            rates[precision] = _rate(rough, pictures, seconds)
        except (ModelError, RuntimeError):
            rates[precision] = None
    height, width, _ = pictures[0].shape
    return {
        "model": model.name,
        "device": device,
        "threads": torch.get_num_threads(),
        "batch": BATCH,
        "picture": [width, height],
        "images_per_second": rates,
        "ms_per_text": 1000 * text,
    }


def _rate(embedder: Embedder, pictures: list[npt.NDArray[np.uint8]], seconds: float) -> float:
    return BATCH / _median_time(lambda _: embedder.encode_images(pictures), seconds)


def _seconds_a_text(embedder: Embedder, seconds: float) -> float:
    texts = caption_bank()
    return _median_time(lambda number: embedder.encode_texts([texts[number % len(texts)]]), seconds)


def _median_time(work: Callable[[int], object], seconds: float) -> float:
    """Seconds that one call takes; `work` is told how many calls were before it."""
    warming: list[float] = []
    while len(warming) < _WARM_UPS and sum(warming) < _LONG:
        warming.append(_taken(work, len(warming)))
    if sum(warming) >= _LONG:
        return warming[-1]
    taken: list[float] = []
    while sum(taken) < seconds or (len(taken) < _FEWEST and sum(taken) < _LONG):
        taken.append(_taken(work, len(warming) + len(taken)))
    return statistics.median(taken)


def _taken(work: Callable[[int], object], number: int) -> float:
    begun = time.perf_counter()
    work(number)
    return time.perf_counter() - begun


def _pictures(short_side: int) -> list[npt.NDArray[np.uint8]]:
    """A batch of seeded noise, 4:3, uint8 (height, width, 3)."""
    shape = (short_side, short_side * 4 // 3, 3)
    rng = np.random.default_rng(1)
    return [rng.integers(0, 256, shape, np.uint8) for _ in range(BATCH)]
