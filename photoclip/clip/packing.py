"""The same image tower on the CPU with weights laid out once for oneDNN, as a compiler would do it.

PyTorch brings the weights of a linear layer into the processor's own order for each call, or, in
float32 on some processors, uses another library that knows the processor less well. Here it is
done once (what `torch.compile` does when it freezes a model, without its minutes and its compiler),
and the activation behind a layer is computed with it. Cutting a picture into patches is such a
layer too. In half precision attention is written out as two products: for the few hundred tokens of
a picture they are twice as fast as torch's own. Where the first token alone becomes the vector, the
last layer computes nothing for the others but what the first one sees of them.

The same layers in whole numbers of eight bits (`quantized_layers`) take about half of the time,
and their weights a quarter of the memory.
"""

import itertools
from typing import Any

LEAST_PARITY = 0.999
"""The lowest cosine between the vectors before and after."""

_LEAST_PATCH = 8  # px
_FOREIGN = (RuntimeError, AttributeError, TypeError)  # a tower that looks into its own layers


def can_pack() -> bool:
    """Whether this build of torch has what it takes."""
    import torch

    return torch.backends.mkldnn.is_available() and hasattr(
        torch.ops.mkldnn, "_reorder_linear_weight"
    )


def packed(visual: Any, side: int, *, quantized: bool = False) -> Any:
    """The tower with packed linear layers and attention.

    Args:
        visual: an image tower on the CPU in its final precision; its layers are taken over.
        side: of the pictures it takes, px.
        quantized: linear layers compute in eight bits; `visual` is in float32.

    Returns:
        The same tower with other layers, or `visual` untouched where there is none to pack.

    Raises:
        RuntimeError: the processor cannot do it, the tower does not work with such layers, or it
            has none that could be quantized.
    """
    import torch

    from photoclip.clip import packed_layers, quantized_layers

    linear = quantized_layers.QuantizedLinear if quantized else packed_layers.PackedLinear
    pixels = _pixels(side).to(next(visual.parameters()).dtype)
    with torch.inference_mode():
        before = _vectors(visual(pixels))
        last = _last_of_one_token(visual)
        try:
            if not _pack(visual, linear):
                if quantized:
                    raise RuntimeError("it has no layers to compute in eight bits")
                return visual
            if quantized:
                visual(pixels)  # every layer sees what comes in
            if last is not None:
                blocks = visual.transformer.resblocks
                blocks[-1] = packed_layers.LastBlock(blocks[-1], last)
            for layer in visual.modules() if quantized else ():
                if isinstance(layer, quantized_layers.QuantizedLinear):
                    layer.quantize()
            after = _vectors(visual(pixels))
        except _FOREIGN as error:
            raise RuntimeError(f"its layers cannot be packed ({error})") from error
        cosine = float(torch.nn.functional.cosine_similarity(before, after).min())
    if cosine < LEAST_PARITY:
        raise RuntimeError(f"packed, its cosine is {cosine:.5f}")
    return visual


def _pixels(side: int) -> Any:
    """Two seeded pictures of patches and grain, prepared as a model wants them."""
    import torch

    chance = torch.Generator().manual_seed(1)
    patches = torch.randn(2, 3, 8, 8, generator=chance)
    grain = torch.randn(2, 3, side, side, generator=chance)
    return torch.nn.functional.interpolate(patches, size=(side, side)) + grain / 2


def _vectors(made: Any) -> Any:
    return (made[0] if isinstance(made, tuple) else made).float()


def _last_of_one_token(visual: Any) -> Any:
    """The last attention of a tower whose first token becomes the vector; None: all do."""
    if type(visual).__name__ != "VisionTransformer" or visual.output_tokens:
        return None
    if visual.pool_type != "tok" or visual.attn_pool is not None:
        return None
    blocks = visual.transformer.resblocks
    plain = type(blocks[-1]).__name__ == "ResidualAttentionBlock"
    return blocks[-1].attn if plain and blocks[-1].attn.batch_first else None


def _pack(module: Any, linear: Any) -> int:
    """Replace what can be packed below a module by layers of `linear` ones; how many that were."""
    import torch

    from photoclip.clip import packed_layers as layers

    count = 0
    children = [*module.named_children(), ("", None)]
    for (name, child), (after, following) in itertools.pairwise(children):
        if isinstance(child, torch.nn.MultiheadAttention):
            if type(module).__name__ != "ResidualAttentionBlock" or not child.batch_first:
                continue  # elsewhere it may attend to something other than itself
            setattr(module, name, layers.PackedAttention(child, linear))
            count += 1
        elif isinstance(child, torch.nn.Conv2d) and _cuts_patches(child):
            setattr(module, name, layers.PackedPatches(child, linear))
            count += 1
        elif isinstance(child, torch.nn.Linear):
            gelu = isinstance(following, torch.nn.GELU) and following.approximate == "none"
            setattr(module, name, linear(child.weight, child.bias, gelu=gelu))
            if gelu:
                setattr(module, after, torch.nn.Identity())
            count += 1
        else:
            count += _pack(child, linear)
    return count


def _cuts_patches(conv: Any) -> bool:
    plain = conv.groups == 1 and conv.padding == (0, 0) and conv.dilation == (1, 1)
    return plain and conv.kernel_size == conv.stride and min(conv.stride) >= _LEAST_PATCH
