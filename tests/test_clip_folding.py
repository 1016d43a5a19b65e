"""The folded image tower: fewer steps, the same vectors."""

from typing import Any

import pytest
import torch

from photoclip.clip.folding import folded


def _norms(tower: torch.nn.Module) -> list[torch.nn.BatchNorm2d]:
    return [each for each in tower.modules() if isinstance(each, torch.nn.BatchNorm2d)]


def _as_trained(tower: torch.nn.Module) -> torch.nn.Module:
    torch.manual_seed(3)
    for norm in _norms(tower):
        for values in (norm.weight.data, norm.running_var):
            assert values is not None
            values.uniform_(0.5, 2.0)
        assert norm.running_mean is not None
        norm.running_mean.normal_(0.0, 0.5)
    return tower.eval()


@pytest.mark.parametrize("name", ["resnet10t", "fastvit_t8"])
def test_a_folded_tower_makes_the_same_vectors(name: str) -> None:
    import timm

    create: Any = timm.create_model
    tower = _as_trained(create(name, num_classes=32))
    before = len(_norms(tower))
    lighter = folded(tower, 64)
    assert len(_norms(lighter)) < before / 2
    assert len(_norms(tower)) == before, "the given tower is left as it was"
    pixels = torch.randn(3, 3, 64, 64)
    with torch.inference_mode():
        assert torch.allclose(tower(pixels), lighter(pixels), atol=1e-3)


class _OutOfOrder(torch.nn.Module):
    """Its parts stand in another order than they are used in."""

    def __init__(self) -> None:
        super().__init__()
        self.first = torch.nn.Conv2d(3, 3, 3)
        self.norm = torch.nn.BatchNorm2d(3)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return self.first(torch.relu(self.norm(pixels))).mean((2, 3))


def test_a_tower_that_would_come_out_differently_is_left_alone() -> None:
    tower = _as_trained(_OutOfOrder())
    assert folded(tower, 32) is tower
