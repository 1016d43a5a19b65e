"""Decoder processes as the settings want them and as a model needs them."""

import os
from functools import partial
from pathlib import Path

from photoclip import paths, settings
from photoclip.library.tower import Tower
from photoclip.photos.decode import decode
from photoclip.photos.decoder import DecoderPool

_BEHIND_THE_TOWER = 8  # niceness: the decoders get what the tower leaves of the processors


def pool(
    settings_path: Path, tower: Tower, processes: int = 0, *, indexing: bool = False
) -> DecoderPool:
    """A fresh pool of decoder processes.

    Args:
        settings_path: where the number of processes and their limits are settled.
        tower: the model that the pictures are for.
        processes: how many; 0: as many as is settled.
        indexing: the pictures come as the model sees them, and nobody waits for a single one.
    """
    chosen = settings.load(settings_path)
    return DecoderPool(
        processes or chosen.decoder_processes or os.cpu_count() or 1,
        short_side=tower.decode_side,
        seconds=chosen.decode_seconds,
        memory_mb=chosen.decode_memory_mb,
        log_path=paths.decoder_log(),
        decode=partial(decode, view=tower.view, indexing=True) if indexing else None,
        niceness=_BEHIND_THE_TOWER if indexing else 0,
    )
