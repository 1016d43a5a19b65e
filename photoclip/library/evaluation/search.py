"""How honest search is: its likely band, its probabilities, and what is not there."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from photoclip.clip.evaluation import Encoder, Progress, encode_pictures
from photoclip.clip.pairs import Pair, PictureLoader, one_per_group
from photoclip.clip.vocabulary import words_of
from photoclip.clip.wording import things_of
from photoclip.library.evaluation.facts import facts_of
from photoclip.library.evaluation.unrelated import absent_questions, nonsense_questions
from photoclip.library.relevance.bands import DEFAULT_LINE
from photoclip.library.relevance.bank import known_texts
from photoclip.library.relevance.calibration import Asked, places_looked_at, relevance_curve
from photoclip.library.relevance.judging import content_words, understood
from photoclip.library.relevance.noise import Noise, measure_noise, sample_of, unrelated_texts
from photoclip.library.search import Weighted, mean_direction

Vectors = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]

ASKED = 100
"""Absent things asked for, and as much nonsense."""

_FIRST = 50  # hits of each question that calibration is measured on
_EXAMPLES = 200
_FEWEST = 3  # right pictures of a question with words and a picture
_BINS = 15


class SearchEncoder(Encoder, Protocol):
    """An encoder that can say which words it never saw."""

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """The words of a text never seen in training."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """One question with its truth: which of the pictures are right, (n,)."""

    asked: Asked
    right: Truth
    understood: float = 1.0
    leave_out: int | None = None  # the picture asked with


@dataclass(frozen=True, slots=True, eq=False)
class Mixed:
    """Words and an example picture together: the thing of one in the place of the other."""

    question: Question
    words: Vectors  # unit vector (d,) of the words alone
    picture: Vectors  # the same of the picture


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """A set of pictures as a library would have it, with questions to it."""

    noise: Noise
    vectors: Vectors  # unit rows (n, d)
    there: Sequence[Question]
    absent: Sequence[Question]
    nonsense: Sequence[Question]
    alike: Sequence[Question] = ()  # asked with pictures
    both: Sequence["Mixed"] = ()  # asked with words and a picture


Relevance = Callable[[Noise, Asked, Vectors, Vectors], Numbers]
"""Relevance (n,) of a whole ranking: noise, question, falling scores and the photos' rows."""


@dataclass(slots=True)
class _Judged:
    """Hits of many questions: how probable, how true, and what was there to be found."""

    relevance: list[Numbers] = field(default_factory=list[Numbers])
    right: list[Truth] = field(default_factory=list[Truth])
    likely: list[int] = field(default_factory=list[int])


def calibrated(noise: Noise, asked: Asked, scores: Vectors, photos: Vectors) -> Numbers:
    """The relevance that photoclip shows, for a whole ranking."""
    places = places_looked_at(len(scores))
    return relevance_curve(noise, asked, scores[places], photos[places]).of(scores)


def search_figures(  # noqa: PLR0913 - all but the data by name
    encoder: SearchEncoder,
    pairs: Iterable[Pair],
    loader: PictureLoader,
    *,
    library_size: int = 0,
    seed: int = 0,
    line: float = DEFAULT_LINE,
    on_progress: Progress | None = None,
) -> dict[str, Any]:
    """Ask for every caption or label, for 100 absent things and 100 pieces of nonsense.

    One picture a group. A picture is right where one of its texts, or its label, says the same as
    the question (but for capitals and a full stop).

    Args:
        encoder: the model.
        pairs: pictures with captions or labels.
        loader: opens a picture.
        library_size: so many of the pictures, chosen by the seed; 0: all.
        seed: of the choice and of what is asked in vain.
        line: the relevance from which a hit is likely.
        on_progress: called with how many pictures were embedded, and of how many.

    Raises:
        DataError: no picture can be read.
    """
    collection = collect(
        encoder, pairs, loader, library_size=library_size, seed=seed, on_progress=on_progress
    )
    return figures_of(collection, calibrated, line)


