"""Where pictures with texts come from: what `--data` may name."""

import os
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip.cli.demonstration import write_scene_pairs
from photoclip.cli.invocation import Invocation
from photoclip.clip.pairs import Source
from photoclip.errors import UsageError
from photoclip.library.teaching import write_own_pairs
from photoclip.photos.decode import open_upright

OWN = "library"
"""What names the photos of the library with the person's own tags, titles and descriptions."""

SOURCE_HELP = (
    "A CSV (file,label or file,text), a captions.json, a folder, samples:N, or library "
    "(your own tags and titles)"
)


def load_picture(path: Path) -> npt.NDArray[np.uint8]:
    """Open a picture for training: upright RGB, uint8 (height, width, 3)."""
    return np.asarray(open_upright(os.fsencode(path), 512))


@contextmanager
def sources_of(
    invocation: Invocation, data: Sequence[str], *, seed: int = 0, split: str = "train"
) -> Generator[tuple[Source, ...]]:
    """The sources that some `--data` options name; what must be made for them lasts as long.

    `PATH*2` is drawn twice as often, `PATH!VALUE` leaves out rows with that value.
    """
    with tempfile.TemporaryDirectory(prefix="photoclip-pairs-") as scratch:
        found: list[Source] = []
        for number, text in enumerate(data):
            name, weight, leave_out = _parsed(text)
            if name == OWN:
                path = Path(scratch, f"{number}.csv")
                with invocation.library(write=False) as library:
                    write_own_pairs(library, path)
                found.append(Source(path, weight, leave_out))
            elif name.startswith("samples:"):
                count = name.removeprefix("samples:")
                if not count.isdigit() or int(count) < 1:
                    raise UsageError(f"'{text}': say how many scenes, such as samples:2000.")
                folder = Path(scratch, str(number))
                path = write_scene_pairs(folder, count=int(count), seed=seed, split=split)
                found.append(Source(path, weight, heldout=0.0))  # they have a split of their own
            else:
                found.append(Source(Path(name).expanduser(), weight, leave_out))
        yield tuple(found)


def is_own(text: str) -> bool:
    """Whether a `--data` option names the person's own library."""
    return _parsed(text)[0] == OWN


def _parsed(text: str) -> tuple[str, float, tuple[str, ...]]:
    """The name, weight and left-out values of an option."""
    if Path(text).exists():
        return text, 1.0, ()
    name, _, left_out = text.partition("!")
    name, _, weight = name.partition("*")
    try:
        return name, float(weight or 1), tuple(left_out.split("!")) if left_out else ()
    except ValueError:
        raise UsageError(f"'{text}': what follows * must be a number.") from None
