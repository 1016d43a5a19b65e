"""Where the frozen program begins."""

from photoclip.__main__ import main

main()
