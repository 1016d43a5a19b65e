"""The embedder: pictures and sentences become unit vectors of one space."""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from photoclip.clip import architecture as towers
from photoclip.clip.folding import folded
from photoclip.clip.graph import graphed
from photoclip.clip.lean import import_open_clip
from photoclip.clip.loading import load_tokenizer
from photoclip.clip.models import ModelFiles, load
from photoclip.clip.packing import packed
from photoclip.clip.vocabulary import unknown_words
from photoclip.errors import ModelError

Picture = npt.NDArray[np.uint8]
Vectors = npt.NDArray[np.float32]

PLAIN, PACKED, OPENVINO, GRAPH = "plain", "packed", "openvino", "graph"
WAYS = (PLAIN, PACKED, OPENVINO, GRAPH)
"""As open_clip runs it; on the CPU with packed layers or compiled by OpenVINO; on CUDA as one
recorded graph."""

INT8 = "int8"
PRECISIONS = ("fp32", "bf16", "fp16", INT8)
"""Of an image tower; int8 is for linear layers, with packed ones only."""

_TEXT_BATCH = 64
_FEW = 4  # pictures that go through an int8 tower together: what lies between its layers stays near
_log = logging.getLogger(__name__)


class Preprocess:
    """A model's own preparation of pictures: open_clip's transform of its preprocess_cfg."""

    def __init__(self, image_size: int, preprocess_cfg: Mapping[str, Any] | None = None) -> None:
        """Prepare for an image tower of `image_size` px; None: CLIP's standard settings."""
        import_open_clip()
        from open_clip.transform import (
            PreprocessCfg,
            image_transform_v2,
            merge_preprocess_dict,
        )

        standard = {**towers.STANDARD_PREPROCESSING, "size": image_size}
        merged = merge_preprocess_dict(standard, {**(preprocess_cfg or {}), "size": image_size})
        known = set(PreprocessCfg.__dataclass_fields__)
        config = PreprocessCfg(**{key: merged[key] for key in merged if key in known})
        steps = cast("Any", image_transform_v2(config, is_train=False)).transforms
        self._geometry = steps[:-2]  # the last two make a tensor and normalise it
        self._side = image_size
        self.mean = np.array(config.mean, np.float32)  # (3,), of values up to 1
        self.std = np.array(config.std, np.float32)

    def __call__(self, pictures: Sequence[Picture]) -> npt.NDArray[np.float32]:
        """Resize, crop and normalise n upright RGB pictures; (n, 3, size, size) float32."""
        pixels = self.squares(pictures).transpose(0, 3, 1, 2).astype(np.float32)
        pixels /= np.float32(255)
        pixels -= self.mean.reshape(1, 3, 1, 1)
        pixels /= self.std.reshape(1, 3, 1, 1)
        return pixels

    def squares(self, pictures: Sequence[Picture]) -> Picture:
        """Resize and crop n upright RGB pictures; (n, size, size, 3) uint8.

        What is such a square already is taken as it is.
        """
        return np.stack([self._square(picture) for picture in pictures])

    def _square(self, picture: Picture) -> Picture:
        from PIL import Image

        if picture.shape == (self._side, self._side, 3):
            return picture
        image: Any = Image.fromarray(picture)
        for step in self._geometry:
            image = step(image)
        return np.asarray(image, np.uint8)


