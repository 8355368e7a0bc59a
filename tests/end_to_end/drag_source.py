"""A second program: every row of its window can be dragged, and stands for one file or several.

drag_source.py FILE[:FILE...] ...

It prints "dragging" when a drag begins and "done" when it is over; "accepted" when what is below the mouse would take the
files and the last that was told is something else, or "refused" when it would not.
"""

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

WIDTH, HEIGHT = 220, 40


class Row(QLabel):
    """Files to drag."""

    def __init__(self, files: list[str]) -> None:
        super().__init__(" + ".join(file.rpartition("/")[2] for file in files))
        self._files = files
        self.setFixedSize(WIDTH, HEIGHT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        drag = QDrag(self)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(file) for file in self._files])
        drag.setMimeData(mime)
        drag.setPixmap(self.grab())
        drag.actionChanged.connect(lambda action: say("accepted" if action == Qt.DropAction.CopyAction else "refused"))
        say("dragging")
        drag.exec(Qt.DropAction.CopyAction)
        say("done")


def say(word: str) -> None:
    print(word, flush=True)  # noqa: T201 - the tests read it


def main() -> None:
    app = QApplication(sys.argv[:1])
    # Without the window manager it stays where it is, and leaves the keyboard to others.
    window = QWidget(None, Qt.WindowType.X11BypassWindowManagerHint | Qt.WindowType.FramelessWindowHint)
    layout = QVBoxLayout(window)
    for files in sys.argv[1:]:
        layout.addWidget(Row(files.split(":")))
    window.move(0, 0)
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
