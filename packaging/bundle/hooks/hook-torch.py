"""PyTorch without headers and tools; its sources stay, for TorchScript reads them."""

from PyInstaller.compat import is_linux
from PyInstaller.utils.hooks import (
    PY_DYLIB_PATTERNS,
    collect_data_files,
    collect_dynamic_libs,
    collect_submodules,
)

module_collection_mode = "pyz+py"
hiddenimports = collect_submodules("torch._dynamo.polyfills")  # imported by their names
datas = collect_data_files("torch", includes=["bin/torch_shm_manager*"])
binaries = collect_dynamic_libs("torch", search_patterns=[*PY_DYLIB_PATTERNS, "*.so.*"])
excludedimports = ["torch.utils.tensorboard", "setuptools"]
bindepend_symlink_suppression = ["**/torch/lib/*.so*"] if is_linux else []
