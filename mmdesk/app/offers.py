"""What is dropped or pasted on the window, handed to the session."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from mmdesk.app.session import Session
from mmdesk.app.translation import translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.sample import Picture


def can_take(mime: QMimeData) -> bool:
    return mime.hasUrls() or mime.hasImage() or mime.hasText()


def offer(session: Session, mime: QMimeData) -> None:
    """Take files, a picture or words, in this order: a browser's picture carries its address as text too."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        session.drop(paths)
    elif mime.hasImage():
        session.take("image", partial(picture_of, QImage(mime.imageData())))
    elif mime.hasUrls():
        # Nothing is fetched from a network.
        session.refuse(
            QT_TRANSLATE_NOOP("errors", "That is an address, not a file on this computer. Save it first, then drop the file.")
        )
    elif mime.hasText():
        session.type_words(mime.text())
    else:
        session.refuse(
            QT_TRANSLATE_NOOP("errors", "There is nothing here that mmdesk can classify. Copy or drag a picture, words or files.")
        )


def picture_of(image: QImage) -> Picture:
    """Decode a picture of the clipboard.

    Raises:
        MediaError: if it has no pixels or too many
    """
    import numpy as np

    from mmdesk.core.media import picture_from_array

    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    pixels = rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4)
    return picture_from_array(pixels, translated("offers", QT_TRANSLATE_NOOP("offers", "pasted picture")))


def image_of(picture: Picture) -> QImage:
    """The picture's pixels as Qt sees them, a copy."""
    height, width = picture.pixels.shape[:2]
    return QImage(picture.pixels.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888).copy()
