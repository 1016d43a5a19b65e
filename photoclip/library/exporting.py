"""Copies of photos in a folder of the person's choice; the originals are only read."""

import errno
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from photoclip import paths, settings
from photoclip.errors import PhotoclipError, PhotoError
from photoclip.library.showing import Showing
from photoclip.photos.decode import read_picture
from photoclip.photos.decoder import DecoderPool
from photoclip.photos.rendering import Rendered, render
from photoclip.photos.stripping import Metadata, stripped
from photoclip.records import DecodeFailure, DecodeResult, display_text

_NOT_THERE = "Its file is not there; its drive may be offline."
_NOT_STRIPPED = (
    "Its raw file or video cannot be copied without its metadata; keep all, or export the "
    "picture alone."
)
_BLOCK = 2**20  # bytes copied between two looks at the stop event
_NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """How copies are made. With `as_jpeg` False files stay as they are but for their metadata."""

    folder: Path
    as_jpeg: bool = False
    long_side: int | None = None  # px, of JPEGs; None keeps their size
    quality: int = 90  # of JPEGs, 1 to 100
    metadata: Metadata = Metadata.KEEP
    all_files: bool = False  # of pairs and Live Photos also the raw file and the video, as they are


@dataclass(frozen=True, slots=True)
class NotExported:
    """A photo of which no copy was made, and why, in one sentence."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How far an export is."""

    done: int
    total: int
    current: str = ""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did."""

    folder: Path
    written: int
    failed: tuple[NotExported, ...]
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class _Source:
    """The file that is copied; None: there is none, `name` is then the photo's."""

    path: Path | None
    name: str
    beside: tuple[Path, ...] = ()  # the photo's other files that go with it

    def present(self) -> Path:
        if self.path is None:
            raise PhotoError(_NOT_THERE)
        return self.path


def export(
    showing: Showing,
    ids: Sequence[int],
    plan: ExportPlan,
    *,
    on_progress: Callable[[ExportProgress], None] | None = None,
    stop: threading.Event | None = None,
) -> ExportReport:
    """Copy photos into a folder, which is made where it is missing; nothing is overwritten.

    Args:
        showing: of the library that the photos are in.
        ids: the photos.
        plan: where and how.
        on_progress: told after each photo, from this thread.
        stop: when set, the export ends; a copy that is not complete is removed.

    Raises:
        PhotoclipError: the folder cannot be made, or its disk is full.
    """
    try:
        plan.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PhotoclipError(
            f"The folder {plan.folder} cannot be made ({error.strerror}); choose another."
        ) from None
    run = _Run(plan, stop or threading.Event(), on_progress or _silent, len(ids))
    sources = _sources(showing, ids, all_files=plan.all_files)
    return run.render_all(sources) if plan.as_jpeg else run.copy_all(sources)


