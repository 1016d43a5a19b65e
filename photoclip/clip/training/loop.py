"""A training from its plan to the model's folder."""

import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from photoclip.clip import architecture as towers
from photoclip.clip.pairs import Pair, read_pairs, split
from photoclip.clip.training.batches import Batch, Deck
from photoclip.clip.training.pictures import Packing, pack
from photoclip.clip.training.plan import TrainingPlan, TrainingProgress, TrainingReport
from photoclip.clip.training.processes import Processes, joined
from photoclip.clip.training.run import Run, resume, save_checkpoint, save_curve, save_model
from photoclip.clip.training.schedule import (
    crop_sides,
    knows_positions,
    learning_rate,
    share_done,
    side_at,
)
from photoclip.clip.training.step import Stepper
from photoclip.clip.training.validation import MOST, Validation
from photoclip.errors import DataError


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
    with joined(plan.device) as processes:
        check_shared(plan, processes)
        found = read_sources(plan)
        plan.out.mkdir(parents=True, exist_ok=True)
        with _packed(plan, found, processes, _reading(on_progress, started)) as (packing, held):
            run = _prepare(plan, found, packing, held)
            if plan.resume:
                resume(run)
            stopped = _loop(run, processes, on_progress, stop)
            processes.average(run.model.buffers())
            if processes.first:
                run.validate(_own_side(run.architecture))
                save_checkpoint(run)
                save_model(run)
                save_curve(run)
    return _report(run, len(found.heldout), (*found.problems, *packing.problems), stopped)


def check_shared(plan: TrainingPlan, processes: Processes) -> None:
    """See that several processes can share the work of a plan.

    Raises:
        DataError: they cannot.
    """
    if processes.count == 1:
        return
    if plan.queue:
        raise DataError("The queue works in one process; train without --queue or torchrun.")
    if plan.batch_size % processes.count or plan.extra_texts % processes.count:
        raise DataError(
            f"The batch size {plan.batch_size} cannot be shared by {processes.count} processes; "
            "choose a multiple."
        )


@contextmanager
def _packed(
    plan: TrainingPlan,
    found: "FoundPairs",
    processes: Processes,
    on_progress: Callable[[int, int], None] | None,
) -> Generator[tuple[Packing, Packing]]:
    """The pictures to train on, and some held-out ones, in files that last as long as needed."""
    short_side = round(_own_side(_architecture(plan)) * 1.5)
    paths = [plan.out / f".pictures-{processes.rank}{part}" for part in ("", "-heldout")]
    try:
        packing = pack(
            found.training,
            plan.loader,
            short_side=short_side,
            path=paths[0],
            on_progress=on_progress,
        )
        if len(packing.kept) < 2:
            raise DataError(
                "There are too few readable pictures to train on; at least 2 are needed."
            )
        some = _spread(found.heldout)
        yield packing, pack(some, plan.loader, short_side=short_side, path=paths[1])
    finally:
        for path in paths:
            path.unlink(missing_ok=True)


def _prepare(plan: TrainingPlan, found: "FoundPairs", packing: Packing, held: Packing) -> Run:
    import torch
    from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

    model, architecture = _model(plan)
    model.visual.to(memory_format=torch.channels_last)
    preprocessing = _preprocessing(plan)
    squash = preprocessing["resize_mode"] == "squash"
    seen = [_spread(found.heldout)[place] for place in held.kept]
    keep = get_ema_multi_avg_fn(plan.average)
    return Run(
        plan=plan,
        model=model,
        optimizer=_optimizer(model, plan),
        architecture=architecture,
        deck=_deck(plan, found, packing),
        pairs=tuple(found.training[place] for place in packing.kept),
        preprocessing=preprocessing,
        tokenizer=towers.tokenizer(architecture, plan.start_from),
        precision=_precision(plan, model),
        averaged=AveragedModel(model, multi_avg_fn=keep, use_buffers=True)
        if plan.average
        else None,
        validation=Validation(held.pictures, seen, squash=squash) if seen else None,
    )


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


