"""What the input cards have in common: a head with name, facts and switch, and a place for problems."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mmdesk.app.drops import offer
from mmdesk.app.services.parts import Part
from mmdesk.app.services.session import Session
from mmdesk.app.system.dialogs import file_dialog
from mmdesk.app.system.labels import name_of
from mmdesk.app.system.theme import Theme, mark
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.app.widgets.dot import Dot
from mmdesk.app.widgets.elided_label import ElidedLabel
from mmdesk.app.widgets.problem_line import ProblemLine
from mmdesk.app.widgets.switch import Switch
from mmdesk.core.modalities.registry import MODALITIES, Modality

ICON = QSize(16, 16)


class InputCard(Card):
    """Shows one part of the session's sample and takes new contents for it.

    Subclasses fill `body` and override `show_content` and `facts`.

    Signals:
        gave_keyboard_up: it had the keyboard, and folded because another model does not take this modality
    """

    gave_keyboard_up = Signal()

    def __init__(self, modality: Modality, session: Session, theme: Theme) -> None:
        super().__init__()
        self.modality = modality
        self.session = session
        self.theme = theme
        self.setAccessibleName(name_of(modality))
        self._facts = ElidedLabel()
        self._facts.setProperty("kind", "soft")
        self._facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._icons: dict[QToolButton, str] = {}
        self.browse_button = self.icon_button("browse", self.tr("Browse…"), self.browse)
        self.paste_button = self.icon_button("paste", self.tr("Paste"), self.paste)
        self.clear_button = self.icon_button("clear", self.tr("Clear"), self.clear)
        self.switch = self._made_switch()
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.unfold = self._made_unfold()
        self.problem = ProblemLine()
        self._arrange()
        theme.changed.connect(self._draw_icons)
        session.part_changed.connect(self._part_changed)
        session.model_changed.connect(self._model_changed)

    def show_content(self, part: Part) -> None:
        """Draw what is there now."""
        raise NotImplementedError

    def facts(self, part: Part) -> str:
        """A few words about the content, such as its file name and size."""
        raise NotImplementedError

    def take_keyboard(self) -> bool:
        """Take the keyboard if a person can begin here without a file; says whether it did."""
        return False

    def _made_switch(self) -> Switch:
        switch = Switch()
        switch.setProperty("modality", self.modality)
        switch.setAccessibleName(self.tr("Count: {name}").format(name=name_of(self.modality)))
        switch.setToolTip(self.tr("What if it were missing? Switch it off to see the answer without it."))
        switch.toggled.connect(self._switched)
        return switch

    def _made_unfold(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "icon")
        button.setCheckable(True)
        button.setIconSize(ICON)
        button.setArrowType(Qt.ArrowType.RightArrow)
        button.setToolTip(self.tr("Show it nevertheless: a project can collect it"))
        button.setAccessibleName(self.tr("Show: {name}").format(name=name_of(self.modality)))
        button.toggled.connect(self._fold)
        button.hide()
        return button

    def _arrange(self) -> None:
        dot = Dot()
        dot.setProperty("modality", self.modality)
        title = heading_label(name_of(self.modality))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(dot)
        head.addWidget(title)
        head.addWidget(self._facts, 1)
        for widget in (self.browse_button, self.paste_button, self.clear_button, self.switch, self.unfold):
            head.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 12)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._content, 1)
        layout.addWidget(self.problem)

    def icon_button(self, icon: str, name: str, pressed: object) -> QToolButton:
        """A quiet button with a drawing; `name` is for the tool tip and for screen readers."""
        button = QToolButton()
        button.setProperty("kind", "icon")
        button.setIconSize(ICON)
        button.setToolTip(name)
        button.setAccessibleName(f"{name_of(self.modality)}: {name}")
        button.setIcon(self.theme.icon(icon))
        button.clicked.connect(pressed)
        self._icons[button] = icon
        return button

    def hint(self, text: str) -> QWidget:
        """What an empty card says, with a button to browse."""
        box = QWidget()
        label = QLabel(text)
        label.setProperty("kind", "soft")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        button = QPushButton(self.tr("Browse…"))
        button.setAccessibleName(self.browse_button.accessibleName())
        button.clicked.connect(self.browse)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch()
        layout.addWidget(label)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()
        return box

    @Slot()
    def browse(self) -> None:
        """Let the person choose a file; the answer comes by a signal, so nothing waits for the dialog."""
        endings = " ".join(f"*{ending} *{ending.upper()}" for ending in MODALITIES[self.modality].endings)
        dialog = file_dialog(self, self.tr("Choose a file"), self.session.settings)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{name_of(self.modality)} ({endings})", self.tr("All files (*)")])
        dialog.fileSelected.connect(self._file_chosen)
        dialog.open()

    @Slot()
    def paste(self) -> None:
        offer(self.session, QGuiApplication.clipboard().mimeData())

    @Slot()
    def clear(self) -> None:
        self.session.clear(self.modality)

    def set_dropping(self, dropping: bool) -> None:
        """Show that something is being dragged over the window."""
        mark(self, "dropping", dropping)

    @Slot(str)
    def _file_chosen(self, name: str) -> None:
        path = Path(name)
        self.session.read(self.modality, path)

    @Slot(bool)
    def _switched(self, on: bool) -> None:
        self.session.show(self.modality, on)

    @Slot(str)
    def _part_changed(self, modality: str) -> None:
        if modality != self.modality:
            return
        part = self.session.part(self.modality)
        self.switch.setChecked(part.shown)
        self.clear_button.setEnabled(part.content is not None or bool(part.problem) or part.reading)
        self.problem.tell(part.problem)
        self._tell_facts()
        self.show_content(part)

    @Slot()
    def _model_changed(self) -> None:
        focused = QApplication.focusWidget()
        keyboard = focused is not None and self.isAncestorOf(focused)
        self.switch.setEnabled(self._used)
        self.unfold.setVisible(not self._used)
        self._fold()
        self._tell_facts()
        if keyboard and self.folded:
            self.gave_keyboard_up.emit()

    @property
    def folded(self) -> bool:
        """Whether it is one line: the open model does not take this modality, and the person has not unfolded it."""
        return not self._used and not self.unfold.isChecked()

    @Slot()
    def _fold(self) -> None:
        folded = self.folded
        for widget in (self._content, self.browse_button, self.paste_button, self.clear_button, self.switch):
            widget.setVisible(not folded)
        self.unfold.setArrowType(Qt.ArrowType.RightArrow if folded else Qt.ArrowType.DownArrow)
        vertical = QSizePolicy.Policy.Maximum if folded else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)

    @property
    def _used(self) -> bool:
        """Whether the open model takes this modality; what learns from examples may come to it."""
        model = self.session.model
        return model is None or self.session.learning.on or self.modality in model.spec.modalities

    def _tell_facts(self) -> None:
        part = self.session.part(self.modality)
        if not self._used:
            text = self.tr("this model does not use it")
        elif part.reading:
            text = self.tr("reading…")
        else:
            text = self.facts(part) if part.content is not None else ""
        self._facts.set_words(text)

    @Slot()
    def _draw_icons(self) -> None:
        for button, icon in self._icons.items():
            button.setIcon(self.theme.icon(icon))


def joined(parts: Sequence[str]) -> str:
    """Facts with dots between them."""
    return QCoreApplication.translate("classify", " · ").join(part for part in parts if part)
