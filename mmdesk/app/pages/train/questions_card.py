"""The card "What to train": a few questions, and everything else folded away."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mmdesk.app.pages.train.effort_question import EffortQuestion
from mmdesk.app.pages.train.fusion_question import FusionQuestion
from mmdesk.app.pages.train.plan_form import PlanForm
from mmdesk.app.pages.train.rare_question import RareQuestion
from mmdesk.app.services.training import Training
from mmdesk.app.system.labels import name_of
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.translation import sentence
from mmdesk.app.tasks.registry import words_of
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.app.widgets.problem_line import ProblemLine
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.paths import data_dir
from mmdesk.core.tasks.registry import TASK_NAMES, task_named
from mmdesk.core.training.duration import expected_seconds
from mmdesk.core.training.outlook import expected
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.start import check_start


class QuestionsCard(Card):
    """Asks for modalities, fusion and effort, where it matters also for task and rare classes; the button starts the training.

    Signals:
        begun: a training was asked for
    """

    begun = Signal()

    def __init__(self, training: Training, settings: Settings) -> None:
        super().__init__()
        self._training = training
        self._shown: object = None
        self.setAccessibleName(self.tr("What to train"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.tasks = self._made_tasks()
        self.strange = QLabel()
        self.strange.setProperty("kind", "soft")
        self.strange.setWordWrap(True)
        self.modalities = {modality: QCheckBox(name_of(modality)) for modality in MODALITIES}
        self.fusion = FusionQuestion()
        self.effort = EffortQuestion()
        self.fold = self._made_fold()
        self.usual = QPushButton(self.tr("Back to usual"))
        self.usual.setToolTip(self.tr("Choose everything as it is suggested"))
        self.usual.clicked.connect(self.back_to_usual)
        self.form = PlanForm(settings)
        self.form.hide()
        self.form.start.taken.connect(training.list.offer_beginning)
        self.rare = RareQuestion(self.form.remedies)
        self.tensorboard = QCheckBox(self.tr("Also write the curves for TensorBoard"))
        self.tensorboard.hide()
        self.outlook = QLabel()
        self.outlook.setProperty("kind", "soft")
        self.outlook.setWordWrap(True)
        self.problem = ProblemLine()
        self.start = QPushButton(self.tr("Train"))
        self.start.setProperty("kind", "first")
        self.start.clicked.connect(self.train)
        self._arrange()
        for box in self.modalities.values():
            box.setEnabled(False)  # until the data are known to have it, which checks it
            box.toggled.connect(self._show_parts)
        training.data.changed.connect(self.refresh)
        training.changed.connect(self.refresh)
        self.refresh()

    def _made_fold(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "icon")
        button.setText(self.tr("All other choices"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setArrowType(Qt.ArrowType.RightArrow)
        button.setIconSize(QSize(10, 10))
        button.setCheckable(True)
        button.toggled.connect(self._folded)
        return button

    def _made_tasks(self) -> QButtonGroup:
        group = QButtonGroup(self)
        for number, task in enumerate(TASK_NAMES):
            group.addButton(QRadioButton(words_of(task).choice()), number)
        group.idClicked.connect(self._task_chosen)
        return group

    def _arrange(self) -> None:
        heading = heading_label(self.tr("What to train"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 14)
        layout.setSpacing(8)
        layout.addWidget(heading)
        self.labels = asked(self.tr("What do the labels tell?"), self.tasks.buttons())
        layout.addWidget(self.labels)
        layout.addWidget(self.strange)
        layout.addWidget(asked(self.tr("Which parts of the samples?"), [*self.modalities.values()]))
        layout.addWidget(self.fusion)
        layout.addWidget(self.effort)
        layout.addWidget(self.rare)
        others = QHBoxLayout()
        others.addWidget(self.fold)
        others.addStretch()
        others.addWidget(self.usual)
        layout.addLayout(others)
        layout.addWidget(self.form)
        layout.addWidget(self.tensorboard)
        layout.addWidget(self.outlook)
        layout.addWidget(self.problem)
        bottom = QHBoxLayout()
        bottom.addStretch()
        bottom.addWidget(self.start)
        layout.addLayout(bottom)

    @Slot(bool)
    def _folded(self, open_: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)
        self.form.setVisible(open_)
        self.tensorboard.setVisible(open_)

    @Slot(int)
    def _task_chosen(self, number: int) -> None:
        self._training.data.choose_task(TASK_NAMES[number])

    @Slot()
    def train(self) -> None:
        """Start what was chosen; what cannot be is said here."""
        try:
            plans = self.plans()
        except InputError as error:
            self.problem.tell(sentence(error))
            return
        self.problem.tell("")
        self._training.start(plans)
        self.begun.emit()

    @Slot()
    def back_to_usual(self) -> None:
        """Choose everything as it was before the person chose anything, but for what the data decide."""
        for box in self.modalities.values():
            box.setChecked(box.isEnabled())
        for part in (self.fusion, self.effort, self.form):
            part.back_to_usual()
        self.tensorboard.setChecked(False)
        self.problem.tell("")

    def plans(self) -> list[TrainPlan]:
        """One plan, or one for each fusion.

        Raises:
            OptionError: if a choice is not allowed
            ModelFileError: if the training cannot begin with the chosen model
        """
        task = self._training.data.task
        modalities = tuple(name for name, box in self.modalities.items() if box.isEnabled() and box.isChecked())
        values = self.form.values()
        values |= {
            "labels_from": self._training.data.decisions.labels_from,
            "encoding": self._training.data.decisions.encoding,
            "modalities": modalities,
            "effort": self.effort.effort,
        }
        values["tensorboard"] = data_dir() / "tensorboard" if self.tensorboard.isChecked() else None
        plans = [TrainPlan(task=task, fusion=name, **values) for name in self.fusion.fusions]
        check_start(plans[0], modalities)
        return plans

    def _show_task(self) -> None:
        """Ask where there is a choice, and offer what suits it."""
        facts, task = self._training.data.facts, self._training.data.task
        if (facts, task) == self._shown:
            return
        self._shown = facts, task
        self.labels.setVisible(bool(facts and (len(facts.tasks) > 1 or facts.strange)))
        self.tasks.button(TASK_NAMES.index(task)).setChecked(True)
        for number, name in enumerate(TASK_NAMES):
            self.tasks.button(number).setEnabled(bool(facts and name in facts.tasks))
        self.strange.setVisible(bool(facts and facts.strange))
        if facts and facts.strange:
            self.strange.setText(words_of(facts.strange.task).strange(facts.strange.label))
        self.form.set_task(task)
        self.rare.ask(facts.uneven if facts and task_named(task).has_classes else None)
        self.fusion.ask_for(task)
        told = expected(facts.teaching, facts.modalities) if facts and task_named(task).has_classes else ()
        self.outlook.setText("\n".join(map(sentence, told)))
        self.outlook.setVisible(bool(self.outlook.text()))

    @Slot()
    def _show_parts(self) -> None:
        """There is nothing to fuse of one modality; the more there are, the longer it takes."""
        chosen = [name for name, box in self.modalities.items() if box.isEnabled() and box.isChecked()]
        self.form.show_parts(chosen)
        self.fusion.setVisible(len(chosen) != 1)
        self._tell_times()

    def _tell_times(self) -> None:
        training, facts = self._training, self._training.data.facts
        chosen = tuple(name for name, box in self.modalities.items() if box.isEnabled() and box.isChecked())
        runs = tuple(training.list.runs.values())

        def seconds(effort: str) -> tuple[float, float] | None:
            if not (facts and chosen):
                return None
            plan = TrainPlan(task=training.data.task, effort=effort, modalities=chosen)
            return expected_seconds(plan, facts.teaching, facts.dataset, runs)

        self.effort.tell_times(seconds)

    @Slot()
    def refresh(self) -> None:
        self._show_task()
        training = self._training
        self.form.start.show_models(training.list.runs.values(), training.list.beginnings)
        there = training.data.facts.modalities if training.data.facts else ()
        for modality, box in self.modalities.items():
            newly = modality in there and not box.isEnabled()
            box.setEnabled(modality in there)
            if newly or modality not in there:
                box.setChecked(modality in there)
        self._show_parts()
        self.start.setEnabled(training.data.facts is not None and not training.data.facts.choices)
        self.start.setText(self.tr("Train") if training.current is None else self.tr("Train next"))


def asked(question: str, answers: Sequence[QWidget]) -> QWidget:
    """A question with the controls that answer it."""
    words = QLabel(question)
    words.setProperty("kind", "soft")
    row = QHBoxLayout()
    row.setSpacing(16)
    for answer in answers:
        row.addWidget(answer)
    row.addStretch()
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(words)
    layout.addLayout(row)
    return box
