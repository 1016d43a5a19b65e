"""Tag runs of a library: label lists kept, tags proposed from stored vectors, applied, undone."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.errors import DataError
from photoclip.library.organising import Organising
from photoclip.library.stores import Stores
from photoclip.library.tagger import probabilities, propose
from photoclip.library.tower import Tower
from photoclip.records import LabelList, ProposedTag

_VECTORS_A_BLOCK = 16384
_TAGS_A_TRANSACTION = 2000


@dataclass(frozen=True, slots=True)
class TagProposal:
    """What a label list says about the library; `run` is None until it is applied."""

    labels: LabelList
    tags: tuple[ProposedTag, ...]
    run: int | None = None

    def counts(self) -> dict[str, int]:
        """How many photos each label gets, in the list's order."""
        found = Counter(tag.label for tag in self.tags)
        return {label: found[label] for label in self.labels.labels}


class Tagging:
    """Label lists and their runs in one library."""

    def __init__(self, stores: Stores, tower: Callable[[], Tower], organising: Organising) -> None:
        self._stores, self._tower, self._organising = stores, tower, organising

    def lists(self) -> tuple[LabelList, ...]:
        """The label lists, by name."""
        return self._stores.catalog.label_lists()

    def label_list(self, name: str) -> LabelList:
        """One list.

        Raises:
            LibraryError: there is none of that name.
        """
        return self._stores.catalog.label_list(name)

    def save(self, labels: LabelList) -> LabelList:
        """Keep a list under its name; its version rises when anything in it changed."""
        return self._stores.commit(lambda tx: tx.save_label_list(labels), edit=True).result()

    def delete(self, name: str) -> None:
        """Delete a list; tags that its runs gave stay.

        Raises:
            LibraryError: there is none of that name.
        """
        self._stores.commit(lambda tx: tx.delete_label_list(name), edit=True).result()

    def propose(self, labels: LabelList) -> TagProposal:
        """The tags that fit, from stored vectors; no picture is read and nothing is written."""
        for template in labels.templates:
            if "{}" not in template:
                raise DataError(f"The template '{template}' needs {{}} where the label goes.")
        tower = self._tower()
        prototypes = tower.prototypes(labels)
        background = tower.background()
        scale = tower.embedder().logit_scale
        blocks = (
            (
                photos,
                probabilities(
                    vectors, prototypes, background, scale=scale, exclusive=labels.exclusive
                ),
            )
            for photos, vectors in self._vectors()
        )
        return TagProposal(labels, tuple(propose(labels, blocks)))

    def apply(self, proposal: TagProposal) -> TagProposal:
        """Write proposed tags as one run that can be undone; decisions of the person stand."""
        self._tower()
        labels = self.save(proposal.labels)
        model_id = self._stores.model_id
        run = self._stores.commit(
            lambda tx: tx.start_run(labels.name, labels.version, model_id)
        ).result()
        for start in range(0, len(proposal.tags), _TAGS_A_TRANSACTION):
            part = proposal.tags[start : start + _TAGS_A_TRANSACTION]
            self._stores.commit(lambda tx, part=part: tx.add_run_tags(run, part)).result()
        self._stores.commit(lambda tx: tx.retire_tags(run)).result()
        return TagProposal(labels, proposal.tags, run)

    def undo(self, run: int) -> int:
        """Take back what a run did; how many tags it had given.

        Raises:
            LibraryError: there is no such run, or it was undone already.
        """
        return self._stores.commit(lambda tx: tx.undo_run(run), edit=True).result()

    def tag(self, photo_ids: Sequence[int], name: str) -> int:
        """The person gives photos a tag, see `Organising.tag`; how many are new."""
        return self._organising.tag(photo_ids, name).count

    def untag(self, photo_ids: Sequence[int], name: str) -> int:
        """The person takes a tag off photos, for good; how many had it."""
        return self._organising.untag(photo_ids, name).count

    def _vectors(self) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]]:
        catalog, model_id = self._stores.catalog, self._stores.model_id
        ids = catalog.searchable_ids(model_id)
        for start in range(0, len(ids), _VECTORS_A_BLOCK):
            block = ids[start : start + _VECTORS_A_BLOCK]
            photos = catalog.photos_of_vectors(block)
            yield photos, catalog.vectors_of(model_id, block).astype(np.float32)
