"""The card of the training that is looked at: how far it is, how well it does, and what can be asked of it."""

from functools import partial
from math import isfinite

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy

from mmdesk.app.pages.train.run_words import run_title
from mmdesk.app.services.training import Training
from mmdesk.app.system.labels import name_of, size_in_words
from mmdesk.app.system.theme import Theme, mark
from mmdesk.app.system.translation import listed, sentence
from mmdesk.app.tasks.registry import figure_of, words_of
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.app.widgets.chart_view import ChartView
from mmdesk.core.evaluation.svg import Axis, Series, line_chart
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.numerals import whole
from mmdesk.core.training.outlook import by_heart
from mmdesk.core.training.runs import UNDER_WAY, TrainRun

CHART = 320, 190


class ProgressCard(Card):
    """One run, which `show_run` chooses; without one, it says what will be seen here."""

    def __init__(self, training: Training, theme: Theme) -> None:
        super().__init__()
        self._training = training
        self._theme = theme
        self._number: int | None = None
        self._drawn: tuple[object, ...] = ()
        self.setAccessibleName(self.tr("Training"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.heading = heading_label()
        self.state = QLabel()
        self.state.setProperty("kind", "soft")
        self.state.setWordWrap(True)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.queue = QLabel()
        self.queue_bar = QProgressBar()
        self.queue_bar.setTextVisible(False)
        self.queue_bar.setAccessibleName(self.tr("Progress of all trainings"))
        self.heart = QLabel()
        self.heart.setWordWrap(True)
        self.pause = QPushButton(self.tr("Pause"))
        stays = self.pause.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # when a training ends, nothing below jumps
        self.pause.setSizePolicy(stays)
        self.pause.clicked.connect(self._pause)
        self.stop = QPushButton(self.tr("Stop and keep the best"))
        self.stop.clicked.connect(training.stop)
        self.loss = ChartView(CHART)
        self.loss.setAccessibleName(self.tr("Curves of the loss"))
        self.quality = ChartView(CHART)
        self._arrange()
        training.changed.connect(self.refresh)
        training.data.changed.connect(self.refresh)
        theme.changed.connect(self._redraw)
        self.refresh()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.pause)
        head.addWidget(self.stop)
        layout = self.column()
        layout.setSpacing(8)
        layout.addLayout(head)
        for widget in (self.queue, self.queue_bar, self.bar, self.state, self.note, self.heart):
            layout.addWidget(widget)
        layout.addWidget(self.quality, 1)
        layout.addWidget(self.loss, 1)

    def show_run(self, number: int | None) -> None:
        """Look at this run; None is the one that runs."""
        self._number = number
        self.refresh()

    @property
    def run(self) -> TrainRun | None:
        training = self._training
        chosen = training.list.runs.get(self._number) if self._number is not None else None
        return chosen or training.current or next(reversed(training.list.runs.values()), None)

    @Slot()
    def _pause(self) -> None:
        training = self._training
        (training.go_on if training.paused else training.pause)()

    @Slot()
    def _redraw(self) -> None:
        self._drawn = ()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        training, run = self._training, self.run
        active = run is not None and run.state == "running"
        for button in (self.pause, self.stop):
            button.setVisible(active)
            button.setEnabled(active and not training.stopping)
        self.pause.setText(self.tr("Go on") if training.paused else self.tr("Pause"))
        self._show_queue()
        self.bar.setVisible(active or bool(run and run.epochs))
        self.note.setVisible(bool(run and run.note))
        for chart in (self.quality, self.loss):
            chart.setVisible(bool(run and len(run.epochs) > 1))  # a single round, as of heads on frozen encoders, is no curve
        if run is None:
            self.heading.setText(self.tr("Training"))
            self.heart.hide()
            first = self.tr("Press Train.") if training.data.facts else self.tr("Choose data, then press Train.")
            self.state.setText(self.tr("{first} While it learns, its curves are shown here.").format(first=first))
            return
        self.heading.setText(self.tr("Training {number}: {name}").format(number=run.number, name=run_title(run)))
        self.note.setText(run.note)
        mark(self.note, "kind", "problem" if run.state == "failed" else "soft")
        self.state.setText(self._state(run))
        heart = run.result and by_heart(run.plan, run.epochs, run.result)
        self.heart.setText(sentence(heart) if heart else "")
        self.heart.setVisible(bool(heart))
        self._show_progress(run)
        if (drawn := (run.number, run.epochs)) != self._drawn and run.epochs:
            self._drawn = drawn
            self._draw(run)

    def _show_queue(self) -> None:
        """How far all are that were asked for together, where they are several."""
        queue = self._training.queue
        several = len(queue) > 1 and self._training.under_way
        for widget in (self.queue, self.queue_bar):
            widget.setVisible(several)
        if several:
            ended = sum(run.state not in UNDER_WAY for run in queue)
            self.queue.setText(self.tr("{ended} of {count} trainings are over").format(ended=ended, count=len(queue)))
            self.queue_bar.setValue(round(100 * self._training.share))

    def _show_progress(self, run: TrainRun) -> None:
        stage = self._training.stage
        if run.epochs:
            self.bar.setRange(0, run.epochs[-1].epochs)
            self.bar.setValue(run.epochs[-1].epoch)
        elif stage:
            self.bar.setRange(0, stage.total)
            self.bar.setValue(stage.done)
        else:
            self.bar.setRange(0, 0 if run.state == "running" else 1)

    def _state(self, run: TrainRun) -> str:
        if run.state == "running":
            return self._running(run)
        if run.state == "waiting":
            return self.tr("waits for its turn")
        words = {
            "interrupted": self.tr("interrupted; it can go on"),
            "stopped": self.tr("stopped; it can go on"),
            "done": self.tr("done"),
            "failed": self.tr("failed"),
        }[run.state]
        if not run.result:
            return words
        return f"{words} · {words_of(run.plan.task).result(run.result, duration(run.result.seconds))}"

    def _running(self, run: TrainRun) -> str:
        training = self._training
        if training.stopping:
            return self.tr("keeps the best so far…")
        if not run.epochs:
            if stage := training.stage:
                text = self.tr("{stage}: {done} of {total}")
                return text.format(stage=sentence(stage.words), done=whole(stage.done), total=whole(stage.total))
            return self.tr("the first round is under way…")
        last, locale = run.epochs[-1], QLocale()
        parts = [
            self.tr("round {epoch} of {epochs}").format(epoch=last.epoch, epochs=last.epochs),
            self.tr("paused") if training.paused else self._time_left(run),
            self.tr("{speed} samples/s").format(speed=locale.toString(last.samples_per_second, "f", 0)),
        ]
        if last.memory:
            parts.append(self.tr("{size} of memory").format(size=size_in_words(last.memory)))
        return " · ".join(parts)

    def _time_left(self, run: TrainRun) -> str:
        text = self.tr("{time} left (other programs are using the processor)") if run.slowed else self.tr("{time} left")
        return text.format(time=duration(run.seconds_left or 0))

    def _draw(self, run: TrainRun) -> None:
        quality, loss, words = self._curves(run)
        figure = figure_of(run.plan.task)
        ink, rounds = self._theme.colours, self.tr("round")
        one = Axis(rounds, (0, max(run.epochs[-1].epochs, 1)), counts=True)
        self.quality.setAccessibleName(figure.title)
        self.quality.set_drawing(partial(line_chart, ink=ink, x=one, y=figure.axis, series=quality), words)
        self.loss.set_drawing(partial(line_chart, ink=ink, x=one, y=Axis(self.tr("loss")), series=loss), words)

    def _curves(self, run: TrainRun) -> tuple[list[Series], list[Series], str]:
        """The curves of the figure, those of loss, and their last points in words."""
        epochs, last, figure = run.epochs, run.epochs[-1], figure_of(run.plan.task)
        learned = [(e.epoch, figure.train(e)) for e in epochs if isfinite(figure.train(e))]
        quality = [Series(self.tr("training"), learned, "", "3 3", 1.5)] if learned else []
        quality.append(Series(self.tr("validation"), [(e.epoch, figure.val(e)) for e in epochs], width=2.5))
        loss = [
            Series(self.tr("training"), [(e.epoch, e.train_loss) for e in epochs], "", "3 3", 1.5),
            Series(self.tr("validation"), [(e.epoch, e.val_loss) for e in epochs], width=2.5),
        ]
        words = [self.tr("validation {share}").format(share=figure.told(figure.val(last), last.judged))]
        for name in (modality for modality in MODALITIES if modality in figure.alone(last)):
            alone = self.tr("{name} alone").format(name=name_of(name))
            own = [(e.epoch, figure.alone(e)[name]) for e in epochs if name in figure.alone(e)]
            quality.append(Series(alone, own, name, MODALITIES[name].dash, 1.5))
            own = [(e.epoch, e.val_unimodal_loss[name]) for e in epochs if name in e.val_unimodal_loss]
            loss.append(Series(alone, own, name, MODALITIES[name].dash, 1.5))
            words.append(f"{alone} {figure.told(figure.alone(last)[name], last.judged)}")
        return quality, loss, listed(words)


def duration(seconds: float) -> str:
    """75 -> "1:15"; hours where there are some."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