def _spread(pairs: Sequence[Pair]) -> Sequence[Pair]:
    """At most so many pairs as are watched, from all over."""
    return pairs[:: max(1, -(-len(pairs) // MOST))]


def _deck(plan: TrainingPlan, found: FoundPairs, packing: Packing) -> Deck:
    pairs = [found.training[place] for place in packing.kept]
    weights = [found.weights[place] for place in packing.kept]
    squash = _preprocessing(plan)["resize_mode"] == "squash"
    return Deck(plan, packing.pictures, pairs, weights, replace(plan.crops, squash=squash))


def _architecture(plan: TrainingPlan) -> Mapping[str, Any]:
    if plan.start_from is None:
        architecture = plan.architecture or towers.MINI
    else:
        architecture = towers.read_config(plan.start_from / towers.CONFIG_FILE)["model_cfg"]
    if plan.image_size is None:
        return architecture
    vision = {**architecture["vision_cfg"], "image_size": plan.image_size}
    return {**architecture, "vision_cfg": vision}


def _model(plan: TrainingPlan) -> tuple[Any, Mapping[str, Any]]:
    architecture = _architecture(plan)
    if plan.start_from is None:
        return towers.build(architecture).to(plan.device), architecture
    from photoclip.clip.models import load_towers

    model = load_towers(plan.start_from).to(plan.device)
    if plan.image_size is not None:
        if knows_positions(model):
            raise DataError(
                f"The image tower of {plan.start_from.name} has weights for each place in the "
                "picture, so its image size stays; train without --image-size."
            )
        model.visual.image_size = plan.image_size
    return model, architecture


def _preprocessing(plan: TrainingPlan) -> Mapping[str, Any]:
    if plan.start_from is None:
        return towers.WHOLE_PICTURE
    config = towers.read_config(plan.start_from / towers.CONFIG_FILE)
    return {**towers.STANDARD_PREPROCESSING, **config.get("preprocess_cfg", {})}


def _own_side(architecture: Mapping[str, Any]) -> int:
    size = architecture["vision_cfg"].get("image_size", 224)
    return int(size if isinstance(size, int) else size[0])


def _reading(
    on_progress: Callable[[TrainingProgress], None] | None, started: float
) -> Callable[[int, int], None] | None:
    if on_progress is None:
        return None

    def tell(done: int, total: int) -> None:
        seconds = time.monotonic() - started
        on_progress(TrainingProgress("reading", share=done / total, seconds=seconds))

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
    side = crop_sides(plan, model)[0][1]
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


def _batches(
    run: Run, processes: Processes, sides: tuple[tuple[float, int], ...]
) -> Iterator[tuple[Batch, float]]:
    """Batches with the share done, each prepared while the one before is trained on."""

    def done() -> float:
        steps = run.deck.steps_per_epoch
        return processes.agreed(share_done(run.plan, run.step, steps, run.seconds()))

    with ThreadPoolExecutor(1) as pool:

        def ask(step: int, share: float) -> Future[Batch]:
            side = side_at(sides, share)
            return pool.submit(run.deck.draw, step, side, processes.rank, processes.count)

        share = done() if run.step else 0.0  # one step at least: random weights are no model
        coming = ask(run.step, share)
        while share < 1.0:
            batch = coming.result()
            coming = ask(run.step + 1, share)
            yield batch, share
            share = done()


def _loop(
    run: Run,
    processes: Processes,
    on_progress: Callable[[TrainingProgress], None] | None,
    stop: threading.Event | None,
) -> bool:
    """Train until the plan is fulfilled; True when stopped before."""
    plan = run.plan
    stepper = Stepper(run, processes)
    run.model.train()
    sides = crop_sides(plan, run.model)
    first_step = run.step
    run.begun = saved = time.monotonic()
    for batch, share in _batches(run, processes, sides):
        rate = learning_rate(plan, share)
        stepped = stepper.take(batch, rate)
        run.note(stepped.loss, stepped.recall)
        seconds = max(1e-9, time.monotonic() - run.begun)
        run.images_per_second = (run.step - first_step) * run.deck.batch_size / seconds
        if processes.first and run.step % run.deck.steps_per_epoch == 0:
            run.validate(side_at(sides, share))
        if on_progress is not None and processes.first:
            on_progress(_progress(run, share, rate))
        if processes.agreed(float(stop is not None and stop.is_set())):
            return True
        if processes.first and time.monotonic() - saved > 60 * plan.checkpoint_minutes:
            save_checkpoint(run)
            saved = time.monotonic()
    return False


def _progress(run: Run, share: float, rate: float) -> TrainingProgress:
    seconds = run.seconds()
    return TrainingProgress(
        phase="training",
        share=share,
        step=run.step,
        epoch=run.step / run.deck.steps_per_epoch,
        loss=run.loss,
        recall=run.recall,
        heldout_recall=run.heldout_recall,
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
        recall=run.recall,
        heldout_recall=run.heldout_recall,
        curve=tuple(run.curve),
        heldout_curve=tuple(run.heldout_curve),
        problems=problems,
        stopped=stopped,
    )
