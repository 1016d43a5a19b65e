"""Label lists as a person changes them: each change gives another list; free of Qt."""

from dataclasses import replace

from photoclip.library.tagger import DEFAULT_THRESHOLD
from photoclip.records import LabelList


def tidy(text: str) -> str:
    """A label or wording without needless blanks."""
    return " ".join(text.split())


def knows(labels: LabelList, label: str) -> bool:
    """Whether a list has a label, capitals aside."""
    return any(each.casefold() == label.casefold() for each in labels.labels)


def with_label(labels: LabelList, text: str) -> LabelList:
    """One more label; further wordings may follow it behind commas."""
    label, *wordings = [tidy(part) for part in text.split(",") if tidy(part)] or [""]
    if not label or knows(labels, label):
        return labels
    phrases = {**labels.phrases, label: tuple(wordings)} if wordings else labels.phrases
    return replace(labels, labels=(*labels.labels, label), phrases=phrases)


def without_label(labels: LabelList, label: str) -> LabelList:
    """Without a label; the last one stays, for a list needs one."""
    rest = tuple(each for each in labels.labels if each != label)
    return replace(labels, labels=rest) if rest else labels


def renamed(labels: LabelList, old: str, new: str) -> LabelList:
    """A label has another name; its wordings and its threshold stay with it."""
    new = tidy(new)
    if not new or (knows(labels, new) and new.casefold() != old.casefold()):
        return labels
    return replace(
        labels,
        labels=tuple(new if each == old else each for each in labels.labels),
        phrases={new if each == old else each: kept for each, kept in labels.phrases.items()},
        thresholds={new if each == old else each: at for each, at in labels.thresholds.items()},
    )


def with_phrases(labels: LabelList, label: str, text: str) -> LabelList:
    """Other wordings of a label, typed with commas between them."""
    wordings = tuple(dict.fromkeys(tidy(part) for part in text.split(",") if tidy(part)))
    rest = {each: kept for each, kept in labels.phrases.items() if each != label}
    return replace(labels, phrases={**rest, label: wordings} if wordings else rest)


def with_threshold(labels: LabelList, label: str, threshold: float) -> LabelList:
    """The probability from which a label is given; the usual one needs no entry."""
    rest = {each: at for each, at in labels.thresholds.items() if each != label}
    if threshold != DEFAULT_THRESHOLD:
        rest[label] = threshold
    return replace(labels, thresholds=rest)


def with_templates(labels: LabelList, text: str) -> LabelList:
    """The sentences that the labels are put into, one a line; none: the usual ones."""
    lines = tuple(dict.fromkeys(tidy(each) for each in text.splitlines() if tidy(each)))
    return replace(labels, templates=lines)


def wrong_templates(labels: LabelList) -> tuple[str, ...]:
    """The templates that have no place for the label."""
    return tuple(each for each in labels.templates if "{}" not in each)


def scores_alike(one: LabelList, other: LabelList) -> bool:
    """Whether two lists say the same of every photo before thresholds."""

    def weighs(labels: LabelList) -> tuple[object, ...]:
        phrases = {each: kept for each, kept in labels.phrases.items() if kept}
        return labels.name, labels.labels, labels.exclusive, labels.templates, phrases

    return weighs(one) == weighs(other)


def alike(one: LabelList, other: LabelList) -> bool:
    """Whether two lists are the same but for their version."""
    return replace(one, version=0) == replace(other, version=0)
