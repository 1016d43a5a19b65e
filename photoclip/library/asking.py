"""Answers questions: words and example pictures to ranked photos."""

import os
import re
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip.errors import PhotoError, UsageError
from photoclip.library.describing import LabelFits, fits_of_lists, vector_of_file
from photoclip.library.examples import ExamplePicture, FileVectors
from photoclip.library.search import Vector, Weighted, best_parts, question_vector
from photoclip.library.stores import Stores
from photoclip.library.tower import Tower
from photoclip.photos.decode import content_hash
from photoclip.photos.decoder import DecoderPool
from photoclip.query import Query, format_query
from photoclip.records import Hit, SearchAnswer

Ids = npt.NDArray[np.int64]


class Asking:
    """Everything that is asked of one library; loads the model with the first question."""

    def __init__(
        self,
        stores: Stores,
        tower: Callable[[], Tower],
        decoder: Callable[[], DecoderPool],
    ) -> None:
        self._stores, self._tower, self._new_decoder = stores, tower, decoder
        self._files = FileVectors()
        self._decoder: DecoderPool | None = None
        self._decoder_lock = threading.Lock()

    def close(self) -> None:
        """End the decoder process that read example pictures."""
        with self._decoder_lock:
            if self._decoder is not None:
                self._decoder.close()
                self._decoder = None

    def search(
        self, query: Query, examples: Sequence[ExamplePicture] = (), *, limit: int | None = None
    ) -> SearchAnswer:
        """Rank the photos that meet the filters by words and example pictures.

        Raises:
            PhotoError: an example picture cannot be read.
            UsageError: an example photo has no vector of the model in use yet.
        """
        started = time.monotonic()
        tower = self._tower()
        wanted = [self._weighted(each) for each in examples if not each.unwanted]
        unwanted = [self._weighted(each) for each in examples if each.unwanted]
        vector = question_vector(query, tower.texts, wanted, unwanted)
        among = self._stores.catalog.narrow(query.filters, self._stores.model_id)
        hits, total = self._rank(vector, among, limit)
        text = " ".join([format_query(query), *(self._spelled(each) for each in examples)])
        unknown = _unknown_words(tower, query)
        return SearchAnswer(
            query=text.strip(),
            model=tower.model.name,
            total=total,
            hits=hits,
            seconds=time.monotonic() - started,
            notes=_never_seen(tower, unknown),
            unknown_words=unknown,
        )

    def similar(self, path: Path, *, limit: int | None = None) -> SearchAnswer:
        """Photos like a picture file; its own photo is left out.

        Raises:
            PhotoError: the file cannot be read.
        """
        started = time.monotonic()
        self._tower()
        own = self._own_photo(path)
        vector = self._stored(own) if own is not None else None
        if vector is None:
            vector = self._vector_of(path)
        return self._alike(path.name, vector, own, limit, started)

    def similar_to(self, photo_id: int, *, limit: int | None = None) -> SearchAnswer:
        """Photos like one of the library.

        Raises:
            UsageError: the photo has no vector of the model in use yet.
        """
        started = time.monotonic()
        self._tower()
        vector = self._vector_of_photo(photo_id)
        return self._alike(self._name(photo_id), vector, photo_id, limit, started)

    def describe_photo(self, photo_id: int, *, most: int = 5) -> tuple[LabelFits, ...]:
        """The labels that fit a photo best, by the library's own lists or else built-in words.

        It goes by the stored vector; no file is read.

        Raises:
            UsageError: the photo has no vector of the model in use yet.
        """
        tower = self._tower()
        vector = self._vector_of_photo(photo_id)
        return fits_of_lists(tower, vector, self._stores.catalog.label_lists(), most=most)

    def vector_of_file(self, path: Path) -> Vector:
        """The unit vector, float32 (d,), of a picture file inside or outside the library.

        Raises:
            PhotoError: the file cannot be read.
        """
        with self._decoder_lock:  # the process is kept for the next example picture
            if self._decoder is None:
                self._decoder = self._new_decoder()
            return vector_of_file(self._tower(), self._decoder, path)

    # ── within ──────────────────────────────────────────────────────────────────────────────

    def _weighted(self, example: ExamplePicture) -> Weighted:
        return Weighted(self._vector_of(example.picture), example.weight)

    def _vector_of(self, picture: Path | int) -> Vector:
        """An example's vector; a photo of the library need not be there to be read."""
        if isinstance(picture, int):
            return self._vector_of_photo(picture)
        return self._files.of(picture, self._stores.model_id, self.vector_of_file)

    def _vector_of_photo(self, photo_id: int) -> Vector:
        vector = self._stored(photo_id)
        if vector is None:
            raise UsageError("This photo has not been embedded yet; wait until indexing is done.")
        return vector

    def _spelled(self, example: ExamplePicture) -> str:
        picture = example.picture
        name = picture.name if isinstance(picture, Path) else self._name(picture)
        return f"{'-' if example.unwanted else ''}like:{name}"

    def _name(self, photo_id: int) -> str:
        return self._stores.catalog.photo(photo_id).name

    def _alike(
        self, name: str, vector: Vector, own: int | None, limit: int | None, started: float
    ) -> SearchAnswer:
        wanted = None if limit is None else limit + 1
        hits, total = self._rank(vector, None, wanted)
        others = tuple(hit for hit in hits if hit.photo_id != own)
        inside = own is not None and self._stored(own) is not None
        return SearchAnswer(
            query=f"like:{name}",
            model=self._tower().model.name,
            total=total - 1 if inside else total,
            hits=others[:limit],
            seconds=time.monotonic() - started,
        )

    def _rank(
        self, vector: Vector | None, among: Ids | None, limit: int | None
    ) -> tuple[tuple[Hit, ...], int]:
        catalog = self._stores.catalog
        if vector is None:
            return self._without_words(among, limit)
        index = self._stores.index()
        total = len(index) if among is None else len(among)
        wanted = total if limit is None else min(limit, total)
        if wanted == 0:
            return (), total
        scores, vector_ids = index.search(vector, wanted, among)
        photo_ids = catalog.photos_of_vectors(vector_ids)
        there = photo_ids >= 0
        ranking = best_parts(photo_ids[there], scores[there])
        paths = catalog.paths(ranking.photo_ids)
        hits = tuple(
            Hit(photo, paths[photo], float(score))
            for photo, score in zip(ranking.photo_ids.tolist(), ranking.scores, strict=True)
            if photo in paths
        )
        return hits, total

    def _without_words(self, among: Ids | None, limit: int | None) -> tuple[tuple[Hit, ...], int]:
        """Only filters were asked: the newest photos first, without a score."""
        catalog = self._stores.catalog
        order = catalog.browse()
        if among is not None:
            order = order[np.isin(order, catalog.photos_of_vectors(among))]
        paths = catalog.paths(order[:limit])
        return tuple(Hit(p, paths[p], None) for p in order[:limit].tolist() if p in paths), len(
            order
        )

    def _own_photo(self, path: Path) -> int | None:
        """The library's photo with the same bytes as a file, None where there is none.

        Raises:
            PhotoError: the file cannot be read.
        """
        at_place = self._stores.catalog.photo_at(os.fsencode(path.expanduser().resolve()))
        if at_place is not None:
            return at_place
        try:
            data = path.expanduser().read_bytes()
        except OSError as error:
            raise PhotoError(f"{path} cannot be read: {error.strerror}.") from None
        return self._stores.catalog.photo_by_hash(content_hash(data))

    def _stored(self, photo_id: int) -> Vector | None:
        return self._stores.catalog.vector_of_photo(self._stores.model_id, photo_id)


def _unknown_words(tower: Tower, query: Query) -> tuple[str, ...]:
    words = " ".join([query.words, *query.without])
    return tuple(tower.embedder().unknown_words(words)) if re.search(r"\w", words) else ()


def _never_seen(tower: Tower, unknown: tuple[str, ...]) -> tuple[str, ...]:
    if not unknown:
        return ()
    named = ", ".join(f"'{word}'" for word in unknown)
    return (f"The model {tower.model.name} has never seen {named}; the answer goes by the rest.",)
