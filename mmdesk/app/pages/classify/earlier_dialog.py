"""All earlier answers: searched, laid on the desk again, deleted."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QListView, QMessageBox, QPushButton, QVBoxLayout, QWidget

from mmdesk.app.pages.classify.earlier_entry import icon_of, moment, thumbnail
from mmdesk.app.services.history import Earlier
from mmdesk.app.system.dialogs import size_at_first
from mmdesk.app.system.labels import percent
from mmdesk.app.system.theme import Theme
from mmdesk.app.system.translation import listed
from mmdesk.core.numerals import filled

FIRST_SIZE = 520, 480
SIDE = 40

Index = QModelIndex | QPersistentModelIndex


class EarlierModel(QAbstractListModel):
    """The earlier answers that match a search, newest first; each has two lines and a picture."""

    def __init__(self, earlier: Earlier, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._earlier = earlier
        self._theme = theme
        self._search = ""
        self._icons: dict[int, QIcon] = {}
        self.entries = self._earlier.entries
        self._earlier.changed.connect(self._refresh)

    def search(self, words: str) -> None:
        self._search = words
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        self.beginResetModel()
        self._icons.clear()
        self.entries = tuple(entry for entry in self._earlier.entries if entry.matches(self._search))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            what = entry.words.split("\n")[0] or listed(file.name for file in entry.files)
            score = "" if entry.score is None else f"  {percent(entry.score)}"
            return f"{entry.label}{score}  ·  {entry.model}  ·  {moment(entry.time)}\n{what}"
        if role == Qt.ItemDataRole.DecorationRole:
            if index.row() not in self._icons:
                drawn = thumbnail(entry.thumbnail) if entry.thumbnail else self._theme.icon(icon_of(entry.parts))
                self._icons[index.row()] = drawn
            return self._icons[index.row()]
        return None


class EarlierDialog(QDialog):
    """A searchable list; Enter or a double click lays the sample on the desk.

    Signals:
        chosen: the parts of an earlier sample that is wanted back, by modality
    """

    chosen = Signal(object)

    def __init__(self, earlier: Earlier, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._earlier = earlier
        self.setWindowTitle(self.tr("Earlier answers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size_at_first(self, *FIRST_SIZE)
        self.model = EarlierModel(earlier, theme, self)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search answers, words, file names and models"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.model.search)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("Earlier answers"))
        self.list.setIconSize(QSize(SIDE, SIDE))
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.activated.connect(self.open_chosen)
        self.none = QLabel()
        self.none.setProperty("kind", "soft")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (self.search, self.none, self.list):
            layout.addWidget(widget)
        layout.addLayout(self._buttons())
        self.list.selectionModel().selectionChanged.connect(self._tell)
        self.model.modelReset.connect(self._tell)
        self._tell()

    def _buttons(self) -> QHBoxLayout:
        self.open_button = QPushButton(self.tr("Lay on the desk"))
        self.open_button.clicked.connect(self.open_chosen)
        self.delete_button = QPushButton(self.tr("Delete"))
        self.delete_button.setShortcut("Del")
        self.delete_button.clicked.connect(self.delete_chosen)
        self.delete_all_button = QPushButton(self.tr("Delete all…"))
        self.delete_all_button.clicked.connect(self.ask_to_delete_all)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        for button in (self.open_button, self.delete_button, self.delete_all_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        close.setAutoDefault(False)
        row.addStretch()
        row.addWidget(close)
        return row

    @Slot()
    def open_chosen(self) -> None:
        """Lay the chosen sample on the desk."""
        if self.list.currentIndex().isValid():
            parts = self.model.entries[self.list.currentIndex().row()].parts
            self.close()
            self.chosen.emit(parts)

    @Slot()
    def delete_chosen(self) -> None:
        if self.list.currentIndex().isValid():
            self._earlier.forget(self.model.entries[self.list.currentIndex().row()].number)

    @Slot()
    def ask_to_delete_all(self) -> None:
        """Ask before what cannot be had back is deleted."""
        question = self.tr(
            "{count:The earlier answer is|All # earlier answers are} deleted, with the copies of what was pasted or recorded."
        )
        count = len(self._earlier.entries)
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Delete all?"), filled(question, count=count), parent=self)
        box.setInformativeText(self.tr("Your own files stay where they are."))
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        delete = box.addButton(self.tr("Delete all"), QMessageBox.ButtonRole.DestructiveRole)
        delete.clicked.connect(self._earlier.forget_all)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot()
    def _tell(self) -> None:
        chosen = self.list.currentIndex().isValid()
        self.open_button.setEnabled(chosen)
        self.delete_button.setEnabled(chosen)
        self.delete_all_button.setEnabled(bool(self._earlier.entries))
        self.none.setVisible(not self.model.entries)
        nothing_kept = not self._earlier.entries
        self.none.setText(self.tr("Nothing is kept.") if nothing_kept else self.tr("Nothing of what is kept matches."))
