"""Writing back: the page of the settings, and the dialog of conflicts."""
