"""Papers: letter, report, receipt, invoice, note, boarding pass, form, sheet of music."""

import numpy as np

from photoclip.samples.pages_sheet import RGB, WHITE, Page, pick, pick_name, sentence

_INK: RGB = (44, 44, 50)
_GREY: RGB = (128, 130, 138)
_RULE: RGB = (196, 200, 206)
_PEN: RGB = (32, 54, 140)
_TONES: tuple[RGB, ...] = ((46, 110, 190), (214, 110, 40), (60, 146, 84), (150, 50, 70))


def _paragraphs(page: Page, rng: np.random.Generator, y: float, end: float) -> None:
    while y < end:
        for k in range(int(rng.integers(3, 7))):
            if y < end:
                page.text(0.1, y, sentence(page, rng, 0.8 if k else 0.74, 0.026), 0.026, _INK)
            y += 0.042
        y += 0.04


def _signature(page: Page, rng: np.random.Generator, x: float, y: float, ink: RGB = _PEN) -> None:
    t = np.linspace(0, 1, 90)
    high = np.interp(t, np.linspace(0, 1, 9), rng.uniform(0.2, 1.0, 9))
    turn = t * 6.283 * float(rng.uniform(5, 7))
    xs = x + 0.26 * t + 0.014 * np.cos(turn)
    ys = y - 0.032 * high * np.sin(turn)
    page.line([(float(a), float(b)) for a, b in zip(xs, ys, strict=True)], 0.004, ink)
    page.line([(x + 0.02, y + 0.035), (x + 0.3, y + 0.022)], 0.003, ink)


def letter(page: Page, rng: np.random.Generator) -> None:
    """A letter to friends."""
    tone = pick(rng, _TONES)
    page.box(0.1, 0.085, 0.15, 0.135, tone, 0.012)
    page.disc(0.125, 0.11, 0.013, WHITE)
    page.text(
        0.17, 0.095, pick_name(rng, ("Mill Lane 7", "Harbour Road 12", "At the lake")), 0.03, _INK
    )
    date = f"{int(rng.integers(1, 29))} May {int(rng.integers(2015, 2025))}"
    page.text(0.9, 0.095, date, 0.03, _INK, "ra")
    page.text(0.1, 0.24, "Dear friends,", 0.036, _INK)
    _paragraphs(page, rng, 0.34, page.tall - 0.34)
    page.text(0.1, page.tall - 0.26, "With best wishes", 0.032, _INK)
    _signature(page, rng, 0.11, page.tall - 0.15)


