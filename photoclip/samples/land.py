"""Backdrops of open country: what is behind the things, in front of the sky."""

import math

import numpy as np

from photoclip.samples.brush import Colour, Floats, Ramp, Sprite, dark, light, mix
from photoclip.samples.canvas import clouds_noise, ridge, stretch
from photoclip.samples.stage import GRASS, SAND, SNOW, Stage, firs, peaks, pebbles, tufts


def beach(st: Stage) -> None:
    """Sea, surf and sand."""
    horizon = st.y(0.4)
    st.sky(horizon)
    if st.rng.random() < 0.5:
        st.hills(horizon + 0.01, 0.05, 1.2, st.far((70, 100, 90), 0.6), rough=0.45)
    st.canvas.water(horizon, st.deep((24, 120, 150)), mirror=0.55, waves=0.8)
    shore = st.y(0.64)
    wave = ridge(st.rng, st.canvas.width, 1.0, 0.35) * 0.022
    st.canvas.shore = st.canvas.along(shore - 0.045 + wave)
    edge = shore - 0.006 + wave
    st.canvas.silhouette(edge, st.tone((164, 136, 102)), st.tone(SAND), 0.06)
    st.canvas.haze(shore + 0.1, st.canvas.height, st.tone((238, 216, 170)), (0.0, 0.5))
    _surf(st, edge)
    noise = st.canvas.ground_noise(shore - 0.05, kind="fine", fineness=460, flat=1.0)
    st.canvas.multiply(shore - 0.05, 1 + 0.05 * noise)
    pebbles(st, shore + 0.08, st.tone((186, 156, 110)), 70)


def _surf(st: Stage, edge: Floats) -> None:
    """Foam that runs out on the sand: a bright rim, lace behind it, one more wave farther out."""
    canvas = st.canvas
    top = float(edge.min()) - 0.1
    noise = canvas.ground_noise(top, kind="fine", fineness=330, flat=1.4)
    end = canvas.row(float(edge.max()) + 0.03) - canvas.row(top)
    rows = (np.arange(end, dtype=np.float32)[:, None] + canvas.row(top)) / canvas.scale
    out = canvas.along(edge)[None] / canvas.scale - rows  # how far from the edge, out to sea
    lace = np.clip(0.72 + 0.34 * noise[:end], 0, 1)
    foam = np.where(out > 0, np.exp(-(((out - 0.018) / 0.02) ** 2)), 0) * lace
    foam += 0.5 * np.exp(-(((out - 0.072 + 0.004 * noise[:end]) / 0.007) ** 2)) * lace
    foam += 0.9 * np.exp(-((out / 0.0045) ** 2))
    canvas.blend(top, np.clip(foam, 0, 0.95).astype(np.float32), st.tone((246, 250, 250)))


def mountains(st: Stage) -> None:
    """Snowy peaks behind wooded hills and a green valley."""
    base = st.y(0.62)
    st.sky(base)
    peaks(st, base, st.y(0.46), (96, 108, 140), 0.42)
    peaks(st, base + 0.04, st.y(0.3), (76, 88, 112), 0.2)
    st.canvas.haze(base - 0.14, base, st.palette.haze, (0.0, 0.4))
    st.hills(base, 0.035, 1.6, st.far((62, 96, 66), 0.3), rough=0.45, fade=0.12)
    snowy = st.snow_land()
    firs(st, base + 0.05, 0.1, 46, st.far((42, 78, 54), 0.2), snowy=snowy)
    green = SNOW if snowy else GRASS
    st.ground(
        base + 0.045,
        (green, mix(green, (60, 110, 40), 0.0 if snowy else 0.45)),
        strength=0.04 if snowy else 0.14,
    )
    if not snowy:
        tufts(st, base + 0.12, (76, 130, 46), 170, blooms=True)


