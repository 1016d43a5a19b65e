"""Numbers, dates and facts as people read them."""

from datetime import datetime

from photoclip.records import IndexProgress, PhotoFacts


def count(number: int, one: str, many: str = "") -> str:
    """`1 photo`, `1,234 photos`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def time_left(seconds: float | None) -> str:
    """A rough remaining time, empty when it is unknown."""
    if seconds is None or seconds < 0:
        return ""
    if seconds < 60:
        return "less than a minute left"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"about {minutes} min left"
    hours, rest = divmod(minutes, 60)
    return f"about {hours} h {rest} min left" if rest and hours < 10 else f"about {hours} h left"


def rate(photos_per_second: float) -> str:
    """A speed, empty while there is none."""
    if photos_per_second <= 0:
        return ""
    if photos_per_second < 1:
        return f"{photos_per_second * 60:.0f} a minute"
    return f"{photos_per_second:,.0f} a second"


def progress(now: IndexProgress) -> str:
    """One line on where indexing is."""
    if now.phase == "scanning":
        return (
            f"Looking through folders… {count(now.done, 'file')}"
            if now.done
            else ("Looking through folders…")
        )
    if now.phase == "saving":
        return "Saving…"
    if not now.done and now.total:
        return f"Getting ready to add {count(now.total, 'photo')}…"
    if now.total is None:
        return f"Adding photos… {now.done:,}"
    parts = [
        f"Adding photos: {now.done:,} of {now.total:,}",
        rate(now.photos_per_second),
        time_left(now.seconds_left),
    ]
    return " · ".join(part for part in parts if part)


def day(moment: datetime) -> str:
    """`1 June 2024`."""
    return f"{moment.day} {moment:%B %Y}"


def day_and_time(moment: datetime) -> str:
    """`1 June 2024, 18:30`, with the offset from UTC where it is known."""
    offset = moment.utcoffset()
    if offset is None:
        return f"{day(moment)}, {moment:%H:%M}"
    minutes = round(offset.total_seconds() / 60)
    sign = "\u2212" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    zone = f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
    return f"{day(moment)}, {moment:%H:%M} ({zone})"


def dimensions(facts: PhotoFacts) -> str:
    """Size in pixels and megapixels."""
    megapixels = facts.width * facts.height / 1e6
    size = f"{facts.width:,} \u00d7 {facts.height:,} px"
    return f"{size}, {megapixels:.0f} MP" if megapixels >= 1 else size


def place(facts: PhotoFacts) -> str:
    """Coordinates with their hemispheres, empty when unknown."""
    if facts.latitude is None or facts.longitude is None:
        return ""
    north = "N" if facts.latitude >= 0 else "S"
    east = "E" if facts.longitude >= 0 else "W"
    text = f"{abs(facts.latitude):.4f}° {north}, {abs(facts.longitude):.4f}° {east}"
    return text if facts.altitude is None else f"{text}, {facts.altitude:.0f} m"


def exposure(facts: PhotoFacts) -> str:
    """The exposure's parts in one line: `1/500 s · f/2.8 · ISO 400 · 24 mm`."""
    parts = (f"ISO {value}" if name == "ISO" else value for name, value in facts.exposure.items())
    return " · ".join(part for part in parts if part)


def seconds(duration: float) -> str:
    """A short duration: `0.03 s`."""
    return f"{duration:.2f} s" if duration < 10 else f"{duration:.0f} s"
