"""Where the frozen program begins; with -m it runs one of its modules, as `bench` has it do."""

import runpy
import sys

from photoclip.__main__ import main

if sys.argv[1:2] == ["-m"] and "".join(sys.argv[2:3]).startswith("photoclip."):
    module = sys.argv[2]
    del sys.argv[1:3]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
else:
    main()
