"""The question how much effort, each with about the time that it takes."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from mmdesk.app.pages.train.run_words import effort_name
from mmdesk.core.training.plan import EFFORTS, TrainPlan

USUAL = TrainPlan().effort
MINUTE, HOUR = 60, 3600


class EffortQuestion(QWidget):
    """A button for each effort, and its time below it.

    Signals:
        chosen: another one is
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        question = QLabel(self.tr("How much effort?"))
        question.setProperty("kind", "soft")
        self.buttons = QButtonGroup(self)
        self.times = {effort: QLabel() for effort in EFFORTS}
        row = QHBoxLayout()
        row.setSpacing(16)
        for number, effort in enumerate(EFFORTS):
            button = QRadioButton(effort_name(effort))
            button.setChecked(effort == USUAL)
            self.buttons.addButton(button, number)
            self.times[effort].setProperty("kind", "soft")
            cell = QVBoxLayout()
            cell.setSpacing(2)
            cell.addWidget(button)
            cell.addWidget(self.times[effort])
            row.addLayout(cell)
        row.addStretch()
        self.buttons.idClicked.connect(lambda _: self.chosen.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(question)
        layout.addLayout(row)

    @property
    def effort(self) -> str:
        return tuple(EFFORTS)[self.buttons.checkedId()]

    def back_to_usual(self) -> None:
        self.buttons.button(tuple(EFFORTS).index(USUAL)).setChecked(True)

    def tell_times(self, seconds: Callable[[str], tuple[float, float] | None]) -> None:
        """Say for each effort from how long to how long it takes; nothing where that is not known."""
        for number, effort in enumerate(EFFORTS):
            expected = seconds(effort)
            words = self._words(*expected) if expected else ""
            self.times[effort].setText(words)
            self.times[effort].setVisible(bool(words))
            self.buttons.button(number).setAccessibleDescription(words)

    def _words(self, shortest: float, longest: float) -> str:
        low, high = self._rough(shortest), self._rough(longest)
        if low == high:
            return self.tr("about {time}").format(time=low)
        return self.tr("{low} to {high}").format(low=low, high=high)

    def _rough(self, seconds: float) -> str:
        """A time in the unit that suits it, to two figures at most: nobody knows it better."""
        if seconds < MINUTE:
            return self.tr("{count} s").format(count=max(5 * round(seconds / 5), 5))
        if seconds < HOUR:
            return self.tr("{count} min").format(count=max(round(seconds / MINUTE), 1))
        return self.tr("{count} h").format(count=QLocale().toString(seconds / HOUR, "f", 1))
