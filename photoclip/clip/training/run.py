"""One training at work: its moving parts, written to disk and taken up again."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from photoclip.clip import architecture as towers
from photoclip.clip.pairs import Pair
from photoclip.clip.training.batches import Deck, sayings
from photoclip.clip.training.curve import draw_curve
from photoclip.clip.training.plan import TrainingPlan
from photoclip.clip.training.validation import Validation
from photoclip.clip.vocabulary import seen_words
from photoclip.errors import ModelError

_CHECKPOINT = "checkpoint.pt"
_CURVE = "curve.png"
_PIXELS = ("mean", "std")


@dataclass(slots=True)
class Run:
    """The moving parts of one training."""

    plan: TrainingPlan
    model: Any
    optimizer: Any
    architecture: Mapping[str, Any]
    deck: Deck
    pairs: tuple[Pair, ...]
    preprocessing: Mapping[str, Any]
    tokenizer: Any
    precision: str
    begun: float = 0.0  # when its steps began
    averaged: Any = None  # torch's AveragedModel
    validation: Validation | None = None
    step: int = 0
    seconds_before: float = 0.0
    loss: float = 0.0
    recall: float = 0.0
    images_per_second: float = 0.0
    curve: list[tuple[int, float, float]] = field(default_factory=list[tuple[int, float, float]])
    heldout_curve: list[tuple[int, float]] = field(default_factory=list[tuple[int, float]])

    def seconds(self) -> float:
        """The time its steps took so far, over all its parts; reading pictures comes before."""
        return self.seconds_before + time.monotonic() - self.begun

    @property
    def heldout_recall(self) -> float | None:
        """The last recall of held-out pictures."""
        return self.heldout_curve[-1][1] if self.heldout_curve else None

    def note(self, loss: float, recall: float) -> None:
        """Count a step and take its loss and recall into the running means."""
        self.step += 1
        kept = 0.0 if self.step == 1 else 0.95
        self.loss = kept * self.loss + (1 - kept) * loss
        self.recall = kept * self.recall + (1 - kept) * recall
        if self.step % 10 == 0 or self.step <= 3:
            self.curve.append((self.step, self.loss, self.recall))
        if self.averaged is not None:
            self.averaged.update_parameters(self.model)

    def best(self) -> Any:
        """The model to keep: the averaged weights where they are averaged."""
        return self.model if self.averaged is None else self.averaged.module

    def validate(self, side: int) -> None:
        """Note the recall of held-out pictures at a side, where there are any."""
        if self.validation is None:
            return
        import torch

        device = self.plan.device
        mean, std = (torch.tensor(self.preprocessing[k], device=device) * 255 for k in _PIXELS)
        found = self.validation.recall(self.best(), self.tokenizer, side, mean, std)
        self.heldout_curve.append((self.step, found))


def save_model(run: Run) -> None:
    """Write the model; token rows that training never touched become the mean of the others."""
    import torch

    texts = sayings(run.plan, run.pairs)
    model = run.best()
    rows = model.state_dict().get("token_embedding.weight")
    if rows is not None and run.plan.start_from is None:
        seen = torch.unique(run.tokenizer(texts))
        mean = rows[seen].mean(dim=0)
        untouched = torch.ones(len(rows), dtype=torch.bool, device=rows.device)
        untouched[seen] = False
        with torch.no_grad():
            rows[untouched] = mean
    plan = run.plan
    facts = {
        "name": plan.name or plan.out.name,
        "description": plan.description,
        "licence": plan.licence,
        "languages": ["English"],
        "words": _known_words(plan, texts),
    }
    towers.write_model(
        plan.out, model, run.architecture, preprocessing=run.preprocessing, facts=facts
    )


def save_curve(run: Run) -> None:
    """Write the picture of loss and recall beside the model."""
    draw_curve(
        run.plan.out / _CURVE,
        f"{run.plan.name or run.plan.out.name}: {run.step:,} steps",
        [(step, loss) for step, loss, _ in run.curve],
        [(step, recall) for step, _, recall in run.curve],
        run.heldout_curve,
    )


def _known_words(plan: TrainingPlan, texts: list[str]) -> list[str] | None:
    """The words the model knows; None where the model started from knew more than is recorded."""
    words = set(seen_words(texts))
    if plan.start_from is not None:
        facts = towers.read_facts(plan.start_from)
        before = facts.get("words")
        if not before:
            return None
        words.update(before)
    return sorted(words)


def save_checkpoint(run: Run) -> None:
    """Write all that is needed to go on later."""
    import torch

    draft = run.plan.out / f".{_CHECKPOINT}"
    state = {
        "model": run.model.state_dict(),
        "optimizer": run.optimizer.state_dict(),
        "step": run.step,
        "seconds": run.seconds(),
        "loss": run.loss,
        "recall": run.recall,
        "curve": run.curve,
        "heldout_curve": run.heldout_curve,
        "averaged": None if run.averaged is None else run.averaged.state_dict(),
        "seed": run.plan.seed,
    }
    torch.save(state, draft)
    draft.replace(run.plan.out / _CHECKPOINT)


def resume(run: Run) -> None:
    """Go on from the checkpoint in the plan's folder, where there is one.

    Raises:
        ModelError: the checkpoint is damaged or of another training.
    """
    import torch

    path = run.plan.out / _CHECKPOINT
    if not path.is_file():
        return
    try:
        state = torch.load(path, map_location=run.plan.device, weights_only=True)
        run.model.load_state_dict(state["model"])
        run.optimizer.load_state_dict(state["optimizer"])
        if run.averaged is not None:
            run.averaged.load_state_dict(state["averaged"])
        run.step, run.loss = int(state["step"]), float(state["loss"])
        run.seconds_before = float(state["seconds"])
        run.recall = float(state["recall"])
        run.curve = [tuple(point) for point in state["curve"]]
        run.heldout_curve = [tuple(point) for point in state["heldout_curve"]]
    except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"The checkpoint {path} does not fit this training ({error}); delete it to start anew."
        ) from None
