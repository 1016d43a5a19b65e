"""How good a model is: retrieval both ways, zero-shot labels, and single attributes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from photoclip.clip.pairs import Pair, PictureLoader, labels_of, one_per_group
from photoclip.clip.prompts import prototypes
from photoclip.errors import DataError, PhotoError

_BATCH = 64
_BINS = 15


class Encoder(Protocol):
    """What evaluation needs of an Embedder."""

    @property
    def logit_scale(self) -> float:
        """The learned inverse temperature."""
        ...

    def encode_images(self, pictures: Sequence[npt.NDArray[np.uint8]]) -> npt.NDArray[np.float32]:
        """Encode n pictures; (n, d) float32, unit rows."""
        ...

    def encode_texts(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Encode n sentences; (n, d) float32, unit rows."""
        ...


Progress = Callable[[int, int], None]


def retrieval(
    encoder: Encoder,
    pairs: Iterable[Pair],
    loader: PictureLoader,
    *,
    on_progress: Progress | None = None,
) -> dict[str, Any]:
    """How well first captions find their pictures and pictures their captions.

    One picture per group; where two pictures have the same first caption, either counts. Labelled
    pictures are asked for by their label.

    Returns:
        {"pairs", "text_to_image": {"r1", "r5", "r10", "median_rank"}, "image_to_text": {…}}.
    """
    asked = one_per_group(pairs)
    images, asked = encode_pictures(encoder, asked, loader, on_progress)
    said = [(pair.texts[0] if pair.texts else pair.label or "") for pair in asked]
    texts = _encode_texts(encoder, said)
    same = np.unique([text.casefold() for text in said], return_inverse=True)[1]
    similarities = texts @ images.T
    return {
        "pairs": len(asked),
        "text_to_image": _ranking(similarities, same),
        "image_to_text": _ranking(similarities.T, same),
    }


def zero_shot(
    encoder: Encoder,
    pairs: Iterable[Pair],
    loader: PictureLoader,
    *,
    templates: Sequence[str] = (),
    on_progress: Progress | None = None,
) -> dict[str, Any]:
    """How often the right label of all is the nearest, or among the five nearest.

    Returns:
        {"images", "classes", "top1", "top5", "mean_per_class", "ece"}; `ece` is the expected
        calibration error of the probabilities (15 bins).
    """
    labelled = [pair for pair in pairs if pair.label is not None]
    labels = labels_of(labelled)
    images, labelled = encode_pictures(encoder, labelled, loader, on_progress)
    heads = prototypes(encoder, labels, templates)
    truth = np.array([labels.index(pair.label or "") for pair in labelled])
    logits = encoder.logit_scale * (images @ heads.T)
    return {"images": len(labelled), "classes": len(labels), **_scores(logits, truth)}


_ATTRIBUTE_TEMPLATES = {
    "setting": ("a {}", "the {}", "a picture of a {}", "a photo of something in the {}"),
    "light": ("at {}", "a picture at {}", "a photo taken at {}"),
    "thing": ("{}", "a {}", "a picture of a {}", "a photo of two {}s"),
}


