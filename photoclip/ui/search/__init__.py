"""Asking in the window: the search bar with its chips and completion, drops, and answers."""
