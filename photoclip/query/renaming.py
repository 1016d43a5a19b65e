"""What becomes of a question when what it names is called otherwise, or a filter is added."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace

from photoclip.errors import QueryError
from photoclip.query.language import AllOf, AnyOf, Condition, Filter, Not
from photoclip.query.parsing import parse, read
from photoclip.query.printing import format_condition, format_query


def with_list_renamed(text: str, old: str, new: str, *, besides: Collection[str] = ()) -> str:
    """A question that asks of a label list by its new name what it asked by its old one.

    All else stays as it was typed; what cannot be understood stays whole.

    Args:
        text: the question.
        old: the list's name so far.
        new: its name from now on.
        besides: names of other lists, and of labels. A filter that means one of these as well
            asks for both from now on.
    """
    return _reworded(text, _Renaming("label", _key(old), new, frozenset(map(_key, besides))))


def with_album_renamed(text: str, old: str, new: str) -> str:
    """The same of an album."""
    return _reworded(text, _Renaming("album", _key(old), new))


def with_filter(text: str, added: str) -> str:
    """A question with one filter more, in the place of those of the same name that hold for all.

    What cannot be understood gives way to the filter.
    """
    try:
        query, (wanted,) = parse(text), parse(added).filters
    except QueryError:
        return added
    name = wanted.name if isinstance(wanted, Filter) else ""
    kept = [one for one in query.filters if not (isinstance(one, Filter) and one.name == name)]
    return format_query(replace(query, filters=(*kept, wanted)))


def _reworded(text: str, renaming: "_Renaming") -> str:
    try:
        elements = read(text)
    except QueryError:
        return text
    for each in reversed(elements):
        if isinstance(each.meaning, Filter | AllOf | AnyOf | Not):
            changed = renaming.of(each.meaning)
            if changed != each.meaning:
                text = text[: each.start] + format_condition(changed) + text[each.end :]
    return text


@dataclass(frozen=True, slots=True)
class _Renaming:
    filter: str
    old: str  # a key
    new: str
    besides: frozenset[str] = frozenset()  # keys

    def of(self, condition: Condition) -> Condition:
        if isinstance(condition, Filter):
            return self._of_filter(condition)
        if isinstance(condition, Not):
            part = self.of(condition.part)
            return Not(part) if isinstance(part, AllOf | AnyOf) else condition
        return replace(condition, parts=tuple(map(self.of, condition.parts)))

    def _of_filter(self, told: Filter) -> Condition:
        key = _key(told.value)
        if told.name != self.filter or not (key == self.old or self._is_inside(key)):
            return told
        label = told.value.split("/")[self.old.count("/") + 1 :]
        renamed = replace(told, value="/".join((self.new, *label)))
        if key not in self.besides:
            return renamed
        either = AnyOf((replace(renamed, negated=False), replace(told, negated=False)))
        return Not(either) if told.negated else either

    def _is_inside(self, key: str) -> bool:
        """Whether it is a label of the list."""
        return self.filter == "label" and key.startswith(f"{self.old}/")


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name.strip()).casefold())
