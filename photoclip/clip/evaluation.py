"""How good a model is: retrieval both ways, zero-shot labels, and questions with one answer."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from photoclip.clip.pairs import Pair, PictureLoader, labels_of, one_per_group
from photoclip.clip.prompts import prototypes
from photoclip.clip.wording import forms, with_article
from photoclip.errors import DataError, PhotoError

_BATCH = 64
_BINS = 15
_FIRST_HITS = 3

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """What evaluation needs of an Embedder."""

    @property
    def logit_scale(self) -> float:
        """The learned inverse temperature."""
        ...

    def encode_images(self, pictures: Sequence[npt.NDArray[np.uint8]]) -> Vectors:
        """Encode n pictures; (n, d) float32, unit rows."""
        ...

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """Encode n sentences; (n, d) float32, unit rows."""
        ...


Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Classification:
    """What a model made of n labelled pictures: a score for each of c labels, and the truth."""

    labels: tuple[str, ...]
    logits: Vectors  # (n, c), cosines times the learned temperature
    truth: npt.NDArray[np.int64]  # (n,), places in labels

    def confusion(self) -> npt.NDArray[np.int64]:
        """How often label i (row) was taken for label j (column); (c, c) int64."""
        counts = np.zeros((len(self.labels), len(self.labels)), np.int64)
        np.add.at(counts, (self.truth, self.logits.argmax(axis=1)), 1)
        return counts

    def confusions(self, most: int = 10) -> list[dict[str, Any]]:
        """The most frequent mistakes, [{"truth", "said", "n"}], most frequent first."""
        counts = self.confusion()
        np.fill_diagonal(counts, 0)
        order = np.argsort(-counts, axis=None, kind="stable")[:most]
        places = [divmod(int(place), len(self.labels)) for place in order]
        return [
            {"truth": self.labels[i], "said": self.labels[j], "n": int(counts[i, j])}
            for i, j in places
            if counts[i, j]
        ]

    def figures(self) -> dict[str, Any]:
        """What `zero_shot` returns."""
        size = {"images": len(self.truth), "classes": len(self.labels)}
        return {**size, **_scores(self.logits, self.truth), "confusions": self.confusions()}


def retrieval(
    encoder: Encoder,
    pairs: Iterable[Pair],
    loader: PictureLoader,
    *,
    on_progress: Progress | None = None,
) -> dict[str, Any]:
    """How well first captions find their pictures and pictures their captions.

    One picture per group; where two pictures' first captions say the same (but for capitals and
    a full stop), either counts. Labelled pictures are asked for by their label. A tie counts
    against the model: one that gives every picture the same vector finds nothing.

    Returns:
        {"pairs", "text_to_image": {"r1", "r5", "r10", "median_rank"}, "image_to_text": {…}}.

    Raises:
        DataError: no picture can be read.
    """
    asked = one_per_group(pairs)
    images, asked = encode_pictures(encoder, asked, loader, on_progress)
    said = [(pair.texts[0] if pair.texts else pair.label or "") for pair in asked]
    texts = _encode_texts(encoder, said)
    same = np.unique([text.casefold().rstrip(" .") for text in said], return_inverse=True)[1]
    similarities = texts @ images.T
    return {
        "pairs": len(asked),
        "text_to_image": _ranking(similarities, same),
        "image_to_text": _ranking(similarities.T, same),
    }


def classify(
    encoder: Encoder,
    pairs: Iterable[Pair],
    loader: PictureLoader,
    *,
    templates: Sequence[str] = (),
    on_progress: Progress | None = None,
) -> Classification:
    """Choose one of all labels for each labelled picture, by CLIP's zero-shot classifier.

    Raises:
        DataError: no labelled picture can be read.
    """
    labelled = [pair for pair in pairs if pair.label is not None]
    labels = labels_of(labelled)
    images, labelled = encode_pictures(encoder, labelled, loader, on_progress)
    heads = prototypes(encoder, labels, templates)
    place = {label: number for number, label in enumerate(labels)}
    truth = np.array([place[pair.label or ""] for pair in labelled], np.int64)
    return Classification(labels, encoder.logit_scale * (images @ heads.T), truth)


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
        {"images", "classes", "top1", "top5", "mean_per_class", "ece", "confusions"}; `ece` is the
        expected calibration error of the probabilities (15 bins), `confusions` are the ten most
        frequent mistakes.

    Raises:
        DataError: no labelled picture can be read.
    """
    done = classify(encoder, pairs, loader, templates=templates, on_progress=on_progress)
    return done.figures()


