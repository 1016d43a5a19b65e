"""What changes while a training goes on: the learning rate, the size of crops, how much is done."""

import math
from typing import Any

from photoclip.clip.training.plan import TrainingPlan

_GROWTH = ((0.0, 2 / 3), (0.25, 5 / 6), (0.65, 1.0))
"""Which part of the model's side crops have, from which share of the training on."""

_SMALLEST = 32
"""px. Towers halve a side five times: below, nothing is left of it, and on processors bfloat16
gradients of such layers come out differently each time."""


def share_done(plan: TrainingPlan, step: int, steps_per_epoch: int, seconds: float) -> float:
    """How much of the training is done, by steps or by the clock, whichever is further."""
    share = step / max(1.0, plan.epochs * steps_per_epoch)
    if plan.max_minutes is not None:
        share = max(share, seconds / (60 * plan.max_minutes))
    return min(1.0, share)


def learning_rate(plan: TrainingPlan, share: float) -> float:
    """Rising for the warm-up, then falling to zero along a cosine."""
    if share < plan.warm_up:
        return plan.learning_rate * max(0.01, share / plan.warm_up)
    rest = (share - plan.warm_up) / (1 - plan.warm_up)
    return plan.learning_rate * 0.5 * (1 + math.cos(math.pi * rest))


def crop_sides(plan: TrainingPlan, model: Any) -> tuple[tuple[float, int], ...]:
    """When crops have which side: small ones first are nearly as instructive, and much faster.

    The last ones have the model's own, which it must have seen: a tower trained at 64 px alone
    loses half of its answers at 80. A model to be fine-tuned has seen them, and towers whose
    weights know positions take one size only.
    """
    size = model.visual.image_size
    own = int(size if isinstance(size, int) else size[0])
    if plan.sides is not None:
        return plan.sides or ((0.0, own),)
    if plan.start_from is not None or knows_positions(model):
        return ((0.0, own),)
    return tuple((share, max(_SMALLEST, round(own * part / 16) * 16)) for share, part in _GROWTH)


def knows_positions(model: Any) -> bool:
    """Whether the image tower has weights for places in the picture, so that its side is fixed."""
    names = [name for name, _ in model.visual.named_parameters()]
    return any("pos" in name or "attnpool" in name or "class_embedding" in name for name in names)


def side_at(sides: tuple[tuple[float, int], ...], share: float) -> int:
    """The side of crops when so much is done, px."""
    return [side for begins, side in sides if share >= begins][-1]
