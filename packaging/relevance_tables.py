"""The table of docs/search.md: ways to tell relevance; and the weights of the one in use.

    python packaging/relevance_tables.py DATA OUT [--model NAME] [--fit]

DATA holds `caltech101/manifest.csv` (file,label). 700 scenes of the train split are drawn in OUT;
every method's numbers become probabilities by logistic regression on their captions, on short
texts about their things and on 200 questions in vain, and fall along each ranking. They are
measured on 1,000 held-out scenes in OUT and on the tenth of the photos that was held out. With
`--fit` the weights in `library/relevance/calibration.py` are fitted to the same scenes and printed.
"""

import argparse
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from relevance_methods import METHODS, Method

from photoclip import paths
from photoclip.cli.sources import load_picture
from photoclip.clip import models
from photoclip.clip.embedder import Embedder
from photoclip.clip.pairs import Pair, one_per_group, read_pairs, split
from photoclip.clip.vocabulary import words_of
from photoclip.clip.wording import short_texts
from photoclip.library.evaluation.search import (
    Collection,
    Question,
    Relevance,
    calibrated,
    collect,
    figures_of,
)
from photoclip.library.relevance.calibration import (
    LOOKED_AT,
    Asked,
    falling,
    picture_features,
    places_looked_at,
    text_features,
    weighed,
)
from photoclip.library.relevance.judging import content_words
from photoclip.library.relevance.noise import Noise
from photoclip.samples.library import write_samples

Vectors = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float64]

_CAUTION = 0.7
"""What wholly specific questions lose: a model knows the scenes it was trained on too well."""
_CAPTIONS = 3.0  # a hit of a caption counts as much as three of a short text
_SHORT = 300
_ALIKE = 300
_SIZES = (300, 150)  # of smaller libraries, for questions of words and a picture


@dataclass(frozen=True, slots=True, eq=False)
class _Hits:
    """Hits of many questions, for a regression: features (n, f), right (n,), weights (n,)."""

    features: Numbers
    right: Numbers
    weights: Numbers


def main() -> None:
    """Fit, measure and print what is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", default=models.BUILT_IN)
    parser.add_argument("--fit", action="store_true")
    chosen = parser.parse_args()
    model = models.find(chosen.model, paths.models_folder())
    encoder = Embedder.load(model)
    train_pairs = _drawn(chosen.out / "train", "train", 700, 3)
    train = collect(encoder, train_pairs, load_picture)
    train = _with_short(encoder, train, train_pairs)
    if chosen.fit:
        smaller = [collect(encoder, train_pairs, load_picture, library_size=n) for n in _SIZES]
        _print_weights(train, smaller)
        return
    heldout = collect(encoder, _drawn(chosen.out / "heldout", "heldout", 1000, 1), load_picture)
    photos = split(read_pairs(chosen.data / "caltech101" / "manifest.csv").pairs, 0.1)[1]
    real = collect(encoder, photos, load_picture)
    _print_table(train, {"scenes": heldout, "photos": real})


def _drawn(folder: Path, part: Any, count: int, seed: int) -> list[Pair]:
    if not (folder / "captions.json").exists():
        write_samples(folder, count=count, seed=seed, split=part)
    return list(read_pairs(folder).pairs)


def _with_short(encoder: Embedder, train: Collection, pairs: Iterable[Pair]) -> Collection:
    """The scenes with questions of a few words too, which many of them answer."""
    said = [frozenset(short_texts(pair.attributes)) for pair in one_per_group(pairs)]
    texts = sorted({text for pair in pairs for text in short_texts(pair.attributes).main})
    order = np.random.default_rng(0).permutation(len(texts))[:_SHORT]
    chosen = [texts[place] for place in order]
    questions = [
        Question(
            Asked(row, len(content_words(words_of(text)))),
            np.array([text in each for each in said], np.bool_),
        )
        for text, row in zip(chosen, encoder.encode_texts(chosen), strict=True)
    ]
    things = np.array([_thing(pair) for pair in one_per_group(pairs)])
    alike = [
        Question(
            Asked(train.vectors[place], texts=(), pictures=(1.0,)),
            (things == things[place]) & (np.arange(len(things)) != place),
            leave_out=place,
        )
        for place in range(min(_ALIKE, len(things)))
        if things[place]
    ]
    return replace(train, there=[*train.there, *questions], alike=alike)


def _thing(pair: Pair) -> str:
    things = pair.attributes.get("things") or [{}]
    return str(things[0].get("kind", ""))


def _print_table(train: Collection, data: dict[str, Collection]) -> None:
    heads = [
        f"{name}: {figure}"
        for name in data
        for figure in ("AP", "precision", "recall", "in vain", "ECE", "best recall")
    ]
    print(f"| method | {' | '.join(heads)} |")
    print("|---" * (len(heads) + 1) + "|")
    for name, method in METHODS.items():
        _print_row(name, data, _platt(method, train))
    _print_row("all that decides (in use)", data, calibrated)


def _remembered(relevance: Relevance) -> Relevance:
    """The same, told once for each question."""
    known: dict[int, Numbers] = {}

    def told(noise: Noise, asked: Asked, scores: Vectors, photos: Vectors) -> Numbers:
        if id(asked) not in known:
            known[id(asked)] = relevance(noise, asked, scores, photos)
        return known[id(asked)]

    return told


def _print_row(name: str, data: dict[str, Collection], plain: Relevance) -> None:
    cells: list[str] = []
    relevance = _remembered(plain)
    for collection in data.values():
        figures = figures_of(collection, relevance, 0.5)
        lines = [figures_of(collection, relevance, line) for line in np.linspace(0.05, 0.95, 19)]
        good = [
            each["likely"]["recall"]
            for each in lines
            if (each["likely"]["precision"] or 0.0) >= 0.8 and each["false_likely"]["share"] <= 0.05
        ]
        likely = figures["likely"]
        values = (
            figures["average_precision"],
            likely["precision"] or 0.0,
            likely["recall"],
            figures["false_likely"]["share"],
            figures["ece"],
            max(good, default=0.0),
        )
        cells += [f"{value:.3f}" for value in values]
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


def _platt(method: Method, train: Collection) -> Relevance:
    """A method's numbers made probabilities: falling, and logistic on the training scenes."""
    hits = _hits(
        train,
        lambda noise, asked, scores, photos: method(noise, asked, scores, photos)[:, None],
        whole=True,
    )
    weights = _fitted(hits)

    def relevance(noise: Noise, asked: Asked, scores: Vectors, photos: Vectors) -> Numbers:
        numbers = method(noise, asked, scores, photos)
        logits = np.clip(weights[0] + weights[1] * numbers, -30.0, 30.0)
        return falling(1.0 / (1.0 + np.exp(-logits)))

    return relevance


