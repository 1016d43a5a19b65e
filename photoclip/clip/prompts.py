"""Prompts: the sentences a label is put into, and the vectors that stand for labels."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from photoclip.paths import resources


class TextEncoder(Protocol):
    """Something that turns sentences into unit vectors, such as an Embedder."""

    def encode_texts(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Encode n sentences; (n, d) float32, unit rows."""
        ...


TEMPLATES: tuple[str, ...] = (
    "{}",
    "itap of a {}.",
    "a bad photo of the {}.",
    "a origami {}.",
    "a photo of the large {}.",
    "a {} in a video game.",
    "art of the {}.",
    "a photo of the small {}.",
)
"""The plain word and the short set of seven that the CLIP authors found as good as eighty."""


def fill(template: str, label: str) -> str:
    """Put a label into a template; "a" becomes "an" where the label begins with a vowel."""
    text = template.replace("{}", label)
    if label[:1].lower() in "aeiou" and label[:1]:
        text = text.replace(f" a {label}", f" an {label}")
        if text.startswith(f"a {label}"):
            text = f"an {label}{text[2 + len(label) :]}"
    return text


@cache
def lines_of(name: str) -> tuple[str, ...]:
    """The sentences of a prompt file in the resources; empty lines and # comments are skipped."""
    text = (resources() / "prompts" / name).read_text("utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def caption_bank() -> tuple[str, ...]:
    """Sentences about everyday photos, from which an image's description is chosen."""
    return lines_of("captions.txt")


def background_prompts() -> tuple[str, ...]:
    """Sentences about anything else: what "none of these" is measured with."""
    return lines_of("background.txt")


def standard_templates() -> tuple[str, ...]:
    """The templates that photoclip uses where a label list brings none of its own."""
    return lines_of("templates.txt")


def prototypes(
    encoder: TextEncoder,
    labels: Sequence[str],
    templates: Sequence[str] = (),
    phrases: Mapping[str, Sequence[str]] | None = None,
) -> npt.NDArray[np.float32]:
    """One vector for each label: the mean of its unit vectors over templates and wordings.

    Args:
        encoder: makes the text vectors.
        labels: n labels.
        templates: sentences with `{}` for the label; empty: the standard set.
        phrases: other wordings of a label; they go into the templates as the label does.

    Returns:
        (n, d) float32, unit rows.
    """
    frames = tuple(templates) or standard_templates()
    rows: list[npt.NDArray[np.float32]] = []
    for label in labels:
        wordings = (label, *(phrases or {}).get(label, ()))
        texts = [fill(frame, wording) for wording in wordings for frame in frames]
        mean = encoder.encode_texts(texts).mean(axis=0)
        rows.append(mean / max(float(np.linalg.norm(mean)), 1e-12))
    return np.asarray(rows, np.float32)
