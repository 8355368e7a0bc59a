"""The line at the foot of the window that says what comes next, after each step on the way to a model of one's own."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from mmdesk.app.services.session import Session
from mmdesk.core.numerals import filled

LEAST_CLASSES, LEAST_EACH = 2, 2
"""Of fewer nothing can be trained."""


class NextStep(QWidget):
    """One sentence and a button that leads there; hidden where nothing follows by itself."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._place = ""
        self._here = ""
        self.setAccessibleName(self.tr("Next step"))
        self.words = QLabel()
        self.words.setProperty("kind", "soft")
        self.words.setWordWrap(True)
        self.go = QPushButton()
        self.go.clicked.connect(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 2, 20, 8)
        row.addWidget(self.words, 1)
        row.addWidget(self.go)
        session.collection.changed.connect(self.refresh)
        session.collection.opened.connect(self.refresh)
        session.training.changed.connect(self.refresh)
        session.judging.changed.connect(self.refresh)
        self.hide()

    def show_at(self, place: str) -> None:
        """The person is on this page, such as "data"."""
        self._here = place
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        step = {"data": self._after_data, "train": self._after_training, "judge": self._after_judging}.get(self._here)
        words, self._place, title = (step and step()) or ("", "", "")
        self.words.setText(words)
        self.go.setText(title)
        self.go.setVisible(bool(title))
        self.setVisible(bool(words))

    def _after_data(self) -> tuple[str, str, str] | None:
        view = self._session.collection.view
        if view is None:
            return None
        each = {label: count for label, count in view.counts.items() if label}
        fewest = min(each.values(), default=0)
        if len(each) < LEAST_CLASSES or fewest < LEAST_EACH:
            return self.tr("Next: collect examples of at least two classes, ten of each for a first model."), "", ""
        text = self.tr("Next: train a model on {count:# class|# classes}, the rarest with {fewest:# example|# examples}.")
        return filled(text, count=len(each), fewest=fewest), "train", self.tr("Go to Train")

    def _after_training(self) -> tuple[str, str, str] | None:
        training = self._session.training
        last = next(reversed(training.list.runs.values()), None)
        if training.under_way or last is None or last.result is None:
            return None
        return self.tr("Next: judge the model on samples that it did not learn from, or use it."), "judge", self.tr("Go to Judge")

    def _after_judging(self) -> tuple[str, str, str] | None:
        if self._session.judging.judgement is None:
            return None
        text = self.tr("Next: look at the worst mistakes; mend wrong labels, collect more where it errs, and train again.")
        return text, "data", self.tr("Go to Data")

    @Slot()
    def _go(self) -> None:
        if self._place:
            self._session.place_wanted.emit(self._place)
