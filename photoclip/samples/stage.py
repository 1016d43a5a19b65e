"""What backdrops are made of: light on land, hills, peaks, firs, grass and pebbles."""

import math
from dataclasses import dataclass

import numpy as np

from photoclip.samples.brush import Colour, Sprite, dark, light, mix
from photoclip.samples.canvas import Canvas, ridge
from photoclip.samples.scene import Scene
from photoclip.samples.sky import Palette, paint_sky


@dataclass(frozen=True, slots=True)
class Stage:
    """What a backdrop is painted with: the canvas, the light and its own random numbers."""

    canvas: Canvas
    palette: Palette
    scene: Scene
    rng: np.random.Generator

    def tone(self, colour: Colour) -> Colour:
        """A land colour in the light of the hour."""
        g = self.palette.ground
        return (colour[0] * g[0], colour[1] * g[1], colour[2] * g[2])

    def far(self, colour: Colour, distance: float) -> Colour:
        """A land colour seen through `distance` (0..1) of air."""
        share = min(1.0, distance + self.palette.veil * (0.35 + 0.65 * distance))
        return mix(self.tone(colour), self.palette.haze, share)

    def deep(self, colour: Colour) -> Colour:
        """A colour of deep water, which takes some of the sky's."""
        return mix(self.tone(colour), self.palette.middle, 0.3)

    def y(self, share: float) -> float:
        """A share of the picture's height in units."""
        return share * self.canvas.height

    def sky(self, horizon: float) -> None:
        """Paints the sky down to a height in units."""
        paint_sky(self.canvas, self.palette, self.scene, self.rng, horizon)

    def ground(
        self,
        horizon: float,
        colours: tuple[Colour, Colour],
        *,
        kind: str = "fine",
        fineness: float = 420,
        strength: float = 0.1,
    ) -> None:
        """Land in perspective from `horizon` (units) down, from a far colour to a near one."""
        far, near = colours
        height = self.canvas.height
        self.canvas.gradient(
            horizon,
            height,
            (
                (0, self.far(far, 0.4)),
                (0.25, self.far(mix(far, near, 0.5), 0.12)),
                (1, self.tone(near)),
            ),
        )
        noise = self.canvas.ground_noise(horizon, kind=kind, fineness=fineness, flat=1.0)
        self.canvas.multiply(horizon, np.clip(1 + strength * noise, 0.3, 1.8))

    def hills(
        self,
        y: float,
        high: float,
        cells: float,
        colour: Colour,
        *,
        rough: float,
        fade: float = 0.25,
    ) -> None:
        """A line of hills around `y` (units), `high` units up and down."""
        line = y - high * ridge(self.rng, self.canvas.width, cells, rough)
        self.canvas.silhouette(line, colour, mix(colour, self.palette.haze, 0.35), fade)

    def snow_land(self) -> bool:
        """Whether the land lies under snow."""
        return self.scene.weather == "snow"


GRASS: Colour = (96, 146, 58)
SAND: Colour = (226, 200, 150)
SNOW: Colour = (238, 243, 250)


def firs(
    st: Stage, base: float, tall: float, count: int, colour: Colour, *, snowy: bool = False
) -> None:
    """A row of fir trees with their feet around `base` (units)."""
    sheet = Sprite(st.canvas.width, tall * 1.3, st.canvas.scale)
    spots = np.sort(st.rng.uniform(-0.02, st.canvas.width + 0.02, count))
    st.rng.shuffle(spots)
    for x in spots:
        h = tall * float(st.rng.uniform(0.6, 1.2))
        foot = tall * 1.3
        wide = h * float(st.rng.uniform(0.18, 0.26))
        tone = mix(colour, (0, 0, 0), float(st.rng.uniform(0, 0.22)))
        levels = 5
        for k in range(levels):
            y0 = foot - h + k * h * 0.17
            y1 = y0 + h * 0.34
            half = wide * (0.3 + 0.7 * (k + 1) / levels)
            sheet.shape(
                [
                    (float(x), y0),
                    (float(x) + half, y1),
                    (float(x), y1 - h * 0.05),
                    (float(x) - half, y1),
                ],
                light(tone, 0.05 * (levels - k) / levels),
            )
            if snowy:
                sheet.shape(
                    [
                        (float(x), y0),
                        (float(x) + half * 0.62, y0 + h * 0.2),
                        (float(x), y0 + h * 0.15),
                        (float(x) - half * 0.55, y0 + h * 0.22),
                    ],
                    st.tone(SNOW),
                )
    st.canvas.lay(sheet, 0, base - tall * 1.3)


