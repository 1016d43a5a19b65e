"""What an image tower makes of each place of a picture, in the space of its vectors."""

from collections.abc import Callable
from typing import Any

Cells = Any
"""A tensor (n, rows, columns, d), float32 on the CPU."""


def cells_of(tower: Any) -> Callable[[Any], Cells] | None:
    """How to bring a vector out of every cell of a tower's last map; None: there is no such way.

    - Where the picture's vector is the mean of projected cells (average pooling and a linear
      head), the mean of the cells is that vector: class activation maps (Zhou et al. 2016,
      https://arxiv.org/abs/1512.04150).
    - Where a token or a query attends to the cells, each cell goes through that attention alone,
      its value path (MaskCLIP, Zhou et al. 2022, https://arxiv.org/abs/2112.01071; CLIP Surgery,
      Li et al. 2023, https://arxiv.org/abs/2304.05653).

    Args:
        tower: an image tower of open_clip.

    Returns:
        A function of prepared pictures (n, 3, height, width); call it without gradients.
    """
    kind = type(tower).__name__
    if kind == "VisionTransformer" and tower.attn_pool is None and tower.proj is not None:
        return lambda pixels: _of_transformer(tower, pixels)
    if kind == "ModifiedResNet":
        return lambda pixels: _of_attention_pool(tower, pixels)
    if kind == "TimmModel" and hasattr(tower.trunk, "forward_head"):
        return lambda pixels: _of_timm(tower, pixels)
    return None


def grows(tower: Any) -> bool:
    """Whether a tower takes pictures larger than it was made for: no place has weights of its own.

    A ResNet that pools by attention does too: `cells_of` goes round its places.
    """
    import torch

    if type(tower).__name__ == "ModifiedResNet":
        return True
    return type(tower).__name__ == "TimmModel" and not any(
        isinstance(each, torch.nn.MultiheadAttention) or "pos_embed" in name
        for name, each in (*tower.named_modules(), *tower.named_parameters())
    )


def _of_transformer(tower: Any, pixels: Any) -> Cells:
    import torch

    blocks = tower.transformer
    x = tower._embeds(pixels)  # noqa: SLF001 - open_clip has no public name for it
    if not blocks.batch_first:
        x = x.transpose(0, 1)
    *before, last = blocks.resblocks
    for block in before:
        x = block(x)
    alone = None
    if tower.pool_type == "tok":  # in the last layer, each patch attends to itself only
        count = x.shape[1 if blocks.batch_first else 0]
        alone = torch.full((count, count), -torch.inf, dtype=x.dtype, device=x.device)
        alone.fill_diagonal_(0)
    x = last(x, attn_mask=alone)
    if not blocks.batch_first:
        x = x.transpose(0, 1)
    tokens = tower.ln_post(x[:, 1:]) @ tower.proj
    rows, columns = tower.grid_size
    return tokens.reshape(len(tokens), rows, columns, -1).float().cpu()


def _of_attention_pool(tower: Any, pixels: Any) -> Cells:
    x = tower.stem(pixels)
    for layer in (tower.layer1, tower.layer2, tower.layer3, tower.layer4):
        x = layer(x)
    pool = tower.attnpool
    values = pool.c_proj(pool.v_proj(x.permute(0, 2, 3, 1)))
    return values.float().cpu()


def _of_timm(tower: Any, pixels: Any) -> Cells:
    """Each cell goes through pooling and head as if it were the whole picture."""
    trunk = tower.trunk
    x = trunk.forward_features(pixels)
    if x.ndim == 3:
        prefix = int(getattr(trunk, "num_prefix_tokens", 0))
        x = x[:, prefix:]
        side = round(x.shape[1] ** 0.5)
        shape = (len(x), side, x.shape[1] // side)
        alone = x.reshape(-1, 1, x.shape[2]).expand(-1, prefix + 1, -1)
    elif _has_channels_last(trunk, x):
        shape = tuple(x.shape[:3])
        alone = x.reshape(-1, 1, 1, x.shape[3])
    else:
        shape = (x.shape[0], x.shape[2], x.shape[3])
        alone = x.permute(0, 2, 3, 1).reshape(-1, x.shape[1], 1, 1)
    return tower.head(trunk.forward_head(alone)).reshape(*shape, -1).float().cpu()


def _has_channels_last(trunk: Any, features: Any) -> bool:
    """Swin and its like keep the channels at the end."""
    width = int(trunk.num_features)
    return features.shape[1] != width and features.shape[3] == width
