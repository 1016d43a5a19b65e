"""The records of training: what is asked for, how far it is, what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from photoclip.clip.pairs import PictureLoader, Source
from photoclip.clip.training.pictures import Crops


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """Everything that decides what a training makes.

    The schedule follows the epochs or, where `max_minutes` comes first, the clock, which runs
    once the pictures are read: the learning rate always arrives at zero. Without `max_minutes` a
    plan and its seed fix the result.

    Attributes:
        sources: where the pairs come from; each is drawn in proportion to its size and weight.
        out: the folder of the new model.
        loader: opens a picture as upright RGB.
        architecture: an open_clip model_cfg; None: the built-in model's.
        start_from: a model folder to fine-tune instead of starting from random weights.
        image_size: the side, px, at which the new model sees pictures; None: as its architecture
            says. Most is learned at small sides; a short fine-tuning at a larger one then suits
            it to that (Touvron et al. 2019, "Fixing the train-test resolution discrepancy").
        sides: (share of the training, picture side in px): from when on crops have which size.
            Empty: always the model's own; None: small ones first where the image tower allows.
        mixing: how often a picture with a label is mixed with another one, labels and all.
        balance: 0: every picture of a source counts the same; 1: every label does.
        share_positives: texts equal to a picture's own count as its own, not as wrong ones.
        extra_texts: texts of other pictures that join each batch: they cost little and make the
            choice harder.
        nearly_true: which share of the extra texts are those of the batch's own scenes with one
            fact changed.
        queue: so many earlier pairs join each choice, as a slow copy of the model sees them; for
            small batches. 0: none.
        average: the weights written are a running mean that keeps this share of itself in each
            step, such as 0.999. 0: the last ones.
        short_texts: how often a picture with attributes is described by a few words made from
            them, such as "a cat", instead of by one of its captions.
        heldout: the share of pictures (by stable hash of their group) that is never trained on.
        precision: "fp32", "bf16", or "auto": whichever a short measurement finds faster.
    """

    sources: tuple[Source, ...]
    out: Path
    loader: PictureLoader
    architecture: Mapping[str, Any] | None = None
    start_from: Path | None = None
    image_size: int | None = None
    epochs: float = 30.0
    max_minutes: float | None = None
    batch_size: int = 128
    learning_rate: float = 2e-3
    weight_decay: float = 0.1
    warm_up: float = 0.05
    clip_gradient: float = 1.0
    sides: tuple[tuple[float, int], ...] | None = None
    crops: Crops = field(default_factory=Crops)
    templates: tuple[str, ...] = ()
    share_positives: bool = True
    extra_texts: int = 256
    nearly_true: float = 0.5
    queue: int = 0
    average: float = 0.0
    short_texts: float = 0.7
    mixing: float = 0.5
    balance: float = 0.5
    heldout: float = 0.15
    seed: int = 0
    precision: str = "auto"
    device: str = "cpu"
    threads: int = 0
    checkpoint_minutes: float = 5.0
    resume: bool = False
    name: str = ""
    description: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class TrainingProgress:
    """How far a training is; `share` goes from 0 to 1.

    `loss` is a running mean, as is `recall`: the share of a batch's pictures that chose a text
    that is true of them. `heldout_recall` is the last figure of `Validation`, where there is one.
    """

    phase: str  # "reading", "training"
    share: float
    step: int = 0
    epoch: float = 0.0
    loss: float = 0.0
    recall: float = 0.0
    heldout_recall: float | None = None
    learning_rate: float = 0.0
    images_per_second: float = 0.0
    seconds: float = 0.0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What a training did.

    `curve` holds (step, running mean of loss, of recall); `heldout_curve` (step, recall).
    """

    out: Path
    pairs: int
    heldout: int
    steps: int
    epochs: float
    seconds: float
    images_per_second: float
    precision: str
    loss: float
    recall: float
    heldout_recall: float | None
    curve: tuple[tuple[int, float, float], ...]
    heldout_curve: tuple[tuple[int, float], ...]
    problems: tuple[str, ...]
    stopped: bool = False
