"""Compares a folder on disk with what the catalog knows of it."""

import errno
import os
import stat
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from photoclip.folders import exclusions
from photoclip.records import ChangeKind, FileChange, FileState, KnownFile, Root, ScanResult

_PROGRESS_EVERY = 1000  # files between two reports of progress
_NEW_AT_ONCE = 256  # files, and
_NEW_SECONDS = 0.2  # between two reports of new ones

_Identity = tuple[int, int, int, int]

SIDECAR = b".xmp"
"""How the files end in which programs keep what they know of the pictures beside."""


@dataclass(frozen=True, slots=True)
class CandidateRule:
    """Which files are candidates: a known extension, or a known signature without one.

    Folders that fit one of the patterns `unwanted` (see `exclusions.Unwanted`) count as absent.
    `sniff` gets the first `head_bytes` bytes of files whose extension is not in `extensions`
    (lower-case, with dot) and returns the name of a format or None. Files that end like `videos`
    are candidates only beside a picture of their name that ends like `stills`; others are counted.
    """

    extensions: frozenset[str]
    sniff: Callable[[bytes], str | None]
    head_bytes: int = 64
    unwanted: tuple[str, ...] = ()
    videos: frozenset[str] = frozenset()
    stills: frozenset[str] = frozenset()


class ScanStoppedError(Exception):
    """A scan was ended early because its stop event was set."""


@dataclass(slots=True)
class _Walk:
    """One scan under way."""

    root: Root
    known: Mapping[bytes, KnownFile]
    rule: CandidateRule
    stop: threading.Event | None
    on_progress: Callable[[int], None] | None
    on_new: Callable[[list[FileChange]], None] | None
    unwanted: exclusions.Unwanted
    present: set[bytes] = field(default_factory=set[bytes])  # known files that are still there
    fresh: list[FileState] = field(default_factory=list[FileState])
    new: list[FileChange] = field(default_factory=list[FileChange])  # certainly, to be told
    known_inodes: frozenset[int] | None = None
    told: float = 0.0  # when new files were last told
    changed: list[FileState] = field(default_factory=list[FileState])
    doubtful: list[FileState] = field(default_factory=list[FileState])  # only the inode differs
    changes: list[FileChange] = field(default_factory=list[FileChange])
    sidecars: list[FileState] = field(default_factory=list[FileState])
    unreadable: list[tuple[bytes, str]] = field(default_factory=list[tuple[bytes, str]])
    unknown: set[bytes] = field(default_factory=set[bytes])  # unreadable places: not gone
    empty: dict[bytes, int] = field(default_factory=dict[bytes, int])  # folder -> its device
    unchanged: int = 0
    ignored: int = 0
    videos: int = 0  # of the ignored ones
    seen: int = 0


def scan(  # noqa: PLR0913 - who listens is named at the call
    root: Root,
    known: Mapping[bytes, KnownFile],
    *,
    rule: CandidateRule,
    under: bytes = b"",
    stop: threading.Event | None = None,
    on_progress: Callable[[int], None] | None = None,
    on_new: Callable[[list[FileChange]], None] | None = None,
) -> ScanResult:
    """Lists a root, or a folder of it, and says what differs from the catalog.

    Symbolic links, pipes, sockets and devices are never opened; excluded folders count as absent.
    Names are gone through backwards, since of dated folders and numbered files the last is newest.

    Args:
        root: the watched folder.
        known: everything the catalog has under `under`, by relative path.
        rule: which files are candidates.
        under: folder relative to the root to look at; everything below it is looked at too.
        stop: ends the scan early when set.
        on_progress: called with the number of candidates seen so far, now and then.
        on_new: told, while the scan goes on, of added files that cannot be known ones under
            another name, since no known file has their inode; they are no part of the result.

    Returns:
        The other differences; `online` is False, with no differences, when the root is not there.

    Raises:
        ScanStoppedError: `stop` was set.
    """
    under = under.strip(b"/")
    if not _is_online(root, known):
        return ScanResult(root.id, online=False)
    unwanted = exclusions.Unwanted(rule.unwanted)
    walk = _Walk(root, known, rule, stop, on_progress, on_new, unwanted)
    out = exclusions.any_excluded(under) or walk.unwanted.covers(under)
    if not out and not _marked_above(root, under):
        _walk(walk, under)
    _tell_new(walk, at_least=1)
    if walk.on_progress is not None:
        walk.on_progress(walk.seen)
    _match(walk)
    walk.changes.sort(key=lambda change: change.state.rel)
    return ScanResult(
        root.id,
        online=True,
        changes=tuple(walk.changes),
        unchanged=walk.unchanged,
        ignored=walk.ignored,
        videos=walk.videos,
        unreadable=tuple(walk.unreadable),
        sidecars=tuple(walk.sidecars),
    )


