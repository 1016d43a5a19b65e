"""Installs rclip beside photoclip, never into it, so that `photoclip bench` can measure both.

    python packaging/rival_rclip.py build/rivals/rclip

Speed does not depend on what a model has learned. So both programs get one tower of the shape that
rclip uses (ViT-B/32 at 256 px) with the same random weights: rclip as the ONNX files that it looks
for, photoclip as a model folder. Nothing is fetched but packages.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

VERSION = "3.3.0"
TOWER = "ViT-B-32-256-random"
_ARCHITECTURE = "ViT-B-32-256"
_RCLIP_FOLDER = "ViT-B-32-256-datacomp_s34b_b86k"
_VOCABULARY = "bpe_simple_vocab_16e6.txt.gz"
_INDEXER = "rival_rclip_index.py"


def main() -> None:
    """Make the environment, the tower and the files that rclip expects."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    python = _environment(folder / "venv", f"rclip=={VERSION}")
    onnx = folder / "onnx"  # needed once, by torch's exporter
    if not onnx.is_dir():
        _run(python, "-m", "pip", "install", "--quiet", "--target", str(onnx), "onnx")
    sys.path.append(str(onnx))
    _export(folder)
    shutil.copyfile(Path(__file__).with_name(_INDEXER), folder / "index.py")
    print(f"rclip {VERSION} is in {folder}; photoclip bench --only rivals finds it there.")


def _environment(folder: Path, package: str) -> Path:
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
    _run(python, "-m", "pip", "install", "--quiet", package)
    return python


def _run(python: Path, *words: str) -> None:
    subprocess.run([str(python), *words], check=True)


def _export(folder: Path) -> None:
    import open_clip
    import torch

    from photoclip.clip.models import BUILT_IN, describe_folder

    data, model_folder = folder / "data", folder / "models" / TOWER
    if (model_folder / "photoclip.json").exists():
        return
    torch.manual_seed(0)
    model: Any = open_clip.create_model(_ARCHITECTURE, pretrained=None).eval()
    _store(model, model_folder)
    assert describe_folder(model_folder).name != BUILT_IN
    onnx = data / _RCLIP_FOLDER
    onnx.mkdir(parents=True, exist_ok=True)
    _to_onnx(model, "encode_image", torch.zeros(2, 3, 256, 256), onnx / "visual.onnx")
    _to_onnx(model, "encode_text", torch.ones(2, 77, dtype=torch.int64), onnx / "textual.onnx")
    (data / "tokenizer").mkdir(exist_ok=True)
    shutil.copyfile(
        Path(open_clip.__file__).with_name(_VOCABULARY), data / "tokenizer" / _VOCABULARY
    )
    (model_folder / "photoclip.json").write_text(
        '{"description": "Random weights, for measuring speed only.", "licence": "MIT"}', "utf-8"
    )


def _store(model: Any, folder: Path) -> None:
    import json

    from safetensors.torch import save_file

    from photoclip.clip.architecture import (
        CONFIG_FILE,
        STANDARD_PREPROCESSING,
        WEIGHTS_FILE,
        named_architecture,
    )

    folder.mkdir(parents=True, exist_ok=True)
    config = {
        "model_cfg": named_architecture(_ARCHITECTURE),
        "preprocess_cfg": dict(STANDARD_PREPROCESSING),
    }
    (folder / CONFIG_FILE).write_text(json.dumps(config, indent=2), "utf-8")
    tensors = {name: value.contiguous().clone() for name, value in model.state_dict().items()}
    save_file(tensors, folder / WEIGHTS_FILE, metadata={"format": "pt"})


def _to_onnx(model: Any, method: str, example: Any, path: Path) -> None:
    import torch

    class Tower(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input: Any) -> Any:  # noqa: A002 - rclip's name of it
            return getattr(self.model, method)(input)

    torch.backends.mha.set_fastpath_enabled(False)  # it is one operation, unknown to ONNX
    with torch.inference_mode():
        torch.onnx.export(
            Tower().eval(),
            (example,),
            str(path),
            input_names=["input"],
            output_names=["output"],
            dynamic_axes={"input": {0: "pictures"}, "output": {0: "pictures"}},
            opset_version=17,
            dynamo=False,
        )


if __name__ == "__main__":
    main()
