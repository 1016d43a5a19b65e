"""Indexes a folder into a new library until the first photos can be shown, and says how long.

    python -m photoclip.bench.first_sight PICTURES LIBRARY

A process of its own, for nothing that the model needs may be loaded yet. Prints one JSON object.
"""

import json
import sys
import threading
import time
from pathlib import Path

from photoclip.leaving import Leaving

_SHOWN = 40  # photos on the first screen


def main(pictures: Path, folder: Path) -> None:
    """Index until the first photos are there, and print the seconds."""
    from photoclip.library.library import Library  # here: decoder processes import this module too

    stop, seconds = threading.Event(), list[float]()
    with Library.open(folder) as library:
        started = time.monotonic()

        def show(_photos: tuple[int, ...]) -> None:
            first = library.showing.browse()[:_SHOWN]
            for row in library.showing.rows(first.tolist()):
                library.showing.thumbnail(row.content_hash)
            seconds.append(time.monotonic() - started)
            stop.set()

        library.index([pictures], on_photos=show, stop=stop)
    sys.stdout.write(json.dumps({"seconds": seconds[0]}) + "\n")


if __name__ == "__main__":
    leaving = Leaving()
    main(Path(sys.argv[1]), Path(sys.argv[2]))
    leaving.status = 0
