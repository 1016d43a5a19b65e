"""A picture in words: the labels and sentences that fit it best."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip import paths
from photoclip.clip import prompts
from photoclip.errors import PhotoError
from photoclip.library.labels import read_label_list
from photoclip.library.pipeline import Decoder
from photoclip.library.search import Vector
from photoclip.library.tagger import probabilities
from photoclip.library.tower import Tower
from photoclip.records import DecodedPhoto, DecodeFailure, LabelList

_LEAST_CHANCE = 0.01


@dataclass(frozen=True, slots=True)
class Description:
    """A picture in words: labels with probabilities, sentences with cosines, best first."""

    labels: tuple[tuple[str, float], ...]
    sentences: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class LabelFits:
    """The labels of one list that fit a photo, with probabilities, best first."""

    name: str  # of the list; "": the built-in words
    labels: tuple[tuple[str, float], ...]


def describe(tower: Tower, vector: Vector, labels: Sequence[str], *, most: int = 5) -> Description:
    """The labels and caption-bank sentences that fit a picture best.

    Args:
        tower: the model that made `vector`.
        vector: the picture's unit vector, float32 (d,).
        labels: words to choose from; their scores are probabilities over all of them.
        most: how many of each.
    """
    rows = vector[None, :]
    nothing = np.empty((0, len(vector)), np.float32)
    prototypes = prompts.prototypes(tower, labels)
    scale = tower.embedder().logit_scale
    chances = probabilities(rows, prototypes, nothing, scale=scale, exclusive=True)[0]
    bank = prompts.caption_bank()
    fits = (rows @ tower.texts(bank).T)[0]
    return Description(
        labels=tuple((labels[i], float(chances[i])) for i in _best(chances, most)),
        sentences=tuple((bank[i], float(fits[i])) for i in _best(fits, most)),
    )


def fits_of_lists(
    tower: Tower, vector: Vector, lists: Sequence[LabelList], *, most: int = 5
) -> tuple[LabelFits, ...]:
    """What each label list says about a picture, as a tag run would; labels below 1 % are left out.

    Args:
        tower: the model that made `vector`.
        vector: the picture's unit vector, float32 (d,).
        lists: a library's label lists; the built-in words stand in where there are none.
        most: how many labels of each list.
    """
    found: list[LabelFits] = []
    for labels in lists or (built_in_words(),):
        chances = probabilities(
            vector[None, :],
            tower.prototypes(labels),
            tower.background(),
            scale=tower.embedder().logit_scale,
            exclusive=labels.exclusive,
        )[0]
        best = tuple(
            (labels.labels[i], float(chances[i]))
            for i in _best(chances, most)
            if chances[i] >= _LEAST_CHANCE
        )
        found.append(LabelFits(labels.name if lists else "", best))
    return tuple(found)


def built_in_words() -> LabelList:
    """The everyday words that any photo can be described with."""
    return read_label_list(paths.resources() / "labels" / "everyday.txt")


def vector_of_file(tower: Tower, decoder: Decoder, path: Path) -> Vector:
    """The unit vector, float32 (d,), of any picture file.

    Raises:
        PhotoError: the file cannot be read.
    """
    return tower.embedder().encode_images([pixels_of_file(decoder, path)])[0]


def pixels_of_file(decoder: Decoder, path: Path) -> npt.NDArray[np.uint8]:
    """Any picture file, upright, uint8 (height, width, 3), as large as the decoder makes it.

    Raises:
        PhotoError: the file cannot be read.
    """
    result = decoder.submit(os.fsencode(path.expanduser().absolute())).result()
    if isinstance(result, DecodedPhoto):
        return result.pixels
    reason = result.reason if isinstance(result, DecodeFailure) else "it was not decoded"
    raise PhotoError(f"{path} cannot be used as a picture: {reason}")


def _best(scores: Vector, most: int) -> list[int]:
    return np.argsort(-scores)[:most].tolist()
