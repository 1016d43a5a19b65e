"""Indexes one folder into a new library, in a process of its own, and says how long it took.

    python -m photoclip.bench.indexing_once PICTURES LIBRARY

Uses the one model of the models folder (PHOTOCLIP_MODELS) that is not built in, where there is one.
It and the libraries of the decoder processes are loaded before the clock starts. Prints one JSON
object.
"""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

from photoclip.leaving import Leaving


def main(pictures: Path, folder: Path) -> None:
    """Index, and print seconds, files and what the tower runs on."""
    from photoclip import paths  # here: decoder processes import this module too
    from photoclip.clip import models
    from photoclip.library.library import Library
    from photoclip.photos.decoder import get_ready

    *_, model = models.available(paths.models_folder())
    with Library.open(folder) as library:
        library.use_model(model)
        get_ready()
        library.tower().embedder()
        started = time.monotonic()
        report = library.index([pictures])
        seconds = time.monotonic() - started
        choice = library.runs_on()
    said = {"seconds": seconds, "files": report.embedded, "model": model.name}
    sys.stdout.write(json.dumps({**said, "tower": asdict(choice) if choice else None}) + "\n")


if __name__ == "__main__":
    leaving = Leaving()
    main(Path(sys.argv[1]), Path(sys.argv[2]))
    leaving.status = 0