def report(page: Page, rng: np.random.Generator) -> None:
    """A page of a report with a bar chart."""
    tone = pick(rng, _TONES)
    page.text(0.1, 0.1, "Annual report", 0.07, (24, 40, 80))
    page.line([(0.1, 0.2), (0.9, 0.2)], 0.004, tone)
    _paragraphs(page, rng, 0.24, 0.5)
    for k in range(4):
        page.line([(0.14, 0.6 + k * 0.095), (0.9, 0.6 + k * 0.095)], 0.002, _RULE)
        page.text(0.125, 0.6 + k * 0.095, str(40 - k * 10), 0.022, _GREY, "rm")
    page.line([(0.14, 0.56), (0.14, 0.98), (0.9, 0.98)], 0.004, _INK)
    pale: RGB = (tone[0] // 2 + 120, tone[1] // 2 + 120, tone[2] // 2 + 120)
    for k in range(7):
        x = 0.18 + k * 0.1
        page.box(x, 0.98 - float(rng.uniform(0.08, 0.4)), x + 0.036, 0.98, tone)
        page.box(x + 0.038, 0.98 - float(rng.uniform(0.08, 0.36)), x + 0.07, 0.98, pale)
        page.text(x + 0.035, 0.995, str(2017 + k), 0.02, _GREY, "ma")
    _paragraphs(page, rng, 1.06, page.tall - 0.12)


def receipt(page: Page, rng: np.random.Generator) -> None:
    """What was bought, and what it cost."""
    page.text(0.5, 0.13, pick_name(rng, ("GROCERY", "CORNER SHOP", "BAKERY")), 0.09, _INK, "mm")
    page.text(0.5, 0.21, "Main street 12", 0.034, _GREY, "mm")
    y, total = 0.29, 0.0
    names = ("Bread", "Milk", "Apples", "Cheese", "Coffee", "Honey", "Rice", "Tea", "Salt")
    for name in names:
        if rng.random() < 0.7:
            price = float(rng.uniform(0.5, 9.9))
            total += price
            page.text(0.1, y, name, 0.046, _INK)
            page.text(0.9, y, f"{price:.2f}", 0.046, _INK, "ra")
            y += 0.07
    for k in range(27):
        page.line([(0.1 + k * 0.03, y + 0.025), (0.118 + k * 0.03, y + 0.025)], 0.004, _INK)
    page.text(0.1, y + 0.055, "TOTAL", 0.07, _INK)
    page.text(0.9, y + 0.055, f"{total:.2f}", 0.07, _INK, "ra")
    page.text(0.5, page.tall - 0.31, "Thank you!", 0.04, _INK, "mm")
    x = 0.14
    while x < 0.86:
        wide = float(rng.uniform(0.004, 0.014))
        page.box(x, page.tall - 0.26, x + wide, page.tall - 0.1, _INK)
        x += wide + float(rng.uniform(0.004, 0.014))


def invoice(page: Page, rng: np.random.Generator) -> None:
    """A bill with a table."""
    tone = pick(rng, _TONES)
    page.box(0, 0, 1, 0.2, tone)
    page.text(0.1, 0.1, "INVOICE", 0.075, WHITE, "lm")
    page.text(0.9, 0.1, f"No. {int(rng.integers(1000, 9999))}", 0.04, WHITE, "rm")
    page.text(0.1, 0.27, "Bill to", 0.026, _GREY)
    page.text(0.1, 0.31, pick_name(rng, ("A. Miller", "K. Tanaka", "S. Lund")), 0.036, _INK)
    page.text(0.9, 0.27, "Due in 14 days", 0.028, _GREY, "ra")
    page.box(0.1, 0.42, 0.9, 0.48, (228, 232, 238))
    for x, name, at in ((0.12, "Item", "lm"), (0.62, "Hours", "rm"), (0.88, "Amount", "rm")):
        page.text(x, 0.45, name, 0.028, _INK, at)
    works = ("Garden work", "Painting", "Repair of a roof", "New windows", "Cleaning", "Wiring")
    y, total = 0.52, 0
    for k in rng.permutation(6)[: int(rng.integers(3, 6))]:
        hours = int(rng.integers(1, 12))
        total += hours * 45
        page.text(0.12, y + 0.03, works[int(k)], 0.03, _INK, "lm")
        page.text(0.62, y + 0.03, str(hours), 0.03, _INK, "rm")
        page.text(0.88, y + 0.03, f"{hours * 45}.00", 0.03, _INK, "rm")
        page.line([(0.1, y + 0.07), (0.9, y + 0.07)], 0.002, _RULE)
        y += 0.075
    page.box(0.54, y + 0.03, 0.9, y + 0.12, tone, 0.01)
    page.text(0.57, y + 0.075, "Total", 0.036, WHITE, "lm")
    page.text(0.88, y + 0.075, f"{total}.00", 0.038, WHITE, "rm")
    _signature(page, rng, 0.58, page.tall - 0.16)
    page.line([(0.56, page.tall - 0.1), (0.9, page.tall - 0.1)], 0.002, _GREY)


def note(page: Page, rng: np.random.Generator) -> None:
    """A list in handwriting on lined paper."""
    for k in range(11):
        y = 0.165 + k * 0.1144
        page.line([(0, y), (1, y)], 0.002, (176, 200, 222))
    page.line([(0.13, 0), (0.13, page.tall)], 0.003, (230, 150, 150))
    ink = pick(rng, (_PEN, (40, 40, 48), (150, 30, 40)))
    page.written(rng, 0.18, 0.085, pick_name(rng, ("To do", "Shopping", "For Sunday")), 0.085, ink)
    things = (
        "bread and milk", "water the plants", "call Anna", "train at nine", "new batteries",
        "stamps", "bake a pie", "books back", "apples, cheese", "fix the door",
    )  # fmt: skip
    for k, thing in enumerate(rng.permutation(10)[: int(rng.integers(6, 10))]):
        y = 0.2 + k * 0.1144
        page.written(rng, 0.19, y, f"- {things[int(thing)]}", 0.064, ink)
        if rng.random() < 0.35:
            page.line([(0.2, y + 0.07), (0.66, y + 0.058)], 0.005, ink)


def boarding_pass(page: Page, rng: np.random.Generator) -> None:
    """A flight to print at home: from, to, seat, square code."""
    tone = pick(rng, _TONES)
    page.frame(0.06, 0.08, 0.94, 0.98, _RULE, 0.03)
    page.box(0.06, 0.08, 0.94, 0.21, tone, 0.03)
    page.box(0.06, 0.16, 0.94, 0.21, tone)
    page.text(0.11, 0.146, "BOARDING PASS", 0.046, WHITE, "lm")
    towns = ("OSL", "KIX", "LIS", "GIG", "GRZ", "WDH", "NCE")
    start, end = (towns[int(k)] for k in rng.permutation(7)[:2])
    page.text(0.11, 0.33, start, 0.12, _INK, "lm")
    page.text(0.89, 0.33, end, 0.12, _INK, "rm")
    page.line([(0.44, 0.33), (0.53, 0.33)], 0.006, tone)
    page.shape([(0.53, 0.31), (0.56, 0.33), (0.53, 0.35)], tone)
    details = (
        ("Passenger", pick_name(rng, ("MILLER A", "TANAKA K", "LUND S"))),
        ("Flight", f"PC {int(rng.integers(100, 999))}"),
        ("Gate", f"B{int(rng.integers(1, 40))}"),
        ("Boarding", f"{int(rng.integers(6, 22)):02d}:{int(rng.choice([5, 20, 35, 50])):02d}"),
        ("Seat", f"{int(rng.integers(1, 32))}{pick_name(rng, ('A', 'C', 'F'))}"),
        ("Class", "Economy"),
    )
    for k, (name, value) in enumerate(details):
        x, y = 0.12 + (k % 2) * 0.26, 0.46 + (k // 2) * 0.16
        page.text(x, y, name, 0.024, _GREY)
        page.text(x, y + 0.034, value, 0.04, _INK)
    _square_code(page, rng, 0.62, 0.56, 0.26)
    page.line([(0.02, 1.03), (0.98, 1.03)], 0.002, _RULE)
    _paragraphs(page, rng, 1.08, page.tall - 0.1)


def _square_code(page: Page, rng: np.random.Generator, x: float, y: float, size: float) -> None:
    cell = size / 21
    dark = rng.random((21, 21)) < 0.48
    for row in range(21):
        for column in range(21):
            if dark[row, column]:
                left, top = x + column * cell, y + row * cell
                page.box(left, top, left + cell, top + cell, _INK)
    for dx, dy in ((0, 0), (14, 0), (0, 14)):
        left, top = x + dx * cell, y + dy * cell
        page.box(left - cell, top - cell, left + 8 * cell, top + 8 * cell, WHITE)
        page.box(left, top, left + 7 * cell, top + 7 * cell, _INK)
        page.box(left + cell, top + cell, left + 6 * cell, top + 6 * cell, WHITE)
        page.box(left + 2 * cell, top + 2 * cell, left + 5 * cell, top + 5 * cell, _INK)


def form(page: Page, rng: np.random.Generator) -> None:
    """An application with boxes, filled in by hand."""
    page.text(0.1, 0.1, pick_name(rng, ("Application", "Registration", "Membership")), 0.06, _INK)
    page.text(0.1, 0.185, "Please write in capital letters.", 0.026, _GREY)
    answers = (
        ("Name", ("ANNA MILLER", "KEN TANAKA", "SVEN LUND")),
        ("Street", ("MILL LANE 7", "HARBOUR ROAD 12", "MAIN STREET 3")),
        ("Town", ("GRAZ", "OSLO", "KYOTO")),
        ("Telephone", ("555 0142", "555 0199", "555 0117")),
    )
    for k, (name, choices) in enumerate(answers):
        y = 0.26 + k * 0.15
        page.text(0.1, y, name, 0.026, _GREY)
        page.frame(0.1, y + 0.036, 0.9, y + 0.115, _GREY, 0.006)
        page.written(rng, 0.13, y + 0.037, pick_name(rng, choices), 0.046, _PEN)
    page.text(0.1, 0.88, "I would like to join", 0.03, _INK)
    for k, name in enumerate(("Choir", "Rowing", "Hiking", "Chess")):
        x, y = 0.1 + (k % 2) * 0.4, 0.945 + (k // 2) * 0.08
        page.frame(x, y, x + 0.042, y + 0.042, _INK)
        if rng.random() < 0.5:
            page.line(
                [(x + 0.006, y + 0.02), (x + 0.018, y + 0.038), (x + 0.052, y - 0.012)], 0.006, _PEN
            )
        page.text(x + 0.065, y + 0.021, name, 0.032, _INK, "lm")
    page.line([(0.1, 1.28), (0.46, 1.28)], 0.002, _GREY)
    page.text(0.1, 1.29, "Signature", 0.024, _GREY)
    _signature(page, rng, 0.12, 1.23)


def music_sheet(page: Page, rng: np.random.Generator) -> None:
    """Staves with notes."""
    title = pick_name(rng, ("Spring song", "Waltz", "Along the lake", "Lullaby"))
    page.text(0.5, 0.13, title, 0.07, _INK, "mm")
    for staff in range(6):
        y = 0.26 + staff * 0.18
        for k in range(5):
            page.line([(0.08, y + k * 0.018), (0.92, y + k * 0.018)], 0.002, _INK)
        for bar in range(5):
            x = 0.08 + bar * 0.21
            page.line([(x, y), (x, y + 0.072)], 0.003, _INK)
        place = int(rng.integers(2, 7))
        for k in range(12):
            place = int(np.clip(place + rng.integers(-2, 3), 0, 8))
            _note(page, 0.12 + k * 0.07 - 0.006 * (k % 3), y + 0.072 - place * 0.009, up=place < 5)


def _note(page: Page, x: float, y: float, *, up: bool) -> None:
    turn = np.linspace(0, 6.283, 24)
    dx, dy = 0.0125 * np.cos(turn), 0.0088 * np.sin(turn)
    head = [
        (x + float(a) + 0.3 * float(b), y + float(b) - 0.3 * float(a))
        for a, b in zip(dx, dy, strict=True)
    ]
    page.shape(head, _INK)
    side = 0.0115 if up else -0.0115
    page.line([(x + side, y), (x + side, y + (-0.06 if up else 0.06))], 0.0028, _INK)
