"""Painters of animals and plants; every thing is one unit high and stands at its lower edge."""

import math

import numpy as np

from photoclip.samples.brush import (
    BLACK,
    WHITE,
    Colour,
    Ramp,
    Sprite,
    dark,
    light,
    lit,
    mix,
    path,
    round_lit,
)

BARK: Colour = (96, 66, 44)
LEAF: Colour = (58, 138, 56)


def _eye(s: Sprite, x: float, y: float, r: float, coat: Colour) -> None:
    if sum(coat) < 200:
        s.disc(x, y, r * 1.5, (226, 190, 90))
    s.disc(x, y, r, (16, 14, 16))
    s.disc(x + r * 0.3, y - r * 0.35, r * 0.34, WHITE)


def dog(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A dog standing, seen from the side, its tail up."""
    s.curve(path("0.2,0.5 0.08,0.4 0.04,0.2"), 0.07, dark(c, 0.06))
    for x, tone in ((0.3, 0.34), (0.74, 0.34), (0.2, 0.1), (0.62, 0.1)):
        s.shape(
            [(x - 0.02, 0.62), (x + 0.15, 0.62), (x + 0.11, 0.98), (x, 0.98)],
            Ramp(dark(c, tone), dark(c, tone + 0.14)),
        )
        s.soft(
            [
                (x - 0.01, 0.95),
                (x + 0.12, 0.94),
                (x + 0.16, 0.985),
                (x + 0.1, 1.0),
                (x - 0.01, 1.0),
            ],
            dark(c, tone + 0.05),
        )
    body = path(
        "0.16,0.52 0.3,0.42 0.56,0.43 0.74,0.36 0.86,0.46 0.84,0.66 0.7,0.74 "
        "0.44,0.72 0.24,0.74 0.15,0.64"
    )
    s.soft(body, Ramp(light(c, 0.14), dark(c, 0.2)))
    s.soft(path("0.7,0.4 0.74,0.2 0.92,0.22 0.94,0.42 0.84,0.58"), Ramp(c, dark(c, 0.12)))
    head = path(
        "0.72,0.16 0.8,0.06 0.94,0.06 1.02,0.16 1.14,0.21 1.17,0.29 1.1,0.35 0.96,0.37 0.8,0.34"
    )
    s.soft(head, Ramp(light(c, 0.16), dark(c, 0.08)))
    s.soft(path("1.0,0.24 1.14,0.22 1.17,0.29 1.1,0.35 0.98,0.355"), light(c, 0.34))
    s.oval(1.11, 0.195, 1.185, 0.26, BLACK)
    s.curve(path("1.14,0.3 1.08,0.325 1.02,0.31"), 0.013, (40, 26, 26))
    s.soft(path("1.04,0.33 1.1,0.33 1.1,0.42 1.06,0.43"), (224, 108, 116))
    s.soft(
        path("0.72,0.12 0.82,0.08 0.84,0.26 0.77,0.42 0.68,0.36"), Ramp(dark(c, 0.24), dark(c, 0.4))
    )
    _eye(s, 0.96, 0.17, 0.026, c)
    collar: Colour = (196, 36, 40) if c[0] < 200 or c[2] > 150 else (40, 90, 180)
    s.curve(path("0.73,0.38 0.83,0.44 0.93,0.4"), 0.035, collar)


def cat(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A cat sitting, looking at us, its tail around."""
    s.curve(path("0.5,0.94 0.72,0.92 0.72,0.72 0.64,0.58"), 0.085, dark(c, 0.16))
    body = path("0.36,0.36 0.54,0.44 0.62,0.7 0.62,0.94 0.4,1.0 0.16,0.98 0.1,0.78 0.16,0.5")
    s.soft(body, Ramp(light(c, 0.12), dark(c, 0.2)))
    s.soft(path("0.28,0.5 0.4,0.5 0.44,0.7 0.34,0.82 0.24,0.7"), light(c, 0.34))
    for x in (0.22, 0.36):
        s.box(x, 0.68, x + 0.11, 0.98, round_lit(light(c, 0.04), 0.16), 0.05)
        s.oval(x - 0.01, 0.93, x + 0.125, 1.0, light(c, 0.24))
    for side in (-1, 1):
        x = 0.34
        s.shape(
            [(x + side * 0.06, 0.12), (x + side * 0.215, -0.0), (x + side * 0.225, 0.24)],
            dark(c, 0.1),
        )
        s.shape(
            [(x + side * 0.1, 0.13), (x + side * 0.195, 0.05), (x + side * 0.2, 0.2)],
            (226, 150, 150),
        )
    s.oval(0.11, 0.09, 0.57, 0.47, Ramp(light(c, 0.18), dark(c, 0.08)))
    s.oval(0.24, 0.3, 0.44, 0.44, light(c, 0.45))
    for side in (-1, 1):
        s.oval(
            0.34 + side * 0.1 - 0.045,
            0.205,
            0.34 + side * 0.1 + 0.045,
            0.285,
            (150, 190, 70) if sum(c) < 620 else (70, 150, 200),
        )
        s.oval(0.34 + side * 0.1 - 0.016, 0.205, 0.34 + side * 0.1 + 0.016, 0.285, (12, 12, 14))
        for k in range(3):
            s.line(
                [(0.34 + side * 0.06, 0.36), (0.34 + side * 0.27, 0.33 + k * 0.04)],
                0.005,
                (245, 245, 240) if sum(c) < 500 else (110, 104, 100),
            )
    s.shape(path("0.315,0.32 0.365,0.32 0.34,0.35"), (216, 110, 116))
    s.curve(path("0.28,0.37 0.31,0.395 0.34,0.37 0.37,0.395 0.4,0.37"), 0.011, dark(c, 0.6))
    if c[0] > 180 and c[2] < 120:
        for y in (0.56, 0.66, 0.76):
            s.curve([(0.52, y), (0.58, y + 0.01), (0.63, y + 0.04)], 0.022, dark(c, 0.35))
        for x in (0.29, 0.34, 0.39):
            s.line([(x, 0.1), (x, 0.17)], 0.018, dark(c, 0.35))


def horse(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A horse standing, seen from the side."""
    hair = dark(c, 0.55) if sum(c) > 160 else (70, 64, 64)
    s.soft(path("0.16,0.42 0.06,0.5 0.03,0.74 0.1,0.78 0.14,0.6 0.2,0.5"), hair)
    for x, tone in ((0.28, 0.4), (0.72, 0.4), (0.18, 0.12), (0.64, 0.12)):
        s.shape(
            [
                (x, 0.58),
                (x + 0.12, 0.58),
                (x + 0.085, 0.78),
                (x + 0.09, 0.96),
                (x + 0.03, 0.96),
                (x + 0.03, 0.78),
            ],
            Ramp(dark(c, tone), dark(c, tone + 0.1)),
        )
        s.shape(
            [(x + 0.025, 0.95), (x + 0.095, 0.95), (x + 0.11, 1.0), (x + 0.015, 1.0)], (44, 38, 36)
        )
    body = path(
        "0.14,0.46 0.26,0.36 0.5,0.39 0.7,0.35 0.84,0.42 0.82,0.6 0.68,0.66 "
        "0.42,0.66 0.24,0.66 0.14,0.58"
    )
    s.soft(body, Ramp(light(c, 0.16), dark(c, 0.24)))
    neck = path("0.66,0.42 0.76,0.26 0.88,0.1 1.0,0.12 0.98,0.26 0.88,0.42 0.82,0.54")
    s.soft(neck, Ramp(light(c, 0.1), dark(c, 0.08)))
    head = path("0.88,0.1 0.98,0.05 1.08,0.14 1.19,0.3 1.17,0.36 1.08,0.35 0.98,0.25 0.9,0.2")
    s.soft(head, Ramp(light(c, 0.14), dark(c, 0.1)))
    s.soft(path("1.12,0.28 1.19,0.29 1.18,0.36 1.1,0.355"), dark(c, 0.4))
    s.shape(path("0.92,0.09 0.95,0.0 0.99,0.08"), dark(c, 0.1))
    mane = path("0.94,0.05 0.84,0.08 0.72,0.22 0.64,0.4 0.72,0.42 0.82,0.26 0.92,0.14")
    s.soft(mane, hair)
    _eye(s, 1.02, 0.15, 0.018, c)


def tree(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A broad tree with a crown in its colour."""
    s.shape(path("0.37,0.5 0.45,0.5 0.47,0.86 0.53,1.0 0.3,1.0 0.36,0.86"), round_lit(BARK, 0.35))
    s.line([(0.41, 0.66), (0.26, 0.5)], 0.03, BARK)
    s.line([(0.42, 0.62), (0.58, 0.46)], 0.03, dark(BARK))
    count = 64
    spots = sorted(
        ((float(rng.uniform(0, 6.283)), float(rng.random())) for _ in range(count)),
        key=lambda p: p[1],
    )
    for angle, share in spots[::-1]:
        d = math.sqrt(share)
        x, y = 0.41 + math.cos(angle) * d * 0.29, 0.34 + math.sin(angle) * d * 0.24
        height = 1 - (y - 0.1) / 0.5 + (0.41 - x) * 0.5
        tone = dark(c, 0.46 - 0.42 * height) if height < 1 else light(c, 0.1)
        tone = mix(tone, light(c, 0.25), float(rng.uniform(0, 0.28)))
        r = float(rng.uniform(0.06, 0.1))
        s.disc(x, y, r, dark(tone, 0.12))
        s.disc(x - 0.012, y - 0.014, r * 0.78, tone)


def palm(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A palm with a bent trunk."""
    bend = float(rng.uniform(-0.1, 0.1))
    trunk = [(0.43 + bend * (1 - t) ** 2 + 0.0, 0.3 + 0.7 * t) for t in np.linspace(0, 1, 12)]
    for (x, y), wide in zip(trunk, np.linspace(0.034, 0.055, 12), strict=True):
        s.shape(
            [
                (x - wide, y - 0.03),
                (x + wide, y - 0.03),
                (x + wide * 0.8, y + 0.035),
                (x - wide * 0.8, y + 0.035),
            ],
            round_lit((150, 112, 74), 0.35),
        )
    top = trunk[0]
    for k, angle in enumerate((3.5, -0.4, 2.75, 0.35, 4.3, 5.1, 3.1, 0.05, 4.75)):
        a = angle + float(rng.uniform(-0.12, 0.12))
        reach = 0.4
        tip = (top[0] + math.cos(a) * reach, top[1] + math.sin(a) * reach * 0.6 + 0.16)
        mid = (top[0] + math.cos(a) * reach * 0.55, top[1] + math.sin(a) * reach * 0.62 - 0.05)
        tone = dark(c, 0.3) if k < 4 else light(c, 0.04 + 0.03 * (k % 3))
        nx, ny = -math.sin(a) * 0.05, math.cos(a) * 0.05 + 0.03
        s.soft([top, (mid[0] - nx, mid[1] - abs(ny)), tip, (mid[0] + nx, mid[1] + abs(ny))], tone)
        for t in (0.35, 0.5, 0.65, 0.8):
            x, y = (
                top[0] + (tip[0] - top[0]) * t,
                top[1] + (tip[1] - top[1]) * t - 0.13 * (1 - (2 * t - 1) ** 2),
            )
            s.line([(x, y), (x + math.cos(a) * 0.05, y + 0.1)], 0.014, dark(tone, 0.15))
    for dx, dy in ((-0.04, 0.02), (0.03, 0.03), (0.0, 0.05)):
        s.disc(top[0] + dx, top[1] + dy, 0.032, (104, 70, 40))


def cactus(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A saguaro with two arms."""
    for points in (path("0.33,0.62 0.12,0.6 0.1,0.34"), path("0.33,0.52 0.54,0.5 0.56,0.22")):
        s.curve(points, 0.125, dark(c, 0.16))
        s.curve([(x - 0.014, y) for x, y in points], 0.07, c)
    s.box(0.23, 0.02, 0.43, 1.0, round_lit(c, 0.36), 0.1)
    s.box(0.23, 0.5, 0.43, 1.0, round_lit(c, 0.36))
    for x in (0.27, 0.31, 0.35, 0.39):
        s.line([(x, 0.08), (x, 0.99)], 0.007, dark(c, 0.36))
    for k in range(14):
        x, y = 0.25 + (k % 4) * 0.052, 0.1 + k * 0.062
        s.line([(x, y), (x + 0.022, y - 0.02)], 0.006, (236, 232, 190))
    if rng.random() < 0.5:
        s.disc(0.33, 0.025, 0.045, (236, 90, 140))


def flower(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """One big flower with its leaves."""
    s.curve(path("0.25,0.3 0.27,0.6 0.25,1.0"), 0.03, LEAF)
    for side in (-1, 1):
        x = 0.26
        s.soft(
            [(x, 0.9), (x + side * 0.1, 0.68), (x + side * 0.24, 0.6), (x + side * 0.17, 0.78)],
            Ramp(light(LEAF, 0.15), dark(LEAF, 0.25)),
        )
    petals = int(rng.integers(7, 11))
    turn = float(rng.uniform(0, 1))
    for ring, (reach, wide, tone) in enumerate(
        ((0.25, 0.085, dark(c, 0.2)), (0.22, 0.075, light(c, 0.06)))
    ):
        for k in range(petals):
            a = turn + (k + ring * 0.5) * 2 * math.pi / petals
            ca, sa = math.cos(a), math.sin(a)
            tip = (0.25 + ca * reach, 0.26 + sa * reach)
            mid = (0.25 + ca * reach * 0.68, 0.26 + sa * reach * 0.68)
            s.soft(
                [
                    (0.25, 0.26),
                    (mid[0] - sa * wide, mid[1] + ca * wide),
                    tip,
                    (mid[0] + sa * wide, mid[1] - ca * wide),
                ],
                tone,
            )
            s.line([(0.25 + ca * 0.09, 0.26 + sa * 0.09), mid], 0.006, dark(tone, 0.2))
    heart: Colour = (
        (246, 190, 40) if not (c[0] > 220 and 150 < c[1] < 230 and c[2] < 100) else (110, 66, 30)
    )
    s.disc(0.25, 0.26, 0.078, Ramp(light(heart), dark(heart, 0.25)))
    for k in range(10):
        a = k * 2.4
        s.disc(
            0.25 + math.cos(a) * 0.006 * k, 0.26 + math.sin(a) * 0.006 * k, 0.008, dark(heart, 0.35)
        )


def mushroom(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A toadstool with a spotted cap."""
    stem: Colour = (240, 230, 208)
    s.soft(
        path("0.36,0.44 0.56,0.44 0.58,0.72 0.64,0.95 0.46,1.0 0.28,0.95 0.34,0.72"),
        round_lit(stem, 0.25),
    )
    s.soft(path("0.3,0.56 0.46,0.52 0.62,0.56 0.56,0.63 0.46,0.6 0.36,0.63"), dark(stem, 0.1))
    s.oval(0.06, 0.4, 0.86, 0.57, dark(stem, 0.26))
    cap = path(
        "0.01,0.46 0.08,0.22 0.28,0.05 0.46,0.01 0.64,0.05 0.84,0.22 0.91,0.46 "
        "0.7,0.53 0.46,0.5 0.22,0.53"
    )
    s.soft(cap, Ramp(light(c, 0.18), dark(c, 0.26)))
    spot = WHITE if sum(c) < 640 else (206, 176, 140)
    for x, y, r in (
        (0.28, 0.18, 0.055),
        (0.5, 0.12, 0.06),
        (0.7, 0.25, 0.055),
        (0.16, 0.36, 0.045),
        (0.42, 0.33, 0.065),
        (0.62, 0.4, 0.04),
        (0.81, 0.4, 0.035),
    ):
        s.oval(x - r, y - r * 0.8, x + r, y + r * 0.8, spot)


def snowman(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A snowman with a hat, a scarf and a carrot nose."""
    shade: Colour = (176, 190, 214)
    for a, b in (((0.16, 0.5), (0.0, 0.34)), ((0.58, 0.5), (0.74, 0.32))):
        s.line([a, b], 0.02, BARK)
        s.line([((a[0] + b[0] * 2) / 3, (a[1] + b[1] * 2) / 3), (b[0], b[1] + 0.1)], 0.014, BARK)
    for y, r in ((0.78, 0.24), (0.5, 0.185), (0.28, 0.135)):
        s.disc(0.37, y if y < 0.7 else 0.77, r, Ramp((255, 255, 255), shade, sideways=True))
    scarf = [(200, 40, 44), (40, 90, 190), (40, 140, 70)][int(rng.integers(3))]
    tone: Colour = (float(scarf[0]), float(scarf[1]), float(scarf[2]))
    s.curve(path("0.24,0.375 0.37,0.42 0.5,0.375"), 0.06, tone)
    s.box(0.42, 0.39, 0.49, 0.58, lit(tone), 0.01)
    s.box(0.19, 0.15, 0.55, 0.18, (36, 34, 40), 0.01)
    s.box(0.26, 0.0, 0.48, 0.17, round_lit((44, 42, 48)), 0.01)
    s.box(0.26, 0.115, 0.48, 0.15, tone)
    for x in (0.31, 0.43):
        s.disc(x, 0.25, 0.018, BLACK)
    s.shape(path("0.36,0.27 0.36,0.31 0.53,0.3"), (238, 120, 30))
    for y in (0.48, 0.56, 0.7):
        s.disc(0.37, y, 0.018, BLACK)