def forest(st: Stage) -> None:
    """Between the trunks of a wood."""
    canvas = st.canvas
    snowy = st.snow_land()
    glow = mix(st.palette.low, st.tone((150, 190, 110)), 0.62)
    deep = st.tone((34, 66, 40))
    canvas.gradient(
        0,
        canvas.height,
        (
            (0, mix(deep, glow, 0.2)),
            (0.45, mix(deep, glow, 0.75)),
            (0.66, mix(deep, glow, 0.55)),
            (1, deep),
        ),
    )
    canvas.glow(
        st.palette.sun_x * canvas.width,
        st.y(0.4),
        0.4,
        mix(st.palette.sun, glow, 0.3),
        0.1 if st.palette.night else 0.45,
    )
    for layer in range(3):
        _trunks(st, glow, layer)
    crowns = canvas.flat_noise(0, st.y(0.34), kind="fine", fineness=260)
    fall = np.linspace(1, 0, crowns.shape[0], dtype=np.float32)[:, None]
    canvas.multiply(0, np.clip(1 + 0.2 * fall * crowns, 0.5, 1.6))
    floor = SNOW if snowy else (96, 104, 52)
    st.ground(
        st.y(0.68),
        (floor, floor if snowy else (88, 78, 44)),
        kind="rough",
        fineness=380,
        strength=0.05 if snowy else 0.16,
    )
    canvas.haze(st.y(0.66), st.y(0.74), mix(glow, st.tone(floor), 0.5), (0.5, 0.0))
    tufts(st, st.y(0.72), SNOW if snowy else (70, 112, 48), 120, blooms=False)


_BARK: Colour = (84, 64, 48)


def _trunks(st: Stage, glow: Colour, layer: int) -> None:
    """A row of trunks with their leaves: layer 0 is far and pale, layer 2 near and dark."""
    canvas, rng = st.canvas, st.rng
    count, wide, foot = ((26, 0.016, 0.64), (16, 0.03, 0.69), (8, 0.062, 0.76))[layer]
    tone = mix(st.tone(_BARK), glow, (0.66, 0.4, 0.08)[layer])
    leaves = mix(st.tone((60, 112, 52)), glow, (0.5, 0.28, 0.06)[layer])
    side = Ramp(light(tone, 0.14), dark(tone, 0.3), sideways=True)
    sheet = Sprite(canvas.width, st.y(foot), canvas.scale)
    for k in range(count):
        x = (k + float(rng.uniform(0.1, 0.9))) * canvas.width / count
        w = wide * float(rng.uniform(0.6, 1.15)) / 2
        top = x + float(rng.uniform(-0.02, 0.02))
        low = st.y(foot) - float(rng.uniform(0, 0.03))
        left = [(x - w * 1.7, low), (x - w, low - 0.03), (top - w, 0.0)]
        right = [(top + w, 0.0), (x + w, low - 0.03), (x + w * 1.7, low)]
        sheet.shape(left + right, side)
        for _ in range(3):
            r = 0.05 + wide * float(rng.uniform(0.5, 1.6))
            cx = x + float(rng.uniform(-0.1, 0.1))
            cy = float(rng.uniform(-0.04, 0.2)) * (1.2 - 0.25 * layer)
            shade = mix(leaves, (0, 0, 0), float(rng.uniform(0.05, 0.3)))
            sheet.oval(cx - r * 1.3, cy - r, cx + r * 1.3, cy + r * 0.8, light(shade, 0.03))
            sheet.oval(cx - r * 1.1, cy - r, cx + r * 0.7, cy + r * 0.3, light(shade, 0.1))
    canvas.lay(sheet, 0, 0)
    canvas.haze(st.y(0.3), st.y(foot), glow, (0.0, 0.16))


def snowfield(st: Stage) -> None:
    """Rolling snow with firs far off."""
    horizon = st.y(0.56)
    st.sky(horizon)
    st.hills(horizon - 0.03, 0.06, 1.0, st.far((190, 204, 226), 0.5), rough=0.4)
    firs(st, horizon + 0.02, 0.13, 26, st.far((52, 78, 74), 0.32), snowy=True)
    st.ground(horizon, ((214, 226, 244), SNOW), kind="rough", fineness=140, strength=0.03)
    for k in range(3):
        y = horizon + 0.07 + k * 0.11
        line = y - 0.03 * ridge(st.rng, st.canvas.width, 0.9, 0.3)
        st.canvas.silhouette(line, st.tone(SNOW), st.tone((208, 220, 242)), 0.16)
    noise = st.canvas.ground_noise(horizon, kind="fine", fineness=420, flat=1.0)
    st.canvas.multiply(horizon, 1 + 0.022 * noise)


