"""Picture files: decoding, facts, thumbnails and the pool of decoder processes."""
