"""The first run: which folders, which model, or the sample library."""
