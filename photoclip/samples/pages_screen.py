"""Screens of a telephone: chat, weather, settings, map, shop, code, calendar, music."""

import math

import numpy as np

from photoclip.samples.pages_sheet import RGB, WHITE, Page, Spot, pick, pick_name, sentence

_NIGHT: RGB = (24, 26, 32)
_SOFT: RGB = (132, 138, 148)
_ACCENTS: tuple[RGB, ...] = (
    (44, 120, 240), (32, 150, 90), (150, 70, 200), (226, 84, 60), (16, 140, 150),
)  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _phone(page: Page, rng: np.random.Generator, title: str, ink: RGB = _NIGHT) -> None:
    """The status bar and the title of a telephone's screen."""
    clock = f"{int(rng.integers(7, 23))}:{int(rng.integers(10, 60))}"
    page.text(0.06, 0.035, clock, 0.036, ink)
    for k in range(4):
        page.box(0.74 + k * 0.018, 0.062 - 0.007 * k, 0.751 + k * 0.018, 0.07, ink)
    page.frame(0.85, 0.042, 0.922, 0.072, ink, 0.008)
    page.box(0.857, 0.048, 0.857 + float(rng.uniform(0.015, 0.058)), 0.066, ink, 0.003)
    page.text(0.06, 0.125, title, 0.07, ink)


def _card(page: Page, x0: float, y0: float, x1: float, y1: float, r: float = 0.03) -> None:
    page.box(x0 - 0.003, y0 + 0.002, x1 + 0.003, y1 + 0.009, (214, 218, 226), r)
    page.box(x0, y0, x1, y1, WHITE, r)


def chat(page: Page, rng: np.random.Generator) -> None:
    """Bubbles of two people."""
    own = pick(rng, _ACCENTS)
    page.box(0, 0, 1, 0.235, WHITE)
    name = pick_name(rng, ("Anna", "Ben", "Family", "Kim", "Lea and Tom", "Book club"))
    _phone(page, rng, "")
    page.disc(0.115, 0.165, 0.052, pick(rng, ((246, 190, 120), (150, 200, 230), (200, 170, 230))))
    page.text(0.115, 0.165, name[0], 0.056, WHITE, "mm")
    page.text(0.2, 0.13, name, 0.046, _NIGHT)
    page.text(0.2, 0.185, "online", 0.03, (60, 170, 100))
    y = 0.29
    while y < page.tall - 0.36:
        mine = bool(rng.random() < 0.5)
        lines = [
            sentence(page, rng, float(rng.uniform(0.3, 0.58)), 0.036)
            for _ in range(int(rng.integers(1, 4)))
        ]
        wide = max(page.wide(line, 0.036) for line in lines) + 0.08
        x = 0.96 - wide if mine else 0.04
        end = y + 0.055 + 0.05 * len(lines)
        page.box(x, y, x + wide, end, own if mine else WHITE, 0.04)
        corner = x + wide - 0.05 if mine else x
        page.box(corner, end - 0.05, corner + 0.05, end, own if mine else WHITE, 0.008)
        for k, line in enumerate(lines):
            page.text(x + 0.04, y + 0.026 + k * 0.05, line, 0.036, WHITE if mine else _NIGHT)
        y = end + float(rng.choice([0.018, 0.05]))
    page.box(0, page.tall - 0.2, 1, page.tall, WHITE)
    page.box(0.04, page.tall - 0.155, 0.82, page.tall - 0.055, (238, 240, 244), 0.05)
    page.text(0.09, page.tall - 0.105, "Message", 0.036, _SOFT, "lm")
    page.disc(0.905, page.tall - 0.105, 0.05, own)
    x, y = 0.905, page.tall - 0.105
    page.shape([(x - 0.02, y - 0.024), (x + 0.028, y), (x - 0.02, y + 0.024)], WHITE)