def collect(
    encoder: SearchEncoder,
    pairs: Iterable[Pair],
    loader: PictureLoader,
    *,
    library_size: int = 0,
    seed: int = 0,
    on_progress: Progress | None = None,
) -> Collection:
    """Embed the pictures and put the questions together; see `search_figures`."""
    chosen = one_per_group(pairs)
    if 0 < library_size < len(chosen):
        order = np.random.default_rng(seed).permutation(len(chosen))[:library_size]
        chosen = [chosen[place] for place in np.sort(order)]
    vectors, kept = encode_pictures(encoder, chosen, loader, on_progress)
    said = [pair.texts or (pair.label or "",) for pair in kept]
    every = [text for each in said for text in each]
    nothing = np.zeros(len(kept), np.bool_)
    there = _captions(said)
    return Collection(
        noise_of(encoder, vectors),
        vectors,
        _questions(encoder, list(there), list(there.values())),
        _questions(encoder, absent_questions(every, ASKED, seed), [nothing] * ASKED),
        _questions(encoder, nonsense_questions(ASKED, seed), [nothing] * ASKED),
        _alike(vectors, [pair.label for pair in kept], seed),
        _mixed(encoder, vectors, kept, seed),
    )


def figures_of(collection: Collection, relevance: Relevance, line: float) -> dict[str, Any]:
    """The figures of one way to tell relevance.

    Returns:
        {"pictures", "questions", "line", "likely": {"precision", "recall", "without_any"},
        "average_precision", "ece", "false_likely": {"share", "absent", "nonsense"},
        "ms_per_question"} and, where there are labels, "alike": {"questions", "likely",
        "average_precision", "ece"} of asking with pictures; where there are scenes,
        "words_and_picture" of asking with both, with the precision at k of each alone.
        `without_any` is the share of the questions about what is there that have no likely hit;
        `ece` is the expected calibration error (15 bins) of the first 50 hits of every question,
        those in vain included.
    """
    started = time.perf_counter()
    there = _judge(collection, collection.there, relevance, line)
    absent = _judge(collection, collection.absent, relevance, line)
    nonsense = _judge(collection, collection.nonsense, relevance, line)
    asked = len(there.likely) + len(absent.likely) + len(nonsense.likely)
    seconds = time.perf_counter() - started
    vain = [*absent.likely, *nonsense.likely]
    figures: dict[str, Any] = {
        "pictures": len(collection.vectors),
        "questions": len(there.likely),
        "line": line,
        **_band(there, line),
        "ece": _calibration_error(there, absent, nonsense),
        "false_likely": {
            "share": _share(vain),
            "absent": _share(absent.likely),
            "nonsense": _share(nonsense.likely),
        },
        "ms_per_question": 1000.0 * seconds / max(asked, 1),
    }
    if collection.alike:
        alike = _judge(collection, collection.alike, relevance, line)
        both = {"questions": len(alike.likely), **_band(alike, line)}
        figures["alike"] = {**both, "ece": _calibration_error(alike)}
    if collection.both:
        figures["words_and_picture"] = _mixed_figures(collection, relevance, line)
    return figures


def noise_of(encoder: SearchEncoder, vectors: Vectors) -> Noise:
    """The noise of a library that has these unit rows (n, d)."""
    texts = encoder.encode_texts(known_texts(unrelated_texts(), encoder.unknown_words))
    rows = vectors[sample_of(len(vectors))]
    return measure_noise(encoder.logit_scale, texts, rows, len(vectors))


