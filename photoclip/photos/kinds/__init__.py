"""Kinds of files that Pillow does not read, or not all of."""