def desert(st: Stage) -> None:
    """Dunes, one behind the other."""
    horizon = st.y(0.46)
    st.sky(horizon + 0.04)
    st.hills(horizon, 0.05, 1.4, st.far((196, 120, 84), 0.55), rough=0.5)
    sand: Colour = (226, 160, 92)
    for k in range(4):
        y = horizon + 0.05 + k * 0.1
        line = y - (0.05 + 0.01 * k) * ridge(st.rng, st.canvas.width, 0.8, 0.28)
        st.canvas.silhouette(
            line,
            st.far(light(sand, 0.24), 0.34 - 0.1 * k),
            st.far(dark(sand, 0.14), 0.2 - 0.05 * k),
            0.12,
        )
    noise = st.canvas.ground_noise(horizon, kind="ripple", fineness=230, flat=1.6)
    st.canvas.multiply(horizon, 1 + 0.045 * noise)


def lake(st: Stage) -> None:
    """A lake with wooded shores and mountains behind."""
    horizon = st.y(0.44)
    st.sky(horizon)
    peaks(st, horizon, st.y(0.22), (92, 108, 134), 0.48)
    st.hills(horizon - 0.02, 0.035, 1.5, st.far((70, 106, 76), 0.35), rough=0.45, fade=0.1)
    firs(st, horizon + 0.005, 0.09, 60, st.far((40, 78, 52), 0.16))
    st.canvas.haze(horizon - 0.05, horizon, st.palette.haze, (0.0, 0.25))
    st.canvas.water(horizon, st.deep((30, 84, 112)), mirror=0.82, waves=0.36)
    _reeds(st)


def _reeds(st: Stage) -> None:
    sheet = Sprite(st.canvas.width, 0.3, st.canvas.scale)
    side = st.canvas.width * float(st.rng.choice([0.0, 0.86]))
    for _ in range(46):
        x = side + float(st.rng.uniform(-0.04, 0.24))
        h = float(st.rng.uniform(0.08, 0.22))
        lean = float(st.rng.uniform(-0.03, 0.03))
        tone = st.tone(mix((72, 108, 50), (160, 150, 80), float(st.rng.random())))
        sheet.curve([(x, 0.3), (x + lean * 0.3, 0.3 - h * 0.6), (x + lean, 0.3 - h)], 0.004, tone)
        if st.rng.random() < 0.3:
            sheet.line(
                [(x + lean, 0.3 - h), (x + lean * 0.8, 0.33 - h)], 0.011, st.tone((92, 60, 36))
            )
    st.canvas.lay(sheet, 0, st.canvas.height - 0.29)


def meadow(st: Stage) -> None:
    """Grass and flowers under a wide sky."""
    horizon = st.y(0.54)
    st.sky(horizon)
    st.hills(horizon - 0.03, 0.06, 0.9, st.far((104, 150, 96), 0.5), rough=0.36)
    st.hills(horizon + 0.005, 0.03, 1.1, st.far((96, 150, 66), 0.26), rough=0.36)
    _hedges(st, horizon + 0.015)
    st.ground(horizon + 0.02, ((150, 186, 84), (88, 144, 48)), strength=0.16)
    tufts(st, horizon + 0.1, (84, 146, 46), 330, blooms=True)


def _hedges(st: Stage, base: float) -> None:
    sheet = Sprite(st.canvas.width, 0.1, st.canvas.scale)
    for _ in range(22):
        x, r = float(st.rng.uniform(0, st.canvas.width)), float(st.rng.uniform(0.012, 0.035))
        tone = st.far((62, 110, 56), float(st.rng.uniform(0.15, 0.35)))
        for k, (dx, dy) in enumerate(((-0.9, 0.25), (0.95, 0.3), (-0.35, -0.2), (0.45, -0.1))):
            shade = mix(tone, (250, 244, 190), (0.0, 0.0, 0.12, 0.05)[k])
            cx, cy = x + dx * r, 0.09 + (dy - 0.45) * r
            sheet.oval(cx - r * 0.75, cy - r * 0.75, cx + r * 0.75, cy + r * 0.9, shade)
            sheet.oval(cx - r * 0.55, cy - r * 0.7, cx + r * 0.2, cy, light(shade, 0.1))
    st.canvas.lay(sheet, 0, base - 0.08)


