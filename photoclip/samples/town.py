"""Backdrops of towns: a city, a harbour and a street."""

import numpy as np

from photoclip.samples.brush import Colour, Point, Ramp, Sprite, dark, light, mix
from photoclip.samples.stage import SNOW, Stage

GLOW: Colour = (255, 214, 120)


def _towers(st: Stage, base: float, tall: float, colour: Colour, lights: float) -> None:
    """A row of high buildings with windows."""
    canvas = st.canvas
    sheet = Sprite(canvas.width, tall * 1.2, canvas.scale)
    x = -0.05
    while x < canvas.width:
        w = float(st.rng.uniform(0.07, 0.17))
        h = tall * float(st.rng.uniform(0.4, 1.1))
        top = tall * 1.2 - h
        tone = mix(
            colour, (150, 110, 90), float(st.rng.uniform(0, 0.22)) * (0 if st.palette.night else 1)
        )
        sheet.box(
            x,
            top,
            x + w,
            tall * 1.2 + 0.02,
            Ramp(light(tone, 0.16), dark(tone, 0.2), sideways=True),
        )
        if st.rng.random() < 0.3:
            sheet.box(x + w * 0.3, top - 0.03, x + w * 0.7, top + 0.01, dark(tone, 0.1))
        if st.rng.random() < 0.3:
            sheet.line([(x + w / 2, top - 0.08), (x + w / 2, top)], 0.004, dark(tone, 0.3))
        columns = max(2, int(w / 0.026))
        for row in range(int(h / 0.034)):
            for k in range(columns):
                on = st.rng.random() < lights
                pane = (
                    mix(GLOW, (255, 250, 220), float(st.rng.random()))
                    if on
                    else mix(tone, st.palette.low, 0.24)
                )
                px, py = x + (k + 0.28) * w / columns, top + 0.018 + row * 0.034
                sheet.box(px, py, px + w / columns * 0.5, py + 0.018, pane)
        x += w + float(st.rng.uniform(-0.01, 0.02))
    canvas.lay(sheet, 0, base - tall * 1.2)


def city(st: Stage) -> None:
    """A skyline behind an avenue."""
    base = st.y(0.72)
    st.sky(base)
    dim = {"noon": 0.05, "dawn": 0.16, "sunset": 0.4, "night": 0.62}[st.scene.light]
    own: Colour = (96, 104, 124) if not st.palette.night else (70, 80, 120)
    _towers(st, base, st.y(0.44), st.far(own, 0.5), dim * 0.7)
    st.canvas.haze(base - 0.3, base, st.palette.haze, (0.0, 0.3))
    _towers(st, base + 0.01, st.y(0.3), st.far(dark(own, 0.2), 0.14), dim)
    if st.palette.night:
        st.canvas.glow(st.canvas.width / 2, base, 0.5, (230, 150, 80), 0.3)
    st.ground(base, ((120, 122, 128), (84, 86, 92)), strength=0.06)
    if st.snow_land():
        st.ground(base, (SNOW, SNOW), strength=0.04)
    _kerb(st, base)


def _kerb(st: Stage, base: float) -> None:
    """A pavement and the white dashes of an avenue."""
    canvas = st.canvas
    sheet = Sprite(canvas.width, canvas.height - base, canvas.scale)
    tall = canvas.height - base
    sheet.box(0, 0, canvas.width, tall * 0.16, st.tone((172, 168, 160)))
    sheet.box(0, tall * 0.16, canvas.width, tall * 0.2, st.tone((120, 116, 110)))
    for k in range(7):
        x = canvas.width * (k / 6.0 - 0.06)
        y = tall * 0.5
        sheet.shape(
            [(x, y), (x + 0.12, y), (x + 0.11, y + 0.02), (x - 0.015, y + 0.02)],
            st.tone((236, 234, 220)),
        )
    canvas.lay(sheet, 0, base)
    for k in range(4):
        x = canvas.width * (0.1 + 0.27 * k)
        post = Sprite(0.14, 0.36, canvas.scale)
        iron = st.tone((52, 56, 62))
        post.line([(0.07, 0.05), (0.07, 0.36)], 0.009, iron)
        post.soft(
            [(0.045, 0.045), (0.07, 0.015), (0.095, 0.045), (0.07, 0.06)],
            (255, 236, 180) if st.palette.night else iron,
        )
        canvas.lay(post, x - 0.07, base + tall * 0.17 - 0.36)
        if st.palette.night:
            canvas.glow(x, base + tall * 0.17 - 0.32, 0.06, (255, 220, 140), 0.6)


