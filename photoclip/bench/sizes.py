"""How much is measured: small for tests, standard for a quarter of an hour, large for an hour."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many of everything; all counts, no bytes."""

    name: str
    camera_files: int  # pictures of 12 megapixels, for photoclip and its rival
    small_files: int  # pictures of 0.4 megapixels, for both
    memory_photos: int  # indexed one after another while memory is watched
    warm_up_photos: int  # indexed before memory counts
    files: int  # files of a folder that is scanned again, or seen for the first time
    moved_files: int  # of those, moved elsewhere
    vectors: int  # in the largest index
    library: int  # photos of the largest made-up library
    compared: int  # of the largest made-up library in which copies are looked for
    window_photos: int  # photos that the window shows while others come in; 0: no window
    usable_photos: int  # photos of the library that the window is started with

    def limited(
        self,
        *,
        photos: int | None = None,
        vectors: int | None = None,
        window_photos: int | None = None,
    ) -> "Sizes":
        """The same with other numbers of pictures, of vectors and of photos in the window."""
        given: dict[str, int] = {}
        if photos is not None:
            given |= self._at_most(photos, _OF_PICTURES)
        if vectors is not None:
            given |= {"vectors": vectors, "library": vectors}
            given |= self._at_most(vectors, _OF_ENTRIES)
        if window_photos is not None:
            given |= {"window_photos": window_photos}
            given |= self._at_most(window_photos, ("usable_photos",))
        return replace(self, **given)

    def _at_most(self, most: int, names: tuple[str, ...]) -> dict[str, int]:
        """Some of the counts, none above `most`."""
        return {name: min(most, int(getattr(self, name))) for name in names}


_OF_PICTURES = ("camera_files", "small_files", "memory_photos", "warm_up_photos")
_OF_ENTRIES = ("files", "moved_files", "compared")


def growth(largest: int) -> tuple[int, ...]:
    """The sizes of a growth curve: a hundredth, a tenth, and all of it."""
    return tuple(sorted({max(1, largest // 100), max(1, largest // 10), largest}))


SMALL = Sizes(
    name="small",
    camera_files=3,
    small_files=6,
    memory_photos=16,
    warm_up_photos=8,
    files=300,
    moved_files=60,
    vectors=3_000,
    library=2_000,
    compared=2_000,
    window_photos=300,
    usable_photos=300,
)
STANDARD = Sizes(
    name="standard",
    camera_files=150,
    small_files=1_000,
    memory_photos=1_500,
    warm_up_photos=500,
    files=100_000,
    moved_files=10_000,
    vectors=1_000_000,
    library=1_000_000,
    compared=20_000,
    window_photos=200_000,
    usable_photos=100_000,
)
LARGE = replace(
    STANDARD,
    name="large",
    memory_photos=5_000,
    vectors=5_000_000,
    files=200_000,
    compared=1_000_000,
)
SIZES = {sizes.name: sizes for sizes in (SMALL, STANDARD, LARGE)}
