"""Label lists in the window: edited, applied, taught, taken back."""
