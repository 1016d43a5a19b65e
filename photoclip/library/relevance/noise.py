"""The noise of a library: how well what is unrelated fits its photos, for one model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.clip.prompts import background_prompts, caption_bank, lines_of

Vectors = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float64]

SAMPLE = 2048
"""Photos looked at, at most, to know the noise."""

_PICTURES = 512  # of them stand for unrelated pictures
_PROBES = 128  # unrelated texts whose best photos show what chance alone finds
RANKS = (1, 2, 4, 8, 16, 32, 64, 128)
"""The ranks at which it is measured what chance finds."""

_NEAR = 0.9  # cosine from which a text or picture says the same as the question
_CAPTIONS_STEP = 3
_FEWEST = 256  # a smaller library is judged as if it had so many photos
_STANDARD_BANK = 400.0
_LEAST_GROWTH = 0.3
_HUB = 0.02  # share of the unrelated texts that one photo may be the best of
_NOTHING = 1e-300  # for a mean of nothing, as a logarithm is taken of it
_STRIDE = 97  # rows by which a second part of a combination is taken from elsewhere in the bank


def unrelated_texts() -> tuple[str, ...]:
    """The bank of texts that a question is measured against: things, places, plain sentences."""
    return (
        *lines_of("unrelated.txt"),
        *background_prompts(),
        *caption_bank()[::_CAPTIONS_STEP],
    )


class Bank:
    """Unrelated texts or pictures that compete with a question for each photo.

    Attributes:
        vectors: unit rows (b, d).
    """

    def __init__(self, vectors: Vectors, scale: float) -> None:
        """Take unit rows (b, d) and the model's learned temperature."""
        self.vectors, self._scale = vectors, scale

    def near(self, question: Vectors) -> npt.NDArray[np.bool_]:
        """Which of them say the same as a question (d,), so that they are no competitors."""
        if not len(self.vectors):
            return np.zeros(0, np.bool_)
        return self.vectors @ question > _NEAR * float(np.linalg.norm(question))

    def evidence(self, question: Vectors, scores: Vectors, photos: Vectors) -> Numbers:
        """How much better the question explains each photo than the bank does, float64 (n,).

        The logarithm of the question's share in CLIP's softmax over texts (Radford et al. 2021,
        section 2.3) with the bank as the other texts, as if it had 400 of them. It is conditioned
        on the photo, so that hubs, photos near to everything, gain nothing (the inverted softmax
        of Smith et al. 2017; Conneau et al. 2018, section 2.3, take the mean of the nearest).

        Args:
            question: the vector (d,) asked with.
            scores: (n,) of the photos, less what unwanted things took away.
            photos: unit rows (n, d).
        """
        rivals = self.vectors[~self.near(question)]
        own = self._scale * scores.astype(np.float64)
        if not len(rivals):
            return own - self._scale
        best, shares = self._shares(photos, rivals)
        return _beyond(own, best, shares.mean(axis=1))

    def evidence_of_its_own(
        self, texts: Vectors, scores: Vectors, photos: Vectors
    ) -> list[Numbers]:
        """The evidence of some texts of the bank for the `RANKS[-1]` photos that each fits best.

        As `evidence` of each, but every photo is compared with the bank once.

        Args:
            texts: unit rows (q, d).
            scores: cosines (q, n) of texts and photos.
            photos: unit rows (n, d).
        """
        best, shares = self._shares(photos, self.vectors)
        first = np.argsort(-scores, axis=1)[:, : RANKS[-1]]
        found: list[Numbers] = []
        for text, row, places in zip(texts, scores, first, strict=True):
            rivals = ~self.near(text)
            own = self._scale * row[places].astype(np.float64)
            explained = shares[places] @ rivals.astype(np.float32) / max(rivals.sum(), 1)
            found.append(_beyond(own, best[places], explained))
        return found

    def _shares(self, photos: Vectors, rivals: Vectors) -> tuple[Vectors, Vectors]:
        """Each photo's best fit, (n,), and how its other fits stand to that, 0 to 1, (n, b)."""
        fits = photos @ rivals.T
        copies = fits > _NEAR  # of the photo itself
        fits *= self._scale
        fits[copies] = -np.inf
        best = np.maximum(fits.max(axis=1), -self._scale)
        fits -= best[:, None]
        return best, np.exp(fits, out=fits)