def questions(
    encoder: Encoder,
    pairs: Iterable[Pair],
    loader: PictureLoader,
    *,
    on_progress: Progress | None = None,
) -> dict[str, Any]:
    """How many of the first three hits are right when each label is asked for as "a cat".

    Labels with fewer than three pictures are not asked for; their pictures may still be found,
    which is wrong.

    Returns:
        {"pictures", "questions", "precision_at_3", "none_right"}; the last lists the questions
        without any right hit.

    Raises:
        DataError: no picture can be read, or no label has three of them.
    """
    labelled = [pair for pair in pairs if pair.label is not None]
    images, labelled = encode_pictures(encoder, labelled, loader, on_progress)
    labels = np.array([pair.label for pair in labelled])
    names, counts = np.unique(labels, return_counts=True)
    asked = names[counts >= _FIRST_HITS].tolist()
    if not asked:
        raise DataError("No label has three readable pictures; name a bigger share or more data.")
    said = [with_article(forms(label)[-1]) for label in asked]
    hits = np.argsort(-(_encode_texts(encoder, said) @ images.T), axis=1)[:, :_FIRST_HITS]
    right = (labels[hits] == np.array(asked)[:, None]).mean(axis=1)
    return {
        "pictures": len(labelled),
        "questions": len(asked),
        "precision_at_3": float(right.mean()),
        "none_right": [text for text, share in zip(said, right, strict=True) if not share],
    }


def encode_pictures(
    encoder: Encoder, pairs: Sequence[Pair], loader: PictureLoader, on_progress: Progress | None
) -> tuple[Vectors, list[Pair]]:
    """Vectors of the pictures that can be read, (n, d) float32, with their pairs.

    Raises:
        DataError: none can be read.
    """
    vectors: list[Vectors] = []
    kept: list[Pair] = []
    with ThreadPoolExecutor(2) as pool:
        for done, chunk in _chunks(pairs):
            pictures = list(pool.map(lambda pair: _load(loader, pair), chunk))
            good = [(p, a) for p, a in zip(chunk, pictures, strict=True) if a is not None]
            if good:
                vectors.append(encoder.encode_images([array for _, array in good]))
                kept += [pair for pair, _ in good]
            if on_progress is not None:
                on_progress(done, len(pairs))
    if not kept:
        raise DataError("There is no readable picture to evaluate with.")
    return np.concatenate(vectors), kept


def _load(loader: PictureLoader, pair: Pair) -> npt.NDArray[np.uint8] | None:
    try:
        return loader(pair.path)
    except PhotoError:
        return None


def _chunks(pairs: Sequence[Pair]) -> Iterator[tuple[int, Sequence[Pair]]]:
    """Slices of the pairs, each with how many there are up to its end."""
    for start in range(0, len(pairs), _BATCH):
        chunk = pairs[start : start + _BATCH]
        yield start + len(chunk), chunk


def _encode_texts(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    starts = range(0, len(texts), 256)
    return np.concatenate([encoder.encode_texts(texts[at : at + 256]) for at in starts])


def _ranking(similarities: Vectors, same: npt.NDArray[np.int64]) -> dict[str, float]:
    """Recall and median rank; row i's right columns are those with the same caption."""
    ranks = np.empty(len(similarities), np.int64)
    for row, scores in enumerate(similarities):
        right = same == same[row]
        ranks[row] = 1 + int((scores[~right] >= scores[right].max()).sum())
    found = {f"r{k}": float((ranks <= k).mean()) for k in (1, 5, 10)}
    return {**found, "median_rank": float(np.median(ranks))}


def _scores(logits: Vectors, truth: npt.NDArray[np.int64]) -> dict[str, float]:
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
