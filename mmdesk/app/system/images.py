"""Pictures as Qt has them and as the program has them."""

from PySide6.QtGui import QImage

from mmdesk.app.system.translation import translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.modalities.image.picture import Picture


def picture_of(image: QImage) -> Picture:
    """Decode a picture of the clipboard.

    Raises:
        MediaError: if it has no pixels or too many
    """
    import numpy as np

    from mmdesk.core.modalities.image.files import picture_from_array

    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    pixels = rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4)
    return picture_from_array(pixels, translated("offers", QT_TRANSLATE_NOOP("offers", "pasted picture")))


def from_png(png: bytes) -> QImage:
    """What is known to be PNG; no picture if it is something else.

    Not asked what it is: Qt's reader of SVG would connect signals for that, and wait for a thread that disconnects some and waits
    for Python, which does not let go meanwhile. The window once stood still for ever.
    """
    return QImage.fromData(png, "PNG")  # type: ignore[arg-type] # it takes text, though its stubs say bytes


def image_of(picture: Picture) -> QImage:
    """The picture's pixels as Qt sees them, a copy."""
    height, width = picture.pixels.shape[:2]
    return QImage(picture.pixels.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888).copy()
