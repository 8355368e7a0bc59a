"""What a person reads at the first start, in three sentences."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from mmdesk.app.services.session import Session
from mmdesk.app.widgets.card import Card, heading_label


class WelcomeCard(Card):
    """Seen until the person has read it or has the first answer, batch or project, which needs its room, and never again."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName(self.tr("Welcome"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        heading = heading_label(self.tr("Welcome"))
        layout = self.column()
        layout.addWidget(heading)
        for text in self._sentences():
            sentence = QLabel(text)
            sentence.setWordWrap(True)
            sentence.setProperty("kind", "soft")
            layout.addWidget(sentence)
        self.done = QPushButton(self.tr("Got it"))
        self.done.clicked.connect(self._read)
        session.answer_changed.connect(self._answered)
        session.batch.changed.connect(self._batch_changed)
        session.collection.opened.connect(self._read)
        layout.addWidget(self.done, 0, Qt.AlignmentFlag.AlignRight)
        self.setVisible(not session.settings.welcomed)

    def _sentences(self) -> tuple[str, str, str]:
        return (
            self.tr("Give a picture, words or a sound on the left, and read here what it is and how much each of them counted."),
            self.tr("Two models are ready: digits, and everyday things in photographs. Data and Train make one of your examples."),
            self.tr("Nothing leaves this computer."),
        )

    @Slot()
    def _answered(self) -> None:
        if self._session.prediction is not None:
            self._read()

    @Slot()
    def _batch_changed(self) -> None:
        if self._session.batch.dataset is not None:
            self._read()

    @Slot()
    def _read(self) -> None:
        self._session.settings.welcomed = True
        self.hide()
