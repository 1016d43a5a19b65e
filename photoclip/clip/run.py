"""One training at work: its moving parts, written to disk and taken up again."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from photoclip.clip import architecture as towers
from photoclip.clip.batches import Deck, sayings
from photoclip.clip.pairs import Pair
from photoclip.clip.plan import TrainingPlan
from photoclip.clip.vocabulary import seen_words
from photoclip.errors import ModelError

_CHECKPOINT = "checkpoint.pt"


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
    started: float
    step: int = 0
    seconds_before: float = 0.0
    loss: float = 0.0
    images_per_second: float = 0.0
    curve: list[tuple[int, float]] = field(default_factory=list[tuple[int, float]])

    def seconds(self) -> float:
        """The time this training took so far, over all its parts."""
        return self.seconds_before + time.monotonic() - self.started


def save_model(run: Run) -> None:
    """Write the model; token rows that training never touched become the mean of the others."""
    import torch

    texts = sayings(run.plan, run.pairs)
    rows = run.model.state_dict().get("token_embedding.weight")
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
        plan.out, run.model, run.architecture, preprocessing=run.preprocessing, facts=facts
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
        "curve": run.curve,
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
    except (OSError, RuntimeError, ValueError, KeyError) as error:
        raise ModelError(
            f"The checkpoint {path} does not fit this training ({error}); delete it to start anew."
        ) from None
    run.step, run.loss = int(state["step"]), float(state["loss"])
    run.seconds_before = float(state["seconds"])
    run.curve = [(int(step), float(loss)) for step, loss in state["curve"]]
