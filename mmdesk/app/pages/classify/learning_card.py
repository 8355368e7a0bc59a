"""The card of the model that learns while examples are collected."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from mmdesk.app.pages.classify.learning_words import counted, figure, left_out
from mmdesk.app.services.session import Session
from mmdesk.app.system.translation import sentence
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.app.widgets.elided_label import ElidedLabel


class LearningCard(Card):
    """Which model answers, what the examples of the open project taught it and how well it is known to do; seen with a project.

    Signals:
        begun: the examples of the project are to answer from now on
    """

    begun = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._learning = session.learning
        self.setAccessibleName(self.tr("Learning from your examples"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.use = QPushButton(self.tr("Use it"))
        self.use.setToolTip(self.tr("Make a model file of what it has learned, and classify with that"))
        self.use.clicked.connect(session.use_learned)
        self.learn = QPushButton(self.tr("Learn from them"))
        self.learn.setToolTip(self.tr("Let the examples of this project answer, instead of the model that is open"))
        self.learn.clicked.connect(self._learn)
        self.state = self._line()
        self.counts = ElidedLabel()
        self.figure = self._line()
        self.left_out = self._line()
        self._arrange()
        for signal in (self._learning.changed, session.collection.changed, session.model_changed):
            signal.connect(self.refresh)
        self.refresh()

    def _line(self) -> QLabel:
        line = QLabel()
        line.setProperty("kind", "soft")
        line.setWordWrap(True)
        return line

    def _arrange(self) -> None:
        heading = heading_label(self.tr("Learning from your examples"))
        heading.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.use)
        head.addWidget(self.learn)
        layout = self.column()
        layout.setSpacing(6)
        layout.addLayout(head)
        for line in (self.state, self.counts, self.figure, self.left_out):
            layout.addWidget(line)

    @Slot()
    def _learn(self) -> None:
        self.begun.emit()  # the button goes, and with it the keyboard
        self._learning.begin()

    @Slot()
    def refresh(self) -> None:
        learning = self._learning
        learned = learning.learned if learning.on else None
        self.setVisible(self._session.collection.view is not None)
        self.use.setVisible(learning.answers)
        self.use.setEnabled(not learning.busy and not self._session.quiet)
        self.learn.setVisible(not learning.on)
        self.state.setText(self._standing())
        self._tell(self.counts, counted(learned) if learned else "")
        self._tell(self.figure, figure(learned) if learned and learned.spec else "")
        self._tell(self.left_out, left_out(learned) if learned else "")
        self.left_out.setToolTip(sentence(learned.skipped[0].reason) if learned and learned.skipped else "")

    def _standing(self) -> str:
        """Which model answers, and what more examples would change."""
        model = self._session.model
        if not self._learning.on:
            if model and model.collected:
                text = self.tr("The model {name} answers, as it was when it was saved. The next example that you keep teaches on.")
            else:
                text = self.tr("The model {name} answers. What you keep does not change it.")
            return text.format(name=model.title if model else self.tr("none"))
        if self._learning.problem:
            return self._learning.problem
        if self._session.quiet:
            return self.tr("Give a picture or words, write what it is into the label, and keep it.")
        return self.tr("Your examples answer. Each one that you keep or correct teaches at once.")

    def _tell(self, line: QLabel, words: str) -> None:
        line.setText(words)
        if isinstance(line, ElidedLabel):
            line.setToolTip(words)
        line.setVisible(bool(words))