def forecast(page: Page, rng: np.random.Generator) -> None:
    """The weather of seven days."""
    for k in range(40):  # a sky behind the figures
        y = page.tall * k / 40
        share = k / 40
        tone = (round(52 + 70 * share), round(110 + 58 * share), round(190 + 30 * share))
        page.box(0, y, 1, y + page.tall / 40 + 0.01, tone)
    _phone(page, rng, "", WHITE)
    town = pick_name(rng, ("Lisbon", "Oslo", "Kyoto", "Graz", "Rio", "Home"))
    page.text(0.5, 0.17, town, 0.07, WHITE, "mm")
    page.text(0.52, 0.37, f"{int(rng.integers(2, 32))}°", 0.24, WHITE, "mm")
    page.text(0.5, 0.54, "Partly cloudy", 0.05, (226, 238, 250), "mm")
    first = int(rng.integers(7))
    for k in range(7):
        y = 0.68 + k * 0.165
        page.box(0.05, y, 0.95, y + 0.14, (98, 156, 218), 0.035)
        page.text(0.1, y + 0.07, _DAYS[(first + k) % 7], 0.046, WHITE, "lm")
        low = int(rng.integers(0, 16))
        _sky_sign(page, 0.42, y + 0.07, int(rng.integers(3)))
        page.text(0.68, y + 0.07, f"{low}°", 0.044, (214, 230, 246), "rm")
        page.text(0.9, y + 0.07, f"{low + int(rng.integers(3, 12))}°", 0.046, WHITE, "rm")


def _sky_sign(page: Page, x: float, y: float, kind: int) -> None:
    if kind < 2:
        page.disc(x, y - 0.008, 0.036, (255, 214, 80))
    if kind > 0:
        for dx, dy, r in ((-0.025, 0.014, 0.022), (0.005, 0.0, 0.03), (0.034, 0.014, 0.022)):
            page.disc(x + dx + 0.02, y + dy, r, (240, 245, 250))
    if kind > 1:
        for dx in (-0.01, 0.022, 0.054):
            page.line([(x + dx, y + 0.04), (x + dx - 0.008, y + 0.06)], 0.006, (206, 230, 255))


