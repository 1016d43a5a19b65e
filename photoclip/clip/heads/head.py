"""A head: label probabilities of stored vectors, as it is kept between runs."""

import io
import zipfile
import zlib
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from photoclip.errors import DataError

Matrix = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

_MAGIC = b"photoclip head 1\n"
_BEST_BACKGROUND = 8
_SAYS_A_LABEL = 0.9
_ROUNDING = 0.5  # of scores, when one is told from a threshold before its probability is made
_NOTHING = np.zeros((), np.float32)  # for what heads of former versions do not hold
_DAMAGED = "The learned labels cannot be read ({}); run the list again to learn them anew."


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a head was learned from, and what that proved.

    `gain` is by how many standard errors examples, each judged without itself, are told better
    with the other examples than by text alone; 0 where too few of them can be judged. `learned`
    says whether examples move the order of photos, `text_weight` what the text still counts (1: as
    without answers). Of `judged` answers, each told without itself and what is nearly like it,
    `right_before` are told right by the text alone and `right` by the head: of an exclusive one,
    the accepted label is the likeliest; of an open one, yes or no is said as it was answered.
    """

    examples: int = 0
    gain: float = 0.0
    learned: bool = False
    text_weight: float = 1.0
    judged: int = 0
    right_before: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """Scores are linear: `vectors @ weights.T + bias`, against one score of "none of these".

    That one is `background_weight` times the mean of the best fitting background prompts, plus
    `vectors @ none_weights + none_bias`. An exclusive head is one softmax over all of them, an open
    one a sigmoid of each label's score minus that of "none of these".
    """

    weights: Matrix  # (labels, d)
    bias: Matrix  # (labels,)
    background: Matrix  # (prompts, d)
    background_weight: float
    none_weights: Matrix  # (d,)
    none_bias: float
    exclusive: bool
    evidence: Evidence = Evidence()

    @classmethod
    def of_text(
        cls, prototypes: Matrix, background: Matrix, *, scale: float, exclusive: bool
    ) -> "Head":
        """CLIP's zero-shot classifier (Radford et al. 2021, section 3.1): cosines times scale.

        Prompts that say one of the labels are no background. With no background at all, every
        photo is one of an exclusive list's labels.
        """
        says = (background @ prototypes.T).max(axis=1, initial=-1.0)
        return cls(
            (scale * prototypes).astype(np.float32),
            np.zeros(len(prototypes), np.float32),
            np.ascontiguousarray(background[says < _SAYS_A_LABEL], np.float32),
            float(scale),
            np.zeros(prototypes.shape[1], np.float32),
            0.0,
            exclusive,
        )

    @property
    def labels(self) -> int:
        """How many labels it tells."""
        return len(self.weights)

    def scores(self, vectors: Matrix) -> tuple[Matrix, Matrix]:
        """Scores of the labels, float32 (m, labels), and of "none of these", (m, 1)."""
        rows = np.concatenate([self.weights, self.none_weights[None], self.background])
        found = vectors @ rows.T  # at once: the vectors are read but once
        labels = found[:, : self.labels] + self.bias
        return labels, self._none(found[:, self.labels], found[:, self.labels + 1 :])

    def probabilities(self, vectors: Matrix) -> Matrix:
        """How likely each label fits each photo, float32 (m, labels).

        Of an exclusive head a photo's probabilities sum to at most one; the rest is "none of
        these".

        Args:
            vectors: unit rows (m, d), float32.
        """
        labels, none = self.scores(vectors)
        return _shared_out(labels, none) if self.exclusive else _each_alone(labels, none)

    def fitting(self, vectors: Matrix, thresholds: Matrix) -> tuple[Ids, Ids, Matrix]:
        """Which labels reach their thresholds, of an exclusive head each photo's likeliest only.

        The same as asking for all `probabilities`, of which only those are made that may reach
        theirs: none does whose score is further below "none of these" than the threshold allows.

        Args:
            vectors: unit rows (m, d), float32.
            thresholds: probabilities (labels,), float32.

        Returns:
            Rows, columns and probabilities above 0, each (n,).
        """
        labels, none = self.scores(vectors)
        least = _least(thresholds)
        if self.exclusive:
            columns = labels.argmax(axis=1)
            rows = np.flatnonzero(labels.max(axis=1) - none[:, 0] >= least[columns])
            columns = columns[rows]
            chances = _shared_out(labels[rows], none[rows])[np.arange(len(rows)), columns]
        else:
            rows, columns = np.nonzero(labels >= none + least)
            chances = _each_alone(labels[rows, columns], none[rows, 0])
        kept = (chances >= thresholds[columns]) & (chances > 0)
        return rows[kept], columns[kept], chances[kept]

    def _none(self, said: Matrix, fits: Matrix) -> Matrix:
        """The score of "none of these", (m, 1); minus infinity without background.

        `said` are products with `none_weights`, (m,), `fits` with the background, (m, prompts).

        The bank names many things, of which some are in most photos beside the label's; the mean
        of the best eight was measured against one to twenty: with one to three, photos lose labels
        that fit, and with twenty absent things begin to be found.
        """
        if not len(self.background):
            return np.full((len(said), 1), -np.inf, np.float32)
        if len(self.background) > _BEST_BACKGROUND:
            fits = np.partition(fits, -_BEST_BACKGROUND, axis=1)[:, -_BEST_BACKGROUND:]
        best = np.float32(self.background_weight) * fits.mean(axis=1)
        return (best + said + np.float32(self.none_bias))[:, None].astype(np.float32)

    def to_bytes(self) -> bytes:
        """The head as bytes of this version; nothing in them is run when they are read."""
        stream = io.BytesIO()
        kept = {each.name: getattr(self, each.name) for each in fields(self)}
        kept |= {each.name: getattr(self.evidence, each.name) for each in fields(Evidence)}
        del kept["evidence"]
        arrays = {name: np.asarray(value) for name, value in kept.items()}
        np.savez_compressed(stream, allow_pickle=False, **arrays)
        return _MAGIC + stream.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Head":
        """Read what `to_bytes` wrote.

        Raises:
            DataError: the bytes are damaged or of another version.
        """
        if not data.startswith(_MAGIC):
            raise DataError(_DAMAGED.format("they are of another version"))
        try:
            with np.load(io.BytesIO(data[len(_MAGIC) :]), allow_pickle=False) as kept:
                values = {name: kept[name] for name in kept.files}
            return cls._from_arrays(values)
        except (OSError, ValueError, KeyError, EOFError, TypeError, zipfile.BadZipFile, zlib.error):
            raise DataError(_DAMAGED.format("their bytes are damaged")) from None

    @classmethod
    def _from_arrays(cls, values: dict[str, npt.NDArray[np.float32]]) -> "Head":
        weights, background = values["weights"], values["background"]
        width = weights.shape[1]
        if background.shape[1] != width or values["none_weights"].shape != (width,):
            raise ValueError(width)
        if values["bias"].shape != weights.shape[:1]:
            raise ValueError(values["bias"].shape)
        evidence = Evidence(
            int(values["examples"]),
            float(values["gain"]),
            bool(values["learned"]),
            float(values["text_weight"]),
            *(int(values.get(name, _NOTHING)) for name in ("judged", "right_before", "right")),
        )
        return cls(
            weights,
            values["bias"],
            background,
            float(values["background_weight"]),
            values["none_weights"],
            float(values["none_bias"]),
            bool(values["exclusive"]),
            evidence,
        )


def evidence_of(data: bytes) -> Evidence:
    """What proves a stored head, see `Head.from_bytes`.

    Raises:
        DataError: the bytes are damaged or of another version.
    """
    return Head.from_bytes(data).evidence


def _least(thresholds: Matrix) -> Matrix:
    """By how much a score must be above "none of these" for its probability to be looked at."""
    wanted = np.clip(thresholds.astype(np.float64), 1e-26, 1.0 - 1e-7)
    odds = np.log(wanted / (1.0 - wanted)) - _ROUNDING
    return np.where(wanted > 1e-26, odds, -np.inf).astype(np.float32)


def _each_alone(labels: Matrix, none: Matrix) -> Matrix:
    """Probabilities of labels of which any number may fit."""
    return (1.0 / (1.0 + np.exp(np.clip(none - labels, -60.0, 60.0)))).astype(np.float32)


def _shared_out(labels: Matrix, none: Matrix) -> Matrix:
    """Probabilities of labels of which at most one fits; `labels` (m, labels) is written over."""
    most = np.maximum(labels.max(axis=1, keepdims=True), none)
    labels -= most
    np.exp(labels, out=labels)
    labels /= labels.sum(axis=1, keepdims=True) + np.exp(none - most)
    return labels
