"""Contrastive training: image-text pairs become a model, or make an existing one better."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np

from photoclip.clip import architecture as towers
from photoclip.clip.batches import Batch, Deck
from photoclip.clip.loss import LARGEST_SCALE, contrastive_loss
from photoclip.clip.pairs import Pair, read_pairs, split
from photoclip.clip.pictures import Packing, pack
from photoclip.clip.plan import TrainingPlan, TrainingProgress, TrainingReport
from photoclip.clip.run import Run, resume, save_checkpoint, save_model
from photoclip.errors import DataError

__all__ = [
    "FoundPairs",
    "TrainingPlan",
    "TrainingProgress",
    "TrainingReport",
    "read_sources",
    "train",
]

_GROWTH = ((0.0, 2 / 3), (0.5, 5 / 6), (0.85, 1.0))
"""Which part of the model's side crops have, from which share of the training on."""


def train(
    plan: TrainingPlan,
    *,
    on_progress: Callable[[TrainingProgress], None] | None = None,
    stop: threading.Event | None = None,
) -> TrainingReport:
    """Train a model and write it to `plan.out`.

    A set `stop` ends the training after the step at hand, writing model and checkpoint; with
    `plan.resume` it goes on from there.

    Raises:
        DataError: a source cannot be used, or there is too little in it.
        ModelError: the architecture or the model to start from cannot be used.
    """
    import torch

    started = time.monotonic()
    if plan.threads:
        torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    model, architecture = _model(plan)
    model.visual.to(memory_format=torch.channels_last)
    found = read_sources(plan)
    plan.out.mkdir(parents=True, exist_ok=True)
    pixels = plan.out / ".pictures"
    try:
        packing = pack(
            found.training,
            plan.loader,
            short_side=round(_side(architecture) * 1.5),
            path=pixels,
            on_progress=_reading(on_progress, started),
        )
        if len(packing.kept) < 2:
            raise DataError(
                "There are too few readable pictures to train on; at least 2 are needed."
            )
        run = Run(
            plan=plan,
            model=model,
            optimizer=_optimizer(model, plan),
            architecture=architecture,
            deck=_deck(plan, found, packing),
            pairs=tuple(found.training[place] for place in packing.kept),
            preprocessing=_preprocessing(plan),
            tokenizer=towers.tokenizer(architecture, plan.start_from),
            precision=_precision(plan, model),
            started=started,
        )
        if plan.resume:
            resume(run)
        stopped = _loop(run, on_progress, stop)
        save_model(run)
        save_checkpoint(run)
    finally:
        pixels.unlink(missing_ok=True)
    return _report(run, len(found.heldout), (*found.problems, *packing.problems), stopped)


@dataclass(frozen=True, slots=True)
class FoundPairs:
    """The pairs of a plan's sources; `weights` belong to the training pairs."""

    training: tuple[Pair, ...]
    weights: tuple[float, ...]
    heldout: tuple[Pair, ...]
    problems: tuple[str, ...]  # what was wrong with other rows


def read_sources(plan: TrainingPlan) -> FoundPairs:
    """Read all sources of a plan and divide them into training and held-out pairs.

    Raises:
        DataError: a source cannot be used.
    """
    training: list[Pair] = []
    weights: list[float] = []
    heldout: list[Pair] = []
    problems: list[str] = []
    for source in plan.sources:
        found = read_pairs(source)
        share = plan.heldout if source.heldout is None else source.heldout
        mine, apart = split(found.pairs, share)
        training += mine
        weights += [source.weight] * len(mine)
        heldout += apart
        problems += found.problems
    return FoundPairs(tuple(training), tuple(weights), tuple(heldout), tuple(problems))


def _deck(plan: TrainingPlan, found: FoundPairs, packing: Packing) -> Deck:
    pairs = [found.training[place] for place in packing.kept]
    return Deck(plan, packing.pictures, pairs, [found.weights[place] for place in packing.kept])


def _model(plan: TrainingPlan) -> tuple[Any, Mapping[str, Any]]:
    if plan.start_from is None:
        architecture = plan.architecture or towers.MINI
        return towers.build(architecture).to(plan.device), architecture
    from photoclip.clip.models import load_towers

    architecture = towers.read_config(plan.start_from / towers.CONFIG_FILE)["model_cfg"]
    return load_towers(plan.start_from).to(plan.device), architecture


