"""One opened library: indexing, search and tagging over the rooms below."""
