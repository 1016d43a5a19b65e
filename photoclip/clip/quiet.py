"""Keeps what the libraries have to say off the terminal."""

import logging
import warnings
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def quiet_libraries() -> Generator[None]:
    """Keep the libraries' warnings and log lines off the terminal while a model is loaded."""
    root = logging.getLogger()
    guard = logging.NullHandler()  # without one the libraries would install their own
    root.addHandler(guard)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        root.removeHandler(guard)