class _Run:
    """One export."""

    def __init__(
        self,
        plan: ExportPlan,
        stop: threading.Event,
        on_progress: Callable[[ExportProgress], None],
        total: int,
    ) -> None:
        self._plan, self._stop, self._on_progress = plan, stop, on_progress
        self._total, self._done, self._written = total, 0, 0
        self._failed: list[NotExported] = []
        self._taken: dict[str, int] = {}  # the last number given behind a name
        self._stem = ""  # of the last file written

    def copy_all(self, sources: Iterator[_Source]) -> ExportReport:
        for source in sources:
            if self._stop.is_set():
                break
            self._settle(source, partial(self._copy, source))
        return self._report()

    def render_all(self, sources: Iterator[_Source]) -> ExportReport:
        plan, chosen = self._plan, settings.load(paths.settings_file())
        processes = chosen.decoder_processes or os.cpu_count() or 1
        ahead: deque[tuple[_Source, Future[DecodeResult] | None]] = deque()
        with DecoderPool(
            processes,
            short_side=0,
            seconds=chosen.decode_seconds * 4,  # whole pictures, not small ones
            memory_mb=chosen.decode_memory_mb * 2,
            log_path=paths.decoder_log(),
            decode=partial(
                render, long_side=plan.long_side, quality=plan.quality, metadata=plan.metadata
            ),
        ) as pool:
            for source in sources:
                path = source.path
                ahead.append((source, pool.submit(os.fsencode(path)) if path else None))
                if len(ahead) > 2 * processes:
                    self._take(*ahead.popleft())
                if self._stop.is_set():
                    break
            while ahead and not self._stop.is_set():
                self._take(*ahead.popleft())
        return self._report()

    def _take(self, source: _Source, answer: Future[DecodeResult] | None) -> None:
        while answer is not None and not self._stop.is_set():
            if wait([answer], timeout=0.1).done:
                break
        if not self._stop.is_set():
            self._settle(source, partial(self._write_rendered, source, answer))

    def _settle(self, source: _Source, make: Callable[[], bool]) -> None:
        """Make one copy; what is wrong with it alone is noted, and the next one follows."""
        try:
            if make():
                self._written += 1
                self._copy_beside(source.beside, self._stem)
        except PhotoError as error:
            self._failed.append(NotExported(source.name, str(error)))
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise PhotoclipError(
                    f"There is no room left in {self._plan.folder}: {self._written} of "
                    f"{self._total} photos were exported. Make room and export the rest."
                ) from None
            why = error.strerror or "the system refused"
            self._failed.append(NotExported(source.name, f"It could not be copied ({why})."))
        self._done += 1
        self._on_progress(ExportProgress(self._done, self._total, source.name))

    def _copy(self, source: _Source) -> bool:
        path = source.present()
        if self._plan.metadata is Metadata.KEEP:
            return self._write(path, path.name, _blocks(path))
        data = stripped(read_picture(os.fsencode(path)), self._plan.metadata)
        return self._write(path, path.name, iter((data,)))

    def _copy_beside(self, files: Sequence[Path], stem: str) -> None:
        """Raw file and video as they are, under the name that the picture got."""
        if files and self._plan.metadata is not Metadata.KEEP:
            raise PhotoError(_NOT_STRIPPED)
        for path in files:
            self._write(path, stem + path.suffix, _blocks(path))

    def _write_rendered(self, source: _Source, answer: Future[DecodeResult] | None) -> bool:
        path = source.present()
        assert answer is not None
        made = answer.result()
        if isinstance(made, DecodeFailure):
            raise PhotoError(made.reason)
        assert isinstance(made, Rendered), type(made)
        return self._write(path, path.stem + ".jpg", iter((made.jpeg,)))

    def _write(self, original: Path, name: str, blocks: Iterator[bytes]) -> bool:
        """Write a new file; False when it was stopped, and then nothing of it is left."""
        target, descriptor = self._new_file(name)
        complete = False
        try:
            with open(descriptor, "wb") as file:
                for block in blocks:
                    if self._stop.is_set():
                        return False
                    file.write(block)
            complete, self._stem = True, target.stem
        finally:
            if not complete:
                with suppress(OSError):
                    target.unlink()
        if self._plan.metadata is not Metadata.NONE:
            with suppress(OSError):  # some drives keep no times
                seen = original.stat()
                os.utime(target, ns=(seen.st_atime_ns, seen.st_mtime_ns))
        return True

    def _new_file(self, name: str) -> tuple[Path, int]:
        """A file that was not there before: `name`, or `name (2)` and so on."""
        wanted = Path(name)
        number = self._taken.get(name.casefold(), 0)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        while True:
            number += 1
            given = name if number == 1 else f"{wanted.stem} ({number}){wanted.suffix}"
            target = self._plan.folder / given
            with suppress(FileExistsError):
                descriptor = os.open(target, flags, 0o666)
                self._taken[name.casefold()] = number
                return target, descriptor

    def _report(self) -> ExportReport:
        stopped = self._written + len(self._failed) < self._total
        return ExportReport(self._plan.folder, self._written, tuple(self._failed), stopped)


def _sources(showing: Showing, ids: Sequence[int], *, all_files: bool) -> Iterator[_Source]:
    """The file to copy of each photo: the first that is there."""
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        places = showing.paths(part)
        names = {row.id: row.name for row in showing.rows(part)}
        beside = _beside(showing, part) if all_files else {}
        for photo_id in part:
            known = [Path(os.fsdecode(path)) for path in places.get(photo_id, ())]
            path = next((each for each in known if each.is_file()), None)
            shown = path or next(iter(known), None)
            name = display_text(os.fsencode(shown.name)) if shown else names.get(photo_id, "")
            yield _Source(
                path, name, tuple(each for each in beside.get(photo_id, ()) if each != path)
            )


def _beside(showing: Showing, ids: Sequence[int]) -> dict[int, list[Path]]:
    """The files of photos beside their own, by photo; those that are not there are left out."""
    found: dict[int, list[Path]] = {}
    for photo in showing.photos(ids):
        files = dict.fromkeys(Path(os.fsdecode(each.path)) for each in photo.companions)
        found[photo.id] = [each for each in files if each.is_file()]
    return found


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _silent(_progress: ExportProgress) -> None:
    """Nobody asks how far it is."""


__all__ = [
    "ExportPlan",
    "ExportProgress",
    "ExportReport",
    "Metadata",
    "NotExported",
    "export",
]
