"""Answers questions: words and example pictures to ranked photos."""

import os
import re
import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeGuard

import numpy as np
import numpy.typing as npt

from photoclip.catalog.forms import key_of
from photoclip.clip.languages import foreign_words, only_english
from photoclip.clip.vocabulary import words_of
from photoclip.errors import PhotoError, UsageError
from photoclip.library.answering import Answering, Ranked, Weighing
from photoclip.library.describing import LabelFits, fits_of_lists, pixels_of_file
from photoclip.library.examples import ExamplePicture, FileVectors, named_in
from photoclip.library.negation import unwanted_of
from photoclip.library.ranking import Question
from photoclip.library.relevance import DEFAULT_LINE, checked_line
from photoclip.library.relevance.judging import NOTHING_KNOWN, Judging, content_words, understood
from photoclip.library.search import Vector, Weighted, question_vector
from photoclip.library.stores import Stores
from photoclip.library.tower import Tower
from photoclip.photos.decode import content_hash
from photoclip.photos.decoder import DecoderPool
from photoclip.query import Condition, Filter, Query, format_query
from photoclip.records import Failure, Hit, SearchAnswer

Ids = npt.NDArray[np.int64]

_LINE = "relevance_line"


class Asking:
    """Everything that is asked of one library; loads the model with the first question."""

    def __init__(
        self,
        stores: Stores,
        tower: Callable[[], Tower],
        decoder: Callable[[], DecoderPool],
        offline: Callable[[Sequence[Condition]], Collection[int]] = lambda _filters: (),
    ) -> None:
        self._stores, self._tower, self._new_decoder = stores, tower, decoder
        self._offline = offline
        self._judging = Judging(stores, tower)
        self._answering = Answering(stores, self._judging)
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
        self,
        query: Query,
        examples: Sequence[ExamplePicture] = (),
        *,
        limit: int | None = None,
        line: float | None = None,
    ) -> SearchAnswer:
        """Rank the photos that meet the filters by words and example pictures.

        Raises:
            PhotoError: an example picture cannot be read.
            UsageError: an example photo has no vector of the model in use yet.
        """
        started = time.monotonic()
        tower = self._tower()
        pictures = (*named_in(query), *examples)
        wanted = [self._weighted(each) for each in pictures if not each.unwanted]
        unwanted = [self._weighted(each) for each in pictures if each.unwanted]
        question = Question(
            question_vector(query, tower.texts, wanted),
            unwanted_of(query, tower.texts, partial(_not_known, tower), wanted, unwanted),
        )
        among = self._stores.catalog.narrow(
            query.filters, self._stores.model_id, self._offline(query.filters)
        )
        foreign = _foreign_words(tower, " ".join(query.texts))
        unknown = _unknown_words(tower, " ".join(query.texts), foreign)
        known = understood(words_of(" ".join(_wanted(query))), (*unknown, *foreign))
        weighing = self._weighing(query, wanted, known, line)
        ranked = self._rank(question, weighing, among, limit)
        text = " ".join([format_query(query), *(self._spelled(each) for each in examples)])
        return SearchAnswer(
            query=text.strip(),
            model=tower.model.name,
            total=ranked.total,
            hits=ranked.hits,
            seconds=time.monotonic() - started,
            likely=ranked.likely,
            maybe=ranked.maybe,
            line=None if ranked.likely is None else weighing.line,
            notes=(
                *self._not_embedded(tower),
                *_notes(tower, unknown, foreign, lost=known <= NOTHING_KNOWN),
            ),
            unknown_words=unknown,
            foreign_words=foreign,
            failures=self._failures(query),
        )

    def similar(
        self, path: Path, *, limit: int | None = None, line: float | None = None
    ) -> SearchAnswer:
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
        answer = self._alike(path.name, vector, own, limit, line)
        return replace(answer, seconds=time.monotonic() - started)

    def similar_to(self, photo_id: int, *, limit: int | None = None) -> SearchAnswer:
        """Photos like one of the library.

        Raises:
            UsageError: the photo has no vector of the model in use yet.
        """
        started = time.monotonic()
        self._tower()
        vector = self._vector_of_photo(photo_id)
        answer = self._alike(self._name(photo_id), vector, photo_id, limit, None)
        return replace(answer, seconds=time.monotonic() - started)

    def describe_photo(self, photo_id: int, *, most: int = 5) -> tuple[LabelFits, ...]:
        """The labels that fit a photo best, by the library's own lists or else built-in words.

        It goes by the stored vector; no file is read.

        Raises:
            UsageError: the photo has no vector of the model in use yet.
        """
        tower = self._tower()
        vector = self._vector_of_photo(photo_id)
        return fits_of_lists(tower, vector, self._stores.catalog.label_lists(), most=most)

    def line(self) -> float:
        """The relevance from which a hit is likely in this library."""
        return float(self._stores.catalog.meta(_LINE) or DEFAULT_LINE)

    def warm_up(self) -> None:
        """Measure the library's noise, which the first question needs."""
        self._judging.noise()

    def set_line(self, value: float | None) -> None:
        """See `Library.set_relevance_line`."""
        text = "" if value is None else repr(checked_line(value))
        self._stores.commit(lambda tx: tx.set_meta(_LINE, text), edit=True).result()

    def vector_of_file(self, path: Path) -> Vector:
        """The unit vector, float32 (d,), of a picture file inside or outside the library.

        Raises:
            PhotoError: the file cannot be read.
        """
        return self._tower().embedder().encode_images([self.pixels_of(path)])[0]

    def pixels_of(self, picture: Path | int) -> npt.NDArray[np.uint8]:
        """A picture file, or a photo of the library, upright, uint8 (height, width, 3).

        It is as large as the model in use needs.

        Raises:
            PhotoError: the file cannot be read.
        """
        path = self._file_of(picture) if isinstance(picture, int) else picture
        with self._decoder_lock:  # the process is kept for the next picture
            if self._decoder is None:
                self._decoder = self._new_decoder()
            return pixels_of_file(self._decoder, path)

    # ── within ──────────────────────────────────────────────────────────────────────────────

    def _not_embedded(self, tower: Tower) -> tuple[str, ...]:
        """What to say where there are photos, but no vector of this model yet."""
        if len(self._stores.index()) or not self._stores.catalog.counts()[0]:
            return ()
        return (
            f"No photo has been embedded with {tower.model.name} yet; "
            "'photoclip index' or the open window does it.",
        )

    def _failures(self, query: Query) -> tuple[Failure, ...]:
        """The files that `failed:` asks for: most of them never became a photo."""
        parts = [each.value for each in query.filters if _is_failed(each)]
        if not parts:
            return ()
        said = ["" if key_of(part) == "any" else key_of(part) for part in parts]
        every = self._stores.catalog.failures()
        return tuple(each for each in every if all(part in key_of(each.reason) for part in said))

    def _weighted(self, example: ExamplePicture) -> Weighted:
        return Weighted(self._vector_of(example.picture), example.weight)

    def _vector_of(self, picture: Path | int) -> Vector:
        """An example's vector; a photo of the library need not be there to be read."""
        if isinstance(picture, int):
            return self._vector_of_photo(picture)
        if not picture.exists():  # on a drive that is away, or gone
            own = self._stores.catalog.photo_at(os.fsencode(picture.absolute()))
            if own is not None and (stored := self._stored(own)) is not None:
                return stored
        return self._files.of(picture, self._stores.model_id, self.vector_of_file)

    def _vector_of_photo(self, photo_id: int) -> Vector:
        vector = self._stored(photo_id)
        if vector is None:
            if not self._stores.catalog.photos([photo_id]):
                raise UsageError(f"There is no photo {photo_id} in this library any more.")
            raise UsageError("This photo has not been embedded yet; wait until indexing is done.")
        return vector

    def _file_of(self, photo_id: int) -> Path:
        paths = self._stores.catalog.photo(photo_id).paths
        if not paths:
            raise PhotoError("This photo's file is not there any more.")
        return Path(os.fsdecode(paths[0]))

    def _spelled(self, example: ExamplePicture) -> str:
        picture = example.picture
        name = picture.name if isinstance(picture, Path) else self._name(picture)
        return f"{'-' if example.unwanted else ''}like:{name}"

    def _name(self, photo_id: int) -> str:
        return self._stores.catalog.photo(photo_id).name

    def _alike(
        self, name: str, vector: Vector, own: int | None, limit: int | None, line: float | None
    ) -> SearchAnswer:
        weighing = Weighing(self._line(line), pictures=(1.0,))
        ranked = self._answering.answer(Question(vector), weighing, None, limit, own)
        return SearchAnswer(
            query=f"like:{name}",
            model=self._tower().model.name,
            total=ranked.total,
            hits=ranked.hits,
            seconds=0.0,
            likely=ranked.likely,
            maybe=ranked.maybe,
            line=weighing.line,
        )

    def _line(self, chosen: float | None) -> float:
        return self.line() if chosen is None else checked_line(chosen)

    def _weighing(
        self, query: Query, examples: Sequence[Weighted], known: float, line: float | None
    ) -> Weighing:
        terms = [each for each in query.weighted if each.weight > 0]
        texts = (*([1.0] if query.words else []), *(each.weight for each in terms))
        pictures = tuple(each.weight for each in examples)
        share = sum(texts) / max(sum(texts) + sum(pictures), 1e-12)
        return Weighing(
            self._line(line),
            len(content_words(words_of(" ".join(_wanted(query))))),
            texts or (() if pictures else (1.0,)),
            pictures,
            1.0 - share * (1.0 - known),
        )

    def _rank(
        self, question: Question, weighing: Weighing, among: Ids | None, limit: int | None
    ) -> Ranked:
        if question.wanted is None and not question.unwanted:
            return self._without_words(among, limit)
        return self._answering.answer(question, weighing, among, limit)

    def _without_words(self, among: Ids | None, limit: int | None) -> Ranked:
        """Only filters were asked: the newest photos first, without a score."""
        catalog = self._stores.catalog
        order = catalog.browse()
        if among is not None:
            order = order[np.isin(order, catalog.photos_of_vectors(among))]
        return Ranked(tuple(Hit(photo, None) for photo in order[:limit].tolist()), len(order))

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


