"""What can be done with the selected rows: labelling, moving to a split, deleting, playing, showing them large."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QInputDialog, QMenu, QPushButton, QToolButton, QWidget

from mmdesk.app.pages.data.table.selection import Selection
from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.system.labels import split_name

MAX_MENU_ENTRIES = 24


class RowActions(QObject):
    """The same for buttons below the table, for a menu over its rows, and for keys.

    Attributes:
        buttons: from left to right
        keys: what has a key, for the views of the rows

    Signals:
        wants_sound: play the sound of the row with the keyboard
        wants_large: show the row with the keyboard as large as can be
    """

    wants_sound = Signal()
    wants_large = Signal()

    def __init__(self, collection: Collection, selection: Selection, card: QWidget) -> None:
        super().__init__(card)
        self._collection = collection
        self._selection = selection
        self._card = card
        self.delete = self._action(self.tr("&Delete"), self.delete_selected, QKeySequence.StandardKey.Delete)
        self.play = self._action(self.tr("&Play the sound"), self.wants_sound.emit, "Space")
        self.keys = self.delete, self.play
        self.label_menu = QMenu(self.tr("&Label"), card)
        self.label_menu.aboutToShow.connect(self._fill_labels)
        self.split_menu = QMenu(self.tr("&Move to"), card)
        for split in ("train", "val", "test", ""):
            self.split_menu.addAction(split_name(split), partial(self.move_selected, split))
        self.label_button = self._menu_button(self.tr("Label"), self.label_menu)
        self.split_button = self._menu_button(self.tr("Move to"), self.split_menu)
        self.delete_button = QPushButton(self.tr("Delete"))
        self.delete_button.clicked.connect(self.delete_selected)
        self.buttons = self.label_button, self.split_button, self.delete_button
        selection.changed.connect(self._selection_changed)
        self._selection_changed()

    def _action(self, text: str, slot: object, shortcut: QKeySequence.StandardKey | str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(shortcut)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(slot)
        return action

    def _menu_button(self, text: str, menu: QMenu) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "button")
        button.setText(text)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        return button

    @Slot()
    def delete_selected(self) -> None:
        if self._selection.count:
            self._collection.edits.delete(self._selection.keys())

    def move_selected(self, split: str) -> None:
        if self._selection.count:
            self._collection.edits.move(self._selection.keys(), split)

    def label_selected(self, label: str) -> None:
        if self._selection.count:
            self._collection.edits.relabel(self._selection.keys(), label)

    @Slot()
    def ask_label(self) -> None:
        """Ask for a label that is not in the menu."""
        dialog = QInputDialog(self._card)
        dialog.setWindowTitle(self.tr("Label"))
        dialog.setLabelText(self.tr("These examples are a …"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(self.label_selected)
        dialog.open()

    @Slot()
    def _fill_labels(self) -> None:
        self.label_menu.clear()
        for label in self._collection.labels[:MAX_MENU_ENTRIES]:
            self.label_menu.addAction(label.replace("&", "&&"), partial(self.label_selected, label))
        self.label_menu.addSeparator()
        self.label_menu.addAction(self.tr("&Another…"), self.ask_label)

    def context_menu(self) -> QMenu:
        """Everything, as a menu over the rows."""
        menu = QMenu(self._card)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addMenu(self.label_menu)
        menu.addMenu(self.split_menu)
        menu.addAction(self.tr("S&how it large"), self.wants_large.emit)
        menu.addActions([self.play, self.delete])
        return menu

    @Slot()
    def _selection_changed(self) -> None:
        for part in (*self.buttons, self.delete):
            part.setEnabled(self._selection.count > 0)
