"""What in each part mattered: asked after the answer, for the newest sample only."""

import functools
from collections.abc import Callable, Generator

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.system.settings import Settings
from mmdesk.app.system.workers import Worker
from mmdesk.core.answers.explanation import Explanation
from mmdesk.core.engine import Engine
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.progress import CancelToken

NOTHING = Explanation()


class Why(QObject):
    """The explanation of the answer that is shown, or of another class: a coarse one at once, then a sharp one.

    Attributes:
        explanation: it says nothing while there is none
        label: the class that the person asks about, if that is not the answer; empty otherwise

    Signals:
        changed: `explanation` or `on` is another
    """

    changed = Signal()

    def __init__(self, computing: Worker, engine: Callable[[], Engine], settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.explanation = NOTHING
        self.label = ""
        self._engine = engine
        self._settings = settings
        self._sample: Sample | None = None
        self._explaining = computing.lane()
        self._explaining.reported.connect(self._explained)
        self._explaining.failed.connect(self._not_explained)

    @property
    def on(self) -> bool:
        """Whether the person wishes to see it."""
        return self._settings.show_why

    @Slot(bool)
    def set_on(self, on: bool) -> None:
        if on == self.on:
            return
        self._settings.show_why = on
        if on and self._sample:
            self._start()
        else:
            self._explaining.cancel()
            self._tell(NOTHING)
        self.changed.emit()

    def explain(self, sample: Sample) -> None:
        """Explain the answer to this sample, as soon as the engine has nothing better to do."""
        self._sample, self.label = sample, ""
        if self.on:
            self._start()

    @Slot(str)
    def ask(self, label: str) -> None:
        """Explain another class of the same sample: why it is that, or why not. An empty one is the answer again."""
        if self._sample and label != self.label:
            self.label = label
            self._settings.show_why = True
            self._start()
            self.changed.emit()

    def _start(self) -> None:
        if self._sample:
            self._explaining.start(functools.partial(_explain, self._engine, self._sample, self.label or None))

    def forget(self) -> None:
        """The sample is another: its answer is still to come."""
        self._sample, self.label = None, ""
        self._explaining.cancel()
        self._tell(NOTHING)

    @Slot(object)
    def _explained(self, explanation: Explanation) -> None:
        self._tell(explanation)

    @Slot(object)
    def _not_explained(self, _: InputError) -> None:
        """Whatever is wrong with the sample was told instead of its answer."""

    def _tell(self, explanation: Explanation) -> None:
        if explanation is not self.explanation:
            self.explanation = explanation
            self.changed.emit()


def _explain(
    engine: Callable[[], Engine], sample: Sample, label: str | None, token: CancelToken
) -> Generator[Explanation, None, None]:
    yield from engine().explain(sample, token, label)