def _is_failed(condition: Condition) -> TypeGuard[Filter]:
    is_filter = isinstance(condition, Filter)
    return is_filter and condition.name == "failed" and not condition.negated


def _wanted(query: Query) -> tuple[str, ...]:
    """The texts that say what is in the photo; of a question that only says what is not, those."""
    wanted = [query.words] if query.words else []
    wanted += [each.text for each in query.weighted if each.weight > 0]
    return tuple(wanted) or query.texts


def _not_known(tower: Tower, text: str) -> tuple[str, ...]:
    foreign = _foreign_words(tower, text)
    return (*_unknown_words(tower, text, foreign), *foreign)


def _foreign_words(tower: Tower, words: str) -> tuple[str, ...]:
    return foreign_words(words) if only_english(tower.model.languages) else ()


def _unknown_words(tower: Tower, words: str, foreign: tuple[str, ...]) -> tuple[str, ...]:
    if not re.search(r"\w", words):
        return ()
    return tuple(word for word in tower.embedder().unknown_words(words) if word not in foreign)


def _notes(
    tower: Tower, unknown: tuple[str, ...], foreign: tuple[str, ...], *, lost: bool
) -> tuple[str, ...]:
    name, notes = tower.model.name, list[str]()
    if foreign:
        notes.append(
            f"The model {name} knows English only, not {_listed(foreign)}; "
            "ask in English, or choose a multilingual model."
        )
    if unknown:
        notes.append(
            f"The model {name} has never seen {_listed(unknown)}"
            + (", so no photo is likely to be meant." if lost else "; the answer goes by the rest.")
        )
    return tuple(notes)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)
