"""What lies beside photos in sidecars, and what is written back to them."""

from photoclip.library.metadata.metadata import Metadata

__all__ = ["Metadata"]
