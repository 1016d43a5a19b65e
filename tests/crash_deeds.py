"""What a process does until it is killed: the command line, a person's edits, an index's merging.

As a program: `python crash_deeds.py NAME ARGUMENT...`. Without a name it waits for such lines as
JSON and does each in a fork of itself, so that what it loads is loaded once.
"""

import ctypes
import json
import os
import random
import sys
import threading
from pathlib import Path

import numpy as np

DIMENSION = 8


class Confirmed:
    """Tells the outside, beyond recall, what was done: a person saw it."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def __call__(self, what: object) -> None:
        os.write(self._file, f"{json.dumps(what)}\n".encode())


def command(*arguments: str) -> None:
    """The program itself."""
    from photoclip.cli import run

    sys.exit(run(arguments))


def edits(library: str, seed: str, count: str, confirmed: str) -> None:
    """A person's edits one after the other, each confirmed."""
    from photoclip.library.library import Library

    tell = Confirmed(confirmed)
    with Library.open(Path(library)) as opened:
        for number, _ in enumerate(edited(opened, int(seed), int(count)), 1):
            tell(number)


def busy(library: str, pictures: str, seed: str, count: str, confirmed: str) -> None:
    """The same beside an index run."""
    from photoclip.library.library import Library

    tell = Confirmed(confirmed)
    with Library.open(Path(library)) as opened:
        indexing = threading.Thread(target=opened.index, args=([Path(pictures)],))
        photos = sorted(opened.showing.browse().tolist())
        indexing.start()
        for number, _ in enumerate(edited(opened, int(seed), int(count), photos), 1):
            tell(number)
        indexing.join()


def journal_edits(catalog: str, count: str, confirmed: str) -> None:
    """Tags given in a catalog on a network file system: no write-ahead log."""
    from photoclip.catalog.store import Catalog

    tell = Confirmed(confirmed)
    with Catalog.open(Path(catalog), network=True) as opened:
        photos = opened.browse()[:20].tolist()
        for number in range(1, int(count) + 1):
            with opened.transaction() as tx:
                tx.tag(photos, f"tag {number}")
            tell(number)


def preferences(file: str, count: str, confirmed: str) -> None:
    """Settings chosen one after the other."""
    from dataclasses import replace

    from photoclip import settings

    tell = Confirmed(confirmed)
    for number in range(1, int(count) + 1):
        settings.update(Path(file), lambda now, number=number: replace(now, thumbnail_size=number))
        tell(number)


def edited(library, seed: int, count: int, photos: list[int] | None = None):
    """Edits of a seed, the same in every library that is the same; stops after each."""
    from photoclip.errors import PhotoclipError

    rng = random.Random(seed)
    photos = photos or sorted(library.showing.browse().tolist())
    do = library.organising
    done = 0
    while done < count:
        ids = rng.sample(photos, rng.randint(1, len(photos)))
        word = rng.choice("abcdefgh")
        new = f"{word} {done}"
        album = rng.choice([each.id for each in do.albums()] or [0])
        search = rng.choice([each.id for each in do.searches()] or [0])
        acts = [
            lambda ids=ids, word=word: do.tag(ids, f"tag {word}"),
            lambda ids=ids, word=word: do.untag(ids, f"tag {word}"),
            lambda ids=ids, word=word: do.refuse(ids, f"tag {word}"),
            lambda ids=ids: do.rate(ids, rng.randint(0, 5)),
            lambda ids=ids: do.flag(ids, rng.choice([-1, 0, 1])),
            lambda ids=ids, new=new: do.new_album(f"album {new}", ids),
            lambda ids=ids, album=album: do.add_to_album(album, ids),
            lambda ids=ids, album=album: do.remove_from_album(album, ids),
            lambda album=album: do.delete_album(album),
            lambda album=album, new=new: do.rename_album(album, f"named {new}"),
            lambda new=new: do.save_search(f"search {new}", f"{new} -boat"),
            lambda ids=ids, search=search: do.pin(search, ids),
            lambda search=search: do.delete_search(search),
            do.undo,
            do.undo,
            do.redo,
        ]
        try:
            rng.choice(acts)()
        except PhotoclipError:
            continue  # there is no such album or search
        done += 1
        yield done


def merging(folder: str, seed: str, rounds: str, confirmed: str) -> None:
    """An index that grows, shrinks, is saved and brought together."""
    from photoclip.index.vectors import IndexHeader, VectorIndex

    tell = Confirmed(confirmed)
    rng = random.Random(int(seed))
    loaded = VectorIndex.load(Path(folder), write=True)
    index = loaded[0] if loaded else VectorIndex.create(DIMENSION, Path(folder))
    first = int(index.ids()[-1]) + 1 if len(index) else 1
    for number in range(int(rounds)):
        new = list(range(first, first + rng.randint(1, 40)))
        first = new[-1] + 1
        index.add(new, vectors_of(new))
        header = IndexHeader("digest", DIMENSION, len(index), number)
        index.save(Path(folder), header)
        tell(index.ids().tolist())
        index.remove(rng.sample(index.ids().tolist(), rng.randint(0, len(index) // 8)))
        index.merge()


def vectors_of(ids: list[int]) -> np.ndarray:
    """The vector that belongs to each id."""
    found = np.array([np.random.default_rng(each).standard_normal(DIMENSION) for each in ids])
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float16)


DEEDS = {
    each.__name__: each for each in (command, edits, busy, journal_edits, preferences, merging)
}


def _serve() -> None:
    """Do what comes in, each in a fork; the fork's number goes out, and its end."""
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _forked(order)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _forked(order: dict) -> None:
    status = 1
    try:
        os.setsid()
        out = os.open(order["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(out, 2)
        if order["under"]:
            begin = ctypes.CDLL(None).crash_begin
            begin(os.fsencode(order["under"]), os.fsencode(order["log"]) or None, order["at"])
        name, *arguments = order["deed"]
        DEEDS[name](*arguments)
        status = 0
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:  # noqa: BLE001 - told to who waits
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(status)


if __name__ == "__main__":
    if sys.argv[1:] in ([], ["towers"]):
        import photoclip.cli
        import photoclip.library.library  # noqa: F401

        if sys.argv[1:]:
            import open_clip  # noqa: F401 - loaded once for all forks
            import torch  # noqa: F401
        _serve()
    else:
        DEEDS[sys.argv[1]](*sys.argv[2:])