def sea(st: Stage) -> None:
    """Nothing but waves."""
    horizon = st.y(0.42)
    st.sky(horizon)
    st.canvas.haze(horizon - 0.06, horizon, st.palette.low, (0.0, 0.5))
    st.canvas.water(horizon, st.deep((12, 84, 128)), mirror=0.4, waves=1.5)
    for k in range(7):
        d = (k + float(st.rng.uniform(0, 0.6))) / 7
        y = horizon + 0.03 + d**1.3 * (st.canvas.height - horizon)
        _swell(st, y, 0.004 + 0.022 * d)


def _swell(st: Stage, y: float, high: float) -> None:
    wave = ridge(st.rng, st.canvas.width, 2.4, 0.4)
    x = np.linspace(0, st.canvas.width, wave.size)
    cover = np.clip(np.sin(x * math.tau * 0.7 + float(st.rng.uniform(0, 6))) + 0.1, 0, 1)
    spots = np.linspace(0, wave.size - 1, st.canvas.columns)
    line = np.interp(spots, np.arange(wave.size), y + wave * high) * st.canvas.scale
    fade = np.interp(spots, np.arange(wave.size), cover)
    top = max(0, int(line.min()) - 2)
    rows = np.arange(
        top, min(st.canvas.rows, int(line.max() + high * 2 * st.canvas.scale) + 3), dtype=np.float32
    )[:, None]
    if rows.shape[0] == 0:
        return
    below = (rows - line[None]) / (high * st.canvas.scale + 0.3)
    foam = np.clip(below + 1, 0, 1) * np.exp(-np.clip(below, 0, None) * 2.2) * fade[None]
    st.canvas.blend(
        top / st.canvas.scale,
        (foam * 0.5).astype(np.float32),
        mix(st.tone((236, 244, 250)), st.palette.low, 0.4),
    )


def high_sky(st: Stage) -> None:
    """High up, over a floor of clouds."""
    canvas = st.canvas
    st.sky(canvas.height * 0.9)
    bright = mix(st.palette.low, st.palette.sun, 0.5)
    if st.palette.night:
        bright = (96, 108, 150)
    for k in range(4):
        y = st.y(0.76 + 0.065 * k)
        _cloud_bank(st, y, mix(bright, st.palette.middle, 0.3 - 0.08 * k), 0.05 + 0.02 * k)
    canvas.blurred(0.005)
    billows = clouds_noise(st.scene.random(7), (160, 60), (canvas.width * 3, 3), 5)
    top = st.y(0.72)
    billows = stretch(0.86 + 0.28 * billows, canvas.columns, canvas.rows - canvas.row(top))
    fade_in = np.clip(np.linspace(0, 5, billows.shape[0], dtype=np.float32), 0, 1)[:, None]
    canvas.multiply(top, 1 + fade_in * (billows - 1))


def _cloud_bank(st: Stage, y: float, colour: Colour, size: float) -> None:
    canvas = st.canvas
    sheet = Sprite(canvas.width, canvas.height - y + size * 3, canvas.scale)
    for _ in range(int(canvas.width / size * 2.6)):
        x = float(st.rng.uniform(-0.1, canvas.width + 0.1))
        r = size * float(st.rng.uniform(0.5, 1.25))
        rise = float(st.rng.uniform(0, 1.2)) * size
        top = size * 3 - rise - r * 0.2
        sheet.oval(
            x - r * 1.25,
            top - r,
            x + r * 1.25,
            top + r * 1.4,
            Ramp(light(colour, 0.4), mix(colour, st.palette.middle, 0.35)),
        )
    sheet.box(
        -0.1,
        size * 3.2,
        canvas.width + 0.1,
        canvas.height - y + size * 3 + 0.1,
        mix(colour, st.palette.middle, 0.3),
    )
    canvas.lay(sheet, 0, y - size * 3)