def _preprocessing(plan: TrainingPlan) -> Mapping[str, Any]:
    if plan.start_from is None:
        return towers.STANDARD_PREPROCESSING
    config = towers.read_config(plan.start_from / towers.CONFIG_FILE)
    return {**towers.STANDARD_PREPROCESSING, **config.get("preprocess_cfg", {})}


def _side(architecture: Mapping[str, Any]) -> int:
    size = architecture["vision_cfg"].get("image_size", 224)
    return int(size if isinstance(size, int) else size[0])


def _reading(
    on_progress: Callable[[TrainingProgress], None] | None, started: float
) -> Callable[[int, int], None] | None:
    if on_progress is None:
        return None

    def tell(done: int, total: int) -> None:
        seconds = time.monotonic() - started
        on_progress(TrainingProgress("reading", done / total, 0, 0.0, 0.0, 0.0, 0.0, seconds, None))

    return tell


def _optimizer(model: Any, plan: TrainingPlan) -> Any:
    """AdamW; weights decay, but not gains, biases, token rows and the temperature."""
    import torch

    decaying: list[Any] = []
    others: list[Any] = []
    for name, value in model.named_parameters():
        plain = value.ndim < 2 or "embedding" in name
        (others if plain else decaying).append(value)
    groups = [
        {"params": decaying, "weight_decay": plan.weight_decay},
        {"params": others, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=plan.learning_rate, betas=(0.9, 0.98), eps=1e-6, fused=True)


def _precision(plan: TrainingPlan, model: Any) -> str:
    """The precision asked for, or the faster one by one measured step each."""
    import torch

    if plan.precision != "auto":
        return plan.precision
    side = _sides(plan, model)[0][1]
    pictures = torch.zeros(min(plan.batch_size, 32), 3, side, side, device=plan.device)
    seconds: dict[str, float] = {}
    state = {key: value.clone() for key, value in model.state_dict().items()}
    for precision in ("fp32", "bf16"):
        for _ in range(2):  # the first one warms up
            begun = time.perf_counter()
            with torch.autocast(plan.device, torch.bfloat16, enabled=precision == "bf16"):
                vectors = model.encode_image(pictures)
            vectors.float().sum().backward()
            seconds[precision] = time.perf_counter() - begun
    model.zero_grad(set_to_none=True)
    model.load_state_dict(state)
    return "bf16" if seconds["bf16"] < 0.9 * seconds["fp32"] else "fp32"


def _sides(plan: TrainingPlan, model: Any) -> tuple[tuple[float, int], ...]:
    """When crops have which side: small ones first are nearly as instructive, and much faster.

    The last ones have the model's own, which it must have seen: a tower trained at 64 px alone
    loses half of its answers at 80. Towers whose weights know positions take one size only.
    """
    size = model.visual.image_size
    own = int(size if isinstance(size, int) else size[0])
    if plan.sides is not None:
        return plan.sides or ((0.0, own),)
    names = [name for name, _ in model.visual.named_parameters()]
    if any("pos" in name or "attnpool" in name or "class_embedding" in name for name in names):
        return ((0.0, own),)
    return tuple((share, max(1, round(own * part / 16)) * 16) for share, part in _GROWTH)


def _share(run: Run) -> float:
    """How much of the training is done, by steps or by the clock, whichever is further."""
    share = run.step / max(1.0, run.plan.epochs * run.deck.steps_per_epoch)
    if run.plan.max_minutes is not None:
        share = max(share, run.seconds() / (60 * run.plan.max_minutes))
    return min(1.0, share)


def _learning_rate(plan: TrainingPlan, share: float) -> float:
    if share < plan.warm_up:
        return plan.learning_rate * max(0.01, share / plan.warm_up)
    rest = (share - plan.warm_up) / (1 - plan.warm_up)
    return plan.learning_rate * 0.5 * (1 + float(np.cos(np.pi * rest)))


def _batches(run: Run) -> Iterator[tuple[Batch, float]]:
    """Batches with the share done, each prepared while the one before is trained on."""
    sides = _sides(run.plan, run.model)
    with ThreadPoolExecutor(1) as pool:

        def ask(step: int, share: float) -> Future[Batch]:
            return pool.submit(run.deck.draw, step, _side_at(sides, share))

        share = _share(run)
        coming = ask(run.step, share)
        while share < 1.0:
            batch = coming.result()
            coming = ask(run.step + 1, share)
            yield batch, share
            share = _share(run)


def _side_at(sides: tuple[tuple[float, int], ...], share: float) -> int:
    return [side for begins, side in sides if share >= begins][-1]


def _loop(
    run: Run,
    on_progress: Callable[[TrainingProgress], None] | None,
    stop: threading.Event | None,
) -> bool:
    """Train until the plan is fulfilled; True when stopped before."""
    run.model.train()
    first_step, begun, saved = run.step, time.monotonic(), time.monotonic()
    for batch, share in _batches(run):
        rate = _learning_rate(run.plan, share)
        loss = _step(run, batch, rate)
        run.step += 1
        run.loss = loss if run.step == 1 else 0.95 * run.loss + 0.05 * loss
        if run.step % 10 == 0 or run.step <= 3:
            run.curve.append((run.step, run.loss))
        run.images_per_second = (
            (run.step - first_step) * run.deck.batch_size / max(1e-9, time.monotonic() - begun)
        )
        if on_progress is not None:
            on_progress(_progress(run, share, rate))
        if stop is not None and stop.is_set():
            return True
        if time.monotonic() - saved > 60 * run.plan.checkpoint_minutes:
            save_checkpoint(run)
            saved = time.monotonic()
    return False


def _attention(device: str) -> AbstractContextManager[Any]:
    """On a processor the fused attention's backward pass takes twice as long as plain products."""
    from torch.nn.attention import SDPBackend, sdpa_kernel

    return sdpa_kernel(SDPBackend.MATH) if device == "cpu" else nullcontext()


def _step(run: Run, batch: Batch, rate: float) -> float:
    import torch

    device = run.plan.device
    for group in run.optimizer.param_groups:
        group["lr"] = rate
    mean = torch.tensor(run.preprocessing["mean"], device=device) * 255
    std = torch.tensor(run.preprocessing["std"], device=device) * 255
    pixels = ((torch.from_numpy(batch.pixels).to(device).float() - mean) / std).permute(0, 3, 1, 2)
    tokens = run.tokenizer(list(batch.texts)).to(device)
    half = torch.autocast(device, torch.bfloat16, enabled=run.precision == "bf16")
    with half, _attention(device):
        images = run.model.encode_image(pixels, normalize=True)
        texts = run.model.encode_text(tokens, normalize=True)
    positives = torch.from_numpy(batch.positives).to(device)
    loss = contrastive_loss(images, texts, run.model.logit_scale.exp(), positives)
    run.optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(run.model.parameters(), run.plan.clip_gradient)
    run.optimizer.step()
    with torch.no_grad():
        run.model.logit_scale.clamp_(0, float(np.log(LARGEST_SCALE)))
    return float(loss.detach())


def _progress(run: Run, share: float, rate: float) -> TrainingProgress:
    seconds = run.seconds()
    return TrainingProgress(
        phase="training",
        share=share,
        step=run.step,
        epoch=run.step / run.deck.steps_per_epoch,
        loss=run.loss,
        learning_rate=rate,
        images_per_second=run.images_per_second,
        seconds=seconds,
        seconds_left=seconds * (1 - share) / share if share > 0 else None,
    )


def _report(run: Run, held: int, problems: tuple[str, ...], stopped: bool) -> TrainingReport:
    seconds = run.seconds()
    steps_per_epoch = run.deck.steps_per_epoch
    return TrainingReport(
        out=run.plan.out,
        pairs=len(run.pairs),
        heldout=held,
        steps=run.step,
        epochs=run.step / steps_per_epoch,
        seconds=seconds,
        images_per_second=run.images_per_second,
        precision=run.precision,
        loss=run.loss,
        curve=tuple(run.curve),
        problems=problems,
        stopped=stopped,
    )
