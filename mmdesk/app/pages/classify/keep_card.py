"""The card that keeps the present sample, with a label, as an example of the open project."""

from __future__ import annotations

import functools

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mmdesk.app.audio.capture import SECONDS
from mmdesk.app.audio.recording import Blocks, recorded
from mmdesk.app.audio.sound_desk import SoundDesk
from mmdesk.app.pages.classify.begin_row import BeginRow
from mmdesk.app.services.session import Session
from mmdesk.app.system.theme import Theme, drawn_icon
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.app.widgets.elided_label import ElidedLabel
from mmdesk.app.widgets.hold_button import HoldButton
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.modalities.sample import Sample

MAX_MENU_ENTRIES = 24
MESSAGE_LINES = 2
"""So many lines of a message have room without moving anything."""


class KeepCard(Card):
    """A label and one key keep the sample; a wrong answer is corrected by choosing the right class."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._collection = session.collection
        self._theme = theme
        self._offered: tuple[str, ...] = ()
        self._keeping: Sample | None = None
        self._begun = False
        self._made: list[Sample] = []
        self._captured_count = 0
        self.setAccessibleName(self.tr("Keep as an example"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.capture = session.sound.capture
        self.capture.captured.connect(self._captured)
        self.capture.changed.connect(self._tell)
        self.count = ElidedLabel()
        self.count.setProperty("kind", "soft")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.label = self._made_label()
        self.keep = self._made_keep()
        self.wrong = self._made_wrong()
        self.hold = self._made_hold(session.sound)
        self.clear = QCheckBox(self.tr("then clear"))
        self.clear.setToolTip(self.tr("Make room for the next sample when one was kept"))
        self.clear.setChecked(True)
        self.undo = QPushButton(self.tr("Undo"))
        self.undo.clicked.connect(self._collection.edits.undo)
        self.problem = self._made_problem()
        self.begin = BeginRow(self._collection)
        self.begin.begun.connect(self._begin)
        self._arrange()
        self._collection.edits.added.connect(self._added)
        self._collection.opened.connect(self._opened)
        for signal in (self._collection.changed, session.answer_changed, session.model_changed):
            signal.connect(self._changed)
        session.part_changed.connect(self._changed)
        theme.changed.connect(self._draw)
        self._draw()
        self._changed()

    def _made_keep(self) -> QPushButton:
        button = QPushButton(self.tr("Keep"))
        button.setToolTip(self.tr("Keep this sample as an example (Ctrl+Enter)"))
        button.clicked.connect(self.keep_sample)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, self.keep_sample, context=Qt.ShortcutContext.WindowShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.setWhatsThis(self.tr("Keep this sample as an example"))
        return button

    def _made_problem(self) -> QLabel:
        label = QLabel()
        label.setProperty("kind", "problem")
        label.setWordWrap(True)
        label.setMinimumHeight(MESSAGE_LINES * label.fontMetrics().lineSpacing())  # nothing moves when it speaks
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        return label

    def _made_wrong(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "button")
        button.setText(self.tr("No, this is a…"))
        button.setToolTip(self.tr("Choose the right class: the sample is kept with it"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.wrong_menu = QMenu(self)
        self.wrong_menu.aboutToShow.connect(self._fill_menu)
        button.setMenu(self.wrong_menu)
        return button

    def _made_hold(self, sound: SoundDesk) -> HoldButton:
        button = HoldButton(self.tr("Hold to capture"))
        text = self.tr("As long as you hold this, or the space bar on it, every {seconds} s of sound becomes an example")
        button.setToolTip(text.format(seconds=self.locale().toString(SECONDS, "f", 0)))
        button.held.connect(self._begin_to_capture)
        button.held.connect(sound.capture_many)
        button.let_go.connect(self.capture.stop)
        return button

    def _made_label(self) -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setAccessibleName(self.tr("Label of the example"))
        box.setMinimumContentsLength(5)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("a label"))
        self.edit.setAccessibleName(self.tr("Label of the example"))
        self.edit.returnPressed.connect(self.keep_sample)
        box.setLineEdit(self.edit)
        box.editTextChanged.connect(self._tell)
        return box

    def _arrange(self) -> None:
        heading = heading_label(self.tr("Keep as an example"))
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addWidget(self.count, 1)
        head.addWidget(self.undo)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.label, 1)
        first.addWidget(self.keep)
        first.addWidget(self.clear)
        second.addWidget(self.wrong)
        second.addWidget(self.hold)
        second.addStretch()
        tools = QWidget()
        rows = QVBoxLayout(tools)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(first)
        rows.addLayout(second)
        stacked = QWidget(self)  # whose first page is shown as soon as it is there
        self._stack = QStackedLayout(stacked)
        self._stack.addWidget(self.begin)
        self._stack.addWidget(tools)
        layout = self.column()
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(stacked)
        layout.addWidget(self.problem)

    @property
    def labels(self) -> tuple[str, ...]:
        """Those of the project, then those of the model."""
        model = None if self._session.quiet else self._session.model
        return tuple(dict.fromkeys((*self._collection.labels, *(model.spec.labels if model else ()))))

    @Slot()
    def keep_sample(self) -> None:
        """Keep what the model may see, with the label that is written."""
        if self.keep.isEnabled() and self.isVisible():
            self._keep(self.label.currentText())

    def correct(self, label: str) -> None:
        """Keep the sample with the class that it really is."""
        self.label.setEditText(label)
        self._keep(label)

    def _keep(self, label: str) -> None:
        self._keeping = self._session.sample
        self._collection.edits.add(self._keeping, label, original=self._session.file_names)
        self._tell()

    @Slot(object)
    def _added(self, sample: Sample) -> None:
        """Clear the desk of what was kept, unless it holds something else by now; count what was captured."""
        if any(sample is made for made in self._made):
            self._captured_count += 1
            self._tell()
        if self.clear.isChecked() and _same(sample, self._session.sample):
            self._session.clear_all()

    @Slot()
    def _opened(self) -> None:
        """Who began a project here writes the label next."""
        begun, self._begun = self._begun, False
        if begun and self._collection.view:
            self._stack.setCurrentIndex(1)
            self.take_keyboard()

    @Slot()
    def _begin(self) -> None:
        self._begun = True

    @Slot(object)
    def _captured(self, blocks: Blocks) -> None:
        sample, sound, name = self._session.sample, self._session.sound, self.tr("recording")

        def make() -> Sample:
            made = _with_sound(sample, sound.modality, blocks, name)
            self._made.append(made)
            return made

        self._collection.edits.add_made(make, self.label.currentText())

    @Slot()
    def _begin_to_capture(self) -> None:
        self._made.clear()
        self._captured_count = 0

    @Slot()
    def _fill_menu(self) -> None:
        self.wrong_menu.clear()
        prediction = self._session.prediction
        scores = prediction.scores if prediction else {}
        others = [label for label in self.labels if prediction is None or label != prediction.label]
        if len(others) > MAX_MENU_ENTRIES:  # the project's own first, then the likeliest
            own = dict.fromkeys(self._collection.labels, -1)
            others.sort(key=lambda label: own.get(label, 1 - scores.get(label, 0.0)))
        for label in others[:MAX_MENU_ENTRIES]:
            self.wrong_menu.addAction(label.replace("&", "&&"), functools.partial(self.correct, label))
        self.wrong_menu.addSeparator()
        self.wrong_menu.addAction(self.tr("&Something else…"), self.take_keyboard)

    @Slot()
    def take_keyboard(self) -> None:
        """Have the label written."""
        self.label.setFocus()
        self.edit.selectAll()

    @Slot()
    @Slot(str)
    def _changed(self, _modality: str = "") -> None:
        view = self._collection.view
        if not self._collection.busy:
            self._keeping = None
        self._stack.setCurrentIndex(int(view is not None))
        if self.labels != self._offered:
            self._offered = self.labels
            written = self.label.currentText()
            with QSignalBlocker(self.label):
                self.label.clear()
                self.label.addItems(list(self._offered))
                self.label.setEditText(written)
        self.undo.setVisible(view is not None)
        self.undo.setEnabled(bool(view and view.undo))
        self.undo.setToolTip(self.tr("Undo: {words}").format(words=view.undo) if view and view.undo else "")
        self.problem.setText(self._collection.problem)
        self.problem.setVisible(view is not None or bool(self._collection.problem))  # with its room once there is a project
        self._tell()

    @Slot()
    def _tell(self) -> None:
        labelled = bool(self.label.currentText().strip()) and self._collection.view is not None
        self.keep.setEnabled(labelled and bool(self._session.sample.present) and self._keeping is None)
        self.wrong.setEnabled(self._session.prediction is not None)
        self.hold.setEnabled(self.capture.running or labelled)
        captured = self.tr("{count} captured").format(count=self.locale().toString(self._captured_count))
        self.hold.setText(captured if self.capture.running else self.tr("Hold to capture"))
        view = self._collection.view
        if view:
            count = self.locale().toString(len(view.content.rows))
            self.count.set_words(self.tr("{count} in {name}").format(count=count, name=view.folder.name))

    @Slot()
    def _draw(self) -> None:
        self.hold.setIcon(drawn_icon("record", self._theme.colours.problem))


def _same(one: Sample, other: Sample) -> bool:
    """Whether both hold the very same contents."""
    return all(one[modality] is other[modality] for modality in MODALITIES)


def _with_sound(sample: Sample, modality: Modality, blocks: Blocks, name: str) -> Sample:
    return Sample(**{**sample.contents, modality: recorded(blocks, name)})
