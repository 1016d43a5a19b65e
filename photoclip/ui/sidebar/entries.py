"""The rows of the sidebar as a plain tree, made of what a library holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from photoclip.library.search_health import FIRST, Found, Health
from photoclip.places.place import PlaceNode
from photoclip.query import Filter, Query, format_query
from photoclip.records import FolderNode, ValueCount
from photoclip.ui import wording
from photoclip.ui.sidebar.content import Content
from photoclip.ui.speech import tr

MOST_TAGS = 30  # shown before a person asks for all
RECENT = ":recent"  # stand for what no question can say
FAILURES = ":failures"


_LOOK = (
    "title", "asks", "said", "count", "note", "alarming", "hint", "number", "path"
)  # fmt: skip


class Kind(Enum):
    """What a row stands for."""

    SECTION = auto()
    ALL = auto()
    RECENT = auto()
    PICKED = auto()
    RATED = auto()
    FAILURES = auto()
    ROOT = auto()
    FOLDER = auto()
    ALBUM = auto()
    SEARCH = auto()
    PLACE = auto()
    TAG = auto()
    ALL_TAGS = auto()
    LABEL_LIST = auto()
    HINT = auto()


@dataclass(slots=True, eq=False)
class Entry:
    """One row.

    Attributes:
        key: names it among its siblings and, for sections, in what is remembered.
        kind: what it stands for.
        title: what is shown.
        asks: the filter that its photos meet.
        said: what it asks where that is no filter: a saved search, `RECENT`, `FAILURES`.
        count: photos; None shows no number.
        hint: shown while the pointer rests on it.
        number: the id of its root, album or saved search.
        path: the absolute path of a folder.
        note: stands where the number would, such as how many right answers a search finds.
        alarming: the note is bad news.
        seal: equal where the row and all below it look and do the same.
    """

    key: str
    kind: Kind
    title: str
    asks: Filter | None = None
    count: int | None = None
    hint: str = ""
    said: str = ""
    number: int = -1
    path: str = ""
    note: str = ""
    alarming: bool = False
    seal: int = 0
    row: int = 0
    parent: "Entry | None" = None
    children: "list[Entry]" = field(default_factory=list["Entry"])

    @property
    def text(self) -> str:
        """The question that it asks, "" for all photos and where it asks none."""
        return self.said if self.asks is None else format_query(Query(filters=(self.asks,)))

    @property
    def look(self) -> tuple[object, ...]:
        """All that may be other on a row that stays."""
        return tuple(getattr(self, name) for name in _LOOK)

    def take_look(self, look: tuple[object, ...]) -> None:
        """Be as another row's `look`."""
        for name, value in zip(_LOOK, look, strict=True):
            setattr(self, name, value)

    @property
    def depth(self) -> int:
        """0 for sections, 1 for their rows, and so on."""
        depth, above = 0, self.parent
        while above is not None and above.parent is not None:
            depth, above = depth + 1, above.parent
        return depth

    @property
    def place(self) -> str:
        """Its key and those above it: one name in the whole tree."""
        above = self.parent
        return self.key if above is None or above.parent is None else f"{above.place}/{self.key}"

    def add(self, *children: "Entry") -> "Entry":
        """The entry itself, with more rows below."""
        for child in children:
            child.parent, child.row = self, len(self.children)
            self.children.append(child)
        return self

    def everything(self) -> "Iterator[Entry]":
        """All rows below, each before its own."""
        for child in self.children:
            yield child
            yield from child.everything()


def tree(content: Content, *, all_tags: bool = False, wanted: str = "") -> Entry:
    """The whole sidebar below one entry that is not shown.

    Args:
        content: what to list.
        all_tags: list every tag and not only the most frequent ones.
        wanted: keep only rows whose titles hold this, and those above them.
    """
    top = Entry("", Kind.SECTION, "")
    sections = (
        _library(content),
        _folders(content),
        _albums(content),
        _searches(content),
        _places(content),
        _tags(content, all_tags=all_tags or bool(wanted)),
        _label_lists(content),
    )
    needle = wanted.casefold().strip()
    for section in sections:
        if needle:
            _keep_children(section, needle)
        if section.children:
            top.add(section)
            _seal(section)
    return top


def _seal(entry: Entry) -> int:
    below = tuple(map(_seal, entry.children))
    entry.seal = hash((entry.key, entry.look, below))
    return entry.seal


def _keep(entry: Entry, needle: str) -> bool:
    """Whether the row or one below it is wanted; what is not wanted below is dropped."""
    if entry.kind in {Kind.HINT, Kind.ALL_TAGS}:
        return False
    if needle in entry.title.casefold():
        return True
    _keep_children(entry, needle)
    return bool(entry.children)


def _keep_children(entry: Entry, needle: str) -> None:
    kept = [child for child in entry.children if _keep(child, needle)]
    entry.children = []
    entry.add(*kept)


def _library(content: Content) -> Entry:
    section = Entry("library", Kind.SECTION, tr("Sidebar", "Library"))
    section.add(
        Entry("all", Kind.ALL, tr("Sidebar", "All photos"), count=content.photos),
        Entry("recent", Kind.RECENT, tr("Sidebar", "Recently added"), said=RECENT),
        Entry(
            "picked",
            Kind.PICKED,
            tr("Sidebar", "Picked"),
            Filter("flag", "picked"),
            content.picked,
        ),
        Entry("rated", Kind.RATED, tr("Sidebar", "Rated"), Filter("rating", "1"), content.rated),
    )
    if content.failures:
        title = tr("Sidebar", "Problem files")
        hint = tr("Sidebar", "Files that could not be read, and why")
        section.add(Entry("failures", Kind.FAILURES, title, None, content.failures, hint, FAILURES))
    return section


