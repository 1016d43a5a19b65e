"""Watched folders: what changed in them since the catalog last looked."""
