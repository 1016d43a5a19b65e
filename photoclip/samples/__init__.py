"""Drawn sample photos with true captions: to try photoclip, to train it and to test it."""

from photoclip.samples.captions import SceneTruth
from photoclip.samples.draw import draw_pairs
from photoclip.samples.library import write_samples
from photoclip.samples.world import HELDOUT

__all__ = ["HELDOUT", "SceneTruth", "draw_pairs", "write_samples"]
