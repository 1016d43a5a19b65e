"""Painters of buildings, vehicles and what stands in streets; every thing is one unit high."""

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

WOOD: Colour = (128, 84, 50)
STEEL: Colour = (168, 174, 182)
GLASS = Ramp((178, 208, 226), (78, 112, 140))
LAMP: Colour = (255, 226, 138)


def _window(s: Sprite, x: float, y: float, wide: float, tall: float, glow: bool) -> None:
    s.box(x - 0.012, y - 0.012, x + wide + 0.012, y + tall + 0.012, WHITE)
    s.box(x, y, x + wide, y + tall, Ramp(light(LAMP, 0.3), LAMP) if glow else GLASS)
    s.line([(x + wide / 2, y), (x + wide / 2, y + tall)], 0.01, WHITE)
    s.line([(x, y + tall / 2), (x + wide, y + tall / 2)], 0.01, WHITE)


def house(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A cottage with walls in its colour."""
    roof: Colour = (84, 70, 70) if sum(c) > 200 else (150, 92, 70)
    s.box(0.72, 0.08, 0.84, 0.34, lit((150, 96, 82)))
    s.box(0.7, 0.07, 0.86, 0.11, (110, 70, 62))
    s.shape(path("0.08,0.42 0.97,0.42 0.97,0.985 0.08,0.985"), Ramp(light(c, 0.12), dark(c, 0.14)))
    for k in range(1, 9):
        s.line([(0.08, 0.42 + k * 0.063), (0.97, 0.42 + k * 0.063)], 0.005, dark(c, 0.22))
    s.shape(path("0.1,0.44 0.3,0.165 0.5,0.44"), Ramp(light(c, 0.06), dark(c, 0.1)))
    s.shape(
        path("0.3,0.08 0.87,0.08 1.04,0.44 0.53,0.44"), Ramp(light(roof, 0.16), dark(roof, 0.2))
    )
    for k in range(1, 6):
        y = 0.08 + k * 0.06
        s.line([(0.3 + k * 0.04, y), (0.87 + k * 0.028, y)], 0.006, dark(roof, 0.35))
    s.line(path("0.02,0.46 0.3,0.085 0.53,0.44"), 0.036, dark(roof, 0.3))
    s.disc(0.3, 0.33, 0.045, GLASS)
    glow = bool(rng.random() < 0.5)
    _window(s, 0.16, 0.54, 0.12, 0.15, glow)
    _window(s, 0.62, 0.54, 0.12, 0.15, glow)
    _window(s, 0.8, 0.54, 0.12, 0.15, glow)
    s.box(0.375, 0.62, 0.525, 0.985, WHITE)
    s.box(0.39, 0.64, 0.51, 0.985, lit((110, 66, 44)))
    s.disc(0.49, 0.82, 0.011, (230, 190, 90))
    s.box(0.06, 0.955, 0.99, 1.0, Ramp((150, 146, 140), (110, 106, 102)))


def lighthouse(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A lighthouse striped in its colour and white."""

    def half(y: float) -> float:
        return 0.085 + (y - 0.2) * 0.085

    bands = 5
    for k in range(bands):
        y0, y1 = 0.22 + k * 0.145, 0.22 + (k + 1) * 0.145
        tone = c if k % 2 == 0 else (WHITE if sum(c) < 640 else (180, 190, 200))
        s.shape(
            [
                (0.23 - half(y0), y0),
                (0.23 + half(y0), y0),
                (0.23 + half(y1), y1),
                (0.23 - half(y1), y1),
            ],
            round_lit(tone, 0.3),
        )
    s.shape(path("0.04,1.0 0.08,0.945 0.38,0.945 0.43,1.0"), Ramp((140, 134, 128), (92, 88, 86)))
    s.box(0.165, 0.1, 0.295, 0.205, Ramp((255, 246, 190), (250, 210, 110)))
    for x in (0.165, 0.208, 0.252, 0.295):
        s.line([(x, 0.1), (x, 0.205)], 0.008, BLACK)
    s.box(0.115, 0.2, 0.345, 0.225, (60, 62, 70), 0.005)
    for k in range(6):
        s.line([(0.12 + k * 0.044, 0.165), (0.12 + k * 0.044, 0.2)], 0.006, (60, 62, 70))
    s.line([(0.115, 0.165), (0.345, 0.165)], 0.008, (60, 62, 70))
    s.shape(path("0.145,0.105 0.23,0.03 0.315,0.105"), lit(c))
    s.disc(0.23, 0.025, 0.016, dark(c, 0.3))
    s.box(0.2, 0.87, 0.26, 0.95, dark(WOOD, 0.4), 0.02)
    for y in (0.42, 0.66):
        s.box(0.215, y, 0.245, y + 0.045, (50, 56, 70), 0.008)


def castle(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A castle with walls in its colour and pointed towers."""
    wall = mix(c, (170, 165, 158), 0.06)
    roof: Colour = (72, 76, 96) if sum(c) > 260 else (150, 146, 140)
    for x, top, wide in ((0.3, 0.26, 0.17), (0.68, 0.2, 0.19)):
        s.box(x, top, x + wide, 0.9, round_lit(wall, 0.3))
        s.shape(
            [(x - 0.03, top), (x + wide / 2, top - 0.2), (x + wide + 0.03, top)],
            round_lit(roof, 0.3),
        )
        s.box(x + wide / 2 - 0.02, top + 0.08, x + wide / 2 + 0.02, top + 0.16, (46, 44, 56), 0.02)
    s.box(0.12, 0.55, 1.03, 0.99, Ramp(light(wall, 0.08), dark(wall, 0.2)))
    for k in range(9):
        s.box(0.12 + k * 0.104, 0.5, 0.18 + k * 0.104, 0.56, light(wall, 0.06))
    for x in (0.02, 0.93):
        s.box(x, 0.42, x + 0.2, 1.0, round_lit(wall, 0.34))
        for k in range(3):
            s.box(x + k * 0.075, 0.37, x + k * 0.075 + 0.05, 0.43, light(wall, 0.04))
        s.box(x + 0.08, 0.56, x + 0.12, 0.66, (46, 44, 56), 0.02)
    for row in range(6):
        for k in range(10):
            x = 0.25 + (k + (row % 2) * 0.5) * 0.066
            s.line([(x, 0.62 + row * 0.06), (x + 0.03, 0.62 + row * 0.06)], 0.005, dark(wall, 0.24))
    s.box(0.47, 0.7, 0.68, 1.0, dark(WOOD, 0.45), 0.1)
    s.box(0.47, 0.86, 0.68, 1.0, dark(WOOD, 0.45))
    s.line([(0.775, 0.0), (0.775, 0.06)], 0.01, BLACK)
    s.shape(path("0.78,0.0 0.9,0.025 0.78,0.05"), light(c, 0.15))


def windmill(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A tower mill in its colour with four sails."""
    s.shape(path("0.3,0.36 0.56,0.36 0.66,1.0 0.2,1.0"), round_lit(c, 0.3))
    s.soft(path("0.28,0.38 0.34,0.24 0.43,0.2 0.52,0.24 0.58,0.38"), lit(dark(c, 0.35)))
    s.box(0.22, 0.66, 0.64, 0.69, dark(WOOD, 0.3))
    s.box(0.38, 0.82, 0.48, 1.0, dark(WOOD, 0.4), 0.03)
    for x, y in ((0.4, 0.46), (0.4, 0.58)):
        s.box(x, y, x + 0.06, y + 0.07, (250, 240, 210), 0.01)
    turn = float(rng.uniform(0.2, 1.3))
    for k in range(4):
        a = turn + k * math.pi / 2
        dx, dy = math.cos(a), math.sin(a)
        px, py = -dy * 0.085, dx * 0.085
        x0, y0, x1, y1 = 0.43 + dx * 0.1, 0.34 + dy * 0.1, 0.43 + dx * 0.41, 0.34 + dy * 0.33
        s.shape(
            [(x0, y0), (x1, y1), (x1 + px, y1 + py), (x0 + px, y0 + py)],
            light(mix(c, WHITE, 0.75), 0.2),
        )
        for t in (0.25, 0.5, 0.75):
            mx, my = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
            s.line([(mx, my), (mx + px, my + py)], 0.007, WOOD)
        s.line([(0.43, 0.34), (x1, y1)], 0.018, dark(WOOD, 0.3))
    s.disc(0.43, 0.34, 0.032, dark(WOOD, 0.4))


def tent(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A ridge tent with an open door."""
    s.shape(path("0.5,0.06 1.02,0.02 1.34,0.97 0.98,1.0"), Ramp(dark(c, 0.1), dark(c, 0.36)))
    s.shape(path("0.5,0.06 0.02,0.98 0.98,1.0"), Ramp(light(c, 0.2), dark(c, 0.06)))
    s.shape(path("0.5,0.2 0.3,0.99 0.68,0.995"), Ramp((50, 40, 40), (90, 74, 60)))
    s.shape(path("0.5,0.2 0.3,0.99 0.38,0.99"), light(c, 0.35))
    s.line([(0.5, 0.05), (0.98, 1.0)], 0.014, dark(c, 0.4))
    s.line([(0.5, 0.05), (0.02, 0.98)], 0.014, light(c, 0.4))
    s.line(path("1.02,0.03 1.33,0.42 1.35,0.98"), 0.008, (120, 116, 108))
    s.line([(0.5, 0.0), (0.5, 0.2)], 0.014, (90, 84, 80))


def _wheel(s: Sprite, x: float, y: float, r: float) -> None:
    s.disc(x, y, r, (30, 30, 34))
    s.disc(x, y, r * 0.62, Ramp((206, 210, 216), (120, 124, 132)))
    s.disc(x, y, r * 0.2, (50, 52, 58))


def car(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A small car from the side."""
    s.box(0.2, 0.72, 2.0, 0.86, (30, 30, 36), 0.05)
    cabin = path("0.42,0.44 0.66,0.12 0.9,0.04 1.24,0.05 1.46,0.14 1.74,0.46")
    s.shape(cabin, Ramp(light(c, 0.25), c))
    s.shape(path("0.56,0.43 0.74,0.16 0.98,0.12 0.98,0.43"), GLASS)
    s.shape(path("1.05,0.12 1.25,0.12 1.4,0.18 1.6,0.43 1.05,0.43"), GLASS)
    body = path(
        "0.06,0.62 0.12,0.46 0.46,0.4 1.2,0.4 1.74,0.42 2.06,0.5 2.15,0.64 "
        "2.12,0.8 1.8,0.82 0.4,0.82 0.08,0.8"
    )
    s.soft(body, Ramp(light(c, 0.2), dark(c, 0.3)))
    s.line([(1.015, 0.44), (1.03, 0.78)], 0.012, dark(c, 0.45))
    s.line([(0.2, 0.52), (2.0, 0.53)], 0.014, light(c, 0.42))
    s.box(0.86, 0.5, 0.97, 0.53, dark(c, 0.5), 0.01)
    s.soft(path("2.0,0.52 2.1,0.56 2.11,0.64 2.0,0.62"), (255, 246, 200))
    s.soft(path("0.08,0.52 0.15,0.5 0.16,0.6 0.08,0.62"), (190, 30, 30))
    s.box(2.0, 0.72, 2.17, 0.79, STEEL, 0.03)
    s.box(0.03, 0.72, 0.2, 0.79, STEEL, 0.03)
    for x in (0.5, 1.68):
        s.disc(x, 0.8, 0.225, (24, 24, 28))
        _wheel(s, x, 0.81, 0.19)


def bus(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A city bus from the side."""
    s.box(0.05, 0.08, 1.9, 0.88, Ramp(light(c, 0.14), dark(c, 0.22)), 0.08)
    s.box(0.12, 0.03, 1.82, 0.12, dark(c, 0.3), 0.03)
    s.box(0.05, 0.6, 1.9, 0.65, light(c, 0.75))
    for k in range(5):
        s.box(0.13 + k * 0.275, 0.2, 0.37 + k * 0.275, 0.5, GLASS, 0.03)
    s.box(1.52, 0.2, 1.7, 0.85, GLASS, 0.02)
    s.line([(1.61, 0.2), (1.61, 0.85)], 0.014, dark(c, 0.4))
    s.box(1.76, 0.2, 1.905, 0.55, GLASS, 0.03)
    s.disc(1.86, 0.72, 0.04, (255, 246, 200))
    s.box(0.04, 0.68, 0.08, 0.78, (190, 30, 30))
    s.box(0.03, 0.84, 1.91, 0.89, (40, 40, 46), 0.02)
    for x in (0.42, 1.4):
        s.disc(x, 0.86, 0.155, (24, 24, 28))
        _wheel(s, x, 0.87, 0.13)


def tractor(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A farm tractor from the side."""
    s.line([(1.02, 0.14), (1.02, 0.42)], 0.035, (60, 60, 64))
    s.box(0.14, 0.02, 0.72, 0.09, lit(c), 0.03)
    s.box(0.2, 0.08, 0.66, 0.5, GLASS)
    for x in (0.2, 0.44, 0.66):
        s.line([(x, 0.07), (x, 0.5)], 0.03, dark(c, 0.2))
    s.soft(
        path("0.6,0.42 1.1,0.4 1.24,0.46 1.26,0.72 0.62,0.76"), Ramp(light(c, 0.16), dark(c, 0.28))
    )
    for k in range(5):
        s.line([(0.9 + k * 0.06, 0.52), (0.9 + k * 0.06, 0.66)], 0.014, dark(c, 0.5))
    s.box(1.2, 0.48, 1.27, 0.56, (255, 240, 190), 0.02)
    s.box(0.3, 0.46, 0.72, 0.76, Ramp(c, dark(c, 0.35)), 0.03)
    s.soft(path("0.02,0.62 0.12,0.42 0.4,0.36 0.66,0.5 0.72,0.68 0.4,0.5"), light(c, 0.1))
    for x, r in ((0.36, 0.32), (1.06, 0.2)):
        s.disc(x, 1.0 - r, r, (34, 32, 34))
        for k in range(14):
            a = k * math.pi / 7
            s.line(
                [
                    (x + math.cos(a) * r * 0.8, 1 - r + math.sin(a) * r * 0.8),
                    (x + math.cos(a + 0.15) * r * 0.96, 1 - r + math.sin(a + 0.15) * r * 0.96),
                ],
                0.03,
                (62, 58, 58),
            )
        s.disc(x, 1.0 - r, r * 0.55, lit(light(c, 0.25)))
        s.disc(x, 1.0 - r, r * 0.2, dark(c, 0.5))


def bicycle(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A bicycle from the side with a frame and rims in its colour."""
    for x in (0.34, 1.28):
        for k in range(9):
            a = k * math.pi / 9 + 0.2
            dx, dy = math.cos(a) * 0.3, math.sin(a) * 0.3
            s.line([(x - dx, 0.67 - dy), (x + dx, 0.67 + dy)], 0.007, (196, 200, 206))
        s.ring(x, 0.67, 0.33, 0.05, (36, 36, 40))
        s.ring(x, 0.67, 0.285, 0.034, c)
        s.disc(x, 0.67, 0.035, (90, 92, 98))
    for a, b in (
        ((0.34, 0.67), (0.74, 0.68)),
        ((0.34, 0.67), (0.62, 0.28)),
        ((0.62, 0.28), (0.74, 0.68)),
        ((0.62, 0.28), (1.12, 0.26)),
        ((0.74, 0.68), (1.13, 0.32)),
    ):
        s.line([a, b], 0.058, dark(c, 0.12))
        s.line([(a[0], a[1] - 0.01), (b[0], b[1] - 0.01)], 0.03, light(c, 0.16))
    s.line([(1.1, 0.16), (1.28, 0.67)], 0.055, c)
    s.line([(0.56, 0.13), (0.63, 0.3)], 0.036, STEEL)
    s.soft(path("0.42,0.1 0.66,0.08 0.72,0.12 0.56,0.18 0.42,0.16"), (44, 36, 34))
    s.curve(path("1.1,0.17 1.16,0.08 1.3,0.1 1.3,0.2"), 0.04, (60, 60, 66))
    s.ring(0.74, 0.68, 0.09, 0.026, (90, 92, 98))
    s.line([(0.74, 0.68), (0.84, 0.84)], 0.03, (90, 92, 98))
    s.box(0.79, 0.83, 0.92, 0.865, (40, 40, 44))


def umbrella(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A big umbrella standing on its pole."""
    s.line([(0.53, 0.06), (0.53, 0.99)], 0.026, light(WOOD, 0.25))
    s.soft(path("0.4,0.985 0.53,0.965 0.66,0.985 0.53,1.0"), (120, 110, 100))
    ribs = [0.02, 0.2, 0.4, 0.66, 0.86, 1.04]
    top = (0.53, 0.05)
    stripes = bool(rng.random() < 0.4)
    for k in range(5):
        a, b = ribs[k], ribs[k + 1]
        tone = dark(c, (0.0, 0.06, 0.02, 0.14, 0.26)[k])
        if stripes and k % 2:
            tone = light(c, 0.72)
        lean_a, lean_b = 0.53 + (a - 0.53) * 0.84, 0.53 + (b - 0.53) * 0.84
        points = [
            top,
            (0.53 + (a - 0.53) * 0.6, 0.11),
            (lean_a, 0.26),
            (a, 0.47),
            ((a + b) / 2, 0.435),
            (b, 0.47),
            (lean_b, 0.26),
            (0.53 + (b - 0.53) * 0.6, 0.11),
        ]
        s.shape(points, Ramp(light(tone, 0.16), dark(tone, 0.12)))
        s.line(
            [(b, 0.47), (lean_b, 0.26), (0.53 + (b - 0.53) * 0.6, 0.11), top], 0.007, dark(c, 0.3)
        )
    s.line([(0.53, 0.0), (0.53, 0.06)], 0.02, dark(WOOD, 0.2))


def bench(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A park bench with slats in its colour."""
    iron: Colour = (52, 54, 60)
    for x in (0.2, 1.5):
        s.curve([(x - 0.08, 0.06), (x - 0.02, 0.4), (x + 0.02, 0.6)], 0.05, iron)
        s.curve([(x + 0.02, 0.6), (x - 0.08, 0.8), (x - 0.1, 0.99)], 0.05, iron)
        s.curve([(x + 0.12, 0.62), (x + 0.12, 0.8), (x + 0.15, 0.99)], 0.05, iron)
    for k in range(4):
        y = 0.06 + k * 0.125
        s.box(0.05, y, 1.65, y + 0.088, Ramp(light(c, 0.2), dark(c, 0.22)), 0.02)
    for k in range(3):
        y = 0.58 + k * 0.07
        s.box(
            0.05 - k * 0.012,
            y,
            1.65 + k * 0.012,
            y + 0.055,
            Ramp(light(c, 0.24), dark(c, 0.12)),
            0.015,
        )
    for x in (0.14, 1.56):
        s.curve([(x, 0.34), (x + 0.06, 0.36), (x + 0.06, 0.62)], 0.04, iron)


def chair(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A wooden chair painted in its colour with a cushion."""
    for x, top in ((0.08, 0.03), (0.5, 0.03)):
        s.box(x, top, x + 0.07, 0.92, round_lit(c, 0.25), 0.02)
    for k in range(4):
        s.box(
            0.12, 0.08 + k * 0.11, 0.53, 0.14 + k * 0.11, Ramp(light(c, 0.14), dark(c, 0.16)), 0.02
        )
    for x in (0.02, 0.57):
        s.box(x, 0.6, x + 0.07, 1.0, round_lit(c, 0.3), 0.015)
    s.box(0.06, 0.8, 0.6, 0.835, dark(c, 0.3))
    s.shape(path("0.1,0.52 0.56,0.52 0.65,0.62 0.01,0.62"), light(c, 0.14))
    s.box(0.01, 0.62, 0.65, 0.68, Ramp(c, dark(c, 0.3)), 0.015)
