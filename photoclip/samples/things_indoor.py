"""Painters of things at home and toys; every thing is one unit high."""

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

WOOD: Colour = (150, 100, 60)


def ball(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A ball with lighter panels."""
    s.disc(0.5, 0.5, 0.49, Ramp(light(c, 0.24), dark(c, 0.26)))
    pale = light(c, 0.7) if sum(c) < 640 else (70, 110, 190)
    turn = float(rng.uniform(0, 6.28))
    for k in range(3):
        a = turn + k * 2.094
        tip = (0.5 + math.cos(a) * 0.47, 0.5 + math.sin(a) * 0.47)
        side = (-math.sin(a) * 0.1, math.cos(a) * 0.1)
        mid = (0.5 + math.cos(a) * 0.28, 0.5 + math.sin(a) * 0.28)
        s.soft(
            [
                (0.44, 0.44),
                (mid[0] + side[0], mid[1] + side[1]),
                tip,
                (mid[0] - side[0], mid[1] - side[1]),
            ],
            pale,
        )
    s.disc(0.44, 0.44, 0.06, dark(c, 0.25))
    s.soft(path("0.2,0.3 0.3,0.18 0.36,0.2 0.26,0.34"), light(c, 0.8))


def cake(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A two-tier cake with icing in its colour and candles."""
    s.oval(0.02, 0.86, 1.08, 1.0, Ramp((236, 236, 240), (168, 170, 180)))
    for x0, x1, y0, y1 in ((0.1, 1.0, 0.58, 0.93), (0.26, 0.84, 0.32, 0.64)):
        s.box(x0, y0, x1, y1, round_lit(c, 0.24), 0.03)
        s.oval(x0, y1 - 0.06, x1, y1 + 0.035, round_lit(dark(c, 0.1), 0.24))
        s.oval(x0, y0 - 0.055, x1, y0 + 0.06, light(c, 0.22))
        cream = WHITE if sum(c) < 640 else (244, 160, 186)
        count = int((x1 - x0) / 0.075)
        for k in range(count):
            x = x0 + (k + 0.5) * (x1 - x0) / count
            s.disc(x, y0 + 0.045 - 0.04 * abs(k - count / 2) / count, 0.034, cream)
            s.disc(x, y1 - 0.012, 0.026, cream)
    for k in range(4):
        x = 0.36 + k * 0.125
        y = 0.3 + 0.02 * (k % 2)
        s.box(
            x - 0.014,
            0.12,
            x + 0.014,
            y,
            [(230, 80, 90), (80, 130, 220), (250, 200, 60), (90, 180, 110)][k],
        )
        s.soft([(x, 0.0), (x + 0.022, 0.07), (x, 0.11), (x - 0.022, 0.07)], (255, 200, 70))
        s.disc(x, 0.075, 0.012, (255, 246, 200))


def cup(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A cup on a saucer, steaming."""
    for x in (0.38, 0.52, 0.64):
        s.curve([(x, 0.2), (x - 0.04, 0.13), (x + 0.03, 0.07), (x, 0.0)], 0.018, (232, 234, 236))
    s.oval(0.02, 0.85, 1.02, 1.0, Ramp(light(c, 0.3), dark(c, 0.2)))
    s.oval(0.22, 0.87, 0.82, 0.95, dark(c, 0.3))
    s.ring(0.9, 0.54, 0.19, 0.06, dark(c, 0.14))
    s.soft(
        path("0.14,0.3 0.5,0.26 0.86,0.3 0.84,0.62 0.7,0.88 0.5,0.92 0.3,0.88 0.16,0.62"),
        Ramp(light(c, 0.2), dark(c, 0.26), sideways=True),
    )
    s.oval(0.14, 0.24, 0.86, 0.38, light(c, 0.4))
    s.oval(0.18, 0.26, 0.82, 0.37, Ramp((92, 56, 34), (60, 36, 22)))
    s.soft(path("0.22,0.46 0.27,0.44 0.29,0.66 0.25,0.7"), light(c, 0.55))


def teapot(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A round teapot."""
    s.ring(0.22, 0.58, 0.21, 0.06, dark(c, 0.15))
    s.soft(
        path("1.0,0.72 1.16,0.6 1.26,0.36 1.42,0.3 1.38,0.42 1.3,0.68 1.08,0.88"),
        Ramp(light(c, 0.1), dark(c, 0.3)),
    )
    s.soft(
        path("0.2,0.62 0.34,0.36 0.66,0.27 0.98,0.36 1.12,0.62 1.0,0.88 0.66,0.97 0.32,0.88"),
        Ramp(light(c, 0.22), dark(c, 0.28), sideways=True),
    )
    s.soft(
        path("0.4,0.3 0.52,0.18 0.66,0.15 0.8,0.18 0.92,0.3 0.66,0.36"),
        Ramp(light(c, 0.2), dark(c, 0.12)),
    )
    s.disc(0.66, 0.09, 0.075, lit(dark(c, 0.1)))
    s.oval(0.4, 0.92, 0.92, 1.0, dark(c, 0.35))
    s.soft(path("0.36,0.5 0.46,0.4 0.5,0.46 0.4,0.66"), light(c, 0.6))
    for k in range(5):
        s.disc(0.5 + k * 0.085, 0.68 + 0.012 * (k - 2) ** 2 * -1 + 0.03, 0.026, light(c, 0.62))


def lamp(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A table lamp with a shade in its colour."""
    s.oval(0.14, 0.92, 0.54, 1.0, Ramp((196, 160, 96), (110, 84, 46)))
    s.box(0.32, 0.4, 0.36, 0.95, round_lit((196, 160, 96), 0.4))
    s.soft(
        path("0.28,0.74 0.34,0.66 0.4,0.74 0.42,0.86 0.34,0.92 0.26,0.86"),
        round_lit((196, 160, 96), 0.45),
    )
    s.shape(path("0.2,0.03 0.48,0.03 0.67,0.46 0.01,0.46"), Ramp(dark(c, 0.06), light(c, 0.3)))
    for t in (0.25, 0.5, 0.75):
        s.line([(0.2 + 0.28 * t, 0.03), (0.01 + 0.66 * t, 0.46)], 0.006, dark(c, 0.16))
    s.oval(0.01, 0.44, 0.67, 0.5, (255, 240, 190))
    s.line([(0.2, 0.03), (0.48, 0.03)], 0.018, dark(c, 0.3))


def gift(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A wrapped present with a bow."""
    bow: Colour = (250, 216, 90) if c[2] > 120 or c[1] < 120 else (214, 40, 60)
    s.shape(path("0.06,0.38 0.9,0.38 0.86,1.0 0.1,1.0"), Ramp(light(c, 0.1), dark(c, 0.22)))
    s.box(0.02, 0.28, 0.94, 0.44, Ramp(light(c, 0.24), dark(c, 0.06)), 0.015)
    s.box(0.42, 0.28, 0.54, 1.0, round_lit(bow, 0.25))
    s.line([(0.06, 0.45), (0.9, 0.45)], 0.016, dark(c, 0.4))
    for side in (-1, 1):
        x = 0.48
        s.soft(
            [(x, 0.27), (x + side * 0.14, 0.05), (x + side * 0.34, 0.06), (x + side * 0.3, 0.22)],
            Ramp(light(bow, 0.2), dark(bow, 0.2)),
        )
        s.soft(
            [
                (x + side * 0.06, 0.23),
                (x + side * 0.16, 0.11),
                (x + side * 0.26, 0.12),
                (x + side * 0.2, 0.2),
            ],
            dark(bow, 0.35),
        )
    s.disc(0.48, 0.25, 0.06, lit(bow))
    for k in range(10):
        x, y = 0.16 + (k % 5) * 0.17, 0.58 + (k // 5) * 0.22
        if abs(x - 0.48) > 0.09:
            s.disc(x, y, 0.022, light(c, 0.55))


def book(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A thick closed book lying down, seen from a corner."""
    page: Colour = (244, 238, 222)
    s.shape(path("0.04,0.5 0.96,0.68 0.96,1.0 0.04,0.82"), Ramp(light(c, 0.02), dark(c, 0.3)))
    s.shape(path("0.96,0.7 1.46,0.4 1.46,0.68 0.96,0.97"), page)
    for k in range(6):
        y = 0.73 + k * 0.042
        s.line([(0.97, y), (1.46, y - 0.3)], 0.008, dark(page, 0.18))
    s.shape(path("0.04,0.46 0.56,0.16 1.49,0.34 0.96,0.64"), Ramp(light(c, 0.22), c))
    s.line(path("0.04,0.48 0.96,0.66 1.49,0.36"), 0.05, dark(c, 0.2))
    s.line([(0.96, 0.98), (1.49, 0.69)], 0.045, dark(c, 0.3))
    s.shape(path("0.44,0.43 0.62,0.325 1.1,0.415 0.92,0.52"), light(c, 0.7))
    s.line([(0.56, 0.42), (0.94, 0.485)], 0.02, dark(c, 0.2))
    s.shape(path("0.3,0.55 0.38,0.565 0.38,0.88 0.3,0.865"), (236, 196, 90))


def guitar(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """An acoustic guitar standing upright."""
    s.box(0.185, 0.05, 0.235, 0.56, round_lit((92, 58, 36), 0.3))
    s.soft(path("0.16,0.0 0.26,0.0 0.25,0.1 0.17,0.1"), (70, 44, 28))
    for k in range(3):
        for x in (0.15, 0.27):
            s.disc(x, 0.02 + k * 0.03, 0.011, (220, 214, 200))
    body = path(
        "0.21,0.47 0.33,0.49 0.35,0.58 0.32,0.66 0.4,0.76 0.4,0.9 0.3,0.99 "
        "0.21,1.0 0.12,0.99 0.02,0.9 0.02,0.76 0.1,0.66 0.07,0.58 0.09,0.49"
    )
    s.soft(body, dark(c, 0.45))
    inner = [(0.21 + (x - 0.21) * 0.92, 0.745 + (y - 0.745) * 0.95) for x, y in body]
    s.soft(inner, Ramp(light(c, 0.26), dark(c, 0.14)))
    s.disc(0.21, 0.66, 0.068, light((190, 150, 96), 0.2))
    s.disc(0.21, 0.66, 0.056, (34, 22, 16))
    s.box(0.13, 0.855, 0.29, 0.88, (70, 44, 28), 0.005)
    s.box(0.185, 0.45, 0.235, 0.61, round_lit((92, 58, 36), 0.3))
    for k in range(4):
        x = 0.194 + k * 0.0106
        s.line([(x, 0.06), (x, 0.86)], 0.0035, (236, 232, 220))


def apple(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """An apple with a stalk and a leaf."""
    s.soft(
        path(
            "0.47,0.24 0.24,0.16 0.05,0.32 0.04,0.62 0.2,0.92 0.38,1.0 0.48,0.96 "
            "0.58,1.0 0.76,0.92 0.92,0.62 0.9,0.32 0.7,0.16"
        ),
        Ramp(light(c, 0.2), dark(c, 0.24), sideways=True),
    )
    s.soft(path("0.34,0.22 0.48,0.2 0.62,0.22 0.48,0.3"), dark(c, 0.4))
    s.curve(path("0.48,0.26 0.49,0.12 0.55,0.02"), 0.036, (92, 62, 38))
    leaf: Colour = (70, 150, 60)
    s.soft(path("0.52,0.14 0.66,0.02 0.86,0.04 0.74,0.16"), Ramp(light(leaf), dark(leaf, 0.2)))
    s.soft(path("0.18,0.38 0.27,0.28 0.31,0.34 0.22,0.54"), light(c, 0.65))


def clock(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A round alarm clock with two bells."""
    for side in (-1, 1):
        s.line([(0.45 + side * 0.24, 0.84), (0.45 + side * 0.34, 0.985)], 0.06, dark(c, 0.35))
        s.soft(
            [
                (0.45 + side * 0.08, 0.17),
                (0.45 + side * 0.18, 0.04),
                (0.45 + side * 0.34, 0.07),
                (0.45 + side * 0.36, 0.22),
            ],
            lit(dark(c, 0.1), 0.35),
        )
    s.curve(path("0.3,0.1 0.45,0.0 0.6,0.1"), 0.035, (120, 122, 130))
    s.disc(0.45, 0.55, 0.42, Ramp(light(c, 0.22), dark(c, 0.28)))
    s.disc(0.45, 0.55, 0.315, Ramp((255, 254, 248), (226, 224, 216)))
    for k in range(12):
        a = k * math.pi / 6
        s.line(
            [
                (0.45 + math.cos(a) * 0.25, 0.55 + math.sin(a) * 0.25),
                (0.45 + math.cos(a) * 0.29, 0.55 + math.sin(a) * 0.29),
            ],
            0.02 if k % 3 == 0 else 0.011,
            BLACK,
        )
    a = float(rng.uniform(0, 6.28))
    b = float(rng.uniform(0, 6.28))
    s.line([(0.45, 0.55), (0.45 + math.cos(a) * 0.15, 0.55 + math.sin(a) * 0.15)], 0.03, BLACK)
    s.line([(0.45, 0.55), (0.45 + math.cos(b) * 0.24, 0.55 + math.sin(b) * 0.24)], 0.02, BLACK)
    s.disc(0.45, 0.55, 0.025, (200, 40, 40))


def teddy_bear(s: Sprite, c: Colour, rng: np.random.Generator) -> None:
    """A teddy bear sitting."""
    pale = light(mix(c, (236, 206, 160), 0.35), 0.4)
    for side in (-1, 1):
        x = 0.41
        s.disc(x + side * 0.2, 0.1, 0.09, lit(dark(c, 0.1)))
        s.disc(x + side * 0.2, 0.105, 0.05, pale)
        s.soft(
            [
                (x + side * 0.16, 0.44),
                (x + side * 0.3, 0.46),
                (x + side * 0.39, 0.66),
                (x + side * 0.3, 0.72),
                (x + side * 0.2, 0.62),
            ],
            Ramp(dark(c, 0.04), dark(c, 0.24)),
        )
    s.soft(
        path("0.41,0.38 0.58,0.46 0.65,0.72 0.56,0.94 0.41,0.98 0.26,0.94 0.17,0.72 0.24,0.46"),
        Ramp(light(c, 0.08), dark(c, 0.2)),
    )
    s.oval(0.28, 0.54, 0.54, 0.88, pale)
    for side in (-1, 1):
        s.oval(0.41 + side * 0.25 - 0.15, 0.76, 0.41 + side * 0.25 + 0.15, 1.0, lit(dark(c, 0.06)))
        s.oval(0.41 + side * 0.26 - 0.085, 0.815, 0.41 + side * 0.26 + 0.085, 0.965, pale)
    s.oval(0.16, 0.05, 0.66, 0.46, Ramp(light(c, 0.16), dark(c, 0.12)))
    s.oval(0.29, 0.25, 0.53, 0.43, pale)
    s.oval(0.365, 0.26, 0.455, 0.32, BLACK)
    s.curve(path("0.34,0.36 0.41,0.39 0.48,0.36"), 0.014, (50, 36, 30))
    for x in (0.3, 0.52):
        s.disc(x, 0.205, 0.03, BLACK)
        s.disc(x + 0.01, 0.195, 0.01, WHITE)
    ribbon: Colour = (206, 40, 52) if c[0] < 200 or c[2] > 200 else (50, 90, 190)
    s.soft(path("0.41,0.475 0.28,0.42 0.28,0.54"), lit(ribbon))
    s.soft(path("0.41,0.475 0.54,0.42 0.54,0.54"), lit(ribbon))
    s.disc(0.41, 0.475, 0.035, dark(ribbon, 0.1))
