"""The card "Trainings": all runs in a table, the best one marked, and what can be done with each."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from mmdesk.app.pages.train.run_words import run_title
from mmdesk.app.pages.train.runs_table import RunsTable
from mmdesk.app.services.training import Training
from mmdesk.app.system.dialogs import file_dialog
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.theme import Theme
from mmdesk.app.system.translation import listed
from mmdesk.app.tasks.registry import figure_of
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.app.widgets.chart_view import ChartView
from mmdesk.core.evaluation.svg import Axis, Series, line_chart
from mmdesk.core.palette import CURVES
from mmdesk.core.training.runs import UNDER_WAY, TrainRun

DASHES = ("", "6 3", "2 3", "8 3 2 3")


class RunsCard(Card):
    """The table and its buttons.

    Signals:
        chosen: the number of the run that is looked at
        use_wanted: the model file that should answer from now on
        judge_wanted: the model file that should be judged, and the dataset that it learned from
    """

    chosen = Signal(int)
    use_wanted = Signal(object)
    judge_wanted = Signal(object, object)

    def __init__(self, training: Training, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._training = training
        self._settings = settings
        self._theme = theme
        self._drawn: list[TrainRun] = []
        self.setAccessibleName(self.tr("Trainings"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.table = RunsTable(training.list)
        self.table.renamed.connect(training.list.rename)
        self.table.itemSelectionChanged.connect(self._selected)
        self.compared = ChartView((320, 180))
        self.compared.setAccessibleName(self.tr("Validation of the chosen trainings"))
        self.compared.hide()
        self.apart = QLabel(self.tr("Trainings that learned classes and others that learned a number cannot be compared."))
        self.apart.setProperty("kind", "soft")
        self.apart.setWordWrap(True)
        self.apart.hide()
        self.use = self._button(self.tr("Use it"), self._use, self.tr("Classify with this model from now on"))
        self.judge = self._button(self.tr("Judge it"), self._judge, self.tr("See how good it is on the test samples"))
        self.save = self._button(self.tr("Save as…"), self._save, self.tr("Copy the model file to another place"))
        self.go_on = self._button(self.tr("Go on"), self._go_on, self.tr("Take up this training where it was stopped"))
        self.rename = self._button(self.tr("Rename"), self.table.rename_chosen, self.tr("Give it a name of your own"))
        self.forget = self._button(self.tr("Forget"), self._forget, self.tr("Take it off the list; its model file stays"))
        self._arrange()
        training.changed.connect(self.refresh)
        theme.changed.connect(self._redraw)
        self.refresh()

    def _button(self, text: str, slot: object, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.clicked.connect(slot)
        return button

    def _arrange(self) -> None:
        heading = heading_label(self.tr("Trainings"))
        buttons = QHBoxLayout()
        for button in (self.use, self.judge, self.save, self.go_on):
            buttons.addWidget(button)
        buttons.addStretch()
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(self.rename)
        head.addWidget(self.forget)
        layout = self.column()
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(buttons)  # above the table, which grows
        for widget in (self.verdict, self.table, self.compared, self.apart):
            layout.addWidget(widget)

    @property
    def selected(self) -> list[TrainRun]:
        return self.table.selected

    @Slot()
    def refresh(self) -> None:
        self.setVisible(bool(self._training.list.runs))
        self.table.show_runs()
        self.verdict.setText(self._verdict())
        self.verdict.setVisible(bool(self.verdict.text()))
        self._show_chosen()

    def _verdict(self) -> str:
        """Whether the best one is clearly better, among those that learned the same as the last training."""
        runs = self._training.list.runs.values()
        last = next(reversed(runs), None)
        best = self._training.list.best(last.dataset, last.plan.task) if last else None
        if not best or not best.result:
            return ""
        others = [run.result for run in runs if run.result and run is not best and alike(run, best)]
        if not others:
            return ""
        low, high = best.result.val_interval
        near = [result for result in others if result.val_interval[1] >= low and result.val_interval[0] <= high]
        name = self.tr("The best on {data} is no. {number}, {fusion}.").format(
            data=best.dataset.name, number=best.number, fusion=run_title(best)
        )
        if not near:
            return self.tr("{best} It is clearly better than the others.").format(best=name)
        return self.tr("{best} The difference to {count} of the others is within chance.").format(best=name, count=len(near))

    @Slot()
    def _selected(self) -> None:
        chosen = self.selected
        if len(chosen) == 1:
            self.chosen.emit(chosen[0].number)
        self._show_chosen()

    @Slot()
    def _redraw(self) -> None:
        self._drawn = []
        self._show_chosen()

    def _show_chosen(self) -> None:
        compared = [run for run in self.selected if run.epochs]
        same = len({run.plan.task for run in compared}) == 1
        self.compared.setVisible(len(compared) > 1 and same)
        self.apart.setVisible(len(compared) > 1 and not same)
        if len(compared) > 1 and same and compared != self._drawn:
            self._drawn = compared
            self._compare(compared)
        self._enable()

    def _compare(self, runs: list[TrainRun]) -> None:
        figure, series = figure_of(runs[0].plan.task), []
        for place, run in enumerate(runs):
            points = [(epoch.epoch, figure.val(epoch)) for epoch in run.epochs]
            look = CURVES[place % len(CURVES)], DASHES[place // len(CURVES) % len(DASHES)]
            series.append(Series(f"{run.number} {run_title(run)}", points, *look))
        lasts = [(run, run.epochs[-1]) for run in runs]
        words = listed(f"{run.number} {run_title(run)} {figure.told(figure.val(last), last.judged)}" for run, last in lasts)
        drawing = partial(line_chart, ink=self._theme.colours, x=Axis(self.tr("round"), counts=True), y=figure.axis, series=series)
        self.compared.set_drawing(drawing, words)

    def _enable(self) -> None:
        chosen = self.selected
        one = chosen[0] if len(chosen) == 1 else None
        for button in (self.use, self.judge, self.save):
            button.setEnabled(one is not None and one.result is not None)
        self.go_on.setEnabled(one is not None and one.can_go_on)
        self.rename.setEnabled(one is not None and one.state not in UNDER_WAY)
        self.forget.setEnabled(bool(chosen) and all(run.state not in UNDER_WAY for run in chosen))

    @Slot()
    def _use(self) -> None:
        for run in self.selected:
            self.use_wanted.emit(run.plan.out)

    @Slot()
    def _judge(self) -> None:
        for run in self.selected:
            self.judge_wanted.emit(run.plan.out, run.dataset)

    @Slot()
    def _go_on(self) -> None:
        for run in self.selected:
            self._training.go_on_with(run.number)

    @Slot()
    def _forget(self) -> None:
        for run in self.selected:
            self._training.list.forget(run.number)

    @Slot()
    def _save(self) -> None:
        for run in self.selected:
            dialog = file_dialog(self, self.tr("Save the model as"), self._settings)
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilters([self.tr("Model files (*.safetensors)")])
            dialog.setDefaultSuffix("safetensors")
            dialog.selectFile(run.plan.out.name)
            dialog.fileSelected.connect(partial(self._save_to, run.plan.out))
            dialog.open()

    def _save_to(self, model: Path, name: str) -> None:
        self._training.list.save_as(model, Path(name))


def alike(run: TrainRun, other: TrainRun) -> bool:
    """Whether both learned the same from the same data."""
    return (run.dataset, run.plan.task) == (other.dataset, other.plan.task)
