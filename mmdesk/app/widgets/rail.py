"""The column at the left with the window's places."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

ICON_SIDE = 22


class Rail(QFrame):
    """One button for each place, of which one is down.

    Signals:
        chosen: the number of the place that a person chose
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Places"))
        self.buttons: list[QToolButton] = []
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 12, 8, 12)
        self._column.setSpacing(4)
        self._column.addStretch()

    def add(self, title: str) -> None:
        """One more place at the end; Alt and its number lead there too."""
        number = len(self.buttons)
        button = QToolButton()
        button.setProperty("kind", "place")
        button.setText(title)
        button.setIconSize(QSize(ICON_SIDE, ICON_SIDE))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setCheckable(True)
        # Not the button's own shortcut: that clicks a tenth of a second later, and takes away the keyboard from what came since.
        QShortcut(QKeySequence(f"Alt+{number + 1}"), self, button.click)
        button.setToolTip(self.tr("{title} (Alt+{number})").format(title=title, number=number + 1))
        button.clicked.connect(partial(self.chosen.emit, number))
        self._group.addButton(button)
        self._column.insertWidget(number, button)
        self.buttons.append(button)

    def set_current(self, number: int) -> None:
        self.buttons[number].setChecked(True)

    def set_icon(self, number: int, icon: QIcon) -> None:
        self.buttons[number].setIcon(icon)
