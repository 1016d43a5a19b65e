"""The table of everything one can do in the window: names, texts and keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QKeySequence

from photoclip.ui.actions import Deed
from photoclip.ui.dialogs import Dialogs
from photoclip.ui.finding import Finding
from photoclip.ui.organise.organiser import Organiser
from photoclip.ui.paging import Paging
from photoclip.ui.speech import tr
from photoclip.ui.upkeep import Upkeep
from photoclip.ui.ways.switcher import action_name
from photoclip.ui.ways.table import entries

Menu = tuple[str, Sequence[Deed | None]]


@dataclass(frozen=True, slots=True)
class Hands:
    """What only the window itself can do."""

    find_similar: Callable[[], object]
    tag: Callable[[], object]
    paste: Callable[[], object]
    save_search: Callable[[], object]
    start_slideshow: Callable[[], object]
    explain: Callable[[], object]
    show_activity: Callable[[], object]
    right_answer: Callable[[], object]
    close: Callable[[], object]


def menus(
    hands: Hands,
    *,
    finding: Finding,
    organiser: Organiser,
    upkeep: Upkeep,
    dialogs: Dialogs,
    pages: Paging,
) -> tuple[Menu, ...]:
    """All menus, in their order."""
    return (
        (tr("Menu", "&File"), _file(hands, organiser, upkeep, dialogs)),
        (tr("Menu", "&Edit"), _edit(hands, organiser, pages)),
        (tr("Menu", "Ph&oto"), _photo(hands, organiser, pages)),
        (tr("Menu", "Fi&nd"), _find(hands, finding, dialogs, pages)),
        (tr("Menu", "&View"), _view(hands, dialogs, pages)),
        (tr("Menu", "&Help"), _help(dialogs)),
    )


def _file(
    hands: Hands, organiser: Organiser, upkeep: Upkeep, dialogs: Dialogs
) -> list[Deed | None]:
    keys = QKeySequence.StandardKey
    return [
        Deed("addFolder", tr("Menu", "&Add folder…"), upkeep.choose, [keys.Open], "writable"),
        Deed(
            "rescan",
            tr("Menu", "&Look through folders now"),
            upkeep.start_again,
            ["Ctrl+R"],
            "writable",
        ),
        Deed(
            "pauseAdding",
            tr("Menu", "&Pause or resume adding photos"),
            upkeep.toggle_pause,
            ["Ctrl+Shift+P"],
            "writable",
        ),
        None,
        Deed("export", tr("Menu", "&Export…"), organiser.export, ["Ctrl+Shift+E"], "photos"),
        Deed("exportLibrary", tr("Menu", "E&xport library…"), organiser.carrier.ask_export),
        Deed(
            "importLibrary",
            tr("Menu", "&Import library…"),
            organiser.carrier.ask_import,
            needs="writable",
        ),
        None,
        Deed("settings", tr("Menu", "&Settings…"), dialogs.settings, ["Ctrl+,"]),
        Deed("quit", tr("Menu", "&Quit"), hands.close, ["Ctrl+Q"]),
    ]


def _edit(hands: Hands, organiser: Organiser, pages: Paging) -> list[Deed | None]:
    return [
        Deed("undo", tr("Menu", "&Undo"), organiser.undo, ["Ctrl+Z"], "writable"),
        Deed("redo", tr("Menu", "&Redo"), organiser.redo, ["Ctrl+Shift+Z", "Ctrl+Y"], "writable"),
        None,
        Deed(
            "copyPicture", tr("Menu", "&Copy picture"), organiser.copy_picture, ["Ctrl+C"], "photos"
        ),
        Deed(
            "copyPaths", tr("Menu", "Copy &path"), organiser.copy_paths, ["Ctrl+Shift+C"], "photos"
        ),
        Deed("paste", tr("Menu", "Search with the &picture copied"), hands.paste, ["Ctrl+Shift+V"]),
        None,
        Deed("selectAll", tr("Menu", "Select &all"), pages.select_all, ["Ctrl+A"], "photos"),
        Deed(
            "selectNone",
            tr("Menu", "Select &nothing"),
            pages.select_none,
            ["Ctrl+Shift+A"],
            "photos",
        ),
    ]


def _photo(hands: Hands, organiser: Organiser, pages: Paging) -> list[Deed | None]:
    return [
        Deed("open", tr("Menu", "&Open"), pages.open_current, [], "photos"),
        Deed(
            "similar", tr("Menu", "Find si&milar"), hands.find_similar, ["Ctrl+Shift+F"], "photos"
        ),
        Deed("explain", tr("Menu", "Wh&y this photo?"), hands.explain, ["Alt+W"], "photos"),
        None,
        Deed("addTags", tr("Menu", "&Tags…"), hands.tag, ["Ctrl+T"], "edits"),
        Deed(
            "tagIsRight",
            tr("Menu", "Yes, the tag shown is ri&ght"),
            partial(organiser.judge, True),
            ["Alt+Y"],
            "edits",
        ),
        Deed(
            "tagIsWrong",
            tr("Menu", "&No, the tag shown is wrong"),
            partial(organiser.judge, False),
            ["Alt+N"],
            "edits",
        ),
        Deed(
            "rightAnswer",
            tr("Menu", "Right ans&wer of this search"),
            hands.right_answer,
            ["Ctrl+Shift+W"],
            "edits",
            checkable=True,
        ),
        Deed(
            "describe",
            tr("Menu", "T&itle and description…"),
            organiser.ask_words,
            ["Ctrl+Shift+T"],
            "edits",
        ),
        Deed("addToAlbum", tr("Menu", "Add to &album…"), organiser.ask_album, ["Ctrl+L"], "edits"),
        Deed(
            "removeFromAlbum",
            tr("Menu", "Remove from this album"),
            organiser.remove_from_album,
            ["Ctrl+Backspace"],
            "edits",
        ),
        None,
        *_marks(organiser),
        None,
        *_files(organiser),
    ]


def _files(organiser: Organiser) -> list[Deed | None]:
    """What is done with the files themselves."""
    return [
        Deed(
            "play",
            tr("Menu", "P&lay video or Live Photo"),
            organiser.play,
            ["Ctrl+Shift+Return"],
            "photos",
        ),
        Deed(
            "showInFileManager",
            tr("Menu", "Show in the &file manager"),
            organiser.show_in_file_manager,
            ["Ctrl+Shift+R"],
            "photos",
        ),
        Deed(
            "openWith",
            tr("Menu", "Open with the &usual program"),
            organiser.open_with_default,
            ["Ctrl+Return"],
            "photos",
        ),
        Deed("trash", tr("Menu", "Move to the trash…"), organiser.move_to_trash, ["Del"], "photos"),
    ]


def _marks(organiser: Organiser) -> list[Deed | None]:
    """Stars and flags."""
    stars = [
        Deed(
            f"rate{number}",
            tr("Menu", "%n star(s)", "", number) if number else tr("Menu", "No stars"),
            partial(organiser.rate, number),
            [str(number)],
            "edits",
        )
        for number in range(5, -1, -1)
    ]
    return [
        *stars,
        None,
        Deed("pick", tr("Menu", "&Pick"), partial(organiser.flag, 1), ["Alt+P"], "edits"),
        Deed("reject", tr("Menu", "Re&ject"), partial(organiser.flag, -1), ["Alt+X"], "edits"),
        Deed(
            "unflag",
            tr("Menu", "Take the flag &off"),
            partial(organiser.flag, 0),
            ["Alt+U"],
            "edits",
        ),
    ]


def _find(hands: Hands, finding: Finding, dialogs: Dialogs, pages: Paging) -> list[Deed | None]:
    keys = QKeySequence.StandardKey
    return [
        Deed("search", tr("Menu", "&Search"), pages.focus_search, [keys.Find]),
        Deed(
            "saveSearch",
            tr("Menu", "Sa&ve this search…"),
            hands.save_search,
            ["Ctrl+S"],
            "writable",
        ),
        Deed("allPhotos", tr("Menu", "&All photos"), pages.show_all, ["Ctrl+Home"]),
        None,
        Deed("back", tr("Menu", "&Back"), pages.back, ["Alt+Left"]),
        Deed("forward", tr("Menu", "&Forward"), finding.forward, ["Alt+Right"]),
        None,
        Deed(
            "stricter",
            tr("Menu", "F&ewer photos count as likely"),
            partial(finding.move_line, 1),
            ["Ctrl+]"],
        ),
        Deed(
            "looser",
            tr("Menu", "&More photos count as likely"),
            partial(finding.move_line, -1),
            ["Ctrl+["],
        ),
        None,
        Deed("palette", tr("Menu", "&Commands…"), dialogs.palette, ["Ctrl+K"]),
    ]


def _view(hands: Hands, dialogs: Dialogs, pages: Paging) -> list[Deed | None]:
    return [
        Deed("sidebar", tr("Menu", "&Sidebar"), pages.toggle_sidebar, ["Ctrl+B"], checkable=True),
        None,
        *_ways(pages),
        None,
        Deed(
            "larger", tr("Menu", "&Larger thumbnails"), partial(pages.zoom, 1), ["Ctrl++", "Ctrl+="]
        ),
        Deed("smaller", tr("Menu", "S&maller thumbnails"), partial(pages.zoom, -1), ["Ctrl+-"]),
        None,
        Deed("slideshow", tr("Menu", "Sl&ideshow"), hands.start_slideshow, ["F5"], "photos"),
        Deed("fullScreen", tr("Menu", "&Full screen"), pages.toggle_full_screen, ["F11"]),
        None,
        Deed("activity", tr("Menu", "&Activity"), hands.show_activity, ["Ctrl+Shift+D"]),
        Deed("failures", tr("Menu", "Files that could n&ot be read"), dialogs.problem_files),
        Deed("labelLists", tr("Menu", "La&bel lists…"), dialogs.label_list, ["Ctrl+Shift+L"]),
        Deed("models", tr("Menu", "&Models…"), dialogs.models),
    ]


def _ways(pages: Paging) -> list[Deed]:
    return [
        Deed(
            action_name(each.name),
            each.text,
            partial(pages.show_way, each.name),
            [each.keys],
            checkable=True,
        )
        for each in entries()
    ]


def _help(dialogs: Dialogs) -> list[Deed | None]:
    return [
        Deed("help", tr("Menu", "&Searching with words"), dialogs.help, ["F1"]),
        Deed("keys", tr("Menu", "&Keyboard shortcuts"), dialogs.keys, ["?", "Shift+F1"]),
        Deed("about", tr("Menu", "&About photoclip"), dialogs.about),
    ]
