"""The contrastive loss, against its formula written out."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from photoclip.clip.training.loss import contrastive_loss, shared_positives


def unit_rows(rng: np.random.Generator, count: int, width: int) -> np.ndarray:
    rows = rng.normal(size=(count, width))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def written_out(images: np.ndarray, texts: np.ndarray, scale: float, right: np.ndarray) -> float:
    """Mean over pictures and mean over asking texts of -sum(target * log softmax)."""
    similarities = scale * images @ texts.T
    by_image, by_text = [], []
    for i in range(len(images)):
        total = sum(math.exp(value) for value in similarities[i])
        own = [j for j in range(len(texts)) if right[i, j]]
        by_image.append(
            -sum(math.log(math.exp(similarities[i, j]) / total) for j in own) / len(own)
        )
    for j in range(len(texts)):
        own = [i for i in range(len(images)) if right[i, j]]
        if own:
            total = sum(math.exp(value) for value in similarities[:, j])
            by_text.append(
                -sum(math.log(math.exp(similarities[i, j]) / total) for i in own) / len(own)
            )
    return (sum(by_image) / len(by_image) + sum(by_text) / len(by_text)) / 2


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 1000),
    count=st.integers(2, 6),
    more=st.integers(0, 4),
    words=st.integers(1, 5),
    scale=st.floats(0.5, 20),
)
def test_loss_is_the_formula(seed, count, more, words, scale):
    rng = np.random.default_rng(seed)
    images, texts = unit_rows(rng, count, 5), unit_rows(rng, count + more, 5)
    said = [str(word) for word in rng.integers(0, words, count + more)]
    right = shared_positives(said, [frozenset({word}) for word in said[:count]])
    loss = contrastive_loss(
        torch.from_numpy(images),
        torch.from_numpy(texts),
        torch.tensor(scale),
        torch.from_numpy(right),
    )
    assert float(loss) == pytest.approx(written_out(images, texts, scale, right), rel=1e-4)


def test_without_shared_texts_it_is_the_plain_loss():
    rng = np.random.default_rng(3)
    images, texts = (torch.from_numpy(unit_rows(rng, 5, 8)) for _ in range(2))
    scale = torch.tensor(10.0)
    plain = contrastive_loss(images, texts, scale)
    shared = contrastive_loss(images, texts, scale, torch.eye(5))
    assert float(plain) == pytest.approx(float(shared), rel=1e-6)


def test_pairs_with_one_label_are_positives_of_each_other():
    said = ["cat", "dog", "cat", "a cat on a mat", "dog"]
    true = [frozenset({"cat"}), frozenset({"dog"}), frozenset({"cat", "a cat on a mat"})]
    expected = [[1, 0, 1, 0, 0], [0, 1, 0, 0, 1], [1, 0, 1, 1, 0]]
    assert shared_positives(said, true).tolist() == expected


def test_equal_captions_do_not_push_each_other_away():
    """Two pictures of the same words: the shared loss is at its floor when both match equally."""
    image = torch.tensor([[1.0, 0.0], [1.0, 0.0]])
    text = torch.tensor([[1.0, 0.0], [1.0, 0.0]], requires_grad=True)
    positives = torch.from_numpy(shared_positives(["x", "x"], [frozenset({"x"})] * 2))
    contrastive_loss(image, text, torch.tensor(100.0), positives).backward()
    assert text.grad is not None
    assert float(text.grad.abs().max()) < 1e-4
