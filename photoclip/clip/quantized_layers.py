"""Linear layers in whole numbers of eight bits, in place of torch's own; see `packing`."""

from typing import Any

import torch  # noqa: TID253 - imported late as a whole

_APART = 8  # inputs that stand out and are multiplied in float32
_ROWS = 1024  # about as many as a batch has; the layout is chosen for that
_MOST = 127  # a whole number's size
_MIDDLE = 128  # stands for zero in what comes in
_LEAST = 1e-12

_ops: Any = torch.ops.onednn


class QuantizedLinear(torch.nn.Module):
    """A linear layer with int8 weights, with GELU behind it if wanted.

    Every output has a scale of its own, and every token that comes in, so that no vector depends on
    the pictures beside it. The few inputs that are many times as large as the others, as trained
    transformers have them, would leave those a handful of steps: they stay in float32. Both are of
    Dettmers et al. 2022 (LLM.int8(), https://arxiv.org/abs/2208.07339); which inputs stand out is
    seen once, in all that comes in before `quantize`.
    """

    def __init__(self, weight: Any, bias: Any, *, gelu: bool = False) -> None:
        super().__init__()
        self._gelu = gelu
        self._weight = weight.detach().float()
        self._bias = torch.zeros(len(weight)) if bias is None else bias.detach().float()
        self._seen = torch.zeros(weight.shape[1])  # the largest size of each input
        self._packed: Any = None

    def beside(self, weight: Any, bias: Any) -> "QuantizedLinear":
        """Another layer for what comes in here."""
        other = QuantizedLinear(weight, bias)
        other._seen = self._seen
        return other

    def quantize(self) -> None:
        """Round the weights; from here on the layer computes with them."""
        apart = self._seen.topk(min(_APART, len(self._seen))).indices
        self._apart, self._columns = apart, self._weight[:, apart].t().contiguous()
        self._others = torch.ones(len(self._seen)).index_fill_(0, apart, 0)
        weight = self._weight * self._others
        self._scales = (_bound(weight) / _MOST).clamp_min_(_LEAST)
        rounded = (weight / self._scales[:, None]).round_().to(torch.int8)
        self._packed = _ops.qlinear_prepack(rounded, [_ROWS, rounded.shape[1]])
        self._zeros = torch.zeros(len(rounded), dtype=torch.int64)
        self._half = torch.tensor(_MIDDLE + 0.5)
        del self._weight, self._seen

    def forward(self, values: Any) -> Any:
        """(…, inputs) to (…, outputs), both float32."""
        rows = values.reshape(-1, values.shape[-1])
        made = self._exact(rows) if self._packed is None else self._rounded(rows)
        made = torch.nn.functional.gelu(made) if self._gelu else made
        return made.view(*values.shape[:-1], made.shape[-1])

    def _exact(self, rows: Any) -> Any:
        self._seen = torch.maximum(self._seen, rows.abs().amax(0))
        return torch.nn.functional.linear(rows, self._weight, self._bias)

    def _rounded(self, rows: Any) -> Any:
        others = rows * self._others
        steps = torch.maximum(others.amax(1, keepdim=True), -others.amin(1, keepdim=True))
        steps = steps.clamp_min_(_LEAST).div_(_MOST)
        whole = torch.addcmul(self._half, others, 1 / steps).to(torch.int32).to(torch.uint8)
        products = _ops.qlinear_pointwise(
            whole, 1.0, _MIDDLE, self._packed, self._scales, self._zeros, None,
            1.0, 0, torch.float32, "none", [], "",
        )  # fmt: skip
        made = torch.addmm(self._bias, rows.index_select(1, self._apart), self._columns)
        return made.addcmul_(products, steps)


def _bound(weight: Any) -> Any:
    """What becomes 127 in each row: the largest sum of a pair of neighbours of one sign.

    Processors without VNNI add the products of two neighbours in 16 bits, which 255 times more
    than 128 would overflow.
    """
    pairs = torch.nn.functional.pad(weight, (0, weight.shape[1] % 2)).unflatten(1, (-1, 2))
    above, below = pairs.clamp_min(0).sum(2), pairs.clamp_max(0).sum(2)
    return torch.maximum(above.amax(1), -below.amin(1))
