"""Label, next: one unlabelled example as large as fits, and the classes that it may be (active learning by pool)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mmdesk.app.pages.data.class_choice import ClassChoice, shown_of
from mmdesk.app.pages.data.details_card import DetailsCard
from mmdesk.app.pages.data.label_queue import LabelQueue
from mmdesk.app.pages.data.queue_words import awaited, guessed, progress
from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.services.worth_labelling import WorthLabelling
from mmdesk.app.widgets.page_area import PageArea
from mmdesk.app.widgets.problem_line import ProblemLine
from mmdesk.core.tasks.registry import likely_task, task_named

SHARE = 0.92
"""Of the window below it."""
TYPING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
"""With these, a key still means its character."""


class LabelNextDialog(QDialog):
    """Asks for one label after the other. What was labelled is in the project at once; closing it loses nothing."""

    def __init__(self, collection: Collection, worth: WorthLabelling, details: DetailsCard, parent: QWidget) -> None:
        """`details` show the example."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Label, next"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._collection, self._worth, self.details = collection, worth, details
        self._asked: int | None = None
        self.queue = LabelQueue(collection, worth, self)
        self.progress, self.state = self._line(), self._line()
        self.guess = QLabel()
        self.guess.setWordWrap(True)
        self.choice = ClassChoice()
        self.choice.chosen.connect(self._label)
        self.problem = ProblemLine()
        self.back = self._button(self.tr("Back"), self.tr("Return to the one before and take its label back"), "PgUp")
        self.back.clicked.connect(self.queue.back)
        self.skip = self._button(self.tr("Skip"), self.tr("Leave it without a label for now"), "PgDown")
        self.skip.clicked.connect(self.queue.skip)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.back.click)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setAutoDefault(False)
        self.close_button.setToolTip(self.tr("All labels are kept"))
        self.close_button.clicked.connect(self.accept)
        self._arrange()
        self.finished.connect(self._finished)
        for signal in (self.queue.changed, worth.changed):
            signal.connect(self._refresh)
        self._refresh()
        self.resize(parent.window().size() * SHARE)

    def _line(self) -> QLabel:
        line = QLabel()
        line.setProperty("kind", "soft")
        line.setWordWrap(True)
        return line

    def _button(self, text: str, tip: str, keys: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setToolTip(f"{tip} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})")
        QShortcut(QKeySequence(keys), self, button.click)
        return button

    def _arrange(self) -> None:
        area = PageArea()
        area.setWidget(self.details)
        row = QHBoxLayout()
        for button in (self.back, self.skip):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self.progress)
        column.addWidget(area, 1)
        column.addWidget(self.guess)
        column.addWidget(self.choice)
        column.addWidget(self.problem)
        column.addWidget(self.state)
        column.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing with the keyboard took for itself."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.isAutoRepeat() and (enter or event.text()):
            return  # a key that is held labels no others
        if enter:
            button = self.focusWidget()
            if isinstance(button, QPushButton):
                button.click()
            else:
                self.choice.take_guess()
        elif event.key() == Qt.Key.Key_Space:
            self.details.play()
        elif event.modifiers() & ~TYPING or not self.choice.press(event.text()):
            super().keyPressEvent(event)

    @Slot(str)
    def _label(self, label: str) -> None:
        for preview in self.details.previews.values():
            preview.keep()  # before the label, so that going back takes back the label
        self.queue.label(label)

    @Slot()
    def _refresh(self) -> None:
        row, guess, view = self.queue.row, self.queue.guess, self._collection.view
        self.details.show_row(row)
        self.progress.setText(progress(view, self._worth.unlabelled, self._worth.learned))
        self.state.setText(awaited(self._worth))
        self.problem.tell(self._collection.problem or self._worth.problem)
        every = self._collection.labels
        classes = task_named(likely_task(filter(None, every))).has_classes
        likely = guess.labels if guess else ()
        self.choice.offer(every if classes else (), shown_of(every, likely) if classes else (), likely[0] if likely else "")
        self.guess.setText(guessed(guess) if row else self.tr("Every example has a label now."))
        self.choice.setAccessibleDescription(self.guess.text())
        self.choice.setEnabled(row is not None)
        self.skip.setEnabled(row is not None)
        self.back.setEnabled(self.queue.can_go_back)
        if row is None:
            self.close_button.setFocus()
        elif self._asked != row.key:
            self.choice.begin()
        self._asked = row.key if row else None

    @Slot()
    def _finished(self) -> None:
        self.details.show_row(None)  # which keeps what was written
        self.queue.end()
