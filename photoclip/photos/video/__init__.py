"""Videos: what they are, what they say of themselves, and some of their frames.

Frames come from OpenCV (the extra `photoclip[video]`), whose wheels hold FFmpeg as shared libraries
under the LGPL. Everything else here is plain Python and works without it.
"""

from photoclip.photos.video.kinds import (
    STILL_EXTENSIONS,
    VIDEO_EXTENSIONS,
    VIDEOS_NEED,
    is_readable,
    sniff_video,
)

__all__ = [
    "STILL_EXTENSIONS",
    "VIDEOS_NEED",
    "VIDEO_EXTENSIONS",
    "is_readable",
    "sniff_video",
]
