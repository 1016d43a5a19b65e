"""The comparison of docs/labels.md: ways to learn labels from corrections, on the same splits.

    python packaging/learning_tables.py DATA [MODEL]

DATA holds `captioned/manifest.csv` (its grocery_store rows are labels no model was trained on) and
`caltech101/manifest.csv` (its held-out tenth: labels it knows). Each line says the mean per class
top-1 after 1, 5 and 20 corrections per label, the worst of five splits against the text alone, and
the expected calibration error at 20. All methods get the same answers; what a method tunes on a
validation set in its paper has one fixed value here, because a person's handful of answers has no
validation set.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip.cli.sources import load_picture
from photoclip.clip import models
from photoclip.clip.embedder import Embedder
from photoclip.clip.heads import Head, Whitening, fit
from photoclip.clip.pairs import Source, read_pairs, split
from photoclip.library.evaluation.learning import (
    Judge,
    Labelled,
    Learn,
    corrections,
    figures,
    labelled,
)

Matrix = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.int8]

_SHOTS = (0, 1, 5, 20)


@dataclass(frozen=True)
class Tip:
    """Tip-Adapter without training (Zhang et al. 2022): text plus a cache of the examples."""

    text: Head
    vectors: Matrix
    truth: npt.NDArray[np.int64]
    alpha: float = 1.0
    beta: float = 5.5

    def probabilities(self, vectors: Matrix) -> Matrix:
        """Softmax of the text's scores and what similar examples are."""
        near = np.exp(-self.beta * (1.0 - vectors @ self.vectors.T))
        shown = near @ np.eye(self.text.labels)[self.truth]
        labels, none = self.text.scores(vectors)
        return _softmax(np.concatenate([labels + self.alpha * shown, none], 1))[:, :-1]


def main() -> None:
    """Embed the pictures once and print the table."""
    folder = Path(sys.argv[1])
    files = models.describe_folder(Path(sys.argv[2])) if len(sys.argv) > 2 else models.builtin()
    encoder = Embedder.load(files, device="cpu", precision="fp32", batch_size=32)
    new = read_pairs(Source(folder / "captioned/manifest.csv", only=("grocery_store",))).pairs
    known = split(read_pairs(folder / "caltech101/manifest.csv").pairs, 0.1)[1]
    sets = [labelled(encoder, pairs, load_picture) for pairs in (new, known)]
    print("| method | new: 1 | 5 | 20 | worst | error | known: 1 | 5 | 20 | worst | error |")
    print("|---|" + "---|" * 10)
    for name, method in _METHODS.items():
        print(f"| {name} | " + " | ".join(_cells(data, method) for data in sets) + " |", flush=True)


def _cells(data: Labelled, method: "Method") -> str:
    found = corrections(data, shots=_SHOTS, learn=method(data))
    told = figures(data, found)["corrections"][1:]
    shares = [f"{each['right']:.1%}" for each in told]
    worst = min(each["worst_gain"] for each in told)
    return " | ".join([*shares, f"{100 * worst:+.1f}", f"{told[-1]['ece']:.3f}"])


Method = Callable[[Labelled], Learn]


def _ours(data: Labelled, *, library: bool = True) -> Learn:
    def learn(text: Head, vectors: Matrix, marks: Marks, unlabelled: Matrix) -> Judge:
        return fit(
            data.prototypes,
            data.background,
            vectors,
            marks,
            scale=data.scale,
            exclusive=text.exclusive,
            whitening=Whitening.of(unlabelled if library else vectors),
        )

    return learn


def _nothing(_data: Labelled) -> Learn:
    return lambda text, _vectors, _marks, _library: text


def _tip(_data: Labelled) -> Learn:
    return lambda text, vectors, marks, _library: Tip(text, vectors, marks.argmax(1))