def _is_online(root: Root, known: Mapping[bytes, KnownFile]) -> bool:
    """Whether the root is really there, not only the empty place where a disk was mounted."""
    try:
        now = os.stat(root.path)  # noqa: PTH116 - bytes paths
        if not stat.S_ISDIR(now.st_mode):
            return False
        with os.scandir(root.path) as entries:
            empty = next(entries, None) is None
    except PermissionError:
        return True  # it is there, and is reported as unreadable
    except OSError:
        return False
    if not empty or not known:
        return True
    return all(entry.state.device in {0, now.st_dev} for entry in known.values())


def _marked_above(root: Root, under: bytes) -> bool:
    """Whether a folder above `under` carries the marker that excludes it."""
    parts = under.split(b"/") if under else []
    places = (b"/".join([root.path, *parts[:depth]]) for depth in range(len(parts)))
    return any(os.path.lexists(place + b"/" + exclusions.MARKER) for place in places)


def _walk(walk: _Walk, under: bytes) -> None:
    base = walk.root.path.rstrip(b"/")
    if under and os.path.islink(base + b"/" + under):  # noqa: PTH114 - bytes paths
        return
    waiting = [under]
    while waiting:
        rel = waiting.pop()
        if walk.stop is not None and walk.stop.is_set():
            raise ScanStoppedError
        folder = base + b"/" + rel if rel else base or b"/"
        try:
            with os.scandir(folder) as entries:
                listed = list(entries)
        except (FileNotFoundError, NotADirectoryError):
            continue  # gone since its parent was listed
        except OSError as error:
            walk.unknown.add(rel)
            walk.unreadable.append((rel, _reason(error)))
            continue
        if not listed:
            walk.empty[rel] = _device(folder)
        if any(entry.name == exclusions.MARKER for entry in listed):
            continue
        listed.sort(key=_name, reverse=True)
        waiting += reversed([*_look(walk, rel + b"/" if rel else b"", listed)])
        _tell_new(walk, at_least=_NEW_AT_ONCE)


def _look(walk: _Walk, prefix: bytes, listed: Iterable[os.DirEntry[bytes]]) -> Iterator[bytes]:
    """Sorts the files of one folder; yields its folders."""
    pictures: set[bytes] | None = None  # their stems, where a video asks for them
    for entry in listed:
        name = entry.name
        if exclusions.is_excluded(name):
            if entry.is_file(follow_symlinks=False):
                walk.ignored += 1
        elif entry.is_dir(follow_symlinks=False):
            if not walk.unwanted.has(prefix + name):
                yield prefix + name
        elif entry.is_file(follow_symlinks=False):
            if (
                walk.rule.videos
                and prefix + name not in walk.known
                and _ends(entry, walk.rule.videos)
            ):
                pictures = _pictures(walk.rule, listed) if pictures is None else pictures
                if os.path.splitext(name)[0] not in pictures:  # noqa: PTH122 - bytes
                    walk.ignored += 1
                    walk.videos += 1
                    continue
                _look_at_file(walk, prefix + name, entry, chosen=True)
                continue
            _look_at_file(walk, prefix + name, entry)
        else:
            walk.ignored += 1


def _pictures(rule: CandidateRule, listed: Iterable[os.DirEntry[bytes]]) -> set[bytes]:
    """The names, without endings, of the files that a Live Photo's video may lie beside."""
    return {os.path.splitext(each.name)[0] for each in listed if _ends(each, rule.stills)}  # noqa: PTH122


def _ends(entry: os.DirEntry[bytes], extensions: frozenset[str]) -> bool:
    dot = entry.name.rfind(b".")
    return dot > 0 and entry.name[dot:].decode("ascii", "replace").lower() in extensions


def _look_at_file(
    walk: _Walk, rel: bytes, entry: os.DirEntry[bytes], *, chosen: bool = False
) -> None:
    old = walk.known.get(rel)
    try:
        now = entry.stat(follow_symlinks=False)
        if old is None and entry.name[-4:].lower() == SIDECAR:
            state = FileState(rel, now.st_size, now.st_mtime_ns, now.st_ino, now.st_dev)
            walk.sidecars.append(state)
            return
        if old is None and not chosen and not _is_candidate(walk.rule, entry, now.st_size):
            walk.ignored += 1
            return
    except FileNotFoundError:
        return
    except OSError as error:
        walk.unknown.add(rel)
        walk.unreadable.append((rel, _reason(error)))
        return
    walk.seen += 1
    if walk.on_progress is not None and walk.seen % _PROGRESS_EVERY == 0:
        walk.on_progress(walk.seen)
    state = FileState(rel, now.st_size, now.st_mtime_ns, now.st_ino, now.st_dev)
    if old is None:
        if walk.on_new is None or _may_be_known(walk, state):
            walk.fresh.append(state)
        else:
            walk.new.append(FileChange(ChangeKind.ADDED, walk.root.id, state))
            if len(walk.new) >= _NEW_AT_ONCE:
                _tell_new(walk, at_least=_NEW_AT_ONCE)
        return
    walk.present.add(rel)
    if (old.state.size, old.state.mtime_ns) != (state.size, state.mtime_ns):
        walk.changed.append(state)
    elif old.state.inode != state.inode:
        walk.doubtful.append(state)
    else:
        walk.unchanged += 1