@dataclass(frozen=True, slots=True, eq=False)
class Noise:
    """What chance finds in a library with one model.

    Attributes:
        scale: the model's learned temperature, by which cosines are multiplied.
        texts: the bank of unrelated texts.
        pictures: the bank of unrelated pictures, photos of the library itself.
        levels: the evidence, falling, that the photos at `RANKS` (as many as there are) of the
            sample have for half of the unrelated texts; empty without photos.
        growth: by how much the best of the sample gains when there are twice as many photos.
        sampled: how many photos were looked at.
        photos: how many photos the library had when it was measured.
    """

    scale: float
    texts: Bank
    pictures: Bank
    levels: tuple[float, ...]
    growth: float
    sampled: int
    photos: int

    def reached(self, ranks: npt.NDArray[np.int64]) -> Numbers:
        """What half of the unrelated texts reach at these ranks of the whole library, float64 (r,).

        A rank of the library is one of the sample as their sizes are. Above the sample's first,
        the best of n chance values grows with the logarithm of n (Gumbel's law, Coles 2001,
        chapter 3).
        """
        if not self.levels:
            return np.zeros(len(ranks))
        doublings = np.log2(ranks * self.sampled / max(self.photos, _FEWEST))
        known = np.log2(RANKS[: len(self.levels)])
        within = np.interp(doublings, known, self.levels)
        return within + self.growth * np.maximum(-doublings, 0.0)

    def rivals(self, texts: Sequence[float], pictures: Sequence[float]) -> Bank:
        """The bank for a question of several texts and pictures with these weights.

        Each of it is the same combination of unrelated texts and pictures, so that its noise is
        that of the combined vector.
        """
        count = len(self.texts.vectors) if texts else len(self.pictures.vectors)
        banks = [(self.texts.vectors, each) for each in texts]
        banks += [(self.pictures.vectors, each) for each in pictures]
        if len(banks) == 1:
            return self.texts if texts else self.pictures
        mixed = np.zeros((count, self.texts.vectors.shape[1]), np.float32)
        for place, (vectors, weight) in enumerate(banks):
            if len(vectors):
                mixed += weight * vectors[(np.arange(count) + place * _STRIDE) % len(vectors)]
        norms = np.linalg.norm(mixed, axis=1, keepdims=True)
        return Bank(mixed / np.maximum(norms, 1e-12), self.scale)

    def fits(self, photos: int) -> bool:
        """Whether it still tells the noise of the library now that it has so many photos."""
        return abs(photos - self.photos) <= 0.2 * max(self.photos, 20)


def measure_noise(scale: float, texts: Vectors, sample: Vectors, photos: int) -> Noise:
    """Measure the noise of a library.

    Args:
        scale: the model's learned temperature.
        texts: unit rows (b, d) of `unrelated_texts`, as far as the model knows them.
        sample: unit rows (n, d) of up to `SAMPLE` photos, in an order of chance.
        photos: how many photos there are in all.
    """
    bank, pictures = Bank(texts, scale), Bank(sample[:_PICTURES], scale)
    probes = bank.vectors[:: max(1, len(bank.vectors) // _PROBES)]
    if not len(sample) or not len(probes):
        return Noise(scale, bank, pictures, (), _LEAST_GROWTH, len(sample), photos)
    looked = _without_hubs(probes, sample)
    levels = _levels(bank, probes, looked)
    half = _levels(bank, probes, looked[: max(1, len(looked) // 2)])
    growth = max(levels[0] - half[0], _LEAST_GROWTH)
    return Noise(scale, bank, pictures, levels, growth, len(looked), photos)


def _without_hubs(probes: Vectors, sample: Vectors) -> Vectors:
    """The photos without those that are the best of many texts at once.

    A handful of photos is near to everything (Radovanovic et al. 2010); alone they would set the
    level of a whole library.
    """
    wins = np.bincount((probes @ sample.T).argmax(axis=1), minlength=len(sample))
    most = len(probes) * max(_HUB, 4.0 / len(sample))
    return sample[wins <= most]


def _levels(bank: Bank, probes: Vectors, sample: Vectors) -> tuple[float, ...]:
    """The median evidence of unrelated texts at each rank of the sample.

    A median stands firm as long as most of the bank is not in the library.
    """
    ranks = np.array([rank for rank in RANKS if rank <= len(sample)])
    evidence = bank.evidence_of_its_own(probes, probes @ sample.T, sample)
    found = [np.sort(each)[::-1][ranks - 1] for each in evidence]
    return tuple(np.median(found, axis=0).tolist())


def _beyond(own: Numbers, best: Vectors, explained: Vectors) -> Numbers:
    """Evidence, from the question's fit and the bank's best and mean fits, each (n,)."""
    mean = np.maximum(explained.astype(np.float64), _NOTHING)
    return own - best - np.log(mean) - np.log(_STANDARD_BANK)


def sample_of(count: int, most: int = SAMPLE) -> Sequence[int]:
    """Which of `count` photos are looked at, in an order of chance, always the same one."""
    return np.random.default_rng(count).permutation(count)[:most].tolist()
