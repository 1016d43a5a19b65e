"""Drives that are mounted and taken away, as a table of mounts and a folder that is renamed."""

from pathlib import Path


class Drives:
    """What is mounted, by a table that PHOTOCLIP_MOUNTS names."""

    def __init__(self, table: Path) -> None:
        self._table = table
        self._places: list[Path] = []
        self._write()

    def mount(self, place: Path) -> None:
        """A drive is mounted at a folder."""
        self._places.append(place)
        self._write()

    def take_away(self, place: Path, away: Path) -> None:
        """The drive is pulled out; what is on it lies elsewhere meanwhile."""
        place.rename(away)
        self._places.remove(place)
        self._write()

    def bring_back(self, place: Path, away: Path) -> None:
        """It is connected again."""
        away.rename(place)
        self.mount(place)

    def _write(self) -> None:
        rows = ["disk / ext4 rw", *(f"drive {place} ext4 rw" for place in self._places)]
        self._table.write_text("\n".join(rows) + "\n", "utf-8")
