"""Light: the colours of every hour and weather, and the sky painted with them."""

from dataclasses import dataclass, replace

import numpy as np

from photoclip.samples.brush import Colour, mix
from photoclip.samples.canvas import Canvas, clouds_noise, colour_array, stretch, stretch_colours
from photoclip.samples.scene import Scene

_FINE_CLOUDS = 700
"""Pixels across beyond which clouds are drawn in finer detail."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one hour in one weather.

    `ground` and `tint` are factors for the land and for the things on it; the sun or moon is at
    (`sun_x`, `sun_y`) as shares of the width and the height, and `veil` (0..1) is how much fog,
    rain or snow hides what is far, `rim` how brightly the edges of things shine against the light.
    """

    top: Colour
    middle: Colour
    low: Colour
    haze: Colour
    sun: Colour
    ground: Colour
    tint: Colour
    shadow: float
    sun_x: float
    sun_y: float
    veil: float
    rim: float
    night: bool


_NOON = Palette(
    (48, 112, 200), (112, 172, 232), (202, 228, 244), (200, 220, 238), (255, 252, 232),
    (1.0, 1.0, 1.0), (1.0, 1.0, 1.0), 0.42, 0.3, 0.1, 0.0, 0.0, night=False,
)  # fmt: skip
_DAWN = Palette(
    (128, 152, 204), (206, 190, 214), (255, 216, 198), (232, 210, 216), (255, 236, 206),
    (0.86, 0.8, 0.86), (0.97, 0.92, 0.94), 0.24, 0.3, 0.36, 0.0, 0.16, night=False,
)  # fmt: skip
_SUNSET = Palette(
    (58, 52, 112), (198, 78, 86), (255, 164, 56), (238, 132, 76), (255, 214, 120),
    (0.74, 0.5, 0.42), (1.0, 0.83, 0.72), 0.4, 0.3, 0.34, 0.0, 0.3, night=False,
)  # fmt: skip
_NIGHT = Palette(
    (6, 10, 32), (16, 26, 64), (44, 62, 112), (36, 50, 94), (236, 238, 226),
    (0.33, 0.39, 0.57), (0.76, 0.78, 0.9), 0.3, 0.3, 0.12, 0.0, 0.16, night=True,
)  # fmt: skip
_BASES = {"noon": _NOON, "dawn": _DAWN, "sunset": _SUNSET, "night": _NIGHT}


def make_palette(scene: Scene, rng: np.random.Generator) -> Palette:
    """The palette of a scene, a little different each time."""
    base = _BASES[scene.light]
    low_sun = scene.light in {"dawn", "sunset"}
    sun_x = float(rng.uniform(0.15, 0.85))
    sun_y = (
        base.sun_y + float(rng.uniform(-0.06, 0.04)) if low_sun else float(rng.uniform(0.05, 0.16))
    )
    warm = float(rng.uniform(-8, 8))
    base = replace(
        base,
        sun_x=sun_x,
        sun_y=sun_y,
        middle=(base.middle[0] + warm, base.middle[1], base.middle[2] - warm),
        top=mix(base.top, base.middle, float(rng.uniform(0, 0.22))),
    )
    return _weathered(base, scene.weather)


def _greyer(colour: Colour, share: float) -> Colour:
    mean = sum(colour) / 3
    return mix(colour, (mean, mean, mean), share)


def _weathered(base: Palette, weather: str) -> Palette:
    bright = sum(base.low) / 3
    if weather == "fog":
        fog = mix(base.haze, (bright, bright, bright), 0.5)
        if base.night:  # it catches the light of a town or of the moon
            fog = mix(fog, (126, 134, 158), 0.3)
        return replace(
            base, top=mix(base.top, fog, 0.66), middle=mix(base.middle, fog, 0.82), low=fog,
            haze=fog, shadow=base.shadow * 0.35, veil=0.62, rim=0.0,
            ground=_greyer(base.ground, 0.4),
        )  # fmt: skip
    if weather in {"rain", "snow"}:
        tone = 0.56 if weather == "rain" else 0.84
        if base.night:
            tone += 0.2
        grey = (bright * tone * 0.95, bright * tone, bright * tone * 1.06)
        share = 0.62
        return replace(
            base, top=mix(mix(base.top, grey, share), (0, 0, 0), 0.12),
            middle=mix(base.middle, grey, share), low=mix(base.low, grey, share * 0.8),
            haze=mix(base.haze, grey, share), shadow=base.shadow * 0.4, rim=base.rim * 0.4,
            veil=0.26 if weather == "rain" else 0.34,
            ground=mix(base.ground, (0.6, 0.62, 0.66), 0.5) if not base.night else base.ground,
            tint=mix(base.tint, (0.88, 0.9, 0.94), 0.6) if not base.night else base.tint,
        )  # fmt: skip
    if weather == "clouds":
        return replace(base, shadow=base.shadow * 0.6)
    return base


