"""The window: widgets and list models over one opened library."""
