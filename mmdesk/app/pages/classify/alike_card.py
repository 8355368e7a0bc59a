"""The card "Most like": the nearest examples of the open project, each a click away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QIcon, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from mmdesk.app.pages.classify.earlier_entry import icon_of
from mmdesk.app.services.session import Session
from mmdesk.app.services.thumbnails import SIDE, Thumbnails
from mmdesk.app.system.labels import name_of
from mmdesk.app.system.theme import Theme
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.core.datasets.example import visible_part, words_of
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.numerals import filled, whole
from mmdesk.core.problems.findings import Kind, Problem, Suspect

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.answers.neighbours import Near, Neighbour

SHOWN = 5
WIDTH = 76
"""Of an example, in pixels."""
WATCHER = "classify"


class AlikeCard(Card):
    """Shown beside an answer, where the open project has classes that the model knows."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._alike = session.alike
        self._wish: Modality | None = None
        self.setAccessibleName(self.tr("Most like"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.by = QComboBox()
        self.by.setAccessibleName(self.tr("Compared by"))
        self.by.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.by.activated.connect(self._choose)
        self.told = QLabel()
        self.told.setProperty("kind", "soft")
        self.told.setWordWrap(True)
        self.agree = QPushButton()
        self.agree.clicked.connect(self._alike.agree)
        self.buttons = [self._button() for _ in range(SHOWN)]
        self.doubt = QLabel()
        self.doubt.setWordWrap(True)
        self.doubt_button = QPushButton(self.tr("Show under Problems"))
        self.doubt_button.clicked.connect(self._show_doubt)
        self.thumbnails = Thumbnails(session.collection.worker("alike", self), self)
        self.thumbnails.begin(lambda item: item)
        self.thumbnails.came.connect(self._draw)
        self._arrange()
        for signal in (self._alike.changed, session.answer_changed, session.collection.changed, theme.changed):
            signal.connect(self.refresh)
        self.refresh()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(heading_label(self.tr("Most like")), 1)
        head.addWidget(self.by)
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch()
        doubt = QHBoxLayout()
        doubt.addWidget(self.doubt, 1)
        doubt.addWidget(self.doubt_button)
        layout = self.column()
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(row)
        layout.addWidget(self.told)
        layout.addWidget(self.agree, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(doubt)

    def _button(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "sample")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(SIDE, SIDE))
        button.setMinimumWidth(WIDTH)
        button.setMaximumWidth(2 * WIDTH)
        button.clicked.connect(self._show_example)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._alike.watch(WATCHER, True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._alike.watch(WATCHER, False)

    @property
    def near(self) -> Near | None:
        """What is shown; None while it is not known."""
        neighbours = self._alike.neighbours
        return neighbours.by(self._wish if neighbours.by(self._wish).found else None) if neighbours else None

    @property
    def _found(self) -> tuple[Neighbour, ...]:
        return self.near.found if self.near else ()

    @property
    def _doubted(self) -> Neighbour | None:
        return next((one for one in self._found if one.doubted), None)

    @Slot()
    def refresh(self) -> None:
        self.setVisible(self._session.prediction is not None and self._alike.examples > 0)
        self._offer()
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(self._found))
            if place < len(self._found):
                self._tell(button, place, self._found[place])
        self._draw()
        self.told.setText(self._words())
        self.told.setVisible(bool(self.told.text()))
        self.agree.setVisible(self._alike.waits)
        self.agree.setText(filled(self.tr("Look among {count:# example|# examples}"), count=self._alike.examples))
        self._tell_doubt()

    def _offer(self) -> None:
        """What the examples can be compared by: nothing is asked where there is one modality."""
        neighbours = self._alike.neighbours
        modalities = MODALITIES.ordered(neighbours.modalities) if neighbours else ()
        self.by.setVisible(len(modalities) > 1)
        if len(modalities) > 1:
            self.by.clear()
            self.by.addItem(self.tr("all together"), None)
            for modality in modalities:
                self.by.addItem(name_of(modality), modality)
            self.by.setCurrentIndex(max(self.by.findData(self._wish), 0) if self._wish else 0)

    @Slot(int)
    def _choose(self, _: int) -> None:
        self._wish = self.by.currentData()
        self.refresh()

    def _tell(self, button: QToolButton, place: int, one: Neighbour) -> None:
        similarity = self.locale().toString(one.similarity, "f", 2)
        label = self.fontMetrics().elidedText(one.label, Qt.TextElideMode.ElideMiddle, WIDTH - 8)
        button.setText(f"{label}\n{similarity}".replace("&", "&&"))
        told = self.tr("{label}, similarity {similarity}, row {row}")
        told = told.format(label=one.label, similarity=similarity, row=whole(one.row))
        words = words_of(one.example)
        button.setToolTip(f"{told}\n{words}" if words else told)
        button.setAccessibleName(self.tr("Example {place}: {told}").format(place=place + 1, told=told))

    @Slot()
    def _draw(self) -> None:
        for button, one in zip(self.buttons, self._found, strict=False):
            part = visible_part(one.example)
            pixmap = self.thumbnails.pixmap(part, QGuiApplication.primaryScreen().devicePixelRatio()) if part else None
            there = pixmap is not None and not pixmap.isNull()
            button.setIcon(QIcon(pixmap) if there and pixmap else self._theme.icon(icon_of(one.example.present)))

    def _words(self) -> str:
        alike, near = self._alike, self.near
        if alike.problem:
            return alike.problem
        if alike.waits:
            return self.tr("Every example has to be looked at once. You can go on meanwhile.")
        if near is None:
            if alike.stage and alike.stage.total:
                done, total = whole(alike.stage.done), whole(alike.stage.total)
                return self.tr("Looking at the examples: {done} of {total}").format(done=done, total=total)
            return self.tr("…")
        if not near.found:
            return self.tr("No example has a label and a part that this sample has.")
        nearest = near.found[0].similarity
        if nearest >= near.alike:
            return self.tr("Much like examples of the project; 1 is the same, 0 nothing in common.")
        if nearest >= near.hardly:
            return self.tr("Like examples of the project, as they are like each other; 1 is the same, 0 nothing in common.")
        return self.tr("Hardly like any example of the project; 1 is the same, 0 nothing in common.")

    def _tell_doubt(self) -> None:
        doubted = self._doubted
        for widget in (self.doubt, self.doubt_button):
            widget.setVisible(doubted is not None)
        if doubted:
            text = self.tr("Row {row} is labelled {label}, but all examples around it are {other}: its label may be wrong.")
            self.doubt.setText(text.format(row=whole(doubted.row), label=doubted.label, other=doubted.doubted))

    @Slot()
    def _show_example(self) -> None:
        self._show_on_data(self._found[self.buttons.index(self.sender())])  # type: ignore[arg-type] # only they are connected

    @Slot()
    def _show_doubt(self) -> None:
        if doubted := self._doubted:
            self._show_on_data(doubted)
            self._alike.doubted.emit(Problem(Kind.WRONG_LABEL, (Suspect(doubted.row, label=doubted.doubted),)))

    def _show_on_data(self, one: Neighbour) -> None:
        """Show the nearest examples there, and look at this one; the rows of a project count from 1, their keys from 0."""
        keys = frozenset(other.row - 1 for other in self._found)
        self._session.place_wanted.emit("data")
        self._alike.wanted.emit(keys, one.row - 1)