def _folders(content: Content) -> Entry:
    section = Entry("folders", Kind.SECTION, tr("Sidebar", "Folders"))
    made: dict[tuple[int, str], Entry] = {}
    for node in content.folders:
        entry = made[node.root_id, node.folder] = _folder(node)
        above = node.folder.rpartition("/")[0]
        parent = made.get((node.root_id, above)) if node.folder else None
        (parent or section).add(entry)
    if not content.folders:
        section.add(Entry("none", Kind.HINT, tr("Sidebar", "No folder yet")))
    return section


def _folder(node: FolderNode) -> Entry:
    is_root = not node.folder
    name = node.path.replace("\\", "/").rstrip("/").rpartition("/")[2] or node.path
    return Entry(
        f"root {node.root_id}" if is_root else name,
        Kind.ROOT if is_root else Kind.FOLDER,
        name,
        Filter("folder", node.path),
        node.photos,
        node.path,
        number=node.root_id,
        path=node.path,
    )


def _albums(content: Content) -> Entry:
    section = Entry("albums", Kind.SECTION, tr("Sidebar", "Albums"))
    for album in sorted(content.albums, key=lambda each: each.name.casefold()):
        section.add(
            Entry(
                f"album {album.id}",
                Kind.ALBUM,
                album.name,
                Filter("album", album.name),
                album.photos,
                album.name,
                number=album.id,
            )
        )
    if not content.albums:
        section.add(Entry("none", Kind.HINT, tr("Sidebar", "Drop photos here to make one")))
    return section


def _searches(content: Content) -> Entry:
    section = Entry("searches", Kind.SECTION, tr("Sidebar", "Saved searches"))
    health = {each.search.id: each for each in content.health}
    for search in sorted(content.searches, key=lambda each: each.name.casefold()):
        lines = [search.name] if search.name == search.text else [search.name, search.text]
        key = f"search {search.id}"
        entry = Entry(key, Kind.SEARCH, search.name, said=search.text, number=search.id)
        mine = health.get(search.id)
        if mine is not None and mine.now is not None and mine.now.pinned:
            entry.note = tr("Sidebar", "{found} of {all}").format(
                found=wording.number(_best(mine.now)), all=wording.number(mine.now.pinned)
            )
            entry.alarming = mine.finds_less
            lines += _health_lines(mine, mine.now)
        entry.hint = "\n".join(lines)
        section.add(entry)
    return section


def _best(found: Found) -> int:
    """What is said in one number: the likely ones, or of an answer without bands the first."""
    return found.first if found.likely is None else found.likely


def _health_lines(health: Health, now: Found) -> list[str]:
    said = tr("Sidebar", "{found} of %n right answer(s) among the first {first}", "", now.pinned)
    lines = [said.format(found=wording.number(now.first), first=FIRST)]
    if now.likely is not None:
        likely = tr("Sidebar", "{found} of %n right answer(s) likely", "", now.pinned)
        lines.append(likely.format(found=wording.number(now.likely)))
    if health.finds_less:
        lost = tr("Sidebar", "%n right answer(s) lost by the last change", "", len(health.lost))
        lines.append(lost)
    return lines


def _places(content: Content) -> Entry:
    section = Entry("places", Kind.SECTION, tr("Sidebar", "Places"))
    section.add(*map(_place, content.places))
    return section


def _place(node: PlaceNode) -> Entry:
    """A country, region or city with those in it; a region that is all one city is that city."""
    inside = node.inside
    if len(inside) == 1 and inside[0].photos == node.photos and inside[0].kind == "city":
        return _place(inside[0])
    asks = Filter(*node.filter)
    entry = Entry(f"place {asks.value}", Kind.PLACE, node.name, asks, node.photos, node.name)
    return entry.add(*map(_place, inside))


def _tags(content: Content, *, all_tags: bool) -> Entry:
    section = Entry("tags", Kind.SECTION, tr("Sidebar", "Tags"))
    shown = content.tags if all_tags else content.tags[:MOST_TAGS]
    section.add(*(_tag(each) for each in _by_name(shown)))
    if len(content.tags) > MOST_TAGS:
        title = (
            tr("Sidebar", "Show fewer")
            if all_tags
            else tr("Sidebar", "Show all {count}").format(count=wording.number(len(content.tags)))
        )
        section.add(Entry("all tags", Kind.ALL_TAGS, title))
    return section


def _by_name(values: Sequence[ValueCount]) -> Iterable[ValueCount]:
    return sorted(values, key=lambda each: each.value.casefold())


def _tag(found: ValueCount) -> Entry:
    asks = Filter("tag", found.value)
    return Entry(f"tag {found.value}", Kind.TAG, found.value, asks, found.photos, found.value)


def _label_lists(content: Content) -> Entry:
    section = Entry("labels", Kind.SECTION, tr("Sidebar", "Label lists"))
    for name in sorted(content.label_lists, key=str.casefold):
        section.add(Entry(f"labels {name}", Kind.LABEL_LIST, name, hint=name))
    if not content.label_lists:
        section.add(Entry("none", Kind.HINT, tr("Sidebar", "Tag by a list of words…")))
    return section
