"""The dialog of the classes: their names and their order."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.system.dialogs import size_at_first

NAME = Qt.ItemDataRole.UserRole
"""What the class of an item is called in the project."""
FIRST_SIZE = 360, 420
ROOM = 16
"""What the field in which a name is written needs above and below its letters, in pixels."""


class ClassesDialog(QDialog):
    """A list in which names are written and classes moved; all of it happens in the project at once, and can be undone there."""

    def __init__(self, collection: Collection, parent: QWidget) -> None:
        super().__init__(parent)
        self._collection = collection
        self.setWindowTitle(self.tr("Classes"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size_at_first(self, *FIRST_SIZE)
        hint = QLabel(self.tr("Drag a class to another place, or click its name twice to write another one."))
        hint.setProperty("kind", "soft")
        hint.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Classes"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        triggers = QAbstractItemView.EditTrigger
        self.list.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.list.itemChanged.connect(self._renamed)
        self.list.model().rowsMoved.connect(self._moved)
        self.list.currentRowChanged.connect(self._enable)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(hint)
        layout.addWidget(self.list)
        layout.addLayout(self._buttons())
        collection.changed.connect(self.refresh)
        self.refresh()

    def _buttons(self) -> QHBoxLayout:
        self.rename = QPushButton(self.tr("Rename"))
        self.rename.setToolTip(self.tr("Write another name (F2)"))
        self.rename.clicked.connect(self.edit_current)
        self.up = QPushButton(self.tr("Up"))
        self.up.setShortcut("Alt+Up")
        self.up.clicked.connect(self.move_up)
        self.down = QPushButton(self.tr("Down"))
        self.down.setShortcut("Alt+Down")
        self.down.clicked.connect(self.move_down)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        for button in (self.rename, self.up, self.down, close):
            button.setAutoDefault(False)  # Enter ends the writing of a name
        for button in (self.rename, self.up, self.down):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(close)
        return row

    def choose(self, label: str) -> None:
        """Let this class be the current one."""
        for row in range(self.list.count()):
            if self.list.item(row).data(NAME) == label:
                self.list.setCurrentRow(row)

    @Slot()
    def edit_current(self) -> None:
        """Let the name of the current class be written."""
        if item := self.list.currentItem():
            self.list.editItem(item)

    @Slot()
    def move_up(self) -> None:
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        names, row = self._names, self.list.currentRow()
        if row >= 0 and 0 <= row + step < len(names):
            names[row], names[row + step] = names[row + step], names[row]
            self._collection.edits.arrange(names)

    @property
    def _names(self) -> list[str]:
        return [self.list.item(row).data(NAME) for row in range(self.list.count())]

    @Slot()
    def refresh(self) -> None:
        """Show the classes as they are in the project."""
        labels, current = self._collection.labels, self.list.currentRow()
        chosen = self.list.item(current).data(NAME) if current >= 0 else None
        written = [self.list.item(row).text() for row in range(self.list.count())]
        if self._names != [*labels] or written != [*labels]:
            self._fill(labels)
            # A class that has another name now keeps its place.
            self.list.setCurrentRow(labels.index(chosen) if chosen in labels else min(max(current, 0), len(labels) - 1))
        self._enable()

    def _fill(self, labels: tuple[str, ...]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        height = self.list.fontMetrics().height() + ROOM
        for label in labels:
            item = QListWidgetItem(label)
            item.setData(NAME, label)
            item.setSizeHint(QSize(0, height))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
        self.list.blockSignals(False)

    @Slot()
    def _enable(self) -> None:
        row = self.list.currentRow()
        self.rename.setEnabled(row >= 0)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.list.count() - 1)

    @Slot(QListWidgetItem)
    def _renamed(self, item: QListWidgetItem) -> None:
        old, new = item.data(NAME), item.text().strip()
        if not new or new == old:
            self._show_name(item, old)
        elif new in self._collection.labels:
            self._show_name(item, old)
            self._ask_to_join(old, new)
        else:
            self._collection.edits.rename_class(old, new)

    def _show_name(self, item: QListWidgetItem, name: str) -> None:
        self.list.blockSignals(True)
        item.setText(name)
        self.list.blockSignals(False)

    def _ask_to_join(self, old: str, new: str) -> None:
        """Two classes become one only where that is wanted: afterwards nobody knows which example was of which."""
        question = self.tr("There is a class {name} already. Should the two become one?").format(name=new)
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Join the classes?"), question, parent=self)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        join = box.addButton(self.tr("Join"), QMessageBox.ButtonRole.AcceptRole)
        join.clicked.connect(lambda: self._collection.edits.rename_class(old, new))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot()
    def _moved(self) -> None:
        self._collection.edits.arrange(self._names)
