"""The bank of unrelated texts as vectors, kept on disk: it is embedded once for each model."""

import hashlib
import logging
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip import paths
from photoclip.library.relevance.noise import unrelated_texts
from photoclip.library.tower import Tower

Vectors = npt.NDArray[np.float32]

log = logging.getLogger(__name__)


def bank_vectors(tower: Tower, folder: Path | None = None) -> Vectors:
    """Unit vectors, float32 (b, d), of the unrelated texts that a model knows.

    They are read from the cache where this very model has embedded these very texts before, at the
    same precision. Where the cache cannot be written, they are made again by the next process.

    Args:
        tower: the model in use.
        folder: the cache; None: this machine's.
    """
    folder = paths.cache_folder() / "texts" if folder is None else folder
    texts = known_texts(unrelated_texts(), tower.embedder().unknown_words)
    path = folder / f"{tower.model.digest}-{_state(tower, texts)}.npy"
    kept = _read(path, len(texts))
    if kept is not None:
        return kept
    vectors = tower.texts(texts)
    _keep(path, vectors, outdated=folder.glob(f"{tower.model.digest}-*.npy"))
    return vectors


def known_texts(texts: Iterable[str], unknown: Callable[[str], Sequence[str]]) -> list[str]:
    """The texts all of whose words the model has seen; where it knows few of them, all."""
    every = list(texts)
    known = [text for text in every if not unknown(text)]
    return known if len(known) >= len(every) // 4 else every


def _state(tower: Tower, texts: Sequence[str]) -> str:
    """What the vectors depend on besides the model."""
    precision = tower.choice.precision if tower.choice is not None else ""
    return hashlib.blake2s("\n".join([precision, *texts]).encode(), digest_size=8).hexdigest()


def _read(path: Path, count: int) -> Vectors | None:
    """What is kept, None where it is not there or not whole."""
    try:
        vectors = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    whole = vectors.dtype == np.float32 and vectors.ndim == 2 and len(vectors) == count
    if not whole or not np.allclose((vectors**2).sum(axis=1), 1.0, atol=1e-2):
        return None
    return vectors


def _keep(path: Path, vectors: Vectors, outdated: Iterable[Path]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in list(outdated):
            old.unlink(missing_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            np.save(file, vectors)
        Path(file.name).replace(path)
    except OSError as error:
        log.info("The vectors of unrelated texts are not kept: %s", error)
