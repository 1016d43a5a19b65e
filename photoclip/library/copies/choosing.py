"""Which of some copies is best to keep, and why."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from photoclip.catalog.copies import Tier
from photoclip.records import Photo, display_text

_RAW = "RAW"
_MORE = 1.05  # times as much of something, from which on it counts
_SHARPER = 1.15
_COPY = re.compile(r"\(\d+\)$|\bcop(y|ie)\b|\bkopie\b| - copy|~\d*$|[-_ ]edited$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of some copies.

    Attributes:
        photo: with its facts, tags, stars and albums.
        path: absolute; the file that stays or goes, for equal files; else the first one.
        bytes: of the file.
        sharpness: mean detail where there is most of it, grey levels; None: not measured.
        mtime_ns: when the file was changed last.
    """

    photo: Photo
    path: bytes
    bytes: int
    sharpness: float | None = None
    mtime_ns: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one copy is better: `kind` says how, `text` says it to a person in English.

    Attributes:
        kind: "picked", "stars", "raw", "resolution", "sharpness", "facts", "bytes", "tags",
            "name", "older", or "equal" where nothing tells them apart.
        value: what it has of it, such as "4000 x 3000", "1.4" times sharper or "3" stars.
    """

    kind: str
    value: str = ""

    @property
    def text(self) -> str:
        """As a few words."""
        return _WORDS[self.kind].format(value=self.value)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The copy that is best to keep, by its place among the candidates, and why."""

    best: int
    reasons: tuple[Reason, ...]


_WORDS = {
    "picked": "you picked it",
    "stars": "{value} stars",
    "raw": "camera raw",
    "resolution": "largest, {value}",
    "sharpness": "sharpest, {value} times the next",
    "facts": "still knows when and with what it was taken",
    "bytes": "least compressed, {value}",
    "tags": "{value} tags and albums",
    "name": "its name is no copy's",
    "older": "the oldest file",
    "equal": "they are equal; this one comes first",
}

_Measure = Callable[[Candidate], float]
_Rule = tuple[str, _Measure, float, Callable[[Candidate, float], str]]


def proposal(tier: Tier, candidates: Sequence[Candidate]) -> Proposal:
    """The best of some copies: the first rule in which some are ahead leaves only these.

    Of a burst the sharpest counts before the largest, of copies the other way round.
    """
    left = list(range(len(candidates)))
    reasons: list[Reason] = []
    for kind, measure, factor, say in _rules(tier):
        values = {each: measure(candidates[each]) for each in left}
        most = max(values.values())
        ahead = [
            each for each in left if values[each] * factor >= most and values[each] > 0
        ] or left
        behind = [values[each] for each in left if each not in ahead]
        if len(ahead) < len(left):
            best = max(ahead, key=lambda each: values[each])
            reasons.append(Reason(kind, say(candidates[best], most / max([*behind, 1e-9]))))
            left = ahead
        if len(left) == 1:
            break
    return Proposal(left[0], tuple(reasons) or (Reason("equal"),))


def _rules(tier: Tier) -> list[_Rule]:
    """Rules in their order: kind, measure, within which factor two are equal, what is said."""
    picked: _Rule = ("picked", lambda c: c.photo.flag + 2, 1, lambda _c, _times: "")
    stars: _Rule = ("stars", lambda c: c.photo.rating + 1, 1, lambda c, _times: str(c.photo.rating))
    raw: _Rule = ("raw", lambda c: 2 if c.photo.facts.format == _RAW else 1, 1, lambda _c, _t: "")
    size: _Rule = ("resolution", _pixels, _MORE, lambda c, _times: _sides(c))
    sharp: _Rule = (
        "sharpness", lambda c: c.sharpness or 0.0, _SHARPER, lambda _c, times: f"{times:.1f}"
    )  # fmt: skip
    facts: _Rule = ("facts", _facts, 1, lambda _c, _times: "")
    least: _Rule = ("bytes", lambda c: c.bytes, _MORE, lambda c, _times: f"{c.bytes / 1e6:.1f} MB")
    tags: _Rule = ("tags", lambda c: _words(c) + 1, 1, lambda c, _times: str(_words(c)))
    name: _Rule = ("name", lambda c: 1 if _is_copy(c) else 2, 1, lambda _c, _times: "")
    older: _Rule = ("older", lambda c: 1 / max(1, c.mtime_ns), 1, lambda _c, _times: "")
    if tier is Tier.BYTES:
        return [name, older]
    if tier is Tier.BURST:
        return [picked, stars, raw, sharp, size, facts, least, tags, name]
    return [picked, raw, size, facts, stars, sharp, least, tags, name]


def _pixels(candidate: Candidate) -> float:
    return candidate.photo.facts.width * candidate.photo.facts.height


def _sides(candidate: Candidate) -> str:
    return f"{candidate.photo.facts.width} x {candidate.photo.facts.height}"


def _facts(candidate: Candidate) -> int:
    facts = candidate.photo.facts
    return 1 + (facts.taken_at is not None) + bool(facts.camera) + (facts.latitude is not None)


def _words(candidate: Candidate) -> int:
    return len(candidate.photo.tags) + len(candidate.photo.albums)


def _is_copy(candidate: Candidate) -> bool:
    name = display_text(candidate.path.replace(b"\\", b"/").rpartition(b"/")[2])
    return bool(_COPY.search(name.rpartition(".")[0] or name))
