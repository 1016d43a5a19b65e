"""Linear layers in eight bits: exact where they can be, close where they round."""

import copy

import pytest
import torch

from photoclip.clip.architecture import build
from photoclip.clip.packing import packed
from photoclip.clip.quantized_layers import QuantizedLinear


def quantized(weight, values, bias=None, **how):
    """A layer that has seen `values` and rounds from here on."""
    layer = QuantizedLinear(weight, bias, **how)
    with torch.inference_mode():
        layer(values)
        layer.quantize()
    return layer


def closeness(mine, theirs):
    return float(torch.nn.functional.cosine_similarity(mine, theirs).min())


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("inputs", [96, 97])
def test_the_layer_computes_what_the_exact_one_does(inputs, bias):
    torch.manual_seed(1)
    weight, values = torch.randn(40, inputs), torch.randn(3, 20, inputs)
    offset = torch.randn(40) if bias else None
    exact = torch.nn.functional.linear(values, weight, offset)
    made = quantized(weight, values, offset)(values)
    assert made.shape == exact.shape
    assert closeness(made, exact) > 0.9995
    curved = quantized(weight, values, offset, gelu=True)(values)
    assert closeness(curved, torch.nn.functional.gelu(exact)) > 0.999


def test_no_sum_overflows_where_all_that_comes_in_is_largest():
    """Some processors add pairs of products in 16 bits."""
    inputs = 64
    signs = torch.tensor([1.0, 1.0, -1.0, -1.0]).repeat(inputs // 4)
    weight = torch.stack([torch.ones(inputs), -torch.ones(inputs), signs, -signs])
    values = torch.stack([torch.ones(inputs), -torch.ones(inputs), signs, -signs])
    made = quantized(weight, values)(values)
    assert torch.allclose(made, values @ weight.T, atol=0.02 * inputs)


def test_inputs_that_stand_out_leave_the_others_their_steps():
    torch.manual_seed(2)
    weight, values = torch.randn(64, 256), torch.randn(50, 256)
    values[:, [7, 100, 201]] *= 300
    weight[:, [7, 100, 201]] *= 0.01
    exact = values @ weight.T
    assert closeness(quantized(weight, values)(values), exact) > 0.9995
    unseen = quantized(weight, torch.randn(50, 256))(values)
    assert closeness(unseen, exact) < 0.999, "or this test tests nothing"


def test_no_row_depends_on_another():
    torch.manual_seed(3)
    weight, values = torch.randn(48, 128), torch.randn(6, 128)
    layer = quantized(weight, values)
    before = layer(values)
    values[1:] *= 1000
    assert torch.allclose(layer(values)[0], before[0], atol=1e-5)


def test_nothing_and_nonsense_come_out_as_they_went_in():
    torch.manual_seed(4)
    weight, bias = torch.randn(16, 32), torch.randn(16)
    layer = quantized(weight, torch.randn(4, 32), bias)
    assert torch.allclose(layer(torch.zeros(2, 32)), bias.expand(2, 16))
    broken = torch.randn(2, 32)
    broken[0, 5] = float("nan")
    made = layer(broken)
    assert made[0].isnan().all()
    assert made[1].isfinite().all()


def test_a_tower_whose_inputs_stand_out_in_every_layer_stays_close():
    """As those of trained transformers do."""
    torch.manual_seed(5)
    vision = {"layers": 3, "width": 128, "patch_size": 16, "image_size": 64}
    text = {"context_length": 8, "vocab_size": 49408, "width": 64, "heads": 1, "layers": 1}
    tower = build({"embed_dim": 48, "vision_cfg": vision, "text_cfg": text}).visual
    pixels = torch.randn(8, 3, 64, 64)
    with torch.inference_mode():
        for block in tower.transformer.resblocks:
            for norm, weight in (
                (block.ln_1, block.attn.in_proj_weight),
                (block.ln_2, block.mlp.c_fc.weight),
            ):
                norm.weight[[3, 50, 77, 90]] *= 300
                weight[:, [3, 50, 77, 90]] /= 300
        exact = tower(pixels)
        quick = packed(copy.deepcopy(tower), 64, quantized=True)
        assert closeness(quick(pixels), exact) > 0.999
        last, mask = quick.transformer.resblocks[-1], torch.zeros(17, 17)
        tokens = torch.randn(2, 17, 128)
        whole = last(tokens, attn_mask=mask)
        assert closeness(last(tokens)[:, 0], whole[:, 0]) > 0.999
        assert closeness(whole, tower.transformer.resblocks[-1](tokens)) > 0.999
