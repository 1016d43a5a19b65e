"""The sidebar."""

from photoclip.ui.sidebar.entries import FAILURES, RECENT
from photoclip.ui.sidebar.sidebar import Sidebar
from photoclip.ui.sidebar.tree_model import MIME

__all__ = ["FAILURES", "MIME", "RECENT", "Sidebar"]
