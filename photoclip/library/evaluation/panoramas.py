"""Panoramas and tall pictures whose subject lies at an end: which preparation finds them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from photoclip.clip.crops import Picture, squares
from photoclip.clip.evaluation import Encoder, Progress, Vectors, encode_pictures
from photoclip.clip.pairs import Pair, PictureLoader, one_per_group
from photoclip.clip.wording import forms, with_article
from photoclip.errors import DataError, PhotoError

SIDE = 288  # px, the short side of a panorama
_WIDEST = (3.0, 6.0)
_TALLEST = (2.5, 3.5)
_SEAM = 0.15  # of a square: how far neighbours fade into each other
_FEWEST = 20
_PAD = 128  # grey of the margin

Prepare = Callable[[Picture], list[Picture]]
"""Makes the squares that a picture is looked at through; its best one counts."""


@dataclass(frozen=True, slots=True, eq=False)
class Panorama:
    """A made picture, what is asked for, and whose truth it is."""

    picture: Picture
    question: str
    subject: Pair


def panoramas(
    encoder: Encoder,
    pairs: Sequence[Pair],
    loader: PictureLoader,
    *,
    count: int = 100,
    seed: int = 0,
    on_progress: Progress | None = None,
) -> dict[str, Any]:
    """Where panoramas stand among ordinary pictures when their subject is asked for.

    `count` pictures become the subjects of made panoramas, one after another wide (3:1 to 6:1)
    and tall (1:2.5 to 1:3.5): the subject's picture fills a square at one end, and other pictures
    of the same data, of the same setting where there are enough, fade into it and fill the rest.
    Pictures used for filling are nowhere else. Every other picture is an ordinary one. The
    question is the subject's first text. Its rank is 1 + how many ordinary pictures score higher,
    those left out of which the question is true as well.

    Returns:
        {"panoramas", "ordinary", "squash": {METHOD: {"r1", "r5", "median_rank",
        "ordinary_r1"}}, "shortest": {…}}: for models that squeeze every picture into their square
        and for those that take its centre; `ordinary_r1` is how often an ordinary picture's own
        question finds it first when the panoramas lie among the ordinary ones.

    Raises:
        DataError: there are too few pictures, or none can be read.
    """
    groups = one_per_group(pairs)
    chance = np.random.default_rng(seed)
    order = [groups[place] for place in chance.permutation(len(groups))]
    count = min(count, len(order) // 4)
    if count * 4 < _FEWEST:
        raise DataError(f"{len(groups)} pictures are too few for panoramas; give at least 20.")
    fillers = order[count : 2 * count]
    made = _made(order[:count], fillers, loader, chance)
    ordinary = order[2 * count :]
    figures: dict[str, Any] = {"panoramas": len(made), "ordinary": len(ordinary)}
    for name, usual in (("squash", squeezed), ("shortest", centred)):
        square = _squared(loader, usual)
        vectors, kept = encode_pictures(encoder, ordinary, square, on_progress)
        figures[name] = {
            method: _figures(encoder, made, kept, vectors, prepare)
            for method, prepare in _methods(usual).items()
        }
    return figures


def _methods(usual: Callable[[Picture], Picture]) -> Mapping[str, Prepare]:
    return {
        "centre_crop": lambda picture: [centred(picture)],
        "squeeze": lambda picture: [squeezed(picture)],
        "pad": lambda picture: [padded(picture)],
        "ends": lambda picture: [usual(picture), squares(picture)[0], squares(picture)[-1]],
        "several_crops": lambda picture: [usual(picture), *squares(picture)],
        "several_crops_and_pad": lambda picture: [padded(picture), *squares(picture)],
    }


def squeezed(picture: Picture) -> Picture:
    """The whole picture in a square, out of proportion."""
    image = Image.fromarray(picture).resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    return np.asarray(image)


def centred(picture: Picture) -> Picture:
    """The square in the middle."""
    height, width = picture.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return picture[top : top + side, left : left + side]


def padded(picture: Picture) -> Picture:
    """The whole picture in proportion, in the middle of a grey square."""
    image = Image.fromarray(picture)
    image.thumbnail((SIDE, SIDE), Image.Resampling.BICUBIC)
    canvas = Image.new("RGB", (SIDE, SIDE), (_PAD, _PAD, _PAD))
    canvas.paste(image, ((SIDE - image.width) // 2, (SIDE - image.height) // 2))
    return np.asarray(canvas)


# ── making them ─────────────────────────────────────────────────────────────────────────────────


def _made(
    subjects: Sequence[Pair],
    fillers: Sequence[Pair],
    loader: PictureLoader,
    chance: np.random.Generator,
) -> list[Panorama]:
    made: list[Panorama] = []
    for number, subject in enumerate(subjects):
        wide = number % 2 == 0
        ratio = float(chance.uniform(*(_WIDEST if wide else _TALLEST)))
        others = _beside(subject, fillers, chance)[: int(np.ceil(ratio)) + 1]
        try:
            pictures = [loader(pair.path) for pair in [subject, *others]]
        except PhotoError:
            continue
        strip = panorama(pictures, ratio, wide=wide, at_start=bool(chance.random() < 0.5))
        made.append(Panorama(strip, _question(subject), subject))
    if not made:
        raise DataError("No panorama could be made; none of the pictures can be read.")
    return made


def panorama(pictures: Sequence[Picture], ratio: float, *, wide: bool, at_start: bool) -> Picture:
    """A strip of whole pictures that fade into each other, the first one at an end.

    Args:
        pictures: the subject's, then those that fill the rest, again and again where they do not
            suffice.
        ratio: long side over short side of the strip.
        wide: from left to right; else from top to bottom.
        at_start: the subject lies left (or on top).

    Returns:
        (height, width, 3) uint8 whose short side is `SIDE`.
    """

    def turned(picture: Picture) -> Picture:
        """Make the subject's end of the strip the left one, and back again."""
        level = picture if wide else picture.transpose(1, 0, 2)
        return level if at_start else level[:, ::-1]

    tiles = [turned(_at_height(picture, wide=wide)) for picture in pictures]
    strip = np.zeros((SIDE, round(ratio * SIDE), 3), np.float32)
    end = place = 0
    while end < strip.shape[1]:
        tile = tiles[min(place, 1 + (place - 1) % max(1, len(tiles) - 1)) if place else 0]
        start = max(0, end - round(_SEAM * SIDE)) if place else 0
        tile = tile[:, : strip.shape[1] - start].astype(np.float32)
        fade = np.ones(tile.shape[1], np.float32)
        seam = min(end - start, len(fade))
        fade[:seam] = np.linspace(0, 1, seam, dtype=np.float32)
        below = strip[:, start : start + len(fade)]
        below += fade[None, :, None] * (tile - below)
        end, place = start + len(fade), place + 1
    level = strip.round().astype(np.uint8)
    level = level if at_start else level[:, ::-1]
    return np.ascontiguousarray(level if wide else level.transpose(1, 0, 2))


