"""Paints a scene at any size: backdrop, things with shadow and reflection, weather, camera."""

import numpy as np
from PIL import Image

from photoclip.samples.backdrops import BACKDROPS
from photoclip.samples.brush import Colour, Floats, Sprite, mix
from photoclip.samples.camera import Look, develop
from photoclip.samples.canvas import Canvas, clouds_noise, colour_array, stretch
from photoclip.samples.scene import Placed, Scene
from photoclip.samples.sky import Palette, make_palette
from photoclip.samples.stage import Stage
from photoclip.samples.things import PAINTERS
from photoclip.samples.world import COLOURS, SETTINGS, THINGS

_FINEST = 1000.0
"""Pixels a unit beyond which a picture is painted smaller and enlarged, as a soft lens would."""
_WIDE_OPEN = 0.4
"""The share of pictures with a blurred background."""
_LAMPLIT = 210.0
"""How bright lamplight can make a place; snow must not be overexposed."""


def paint(scene: Scene, short_side: int, look: Look) -> Image.Image:
    """The scene as an upright RGB picture whose short side has `short_side` pixels."""
    scale = min(_FINEST, short_side * (1.5 if short_side < 400 else 1.0))
    canvas = Canvas(scene.width, scene.height, scale)
    palette = make_palette(scene, scene.random(1))
    BACKDROPS[scene.setting](Stage(canvas, palette, scene, scene.random(2)))
    indoors = SETTINGS[scene.setting].indoors
    far = [p for p in scene.placed if p.zone == "sky"]
    near = [p for p in scene.placed if p.zone != "sky"]
    if palette.night and not indoors and scene.things[0].kind != "moon":
        _lamplight(canvas, scene)
    for placed in far:
        _place(canvas, placed, palette, indoors=indoors)
    if not indoors:
        _air(canvas, scene, palette)
        _focus(canvas, scene, near)
    for placed in near:
        _place(canvas, placed, palette, indoors=indoors)
    if not indoors:
        _weather(canvas, scene, palette)
    size = (round(scene.width * short_side), round(scene.height * short_side))
    return develop(canvas.pixels, size, look)


def _air(canvas: Canvas, scene: Scene, palette: Palette) -> None:
    """Fog in front of what is far and behind what is near."""
    if scene.weather != "fog":
        return
    noise = clouds_noise(scene.random(3), (90, 60), (3, 3), 4)
    rows = np.linspace(0, 1, 60, dtype=np.float32)[:, None]
    if scene.placed[0].zone == "sky":  # sorted: what is in the sky comes first
        noise = noise - 0.16
    fog = np.clip(0.56 - 0.4 * np.abs(rows - 0.5) * 2 + (noise - 0.5) * 0.9, 0, 0.86)
    canvas.blend(0, stretch(fog.astype(np.float32), canvas.columns, canvas.rows), palette.haze)


def _focus(canvas: Canvas, scene: Scene, near: list[Placed]) -> None:
    """Softens what lies behind the things, in some pictures, as a wide aperture does."""
    if near and scene.random(6).random() < _WIDE_OPEN:
        canvas.blurred(0.0034, min(placed.y for placed in near))


def _lamplight(canvas: Canvas, scene: Scene) -> None:
    """Light around the things at night: on the ground before them and in the air behind them."""
    total = np.zeros((canvas.rows, canvas.columns), np.float32)
    for placed in scene.placed:
        half = 0.16 + 0.75 * placed.height * THINGS[placed.kind].width
        across = (np.arange(canvas.columns, dtype=np.float32) / canvas.scale - placed.x) / half
        on_ground = {"sky": 0.0, "water": 0.4}.get(placed.zone, 0.8)
        for y, tall, strength in (
            (placed.y, 0.14, on_ground),
            (placed.y - placed.height / 2, 0.75 * placed.height, 0.4),
        ):
            top, end = canvas.row(y - 2.2 * tall), canvas.row(y + 2.2 * tall)
            down = (np.arange(top, end, dtype=np.float32) / canvas.scale - y) / tall
            fall = (strength * np.exp(-(down**2)))[:, None] * np.exp(-(across**2))[None]
            np.maximum(total[top:end], fall, out=total[top:end])
    warm = colour_array((1.0, 0.94, 0.8))
    room = np.maximum(1 - canvas.pixels / _LAMPLIT, 0)
    canvas.pixels += canvas.pixels * room * total[..., None] * warm