def _hits(train: Collection, features: Any, *, whole: bool = False) -> _Hits:
    """The first hits of every question to words, those in vain included."""
    rows: list[Numbers] = []
    right: list[Numbers] = []
    weights: list[Numbers] = []
    captions = len(train.there) - _SHORT
    for place, question in enumerate([*train.there, *train.absent, *train.nonsense]):
        told, truth = _first(train, question, features, whole=whole)
        rows.append(told)
        right.append(truth)
        weights.append(np.full(len(truth), _CAPTIONS if place < captions else 1.0))
    return _Hits(np.concatenate(rows), np.concatenate(right), np.concatenate(weights))


def _first(
    train: Collection, question: Question, features: Any, *, whole: bool
) -> tuple[Numbers, Numbers]:
    scores = train.vectors @ question.asked.vector
    order = np.argsort(-scores, kind="stable")
    order = order if question.leave_out is None else order[order != question.leave_out]
    looked = order if whole else order[places_looked_at(len(order))]
    told = features(train.noise, question.asked, scores[looked], train.vectors[looked])
    return told[:LOOKED_AT], question.right[looked][:LOOKED_AT].astype(np.float64)


def _print_weights(train: Collection, smaller: Iterable[Collection]) -> None:
    text = _fitted(_hits(train, text_features))
    text[6] -= _CAUTION
    seen = [_first(train, each, picture_features, whole=False) for each in train.alike]
    rows = np.concatenate([each[0] for each in seen])
    right = np.concatenate([each[1] for each in seen])
    shown = _fitted(_Hits(rows, right, np.ones(len(right))))
    print(f"TEXT_WEIGHTS = ({', '.join(f'{each:.2f}' for each in text)})")
    print(f"PICTURE_WEIGHTS = ({', '.join(f'{each:.2f}' for each in shown)})")
    weights = tuple(text.tolist()), tuple(shown.tolist())
    found = [_both(each, *weights) for each in (train, *smaller)]
    print(f"BOTH = {np.mean(found):.2f}  # of {', '.join(f'{each:.2f}' for each in found)}")


def _both(train: Collection, text: tuple[float, ...], shown: tuple[float, ...]) -> float:
    """What questions of words and a picture lose: the likeliest constant, by Newton's method."""

    def halves(noise: Noise, asked: Asked, scores: Vectors, photos: Vectors) -> Numbers:
        told = weighed(text_features(noise, asked, scores, photos), text)
        seen = weighed(picture_features(noise, asked, scores, photos), shown)
        return (told + seen) / 2

    hits = [_first(train, each.question, halves, whole=False) for each in train.both]
    logits, right = (np.concatenate(each) for each in zip(*hits, strict=True))
    found = 0.0
    for _ in range(30):
        chances = 1.0 / (1.0 + np.exp(-np.clip(logits + found, -30.0, 30.0)))
        found += float((right - chances).sum() / (chances * (1.0 - chances)).sum())
    return found


def _fitted(hits: _Hits, rounds: int = 30) -> Numbers:
    """Weights (1 + f,) of a logistic regression by Newton's method, the constant first."""
    middle, spread = hits.features.mean(axis=0), hits.features.std(axis=0) + 1e-9
    rows = np.concatenate([np.ones((len(hits.right), 1)), (hits.features - middle) / spread], 1)
    found = np.zeros(rows.shape[1])
    held = 1e-5 * hits.weights.sum() * np.diag([0.0, *np.ones(rows.shape[1] - 1)])
    for _ in range(rounds):
        chances = 1.0 / (1.0 + np.exp(-np.clip(rows @ found, -30.0, 30.0)))
        slope = rows.T @ (hits.weights * (chances - hits.right)) + held @ found
        bend = (rows * (hits.weights * chances * (1.0 - chances))[:, None]).T @ rows + held
        found -= np.linalg.solve(bend + 1e-9 * np.eye(len(found)), slope)
    return np.array([found[0] - (found[1:] * middle / spread).sum(), *(found[1:] / spread)])


if __name__ == "__main__":
    main()