def encode_in_batches(
    encode: Callable[[Sequence[Picture]], Vectors],
    pictures: Sequence[Picture],
    batch_size: int,
    *,
    on_smaller: Callable[[int], None] | None = None,
) -> Vectors:
    """Encode pictures in batches, halving them whenever memory runs out.

    Args:
        encode: makes (n, d) vectors of n pictures; raises an out-of-memory error when n is too big.
        pictures: at least one picture.
        batch_size: the size to begin with.
        on_smaller: hears every new, smaller batch size.

    Returns:
        (n, d) float32, in the order of the pictures.

    Raises:
        MemoryError: not even one picture at a time fits.
    """
    done: list[Vectors] = []
    start = 0
    while start < len(pictures):
        try:
            done.append(encode(pictures[start : start + batch_size]))
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            if batch_size == 1:
                raise MemoryError("Not even one picture fits into memory.") from error
            batch_size //= 2
            if on_smaller is not None:
                on_smaller(batch_size)
            continue
        start += batch_size
    return np.concatenate(done)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error of torch means that memory ran out, on any device."""
    text = str(error).lower()
    return (
        isinstance(error, MemoryError)
        or type(error).__name__ == "OutOfMemoryError"
        or "out of memory" in text
        or "can't allocate memory" in text
    )


class Embedder:
    """One loaded model on one device."""

    def __init__(
        self,
        model: ModelFiles,
        loaded: Any,
        *,
        device: str,
        precision: str,
        batch_size: int,
        way: str = PLAIN,
    ) -> None:
        """Use `load` instead; `loaded` is the open_clip model, float32 on CPU."""
        import torch

        config = towers.read_config(model.folder / towers.CONFIG_FILE)
        self.model = model
        self._towers = loaded
        self._device = device
        self._precision = precision
        self._way = way
        self._batch_size = max(1, batch_size)
        self._notes: list[str] = []
        self._moving = threading.RLock()
        self.last_look = time.monotonic()  # when a picture was looked at; at first: when loaded
        self._preprocess = Preprocess(model.image_size, config.get("preprocess_cfg"))
        self._tokenizer = load_tokenizer(model.folder)
        words = towers.read_facts(model.folder).get("words")
        known = cast("list[object]", words) if isinstance(words, list) else []
        self._words = frozenset(map(str, known)) or None
        with torch.inference_mode():
            self.logit_scale = float(loaded.logit_scale.exp())
        self._recorded: Callable[[Any], Any] | None = None
        self._place(loaded.visual)

    @classmethod
    def load(
        cls,
        model: ModelFiles,
        *,
        device: str = "cpu",
        precision: str = "fp32",
        batch_size: int = 32,
        threads: int = 0,
        way: str = PLAIN,
    ) -> "Embedder":
        """Load a model.

        Args:
            model: what to load.
            device: "cpu", "cuda" or "mps".
            precision: of the image tower, one of `PRECISIONS`; texts are always fp32.
            batch_size: pictures encoded at once.
            threads: torch's threads; 0: as torch chooses.
            way: how the image tower runs, one of `WAYS`.

        Raises:
            ModelError: a file is missing or damaged, or the device cannot be used.
        """
        import torch

        if threads:
            torch.set_num_threads(threads)
        if precision not in PRECISIONS:
            raise ModelError(
                f"The precision {precision!r} is not known; use fp32, bf16, fp16 or int8."
            )
        if precision == INT8 and way != PACKED:
            raise ModelError("Eight bits are for packed layers; use another precision.")
        return cls(
            model,
            load(model),
            device=device,
            precision=precision,
            batch_size=batch_size,
            way=way,
        )

    @property
    def dimension(self) -> int:
        """The length of the vectors."""
        return self.model.dimension

    @property
    def batch_size(self) -> int:
        """How many pictures are encoded at once."""
        return self._batch_size

    @property
    def digest(self) -> str:
        """The identity of the model, as in `ModelFiles`."""
        return self.model.digest

    def use_threads(self, count: int) -> None:
        """Let the calling thread compute on `count` processors from now on."""
        import torch

        if self._device == "cpu" and torch.get_num_threads() != count:
            torch.set_num_threads(count)

    def notes(self) -> tuple[str, ...]:
        """What a person should know about how it runs, in sentences."""
        return tuple(self._notes)

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """The words of a text never seen in training; () where that is not recorded."""
        return () if self._words is None else unknown_words(text, self._words)

    def encode_images(self, pictures: Sequence[Picture]) -> Vectors:
        """Encode n upright RGB pictures, each (height, width, 3) uint8; (n, d) float32, unit rows.

        When memory runs out, batches become smaller, then the CPU takes over; `notes` says so.

        Raises:
            ModelError: memory does not suffice for one picture.
        """
        if not pictures:
            return np.zeros((0, self.dimension), np.float32)
        try:
            return self._encode_all(pictures)
        except MemoryError:
            if self._device == "cpu":
                raise ModelError(
                    "There is not enough memory to look at a single picture; close other programs."
                ) from None
        self._fall_to_cpu()
        return self._encode_all(pictures)

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """Encode n sentences; (n, d) float32, unit rows. Words past the model's context are cut."""
        import torch

        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        done: list[Vectors] = []
        for start in range(0, len(texts), _TEXT_BATCH):
            tokens = self._tokenizer(list(texts[start : start + _TEXT_BATCH]))
            with torch.inference_mode():
                rows = self._towers.encode_text(tokens.to(self._device)).float().cpu().numpy()
            done.append(self._unit(rows))
        return np.concatenate(done)

    @property
    def image_tower(self) -> Any:
        """The image tower of open_clip, for what looks inside it.

        Loaded again if it was released, and each time where a compiled one runs in its place.
        """
        if self._way == OPENVINO:
            return folded(load(self.model).visual, self.model.image_size)
        return self._running_tower()

    def _running_tower(self) -> Any:
        with self._moving:
            self.last_look = time.monotonic()
            if self._towers.visual is None:
                self._place(load(self.model).visual)
            return self._towers.visual

    @property
    def has_images(self) -> bool:
        """Whether the image tower is in memory."""
        return self._towers.visual is not None

    def release_images(self) -> None:
        """Free the image tower; it is loaded again with the next picture. Texts need it not."""
        with self._moving:
            self._recorded = None
            self._towers.visual = None

    def _encode_all(self, pictures: Sequence[Picture]) -> Vectors:
        return encode_in_batches(
            self._encode, pictures, self._batch_size, on_smaller=self._use_smaller_batches
        )

    def _encode(self, pictures: Sequence[Picture]) -> Vectors:
        import torch

        squares = torch.from_numpy(self._preprocess.squares(pictures))
        with torch.inference_mode():
            if self._device == "cpu":  # several threads may look at once, each at its own
                visual = self._running_tower()
                few = _FEW if self._precision == INT8 else len(squares)
                rows = torch.cat([self._vectors_of(part, visual) for part in squares.split(few)])
            else:
                rows = self._looked_at(squares)
            self.last_look = time.monotonic()
            return self._unit(rows.float().numpy())

    def _looked_at(self, squares: Any) -> Any:
        """The same on another device than the processor, one batch after the other."""
        with self._moving:
            visual = self._running_tower()
            if self._device == "cuda":
                squares = squares.pin_memory()
            look = self._recorded or partial(self._vectors_of, visual=visual)
            return look(squares.to(self._device, non_blocking=True)).float().cpu()

    def _vectors_of(self, squares: Any, visual: Any) -> Any:
        """What the image tower makes of (n, side, side, 3) uint8 on its device; (n, d)."""
        import torch

        pixels = squares.permute(0, 3, 1, 2).to(torch.float32)  # in memory channels stay last
        torch.addcmul(self._shift, pixels, self._scale, out=pixels)
        made = visual(pixels.to(self._dtype))
        return made[0] if isinstance(made, tuple) else made  # some give their patches as well

    def _unit(self, rows: npt.NDArray[Any]) -> Vectors:
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        if not np.isfinite(norms).all() or not norms.all():
            raise ModelError(
                f"The model {self.model.name} makes no usable vectors here; choose another one, or "
                "leave device and precision to photoclip."
            )
        return np.asarray(rows / norms, np.float32)

    def _use_smaller_batches(self, batch_size: int) -> None:
        self._batch_size = batch_size
        self._note(f"Memory ran out; continuing with {batch_size} pictures at a time.")

    def _fall_to_cpu(self) -> None:
        with self._moving:
            self._note(f"The memory of {self._device} does not suffice; continuing on the CPU.")
            self._device, self._precision, self._way = "cpu", "fp32", PLAIN
            self._towers.visual = None
            self._place(load(self.model).visual)

    def _place(self, visual: Any) -> None:
        """Bring the towers to the device, a fresh image tower into the form in which it runs."""
        import torch

        self._towers.visual = folded(visual, self.model.image_size)
        try:
            self._towers.to(self._device)
            self._towers.visual.to(self._dtype)
            self._towers.visual.to(memory_format=torch.channels_last)
            std = self._preprocess.std  # (value / 255 - mean) / std, in one step
            self._scale, self._shift = (
                torch.from_numpy(each).to(self._device).view(1, 3, 1, 1)
                for each in (1 / (255 * std), -self._preprocess.mean / std)
            )
        except (RuntimeError, AssertionError) as error:
            reason = str(error).splitlines()[0] if str(error) else "it is not there"
            raise ModelError(
                f"The device {self._device} cannot be used ({reason}); choose cpu."
            ) from None
        self._recorded = None
        if self._way == PACKED:
            visual, quantized = self._towers.visual, self._precision == INT8
            self._towers.visual = packed(visual, self.model.image_size, quantized=quantized)
        elif self._way == OPENVINO:
            from photoclip.clip.compiled import compiled

            visual = self._towers.visual
            self._towers.visual = compiled(visual, self.model.image_size, self._precision)
        elif self._way == GRAPH:
            side = self.model.image_size
            look = partial(self._vectors_of, visual=self._towers.visual)
            self._recorded = graphed(look, (self._batch_size, side, side, 3))

    @property
    def _dtype(self) -> Any:
        """What the image tower is given."""
        import torch

        if self._way == OPENVINO:  # which computes in its own precision
            return torch.float32
        halves = {"bf16": torch.bfloat16, "fp16": torch.float16}
        return halves.get(self._precision, torch.float32)

    def _note(self, sentence: str) -> None:
        _log.warning("%s", sentence)
        self._notes.append(sentence)