def _gaussian(data: Labelled, *, library: bool, text_too: bool) -> Learn:
    """A discriminant with one covariance: of the examples (Wang et al. 2024), or the library."""

    def learn(text: Head, vectors: Matrix, marks: Marks, unlabelled: Matrix) -> Judge:
        truth, labels = marks.argmax(1), len(data.labels)
        counts = np.maximum(np.bincount(truth, minlength=labels), 1)
        means = np.zeros((labels, vectors.shape[1]), np.float32)
        np.add.at(means, truth, vectors)
        means /= counts[:, None]
        white = Whitening.of(unlabelled if library else vectors - means[truth])
        weights = (means - white.mean) @ white.rotation @ white.rotation.T
        bias = -0.5 * ((means + white.mean) * weights).sum(1)
        seen = np.bincount(truth, minlength=labels) > 0
        weights, bias = weights * seen[:, None], bias * seen
        return replace(
            text,
            weights=(weights + text.weights * text_too).astype(np.float32),
            bias=bias.astype(np.float32),
        )

    return learn


def _probe(data: Labelled, *, pull: float, adaptive: bool = False, text_row: bool = False) -> Learn:
    """Logistic regression from the prototypes on, pulled back to them.

    With `adaptive`, a label is pulled as much as its text is right about its examples (CLAP,
    Silva-Rodriguez et al. 2024); with `text_row`, the texts are examples themselves (Lin et al.
    2023).
    """

    def learn(text: Head, vectors: Matrix, marks: Marks, _library: Matrix) -> Judge:
        truth, labels = marks.argmax(1), len(data.labels)
        rows = np.concatenate([vectors, data.prototypes]) if text_row else vectors
        told = np.concatenate([truth, np.arange(labels)]) if text_row else truth
        trust = np.full(labels, pull)
        if adaptive:
            chances = _softmax(data.scale * vectors @ data.prototypes.T)
            own = np.bincount(truth, chances[np.arange(len(truth)), truth], labels)
            trust = pull * own / np.maximum(np.bincount(truth, minlength=labels), 1)
        weights = _descend(data.scale * rows, told, data.prototypes, trust)
        return replace(text, weights=(data.scale * weights).astype(np.float32))

    return learn


def _descend(rows: Matrix, truth: npt.NDArray[np.int64], start: Matrix, pull: Floats) -> Floats:
    """Weights (L, d) with the least mean cross-entropy plus pull times squared distance."""
    weights, speed = start.astype(np.float64), np.zeros(start.shape)
    right = np.eye(len(start))[truth]
    rate = 4.0 / max(float(np.square(rows).sum(1).mean()), 1.0)
    for _ in range(400):
        ahead = weights + 0.9 * speed
        slope = (_softmax(rows @ ahead.T) - right).T @ rows / len(rows)
        slope += pull[:, None] * (ahead - start)
        speed = 0.9 * speed - min(rate, 0.5 / max(float(pull.max()), 1e-9)) * slope
        weights = weights + speed
    return weights


def _softmax(scores: npt.NDArray[np.floating]) -> Matrix:
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    return (chances / chances.sum(axis=1, keepdims=True)).astype(np.float32)


_METHODS: dict[str, Method] = {
    "text alone": _nothing,
    "Tip-Adapter, training-free": _tip,
    "logistic regression from the text, no pull": lambda data: _probe(data, pull=0.0),
    "the same, text as an example (cross-modal)": lambda data: _probe(
        data, pull=0.0, text_row=True
    ),
    "the same, pulled to the text": lambda data: _probe(data, pull=1.0),
    "the same, pulled by what the text is right about (CLAP)": lambda data: _probe(
        data, pull=1.0, adaptive=True
    ),
    "Gaussian, covariance of the examples, with text": lambda data: _gaussian(
        data, library=False, text_too=True
    ),
    "Gaussian, covariance of the library, with text": lambda data: _gaussian(
        data, library=True, text_too=True
    ),
    "Gaussian, covariance of the library, no text": lambda data: _gaussian(
        data, library=True, text_too=False
    ),
    "photoclip, spread of the examples only": lambda data: _ours(data, library=False),
    "**photoclip**": _ours,
}

if __name__ == "__main__":
    main()
