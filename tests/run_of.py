"""A run of a label list as tests write it: some tags on some photos."""

import numpy as np

from photoclip.catalog.entries import RunTags
from photoclip.records import LabelList


def run_of(
    *tags: tuple[int, str],
    name: str = "list",
    looked_at: tuple[int, ...] | None = None,
    model: int = 1,
    probability: float = 0.5,
    exclusive: bool = False,
    origin: str = "asked",
    run: int | None = None,
) -> RunTags:
    """A run that says these (photo, label) pairs.

    Args:
        tags: the pairs.
        name: of the list.
        looked_at: the photos that the run speaks of; None: those of the pairs.
        model: the number of the model.
        probability: of each tag.
        exclusive: whether the list is.
        origin: see `RunTags`.
        run: the run that goes on.
    """
    labels = tuple(dict.fromkeys(label for _, label in tags)) or ("nothing",)
    photos = np.array([photo for photo, _ in tags], np.int64)
    return RunTags(
        LabelList(name, labels, exclusive),
        model,
        photos,
        np.array([labels.index(label) for _, label in tags], np.int64),
        np.full(len(tags), probability, np.float32),
        np.unique(photos) if looked_at is None else np.array(sorted(looked_at), np.int64),
        origin,
        None,
        run,
    )
