"""Fit what counts for a cut between two outings (`library.events.occasions.FITTED`).

    python packaging/event_weights.py

A logistic regression (Newton's method, a little ridge) on four made-up diaries of 1,000 photos,
whose pictures are drawn and looked at by the built-in model; it takes some minutes.
"""

import numpy as np
import numpy.typing as npt

from photoclip import paths
from photoclip.clip import models
from photoclip.library.evaluation.events import looks_of, shots_of
from photoclip.library.events.occasions import evidence
from photoclip.library.tower import Tower
from photoclip.samples.diary import diary

_SEEDS, _PHOTOS = range(4), 1000
_RIDGE, _STEPS = 1e-2, 60
Numbers = npt.NDArray[np.float64]


def fitted(evidences: Numbers, cut: Numbers) -> Numbers:
    """The base and a weight for each column."""
    rows = np.column_stack([np.ones(len(evidences)), evidences])
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - cut) + _RIDGE * np.append(0.0, weights[1:])
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows
        weights -= np.linalg.solve(bend + _RIDGE * np.eye(len(weights)), slope)
    return weights


if __name__ == "__main__":
    tower = Tower(models.find(models.BUILT_IN, paths.models_folder()), paths.settings_file())
    seen, truth = list[Numbers](), list[Numbers]()
    for seed in _SEEDS:
        pages = diary(_PHOTOS, seed)
        outings = np.array([page.outing for page in pages])
        seen.append(evidence(shots_of(pages, looks_of(tower.embedder(), pages, seed))))
        truth.append((outings[1:] != outings[:-1]).astype(np.float64))
    found = fitted(np.concatenate(seen), np.concatenate(truth))
    names = ("base", "gap", "around", "apart", "look")
    print(", ".join(f"{name}={each:.3f}" for name, each in zip(names, found, strict=True)))
