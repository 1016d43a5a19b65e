"""What the window remembers of itself from one start to the next."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from photoclip.ui.parts import Parts
from photoclip.ui.preferences import Preferences
from photoclip.ui.window_state import WindowState


class Remembering(QObject):
    """Brings back what the preferences hold, and keeps what is so when the window closes."""

    def __init__(self, preferences: Preferences, window: QMainWindow, parts: Parts) -> None:
        """Bring everything back."""
        super().__init__(window)
        page, sidebar, search = parts.photos, parts.sidebar, parts.top.search
        self._preferences, self._page, self._sidebar = preferences, page, sidebar
        self._place = WindowState(window, preferences, {"sidebar": parts.splitter})
        now = preferences.now
        view: dict[str, object] = {
            "order": now.sort,
            "grouping": now.group or "none",
            "whole": now.whole_thumbnails,
        }
        if now.thumbnail_size:
            view["size"] = now.thumbnail_size
        page.set_view_state(view)
        sidebar.set_state(
            {
                "collapsed": list(now.sidebar_collapsed),
                "unfolded": list(now.sidebar_unfolded),
                "all_tags": now.sidebar_all_tags,
            }
        )
        search.set_history(now.searches)
        preferences.changed.connect(lambda _name: search.set_history(preferences.now.searches))
        search.history_changed.connect(lambda texts: preferences.choose(searches=tuple(texts)))

    def keep(self) -> None:
        """The window is about to close."""
        view, sidebar = self._page.view_state(), self._sidebar.state()
        grouping = str(view["grouping"])
        self._preferences.choose(
            sort=view["order"],
            group="" if grouping == "none" else grouping,
            thumbnail_size=view["size"],
            whole_thumbnails=view["whole"],
            sidebar_collapsed=tuple(sidebar["collapsed"]),
            sidebar_unfolded=tuple(sidebar["unfolded"]),
            sidebar_all_tags=bool(sidebar["all_tags"]),
        )
