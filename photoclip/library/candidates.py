"""Which files a scan hands on to be read."""

from photoclip.folders.scanner import CandidateRule
from photoclip.photos.formats import PICTURE_EXTENSIONS, sniff
from photoclip.photos.video import STILL_EXTENSIONS, VIDEO_EXTENSIONS, is_readable, sniff_video


def candidates() -> CandidateRule:
    """Pictures, and videos where they can be read; elsewhere those of Live Photos only."""
    if is_readable():
        return CandidateRule(PICTURE_EXTENSIONS | VIDEO_EXTENSIONS, _sniff)
    return CandidateRule(
        PICTURE_EXTENSIONS, sniff, videos=VIDEO_EXTENSIONS, stills=STILL_EXTENSIONS
    )


def _sniff(head: bytes) -> str | None:
    return sniff(head) or sniff_video(head)
