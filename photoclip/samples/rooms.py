"""Backdrops of rooms: a living room and a kitchen."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from photoclip.samples.brush import Colour, Ramp, Sprite, dark, light, mix
from photoclip.samples.canvas import colour_array, stretch
from photoclip.samples.stage import Stage

_WALLS: tuple[Colour, ...] = (
    (222, 212, 194),
    (196, 206, 200),
    (214, 200, 204),
    (188, 198, 212),
    (226, 220, 206),
    (206, 190, 160),
)


def _lamplight(st: Stage) -> Colour:
    return {
        "noon": (1.0, 1.0, 1.0),
        "dawn": (0.94, 0.88, 0.88),
        "sunset": (1.0, 0.84, 0.7),
        "night": (0.7, 0.6, 0.5),
    }[st.scene.light]


def _shade(colour: Colour, factor: Colour) -> Colour:
    return (colour[0] * factor[0], colour[1] * factor[1], colour[2] * factor[2])


def _wall(st: Stage, floor: float) -> None:
    canvas = st.canvas
    own = _shade(_WALLS[int(st.rng.integers(len(_WALLS)))], _lamplight(st))
    canvas.gradient(0, floor, ((0, dark(own, 0.16)), (0.5, own), (1, dark(own, 0.08))))
    noise = canvas.flat_noise(0, floor, kind="fine", fineness=300)
    canvas.multiply(0, 1 + 0.012 * noise)


def _window(st: Stage, x: float, y: float, wide: float, tall: float) -> None:
    """A window with the sky of the hour in it."""
    canvas, p = st.canvas, st.palette
    sheet = Sprite(wide + 0.12, tall + 0.14, canvas.scale)
    frame = _shade((248, 246, 240), _lamplight(st))
    sheet.box(0.03, 0.03, wide + 0.09, tall + 0.09, frame, 0.006)
    sheet.box(0.06, 0.06, wide + 0.06, tall + 0.06, Ramp(p.top, p.low))
    hill = [
        (0.06, 0.06 + tall * 0.8),
        (0.06 + wide * 0.3, 0.06 + tall * 0.7),
        (0.06 + wide * 0.7, 0.06 + tall * 0.82),
        (0.06 + wide, 0.06 + tall * 0.72),
    ]
    sheet.shape(
        [*hill, (0.06 + wide, 0.06 + tall), (0.06, 0.06 + tall)], st.far((90, 130, 90), 0.4)
    )
    if st.scene.light in {"sunset", "dawn"}:
        sheet.disc(0.06 + wide * 0.7, 0.06 + tall * 0.62, 0.034, mix(p.sun, (255, 255, 255), 0.4))
    if p.night:
        for _ in range(14):
            sheet.disc(
                0.06 + wide * float(st.rng.random()),
                0.06 + tall * 0.6 * float(st.rng.random()),
                0.0025,
                (230, 232, 240),
            )
    sheet.line([(0.06 + wide / 2, 0.06), (0.06 + wide / 2, 0.06 + tall)], 0.012, frame)
    sheet.line([(0.06, 0.06 + tall * 0.45), (0.06 + wide, 0.06 + tall * 0.45)], 0.01, frame)
    sheet.box(0.0, tall + 0.08, wide + 0.12, tall + 0.11, light(frame, 0.3), 0.006)
    canvas.lay(sheet, x - 0.06, y - 0.06)
    if not p.night:
        canvas.glow(x + wide / 2, y + tall / 2, 0.4, mix(p.low, p.sun, 0.5), 0.16)


_SUNLIGHT: dict[str, Colour] = {
    "noon": (0.3, 0.27, 0.2), "dawn": (0.22, 0.17, 0.13), "sunset": (0.42, 0.26, 0.1),
}  # fmt: skip
"""How much brighter each colour is where the sun shines in."""


def _sunlight(st: Stage, window: float, top: float) -> None:
    """The panes of the window, `window` its middle, as the sun throws them on what is level."""
    if st.palette.night:
        return
    canvas = st.canvas
    wide, tall = 200, 60
    patch = Image.new("L", (wide, tall))
    pen = ImageDraw.Draw(patch)
    middle = window / canvas.width * wide
    lean = (0.5 * wide - middle) * 0.8  # towards the middle of the room

    def spot(across: float, down: float) -> tuple[float, float]:
        half = (0.16 + 0.1 * down) / canvas.width * wide
        return middle + lean * (0.25 + down) + across * half, 8 + down * 44

    for x0, x1 in ((-1.0, -0.06), (0.06, 1.0)):
        for y0, y1 in ((0.0, 0.42), (0.48, 1.0)):
            pen.polygon([spot(x0, y0), spot(x1, y0), spot(x1, y1), spot(x0, y1)], fill=255)
    soft = np.asarray(patch.filter(ImageFilter.GaussianBlur(1.6)), dtype=np.float32)
    start = canvas.row(top)
    mask = np.clip(stretch(soft, canvas.columns, canvas.rows - start), 0, 255)[..., None]
    canvas.pixels[start:] *= 1 + mask / 255 * colour_array(_SUNLIGHT[st.scene.light])


def living_room(st: Stage) -> None:
    """A room with a window, a picture, a sofa, a rug and a wooden floor."""
    canvas = st.canvas
    floor = st.y(0.68)
    _wall(st, floor)
    factor = _lamplight(st)
    on_left = bool(st.rng.random() < 0.5)
    window = canvas.width * (0.1 if on_left else 0.62)
    _window(st, window, st.y(0.1), 0.34, 0.36)
    _picture(st, canvas.width * (0.68 if on_left else 0.14), st.y(0.13))
    wood = _shade((164, 116, 74), factor)
    canvas.gradient(floor, canvas.height, ((0, dark(wood, 0.18)), (1, wood)))
    _planks(st, floor, wood)
    sheet = Sprite(canvas.width, canvas.height, canvas.scale)
    sheet.box(0, floor - 0.03, canvas.width, floor, _shade((240, 236, 228), factor))
    _sofa(st, sheet, canvas.width * (0.64 if on_left else 0.36), floor, factor)
    rug = _shade(
        ((150, 160, 176), (186, 170, 150), (150, 130, 126))[int(st.rng.integers(3))], factor
    )
    mid, y = canvas.width / 2, st.y(0.9)
    sheet.oval(
        mid - canvas.width * 0.44, y - 0.11, mid + canvas.width * 0.44, y + 0.11, dark(rug, 0.2)
    )
    sheet.oval(mid - canvas.width * 0.42, y - 0.1, mid + canvas.width * 0.42, y + 0.1, rug)
    sheet.oval(
        mid - canvas.width * 0.34, y - 0.075, mid + canvas.width * 0.34, y + 0.075, light(rug, 0.2)
    )
    canvas.lay(sheet, 0, 0)
    _sunlight(st, window + 0.17, floor)
    if st.palette.night:
        canvas.glow(
            canvas.width * float(st.rng.uniform(0.3, 0.7)), st.y(0.3), 0.6, (255, 206, 130), 0.3
        )


def _picture(st: Stage, x: float, y: float) -> None:
    sheet = Sprite(0.26, 0.22, st.canvas.scale)
    factor = _lamplight(st)
    sheet.box(0.01, 0.01, 0.25, 0.21, _shade((110, 78, 48), factor))
    sheet.box(0.025, 0.025, 0.235, 0.195, _shade((246, 242, 232), factor))
    sheet.box(
        0.05,
        0.05,
        0.21,
        0.17,
        Ramp(_shade((160, 190, 206), factor), _shade((220, 206, 180), factor)),
    )
    sheet.shape(
        [(0.05, 0.17), (0.11, 0.09), (0.15, 0.13), (0.18, 0.1), (0.21, 0.17)],
        _shade((110, 120, 130), factor),
    )
    st.canvas.lay(sheet, x, y)


def _planks(st: Stage, floor: float, wood: Colour) -> None:
    canvas = st.canvas
    noise = canvas.ground_noise(floor - 0.2, kind="rough", fineness=150, flat=0.12)
    canvas.multiply(floor, 1 + 0.05 * noise[canvas.row(floor) - canvas.row(floor - 0.2) :])
    sheet = Sprite(canvas.width, canvas.height - floor, canvas.scale)
    mid = canvas.width / 2
    for k in range(-9, 10):
        x = mid + k * 0.12
        sheet.line([(x, 0), (mid + k * 0.24, canvas.height - floor)], 0.003, dark(wood, 0.35))
    canvas.lay(sheet, 0, floor)


def _sofa(st: Stage, s: Sprite, x: float, floor: float, factor: Colour) -> None:
    own = _shade(
        ((112, 124, 128), (150, 136, 122), (108, 116, 104))[int(st.rng.integers(3))], factor
    )
    wide = 0.42
    y = floor - 0.26
    s.box(x - wide, y, x + wide, y + 0.26, Ramp(light(own, 0.12), dark(own, 0.1)), 0.05)
    for k in (-1, 1):
        s.box(
            x + k * 0.19 - 0.18,
            y + 0.14,
            x + k * 0.19 + 0.18,
            y + 0.25,
            Ramp(light(own, 0.22), own),
            0.03,
        )
        s.box(
            x + k * wide - 0.06,
            y + 0.08,
            x + k * wide + 0.06,
            y + 0.3,
            Ramp(light(own, 0.1), dark(own, 0.14)),
            0.04,
        )
    s.box(x - wide, y + 0.24, x + wide, y + 0.3, dark(own, 0.22), 0.02)


_TILES: tuple[Colour, ...] = ((224, 230, 230), (214, 224, 214), (228, 220, 210))
_POTS: tuple[Colour, ...] = ((236, 232, 222), (150, 160, 160), (196, 170, 140), (120, 104, 92))


def kitchen(st: Stage) -> None:
    """A table in front of tiles, shelves and cupboards."""
    canvas = st.canvas
    top = st.y(0.72)
    _wall(st, top)
    factor = _lamplight(st)
    sheet = Sprite(canvas.width, top + 0.02, canvas.scale)
    _tiles(st, sheet, top)
    left = bool(st.rng.random() < 0.5)
    _shelf(st, sheet, canvas.width * (0.52 if left else 0.04), top)
    canvas.lay(sheet, 0, 0)
    window = canvas.width * (0.09 if left else 0.6)
    _window(st, window, top * 0.14, 0.34, 0.28)
    canvas.blurred(0.004)
    wood = _shade((186, 138, 90), factor)
    canvas.gradient(top, canvas.height, ((0, light(wood, 0.16)), (1, dark(wood, 0.12))))
    noise = canvas.ground_noise(top - 0.25, kind="rough", fineness=90, flat=5.0)
    canvas.multiply(top, 1 + 0.06 * noise[canvas.row(top) - canvas.row(top - 0.25) :])
    _sunlight(st, window + 0.17, top)
    canvas.haze(canvas.height - 0.05, canvas.height, dark(wood, 0.5), (0.0, 0.4))
    if st.palette.night:
        canvas.glow(canvas.width / 2, top * 0.6, 0.6, (255, 206, 130), 0.3)


def _tiles(st: Stage, sheet: Sprite, top: float) -> None:
    """Tiles on the lower half of the wall."""
    tile = _shade(_TILES[int(st.rng.integers(len(_TILES)))], _lamplight(st))
    for row in range(int(top * 0.5 / 0.075) + 1):
        for k in range(int(st.canvas.width / 0.13) + 2):
            x, y = (k - (row % 2) * 0.5) * 0.13, top - 0.075 * (row + 1)
            tone = mix(tile, (255, 255, 255), float(st.rng.uniform(0, 0.25)))
            sheet.box(x + 0.003, y + 0.003, x + 0.127, y + 0.072, tone, 0.004)


def _shelf(st: Stage, sheet: Sprite, x0: float, top: float) -> None:
    """A shelf with pots, and cupboards above."""
    wide, y = st.canvas.width, top * 0.42
    factor = _lamplight(st)
    sheet.box(x0, y, x0 + wide * 0.44, y + 0.02, _shade((150, 108, 70), factor))
    for k in range(6):
        x = x0 + 0.05 + k * wide * 0.068
        pot = _shade(_POTS[int(st.rng.integers(len(_POTS)))], factor)
        h = float(st.rng.uniform(0.05, 0.11))
        side = Ramp(light(pot, 0.2), dark(pot, 0.2), sideways=True)
        sheet.box(x - 0.03, y - h, x + 0.03, y, side, 0.012)
        sheet.box(x - 0.022, y - h - 0.015, x + 0.022, y - h + 0.004, dark(pot, 0.3), 0.004)
    door = _shade((236, 230, 216), factor)
    for k in range(4):
        x = x0 + wide * 0.11 * k
        sheet.box(x + 0.005, -0.02, x + wide * 0.11 - 0.005, top * 0.16, door, 0.006)
