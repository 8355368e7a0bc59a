"""Beginning, opening and undoing, as menus and buttons offer it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from mmdesk.app.pages.data.folder_actions import FolderActions
from mmdesk.app.pages.data.unpack_question import UnpackQuestion
from mmdesk.app.services.session import Session
from mmdesk.app.system.dialogs import file_dialog
from mmdesk.app.system.labels import plain


class ProjectActions(QObject):
    """What can be done with projects.

    Attributes:
        menu: everything, with the recent projects
    """

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._collection = session.collection
        self._page = page
        self.new = self._action(self.tr("&New project…"), self.choose_new)
        self.open_folder = self._action(self.tr("Open a &folder…"), self.choose_folder)
        self.open_table = self._action(self.tr("Open a &table…"), self.choose_table)
        self.undo = self._action(self.tr("&Undo"), self._collection.edits.undo, QKeySequence.StandardKey.Undo)
        self.redo = self._action(self.tr("&Redo"), self._collection.edits.redo, QKeySequence.StandardKey.Redo)
        self.folder = FolderActions(session, page)
        self.menu = QMenu(page)
        self.menu.aboutToShow.connect(self._fill)
        self._collection.changed.connect(self._changed)
        self._changed()

    def _action(self, text: str, slot: object, shortcut: QKeySequence.StandardKey | None = None) -> QAction:
        action = QAction(text, self._page)
        action.setIconText(plain(text))  # on buttons, without the key of the menu
        action.triggered.connect(slot)
        if shortcut is not None:
            action.setShortcut(shortcut)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._page.addAction(action)
        return action

    @Slot()
    def choose_new(self) -> None:
        """Let the person say where; a name is proposed that is not taken."""
        folder = self._collection.free_folder()
        dialog = QFileDialog(self._page, self.tr("Make a folder for the new project"), str(folder.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("Folder:"))
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Make"))
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # the project itself refuses a folder with files
        dialog.selectFile(folder.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._new_chosen)
        dialog.open()

    @Slot()
    def choose_folder(self) -> None:
        self._choose(self.tr("Open a folder with examples"), QFileDialog.FileMode.Directory, "")

    @Slot()
    def choose_table(self) -> None:
        self._choose(
            self.tr("Open a table of examples"),
            QFileDialog.FileMode.ExistingFile,
            self.tr("Tables (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.jsonl)"),
        )

    def ask_to_unpack(self, archive: Path) -> None:
        """Let the person say where an archive that was dropped is to be unpacked; then it is opened there."""
        question = UnpackQuestion(archive, self._page)
        question.agreed.connect(partial(self._session.incoming.unpack, archive, archive.parent))
        question.open_wanted.connect(self._collection.open)
        question.elsewhere.connect(partial(self.choose_place, archive))
        question.open()

    def choose_place(self, archive: Path) -> None:
        """Let the person choose the folder in which an archive is unpacked."""
        title = self.tr("Unpack {name} into").format(name=archive.name)
        dialog = QFileDialog(self._page, title, str(archive.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Unpack"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self._place_chosen, archive))
        dialog.open()

    def _place_chosen(self, archive: Path, folder: str) -> None:
        self._session.incoming.unpack(archive, Path(folder))

    def _choose(self, title: str, mode: QFileDialog.FileMode, kinds: str) -> None:
        dialog = file_dialog(self._page, title, self._session.settings)
        dialog.setFileMode(mode)
        if kinds:
            dialog.setNameFilters([kinds, self.tr("All files (*)")])
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    @Slot(str)
    def _chosen(self, name: str) -> None:
        self._collection.open(Path(name))

    @Slot(str)
    def _new_chosen(self, name: str) -> None:
        self._collection.new(Path(name))

    @Slot()
    def _fill(self) -> None:
        self.menu.clear()
        self.menu.addActions([self.new, self.open_folder, self.open_table])
        self.menu.addSeparator()
        self.menu.addActions(self.folder.all)
        recent = [path for path in self._session.settings.recent_projects if path != self._collection.dataset]
        if recent:
            self.menu.addSeparator()
        for path in recent:
            action = self.menu.addAction(path.name.replace("&", "&&"), partial(self._collection.open, path))
            action.setToolTip(str(path))
        self.menu.setToolTipsVisible(True)

    @Slot()
    def _changed(self) -> None:
        view = self._collection.view
        for action, words, text in (
            (self.undo, view.undo if view else "", self.tr("Undo: {words}")),
            (self.redo, view.redo if view else "", self.tr("Redo: {words}")),
        ):
            action.setEnabled(bool(words))
            action.setToolTip(text.format(words=words) if words else "")
