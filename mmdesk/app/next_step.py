"""The line at the foot of the window that says what comes next, after each step on the way to a model of one's own."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from mmdesk.app.services.session import Session
from mmdesk.core.numerals import filled
from mmdesk.core.training.runs import TrainRun

LEAST_CLASSES, LEAST_EACH = 2, 2
"""Of fewer nothing can be trained."""


Step = tuple[str, str, Callable[[], None] | None]
"""What is said, and what stands on the button and happens by it, if there is one."""


class NextStep(QWidget):
    """One sentence and a button that leads there, after a training one more; hidden where nothing follows by itself."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._act: Callable[[], None] | None = None
        self._here = ""
        self.setAccessibleName(self.tr("Next step"))
        self.words = QLabel()
        self.words.setProperty("kind", "soft")
        self.words.setWordWrap(True)
        self.use = QPushButton(self.tr("Use it"))
        self.use.setToolTip(self.tr("Classify with this model from now on"))
        self.use.clicked.connect(self._use)
        self.go = QPushButton()
        self.go.clicked.connect(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 2, 20, 8)
        row.addWidget(self.words, 1)
        row.addWidget(self.use)
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
        words, title, self._act = (step and step()) or ("", "", None)
        self.words.setText(words)
        self.go.setText(title)
        self.go.setVisible(bool(title))
        self.use.setVisible(bool(words) and self._here == "train")
        self.setVisible(bool(words))

    def _after_data(self) -> Step | None:
        view = self._session.collection.view
        if view is None:
            return None
        each = {label: count for label, count in view.counts.items() if label}
        fewest = min(each.values(), default=0)
        if sum(count >= LEAST_EACH for count in each.values()) < LEAST_CLASSES:
            return self.tr("Next: collect examples of at least two classes, ten of each for a first model."), "", None
        text = self.tr("Next: train a model on {count:# class|# classes}, the rarest with {fewest:# example|# examples}.")
        return filled(text, count=len(each), fewest=fewest), self.tr("Go to Train"), partial(self._go_to, "train")

    @property
    def _trained(self) -> TrainRun | None:
        """The training that was begun last, if none is under way and it gave a model."""
        training = self._session.training
        last = next(reversed(training.list.runs.values()), None)
        return last if last and last.result and not training.under_way else None

    def _after_training(self) -> Step | None:
        if self._trained is None:
            return None
        text = self.tr("Next: judge the model on samples that it did not learn from, or use it.")
        return text, self.tr("Judge it"), self._judge

    def _after_judging(self) -> Step | None:
        if self._session.judging.judgement is None:
            return None
        text = self.tr("Next: look at the worst mistakes; mend wrong labels, collect more where it errs, and train again.")
        return text, self.tr("Go to Data"), partial(self._go_to, "data")

    @Slot()
    def _go(self) -> None:
        if self._act:
            self._act()

    def _go_to(self, place: str) -> None:
        self._session.place_wanted.emit(place)

    def _judge(self) -> None:
        if run := self._trained:
            self._go_to("judge")
            self._session.judging.judge(run.plan.out, run.dataset)

    @Slot()
    def _use(self) -> None:
        if run := self._trained:
            self._session.open_model(run.plan.out)
            self._go_to("classify")
