"""A head: label probabilities of stored vectors, as it is kept between runs."""

import io
import zipfile
import zlib
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from photoclip.errors import DataError

Matrix = npt.NDArray[np.float32]

_MAGIC = b"photoclip head 1\n"
_BEST_BACKGROUND = 8
_SAYS_A_LABEL = 0.9
_DAMAGED = "The learned labels cannot be read ({}); run the list again to learn them anew."


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a head was learned from, and what that proved.

    `gain` is by how many standard errors examples, each judged without itself, are told better
    with the other examples than by text alone; 0 where too few of them can be judged. `learned`
    says whether examples move the order of photos, `text_weight` what the text still counts (1: as
    without answers).
    """

    examples: int = 0
    gain: float = 0.0
    learned: bool = False
    text_weight: float = 1.0


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
        return vectors @ self.weights.T + self.bias, self._none(vectors)

    def probabilities(self, vectors: Matrix) -> Matrix:
        """How likely each label fits each photo, float32 (m, labels).

        Of an exclusive head a photo's probabilities sum to at most one; the rest is "none of
        these".

        Args:
            vectors: unit rows (m, d), float32.
        """
        labels, none = self.scores(vectors)
        if not self.exclusive:
            return (1.0 / (1.0 + np.exp(np.clip(none - labels, -60.0, 60.0)))).astype(np.float32)
        most = np.maximum(labels.max(axis=1, keepdims=True), none)
        labels -= most
        np.exp(labels, out=labels)
        labels /= labels.sum(axis=1, keepdims=True) + np.exp(none - most)
        return labels

    def _none(self, vectors: Matrix) -> Matrix:
        """The score of "none of these", (m, 1); minus infinity without background.

        The bank names many things, of which some are in most photos beside the label's; the mean
        of the best eight was measured against one to twenty: with one to three, photos lose labels
        that fit, and with twenty absent things begin to be found.
        """
        said = vectors @ self.none_weights + np.float32(self.none_bias)
        if not len(self.background):
            return np.full((len(vectors), 1), -np.inf, np.float32)
        fits = vectors @ self.background.T
        if len(self.background) > _BEST_BACKGROUND:
            fits = np.partition(fits, -_BEST_BACKGROUND, axis=1)[:, -_BEST_BACKGROUND:]
        best = np.float32(self.background_weight) * fits.mean(axis=1)
        return (best + said)[:, None].astype(np.float32)

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
