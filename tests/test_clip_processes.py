"""Training in two processes, as torchrun starts them: the loss and gradients of one."""

import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from photoclip.clip.models import load_towers
from photoclip.clip.pairs import Source
from photoclip.clip.training import TrainingPlan, train
from photoclip.errors import DataError, PhotoError

TINY = {
    "embed_dim": 32,
    "vision_cfg": {"layers": 2, "width": 64, "head_width": 32, "patch_size": 8, "image_size": 32},
    "text_cfg": {"context_length": 16, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 2},
}
WORDS = ("red", "green", "blue", "yellow", "white", "grey")


def load(path: Path) -> np.ndarray:
    try:
        with Image.open(path) as image:
            return np.asarray(image.convert("RGB"))
    except OSError:
        raise PhotoError("It is no picture.") from None


def plan_of(folder: Path, out: Path) -> TrainingPlan:
    """Six steps over noise with labels; some pictures of a batch share one, some are mixed."""
    return TrainingPlan(
        sources=(Source(folder / "manifest.csv"),),
        out=out,
        loader=load,
        architecture=TINY,
        epochs=2,
        batch_size=16,
        extra_texts=6,
        mixing=0.5,
        heldout=0.0,
        precision="fp32",
        seed=3,
        threads=1,
    )


@pytest.fixture(scope="module")
def noise(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("noise")
    rng = np.random.default_rng(1)
    rows = ["file,label"]
    for number in range(48):
        pixels = rng.integers(0, 255, (36, 40, 3), np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}.png")
        rows.append(f"{number}.png,{WORDS[number % 6]}")
    (folder / "manifest.csv").write_text("\n".join(rows))
    return folder


def start(noise: Path, out: Path, rank: int, port: int) -> subprocess.Popen[str]:
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
        "from test_clip_processes import plan_of\n"
        "from photoclip.clip.training import train\n"
        "report = train(plan_of(Path(sys.argv[2]), Path(sys.argv[3])))\n"
        "print(*(f'{loss:.6f}' for _, loss, _ in report.curve))\n"
    )
    torchrun = {
        "RANK": str(rank),
        "WORLD_SIZE": "2",
        "LOCAL_RANK": str(rank),
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(port),
    }
    return subprocess.Popen(
        [sys.executable, "-c", code, str(Path(__file__).parent), str(noise), str(out)],
        env=os.environ | torchrun,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_train_what_one_does(noise, tmp_path):
    """Losses are those of the batch; AdamW makes equal weights of equal gradients, step by step."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    running = [start(noise, tmp_path / "two", rank, port) for rank in range(2)]
    said = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    alone = train(plan_of(noise, tmp_path / "one"))
    losses = [loss for _, loss, _ in alone.curve]
    assert len(losses) >= 3
    for out, _ in said:
        assert [float(number) for number in out.split()] == pytest.approx(losses, abs=2e-4)
    one, two = (load_towers(tmp_path / name).state_dict() for name in ("one", "two"))
    moved = load_towers(_untrained(noise, tmp_path)).state_dict()
    for name, value in one.items():
        assert torch.allclose(value, two[name], atol=2e-3), name
    assert max(float((one[name] - moved[name]).abs().max()) for name in one) > 5e-3


def _untrained(noise: Path, tmp_path: Path) -> Path:
    out = tmp_path / "untrained"
    train(replace(plan_of(noise, out), learning_rate=0.0, epochs=0.1))
    return out


def test_gradients_of_the_sharded_loss_are_those_of_the_whole():
    """Both halves of the loss, added up by hand: what `gathered` and `average` amount to."""
    from photoclip.clip.training.batches import part_of
    from photoclip.clip.training.loss import Shard, contrastive_loss

    torch.manual_seed(0)
    images, texts = (torch.randn(n, 8, dtype=torch.float64) for n in (6, 10))
    positives = torch.zeros(6, 10, dtype=torch.float64)
    positives[range(6), range(6)] = 1
    positives[0, 3] = positives[3, 0] = positives[2, 8] = 1

    def gradients(*shards: Shard | None) -> tuple[float, torch.Tensor]:
        a, b = images.clone().requires_grad_(), texts.clone().requires_grad_()
        losses = [contrastive_loss(a, b, torch.tensor(3.0), positives, shard=s) for s in shards]
        mean = torch.stack(losses).mean()
        mean.backward()
        return float(mean.detach()), torch.cat([a.grad, b.grad])

    loss, gradient = gradients(None)
    shards = [Shard(part_of(6, rank, 2), part_of(10, rank, 2), 2) for rank in range(2)]
    sharded_loss, sharded_gradient = gradients(*shards)
    assert sharded_loss == pytest.approx(loss, rel=1e-6)
    assert torch.allclose(sharded_gradient, gradient, atol=1e-6)


def test_batches_that_cannot_be_shared_are_refused(noise, tmp_path, monkeypatch):
    from photoclip.clip.training import loop
    from photoclip.clip.training.processes import Processes

    plan = plan_of(noise, tmp_path)
    with pytest.raises(DataError, match="multiple"):
        loop.check_shared(replace(plan, batch_size=15), Processes(0, 2))
    with pytest.raises(DataError, match="queue"):
        loop.check_shared(replace(plan, queue=64), Processes(0, 2))
