"""Files in the hands of the desktop: opened by whatever program the person has for them, or shown where they lie."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_file(path: Path) -> None:
    """Open it as a double click in the file manager would."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> None:
    """Show the folder that it lies in."""
    open_file(path.parent)
