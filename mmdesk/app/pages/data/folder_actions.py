"""What can be done with the open project as a whole: renaming, showing, copying, putting into the trash."""

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from mmdesk.app.services.session import Session
from mmdesk.core.numerals import filled


class FolderActions(QObject):
    """Entries of the project's menu."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._collection = session.collection
        self._folder = session.project_folder
        self._page = page
        self.rename = self._action(self.tr("&Rename…"), self.ask_name)
        self.show_it = self._action(self.tr("&Show in the folder"), self.show_folder)
        self.copy = self._action(self.tr("&Copy…"), self.ask_copy)
        self.trash = self._action(self.tr("&Delete…"), self.ask_trash)
        self._collection.changed.connect(self.refresh)
        self._folder.changed.connect(self.refresh)
        self.refresh()

    @property
    def all(self) -> list[QAction]:
        return [self.rename, self.show_it, self.copy, self.trash]

    def _action(self, text: str, slot: object) -> QAction:
        action = QAction(text, self._page)
        action.triggered.connect(slot)
        return action

    @Slot()
    def refresh(self) -> None:
        """Offer what can be done now."""
        there = self._collection.view is not None
        self.show_it.setEnabled(there)
        for action in (self.rename, self.copy, self.trash):
            action.setVisible(there)
            action.setEnabled(self._folder.whole is not None and not self._folder.copying)
            only = self.tr("It is a table among other files: do this where they lie.")
            action.setToolTip(only if there and self._folder.whole is None else "")
        self.show_it.setVisible(there)

    @Slot()
    def show_folder(self) -> None:
        """Have the system show where the project lies."""
        if self._collection.folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._collection.folder)))

    @Slot()
    def ask_name(self) -> None:
        if folder := self._folder.whole:
            self._ask(self.tr("Rename"), self.tr("What the project, and its folder, is called:"), folder.name, self._folder.rename)

    @Slot()
    def ask_copy(self) -> None:
        if folder := self._folder.whole:
            name = self.tr("{name} copy").format(name=folder.name)
            self._ask(self.tr("Copy"), self.tr("What the copy, which will lie beside it, is called:"), name, self._folder.copy)

    def _ask(self, title: str, words: str, name: str, chosen: object) -> None:
        dialog = QInputDialog(self._page)
        dialog.setWindowTitle(title)
        dialog.setLabelText(words)
        dialog.setTextValue(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(chosen)
        dialog.open()

    @Slot()
    def ask_trash(self) -> None:
        view, folder = self._collection.view, self._folder.whole
        if not view or not folder:
            return
        words = self.tr("Put the project {name} with {count:# example|# examples}, and all else in its folder, into the trash?")
        box = QMessageBox(self._page)
        box.setWindowTitle(self.tr("Delete"))
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(filled(words, name=folder.name, count=len(view.content.rows)))
        box.setInformativeText(str(folder))
        delete = box.addButton(self.tr("Put into the trash"), QMessageBox.ButtonRole.DestructiveRole)
        delete.clicked.connect(self._folder.trash)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
