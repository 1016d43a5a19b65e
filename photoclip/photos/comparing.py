"""Whether two small pictures show the very same shot: edited, resized or cut, but one picture.

The second picture is laid over the first: coarsely by normalised cross-correlation over sizes,
places and turns (Lewis 1995), then exactly by an affine Gauss-Newton alignment (Lucas and Kanade
1981; Baker and Matthews 2004, "inverse compositional"). What counts is how much of the common
area agrees in its fine detail, square by square: light, colours and a caption change little of
that, while another picture of the same thing agrees nowhere.
"""

from dataclasses import dataclass
from io import BytesIO

import numpy as np
import numpy.typing as npt
from PIL import Image

from photoclip.photos.pixels import perceptual_hash

Grey = npt.NDArray[np.float32]

SIDE = 128
"""Px of the long side at which pictures are compared."""
SAME = 0.72
"""Share of the common squares that agree from which on two pictures are one."""

LEFT, UPSIDE_DOWN, RIGHT, MIRRORED = 1, 2, 3, 4
"""Turns of a picture: so many quarters to the left, or mirrored."""

_COARSE = 40  # px of the long side for the first look
_SIZES = tuple(0.92**step for step in range(10))  # of a part in the whole: 1 to 0.47
_LEAST_COARSE = 0.65  # correlation below which nothing further is tried
_TRIED = 2  # of the best coarse places
_PYRAMID = ((48, 8), (128, 4))  # px of the long side and rounds of each alignment
_SQUARES = 10  # along the long side
_AGREES = 0.75  # correlation of a square's detail
_TEXTURE = 1.5  # grey levels of detail, standard deviation, below which a square says nothing
_FEWEST = 10  # squares that say something
_LEAST_OVERLAP = 0.3  # of the larger picture


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two pictures lie over each other.

    Attributes:
        agreement: share of the squares with detail that agree, 0 to 1.
        overlap: share of the larger picture that both show, 0 to 1.
        turn: how the second has to be turned: a number of quarter turns to the left, and 4 more
            where it is mirrored first.
        moved: how far a corner of the one lies from that of the other, as a share of the long
            side.
    """

    agreement: float
    overlap: float
    turn: int = 0
    moved: float = 0.0


def grey_of(encoded: bytes, side: int = SIDE) -> Grey:
    """An encoded thumbnail as grey levels 0 to 255, float32, its long side at most `side` px."""
    with Image.open(BytesIO(encoded)) as image:
        image.draft("L", (side, side))
        return _fitted(image.convert("L"), side)


def lying_hash(encoded: bytes) -> int:
    """The perceptual hash of a thumbnail that has its rows and columns exchanged."""
    with Image.open(BytesIO(encoded)) as image:
        image.draft("L", (_COARSE, _COARSE))
        return perceptual_hash(image.convert("L").transpose(Image.Transpose.TRANSPOSE))


def grey_levels(picture: npt.NDArray[np.uint8]) -> Grey:
    """Upright pixels (height, width, 3) as grey levels 0 to 255, float32."""
    return np.asarray(Image.fromarray(picture).convert("L"), np.float32)


def sharpness(grey: Grey) -> float:
    """How much fine detail a picture has where it has most: comparable for like pictures.

    The mean absolute Laplacian of each of 8 x 8 squares in grey levels; of these the 90th
    percentile, since the subject may be small and what is behind it blurred on purpose.
    """
    laplacian = np.abs(
        4 * grey[1:-1, 1:-1] - grey[:-2, 1:-1] - grey[2:, 1:-1] - grey[1:-1, :-2] - grey[1:-1, 2:]
    )
    rows, columns = np.array_split(laplacian, 8, axis=0), 8
    means = [
        part.mean() for row in rows for part in np.array_split(row, columns, axis=1) if part.size
    ]
    return float(np.percentile(means, 90)) if means else 0.0


def compare(first: Grey, second: Grey, *, turns: tuple[int, ...] = (0,)) -> Likeness | None:
    """How two pictures lie over each other; None where they do not.

    Args:
        first: grey levels, (height, width).
        second: the same of the other one.
        turns: how the second may be turned, see `Likeness`.
    """
    if min(*first.shape, *second.shape) < 16:
        return None
    best: Likeness | None = None
    for turn, placed, swapped in _places(first, second, turns):
        other = _turned(second, turn)
        whole, part = (other, first) if swapped else (first, other)
        exact = _aligned(whole, part, placed)
        found = None if exact is None else _judged(whole, part, exact, turn)
        if found is not None and (best is None or found.agreement > best.agreement):
            best = found
        if best is not None and best.agreement >= SAME:
            break
    return best


# ── where the one may lie in the other ──────────────────────────────────────────────────────

_Affine = npt.NDArray[np.float64]  # (2, 3): from the part's px to the whole's


def _places(first: Grey, second: Grey, turns: tuple[int, ...]) -> list[tuple[int, _Affine, bool]]:
    """The likeliest places: turn, affine map, and whether the first is the part."""
    mine, theirs = _shrunk(first, _COARSE), _shrunk(second, _COARSE)
    found: list[tuple[float, int, _Affine, bool]] = []
    for turn in turns:
        placed = _turned(theirs, turn)
        for swapped in (False, True):
            whole, part = (placed, mine) if swapped else (mine, placed)
            score, box = _best_place(whole, part)
            if score >= _LEAST_COARSE:
                other = _turned(second, turn)
                both = (other, first) if swapped else (first, other)
                found.append((score, turn, _map_of(box, whole.shape, *both), swapped))
    found.sort(key=lambda each: -each[0])
    return [each[1:] for each in found[:_TRIED]]


def _best_place(whole: Grey, part: Grey) -> tuple[float, tuple[float, float, float, float]]:
    """The best correlation of the part somewhere in the whole, and there left, top, width, height.

    All sizes are correlated through one transform of the whole.
    """
    high, wide = whole.shape
    fit = min(wide / part.shape[1], high / part.shape[0])
    shapes = [
        (round(part.shape[1] * fit * size), round(part.shape[0] * fit * size)) for size in _SIZES
    ]
    shapes = [(w, h) for w, h in shapes if w >= 8 and h >= 8]
    if not shapes:
        return -1.0, (0.0, 0.0, 1.0, 1.0)
    templates = np.zeros((len(shapes), high, wide), np.float32)
    for template, (w, h) in zip(templates, shapes, strict=True):
        small = _resized(part, w, h)
        small -= small.mean()
        template[:h, :w] = small / max(float(np.sqrt((small * small).sum())), 1e-3)
    spectra = np.conj(np.fft.rfft2(templates))
    products = np.fft.irfft2(np.fft.rfft2(whole) * spectra, (high, wide))
    sums, squares = _integral(whole), _integral(whole * whole)
    best, place = -1.0, (0.0, 0.0, 1.0, 1.0)
    for product, (w, h) in zip(products, shapes, strict=True):
        total = _boxes(sums, w, h)
        spread = _boxes(squares, w, h) - total * total / (w * h)
        scores = product[: high - h + 1, : wide - w + 1] / np.sqrt(np.maximum(spread, 1.0))
        at = int(scores.argmax())
        if float(scores.flat[at]) > best:
            top, left = divmod(at, scores.shape[1])
            best, place = float(scores.flat[at]), (float(left), float(top), float(w), float(h))
    return best, place


def _integral(values: Grey) -> npt.NDArray[np.float64]:
    return np.pad(values.astype(np.float64).cumsum(0).cumsum(1), ((1, 0), (1, 0)))


def _boxes(integral: npt.NDArray[np.float64], w: int, h: int) -> npt.NDArray[np.float64]:
    """The sum of every w x h box."""
    return integral[h:, w:] - integral[:-h, w:] - integral[h:, :-w] + integral[:-h, :-w]


def _map_of(
    box: tuple[float, float, float, float], shape: tuple[int, ...], whole: Grey, part: Grey
) -> _Affine:
    left, top, w, h = box
    x, y = whole.shape[1] / shape[1], whole.shape[0] / shape[0]
    return np.array([[w * x / part.shape[1], 0, left * x], [0, h * y / part.shape[0], top * y]])


# ── laid over each other exactly ────────────────────────────────────────────────────────────


def _aligned(whole: Grey, part: Grey, start: _Affine) -> _Affine | None:
    """The affine map that brings the part best onto the whole, from coarse to fine.

    None: already the coarse ones do not fit.
    """
    now = start
    for side, rounds in _PYRAMID:
        scale = min(1.0, side / max(*whole.shape, *part.shape))
        coarse = scale < 0.9
        small_whole, small_part = (
            _resized(
                each, max(8, round(each.shape[1] * scale)), max(8, round(each.shape[0] * scale))
            )
            if coarse
            else each
            for each in (whole, part)
        )
        of_whole = _scales(small_whole, whole)
        of_part = _scales(small_part, part)
        # x' = W A P^-1 x, with W and P the scales of both
        scaled = now * of_whole[:, None]
        scaled[:, :2] /= of_part
        scaled = _stepped(small_whole, small_part, scaled, rounds)
        if coarse and _fit(small_whole, small_part, scaled) < _LEAST_COARSE:
            return None
        now = scaled / of_whole[:, None]
        now[:, :2] *= of_part
    return now


def _fit(whole: Grey, part: Grey, affine: _Affine) -> float:
    """The correlation of two pictures that lie over each other."""
    warped, inside = _warped(whole, part.shape, affine)
    if inside.sum() < _LEAST_OVERLAP * inside.size / 2:
        return 0.0
    mine, theirs = part[inside] - part[inside].mean(), warped[inside] - warped[inside].mean()
    norm = float(np.sqrt((mine * mine).sum() * (theirs * theirs).sum()))
    return float((mine * theirs).sum()) / max(norm, 1e-6)


def _scales(small: Grey, large: Grey) -> npt.NDArray[np.float64]:
    """How much smaller x and y are."""
    return np.array([small.shape[1] / large.shape[1], small.shape[0] / large.shape[0]])


def _stepped(whole: Grey, part: Grey, start: _Affine, rounds: int) -> _Affine:
    """Rounds of Gauss-Newton; gain and offset of the light are taken out of each difference."""
    gy, gx = np.gradient(part)
    ys, xs = np.mgrid[0 : part.shape[0], 0 : part.shape[1]].astype(np.float32)
    steepest = np.stack([gx, gx * xs, gx * ys, gy, gy * xs, gy * ys], -1).astype(np.float32)
    now = start
    for _ in range(rounds):
        warped, inside = _warped(whole, part.shape, now)
        if inside.sum() < _LEAST_OVERLAP * inside.size / 2:
            return start
        mine, theirs = part[inside], warped[inside]
        gain = float(np.std(mine) / max(float(np.std(theirs)), 1e-3))
        error = (theirs - theirs.mean()) * gain - (mine - mine.mean())
        slopes = steepest[inside]
        weighted = slopes / (1 + (error / 20) ** 2)[:, None]  # what a caption covers counts little
        normal = (weighted.T @ slopes).astype(np.float64) + np.eye(6) * 1e-3
        step = np.linalg.solve(normal, (weighted.T @ error).astype(np.float64))
        change = np.array([[1 + step[1], step[2], step[0]], [step[4], 1 + step[5], step[3]]])
        if abs(np.linalg.det(change[:, :2])) < 0.2:
            return start
        now = _after(now, _inverse(change))
        if float(np.abs(step[[0, 3]]).max()) < 0.02:
            break
    return now


def _after(outer: _Affine, inner: _Affine) -> _Affine:
    return np.column_stack([outer[:, :2] @ inner[:, :2], outer[:, :2] @ inner[:, 2] + outer[:, 2]])


def _inverse(affine: _Affine) -> _Affine:
    back = np.linalg.inv(affine[:, :2]).astype(np.float64)
    return np.column_stack([back, -back @ affine[:, 2]])


def _warped(
    whole: Grey, shape: tuple[int, ...], affine: _Affine
) -> tuple[Grey, npt.NDArray[np.bool_]]:
    """The whole as the part would see it, and where that lies inside of the whole."""
    high, wide = shape[0], shape[1]
    (a, b, c), (d, e, f) = affine.tolist()
    # Pillow looks from the middle of each px
    coefficients = (a, b, c - 0.5 * (a + b - 1), d, e, f - 0.5 * (d + e - 1))
    picture = Image.fromarray(whole).transform(
        (wide, high), Image.Transform.AFFINE, coefficients, Image.Resampling.BILINEAR
    )
    xs, ys = np.arange(wide), np.arange(high)[:, None]
    x, y = a * xs + b * ys + c, d * xs + e * ys + f
    inside = (x >= 0.5) & (y >= 0.5) & (x <= whole.shape[1] - 1.5) & (y <= whole.shape[0] - 1.5)
    return np.asarray(picture), inside


# ── how much agrees ─────────────────────────────────────────────────────────────────────────


def _judged(whole: Grey, part: Grey, affine: _Affine, turn: int) -> Likeness | None:
    """What two pictures that lie over each other have in common; None: too little."""
    area = float(np.abs(np.linalg.det(affine[:, :2])))
    if not 0.15 < area < 4:
        return None
    warped, inside = _warped(whole, part.shape, affine)
    overlap = float(inside.sum() / max(part.size, whole.size / area))
    if overlap < _LEAST_OVERLAP:
        return None
    scores = _squares(_detail(part), _detail(warped), inside)
    if len(scores) < _FEWEST:
        return None
    return Likeness(float((scores >= _AGREES).mean()), overlap, turn, _moved(whole, part, affine))


def _moved(whole: Grey, part: Grey, affine: _Affine) -> float:
    """How far a corner of the part is from the same corner of the whole."""
    corners = np.array(
        [[x, y, 1.0] for x in (0, part.shape[1] - 1) for y in (0, part.shape[0] - 1)]
    )
    ends = [[x, y] for x in (0, whole.shape[1] - 1) for y in (0, whole.shape[0] - 1)]
    return float(np.abs(corners @ affine.T - np.array(ends)).max() / max(whole.shape))


def _detail(grey: Grey) -> Grey:
    """A picture without what is coarser than some px."""
    radius = 4
    return _blurred(grey, 1) - _blurred(grey, radius)


def _blurred(grey: Grey, radius: int) -> Grey:
    """Means of squares of 2 radius + 1 px."""
    padded = np.pad(grey, radius, mode="edge")
    side = 2 * radius + 1
    return (_boxes(_integral(padded), side, side) / side**2).astype(np.float32)


def _squares(first: Grey, second: Grey, inside: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """The correlation of each square in which either has detail."""
    side = max(6, max(first.shape) // _SQUARES)
    high, wide = first.shape[0] // side, first.shape[1] // side
    if not high or not wide:
        return np.empty(0)

    def cut(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        kept = values[: high * side, : wide * side]
        return kept.reshape(high, side, wide, side).transpose(0, 2, 1, 3).reshape(-1, side * side)

    here = cut(inside.astype(np.float32)).min(axis=1) > 0
    a, b = cut(first)[here], cut(second)[here]
    a, b = a - a.mean(axis=1, keepdims=True), b - b.mean(axis=1, keepdims=True)
    spread_a, spread_b = a.std(axis=1), b.std(axis=1)
    tells = np.maximum(spread_a, spread_b) >= _TEXTURE
    scores = (a * b).mean(axis=1) / np.maximum(spread_a * spread_b, 1e-3)
    return scores[tells].astype(np.float64)


# ── pictures ────────────────────────────────────────────────────────────────────────────────


def _turned(grey: Grey, turn: int) -> Grey:
    flipped = grey[:, ::-1] if turn >= 4 else grey
    return np.ascontiguousarray(np.rot90(flipped, turn % 4))


def _fitted(image: Image.Image, side: int) -> Grey:
    scale = min(1.0, side / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return np.asarray(image.resize(size, Image.Resampling.BOX, reducing_gap=3.0), np.float32)


def _shrunk(grey: Grey, side: int) -> Grey:
    scale = min(1.0, side / max(grey.shape))
    return _resized(
        grey, max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale))
    )


def _resized(grey: Grey, width: int, height: int) -> Grey:
    return np.array(Image.fromarray(grey).resize((width, height), Image.Resampling.BOX), np.float32)