def harbour(st: Stage) -> None:
    """A basin with coloured houses across and a stone quay in front."""
    horizon = st.y(0.5)
    st.sky(horizon)
    st.hills(horizon - 0.06, 0.06, 1.0, st.far((84, 116, 92), 0.5), rough=0.45)
    _row_of_houses(st, horizon, 0.17, 15, 0.2)
    _masts(st, horizon)
    st.canvas.water(horizon, st.deep((34, 88, 108)), mirror=0.66, waves=0.6)
    quay = st.y(0.87)
    st.canvas.shore = np.full(st.canvas.columns, quay * st.canvas.scale, np.float32)
    st.canvas.gradient(
        quay, st.canvas.height, ((0, st.tone((176, 170, 160))), (1, st.tone((140, 134, 126))))
    )
    noise = st.canvas.ground_noise(quay - 0.1, kind="rough", fineness=300, flat=1.0)
    st.canvas.multiply(quay, 1 + 0.09 * noise[st.canvas.row(quay) - st.canvas.row(quay - 0.1) :])
    sheet = Sprite(st.canvas.width, 0.24, st.canvas.scale)
    sheet.box(0, 0.098, st.canvas.width, 0.112, st.tone((210, 206, 196)))
    sheet.box(0, 0.112, st.canvas.width, 0.118, st.tone((100, 96, 90)))
    for k in range(4):
        x = st.canvas.width * (0.1 + 0.27 * k)
        sheet.box(x - 0.018, 0.06, x + 0.018, 0.11, st.tone((60, 62, 68)), 0.008)
        left, right = (round(e * st.canvas.scale) for e in (x - 0.026, x + 0.026))
        st.canvas.shore[left:right] -= 0.045 * st.canvas.scale
        sheet.box(x - 0.026, 0.055, x + 0.026, 0.072, st.tone((76, 78, 84)), 0.008)
    st.canvas.lay(sheet, 0, quay - 0.1)


_FRONTS: tuple[Colour, ...] = (
    (206, 178, 140),
    (190, 120, 96),
    (222, 206, 170),
    (150, 164, 170),
    (196, 150, 110),
    (170, 176, 150),
)


def _row_of_houses(st: Stage, base: float, tall: float, count: int, distance: float) -> None:
    canvas = st.canvas
    sheet = Sprite(canvas.width, tall * 1.5, canvas.scale)
    for k in range(count):
        w = canvas.width / count
        x, h = k * w, tall * float(st.rng.uniform(0.62, 1.0))
        top = tall * 1.5 - h
        wall = st.far(_FRONTS[int(st.rng.integers(len(_FRONTS)))], distance)
        sheet.box(x, top, x + w, tall * 1.5, wall)
        roof = st.far((150, 84, 66), distance)
        sheet.shape(
            [(x - 0.004, top), (x + w / 2, top - w * 0.5), (x + w + 0.004, top)],
            Ramp(light(roof, 0.1), dark(roof, 0.1)),
        )
        for row in range(int(h / 0.05)):
            for c in range(2):
                px, py = x + w * (0.2 + 0.38 * c), top + 0.016 + row * 0.05
                lit_up = (
                    st.rng.random()
                    < {"noon": 0.0, "dawn": 0.1, "sunset": 0.4, "night": 0.7}[st.scene.light]
                )
                sheet.box(px, py, px + w * 0.2, py + 0.026, GLOW if lit_up else dark(wall, 0.5))
    canvas.lay(sheet, 0, base - tall * 1.5)


def _masts(st: Stage, base: float) -> None:
    canvas = st.canvas
    sheet = Sprite(canvas.width, 0.3, canvas.scale)
    for _ in range(11):
        x, h = float(st.rng.uniform(0, canvas.width)), float(st.rng.uniform(0.1, 0.24))
        tone = st.far((206, 204, 200), 0.2)
        sheet.line([(x, 0.3 - h), (x, 0.3)], 0.004, tone)
        sheet.line([(x, 0.3 - h), (x + 0.03, 0.29)], 0.0016, dark(tone, 0.3))
        sheet.soft(
            [(x - 0.035, 0.283), (x, 0.288), (x + 0.04, 0.281), (x + 0.03, 0.3), (x - 0.026, 0.3)],
            st.far((226, 226, 222), 0.15),
        )
    canvas.lay(sheet, 0, base - 0.29)


