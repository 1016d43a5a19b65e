"""Some frames of a video: enough to be found by, and the best of them to show."""

import math
import os
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.errors import PhotoError

Frame = npt.NDArray[np.uint8]

MOST = 16
"""Frames looked at of one video."""

_FEWEST = 4
_EVERY = 5.0  # seconds between two frames, as long as there are not too many
_SECONDS = 18.0  # after which no more frames are looked for
_ALIKE = 3.0  # mean difference of grey levels at 32 x 32 px below which a frame shows nothing new
_MOST_UNCOUNTED = 3_000  # frames gone through where nobody says how many there are
_OPTIONS = "OPENCV_FFMPEG_CAPTURE_OPTIONS"


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """Different frames of a video, upright RGB (height, width, 3): the best first."""

    pictures: tuple[Frame, ...]
    seconds: float  # of the video; 0: unknown


def frames_of(path: bytes) -> Frames:
    """Look at frames all along a video.

    Raises:
        PhotoError: none can be decoded.
    """
    with _opened(path) as (video, cv2):
        rate, count = video.get(cv2.CAP_PROP_FPS), video.get(cv2.CAP_PROP_FRAME_COUNT)
        known = math.isfinite(count) and count >= 1 and math.isfinite(rate) and rate > 0
        seconds = count / rate if known else 0.0
        found = list(_sampled(video, cv2, int(count), seconds) if known else _every(video, cv2))
        if not found and known:
            video.set(cv2.CAP_PROP_POS_FRAMES, 0)
            found = list(_every(video, cv2))
    if not found:
        raise PhotoError("No picture of the video can be decoded: it is damaged or unknown.")
    return Frames(tuple(_best_first(_different(found))), seconds)


@contextmanager
def _opened(path: bytes) -> Generator[tuple[Any, Any]]:
    os.environ.setdefault("OPENCV_LOG_LEVEL", "OFF")
    os.environ[_OPTIONS] = "protocol_whitelist;file|threads;1"
    import cv2

    cv2.setNumThreads(1)
    name = os.fsdecode(path)
    descriptor = -1
    if name != name.encode("utf-8", "replace").decode() and os.path.isdir("/proc/self/fd"):  # noqa: PTH112
        descriptor = os.open(path, os.O_RDONLY)  # a name that FFmpeg could not be given
        name = f"/proc/self/fd/{descriptor}"
    video: Any = cv2.VideoCapture(name, cv2.CAP_FFMPEG)
    try:
        if not video.isOpened():
            raise PhotoError("The video cannot be opened: it is damaged or of an unknown kind.")
        yield video, cv2
    finally:
        video.release()
        if descriptor >= 0:
            os.close(descriptor)


def _sampled(video: Any, cv2: Any, count: int, seconds: float) -> Iterator[Frame]:
    """Frames from the whole length, each from the middle of its part."""
    wanted = min(MOST, max(_FEWEST, math.ceil(seconds / _EVERY)), count)
    until = time.monotonic() + _SECONDS
    for part in range(wanted):
        video.set(cv2.CAP_PROP_POS_FRAMES, int((part + 0.5) * count / wanted))
        worked, frame = video.read()
        if worked:
            yield _rgb(frame)
        if time.monotonic() > until:
            return


def _every(video: Any, cv2: Any) -> Iterator[Frame]:
    """Frames one after the other, ever further apart, where the length is not known."""
    rate = video.get(cv2.CAP_PROP_FPS)
    step = max(1, round(rate)) if math.isfinite(rate) and 0 < rate < 240 else 25
    until = time.monotonic() + _SECONDS
    given = 0
    for number in range(_MOST_UNCOUNTED):
        if not video.grab() or given >= MOST or time.monotonic() > until:
            return
        if number >= step * given * (given + 1) / 2:
            worked, frame = video.retrieve()
            if worked:
                given += 1
                yield _rgb(frame)


def _rgb(frame: Frame) -> Frame:
    return np.ascontiguousarray(frame[:, :, ::-1])


def _small(frame: Frame, side: int) -> npt.NDArray[np.float32]:
    """Grey levels, (side, side) or smaller; every nth pixel is enough to compare."""
    steps = [max(1, length // side) for length in frame.shape[:2]]
    return frame[:: steps[0], :: steps[1]].mean(axis=2, dtype=np.float32)[:side, :side]


def _different(frames: list[Frame]) -> list[Frame]:
    """Those that show something else than the one before them."""
    kept = frames[:1]
    for frame in frames[1:]:
        if np.abs(_small(frame, 32) - _small(kept[-1], 32)).mean() >= _ALIKE:
            kept.append(frame)
    return kept


def _best_first(frames: list[Frame]) -> list[Frame]:
    """The frame that stands for the video, then the others as they come."""
    scores = [_worth(frame) for frame in frames]
    best = max(range(len(frames)), key=scores.__getitem__)
    return [frames[best], *frames[:best], *frames[best + 1 :]]


def _worth(frame: Frame) -> float:
    """How well a frame can stand for a video: sharp, with contrast, neither black nor white."""
    grey = _small(frame, 256)
    if min(grey.shape) < 3:
        return 0.0
    edges = (
        grey[1:-1, 2:] + grey[1:-1, :-2] + grey[2:, 1:-1] + grey[:-2, 1:-1] - 4 * grey[1:-1, 1:-1]
    )
    light = float(grey.mean())
    exposed = min(1.0, light / 40, (255 - light) / 25)
    return max(0.0, exposed) * (math.log1p(float(edges.var())) + math.log1p(float(grey.var())))
