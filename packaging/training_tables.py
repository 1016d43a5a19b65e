"""The tables of docs/clip.md: short trainings that differ in one thing, on the same pictures.

    python packaging/training_tables.py DATA OUT [loss|size|vocabulary ...]

DATA holds `caltech101/manifest.csv` (file,label). Each row trains on three quarters of it and 1,500
drawn scenes for five rounds, then asks the other quarter, and 300 scenes of the held-out split.
The losses and vocabularies are compared at 64 px, which takes a third of the time. Rows that are
in OUT already are not trained again.
"""

import gzip
import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import blake3

from photoclip.clip.architecture import MINI

_HELDOUT = "0.25"
_EPOCHS = 5
_MERGES = 4_000
_COMMON = ("--epochs", str(_EPOCHS), "--heldout", _HELDOUT, "--precision", "bf16", "--threads", "1")

_LOSSES: dict[str, tuple[str, ...]] = {
    "plain, batch 128": ("--loss", "plain", "--mixing", "0"),
    "shared, batch 128": ("--mixing", "0"),
    "shared, mixed pictures, batch 128": (),
    "shared, mixed, averaged weights, batch 128": ("--average", "0.99"),
    "plain, batch 32": ("--loss", "plain", "--mixing", "0", "--batch-size", "32"),
    "shared, batch 32": ("--mixing", "0", "--batch-size", "32"),
    "shared, queue of 1,024, batch 32": ("--mixing", "0", "--batch-size", "32", "--queue", "1024"),
}


def main() -> None:
    """Train and measure the rows of the tables that are asked for, and print them."""
    data, out, *wanted = sys.argv[1:]
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    small = _sizes(folder)["resnet10t, 64 px"]
    losses = {row: (*small, *options) for row, options in _LOSSES.items()}
    tables = {"loss": losses, "size": _sizes(folder), "vocabulary": _vocabularies(folder)}
    for name in wanted or tables:
        print(
            f"\n| {name} | photos: top-1 | per class | scenes: thing | colour | setting "
            "| R@1 | MB |"
        )
        print("|---|---|---|---|---|---|---|---|")
        for row, options in tables[name].items():
            print(_line(row, _measured(Path(data), folder, options)), flush=True)


def _sizes(folder: Path) -> dict[str, tuple[str, ...]]:
    def tower(name: str, side: int) -> tuple[str, ...]:
        changed = deepcopy(dict(MINI))
        changed["vision_cfg"] |= {"timm_model_name": name, "image_size": side}
        return _architecture(folder, f"{name}-{side}", changed)

    vit = deepcopy(dict(MINI))
    vit["vision_cfg"] = {
        "layers": 6, "width": 192, "head_width": 64, "patch_size": 12, "image_size": 96,
    }  # fmt: skip
    return {
        "resnet10t, 64 px": tower("resnet10t", 64),
        "resnet10t, 96 px (built in)": tower("resnet10t", 96),
        "ViT, 6 layers of 192, 96 px": _architecture(folder, "vit", vit),
    }


def _vocabularies(folder: Path) -> dict[str, tuple[str, ...]]:
    """CLIP's own vocabulary, and one of the first few thousand of its merges."""
    import open_clip.tokenizer as own

    lines = gzip.decompress(Path(own.default_bpe()).read_bytes()).decode("utf-8").split("\n")
    path = folder.absolute() / "merges.txt.gz"
    path.write_bytes(gzip.compress("\n".join(lines[: _MERGES + 1]).encode(), mtime=0))
    changed = deepcopy(dict(MINI))
    changed["vision_cfg"] |= {"image_size": 64}
    changed["text_cfg"] |= {
        "vocab_size": 2 * 256 + _MERGES + 2,
        "tokenizer_kwargs": {"bpe_path": str(path)},
    }
    few = _architecture(folder, "few-tokens", changed)
    return {
        "49,408 tokens (built in)": _sizes(folder)["resnet10t, 64 px"],
        f"{2 * 256 + _MERGES + 2:,} tokens": few,
    }


def _architecture(folder: Path, name: str, model: dict[str, Any]) -> tuple[str, ...]:
    path = folder / f"{name}.json"
    path.write_text(json.dumps(model))
    return ("--model", str(path))


def _measured(data: Path, folder: Path, options: tuple[str, ...]) -> dict[str, Any]:
    name = blake3.blake3(" ".join(options).encode()).hexdigest()[:12]
    model, figures = folder / name, folder / f"{name}.json"
    if figures.is_file():
        return json.loads(figures.read_text())
    scenes = folder / "scenes"
    if not scenes.is_dir():
        _photoclip("samples", str(scenes), "--count", "300", "--split", "heldout")
    manifest = str(data / "caltech101" / "manifest.csv")
    sources = ("--data", "samples:1500", "--data", manifest)
    _photoclip("train", *sources, "--out", str(model), *_COMMON, *options)
    of = ("--model", str(model))
    found = {
        "photos": _photoclip(
            "evaluate", "zero-shot", "--data", manifest, "--heldout", _HELDOUT, *of
        ),
        "facts": _photoclip("evaluate", "attributes", "--data", str(scenes), *of),
        "scenes": _photoclip("evaluate", "retrieval", "--data", str(scenes), *of),
        "megabytes": (model / "open_clip_model.safetensors").stat().st_size / 1e6,
    }
    figures.write_text(json.dumps(found))
    (model / "checkpoint.pt").unlink()
    return found


def _photoclip(*arguments: str) -> dict[str, Any]:
    command = (sys.executable, "-m", "photoclip", *arguments, "--json")
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return json.loads(said)


def _line(row: str, figures: dict[str, Any]) -> str:
    photos, facts = figures["photos"], figures["facts"]
    cells = [photos["top1"], photos["mean_per_class"], facts["thing"], facts["colour"]]
    cells += [facts["setting"], figures["scenes"]["text_to_image"]["r1"]]
    shown = [f"{value:.3f}" for value in cells]
    return " | ".join([f"| {row}", *shown, f"{figures['megabytes']:.1f} |"])


if __name__ == "__main__":
    main()
