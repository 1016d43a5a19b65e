"""Whether a library is whole: catalog, index, files and thumbnails against each other."""

from photoclip.library.verifying.verdict import Check, Problem, Verdict
from photoclip.library.verifying.verify import OnLooked, verify

__all__ = ["Check", "OnLooked", "Problem", "Verdict", "verify"]
