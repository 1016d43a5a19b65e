"""Training in several processes, as `torchrun` starts them: who am I, and what have we all?"""

import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Processes:
    """This process among all that train one model."""

    rank: int = 0
    count: int = 1

    @property
    def first(self) -> bool:
        """Whether this is the one that writes and tells."""
        return self.rank == 0

    def gathered(self, rows: Any) -> Any:
        """The rows of all processes one after another, (count * n, d), with their gradients."""
        return rows if self.count == 1 else _gather().apply(rows, self)

    def average(self, tensors: Iterator[Any]) -> None:
        """Replace tensors by their mean over all processes, in one message."""
        if self.count == 1:
            return
        import torch
        from torch import distributed

        found = [tensor for tensor in tensors if tensor is not None]
        flat = torch.cat([tensor.detach().float().reshape(-1) for tensor in found])
        distributed.all_reduce(flat)
        flat /= self.count
        ends = 0
        for tensor in found:
            part = flat[ends : ends + tensor.numel()]
            tensor.data.copy_(part.reshape(tensor.shape))
            ends += tensor.numel()

    def mean(self, value: float) -> float:
        """The mean of a number over all processes."""
        if self.count == 1:
            return value
        import torch

        said = torch.tensor([value])
        self.average(iter([said]))
        return float(said[0])

    def agreed(self, value: float) -> float:
        """What the first process says, so that clocks and signals part nobody."""
        if self.count == 1:
            return value
        import torch
        from torch import distributed

        said = torch.tensor([value], dtype=torch.float64)
        distributed.broadcast(said, src=0)
        return float(said[0])


@contextmanager
def joined(device: str) -> Generator[Processes]:
    """Meet the other processes that `torchrun` started; alone without it."""
    count = int(os.environ.get("WORLD_SIZE", "1"))
    if count == 1:
        yield Processes()
        return
    from torch import distributed

    distributed.init_process_group("gloo" if device == "cpu" else "cpu:gloo,cuda:nccl")
    try:
        yield Processes(distributed.get_rank(), count)
    finally:
        distributed.destroy_process_group()


def _gather() -> Any:
    """The autograd function behind `gathered`: gathers forwards, adds up and cuts backwards."""
    import torch
    from torch import distributed

    class Gather(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, rows: Any, processes: Processes) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
            ctx.processes = processes
            parts = [torch.empty_like(rows) for _ in range(processes.count)]
            distributed.all_gather(parts, rows.contiguous())
            return torch.cat(parts)

        @staticmethod
        def backward(ctx: Any, gradient: Any) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
            whole = gradient.contiguous()
            distributed.all_reduce(whole)
            return whole.chunk(ctx.processes.count)[ctx.processes.rank], None

    return Gather
