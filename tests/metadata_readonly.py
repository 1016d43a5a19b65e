"""Writes what waits in a library twice, and tells what came of it; run where a folder refuses."""

import json
import sys
from pathlib import Path

from photoclip.library.library import Library


def main() -> None:
    with Library.open(Path(sys.argv[1])) as library:
        for _ in range(2):
            library.metadata.write()
        status = library.metadata.status()
        said = {
            "waiting": status.waiting,
            "conflicts": status.conflicts,
            "reasons": status.reasons,
            "notices": library.notices.take(),
        }
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
