"""Which painter draws which kind of thing."""

from collections.abc import Callable

import numpy as np

from photoclip.samples import things_afloat as afloat
from photoclip.samples import things_alive as alive
from photoclip.samples import things_built as built
from photoclip.samples import things_indoor as indoor
from photoclip.samples.brush import Colour, Sprite

Painter = Callable[[Sprite, Colour, np.random.Generator], None]

PAINTERS: dict[str, Painter] = {
    "sailboat": afloat.sailboat,
    "rowing boat": afloat.rowing_boat,
    "ship": afloat.ship,
    "duck": afloat.duck,
    "whale": afloat.whale,
    "hot-air balloon": afloat.hot_air_balloon,
    "balloon": afloat.balloon,
    "airplane": afloat.airplane,
    "helicopter": afloat.helicopter,
    "kite": afloat.kite,
    "bird": afloat.bird,
    "moon": afloat.moon,
    "house": built.house,
    "lighthouse": built.lighthouse,
    "castle": built.castle,
    "windmill": built.windmill,
    "tent": built.tent,
    "car": built.car,
    "bus": built.bus,
    "tractor": built.tractor,
    "bicycle": built.bicycle,
    "umbrella": built.umbrella,
    "bench": built.bench,
    "chair": built.chair,
    "dog": alive.dog,
    "cat": alive.cat,
    "horse": alive.horse,
    "tree": alive.tree,
    "palm": alive.palm,
    "cactus": alive.cactus,
    "flower": alive.flower,
    "mushroom": alive.mushroom,
    "snowman": alive.snowman,
    "ball": indoor.ball,
    "cake": indoor.cake,
    "cup": indoor.cup,
    "teapot": indoor.teapot,
    "lamp": indoor.lamp,
    "gift": indoor.gift,
    "book": indoor.book,
    "guitar": indoor.guitar,
    "apple": indoor.apple,
    "clock": indoor.clock,
    "teddy bear": indoor.teddy_bear,
}
