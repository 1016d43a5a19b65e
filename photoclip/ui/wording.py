"""Numbers, dates and facts as people read them."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from photoclip.records import IndexProgress, PhotoFacts
from photoclip.ui.speech import tr


def length(seconds: float) -> str:
    """How long a video is, such as 0:07 or 1:02:03; "" where that is unknown."""
    if seconds <= 0:
        return ""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def date_guessed(source: str) -> str:
    """Why a date may not be when the photo was taken; "": its file or a sidecar says it is."""
    return {
        "name": tr("Viewer", "from the file's name"),
        "file": tr("Viewer", "time of the file's last change"),
    }.get(source, "")


def date_source(facts: PhotoFacts) -> str:
    """Where a photo's date comes from."""
    zone = facts.taken_at is not None and facts.taken_at.utcoffset() is not None
    return date_guessed(facts.taken_source) or {
        "sidecar": tr("Viewer", "from the sidecar"),
        "gps": tr("Viewer", "from the satellites' clock"),
    }.get(
        facts.taken_source,
        tr("Viewer", "from the file's metadata")
        if zone
        else tr("Viewer", "from the file's metadata, local time of the camera"),
    )


def time_left(seconds: float | None) -> str:
    """A rough remaining time, empty when it is unknown."""
    if seconds is None or seconds < 0:
        return ""
    if seconds < 60:
        return tr("Status", "less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 60:
        return tr("Status", "about {minutes} min left").format(minutes=minutes)
    hours, rest = divmod(minutes, 60)
    if rest and hours < 10:
        return tr("Status", "about {hours} h {minutes} min left").format(hours=hours, minutes=rest)
    return tr("Status", "about {hours} h left").format(hours=hours)


def rate(photos_per_second: float) -> str:
    """A speed, empty while there is none."""
    if photos_per_second <= 0:
        return ""
    if photos_per_second < 1:
        return tr("Status", "{number} a minute").format(
            number=number(round(photos_per_second * 60))
        )
    return tr("Status", "{number} a second").format(number=number(round(photos_per_second)))


def progress(now: IndexProgress) -> str:
    """One line on where indexing is."""
    done = number(now.done)
    if now.phase == "scanning":
        looking = tr("Status", "Looking through folders…")
        return f"{looking} {done}" if now.done else looking
    if now.phase == "saving":
        return tr("Status", "Saving…")
    if now.phase == "paused":
        return _waits(now, now.held)
    if now.compares or now.phase == "reading":
        return _again(now)
    return _adding(now, done)


def _adding(now: IndexProgress, done: str) -> str:
    if not now.done and now.total:
        return tr("Status", "Getting ready to add %n photo(s)…", "", now.total)
    if now.total is None:
        return f"{tr('Status', 'Adding photos…')} {done}"
    said = tr("Status", "Adding photos: {place}").format(place=_place(now))
    parts = [said, rate(now.photos_per_second), time_left(now.seconds_left)]
    return " · ".join(part for part in parts if part)


def _again(now: IndexProgress) -> str:
    """What is done with photos that are there already."""
    if now.phase == "reading":
        said = tr("Status", "Reading what files say of photos: {place}")
    elif now.done:
        said = tr("Status", "Looking for copies: {place}")
    else:
        return tr("Status", "Looking for copies…")
    said = said.format(place=_place(now))
    return " · ".join(part for part in (said, time_left(now.seconds_left)) if part)


def paused(now: IndexProgress) -> str:
    """Where indexing is since the person paused it."""
    return _waits(now, "person")


def _waits(now: IndexProgress, held: str) -> str:
    return " · ".join(part for part in (waiting(held), _place(now)) if part)


def waiting(held: str) -> str:
    """What adding photos waits for."""
    return {
        "person": tr("Status", "Paused"),
        "battery": tr("Status", "Waiting for mains power"),
        "busy": tr("Status", "Waiting until the computer is idle"),
        "limit": tr("Status", "Slowed down to its limit"),
    }.get(held, "")


def _place(now: IndexProgress) -> str:
    if not now.total:
        return ""
    return tr("Status", "{done} of {total}").format(done=number(now.done), total=number(now.total))


def number(value: int) -> str:
    """A whole number with the separators of the person's language."""
    return locale().toString(value)


def percent(share: float) -> str:
    """A share of 1: `98%`."""
    return tr("Status", "{number}%").format(number=number(round(share * 100)))


def locale() -> QLocale:
    """The person's language and region; plain English where the system names none."""
    own = QLocale()
    return QLocale(QLocale.Language.English) if own.language() == QLocale.Language.C else own


def day(moment: datetime) -> str:
    """`1 June 2024`."""
    return locale().toString(QDate(moment.year, moment.month, moment.day), date_order())


def weekday_and_day(date: QDate) -> str:
    """`Saturday, 1 June 2024`."""
    return locale().toString(date, f"dddd, {date_order()}")


def date_order() -> str:
    """How a date is written, as Qt takes it: `d MMMM yyyy`."""
    return tr("Status", "d MMMM yyyy", "a date: d is the day, MMMM the month, yyyy the year")


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
    size = f"{number(facts.width)} \u00d7 {number(facts.height)} px"
    return f"{size}, {number(round(megapixels))} MP" if megapixels >= 1 else size


def place(facts: PhotoFacts) -> str:
    """Coordinates with their hemispheres as maps of any language read them, empty when unknown."""
    if facts.latitude is None or facts.longitude is None:
        return ""
    north = "N" if facts.latitude >= 0 else "S"
    east = "E" if facts.longitude >= 0 else "W"
    text = f"{abs(facts.latitude):.4f}° {north}, {abs(facts.longitude):.4f}° {east}"
    return text if facts.altitude is None else f"{text}, {facts.altitude:.0f} m"


def exposure(facts: PhotoFacts) -> str:
    """The exposure's parts in one line: `1/500 s · f/2.8 · ISO 400 · 24 mm`."""
    point = locale().decimalPoint()
    parts = (
        f"ISO {value}" if name == "ISO" else value.replace(".", point)
        for name, value in facts.exposure.items()
    )
    return " · ".join(part for part in parts if part)


def flash(value: str) -> str:
    """Whether there was a flash, as `PhotoFacts.exposure` says it."""
    return {"fired": tr("Viewer", "fired"), "off": tr("Viewer", "off", "flash")}.get(value, value)


def seconds(duration: float) -> str:
    """A short duration: `0.03 s`."""
    return f"{locale().toString(duration, 'f', 2 if duration < 10 else 0)} s"
