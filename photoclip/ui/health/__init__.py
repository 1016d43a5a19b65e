"""Right answers of saved searches, and whether they are still found."""

from photoclip.ui.health.care import SearchCare

__all__ = ["SearchCare"]
