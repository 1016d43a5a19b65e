"""The settings dialog: one page for each thing a person may decide."""
