"""Work on a CUDA device recorded once and played again: no time between its small steps."""

from collections.abc import Callable
from typing import Any

_WARM_UPS = 3


def graphed(work: Callable[[Any], Any], shape: tuple[int, ...]) -> Callable[[Any], Any]:
    """The same work for up to `shape[0]` rows at once, recorded as a CUDA graph.

    Args:
        work: from uint8 rows of `shape` on the device to as many rows; always the same steps.
        shape: of the most rows that are given at once.

    Raises:
        RuntimeError: the work cannot be recorded, or there is no such device.
    """
    import torch

    given = torch.zeros(shape, dtype=torch.uint8, device="cuda")
    beside = torch.cuda.Stream()
    beside.wait_stream(torch.cuda.current_stream())
    with torch.inference_mode(), torch.cuda.stream(beside):
        for _ in range(_WARM_UPS):
            work(given)
    torch.cuda.current_stream().wait_stream(beside)
    graph = torch.cuda.CUDAGraph()
    with torch.inference_mode(), torch.cuda.graph(graph):
        made = work(given)

    def play(rows: Any) -> Any:
        given[: len(rows)].copy_(rows, non_blocking=True)
        graph.replay()
        return made[: len(rows)].clone()

    return play