def _place(canvas: Canvas, placed: Placed, palette: Palette, *, indoors: bool) -> None:
    thing = THINGS[placed.kind]
    scale = placed.height * canvas.scale
    sheet = Sprite(thing.width, 1.0, scale, margin=0.03)
    PAINTERS[placed.kind](sheet, COLOURS[placed.colour], np.random.default_rng(placed.seed))
    colours, opacity = sheet.finish(volume=0.0 if placed.kind == "moon" else 0.62)
    if placed.kind != "moon":
        _worn(canvas, colours, opacity, placed)
    if placed.flip:
        colours, opacity = colours[:, ::-1], opacity[:, ::-1]
    colours = _lit(colours, opacity, placed, palette, indoors=indoors)
    left = round((placed.x - placed.height * (thing.width / 2 + sheet.margin)) * canvas.scale)
    top = round(placed.y * canvas.scale - (1 + sheet.margin) * scale)
    if placed.kind == "moon":
        canvas.glow(
            placed.x,
            placed.y - placed.height / 2,
            placed.height * 0.85,
            COLOURS[placed.colour],
            0.5,
        )
    if placed.zone == "water":
        _reflect(canvas, colours, opacity, (left, top), placed)
        half = placed.height * thing.width * 0.4
        _contact(canvas, placed.x, placed.y - 0.04 * placed.height, half, 0.6)
        _waterline(opacity, colours, scale)
    elif placed.zone != "sky":
        _shadow(canvas, opacity, (left, top), placed, palette)
    canvas.paste(colours, opacity, left, top)
    if placed.kind == "lighthouse" and palette.night:
        lamp = placed.y - 0.87 * placed.height
        canvas.glow(placed.x, lamp, 0.05 * placed.height, (255, 244, 200), 1.1)
        canvas.glow(placed.x, lamp, 0.2 * placed.height, (255, 226, 150), 0.45)


def _worn(canvas: Canvas, colours: Floats, opacity: Floats, placed: Placed) -> None:
    """Gives the thing a surface, and on the ground less light towards its foot."""
    rows, columns = opacity.shape
    shade = 1 + 0.018 * canvas.surface(rows, columns, 520, placed.seed)
    if placed.zone in {"ground", "table"}:
        shade *= np.linspace(1.05, 0.88, rows, dtype=np.float32)[:, None]
    colours *= shade[..., None]
    np.minimum(colours, 255 * opacity[..., None], out=colours)


def _lit(
    colours: Floats, opacity: Floats, placed: Placed, palette: Palette, *, indoors: bool
) -> Floats:
    """The thing in the light of the hour, seen through some air."""
    tint: Colour = palette.tint
    if placed.kind == "moon":
        return np.minimum(colours * 1.08, 255 * opacity[..., None])
    if indoors:
        tint = mix(tint, (1.0, 0.95, 0.86), 0.6) if palette.night else mix(tint, (1, 1, 1), 0.5)
    elif palette.night and placed.zone == "sky":  # nothing around it throws light on it
        tint = mix(tint, (1.25, 1.22, 1.16), 0.6)
    lit = colours * colour_array(tint)
    share = palette.veil * (0.34 if placed.zone == "sky" else 0.2)
    if share > 0 and not indoors:
        lit += share * (colour_array(palette.haze) * opacity[..., None] - lit)
    if palette.rim > 0 and not indoors:
        lit += _rim(opacity, palette)[..., None] * colour_array(palette.sun)
    return np.minimum(lit, 255 * opacity[..., None])


def _rim(opacity: Floats, palette: Palette) -> Floats:
    """How much of a low sun's or the moon's light grazes the edge that is turned towards it."""
    step = max(1, round(opacity.shape[0] * 0.014))
    side = step if palette.sun_x > 0.5 else -step
    behind = np.zeros_like(opacity)
    if side > 0:
        behind[step:, :-step] = opacity[:-step, step:]
    else:
        behind[step:, step:] = opacity[:-step, :-step]
    return palette.rim * opacity * (1 - behind)