def street(st: Stage) -> None:
    """A street of town houses towards its vanishing point."""
    canvas = st.canvas
    horizon = st.y(0.56)
    st.sky(horizon)
    vx = canvas.width * float(st.rng.uniform(0.42, 0.58))
    canvas.haze(horizon - 0.2, horizon, st.palette.haze, (0.0, 0.5))
    road: Colour = SNOW if st.snow_land() else (102, 102, 108)
    st.ground(horizon, (road, dark(road, 0.02 if st.snow_land() else 0.12)), strength=0.06)
    sheet = Sprite(canvas.width, canvas.height, canvas.scale)
    for side in (-1, 1):
        _terrace(st, sheet, vx, horizon, side)
    _road_marks(st, sheet, vx, horizon)
    canvas.lay(sheet, 0, 0)
    if st.palette.night:
        canvas.glow(vx, horizon, 0.3, (240, 170, 90), 0.25)


def _terrace(st: Stage, sheet: Sprite, vx: float, vy: float, side: int) -> None:
    height = st.canvas.height
    edge = 0.0 if side < 0 else st.canvas.width
    walk = st.tone(SNOW if st.snow_land() else (176, 170, 162))
    sheet.shape(
        [(vx, vy), (edge, vy + (height - vy) * 0.46), (edge, height), (edge - side * 0.24, height)],
        walk,
    )
    depths = [0.12, 0.19, 0.29, 0.43, 0.64, 1.0]
    tall = float(st.rng.uniform(0.95, 1.1))
    chance = {"noon": 0.0, "dawn": 0.12, "sunset": 0.4, "night": 0.66}[st.scene.light]
    for k in range(5):
        d0, d1 = depths[k], depths[k + 1]
        wall = st.far(_FRONTS[int(st.rng.integers(len(_FRONTS)))], 0.42 - 0.08 * k)
        if side > 0:
            wall = dark(wall, 0.14)
        up = tall * float(st.rng.uniform(0.86, 1.1))

        def spot(t: float, h: float, up: float = up) -> Point:
            x = vx + (edge - vx) * t
            foot = vy + (height - vy) * 0.46 * t
            return (x, foot - h * up * vy * 1.35 * t)

        sheet.shape(
            [spot(d0, 0), spot(d0, 1), spot(d1, 1), spot(d1, 0)],
            Ramp(light(wall, 0.1), dark(wall, 0.1)),
        )
        sheet.shape([spot(d0, 1), spot(d0, 1.05), spot(d1, 1.05), spot(d1, 1)], dark(wall, 0.3))
        for row in range(4):
            for c in range(3):
                a = d0 + (d1 - d0) * (0.14 + 0.3 * c)
                b = a + (d1 - d0) * 0.15
                h0 = 0.1 + row * 0.235
                pane = (
                    GLOW
                    if st.rng.random() < chance
                    else mix(dark(wall, 0.55), st.palette.low, 0.25)
                )
                sheet.shape(
                    [spot(a, h0), spot(a, h0 + 0.13), spot(b, h0 + 0.13), spot(b, h0)], pane
                )
                sheet.line([spot(a, h0 - 0.006), spot(b, h0 - 0.006)], 0.006 * d1, light(wall, 0.4))


def _road_marks(st: Stage, sheet: Sprite, vx: float, vy: float) -> None:
    height = st.canvas.height
    if st.snow_land():
        return
    white = st.tone((238, 236, 226))
    for k in range(6):
        t0, t1 = 0.06 * 1.62**k, 0.06 * 1.62**k * 1.3
        middle = vx + (st.canvas.width / 2 - vx) * 0.3
        half = 0.022
        x0, x1 = vx + (middle - vx) * t0, vx + (middle - vx) * t1
        y0, y1 = vy + (height - vy) * t0, vy + (height - vy) * t1
        sheet.shape(
            [
                (x0 - half * t0, y0),
                (x0 + half * t0, y0),
                (x1 + half * t1, y1),
                (x1 - half * t1, y1),
            ],
            white,
        )