def tufts(st: Stage, top: float, colour: Colour, count: int, *, blooms: bool) -> None:
    """Blades of grass, and small flowers, that grow towards the lower edge."""
    height = st.canvas.height
    sheet = Sprite(st.canvas.width, height - top, st.canvas.scale)
    depth = np.sort(st.rng.random(count) ** 0.6)
    for d in depth:
        x, y = float(st.rng.uniform(0, st.canvas.width)), float(d) * (height - top)
        h = 0.012 + 0.05 * float(d)
        tone = st.tone(mix(colour, (210, 216, 90), float(st.rng.uniform(0, 0.35))))
        if blooms and st.rng.random() < 0.3:
            tint = ((250, 240, 240), (246, 220, 90), (226, 120, 150), (170, 140, 220))[
                int(st.rng.integers(4))
            ]
            petals = st.tone((float(tint[0]), float(tint[1]), float(tint[2])))
            _bloom(sheet, x, y, 0.004 + 0.008 * float(d), petals, tone)
            continue
        for _ in range(3):
            lean = float(st.rng.uniform(-0.4, 0.4)) * h
            off = float(st.rng.uniform(-0.3, 0.3)) * h
            sheet.shape(
                [(x + off - h * 0.07, y), (x + off + h * 0.07, y), (x + off + lean, y - h)], tone
            )
    st.canvas.lay(sheet, 0, top)


def _bloom(sheet: Sprite, x: float, y: float, r: float, petals: Colour, stem: Colour) -> None:
    """A small flower on its stem; a mere dot where it is too far to make out its petals."""
    if r * sheet.scale < 2.5:
        sheet.oval(x - r, y - r * 0.7, x + r, y + r * 0.7, petals)
        return
    sheet.curve([(x, y), (x + r * 0.2, y + r * 1.4), (x - r * 0.2, y + r * 3)], r * 0.28, stem)
    for k in range(6):
        turn = k * math.tau / 6
        px, py = x + 0.6 * r * math.cos(turn), y + 0.45 * r * math.sin(turn)
        shade = light(petals, 0.2) if math.sin(turn) < 0 else dark(petals, 0.1)
        sheet.oval(px - r * 0.45, py - r * 0.34, px + r * 0.45, py + r * 0.34, shade)
    sheet.oval(
        x - r * 0.3, y - r * 0.24, x + r * 0.3, y + r * 0.24, mix(petals, (240, 180, 60), 0.7)
    )


def pebbles(st: Stage, top: float, colour: Colour, count: int) -> None:
    """Pebbles and prints on the ground."""
    sheet = Sprite(st.canvas.width, st.canvas.height - top, st.canvas.scale)
    for _ in range(count):
        d = float(st.rng.random())
        x, y = float(st.rng.uniform(0, st.canvas.width)), d * (st.canvas.height - top)
        r = (0.003 + 0.008 * d) * float(st.rng.uniform(0.5, 1.3))
        sheet.oval(
            x - r,
            y - r * 0.4,
            x + r,
            y + r * 0.4,
            mix(colour, (0, 0, 0), float(st.rng.uniform(0, 0.3))),
        )
    st.canvas.lay(sheet, 0, top)


def peaks(st: Stage, base: float, high: float, colour: Colour, distance: float) -> None:
    """A rugged range: peaks with a bright and a dark side, and snow on top."""
    canvas, rng = st.canvas, st.rng
    x = np.linspace(0, canvas.width, 512)
    count = max(3, round(canvas.width * float(rng.uniform(2.6, 4.2))))
    middle = (np.arange(count) + rng.uniform(0.1, 0.9, count)) * canvas.width / count
    tall = rng.uniform(0.5, 1.0, count)
    steep = rng.uniform(1.5, 2.6, count)
    rises = tall[:, None] - np.abs(x[None] - middle[:, None]) * steep[:, None]
    height = np.maximum(rises.max(axis=0), 0.12) + 0.07 * ridge(rng, canvas.width, 6.0, 0.6)
    line = base - high * height.astype(np.float32)
    rock = st.far(colour, distance)
    canvas.silhouette(line, dark(rock, 0.1), mix(rock, st.palette.haze, 0.6), high * 1.3)
    nearest = middle[rises.argmax(axis=0)]
    spots = np.linspace(0, 511, canvas.columns)
    edge_y = (np.interp(spots, np.arange(512), line) * canvas.scale).astype(np.float32)
    from_peak = x[np.rint(spots).astype(int)] - nearest[np.rint(spots).astype(int)]
    top, end = max(0, int(edge_y.min()) - 1), canvas.row(base)
    rows = np.arange(top, end, dtype=np.float32)[:, None] + 0.5
    zigzag = np.interp(
        rows[:, 0] / canvas.scale, np.linspace(0, 1.5, 90), rng.uniform(-0.05, 0.05, 90)
    )
    share = canvas.scale * 0.5
    bright = np.clip(
        (from_peak[None] * (1 if st.palette.sun_x < 0.5 else -1) < zigzag[:, None]), 0, 1
    )
    inside = np.clip(rows - edge_y[None] + 0.5, 0, 1)
    canvas.blend(top / canvas.scale, (inside * bright * 0.22).astype(np.float32), light(rock, 0.6))
    fringe = np.interp(spots, np.arange(512), 0.1 * ridge(rng, canvas.width, 14.0, 0.7))
    limit = (base - high * (0.5 + fringe)) * canvas.scale
    snow = inside * np.clip((limit[None] - rows) / share * 12 + 0.5, 0, 1) * (0.5 + 0.5 * bright)
    canvas.blend(top / canvas.scale, snow.astype(np.float32), st.far(SNOW, distance * 0.4))
