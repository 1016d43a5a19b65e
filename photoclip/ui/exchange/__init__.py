"""The library as a whole in the window: written out as open files, and taken in."""
