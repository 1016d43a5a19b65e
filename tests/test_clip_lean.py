"""What is loaded with a model, and what is not."""

import os
import subprocess
import sys
from pathlib import Path

_ENCODES = """
import sys
import numpy as np
from pathlib import Path
from photoclip.clip import models
from photoclip.clip.embedder import Embedder
model = models.find(models.BUILT_IN, Path("nowhere"))
embedder = Embedder.load(model)
assert embedder.encode_texts(["a dog"]).shape == (1, embedder.dimension)
picture = np.zeros((64, 64, 3), np.uint8)
assert embedder.encode_images([picture]).shape == (1, embedder.dimension)
assert "torch._dynamo" not in sys.modules, "the compiler was imported"
import torch
layer = torch.nn.Linear(2, 1)
optimizer = torch.optim.AdamW(layer.parameters())
layer(torch.ones(2)).sum().backward()
optimizer.step()
twice = torch.compile(lambda values: values * 2, backend="eager")
assert twice(torch.ones(2)).tolist() == [2, 2]
assert "torch" in torch._dynamo.__file__
"""
_ASKS_FOR_MORE = """
import importlib.util
assert importlib.util.find_spec("torch._dynamo")
import torch._dynamo
from torch._dynamo.utils import is_compile_supported
import torch._dynamo.config
torch._dynamo.reset()
from torch._dynamo.utils import counters
"""


def _run(code: str, **environment: str) -> None:
    words = [sys.executable, "-W", "ignore", "-c", code]
    subprocess.run(words, check=True, env={**os.environ, **environment})


def test_the_compiler_is_loaded_only_when_something_asks_for_it() -> None:
    _run(_ENCODES)


def test_a_library_that_asks_the_compiler_for_more_gets_the_real_one(tmp_path: Path) -> None:
    (tmp_path / "torchvision.py").write_text(_ASKS_FOR_MORE, "utf-8")
    (tmp_path / "open_clip.py").write_text("import torchvision", "utf-8")
    code = (
        "from photoclip.clip.lean import import_open_clip; import_open_clip();"
        "import torch._dynamo; assert 'torch' in torch._dynamo.__file__; import torchvision;"
        "assert torchvision.counters is torch._dynamo.utils.counters"
    )
    _run(code, PYTHONPATH=str(tmp_path))
