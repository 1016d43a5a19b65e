"""The model in use on this machine: loaded late, on the fastest measured device."""

import functools
import gc
import logging
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip import settings as settings_file
from photoclip.clip import architecture, device, prompts
from photoclip.clip.crops import LONG
from photoclip.clip.embedder import Embedder
from photoclip.clip.models import ModelFiles
from photoclip.library.memory import give_back
from photoclip.library.search import TextVectors
from photoclip.photos.views import RESAMPLING, View
from photoclip.records import LabelList
from photoclip.settings import TowerChoice

Vector = npt.NDArray[np.float32]

_THUMBNAIL_SIDE = 288
_OVERSAMPLING = 1.4

log = logging.getLogger(__name__)


class Tower:
    """Vectors of pictures and texts from one model; loads torch when first asked."""

    def __init__(self, model: ModelFiles, settings_path: Path) -> None:
        self.model = model
        self._settings_path = settings_path
        self._embedder: Embedder | None = None
        self.choice: TowerChoice | None = None  # how it runs, once it is loaded
        self._lock = threading.Lock()
        self._view = _view(model)
        self._texts = TextVectors(lambda texts: self.embedder().encode_texts(texts))

    @property
    def decode_side(self) -> int:
        """The short side, px, at which pictures are decoded for this model, at least.

        Enough for a sharp thumbnail, and for the vector of the whole picture: with the built-in
        model on 133 photographs and scenes the lowest cosine to it was 0.9977 at 1.4 times the
        model's side and 0.9983 at twice; decoding 12 megapixels for 256 px takes a quarter less.
        """
        return max(round(_OVERSAMPLING * self.model.image_size), _THUMBNAIL_SIDE)

    def embedder(self) -> Embedder:
        """The loaded model; the first call on a machine measures how it runs fastest.

        Raises:
            ModelError: its files are missing or damaged.
        """
        with self._lock:
            if self._embedder is None:
                settings = settings_file.load(self._settings_path)
                key = self.model.digest
                choice = device.choose(
                    self.model,
                    cached=settings.towers.get(key),
                    device=settings.device,
                    precision=settings.precision,
                )
                if settings.towers.get(key) != choice:
                    settings_file.update(
                        self._settings_path, lambda kept: kept.with_tower(key, choice)
                    )
                self._embedder = Embedder.load(
                    self.model,
                    device=choice.device,
                    precision=choice.precision,
                    batch_size=choice.batch_size,
                    way=choice.way,
                )
                self.choice = choice
                give_back()  # what was read and measured to load it
                _pass_by_torch()
            return self._embedder

    @property
    def view(self) -> View | None:
        """How the model sees a picture, for the decoders; None where only open_clip can tell."""
        return self._view

    def release_images(self, idle_seconds: float = 0.0) -> bool:
        """Give the image tower's memory back until a picture comes; texts are answered as before.

        Args:
            idle_seconds: only where no picture was looked at for so long.

        Returns:
            Whether there was anything to give back.
        """
        if not self._lock.acquire(blocking=False):
            return False  # it is being loaded, for somebody who needs it
        try:
            embedder = self._embedder
            if embedder is None or not embedder.has_images:
                return False
            if time.monotonic() - embedder.last_look < idle_seconds:
                return False
            embedder.release_images()
        finally:
            self._lock.release()
        return True

    def encode_texts(self, texts: Sequence[str]) -> Vector:
        """The same as `texts`, under the name that an embedder has."""
        return self.texts(texts)

    def texts(self, texts: Sequence[str]) -> Vector:
        """Unit vectors, float32 (n, d), remembered."""
        return self._texts.of(texts)

    def prototypes(self, labels: LabelList) -> Vector:
        """One unit vector a label, float32 (labels, d): the mean over templates and phrases."""
        return prompts.prototypes(self, labels.labels, labels.templates, labels.phrases)

    def background(self) -> Vector:
        """Unit vectors, float32 (n, d), of sentences for "none of these"."""
        return self.texts(prompts.background_prompts())


def _view(model: ModelFiles) -> View | None:
    way = architecture.preparation(model.folder)
    mode, interpolation = str(way["resize_mode"]), str(way["interpolation"])
    if mode not in {"shortest", "squash"} or interpolation not in RESAMPLING:
        return None
    return View(model.image_size, mode == "squash", interpolation, LONG)


@functools.cache
def _pass_by_torch() -> None:
    """No look for garbage goes through all that came with torch; once, when a model is there."""
    gc.freeze()
