"""One step of training: a batch goes through both towers, and the weights follow the gradient."""

import math
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from photoclip.clip.training.batches import Batch, part_of
from photoclip.clip.training.loss import LARGEST_SCALE, Shard, contrastive_loss
from photoclip.clip.training.mixing import mix_truths
from photoclip.clip.training.processes import Processes
from photoclip.clip.training.queue import MomentumQueue
from photoclip.clip.training.reading import encode_texts
from photoclip.clip.training.run import Run


@dataclass(frozen=True, slots=True)
class Stepped:
    """What a step found: its loss, and how many pictures chose a text that is true of them."""

    loss: float
    recall: float


class Stepper:
    """Takes the steps of one training."""

    def __init__(self, run: Run, processes: Processes) -> None:
        """Train the model of `run`, together with the other processes."""
        import torch

        self._plan = run.plan
        self._model = run.model
        self._optimizer = run.optimizer
        self._tokenizer = run.tokenizer
        self._half = run.precision == "bf16"
        self._mean, self._std = (
            torch.tensor(run.preprocessing[name], device=run.plan.device) * 255
            for name in ("mean", "std")
        )
        self._processes = processes
        self._queue = MomentumQueue(run.model, run.plan.queue) if run.plan.queue else None

    def take(self, batch: Batch, rate: float) -> Stepped:
        """Learn from a batch at a learning rate."""
        import torch

        for group in self._optimizer.param_groups:
            group["lr"] = rate
        pixels, tokens = self._inputs(batch)
        loss, recall = self.loss_of(batch, pixels, tokens)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self._processes.average(value.grad for value in self._model.parameters())
        torch.nn.utils.clip_grad_norm_(self._model.parameters(), self._plan.clip_gradient)
        self._optimizer.step()
        with torch.no_grad():
            self._model.logit_scale.clamp_(0, math.log(LARGEST_SCALE))
        if self._queue is not None:
            self._queue.follow(self._model)
            with self._autocast(), _attention(self._plan.device):
                self._queue.push(batch, pixels, tokens)
        return Stepped(self._processes.mean(float(loss.detach())), recall)

    def loss_of(self, batch: Batch, pixels: Any, tokens: Any) -> tuple[Any, float]:
        """The loss of a batch, a scalar tensor, and the recall of its pictures."""
        import torch

        with self._autocast(), _attention(self._plan.device):
            images = self._model.encode_image(pixels, normalize=True)
            texts = encode_texts(self._model, tokens)
        group = self._processes
        images, texts = (group.gathered(rows.float()) for rows in (images, texts))
        weights = mix_truths(batch.positives, batch.mixtures)
        positives = torch.from_numpy(weights).to(self._plan.device)
        loss = contrastive_loss(
            images,
            texts,
            self._model.logit_scale.exp(),
            positives,
            queued=None if self._queue is None else self._queue.look(batch),
            shard=None
            if group.count == 1
            else Shard(
                part_of(len(images), group.rank, group.count),
                part_of(len(texts), group.rank, group.count),
                group.count,
            ),
        )
        with torch.no_grad():
            chosen = (images @ texts.T).argmax(dim=1, keepdim=True)
            recall = float((positives.gather(1, chosen) > 0).float().mean())
        return loss, recall

    def _inputs(self, batch: Batch) -> tuple[Any, Any]:
        import torch

        raw = torch.from_numpy(batch.pixels).to(self._plan.device).float()
        pixels = ((raw - self._mean) / self._std).permute(0, 3, 1, 2)
        return pixels, self._tokenizer(list(batch.texts)).to(self._plan.device)

    def _autocast(self) -> AbstractContextManager[Any]:
        import torch

        return torch.autocast(self._plan.device, torch.bfloat16, enabled=self._half)


def _attention(device: str) -> AbstractContextManager[Any]:
    """On a processor the fused attention's backward pass takes twice as long as plain products."""
    from torch.nn.attention import SDPBackend, sdpa_kernel

    return sdpa_kernel(SDPBackend.MATH) if device == "cpu" else nullcontext()