def by_attribute(
    encoder: Encoder,
    pairs: Iterable[Pair],
    loader: PictureLoader,
    *,
    on_progress: Progress | None = None,
) -> dict[str, Any]:
    """How often single facts of drawn scenes are told right, among all that occur.

    Of a scene's attributes: setting, light, the kind of its first thing, and that thing's colour
    (asked with the kind given: "a red sailboat" against "a blue sailboat").

    Returns:
        {"pictures", "setting", "light", "thing", "colour"}; the latter four are shares from 0 to 1.
    """
    scenes = [p for p in one_per_group(pairs) if p.attributes.get("things")]
    images, scenes = encode_pictures(encoder, scenes, loader, on_progress)
    facts: dict[str, Any] = {"pictures": len(scenes)}
    things = [pair.attributes["things"][0] for pair in scenes]
    truths = {
        "setting": [str(pair.attributes["setting"]) for pair in scenes],
        "light": [str(pair.attributes["light"]) for pair in scenes],
        "thing": [str(thing["kind"]) for thing in things],
    }
    for name, truth in truths.items():
        choices = sorted(set(truth))
        heads = prototypes(encoder, choices, _ATTRIBUTE_TEMPLATES[name])
        said = (images @ heads.T).argmax(axis=1)
        facts[name] = float(np.mean([choices[i] == t for i, t in zip(said, truth, strict=True)]))
    colours = [str(thing["colour"]) for thing in things]
    choices = sorted(set(colours))
    right: list[bool] = []
    heads_of: dict[str, npt.NDArray[np.float32]] = {}
    for image, kind, colour in zip(images, truths["thing"], colours, strict=True):
        if kind not in heads_of:
            heads_of[kind] = prototypes(encoder, [f"{c} {kind}" for c in choices], ("a {}",))
        right.append(choices[int((heads_of[kind] @ image).argmax())] == colour)
    return {**facts, "colour": float(np.mean(right))}


def encode_pictures(
    encoder: Encoder, pairs: Sequence[Pair], loader: PictureLoader, on_progress: Progress | None
) -> tuple[npt.NDArray[np.float32], list[Pair]]:
    """Vectors of the pictures that can be read, (n, d) float32, with their pairs.

    Raises:
        DataError: none can be read.
    """
    vectors: list[npt.NDArray[np.float32]] = []
    kept: list[Pair] = []
    with ThreadPoolExecutor(2) as pool:
        for chunk in _chunks(pairs):
            pictures = list(pool.map(lambda pair: _load(loader, pair), chunk))
            good = [(p, a) for p, a in zip(chunk, pictures, strict=True) if a is not None]
            if good:
                vectors.append(encoder.encode_images([array for _, array in good]))
                kept += [pair for pair, _ in good]
            if on_progress is not None:
                on_progress(len(kept), len(pairs))
    if not kept:
        raise DataError("There is no readable picture to evaluate with.")
    return np.concatenate(vectors), kept


def _load(loader: PictureLoader, pair: Pair) -> npt.NDArray[np.uint8] | None:
    try:
        return loader(pair.path)
    except PhotoError:
        return None


def _chunks(pairs: Sequence[Pair]) -> Iterator[Sequence[Pair]]:
    for start in range(0, len(pairs), _BATCH):
        yield pairs[start : start + _BATCH]


def _encode_texts(encoder: Encoder, texts: Sequence[str]) -> npt.NDArray[np.float32]:
    starts = range(0, len(texts), 256)
    return np.concatenate([encoder.encode_texts(texts[at : at + 256]) for at in starts])


def _ranking(
    similarities: npt.NDArray[np.float32], same: npt.NDArray[np.int64]
) -> dict[str, float]:
    """Recall and median rank; row i's right columns are those with the same caption."""
    ranks = np.empty(len(similarities), np.int64)
    for row, scores in enumerate(similarities):
        right = same == same[row]
        ranks[row] = 1 + int((scores[~right] > scores[right].max()).sum())
    found = {f"r{k}": float((ranks <= k).mean()) for k in (1, 5, 10)}
    return {**found, "median_rank": float(np.median(ranks))}


def _scores(logits: npt.NDArray[np.float32], truth: npt.NDArray[np.int64]) -> dict[str, float]:
    order = np.argsort(-logits, axis=1)
    right = order[:, 0] == truth
    top5 = (order[:, :5] == truth[:, None]).any(axis=1)
    classes = np.unique(truth)
    exponent = np.exp(logits - logits.max(axis=1, keepdims=True))
    sure = (exponent / exponent.sum(axis=1, keepdims=True)).max(axis=1)
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    error = sum(
        (bins == b).mean() * abs(right[bins == b].mean() - sure[bins == b].mean())
        for b in np.unique(bins)
    )
    return {
        "top1": float(right.mean()),
        "top5": float(top5.mean()),
        "mean_per_class": float(np.mean([right[truth == c].mean() for c in classes])),
        "ece": float(error),
    }
