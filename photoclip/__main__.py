"""Entry points: `photoclip`, `photoclip-gui` and `python -m photoclip`."""

import multiprocessing
import sys

from photoclip.leaving import Leaving


def main() -> None:
    """The command line; alone it opens the window. `photoclip-gui` is the same for menus."""
    multiprocessing.freeze_support()
    leaving = Leaving()
    try:
        from photoclip.cli import run

        leaving.status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before any command could arrange for it
        leaving.status = 130
    sys.exit(leaving.status)


if __name__ == "__main__":
    main()
