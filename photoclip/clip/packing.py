"""The same image tower on the CPU with weights laid out once for oneDNN, as a compiler would do it.

PyTorch brings the weights of a linear layer into the processor's own order for each call, or, in
float32 on some processors, uses another library that knows the processor less well. Here it is
done once (what `torch.compile` does when it freezes a model, without its minutes and its compiler),
and the activation behind a layer is computed with it.
"""

import itertools
from functools import cache
from typing import Any

LEAST_PARITY = 0.999
"""The lowest cosine between the vectors before and after."""

_ROWS = 1024  # about as many as a batch has; the layout is chosen for that
_FOREIGN = (RuntimeError, AttributeError, TypeError)  # a tower that looks into its own layers


def can_pack() -> bool:
    """Whether this build of torch has what it takes."""
    import torch

    return torch.backends.mkldnn.is_available() and hasattr(
        torch.ops.mkldnn, "_reorder_linear_weight"
    )


def packed(visual: Any, side: int) -> Any:
    """The tower with packed linear layers and attention.

    Args:
        visual: an image tower on the CPU in its final precision; its layers are taken over.
        side: of the pictures it takes, px.

    Returns:
        The same tower with other layers, or `visual` untouched where there is none to pack.

    Raises:
        RuntimeError: the processor cannot do it, or the tower does not work with such layers.
    """
    import torch

    like = next(visual.parameters())
    pixels = torch.randn(2, 3, side, side, generator=torch.Generator().manual_seed(1))
    pixels = pixels.to(like.dtype)
    with torch.inference_mode():
        before = _vectors(visual(pixels))
        if not _pack(visual):
            return visual
        try:
            after = _vectors(visual(pixels))
        except _FOREIGN as error:
            raise RuntimeError(f"its layers cannot be packed ({error})") from error
        cosine = float(torch.nn.functional.cosine_similarity(before, after).min())
    if cosine < LEAST_PARITY:
        raise RuntimeError(f"packed, its cosine is {cosine:.5f}")
    return visual


def _vectors(made: Any) -> Any:
    return (made[0] if isinstance(made, tuple) else made).float()


def _pack(module: Any) -> int:
    """Replace what can be packed below a module; how many layers that were."""
    import torch

    linear, attention = _kinds()
    count = 0
    children = [*module.named_children(), ("", None)]
    for (name, child), (after, following) in itertools.pairwise(children):
        if isinstance(child, torch.nn.MultiheadAttention):
            if type(module).__name__ != "ResidualAttentionBlock" or not child.batch_first:
                continue  # elsewhere it may attend to something other than itself
            setattr(module, name, attention(child))
            count += 1
        elif isinstance(child, torch.nn.Linear):
            gelu = isinstance(following, torch.nn.GELU) and following.approximate == "none"
            setattr(module, name, linear(child.weight, child.bias, gelu=gelu))
            if gelu:
                setattr(module, after, torch.nn.Identity())
            count += 1
        else:
            count += _pack(child)
    return count


@cache
def _kinds() -> tuple[Any, Any]:
    """The two kinds of layers; torch is imported late."""
    import torch

    ops = torch.ops.mkldnn

    class PackedLinear(torch.nn.Module):
        """A linear layer, with GELU behind it if wanted."""

        def __init__(self, weight: Any, bias: Any, *, gelu: bool = False) -> None:
            super().__init__()
            rows = weight.detach().contiguous()
            self.packed = ops._reorder_linear_weight(rows, _ROWS)  # noqa: SLF001 - has no other name
            self.bias = bias
            self.after = ("gelu", [], "none") if gelu else ("none", [], "")

        def forward(self, values: Any) -> Any:
            return ops._linear_pointwise(values, self.packed, self.bias, *self.after)  # noqa: SLF001

    class PackedAttention(torch.nn.Module):
        """Self-attention in place of torch's, called as that is called."""

        def __init__(self, plain: Any) -> None:
            super().__init__()
            self.heads = plain.num_heads
            self.inner = PackedLinear(plain.in_proj_weight, plain.in_proj_bias)
            self.outer = PackedLinear(plain.out_proj.weight, plain.out_proj.bias)

        def forward(self, query: Any, *_same: Any, attn_mask: Any = None, **_: Any) -> Any:
            count, tokens, width = query.shape
            shape = (count, tokens, 3, self.heads, width // self.heads)
            parts = self.inner(query).view(shape).permute(2, 0, 3, 1, 4).unbind(0)
            attend = torch.nn.functional.scaled_dot_product_attention
            seen = attend(*parts, attn_mask=attn_mask)
            return self.outer(seen.transpose(1, 2).reshape(count, tokens, width)), None

    return PackedLinear, PackedAttention
