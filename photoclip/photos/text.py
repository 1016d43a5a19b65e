"""Untrusted text of metadata made fit for showing and storing."""

import re
from typing import Any, cast

_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def clean(value: Any, longest: int = 300) -> str:
    """A tag's value as text: decoded, without control characters, bounded in length.

    Args:
        value: what a library gave: text, bytes, a tuple with one of them, or anything else ("").
        longest: characters kept.
    """
    if isinstance(value, tuple):
        parts = cast("tuple[Any, ...]", value)
        value = parts[0] if parts else ""
    if isinstance(value, bytes):
        value = decoded(value[: longest * 4])
    if not isinstance(value, str):
        return ""
    text = value.partition("\0")[0] if value.strip("\0") else ""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return _UNSHOWABLE.sub(" ", text[:longest]).strip()


def decoded(data: bytes) -> str:
    """Bytes of unknown encoding as text: UTF-8 where they are that, else Latin-1."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
