"""A model's weights on disk: found, compared with what was brought, read without running code."""

import json
import logging
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import blake3

from photoclip.atomic import replacing
from photoclip.clip.architecture import RECORD_FILE, WEIGHTS_FILE
from photoclip.clip.quiet import quiet_libraries
from photoclip.errors import ModelError

_USED = (WEIGHTS_FILE, "open_clip_pytorch_model.safetensors")
_BROUGHT = (*_USED, "model.safetensors")
_PICKLED = ("open_clip_pytorch_model.bin", "open_clip_pytorch_model.pt", "pytorch_model.bin")
_PICKLES = {".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle"}
_SMALL = 64 << 20  # up to here weights are read anew wherever their digest is asked for

log = logging.getLogger(__name__)


def used_in(folder: Path) -> Path:
    """The weights that a model folder is used with, always safetensors.

    Raises:
        ModelError: there are none.
    """
    for name in _USED:
        if (folder / name).is_file():
            return folder / name
    for name in (*_BROUGHT, *_PICKLED):
        if (folder / name).is_file():
            raise ModelError(
                f"The model folder {folder} has {name} and no {WEIGHTS_FILE}; import it first: "
                f"photoclip models import {folder}"
            )
    raise ModelError(
        f"The model folder {folder} has no weights ({WEIGHTS_FILE} is missing); "
        "import or download the model again."
    )


def to_import(source: Path) -> Path:
    """The weights file that an import of a file or folder takes; safetensors where there are some.

    Raises:
        ModelError: a folder has none.
    """
    if not source.is_dir():
        return source
    for name in (*_BROUGHT, *_PICKLED):
        if (source / name).is_file():
            return source / name
    return used_in(source)


def is_pickled(source: Path) -> bool:
    """Whether an import of this file or folder would read a pickled checkpoint."""
    try:
        return to_import(source).suffix.lower() in _PICKLES
    except ModelError:
        return False


def refuse_pickle(weights: Path) -> None:
    """Say what a pickled checkpoint is and what a person can do.

    Raises:
        ModelError: always.
    """
    raise ModelError(
        f"{weights.name} is a pickled checkpoint, a kind of file that can hold a program; take "
        "the model as safetensors, or say with --pickled that you trust where it comes from "
        "(photoclip reads the numbers in it and runs nothing)."
    )


def store(source: Path, target: Path) -> None:
    """Write weights as safetensors; a checkpoint's tensors are read without running any code.

    Raises:
        ModelError: the checkpoint holds something other than tensors.
    """
    if source.suffix == ".safetensors":
        shutil.copyfile(source, target)
        return
    from safetensors import SafetensorError
    from safetensors.torch import save_file

    try:
        save_file(_tensors(source), target, metadata={"format": "pt"})
    except SafetensorError as error:
        raise ModelError(
            f"The weights cannot be written to {target} ({first_line(error, 'no room')}); "
            "make room and repeat it."
        ) from None


def _tensors(source: Path) -> dict[str, Any]:
    """The tensors of a checkpoint, each with memory of its own."""
    import pickle  # noqa: TID251 - only for the name of the error that refuses pickles

    import torch

    try:
        with quiet_libraries():
            loaded = torch.load(source, map_location="cpu", weights_only=True)
        state = loaded.get("state_dict", loaded)
        return {
            str(name).removeprefix("module."): value.contiguous().clone()
            for name, value in state.items()
        }
    except (
        pickle.UnpicklingError,
        struct.error,
        RuntimeError,
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        ArithmeticError,
        AssertionError,
        EOFError,
        MemoryError,
    ) as error:
        raise ModelError(
            f"{source.name} is no plain checkpoint of tensors ({first_line(error, 'it is empty')});"
            " convert it to safetensors first."
        ) from None


def digest_of(weights: Path) -> str:
    """The blake3 digest of weights; of big ones it is taken from the record beside them.

    Raises:
        ModelError: they are not those that were brought.
    """
    known = _record(weights.parent)
    if weights.stat().st_size > _SMALL and known.get("mark") == _mark(weights):
        return str(known["digest"])
    return verified(weights)


def verified(weights: Path) -> str:
    """The same, read to the end: also where nothing but the content says that they are damaged.

    Raises:
        ModelError: they are not those that were brought.
    """
    try:
        hasher = blake3.blake3()
        hasher.update_mmap(weights)
    except OSError as error:
        raise ModelError(
            f"The weights {weights} cannot be read: {error.strerror or error}."
        ) from None
    digest = hasher.hexdigest()
    known = _record(weights.parent)
    if known.get("digest", digest) != digest:
        raise ModelError(
            f"The weights of the model {weights.parent.name} are damaged: they are not those that "
            "were brought here; import or download it again."
        )
    if not known or (weights.stat().st_size > _SMALL and known.get("mark") != _mark(weights)):
        record(weights, digest)
    return digest


def record(weights: Path, digest: str = "") -> None:
    """Remember what the weights are, so that damage is noticed; where that can be written."""
    if not digest:
        hasher = blake3.blake3()
        hasher.update_mmap(weights)
        digest = hasher.hexdigest()
    try:
        with replacing(weights.parent / RECORD_FILE) as file:
            file.write(json.dumps({"mark": _mark(weights), "digest": digest}).encode())
    except OSError:
        log.info("The digest of %s cannot be remembered.", weights)


def check_numbers(tensors: Iterator[Any], name: str) -> None:
    """Check that all weights are numbers.

    Raises:
        ModelError: some are infinite or not a number.
    """
    numbers = (each for each in tensors if each.is_floating_point() and each.numel())
    if not all(_are_finite(each) for each in numbers):
        raise ModelError(
            f"The weights of the model {name} hold values that are no numbers; "
            "import or download it again."
        )


def _are_finite(tensor: Any) -> bool:
    """By its extremes, which are no numbers either then: 20 times as fast as asking each."""
    least, most = tensor.aminmax()
    return bool(least.isfinite() and most.isfinite())


def first_line(error: BaseException, otherwise: str) -> str:
    """What an error of a library says, in one line without its stop."""
    return (str(error).strip().splitlines() or [otherwise])[0].rstrip(" .:") or otherwise


def _record(folder: Path) -> dict[str, Any]:
    try:
        known = json.loads((folder / RECORD_FILE).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", known) if isinstance(known, dict) else {}


def _mark(weights: Path) -> list[object]:
    stat = weights.stat()
    return [weights.name, stat.st_size, stat.st_mtime_ns]
