"""Measures search and tagging of a library against known truth."""
