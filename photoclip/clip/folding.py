"""The same image tower with fewer steps: what only training needs is folded into its neighbours."""

import copy
import itertools
import logging
from typing import Any

LEAST_PARITY = 0.9999
"""The lowest cosine between the vectors before and after."""

_log = logging.getLogger(__name__)


def folded(visual: Any, side: int) -> Any:
    """The tower with its batch normalisations folded into the convolutions before them.

    Once training is done, both are linear, and one convolution does the work of the two (Jacob et
    al. 2018, section 3.2); branches that some towers only train with become one convolution
    (Vasu et al. 2023, MobileOne). Half of the built-in model's time goes that way.

    Args:
        visual: an image tower in float32 on the CPU, in evaluation mode.
        side: of the pictures it takes, px.

    Returns:
        The folded tower, or `visual` itself where nothing can be folded or where the vectors of
        random pictures would come out differently.
    """
    import torch

    if not any(isinstance(each, torch.nn.BatchNorm2d) for each in visual.modules()):
        return visual
    lighter = _merge_branches(copy.deepcopy(visual))
    _fold(lighter)
    pixels = torch.randn(2, 3, side, side, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        cosine = torch.nn.functional.cosine_similarity(visual(pixels), lighter(pixels))
    if float(cosine.min()) >= LEAST_PARITY:
        return lighter
    _log.warning("an image tower was left as it is: folded, its cosine is %.5f", cosine.min())
    return visual


def _merge_branches(visual: Any) -> Any:
    """Timm's towers with branches for training, such as MobileCLIP's, know how to merge them."""
    if not any(hasattr(each, "reparameterize") for each in visual.modules()):
        return visual
    from timm.utils.model import reparameterize_model

    return reparameterize_model(visual)


def _fold(module: Any) -> None:
    """Fold each batch normalisation that follows a convolution; timm's ones bring an activation."""
    import torch
    from torch.nn.utils.fusion import fuse_conv_bn_eval

    children = list(module.named_children())
    for (name, first), (after, second) in itertools.pairwise(children):
        follows = isinstance(second, torch.nn.BatchNorm2d) and isinstance(first, torch.nn.Conv2d)
        if follows and second.num_features == first.out_channels:
            setattr(module, name, fuse_conv_bn_eval(first, second))
            setattr(module, after, getattr(second, "act", None) or torch.nn.Identity())
    for _, child in children:
        _fold(child)
