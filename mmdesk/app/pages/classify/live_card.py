"""The card of what is heard live: the answer of the moment, its curve and the list of events."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from mmdesk.app.audio.sound_desk import SoundDesk
from mmdesk.app.system.dialogs import file_dialog
from mmdesk.app.system.labels import percent
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.theme import scaled_font
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.app.widgets.curves import Curves
from mmdesk.app.widgets.number_fields import WholeField
from mmdesk.app.widgets.problem_line import ProblemLine
from mmdesk.core.answers.stream import Event, Hop

ROWS_SEEN = 4
LEADING = 2.2
"""Size of the leading reading: what is heard now is read from afar."""
HELD_SECONDS = 3.0
"""How long an answer is read after the sound is over, unless another one follows."""


class LiveCard(Card):
    """Seen while the program listens, and as long as there are events to export."""

    def __init__(self, sound: SoundDesk, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sound = sound
        self._settings = settings
        self._live = sound.live
        self.setAccessibleName(self.tr("Live"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._held_until = 0.0
        self.label = QLabel()
        self.label.setFont(scaled_font(LEADING, bold=True))
        self.curves = Curves()
        self.curves.setProperty("modality", sound.modality)
        self.curves.setAccessibleName(self.tr("Scores of the leading classes over the last seconds"))
        self.table = self._table()
        self.pause = self._made_pause()
        self.latency = QLabel()
        self.latency.setProperty("kind", "soft")
        self.latency.setToolTip(self.tr("From a sound at the microphone to its answer here"))
        self.keep = QPushButton(self.tr("Keep this moment"))
        self.keep.setToolTip(self.tr("Take the last seconds as the sound of the sample"))
        self.keep.clicked.connect(sound.keep_moment)
        self.export = QPushButton(self.tr("Export…"))
        self.export.clicked.connect(self.choose_place)
        self.clear = QPushButton(self.tr("Clear"))
        self.clear.setAccessibleName(self.tr("Clear the events"))
        self.clear.clicked.connect(self.forget)
        self.threshold = self._made_threshold()
        self.problem = ProblemLine()
        self._arrange()
        self._live.changed.connect(self._changed)
        self._live.hop_answered.connect(self._hop)
        self._live.event_heard.connect(self._event)
        sound.events_saved.connect(self._saved)
        for event in self._live.events:
            self._add(event)
        self._changed()

    def _made_threshold(self) -> WholeField:
        box = WholeField()
        box.setRange(0, 99)
        box.setSingleStep(5)
        box.setButtonSymbols(WholeField.ButtonSymbols.NoButtons)
        box.setSuffix(self.tr(" %"))
        box.setValue(round(100 * self._live.plan.threshold))
        box.setAccessibleName(self.tr("Known from a score of"))
        box.setToolTip(self.tr("What has a lower score is nothing known"))
        box.valueChanged.connect(self._threshold_chosen)
        return box

    def _made_pause(self) -> QPushButton:
        button = QPushButton(self.tr("Pause"))
        button.setCheckable(True)
        button.setToolTip(self.tr("Answer nothing for a while; the microphone stays open"))
        button.toggled.connect(self._live.pause)
        return button

    def _arrange(self) -> None:
        heading = heading_label(self.tr("Live"))
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(self.latency)
        buttons = QHBoxLayout()
        for button in (self.pause, self.keep, self.export, self.clear):
            buttons.addWidget(button)
        buttons.addStretch()
        caption = QLabel(self.tr("known from"))
        caption.setProperty("kind", "soft")
        facts = QHBoxLayout()
        facts.addStretch()
        facts.addWidget(caption)
        facts.addWidget(self.threshold)
        layout = self.column()
        layout.addLayout(head)
        layout.addWidget(self.label)
        for widget in (self.curves, self.table, self.problem):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        layout.addLayout(facts)

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setAccessibleName(self.tr("Events"))
        table.setHorizontalHeaderLabels([self.tr("class"), self.tr("start"), self.tr("end"), self.tr("score")])
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        rows = table.verticalHeader().defaultSectionSize() * ROWS_SEEN
        table.setFixedHeight(rows + table.horizontalHeader().sizeHint().height() + 4)
        return table

    @Slot()
    def _changed(self) -> None:
        running, paused = self._live.running, self._live.paused
        if running and not paused:
            self.curves.clear()
            self.problem.hide()
        self._held_until = 0.0
        self._say(self.tr("paused") if paused else self.tr("listening…") if running else "")
        self.pause.setChecked(paused)
        self.pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        for button in (self.pause, self.keep):
            button.setEnabled(running)
        self.latency.clear()
        self.curves.setVisible(running)
        self.setVisible(running or bool(self._live.events))

    @Slot(object)
    def _hop(self, hop: Hop) -> None:
        self.curves.add(hop.time, hop.scores if hop.active else {})
        if not self._live.running or self._live.paused:
            return
        milliseconds = self.locale().toString(round(1000 * self._live.latency))
        self.latency.setText(self.tr("{milliseconds} ms after the sound").format(milliseconds=milliseconds))
        if hop.unknown and hop.time >= self._held_until:
            self._say(self.tr("none of these"))
        elif hop.active and not hop.unknown and hop.score >= self._live.plan.threshold:
            self._hold(hop, hop.time)
        elif hop.time >= self._held_until:
            self._say(self.tr("nothing known"))

    def _hold(self, heard: Hop | Event, time: float) -> None:
        self._held_until = time + HELD_SECONDS
        said = f"{heard.label}  {percent(heard.score)}"
        self._say(self.tr("{answer} · contradicts the rest").format(answer=said) if heard.conflict else said)

    def _say(self, words: str) -> None:
        self.label.setText(words)
        self.label.setAccessibleName(self.tr("Heard now: {words}").format(words=words) if words else "")

    @Slot(object)
    def _event(self, event: Event) -> None:
        self._hold(event, event.end)
        self._add(event)

    def _add(self, event: Event) -> None:
        seconds = self.locale()
        start, end = (self.tr("{seconds} s").format(seconds=seconds.toString(time, "f", 2)) for time in (event.start, event.end))
        cells = event.label, start, end, percent(event.score)
        self.table.insertRow(0)
        for column, text in enumerate(cells):
            self.table.setItem(0, column, QTableWidgetItem(text))
        if self.table.rowCount() > len(self._live.events):
            self.table.removeRow(self.table.rowCount() - 1)

    @Slot(int)
    def _threshold_chosen(self, percents: int) -> None:
        self._live.set_threshold(percents / 100)

    @Slot()
    def forget(self) -> None:
        """Forget all events."""
        self._live.events.clear()
        self.table.setRowCount(0)
        self._changed()

    @Slot()
    def choose_place(self) -> None:
        dialog = file_dialog(self, self.tr("Export the events"), self._settings)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Tables (*.csv)")])
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self._place_chosen)
        dialog.open()

    @Slot(str)
    def _place_chosen(self, name: str) -> None:
        self._sound.save_events(Path(name), self._live.events)

    @Slot(str)
    def _saved(self, problem: str) -> None:
        self.problem.tell(problem)
