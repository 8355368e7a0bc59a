"""What is dropped or pasted on the window, handed to the session."""

import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from mmdesk.app.services.session import Session
from mmdesk.app.system.images import picture_of
from mmdesk.app.widgets.words_edit import is_cells
from mmdesk.core.errors import QT_TRANSLATE_NOOP

_ADDRESS = re.compile(r"\s*(?:(?:https?|ftp|file)://|www\.)\S+\s*", re.IGNORECASE)
_CELLS = re.compile(r"[\t\n]")
"""What stands between cells that are copied."""


def can_take(mime: QMimeData) -> bool:
    return mime.hasUrls() or mime.hasImage() or mime.hasText()


def archive_in(mime: QMimeData) -> Path | None:
    """The ZIP archive that was dropped, if that is all."""
    from mmdesk.core.datasets.archive import is_archive  # here, because the window should not wait for Python's zipfile

    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and is_archive(paths[0]) else None


def offer(session: Session, mime: QMimeData) -> None:
    """Take files, a picture or words, in this order: a browser's picture carries its address as text too."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        session.drop(paths)
    elif is_cells(mime) and _CELLS.search(mime.text().strip()):
        session.refuse(
            QT_TRANSLATE_NOOP(
                "errors", "These are cells of a spreadsheet. Save it, then drop the file: its rows are answered as a batch."
            )
        )
    elif mime.hasImage() and not is_cells(mime):
        session.take("image", partial(picture_of, QImage(mime.imageData())))
    elif mime.hasUrls() or _ADDRESS.fullmatch(mime.text()):
        # Nothing is fetched from a network.
        session.refuse(
            QT_TRANSLATE_NOOP("errors", "That is an address, not a file on this computer. Save it first, then drop the file.")
        )
    elif mime.hasText():
        session.write("text", mime.text().removesuffix("\n") if is_cells(mime) else mime.text())
    else:
        session.refuse(
            QT_TRANSLATE_NOOP("errors", "There is nothing here that mmdesk can classify. Copy or drag a picture, words or files.")
        )