def paint_sky(
    canvas: Canvas, palette: Palette, scene: Scene, rng: np.random.Generator, horizon: float
) -> None:
    """Paints the sky down to `horizon` (units): gradient, sun or moon glow, stars, clouds."""
    canvas.gradient(0, horizon, ((0, palette.top), (0.55, palette.middle), (1, palette.low)))
    canvas.gradient(horizon, canvas.height, ((0, palette.haze),))  # seen where hills leave a gap
    cover = {"clear": 0.0, "clouds": 0.58, "fog": 0.15, "rain": 0.85, "snow": 0.8}[scene.weather]
    x, y = palette.sun_x * canvas.width, min(palette.sun_y * canvas.height, horizon - 0.03)
    if palette.night:
        _stars(canvas, rng, horizon, (1 - cover) * (0.3 if scene.weather == "fog" else 1))
    elif scene.weather in {"clear", "clouds"}:
        low = scene.light in {"sunset", "dawn"}
        strength = {"sunset": 0.75, "dawn": 0.5}.get(scene.light, 0.5)
        canvas.glow(x, y, 0.34 if low else 0.2, palette.sun, strength)
        if scene.light == "noon" and scene.weather == "clear":
            canvas.glow(x, y, 0.065, (255, 254, 246), 0.8)
        if low:
            canvas.glow(x, y, 0.1, palette.sun, strength * 0.8)
            white = mix(palette.sun, (255, 255, 248), 0.6 if scene.light == "sunset" else 0.95)
            _disc(canvas, x, y, 0.052, white)
    _clouds(canvas, palette, rng, horizon, max(cover, 0.22 if rng.random() < 0.6 else 0.0))


def _disc(canvas: Canvas, x: float, y: float, radius: float, colour: Colour) -> None:
    s = canvas.scale
    top = canvas.row(y - radius * 1.2)
    rows = np.arange(top, canvas.row(y + radius * 1.2), dtype=np.float32)[:, None] + 0.5
    columns = np.arange(canvas.columns, dtype=np.float32)[None] + 0.5
    cover = np.clip((radius - np.hypot(rows / s - y, columns / s - x)) * s + 0.5, 0, 1)
    canvas.blend(y - radius * 1.2, cover.astype(np.float32), colour)


def _stars(canvas: Canvas, rng: np.random.Generator, horizon: float, share: float) -> None:
    count = 150
    x = rng.random(count) * canvas.width
    y = rng.random(count) ** 1.3 * horizon * 0.95
    power = rng.random(count) ** 2 * 200 + 70
    size = 0.0022
    for k in range(int(count * share)):
        tone = float(power[k])
        canvas.glow(float(x[k]), float(y[k]), size, (tone, tone, tone), 1.0)


def _clouds(
    canvas: Canvas, palette: Palette, rng: np.random.Generator, horizon: float, cover: float
) -> None:
    rows = canvas.row(horizon)
    seed = rng.integers(2**31, size=2)
    if cover <= 0 or rows < 4:
        return
    fine = canvas.columns > _FINE_CLOUDS
    across = 360 if fine else 200
    little = (across, max(8, round(across * horizon / canvas.width)))
    own = np.random.default_rng(seed)
    noise = clouds_noise(own, little, (canvas.width * 2.0, horizon * 5.0), 7 if fine else 6)
    up = across // 50  # how far the light comes from above
    height = np.linspace(0, 1, little[1], dtype=np.float32)[:, None]
    density = np.clip((noise - (0.62 - 0.3 * cover)) * 5.5, 0, 1) * (1 - 0.45 * height**2)
    above = np.concatenate((noise[:1].repeat(up, axis=0), noise[:-up]))
    shine = np.clip(0.62 + (noise - above) * 4.0, 0, 1)[..., None]
    bright = colour_array(mix(palette.low, palette.sun, 0.55))
    under = colour_array(mix(palette.middle, palette.haze, 0.35)) * 0.82
    if palette.night:
        bright, under = bright * 0.22 + 14, under * 0.7 + 6
    colours = under + (bright - under) * shine
    wide = stretch_colours(colours.astype(np.float32), canvas.columns, rows)
    opacity = np.clip(stretch(density.astype(np.float32), canvas.columns, rows), 0, 1)[..., None]
    opacity *= 0.9 * (1 - 0.8 * palette.veil)  # fog and rain swallow the clouds behind them
    canvas.pixels[:rows] += opacity * (wide - canvas.pixels[:rows])
