"""Contrastive training: image-text pairs become a model, or make an existing one better."""

from photoclip.clip.training.loop import FoundPairs, read_sources, train
from photoclip.clip.training.plan import TrainingPlan, TrainingProgress, TrainingReport

__all__ = [
    "FoundPairs",
    "TrainingPlan",
    "TrainingProgress",
    "TrainingReport",
    "read_sources",
    "train",
]
