"""The program's picture in the sizes and forms that systems want, drawn from the one SVG.

    python packaging/icons.py FOLDER_OR_ICO

writes FOLDER/SIDExSIDE/apps/photoclip.png, as in an icon theme, or an icon for Windows.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SVG = Path(__file__).resolve().parent.parent / "resources" / "icons" / "photoclip.svg"
SIDES = (16, 24, 32, 48, 64, 128, 256, 512)


def drawn(side: int) -> Image.Image:
    """The picture, `side` x `side` px, RGBA."""
    canvas = QImage(side, side, QImage.Format.Format_ARGB32)
    canvas.fill(0)
    painter = QPainter(canvas)
    QSvgRenderer(str(SVG)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    canvas.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGBA")


def theme(folder: Path) -> None:
    """Every size, where an icon theme looks for it, and the drawing itself."""
    for side in SIDES:
        file = folder / f"{side}x{side}" / "apps" / "photoclip.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        drawn(side).save(file)
    scalable = folder / "scalable" / "apps" / "photoclip.svg"
    scalable.parent.mkdir(parents=True, exist_ok=True)
    scalable.write_bytes(SVG.read_bytes())


def ico(file: Path) -> Path:
    """For Windows."""
    drawn(256).save(file, sizes=[(side, side) for side in SIDES if side <= 256])
    return file


def icns(file: Path) -> Path:
    """For macOS."""
    drawn(1024).save(file, append_images=[drawn(side) for side in (16, 32, 64, 128, 256, 512)])
    return file


if __name__ == "__main__":
    place = Path(sys.argv[1])
    (ico if place.suffix == ".ico" else theme)(place)
