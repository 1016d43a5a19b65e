"""Painters of things on the water and in the air; every thing is one unit high."""

import math

import numpy as np

from photoclip.samples.brush import (
    BLACK,
    WHITE,
    Colour,
    Point,
    Ramp,
    Sprite,
    dark,
    light,
    lit,
    mix,
    path,
    round_lit,
    smooth,
)

WOOD: Colour = (128, 84, 50)


def sailboat(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A small sailing boat: main sail, jib and hull in its colour."""
    s.line([(0.42, 0.02), (0.42, 0.84)], 0.016, dark(WOOD, 0.2))
    main = path("0.44,0.03 0.52,0.2 0.62,0.42 0.74,0.72 0.44,0.75")
    s.shape(main, Ramp(light(c, 0.16), dark(c, 0.12), sideways=True))
    s.shape(
        path("0.40,0.1 0.40,0.73 0.1,0.75 0.2,0.5"),
        Ramp(dark(c, 0.2), light(c, 0.12), sideways=True),
    )
    for y in (0.24, 0.41, 0.58):
        s.line([(0.44, y), (0.44 + (y - 0.02) * 0.38, y + 0.012)], 0.006, dark(c, 0.3))
    s.line([(0.42, 0.78), (0.78, 0.765)], 0.016, dark(WOOD, 0.2))
    s.shape(path("0.42,0.0 0.42,0.05 0.32,0.03"), light(c, 0.3))
    hull = path("0.03,0.8 0.2,0.825 0.5,0.835 0.84,0.8 0.76,0.95 0.68,1.0 0.22,1.0 0.12,0.93")
    s.shape(hull, Ramp(light(c, 0.1), dark(c, 0.42)))
    s.line(path("0.03,0.803 0.2,0.828 0.5,0.838 0.84,0.803"), 0.022, light(c, 0.75))
    if rng.random() < 0.5:
        s.disc(0.66, 0.765, 0.026, (214, 160, 126))
        s.box(0.635, 0.785, 0.685, 0.83, (60, 70, 90), 0.01)


def rowing_boat(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A rowing boat seen from the side with its oars out."""
    inside = path("0.1,0.34 0.6,0.5 1.5,0.5 2.0,0.3 1.6,0.44 0.5,0.44")
    s.soft(inside, dark(WOOD, 0.35))
    for x in (0.65, 1.05, 1.45):
        s.box(x - 0.07, 0.42, x + 0.07, 0.52, light(WOOD, 0.3), 0.01)
    hull = smooth(path("0.04,0.3 0.5,0.48 1.05,0.53 1.6,0.47 2.06,0.24"), closed=False)
    hull += smooth(path("1.95,0.62 1.7,0.95 1.05,1.0 0.45,0.96 0.2,0.66"), closed=False)
    s.shape(hull, Ramp(light(c, 0.12), dark(c, 0.42)))
    for k in (0.64, 0.8):
        line = [
            (0.18 + (k - 0.6) * 0.3, k - 0.08),
            (1.05, k + 0.06),
            (1.92 - (k - 0.6) * 0.3, k - 0.11),
        ]
        s.curve(line, 0.014, dark(c, 0.35))
    rim = path("0.04,0.3 0.5,0.48 1.05,0.53 1.6,0.47 2.06,0.24")
    s.curve(rim, 0.055, light(mix(c, WOOD, 0.25), 0.55))
    s.line([(1.22, 0.12), (0.7, 0.98)], 0.035, light(WOOD, 0.35))
    s.soft(path("0.74,0.82 0.79,0.86 0.66,1.0 0.58,1.0"), light(WOOD, 0.35))
    if rng.random() < 0.6:
        s.box(0.98, 0.14, 1.14, 0.46, lit((70, 84, 110)), 0.06)
        s.disc(1.06, 0.07, 0.07, (214, 160, 126))


def ship(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A steamer with a coloured hull and funnels."""
    s.box(0.5, 0.5, 1.4, 0.64, lit(WHITE, 0.14), 0.01)
    s.box(0.62, 0.38, 1.26, 0.52, lit(WHITE, 0.12), 0.01)
    s.box(1.06, 0.27, 1.24, 0.4, lit(WHITE, 0.1), 0.01)
    for x in (0.72, 0.92):
        s.box(x - 0.065, 0.1, x + 0.065, 0.4, round_lit(c, 0.35))
        s.box(x - 0.065, 0.1, x + 0.065, 0.15, BLACK)
        s.box(x - 0.065, 0.19, x + 0.065, 0.225, WHITE)
    for k in range(9):
        s.disc(0.57 + k * 0.095, 0.575, 0.021, (60, 84, 110))
    for k in range(6):
        s.box(0.68 + k * 0.095, 0.43, 0.735 + k * 0.095, 0.47, (60, 84, 110))
    s.line([(1.42, 0.16), (1.42, 0.62)], 0.014, BLACK)
    s.line([(0.3, 0.2), (0.3, 0.62)], 0.014, BLACK)
    hull = path("0.03,0.58 0.3,0.63 1.4,0.63 1.74,0.52 1.6,0.98 1.5,1.0 0.2,1.0 0.1,0.9")
    s.shape(hull, Ramp(light(c, 0.1), dark(c, 0.35)))
    s.line(path("0.03,0.6 0.3,0.645 1.4,0.645 1.73,0.54"), 0.022, WHITE)
    s.shape(path("0.12,0.93 1.61,0.93 1.58,1.0 0.2,1.0"), dark(c, 0.62))
    for k in range(7):
        s.disc(0.34 + k * 0.16, 0.76, 0.024, dark(c, 0.7))


def duck(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A swimming duck."""
    tail = path("0.02,0.42 0.2,0.56 0.3,0.8 0.12,0.74")
    s.soft(tail, dark(c, 0.2))
    body = path("0.06,0.6 0.3,0.6 0.6,0.56 0.8,0.54 0.98,0.7 0.9,0.96 0.5,1.02 0.2,0.94")
    s.soft(body, Ramp(light(c, 0.12), dark(c, 0.3)))
    s.soft(path("0.72,0.7 0.74,0.42 0.92,0.38 1.0,0.62 0.96,0.8"), Ramp(c, dark(c, 0.1)))
    s.disc(0.87, 0.26, 0.2, Ramp(light(c, 0.15), dark(c, 0.12)))
    bill: Colour = (238, 142, 30) if c[1] < 190 or c[2] > 150 else (230, 100, 24)
    s.soft(path("1.02,0.22 1.19,0.3 1.17,0.36 1.02,0.36"), Ramp(light(bill), dark(bill, 0.2)))
    s.disc(0.93, 0.21, 0.036, BLACK)
    s.disc(0.942, 0.2, 0.012, WHITE)
    wing = path("0.2,0.66 0.44,0.6 0.68,0.68 0.62,0.86 0.36,0.88")
    s.soft(wing, Ramp(dark(c, 0.1), dark(c, 0.34)))
    s.curve(path("0.28,0.74 0.46,0.78 0.62,0.74"), 0.014, dark(c, 0.42))


def whale(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A whale at the surface, blowing."""
    spray: Colour = (236, 244, 250)
    for k in range(5):
        side = (k - 2) * 0.07
        s.curve(
            [(1.22, 0.36), (1.22 + side * 0.6, 0.14), (1.22 + side * 1.8, 0.05 + abs(side))],
            0.022,
            spray,
        )
    fluke = path(
        "0.24,0.66 0.16,0.44 0.0,0.32 0.06,0.26 0.22,0.34 0.3,0.22 0.4,0.24 0.34,0.46 0.4,0.66"
    )
    s.soft(fluke, Ramp(light(c, 0.1), dark(c, 0.3)))
    body = path(
        "0.16,0.78 0.36,0.62 0.8,0.42 1.3,0.36 1.68,0.56 1.79,0.84 1.66,1.02 0.9,1.02 0.36,1.0"
    )
    s.soft(body, Ramp(light(c, 0.14), dark(c, 0.34)))
    belly = path("1.02,0.92 1.4,0.84 1.77,0.82 1.7,1.0 1.1,1.02")
    s.soft(belly, light(mix(c, WHITE, 0.5), 0.3))
    for k in range(4):
        s.curve(
            [(1.15 + k * 0.1, 0.99), (1.35 + k * 0.08, 0.89), (1.72, 0.86 + k * 0.03)],
            0.01,
            dark(c, 0.2),
        )
    s.disc(1.5, 0.72, 0.034, BLACK)
    s.disc(1.507, 0.71, 0.011, WHITE)
    s.soft(path("0.9,0.84 1.1,0.82 0.98,1.0 0.84,0.99"), dark(c, 0.3))


def hot_air_balloon(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A hot-air balloon with gores and a basket."""
    for x in (0.29, 0.34, 0.4, 0.45):
        s.line([(x, 0.7), (0.37 + (x - 0.37) * 0.75, 0.87)], 0.007, dark(WOOD, 0.3))
    s.box(0.3, 0.87, 0.44, 0.985, lit(WOOD, 0.3), 0.02)
    s.box(0.29, 0.865, 0.45, 0.89, dark(WOOD, 0.4), 0.01)

    def edge(share: float) -> list[Point]:
        out: list[Point] = []
        for k in range(25):
            t = k / 24
            wide = (
                0.365 * math.sqrt(max(0, math.sin(math.pi * min(1, t * 0.86 + 0.0))))
                if t < 0.6
                else 0.0
            )
            if t >= 0.6:
                wide = 0.09 + (0.3635 - 0.09) * math.cos((t - 0.6) / 0.4 * math.pi / 2) ** 0.9
            out.append((0.37 + wide * share, 0.005 + 0.735 * t))
        return out

    s.shape(edge(-1) + edge(1)[::-1], c)
    cuts = [-1.0, -0.88, -0.66, -0.36, 0.0, 0.36, 0.66, 0.88, 1.0]
    style = int(rng.integers(3))
    for k in range(8):
        tone = dark(c, 0.04 + 0.045 * abs(k - 2.5))
        if k % 2 and style == 0:
            tone = light(c, 0.34)
        elif k % 2:
            tone = dark(tone, 0.12)
        s.shape(edge(cuts[k]) + edge(cuts[k + 1])[::-1], Ramp(light(tone, 0.14), dark(tone, 0.16)))
    if style == 2:
        band = edge(-1)[10:13] + edge(1)[10:13][::-1]
        s.shape(band, light(c, 0.8))
    s.box(0.3, 0.725, 0.44, 0.745, dark(c, 0.5), 0.008)


def balloon(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A party balloon on a string."""
    sway = float(rng.uniform(-0.06, 0.06))
    s.curve(
        [(0.22, 0.56), (0.2 + sway, 0.72), (0.24, 0.86), (0.22 + sway, 1.0)], 0.009, (120, 116, 120)
    )
    s.shape(path("0.22,0.535 0.25,0.575 0.19,0.575"), dark(c, 0.2))
    body = path("0.22,0.0 0.37,0.06 0.43,0.22 0.36,0.4 0.22,0.55 0.08,0.4 0.01,0.22 0.07,0.06")
    s.soft(body, Ramp(light(c, 0.1), dark(c, 0.18)))
    s.soft(path("0.1,0.12 0.15,0.07 0.17,0.1 0.12,0.2 0.085,0.22"), light(c, 0.7))


def airplane(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """An airliner from the side, climbing a little."""
    s.shape(path("1.35,0.5 1.62,0.16 1.72,0.16 1.66,0.52"), dark(c, 0.3))
    s.shape(path("0.22,0.5 0.02,0.02 0.22,0.02 0.52,0.44"), Ramp(light(c, 0.1), dark(c, 0.2)))
    body = path(
        "0.06,0.48 0.4,0.41 1.1,0.4 1.9,0.4 2.18,0.48 2.28,0.58 2.1,0.68 1.4,0.72 0.7,0.7 0.2,0.58"
    )
    s.soft(body, Ramp(light(c, 0.28), dark(c, 0.24)))
    s.soft(
        path("0.3,0.6 1.3,0.655 2.16,0.62 1.9,0.7 1.2,0.73 0.7,0.71"),
        light(mix(c, WHITE, 0.4), 0.35),
    )
    for k in range(13):
        s.box(0.62 + k * 0.095, 0.485, 0.665 + k * 0.095, 0.545, (52, 70, 100), 0.015)
    s.shape(path("2.05,0.455 2.17,0.5 2.19,0.535 2.03,0.525"), (40, 54, 80))
    s.shape(path("1.02,0.62 1.42,0.62 0.82,0.98 0.62,0.98"), Ramp(light(c, 0.06), dark(c, 0.36)))
    s.shape(path("0.1,0.55 0.34,0.54 0.1,0.7 0.0,0.7"), dark(c, 0.3))
    s.box(1.08, 0.74, 1.36, 0.87, lit(light(c, 0.3)), 0.05)
    s.oval(1.32, 0.745, 1.38, 0.865, (60, 62, 70))


def helicopter(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A helicopter from the side."""
    s.line([(0.95, 0.92), (1.7, 0.92)], 0.03, (70, 72, 78))
    for x in (1.1, 1.5):
        s.line([(x, 0.76), (x, 0.92)], 0.025, (70, 72, 78))
    s.shape(path("0.12,0.36 0.2,0.32 1.1,0.42 1.1,0.62"), Ramp(light(c, 0.08), dark(c, 0.25)))
    s.shape(path("0.1,0.14 0.22,0.14 0.3,0.42 0.16,0.42"), dark(c, 0.15))
    s.ring(0.13, 0.36, 0.13, 0.02, (84, 86, 92))
    body = path("0.86,0.46 1.05,0.3 1.4,0.26 1.7,0.4 1.84,0.6 1.76,0.76 1.4,0.82 1.05,0.78")
    s.soft(body, Ramp(light(c, 0.16), dark(c, 0.28)))
    s.soft(
        path("1.46,0.36 1.66,0.42 1.79,0.58 1.68,0.62 1.48,0.6"),
        Ramp((170, 206, 226), (70, 110, 140)),
    )
    s.box(1.14, 0.4, 1.36, 0.58, Ramp((160, 196, 216), (70, 110, 140)), 0.03)
    s.line([(1.3, 0.14), (1.3, 0.3)], 0.04, (70, 72, 78))
    s.line(path("0.66,0.16 1.3,0.13 1.88,0.15"), 0.03, (54, 56, 62))


def kite(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A diamond kite with a tail of bows."""
    tail = path("0.31,0.56 0.42,0.66 0.26,0.76 0.38,0.87 0.28,0.99")
    s.curve(tail, 0.01, (90, 84, 84))
    for x, y in ((0.4, 0.655), (0.29, 0.76), (0.37, 0.87)):
        s.shape([(x, y), (x - 0.07, y - 0.035), (x - 0.06, y + 0.04)], light(c, 0.2))
        s.shape([(x, y), (x + 0.07, y - 0.035), (x + 0.06, y + 0.04)], dark(c, 0.15))
    left, right, top, foot, mid = (0.0, 0.2), (0.62, 0.2), (0.31, 0.0), (0.31, 0.57), (0.31, 0.2)
    s.shape([top, mid, left], light(c, 0.22))
    s.shape([top, right, mid], c)
    s.shape([left, mid, foot], dark(c, 0.06))
    s.shape([mid, right, foot], dark(c, 0.26))
    s.line([top, foot], 0.011, dark(WOOD, 0.3))
    s.line([left, right], 0.011, dark(WOOD, 0.3))


def bird(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A bird flying with its wings up."""
    far = path("0.78,0.56 0.66,0.3 0.44,0.08 0.36,0.03 0.52,0.04 0.86,0.24 1.04,0.54")
    s.soft(far, Ramp(dark(c, 0.42), dark(c, 0.25)))
    s.soft(path("0.5,0.68 0.04,0.72 0.0,0.84 0.2,0.86 0.56,0.84"), dark(c, 0.22))
    body = path("0.34,0.74 0.7,0.56 1.1,0.5 1.38,0.48 1.48,0.6 1.36,0.74 1.0,0.88 0.6,0.88")
    s.soft(body, Ramp(light(c, 0.12), dark(c, 0.14)))
    s.soft(path("0.62,0.82 1.0,0.74 1.34,0.68 1.16,0.82 0.84,0.9"), light(mix(c, WHITE, 0.45), 0.3))
    near = path("0.74,0.64 0.84,0.36 1.0,0.12 1.16,0.0 1.2,0.08 1.2,0.34 1.16,0.6 0.98,0.7")
    s.soft(near, Ramp(dark(c, 0.3), light(c, 0.08)))
    for k in range(4):
        s.curve(
            [(0.88 + k * 0.07, 0.6), (0.94 + k * 0.065, 0.36), (1.05 + k * 0.04, 0.16 + k * 0.03)],
            0.013,
            dark(c, 0.35),
        )
    bill: Colour = (242, 160, 40)
    s.shape(
        path("1.46,0.55 1.68,0.62 1.46,0.66"), bill if c[2] > 60 or c[1] < 180 else (220, 90, 30)
    )
    s.disc(1.37, 0.57, 0.03, BLACK if sum(c) > 160 else WHITE)


def moon(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """The full moon with its seas."""
    s.disc(0.5, 0.5, 0.49, Ramp(light(c, 0.35), light(c, 0.05)))
    spots = (
        (0.36, 0.34, 0.13),
        (0.56, 0.28, 0.09),
        (0.42, 0.56, 0.1),
        (0.66, 0.5, 0.12),
        (0.56, 0.74, 0.08),
        (0.28, 0.68, 0.06),
    )
    for x, y, r in spots:
        outline = [
            (x + math.cos(k) * r * float(rng.uniform(0.8, 1.2)), y + math.sin(k) * r)
            for k in range(6)
        ]
        s.soft(outline, light(dark(c, 0.12), 0.12))
    for _ in range(7):
        a, d = float(rng.uniform(0, 6.28)), float(rng.uniform(0.1, 0.4))
        s.disc(0.5 + d * math.cos(a), 0.5 + d * math.sin(a), 0.02, light(dark(c, 0.1), 0.1))