def _captions(said: Sequence[Sequence[str]]) -> dict[str, Truth]:
    """Each first text with the pictures that have it among theirs."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for place, texts in enumerate(said):
        for text in {_same(text) for text in texts}:
            having[text].append(place)
    asked: dict[str, Truth] = {}
    seen: set[str] = set()
    for texts in said:
        if _same(texts[0]) not in seen:
            seen.add(_same(texts[0]))
            right = np.zeros(len(said), np.bool_)
            right[having[_same(texts[0])]] = True
            asked[texts[0]] = right
    return asked


def _same(text: str) -> str:
    return text.casefold().rstrip(" .")


def _questions(
    encoder: SearchEncoder, texts: Sequence[str], truths: Sequence[Truth]
) -> list[Question]:
    rows = encoder.encode_texts(list(texts))
    questions: list[Question] = []
    for text, row, right in zip(texts, rows, truths, strict=True):
        words = words_of(text)
        known = understood(words, encoder.unknown_words(text))
        questions.append(Question(Asked(row, len(content_words(words))), right, known))
    return questions


def _alike(vectors: Vectors, labels: Sequence[str | None], seed: int) -> list[Question]:
    """Some labelled pictures as examples; right are the others of their label."""
    names = np.array([label or "" for label in labels])
    order = np.random.default_rng(seed).permutation(np.flatnonzero(names != ""))
    questions: list[Question] = []
    for place in order[:_EXAMPLES].tolist():
        right = names == names[place]
        right[place] = False
        if right.any():
            asked = Asked(vectors[place], texts=(), pictures=(1.0,))
            questions.append(Question(asked, right, leave_out=place))
    return questions


def _mixed(
    encoder: SearchEncoder, vectors: Vectors, scenes: Sequence[Pair], seed: int
) -> list[Mixed]:
    """Things with a picture of a place: right are the things there, three at least.

    The picture shows that place without the thing.
    """
    if not any(things_of(scene.attributes) for scene in scenes):
        return []
    facts = facts_of(scenes)
    things = [fact for fact in facts if fact.kind == "thing"]
    rows = encoder.encode_texts([fact.text for fact in things])
    chance, found = np.random.default_rng(seed), list[Mixed]()
    for place in (fact for fact in facts if fact.kind == "setting"):
        for thing, row in zip(things, rows, strict=True):
            right, others = thing.true & place.true, np.flatnonzero(place.true & ~thing.true)
            if right.sum() < _FEWEST or not len(others):
                continue
            shown = int(chance.choice(others))
            vector = mean_direction([Weighted(row), Weighted(vectors[shown])])
            count = len(content_words(words_of(thing.text)))
            asked = Asked(vector, count, (1.0,), (1.0,))
            found.append(Mixed(Question(asked, right, leave_out=shown), row, vectors[shown]))
    return found


def _mixed_figures(collection: Collection, relevance: Relevance, line: float) -> dict[str, Any]:
    """Figures of words and a picture together, and how well each alone would do."""
    ways: dict[str, list[Question]] = {"together": [], "words_alone": [], "picture_alone": []}
    for each in collection.both:
        vectors = (each.question.asked.vector, each.words, each.picture)
        for way, vector in zip(ways.values(), vectors, strict=True):
            way.append(replace(each.question, asked=replace(each.question.asked, vector=vector)))
    judged = _judge(collection, ways["together"], relevance, line)
    return {
        "questions": len(collection.both),
        **_band(judged, line),
        "ece": _calibration_error(judged),
        **{
            f"{name}_precision": float(np.mean([_precision(collection, q) for q in questions]))
            for name, questions in ways.items()
        },
    }


def _precision(collection: Collection, question: Question) -> float:
    """The share of right ones among the first k, k being how many are right."""
    scores = collection.vectors @ question.asked.vector
    order = np.argsort(-scores, kind="stable")
    first = order[order != question.leave_out][: int(question.right.sum())]
    return float(question.right[first].mean())


def _judge(
    collection: Collection, questions: Sequence[Question], relevance: Relevance, line: float
) -> _Judged:
    judged = _Judged()
    for question in questions:
        scores = collection.vectors @ question.asked.vector
        order = np.argsort(-scores, kind="stable")
        if question.leave_out is not None:
            order = order[order != question.leave_out]
        told = relevance(collection.noise, question.asked, scores[order], collection.vectors[order])
        told = told * question.understood
        judged.relevance.append(told)
        judged.right.append(question.right[order])
        judged.likely.append(int((told >= line).sum()))
    return judged


def _band(judged: _Judged, line: float) -> dict[str, Any]:
    told, right = np.concatenate(judged.relevance), np.concatenate(judged.right)
    likely = told >= line
    found = int((likely & right).sum())
    none = [not count for count in judged.likely]
    return {
        "likely": {
            "precision": found / int(likely.sum()) if likely.any() else None,
            "recall": found / max(int(right.sum()), 1),
            "without_any": float(np.mean(none)),
        },
        "average_precision": average_precision(told, right),
    }


def average_precision(told: Numbers, right: Truth) -> float:
    """Area under the precision-recall curve as a sum over thresholds; ties stand together."""
    order = np.argsort(-told, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(told[order])), len(order) - 1)
    hits = np.cumsum(right[order])[ends]
    recall = hits / max(int(right.sum()), 1)
    return float((np.diff(recall, prepend=0.0) * hits / (ends + 1)).sum())


def _calibration_error(*judged: _Judged) -> float:
    """How far relevance is from the share that is right, weighted by how often it is told."""
    told = np.concatenate([row[:_FIRST] for each in judged for row in each.relevance])
    right = np.concatenate([row[:_FIRST] for each in judged for row in each.right])
    bins = np.minimum((told * _BINS).astype(np.int64), _BINS - 1)
    return float(
        sum(
            (bins == place).mean() * abs(right[bins == place].mean() - told[bins == place].mean())
            for place in np.unique(bins)
        )
    )


def _share(likely: Sequence[int]) -> float:
    """The share of questions that have any likely hit."""
    return float(np.mean([count > 0 for count in likely]))
