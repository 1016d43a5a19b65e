"""Entry points: `photoclip`, `photoclip-gui` and `python -m photoclip`."""

import multiprocessing
import sys


def main() -> None:
    """The command line; alone it opens the window. `photoclip-gui` is the same for menus."""
    multiprocessing.freeze_support()
    from photoclip.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