def _shadow(
    canvas: Canvas, opacity: Floats, corner: tuple[int, int], placed: Placed, palette: Palette
) -> None:
    """A soft shadow that leans away from the light, and a dark touch under the thing."""
    rows, columns = opacity.shape
    flat = max(2, round(rows * 0.2))
    little = Image.fromarray((opacity[::-1] * 255).astype(np.uint8))
    lean = (0.5 - palette.sun_x) * 1.4
    wide = columns + round(abs(lean) * flat)
    step = 4 if rows > 120 else 1
    small = little.resize(
        (max(1, columns // step), max(1, flat // step)), Image.Resampling.BILINEAR
    )
    size = (max(2, wide // step), max(2, flat // step))
    shift = lean if lean < 0 else 0.0
    skew = (1.0, -lean, shift * size[1], 0.0, 1.0, 0.0)
    shape = small.transform(size, Image.Transform.AFFINE, skew, Image.Resampling.BILINEAR)
    soft = np.asarray(shape.resize((wide, flat), Image.Resampling.BICUBIC), dtype=np.float32) / 255
    fade = np.linspace(1.0, 0.35, flat, dtype=np.float32)[:, None]
    strength = max(0.12, palette.shadow)
    x = corner[0] + (round(lean * flat) if lean < 0 else 0)
    base = round(placed.y * canvas.scale) - max(1, round(flat * 0.1))
    dim = (soft * fade * strength).astype(np.float32)
    canvas.paste(np.zeros((flat, wide, 3), np.float32), dim, x, base)
    touch = placed.height * THINGS[placed.kind].width
    if placed.kind not in {"balloon"}:
        _contact(canvas, placed.x, placed.y, touch * 0.46, strength)


def _contact(canvas: Canvas, x: float, y: float, half: float, strength: float) -> None:
    tall = 0.022
    x0, x1 = max(0, int((x - half * 1.4) * canvas.scale)), int((x + half * 1.4) * canvas.scale)
    y0, y1 = canvas.row(y - tall * 2), canvas.row(y + tall * 2)
    columns = (np.arange(x0, min(canvas.columns, x1), dtype=np.float32) / canvas.scale - x) / half
    rows = (np.arange(y0, y1, dtype=np.float32) / canvas.scale - y) / tall
    if columns.size == 0 or rows.size == 0:
        return
    dim = 1 - 0.7 * strength * np.exp(-(columns**4))[None] * np.exp(-(rows**2))[:, None]
    canvas.pixels[y0:y1, x0 : x0 + columns.size] *= dim[..., None]


def _reflect(
    canvas: Canvas, colours: Floats, opacity: Floats, corner: tuple[int, int], placed: Placed
) -> None:
    """The thing upside down in the water, broken by ripples."""
    rows = opacity.shape[0]
    short = max(2, round(rows * 0.8))
    pick = np.linspace(rows - 1, 0, short).astype(np.intp)
    rng = np.random.default_rng([placed.seed, 5])
    depth = np.linspace(0, 1, short)
    nearer = 140 * depth**0.8  # ripples are longer towards the eye
    wave = np.interp(nearer, np.arange(141), rng.uniform(-1, 1, 141))
    shift = (wave * (0.005 + 0.024 * depth) * canvas.scale).round().astype(np.intp)
    columns = np.arange(opacity.shape[1])[None] - shift[:, None]
    inside = (columns >= 0) & (columns < opacity.shape[1])
    columns = np.clip(columns, 0, opacity.shape[1] - 1)
    broken = np.interp(nearer, np.arange(141), rng.uniform(0.45, 1.0, 141))
    share = (0.62 * (1 - 0.8 * depth) * broken)[:, None] * inside
    base = round((placed.y - 0.05 * placed.height) * canvas.scale)
    if canvas.shore is not None:
        place = np.clip(np.arange(opacity.shape[1]) + corner[0], 0, canvas.columns - 1)
        share = share * np.clip(canvas.shore[place] - (base + np.arange(short)[:, None]), 0, 1)
    mirror = colours[pick[:, None], columns] * (share * 0.86)[..., None]
    seen = opacity[pick[:, None], columns] * share
    canvas.paste(mirror.astype(np.float32), seen.astype(np.float32), corner[0], base)


def _waterline(opacity: Floats, colours: Floats, scale: float) -> None:
    """Lets the lower edge sink into the water."""
    sink = max(1, round(0.07 * scale))
    margin = round(0.03 * scale)
    end = opacity.shape[0] - margin
    ramp = np.linspace(1, 0.0, sink, dtype=np.float32)[:, None]
    opacity[end - sink : end] *= ramp
    colours[end - sink : end] *= ramp[..., None]


def _weather(canvas: Canvas, scene: Scene, palette: Palette) -> None:
    rng = scene.random(4)
    if scene.weather == "rain":
        _rain(canvas, rng, palette)
    elif scene.weather == "snow":
        _flakes(canvas, rng)
    elif scene.weather == "fog":
        canvas.blend(0, np.full((canvas.rows, 1), 0.1, np.float32), palette.haze)


def _rain(canvas: Canvas, rng: np.random.Generator, palette: Palette) -> None:
    sheet = Sprite(canvas.width, canvas.height, canvas.scale)
    slant = float(rng.uniform(-0.25, 0.25))
    for _ in range(300):
        x, y = float(rng.uniform(-0.1, canvas.width + 0.1)), float(rng.uniform(-0.1, canvas.height))
        near = float(rng.random())
        long = 0.035 + 0.08 * near
        tone = mix(palette.haze, (255, 255, 255), 0.4)
        sheet.line([(x, y), (x + slant * long, y + long)], 0.0014 + 0.0024 * near, tone)
    colours, opacity = sheet.finish()
    canvas.paste(colours * 0.55, opacity * 0.55, 0, 0)


def _flakes(canvas: Canvas, rng: np.random.Generator) -> None:
    sheet = Sprite(canvas.width, canvas.height, canvas.scale)
    for _ in range(330):
        x, y = float(rng.uniform(0, canvas.width)), float(rng.uniform(0, canvas.height))
        r = 0.0025 + 0.0085 * float(rng.random()) ** 3
        sheet.disc(x, y, r, (250, 251, 255))
    colours, opacity = sheet.finish()
    canvas.paste(colours * 0.9, opacity * 0.9, 0, 0)
