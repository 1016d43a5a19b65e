"""What one transaction has changed so far."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Changes:
    """Filled by the writing functions, read at the commit and by the index."""

    photos: set[int] = field(default_factory=set[int])  # ids that files or vectors touched
    dropped_vectors: set[int] = field(default_factory=set[int])  # vector ids
    thumbnails: dict[bytes, bytes] = field(default_factory=dict[bytes, bytes])  # by content hash
    outgrown: set[bytes] = field(default_factory=set[bytes])  # content hashes, of no photo now
    searchable: bool = False  # the set of searchable vectors may differ
    broad: bool = False  # more photos than can be listed
    tables: set[str] = field(default_factory=set[str])  # of `columns`, changed as a whole
    settled: set[int] = field(default_factory=set[int])  # photos whose pairs were looked at
    whole_settled: bool = False  # all pairs were, since tables changed as a whole
