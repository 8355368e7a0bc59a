"""Everything the menus offer, each with its shortcut."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from mmdesk.app.drops import offer
from mmdesk.app.modalities.registry import DESK
from mmdesk.app.services.session import Session
from mmdesk.app.system.dialogs import accept_models, file_dialog
from mmdesk.app.system.labels import percent, plain
from mmdesk.app.system.settings import APPEARANCES, SYSTEM, Appearance
from mmdesk.app.system.theme import Theme
from mmdesk.app.system.translation import language_of, translated
from mmdesk.core.language import LANGUAGES
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.models.coverage import COVERAGES
from mmdesk.core.models.ready import offered
from mmdesk.core.paths import log_dir
from mmdesk.core.tasks.registry import task_named

Shortcut = QKeySequence.StandardKey | str


class Actions(QObject):
    """The actions of the window that change the session.

    Attributes:
        model_menu: ready models, recent models and any file; shared by the menu bar and the button at the top

    Signals:
        language_chosen: the settings name another language
    """

    language_chosen = Signal()

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._theme = theme
        self._window = window
        standard = QKeySequence.StandardKey
        self.open_files = self._action(self.tr("&Open files…"), self.choose_files, standard.Open)
        self.clear_all = self._action(self.tr("&New sample"), session.clear_all, standard.New)
        self.open_model = self._action(self.tr("Open a &model file…"), self.choose_model, "Ctrl+Shift+O")
        self.ready = self._ready_actions()
        self.quit = self._action(self.tr("&Quit"), window.close, standard.Quit)
        self.paste = self._action(self.tr("&Paste"), self.paste_anything, standard.Paste)
        self.copy_answer = self._action(self.tr("&Copy the answer"), self.copy_the_answer, "Ctrl+Shift+C")
        self.open_log = self._action(self.tr("Open the folder of the &log"), self.show_log)
        self.shown = {modality: self._shown_action(modality, number) for number, modality in enumerate(MODALITIES, 1)}
        self.appearances = self._appearance_actions()
        self.languages = self._language_actions()
        self.coverages = self._coverage_actions()
        self.model_menu = QMenu(self.tr("&Model"), window)
        session.recent_changed.connect(self._fill_model_menu)
        session.answer_changed.connect(self._answer_changed)
        session.part_changed.connect(self._part_changed)
        self._fill_model_menu()
        self._answer_changed()

    def _action(self, text: str, triggered: Callable[[], object], shortcut: Shortcut | None = None) -> QAction:
        action = QAction(text, self)
        action.setIconText(plain(text))  # on buttons, without the key of the menu
        action.triggered.connect(lambda: triggered())
        if shortcut is not None:
            action.setShortcut(shortcut)
        return action

    def _shown_action(self, modality: Modality, number: int) -> QAction:
        action = QAction(translated("modalities", DESK[modality].count), self)
        action.setCheckable(True)
        action.setChecked(True)
        action.setShortcut(f"Ctrl+{number}")
        action.toggled.connect(lambda on: self._session.show(modality, on))
        return action

    def _ready_actions(self) -> list[QAction]:
        """One for each ready model whose labels the person can read, with what it knows."""
        actions = []
        for ready in offered(language_of(self._session.settings.language)):
            title, knows = translated("ready", ready.title), translated("ready", ready.knows)
            text = self.tr("{title}: {knows}").format(title=title, knows=knows)
            actions.append(self._action(text, partial(self._session.open_model, ready.path)))
        return actions

    def _appearance_actions(self) -> QActionGroup:
        group = QActionGroup(self)
        texts = {"system": self.tr("As the s&ystem"), "light": self.tr("&Light"), "dark": self.tr("&Dark")}
        for appearance in APPEARANCES:
            action = QAction(texts[appearance], group)
            action.setCheckable(True)
            action.setData(appearance)
            action.setChecked(appearance == self._theme.appearance)
        group.triggered.connect(self._appearance_chosen)
        return group

    def _language_actions(self) -> QActionGroup:
        group = QActionGroup(self)
        for code, name in {SYSTEM: self.tr("As the s&ystem"), **LANGUAGES}.items():
            action = QAction(name, group)
            action.setCheckable(True)
            action.setData(code)
            action.setChecked(code == self._session.settings.language)
        group.triggered.connect(self._language_chosen)
        return group

    def _coverage_actions(self) -> QActionGroup:
        group = QActionGroup(self)
        for coverage in COVERAGES:
            action = QAction(self.tr("Hold the right one in {share}").format(share=percent(coverage)), group)
            action.setCheckable(True)
            action.setData(coverage)
            action.setChecked(coverage == self._session.settings.coverage)
        group.triggered.connect(self._coverage_chosen)
        return group

    @Slot(QAction)
    def _coverage_chosen(self, action: QAction) -> None:
        self._session.choose_coverage(action.data())

    @Slot(QAction)
    def _language_chosen(self, action: QAction) -> None:
        self._session.settings.language = action.data()
        self.language_chosen.emit()

    @Slot(QAction)
    def _appearance_chosen(self, action: QAction) -> None:
        appearance: Appearance = action.data()
        self._session.settings.appearance = appearance
        self._theme.set_appearance(appearance)

    @Slot()
    def choose_files(self) -> None:
        title = self.tr("Choose a picture, a text, a sound, or several of them")
        dialog = file_dialog(self._window, title, self._session.settings)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._files_chosen)
        dialog.open()

    @Slot()
    def choose_model(self) -> None:
        dialog = file_dialog(self._window, "", self._session.settings)
        accept_models(dialog)
        dialog.fileSelected.connect(self._model_chosen)
        dialog.open()

    @Slot(list)
    def _files_chosen(self, names: list[str]) -> None:
        self._session.drop([Path(name) for name in names])

    @Slot(str)
    def _model_chosen(self, name: str) -> None:
        self._session.introduce(Path(name))

    @Slot()
    def forget_models(self) -> None:
        self._session.settings.forget_models()
        self._session.recent_changed.emit()

    @Slot()
    def paste_anything(self) -> None:
        offer(self._session, QGuiApplication.clipboard().mimeData())

    @Slot()
    def copy_the_answer(self) -> None:
        prediction = self._session.prediction
        if prediction:
            answer = task_named(prediction.task).copied(prediction.label, prediction.score)
            QGuiApplication.clipboard().setText(answer)

    @Slot()
    def show_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_dir())))

    @Slot()
    def _fill_model_menu(self) -> None:
        menu = self.model_menu
        menu.clear()
        menu.addActions(self.ready)
        recent = self._session.settings.recent_models
        if recent:
            menu.addSeparator()
        for path in recent:
            action = self._action(path.stem.replace("&", "&&"), partial(self._session.open_model, path))
            action.setToolTip(str(path))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.open_model)
        if recent:
            menu.addAction(self._action(self.tr("&Forget recent models"), self.forget_models))
        menu.setToolTipsVisible(True)

    @Slot()
    def _answer_changed(self) -> None:
        self.copy_answer.setEnabled(self._session.prediction is not None)

    @Slot(str)
    def _part_changed(self, modality: Modality) -> None:
        self.shown[modality].setChecked(self._session.part(modality).shown)
