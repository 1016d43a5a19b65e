"""Entry points: `photoclip`, `photoclip-gui` and `python -m photoclip`."""

import multiprocessing
import sys


def main() -> None:
    """The command line; alone it opens the window. `photoclip-gui` is the same for menus."""
    multiprocessing.freeze_support()
    try:
        from photoclip.cli import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before any command could arrange for it
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
