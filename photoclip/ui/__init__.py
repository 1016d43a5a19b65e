"""The window: widgets and list models over one opened library."""

import os

# Else PySide makes a type when it is first asked for, and does not mind that two threads ask, or
# that making one asks for another: a type lacks what belongs to it, or the process ends.
os.environ["PYSIDE6_OPTION_LAZY"] = "0"
