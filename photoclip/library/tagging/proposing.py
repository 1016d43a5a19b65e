"""What a label list proposes for a whole library, from stored vectors."""

from collections.abc import Iterator

import numpy as np

from photoclip.catalog.entries import Feedback
from photoclip.library.stores import Stores
from photoclip.library.tagging.learning import Learned, Scorer
from photoclip.library.tagging.proposals import (
    TagProposal,
    proposal_of,
    sorted_proposal,
    thresholds_of,
)
from photoclip.library.tagging.vectors import Block, Ids, Matrix, best_parts, blocks_of, every_block
from photoclip.records import LabelList

_Found = tuple[Ids, Ids, Matrix]
_ROWS = 8192  # scored at once: their scores for a hundred labels stay in a processor's cache


def scored(
    stores: Stores, labels: LabelList, scorer: Scorer, photo_ids: Ids | None = None
) -> Iterator[Block]:
    """Photos (n,), each once, with the probabilities of all labels, float32 (n, labels).

    Args:
        stores: the library's.
        labels: the list.
        scorer: what judges.
        photo_ids: these photos; None: all.
    """
    for photos, vectors in blocks_of(stores, photo_ids):
        yield best_parts(photos, scorer.probabilities(vectors), exclusive=labels.exclusive)


def proposed(
    stores: Stores,
    labels: LabelList,
    scorer: Scorer,
    feedback: Feedback,
    learned: Learned | None = None,
) -> TagProposal:
    """What `proposal_of` says of all photos.

    Photos of one vector that nobody has judged, which are nearly all, need no probabilities of
    labels that do not fit, and are looked at in whatever order the vectors lie.
    """
    every = stores.catalog.searchable(stores.model_id)
    plain = np.bincount(every.photo_ids, minlength=2) == 1  # by photo id
    plain[feedback.photo_ids[feedback.photo_ids < len(plain)]] = False
    thresholds = thresholds_of(labels)
    parts: list[_Found] = []
    for ids, vectors in every_block(stores, _ROWS):
        photos = every.photos_of(ids)
        here = plain[photos] & (photos >= 0)
        chosen = vectors if here.all() else vectors[here]
        rows, columns, chances = scorer.fitting(chosen.astype(np.float32), thresholds)
        parts.append((photos[here][rows], columns, chances))
    special = every.photos[~plain[every.photos]]
    judged = proposal_of(labels, scored(stores, labels, scorer, special), feedback)
    parts.append((judged.photo_ids, judged.label_index, judged.probability))
    return sorted_proposal(labels, parts, every.photos, learned)
