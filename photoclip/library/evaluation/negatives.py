"""Questions with something that is not wanted: what they remove, what they cost, how to ask."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.clip.evaluation import Progress, Vectors, encode_pictures
from photoclip.clip.pairs import Pair, PictureLoader, one_per_group
from photoclip.clip.vocabulary import words_of
from photoclip.errors import DataError
from photoclip.index.vectors import VectorIndex
from photoclip.library.evaluation.facts import Fact, facts_of
from photoclip.library.evaluation.search import SearchEncoder, noise_of
from photoclip.library.negation import Negation, Unwanted
from photoclip.library.relevance.calibration import Asked, curve_to_the_end, places_looked_at
from photoclip.library.relevance.judging import content_words
from photoclip.library.relevance.noise import Noise
from photoclip.library.search import Vector

Scores = npt.NDArray[np.floating[Any]]
Method = Callable[[Vectors, Vector, Asked], Scores]
"""Scores (n,) of pictures (n, d) for a wanted unit vector (d,) and what is not wanted."""

IN_USE = "by its relevance"

_ASKED = frozenset(
    {
        ("setting", "thing"),
        ("setting", "coloured thing"),
        ("setting", "light"),
        ("thing", "setting"),
        ("thing", "light"),
        ("thing", "thing"),
        ("thing", "coloured thing"),
        ("coloured thing", "setting"),
        ("thing in setting", "coloured thing"),
        ("broader", "label"),
    }
)
_FEWEST = 3  # pictures on either side of a question
_ABSENT = 500  # questions without anything that is unwanted


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    wanted: Fact
    unwanted: Fact

    @property
    def kind(self) -> str:
        return f"{self.wanted.kind} - {self.unwanted.kind}"


@dataclass(slots=True)
class _Count:
    """Hits among the first k of some questions, added up."""

    questions: int = 0
    wrong_before: int = 0
    wrong_after: int = 0
    right_before: int = 0
    right_lost: int = 0

    def figures(self) -> dict[str, Any]:
        removed = 1 - self.wrong_after / self.wrong_before if self.wrong_before else None
        lost = self.right_lost / self.right_before if self.right_before else None
        return {
            "questions": self.questions,
            "wrong_hits_removed": removed,
            "right_hits_lost": lost,
            "wrong_before": self.wrong_before,
            "wrong_after": self.wrong_after,
        }


def negatives(
    encoder: SearchEncoder,
    pairs: Iterable[Pair],
    loader: PictureLoader,
    *,
    on_progress: Progress | None = None,
) -> dict[str, Any]:
    """What an unwanted term removes and costs, for all pairs of facts.

    Asked are "the beach" without "a sailboat", "a car" without "a red car" and so on, of labelled
    pictures "a flower" without "a rose" (`resources/words/broader.txt`), wherever at
    least three pictures fit the wanted and have the unwanted, and three fit without it. The first
    k hits are looked at, k being how many pictures fit the wanted. Wrong ones have the unwanted,
    right ones fit and have it not. `wrong_hits_removed` is 1 - wrong with the unwanted term /
    wrong without it, `right_hits_lost` the share of right hits that are no longer among the first
    k; both over all questions together. `absent` are questions whose unwanted thing is in no
    picture that fits: nothing should be lost. One picture per group.

    Returns:
        {"pictures", the figures of the method in use, "kinds": {KIND: …}, "absent": …,
        "methods": {METHOD: …}, "compositional": {KIND: {"questions", "precision", "recall_at_10",
        "average_precision"}}}.

    Raises:
        DataError: no picture can be read, or none says what is in it.
    """
    images, scenes = encode_pictures(encoder, one_per_group(pairs), loader, on_progress)
    facts = facts_of(scenes)
    texts = _asked(encoder, [fact.text for fact in facts])
    asked, absent = _questions(facts)
    if not asked:
        raise DataError("Too few pictures share a thing, place, colour or label; give more.")
    methods = {**_METHODS, IN_USE: _in_use(noise_of(encoder, images))}
    table = {name: _measure(method, images, texts, asked) for name, method in methods.items()}
    without = {name: _measure(method, images, texts, absent) for name, method in methods.items()}
    kept = {"wrong_hits_removed", "right_hits_lost"}
    return {
        "pictures": len(scenes),
        **table[IN_USE][""].figures(),
        "absent": {"right_hits_lost": without[IN_USE][""].figures()["right_hits_lost"]},
        "kinds": {kind: count.figures() for kind, count in table[IN_USE].items() if kind},
        "methods": {
            name: {
                **{key: value for key, value in counts[""].figures().items() if key in kept},
                "right_hits_lost_absent": without[name][""].figures()["right_hits_lost"],
            }
            for name, counts in table.items()
        },
        "compositional": _compositional(images, texts, facts),
    }


def _asked(encoder: SearchEncoder, texts: Sequence[str]) -> dict[str, Asked]:
    """Each text as a question."""
    rows = encoder.encode_texts(list(texts))
    words = [len(content_words(words_of(text))) for text in texts]
    return {text: Asked(row, n) for text, row, n in zip(texts, rows, words, strict=True)}


def _questions(facts: Sequence[Fact]) -> tuple[list[_Question], list[_Question]]:
    """Questions with something to remove, and a fixed choice of those with nothing."""
    asked: list[_Question] = []
    absent: list[_Question] = []
    for wanted in facts:
        for unwanted in facts:
            if (wanted.kind, unwanted.kind) not in _ASKED:
                continue
            coloured = unwanted.kind == "coloured thing" and wanted.thing
            if coloured and wanted.thing != unwanted.thing:
                continue
            wrong = int((wanted.true & unwanted.true).sum())
            right = int((wanted.true & ~unwanted.true).sum())
            if wrong >= _FEWEST and right >= _FEWEST:
                asked.append(_Question(wanted, unwanted))
            elif not wrong and right >= _FEWEST:
                absent.append(_Question(wanted, unwanted))
    return asked, absent[:: max(1, len(absent) // _ABSENT)]


def _measure(
    method: Method, images: Vectors, texts: Mapping[str, Asked], questions: Sequence[_Question]
) -> dict[str, _Count]:
    """Counts by kind of question, and under "" of all together."""
    counts: dict[str, _Count] = {"": _Count()}
    for each in questions:
        wanted, unwanted = texts[each.wanted.text].vector, texts[each.unwanted.text]
        first = int(each.wanted.true.sum())
        before = np.argsort(-(images @ wanted), kind="stable")[:first]
        after = np.argsort(-method(images, wanted, unwanted), kind="stable")[:first]
        right = each.wanted.true & ~each.unwanted.true
        kept = set(before[right[before]].tolist())
        for count in (counts[""], counts.setdefault(each.kind, _Count())):
            count.questions += 1
            count.wrong_before += int(each.unwanted.true[before].sum())
            count.wrong_after += int(each.unwanted.true[after].sum())
            count.right_before += len(kept)
            count.right_lost += len(kept.difference(after.tolist()))
    return counts


# ── methods ─────────────────────────────────────────────────────────────────────────────────────


def _in_use(noise: Noise) -> Method:
    """What `library.answering` does."""

    def scores(images: Vectors, wanted: Vector, unwanted: Asked) -> Scores:
        index = VectorIndex.create(images.shape[1])
        ids = np.arange(1, len(images) + 1, dtype=np.int64)
        index.add(ids, images)
        found = images @ unwanted.vector
        first = np.argsort(-found, kind="stable")[places_looked_at(len(images))]
        curve = curve_to_the_end(noise, unwanted, found[first], images[first])
        negation = Negation(noise, wanted, [(Unwanted(unwanted), curve)])
        return np.asarray(images @ wanted - negation.penalties(index, ids), np.float32)

    return scores


def _subtracted(weight: float) -> Method:
    return lambda images, wanted, unwanted: images @ (wanted - weight * unwanted.vector)


def _orthogonal(weight: float) -> Method:
    """Only that part of the unwanted direction is subtracted that the wanted one has not."""

    def scores(images: Vectors, wanted: Vector, unwanted: Asked) -> Scores:
        rest = unwanted.vector - (wanted @ unwanted.vector) * wanted
        return images @ (wanted - weight * rest / np.linalg.norm(rest))

    return scores


def _projected(images: Vectors, wanted: Vector, unwanted: Asked) -> Scores:
    """The unwanted direction is taken out of the wanted one."""
    return images @ (wanted - (wanted @ unwanted.vector) * unwanted.vector)


def _penalised(strength: float, tolerance: float) -> Method:
    """The unwanted score in deviations over the whole library, where it is high."""

    def scores(images: Vectors, wanted: Vector, unwanted: Asked) -> Scores:
        liked, disliked = images @ wanted, images @ unwanted.vector
        strange = (disliked - disliked.mean()) / disliked.std() - tolerance
        lost = strength * liked.std() * np.maximum(strange, 0)
        return np.asarray(liked - lost, np.float32)

    return scores


_METHODS: Mapping[str, Method] = {
    **{f"subtracted, {weight}": _subtracted(weight) for weight in (0.3, 0.5, 0.7, 1.0, 1.5)},
    "projected out": _projected,
    **{f"orthogonal part, {weight}": _orthogonal(weight) for weight in (0.3, 0.5, 0.7, 1.0)},
    "penalty over 0 deviations": _penalised(0.7, 0.0),
    "penalty over 1 deviation": _penalised(1.5, 1.0),
    "penalty over 2 deviations": _penalised(3.0, 2.0),
}


# ── several facts in one question ───────────────────────────────────────────────────────────────


def _compositional(
    images: Vectors, texts: Mapping[str, Asked], facts: Sequence[Fact]
) -> dict[str, Any]:
    """How well texts with one, two and three facts find the pictures all of them are true of.

    Of a question that k pictures fit, `precision` is the share of right ones among the first k,
    which is the recall there too.
    """
    found: dict[str, list[tuple[float, float, float]]] = {}
    for fact in facts:
        if fact.kind == "light" or fact.true.sum() < _FEWEST:
            continue
        hits = fact.true[np.argsort(-(images @ texts[fact.text].vector), kind="stable")]
        found.setdefault(fact.kind, []).append(_found(hits))
    names = ("precision", "recall_at_10", "average_precision")
    return {
        kind: {
            "questions": len(rows),
            **dict(zip(names, np.mean(rows, axis=0).tolist(), strict=True)),
        }
        for kind, rows in found.items()
    }


def _found(hits: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
    """Precision at k, recall at 10 and average precision of a ranking's hits."""
    k = int(hits.sum())
    places = np.flatnonzero(hits)
    average = float((np.arange(1, k + 1) / (places + 1)).mean())
    return float(hits[:k].mean()), float(hits[:10].sum() / min(k, 10)), average
