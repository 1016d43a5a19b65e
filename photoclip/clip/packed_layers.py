"""Layers whose weights are laid out once for oneDNN, in place of torch's own; see `packing`."""

from typing import Any

import torch  # noqa: TID253 - imported late as a whole

_MOST_TOKENS = 400  # of which attention is written out
_ROWS = 1024  # about as many as a batch has; the layout is chosen for that

_ops: Any = torch.ops.mkldnn


class PackedLinear(torch.nn.Module):
    """A linear layer, with GELU behind it if wanted."""

    def __init__(self, weight: Any, bias: Any, *, gelu: bool = False) -> None:
        super().__init__()
        rows = weight.detach().contiguous()
        self.packed = _ops._reorder_linear_weight(rows, _ROWS)  # noqa: SLF001 - has no other name
        self.bias = bias
        self.after = ("gelu", [], "none") if gelu else ("none", [], "")

    def beside(self, weight: Any, bias: Any) -> "PackedLinear":
        """Another layer for what comes in here."""
        return PackedLinear(weight, bias)

    def forward(self, values: Any) -> Any:
        """(…, inputs) to (…, outputs)."""
        return _ops._linear_pointwise(values, self.packed, self.bias, *self.after)  # noqa: SLF001


def _attended(parts: tuple[Any, ...], mask: Any, heads: int) -> Any:
    """Attention of what is asked, scaled already, to keys and values; all (n, tokens, width)."""
    count, tokens, width = parts[0].shape
    query, key, value = (
        each.unflatten(2, (heads, width // heads)).transpose(1, 2) for each in parts
    )
    if query.dtype == torch.float32 or mask is not None or key.shape[2] > _MOST_TOKENS:
        attend = torch.nn.functional.scaled_dot_product_attention
        seen = attend(query, key, value, attn_mask=mask, scale=1.0)
    else:
        seen = (query @ key.transpose(-1, -2)).softmax(-1) @ value
    return seen.transpose(1, 2).reshape(count, tokens, width)


def _scaled(plain: Any) -> tuple[Any, Any]:
    """Weight and bias of an attention's projection, with what is asked scaled."""
    both = plain.in_proj_weight.detach().clone(), plain.in_proj_bias.detach().clone()
    for each in both:
        each[: plain.embed_dim] *= plain.head_dim**-0.5
    return both


class PackedAttention(torch.nn.Module):
    """Self-attention in place of torch's, called as that is called."""

    def __init__(self, plain: Any, linear: Any) -> None:
        super().__init__()
        self.heads = plain.num_heads
        self.inner = linear(*_scaled(plain))
        self.outer = linear(plain.out_proj.weight, plain.out_proj.bias)

    def forward(self, query: Any, *_same: Any, attn_mask: Any = None, **_: Any) -> Any:
        """(n, tokens, width) to as many, and no weights."""
        parts = self.inner(query).chunk(3, 2)
        return self.outer(_attended(parts, attn_mask, self.heads)), None


class LastBlock(torch.nn.Module):
    """A packed block of which the first token is asked for; a mask asks for all of them."""

    def __init__(self, block: Any, plain: Any) -> None:
        super().__init__()
        self.block = block
        weight, bias = _scaled(plain)
        width = plain.embed_dim
        self.asking = block.attn.inner.beside(weight[:width], bias[:width])
        self.others = block.attn.inner.beside(weight[width:], bias[width:])

    def forward(self, tokens: Any, *_same: Any, attn_mask: Any = None, **_: Any) -> Any:
        """(n, tokens, width) to (n, 1, width), or with a mask to all tokens."""
        block = self.block
        if attn_mask is not None:
            return block(tokens, attn_mask=attn_mask)
        normed, first = block.ln_1(tokens), tokens[:, :1]
        asked = self.asking(normed[:, :1].contiguous())
        seen = _attended((asked, *self.others(normed).chunk(2, 2)), None, block.attn.heads)
        first = first + block.ls_1(block.attn.outer(seen))
        return first + block.ls_2(block.mlp(block.ln_2(first)))


class PackedPatches(torch.nn.Module):
    """A convolution whose steps are as wide as its windows."""

    def __init__(self, conv: Any, linear: Any) -> None:
        super().__init__()
        self.high, self.wide = conv.kernel_size
        by_colour_last = conv.weight.detach().permute(0, 2, 3, 1).flatten(1)
        self.inner = linear(by_colour_last, conv.bias)

    def forward(self, pixels: Any) -> Any:
        """(n, colours, height, width) to (n, width of the tower, rows, columns)."""
        count, colours, height, width = pixels.shape
        down, across = height // self.high, width // self.wide
        kept = pixels[:, :, : down * self.high, : across * self.wide].permute(0, 2, 3, 1)
        parts = kept.reshape(count, down, self.high, across, self.wide, colours)
        rows = parts.transpose(2, 3).reshape(count, down * across, -1)
        return self.inner(rows).transpose(1, 2).unflatten(2, (down, across))
