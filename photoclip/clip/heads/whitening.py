"""How a library's vectors spread: what is common in it, and how far unusual is."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

SAMPLE = 20_000
"""More vectors than these change the estimate no more."""

_MIXED_IN = 1e-3


@dataclass(frozen=True, slots=True)
class Whitening:
    """The mean of a library's vectors, (d,), and the map (d, d) that makes them uncorrelated."""

    mean: Matrix
    rotation: Matrix

    @classmethod
    def of(cls, vectors: Matrix) -> "Whitening":
        """Estimate it from unlabelled unit rows (n, d); any n, but some hundreds serve well.

        The covariance is shrunken towards a sphere as far as n asks for (Ledoit and Wolf 2004),
        so that with few vectors little is changed. A head that compares whitened vectors looks at
        what sets a photo apart from this library, not at what all its photos share (Hariharan,
        Malik and Ramanan 2012: one covariance of unlabelled pictures serves every label).
        """
        rows = np.asarray(vectors, np.float64)[:SAMPLE]
        dimensions = vectors.shape[1]
        if len(rows) < 2:
            return cls(np.zeros(dimensions, np.float32), np.eye(dimensions, dtype=np.float32))
        mean = rows.mean(axis=0)
        values, axes = np.linalg.eigh(_shrunken(rows - mean))
        return cls(mean.astype(np.float32), (axes / np.sqrt(values)).astype(np.float32))

    def __call__(self, vectors: Matrix) -> Matrix:
        """Whitened rows (n, d), float32: over the library of mean 0 and variance 1."""
        return ((vectors - self.mean) @ self.rotation).astype(np.float32, copy=False)


def _shrunken(centred: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Ledoit and Wolf's covariance (d, d) of centred rows (n, d); always of full rank."""
    count, dimensions = centred.shape
    covariance = centred.T @ centred / count
    variance = max(float(np.trace(covariance)) / dimensions, 1e-12)
    sphere = variance * np.eye(dimensions)
    apart = float(((covariance - sphere) ** 2).sum())
    noise = float((np.square(centred).sum(axis=1) ** 2).sum() / count - (covariance**2).sum())
    share = min(max(noise / count / apart if apart > 0 else 1.0, _MIXED_IN), 1.0)
    return (1.0 - share) * covariance + share * sphere