def settings(page: Page, rng: np.random.Generator) -> None:
    """A list of switches."""
    _phone(page, rng, "Settings")
    names = (
        "Sound", "Display", "Network", "Storage", "Battery", "Language", "Privacy", "Updates",
        "About", "Help",
    )  # fmt: skip
    for first, last in ((0, 4), (4, 8), (8, 10)):
        top = 0.27 + first * 0.15 + (first // 4) * 0.05
        _card(page, 0.04, top, 0.96, top + (last - first) * 0.15)
        for k in range(first, last):
            y = top + (k - first) * 0.15
            if k > first:
                page.line([(0.18, y), (0.96, y)], 0.002, (222, 224, 230))
            page.box(0.07, y + 0.038, 0.144, y + 0.112, pick(rng, _ACCENTS), 0.018)
            page.disc(0.107, y + 0.075, 0.017, WHITE)
            page.text(0.18, y + 0.075, names[k], 0.044, (30, 32, 38), "lm")
            _switch(page, y + 0.075, on=bool(rng.random() < 0.5))


def _switch(page: Page, y: float, *, on: bool) -> None:
    page.box(0.8, y - 0.029, 0.91, y + 0.029, (60, 190, 100) if on else (204, 206, 212), 0.029)
    page.disc(0.881 if on else 0.829, y, 0.024, WHITE)


def street_map(page: Page, rng: np.random.Generator) -> None:
    """Streets, parks, a river and a way through them."""
    for _ in range(5):
        x, y = float(rng.uniform(-0.1, 0.9)), float(rng.uniform(0.2, page.tall))
        wide, high = float(rng.uniform(0.15, 0.4)), float(rng.uniform(0.12, 0.3))
        page.box(x, y, x + wide, y + high, (196, 224, 176), 0.03)
    bend = [float(v) for v in rng.uniform(0.1, 0.9, 6)]
    river = _bent([(bend[k], page.tall * k / 5) for k in range(6)])
    page.line(river, 0.09, (158, 204, 232))
    tilt = float(rng.uniform(-0.25, 0.25))
    rows = [float(v) for v in np.cumsum(rng.uniform(0.13, 0.24, 14)) - 0.2]
    columns = [float(v) for v in np.cumsum(rng.uniform(0.12, 0.2, 11)) - 0.4]
    for wide, tone in ((0.032, (208, 208, 204)), (0.025, WHITE)):
        for y in rows:
            page.line([(-0.1, y - tilt * 0.1), (1.1, y + tilt * 1.1)], wide, tone)
        for x in columns:
            page.line([(x + tilt, -0.1), (x - tilt, page.tall + 0.1)], wide, tone)
    main = [(-0.1, rows[5]), (1.1, rows[7] + tilt)]
    page.line(main, 0.052, (230, 190, 100))
    page.line(main, 0.042, (252, 222, 140))
    way = _way(rows, columns, tilt, page.tall)
    page.line(way, 0.026, (30, 90, 210))
    page.line(way, 0.018, (70, 140, 250))
    _pin(page, *way[-1])
    page.disc(*way[0], 0.032, WHITE)
    page.disc(*way[0], 0.023, (60, 130, 246))
    _card(page, 0.05, 0.1, 0.95, 0.22, 0.06)
    page.disc(0.12, 0.157, 0.022, _SOFT)
    page.disc(0.12, 0.157, 0.014, WHITE)
    page.line([(0.136, 0.174), (0.152, 0.19)], 0.008, _SOFT)
    places = ("Old mill", "Main station", "Museum", "Garden cafe")
    page.text(0.19, 0.16, pick_name(rng, places), 0.044, _NIGHT, "lm")
    _card(page, 0.0, page.tall - 0.36, 1.0, page.tall + 0.1, 0.06)
    minutes = int(rng.integers(4, 58))
    page.text(0.07, page.tall - 0.3, f"{minutes} min", 0.08, (30, 140, 70))
    page.text(0.07, page.tall - 0.195, f"{minutes / 12:.1f} km on foot", 0.042, _SOFT)
    page.box(0.62, page.tall - 0.29, 0.94, page.tall - 0.17, (44, 120, 240), 0.06)
    page.text(0.78, page.tall - 0.23, "Start", 0.046, WHITE, "mm")


def _bent(points: list[Spot]) -> list[Spot]:
    y = np.linspace(points[0][1], points[-1][1], 60)
    x = np.interp(y, [p[1] for p in points], [p[0] for p in points])
    soft = np.convolve(np.pad(x, 6, mode="edge"), np.full(13, 1 / 13), "valid")
    return [(float(a), float(b)) for a, b in zip(soft, y, strict=True)]


def _way(rows: list[float], columns: list[float], tilt: float, tall: float) -> list[Spot]:
    """A way along streets: corners where a row meets a column."""

    def corner(row: int, column: int) -> Spot:
        x, y = columns[column], 0.0
        for _ in range(3):
            y = rows[row] + tilt * (x - 0.1)
            x = columns[column] + tilt * (1 - 2 * (y + 0.1) / (tall + 0.2))
        return x, y

    middle = int(np.argmin(np.abs(np.asarray(columns) - 0.45)))
    places = ((8, -1), (6, -1), (6, 1), (4, 1), (4, 0))
    return [corner(row, middle + step) for row, step in places]


def _pin(page: Page, x: float, y: float) -> None:
    page.shape([(x - 0.045, y - 0.1), (x + 0.045, y - 0.1), (x, y)], (222, 52, 46))
    page.disc(x, y - 0.115, 0.05, (222, 52, 46))
    page.disc(x, y - 0.115, 0.02, WHITE)


def shop(page: Page, rng: np.random.Generator) -> None:
    """Goods with prices, two in a row."""
    accent = pick(rng, _ACCENTS)
    _phone(page, rng, "Shop")
    page.disc(0.9, 0.165, 0.05, accent)
    page.text(0.9, 0.165, str(int(rng.integers(1, 6))), 0.05, WHITE, "mm")
    names = ("Vase", "Lamp", "Bottle", "Bowl", "Clock", "Poster")
    order = rng.permutation(6)
    for place in range(6):
        x, y = 0.05 + (place % 2) * 0.465, 0.27 + (place // 2) * 0.54
        _card(page, x, y, x + 0.435, y + 0.51)
        soft = pick(rng, ((250, 238, 226), (228, 240, 248), (236, 244, 230), (246, 232, 240)))
        page.box(x + 0.02, y + 0.02, x + 0.415, y + 0.34, soft, 0.02)
        kind = int(order[place])
        _goods(page, kind, x + 0.2175, y + 0.18, pick(rng, _ACCENTS))
        page.text(x + 0.03, y + 0.36, names[kind], 0.042, _NIGHT)
        page.text(x + 0.03, y + 0.425, f"{float(rng.uniform(4, 60)):.2f}", 0.046, accent)
        page.disc(x + 0.38, y + 0.445, 0.032, accent)
        page.text(x + 0.38, y + 0.443, "+", 0.05, WHITE, "mm")


def _goods(page: Page, kind: int, x: float, y: float, tone: RGB) -> None:
    shade: RGB = (tone[0] * 3 // 4, tone[1] * 3 // 4, tone[2] * 3 // 4)
    pale: RGB = (tone[0] // 2 + 127, tone[1] // 2 + 127, tone[2] // 2 + 127)
    if kind == 0:
        page.disc(x, y + 0.03, 0.08, tone)
        page.box(x - 0.028, y - 0.1, x + 0.028, y, tone, 0.01)
        page.box(x - 0.042, y - 0.11, x + 0.042, y - 0.09, shade, 0.01)
    elif kind == 1:
        page.box(x - 0.008, y - 0.02, x + 0.008, y + 0.1, shade)
        page.box(x - 0.055, y + 0.095, x + 0.055, y + 0.112, shade, 0.008)
        shape = [(x - 0.05, y - 0.11), (x + 0.05, y - 0.11), (x + 0.1, y), (x - 0.1, y)]
        page.shape(shape, tone)
    elif kind == 2:
        page.box(x - 0.045, y - 0.04, x + 0.045, y + 0.11, tone, 0.02)
        page.box(x - 0.018, y - 0.11, x + 0.018, y, tone, 0.01)
        page.box(x - 0.045, y, x + 0.045, y + 0.06, WHITE)
    elif kind == 3:
        page.disc(x, y, 0.1, tone)
        page.box(x - 0.11, y - 0.11, x + 0.11, y - 0.002, (244, 240, 236), 0.02)
        page.box(x - 0.105, y - 0.012, x + 0.105, y + 0.01, pale, 0.01)
    elif kind == 4:
        page.disc(x, y, 0.105, shade)
        page.disc(x, y, 0.09, WHITE)
        page.line([(x, y), (x + 0.02, y - 0.06)], 0.009, _NIGHT)
        page.line([(x, y), (x + 0.045, y + 0.02)], 0.009, _NIGHT)
    else:
        page.box(x - 0.085, y - 0.11, x + 0.085, y + 0.11, WHITE)
        page.disc(x + 0.02, y - 0.03, 0.04, (246, 190, 90))
        page.shape([(x - 0.07, y + 0.09), (x - 0.01, y - 0.02), (x + 0.07, y + 0.09)], tone)


def code(page: Page, rng: np.random.Generator) -> None:
    """A program in the colours of an editor."""
    pale: RGB = (214, 218, 228)
    _phone(page, rng, "", (190, 196, 208))
    page.box(0, 0.1, 1, 0.2, (30, 33, 42))
    page.box(0, 0.1, 0.34, 0.2, (42, 46, 58))
    page.text(0.05, 0.15, pick_name(rng, ("walk.py", "garden.py", "train.py")), 0.038, pale, "lm")
    inks: dict[str, RGB] = {"k": (198, 130, 230), "f": (110, 176, 246), "s": (152, 204, 130)}
    lines = (
        (0, "k:import f:math"), (0, ""), (0, "k:def f:area (radius):"),
        (1, "k:return math.pi * radius ** 2"), (0, ""), (0, "k:def f:greet (name):"),
        (1, "k:if name == s:\"moon\" :"), (2, "k:return s:\"good-night\""),
        (1, "k:return s:\"hello\" + name"), (0, ""), (0, "k:for step k:in f:range (12):"),
        (1, "size = f:area (step)"), (1, "k:if size > 40:"), (2, "k:break"),
        (1, "f:print (step, size)"), (0, ""), (0, "k:class f:Garden :"),
        (1, "k:def f:water (self):"), (2, "self.days += 1"), (2, "k:return self.days"),
    )  # fmt: skip
    start = int(rng.integers(len(lines)))
    for number in range(30):
        indent, words = lines[(start + number) % len(lines)]
        y = 0.25 + number * 0.058
        if y > page.tall - 0.1:
            break
        if number == 8:
            page.box(0, y - 0.012, 1, y + 0.045, (44, 48, 62))
        page.text(0.085, y, str(number + 1 + start), 0.032, (96, 102, 118), "ra")
        x = 0.12 + indent * 0.07
        for word in words.split():
            ink = inks.get(word[0], pale) if word[1:2] == ":" else pale
            shown = word[2:] if word[1:2] == ":" and word[0] in inks else word
            page.text(x, y, shown, 0.036, ink)
            x += page.wide(shown, 0.036) + 0.014


def calendar(page: Page, rng: np.random.Generator) -> None:
    """A month, and what happens on a day."""
    accent = pick(rng, _ACCENTS)
    months = ("January", "March", "May", "June", "August", "October")
    _phone(page, rng, f"{pick_name(rng, months)} {int(rng.integers(2016, 2026))}")
    first, today = int(rng.integers(7)), int(rng.integers(1, 31))
    for k, name in enumerate(_DAYS):
        page.text(0.1 + k * 0.133, 0.28, name[0], 0.036, _SOFT, "mm")
    for day in range(1, 32):
        place = first + day - 1
        x, y = 0.1 + (place % 7) * 0.133, 0.37 + (place // 7) * 0.13
        if day == today:
            page.disc(x, y, 0.052, accent)
        ink = WHITE if day == today else _SOFT if place % 7 > 4 else _NIGHT
        page.text(x, y, str(day), 0.04, ink, "mm")
        if rng.random() < 0.25 and day != today:
            page.disc(x, y + 0.04, 0.009, pick(rng, _ACCENTS))
    events = ("Dentist", "Lunch at the mill", "Choir", "Train at nine", "Call home", "Swim")
    y = 1.2
    for k in rng.permutation(6)[:4]:
        tone = pick(rng, _ACCENTS)
        page.box(0.05, y, 0.95, y + 0.16, (240, 243, 248), 0.025)
        page.box(0.05, y, 0.066, y + 0.16, tone, 0.008)
        page.text(0.11, y + 0.055, events[int(k)], 0.042, _NIGHT, "lm")
        hour = f"{int(rng.integers(8, 20))}:{int(rng.choice([0, 15, 30])):02d}"
        page.text(0.11, y + 0.115, hour, 0.034, _SOFT, "lm")
        y += 0.185


def music(page: Page, rng: np.random.Generator) -> None:
    """A song that plays, with a cover."""
    tone = pick(rng, _ACCENTS)
    deep: RGB = (tone[0] // 3, tone[1] // 3, tone[2] // 3)
    for k in range(40):
        y = page.tall * k / 40
        mixed = [round(a + (b - a) * k / 40) for a, b in zip(tone, deep, strict=True)]
        page.box(0, y, 1, y + page.tall / 40 + 0.01, (mixed[0], mixed[1], mixed[2]))
    _phone(page, rng, "", WHITE)
    page.text(0.5, 0.17, "Now playing", 0.042, (236, 238, 244), "mm")
    page.box(0.12, 0.29, 0.88, 1.05, (246, 240, 228), 0.03)
    for k in range(5):
        radius = 0.3 - k * 0.055
        shade = pick(rng, (*_ACCENTS, (250, 196, 90)))
        page.disc(0.5, 0.67, radius, shade)
    songs = ("The old mill", "Nine o'clock train", "Garden in June", "Along the lake")
    page.text(0.12, 1.16, pick_name(rng, songs), 0.062, WHITE, "lm")
    page.text(0.12, 1.24, "The Spring Notes", 0.042, (222, 226, 234), "lm")
    played = float(rng.uniform(0.1, 0.8)) * 0.76
    page.box(0.12, 1.34, 0.88, 1.35, (150, 156, 170), 0.005)
    page.box(0.12, 1.34, 0.12 + played, 1.35, WHITE, 0.005)
    page.disc(0.12 + played, 1.345, 0.02, WHITE)
    page.disc(0.5, 1.6, 0.1, WHITE)
    page.box(0.462, 1.555, 0.488, 1.645, deep, 0.006)
    page.box(0.512, 1.555, 0.538, 1.645, deep, 0.006)
    for side in (-1, 1):
        x = 0.5 + side * 0.24
        page.shape(
            [(x + side * 0.04, 1.6), (x - side * 0.03, 1.56), (x - side * 0.03, 1.64)], WHITE
        )
        page.box(x + side * 0.045 - 0.007, 1.56, x + side * 0.045 + 0.007, 1.64, WHITE)
    for k in range(24):
        high = 0.012 + 0.03 * abs(math.sin(k * 1.7)) * float(rng.uniform(0.4, 1))
        page.box(
            0.14 + k * 0.03, 1.84 - high, 0.155 + k * 0.03, 1.84 + high, (226, 230, 238), 0.004
        )
