"""Icon files from the drawing: PNG of any size, .ico for Windows, .icns for macOS."""

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HICOLOR = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Sides in pixels that Linux desktops look for."""
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 128, 256)
MACOS = (16, 32, 64, 128, 256, 512, 1024)


def drawn(svg: Path, side: int) -> bytes:
    """The drawing as a PNG of `side` x `side` pixels."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    buffer = QBuffer()
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def write_ico(svg: Path, file: Path) -> Path:
    return _write(svg, file, WINDOWS)


def write_icns(svg: Path, file: Path) -> Path:
    return _write(svg, file, MACOS)


def write_for_this_system(svg: Path, folder: Path) -> Path | None:
    """The icon that goes into the program itself; None where programs have none."""
    if sys.platform == "win32":
        return write_ico(svg, folder / "mmdesk.ico")
    if sys.platform == "darwin":
        return write_icns(svg, folder / "mmdesk.icns")
    return None


def _write(svg: Path, file: Path, sides: tuple[int, ...]) -> Path:
    """Each size is drawn by itself: made smaller from a large one it would be blurred."""
    images = [Image.open(io.BytesIO(drawn(svg, side))) for side in sides]
    images[-1].save(file, sizes=[image.size for image in images], append_images=images[:-1])
    return file