def _may_be_known(walk: _Walk, state: FileState) -> bool:
    """Whether a file at a new place may be a known one; only then its inode is known."""
    if walk.known_inodes is None:
        walk.known_inodes = frozenset(each.state.inode for each in walk.known.values()) - {0}
    return state.inode in walk.known_inodes


def _tell_new(walk: _Walk, at_least: int) -> None:
    """Tell of new files: of many, or of any where there was nothing to tell for a while."""
    now = time.monotonic()
    if walk.on_new is None or not walk.new:
        return
    if len(walk.new) >= at_least or now - walk.told >= _NEW_SECONDS:
        walk.on_new(walk.new)
        walk.new, walk.told = [], now


def _name(entry: os.DirEntry[bytes]) -> bytes:
    return entry.name


def _is_candidate(rule: CandidateRule, entry: os.DirEntry[bytes], size: int) -> bool:
    if _ends(entry, rule.extensions):
        return True
    if size == 0 or exclusions.is_passing(entry.name):
        return False
    try:
        descriptor = os.open(entry.path, _FLAGS)
    except OSError:
        return False
    try:
        head = os.read(descriptor, rule.head_bytes)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return rule.sniff(head) is not None


def _match(walk: _Walk) -> None:
    """Tells moved from added, changed and gone.

    A file that has the identity of another known one is that one under another name, also where
    names were exchanged. A place whose inode alone differs is unchanged: many file systems number
    their files anew whenever they are mounted.
    """
    root, known = walk.root.id, walk.known
    seen = [*walk.fresh, *walk.changed, *walk.doubtful]
    moves = _moves(walk, seen)
    left = {old.state.rel for old in moves.values()}
    for state in walk.fresh + walk.changed:
        if state.rel in moves:
            continue
        stayed = known.get(state.rel) if state.rel not in left else None
        kind = ChangeKind.ADDED if stayed is None else ChangeKind.CHANGED
        walk.changes.append(FileChange(kind, root, state, stayed))
    walk.unchanged += sum(state.rel not in moves for state in walk.doubtful)
    walk.changes += [
        FileChange(ChangeKind.MOVED, root, state, moves[state.rel])
        for state in seen
        if state.rel in moves
    ]
    walk.changes += [
        FileChange(ChangeKind.GONE, root, old.state, old)
        for rel, old in known.items()
        if rel not in walk.present and rel not in left and not _cannot_tell(walk, old)
    ]


def _moves(walk: _Walk, seen: Iterable[FileState]) -> dict[bytes, KnownFile]:
    """New place -> the known file that lies there now, where that is beyond doubt."""
    new: defaultdict[_Identity, list[FileState]] = defaultdict(list)
    for state in seen:
        new[_identity(state)].append(state)
    if not new:
        return {}
    in_place = walk.present - {state.rel for state in (*walk.changed, *walk.doubtful)}
    old: defaultdict[_Identity, list[KnownFile]] = defaultdict(list)
    for rel, entry in walk.known.items():
        if rel not in in_place and _identity(entry.state) in new:
            old[_identity(entry.state)].append(entry)
    return {
        states[0].rel: old[identity][0]
        for identity, states in new.items()
        if len(states) == len(old[identity]) == 1
        and states[0].inode != 0
        and old[identity][0].state.rel != states[0].rel
    }


def _identity(state: FileState) -> _Identity:
    return state.device, state.inode, state.size, state.mtime_ns


def _cannot_tell(walk: _Walk, old: KnownFile) -> bool:
    """Whether a file that was not seen may still exist.

    That is so below an unreadable folder, and below an empty one that lies on another device than
    the file did: the place of a disk that is not mounted now.
    """
    if not walk.unknown and not walk.empty:
        return False
    rel, device = old.state.rel, old.state.device
    if rel in walk.unknown:
        return True
    while rel:
        rel = rel.rpartition(b"/")[0]
        if rel in walk.unknown:
            return True
        if rel in walk.empty:
            return device not in {0, walk.empty[rel]}
    return False


def _device(folder: bytes) -> int:
    try:
        return os.stat(folder).st_dev  # noqa: PTH116 - bytes paths
    except OSError:
        return 0


def _reason(error: OSError) -> str:
    if error.errno == errno.ENAMETOOLONG:
        return "Its path is longer than this system can open; move it to a folder further up."
    if isinstance(error, PermissionError):
        return "There is no permission to open it."
    return f"It cannot be read ({error.strerror or 'the system refused'})."


_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0)
    for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)
