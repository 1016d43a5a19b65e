"""XMP: what programs write about a picture, read and written back without touching the rest."""
