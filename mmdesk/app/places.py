"""The places of the window, of which one is shown (lazy loading): all but the first are imported and built when they are wanted."""

from collections.abc import Iterator

from PySide6.QtWidgets import QStackedWidget, QWidget

from mmdesk.app.page_protocol import Entry, Place, as_widget
from mmdesk.app.pages.classify import ClassifyPage
from mmdesk.app.services.session import Session
from mmdesk.app.system.theme import Theme
from mmdesk.app.widgets.page_area import Room, Whole


class Places(QStackedWidget):
    """Classify, Data, Train and Judge.

    Attributes:
        entries: all of them, in the order of the rail
        number: which of `entries` is shown
    """

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self.classify = ClassifyPage(session, theme)
        self.entries = (
            Entry("classify", self.tr("Classify"), lambda: self.classify),
            Entry("data", self.tr("Data"), self._data),
            Entry("train", self.tr("Train"), self._train),
            Entry("judge", self.tr("Judge"), self._judge),
        )
        self.number = 0
        self._built: dict[int, Place] = {}
        self._rooms: dict[int, Room] = {}

    def _data(self) -> Place:
        from mmdesk.app.pages.data import DataPage

        return DataPage(self._session, self._theme)

    def _train(self) -> Place:
        from mmdesk.app.pages.train import TrainPage

        return TrainPage(self._session, self._theme)

    def _judge(self) -> Place:
        from mmdesk.app.pages.judge import JudgePage

        return JudgePage(self._session, self._theme)

    @property
    def current(self) -> Place:
        """The one that is shown."""
        return self._built[self.number]

    def build(self, number: int) -> QWidget:
        """The place with this number in `entries`, built unless it was before."""
        if number not in self._built:
            self._built[number] = self.entries[number].build()
            self._rooms[number] = Room()  # on a small screen even the least of a place may be more than there is room for
            self._rooms[number].setWidget(Whole(as_widget(self._built[number])))
            self.addWidget(self._rooms[number])
        return as_widget(self._built[number])

    def build_next(self) -> bool:
        """Build the first of those that were not wanted so far; says whether there was one."""
        for number in range(len(self.entries)):
            if number not in self._built:
                self.build(number)
                return True
        return False

    def built(self) -> Iterator[tuple[int, QWidget]]:
        """The places that were wanted so far, with their numbers."""
        yield from ((number, as_widget(place)) for number, place in self._built.items())

    def show_place(self, number: int) -> None:
        """Show the place with this number in `entries`."""
        self.build(number)
        self.number = number
        self.setCurrentWidget(self._rooms[number])

    def number_of(self, name: str) -> int:
        """Which of `entries` has this name, such as "data"."""
        return [entry.name for entry in self.entries].index(name)
