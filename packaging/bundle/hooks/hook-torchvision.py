"""Operators, which are loaded by their file's name; sources stay, for TorchScript reads them."""

from PyInstaller.utils.hooks import collect_dynamic_libs

module_collection_mode = "pyz+py"
binaries = collect_dynamic_libs("torchvision", search_patterns=["*.so", "*.pyd", "*.dll"])