def _at_height(picture: Picture, *, wide: bool) -> Picture:
    """A picture as high (or in a tall strip as wide) as the strip."""
    height, width = picture.shape[:2]
    scale = SIDE / (height if wide else width)
    size = (SIDE, max(SIDE // 2, round(height * scale)))
    if wide:
        size = (max(SIDE // 2, round(width * scale)), SIDE)
    return np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BICUBIC))


def _beside(subject: Pair, fillers: Sequence[Pair], chance: np.random.Generator) -> list[Pair]:
    """Pictures to lie beside a subject: those of its setting first, none that it could be."""
    setting = subject.attributes.get("setting")
    shuffled = [fillers[place] for place in chance.permutation(len(fillers))]
    others = [pair for pair in shuffled if not _is_true(_question(subject), pair)]
    return sorted(others, key=lambda pair: pair.attributes.get("setting") != setting)


# ── asking for them ─────────────────────────────────────────────────────────────────────────────


def _question(pair: Pair) -> str:
    return pair.texts[0] if pair.texts else with_article(forms(pair.label or "")[-1])


def _is_true(question: str, pair: Pair) -> bool:
    """Whether a question is known to be true of a picture."""
    texts = pair.texts or (_question(pair),)
    return question.casefold() in {text.casefold() for text in texts}


def _squared(loader: PictureLoader, usual: Callable[[Picture], Picture]) -> PictureLoader:
    return lambda path: usual(loader(path))


def _figures(
    encoder: Encoder,
    made: Sequence[Panorama],
    ordinary: Sequence[Pair],
    vectors: Vectors,
    prepare: Prepare,
) -> dict[str, float]:
    """Ranks of the panoramas looked at in one way."""
    looks = [prepare(each.picture) for each in made]
    parts = encoder.encode_images([square for squares_ in looks for square in squares_])
    owner = np.repeat(np.arange(len(made)), [len(each) for each in looks])
    asked = encoder.encode_texts([each.question for each in made])
    ranks = np.empty(len(made))
    for number, (each, text) in enumerate(zip(made, asked, strict=True)):
        own = float((parts[owner == number] @ text).max())
        rivals = np.array([not _is_true(each.question, pair) for pair in ordinary])
        ranks[number] = 1 + int(((vectors @ text)[rivals] > own).sum())
    return {
        "r1": float((ranks <= 1).mean()),
        "r5": float((ranks <= 5).mean()),
        "median_rank": float(np.median(ranks)),
        "ordinary_r1": _ordinary(encoder, ordinary, vectors, parts, owner, made),
    }


def _ordinary(
    encoder: Encoder,
    ordinary: Sequence[Pair],
    vectors: Vectors,
    parts: Vectors,
    owner: npt.NDArray[np.int64],
    made: Sequence[Panorama],
) -> float:
    """How often an ordinary picture's question finds a picture of which it is true first."""
    said = [_question(pair) for pair in ordinary]
    texts = encoder.encode_texts(said)
    plain, long = texts @ vectors.T, texts @ parts.T
    right = 0
    for number, question in enumerate(said):
        best = int(plain[number].argmax())
        best_long = int(long[number].argmax())
        if plain[number, best] >= long[number, best_long]:
            right += _is_true(question, ordinary[best])
        else:
            right += _is_true(question, made[int(owner[best_long])].subject)
    return right / len(said)
