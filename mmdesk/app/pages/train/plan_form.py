"""Everything that a training can be told, one row for each field of `TrainPlan`."""

import dataclasses
import typing
from collections.abc import Sequence
from types import NoneType
from typing import Any, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from mmdesk.app.pages.train.choice import Choice
from mmdesk.app.pages.train.encoder_choice import EncoderChoice
from mmdesk.app.pages.train.start_choice import StartChoice
from mmdesk.app.system.labels import name_of
from mmdesk.app.system.options import ROWS
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.translation import translated
from mmdesk.app.tasks.registry import words_of
from mmdesk.app.widgets.number_fields import NumberField, WholeField
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.tasks.registry import USUAL_TASK, task_named
from mmdesk.core.tasks.task import TaskName
from mmdesk.core.training.plan import DIMENSION_STEP, TrainPlan

Field: TypeAlias = "dataclasses.Field[Any]"
MAX_NUMBER = 2**31 - 1
OF_SEVERAL = ("modality_dropout",)
"""What means nothing where samples have one part."""
DECIMALS = {"learning_rate": 5, "audio_seconds": 1}


class PlanForm(QWidget):
    """A row for each field that has a name above; `values` gives what was changed."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._hints = typing.get_type_hints(TrainPlan)
        self._fields = {field.name: field for field in dataclasses.fields(TrainPlan)}
        self.choices: dict[str, Choice] = {}
        self._notes: dict[str, QLabel] = {}
        self._cells: dict[str, QWidget] = {}
        self._task: TaskName = USUAL_TASK
        self._rows = form = QFormLayout(self)
        form.setContentsMargins(0, 4, 0, 0)
        form.setVerticalSpacing(10)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for name in ROWS:
            self._add(form, name)
        controls = [control for choice in self.choices.values() for control in choice.controls]
        self._usual = [(control, control.property(value_name(control))) for control in controls]

    @property
    def remedies(self) -> QComboBox:
        """The control that says what is done for rare classes."""
        (box,) = self.choices["imbalance"].controls
        assert isinstance(box, QComboBox)  # noqa: S101 - as the plan's field has choices
        return box

    @property
    def start(self) -> StartChoice:
        """The control that says which model the training begins with."""
        choice = self.choices["start_from"]
        assert isinstance(choice, StartChoice)  # noqa: S101 - as `made_choice` makes it
        return choice

    @property
    def encoders(self) -> EncoderChoice:
        """The controls that say which encoder serves each part."""
        choice = self.choices["encoder"]
        assert isinstance(choice, EncoderChoice)  # noqa: S101 - as `made_choice` makes it
        return choice

    def values(self) -> dict[str, Any]:
        """The plan's fields as they are chosen; those that mean nothing to the task as they usually are."""
        chosen = {name: choice.value() for name, choice in self.choices.items()}
        return chosen | {name: default_of(self._fields[name]) for name in task_named(self._task).unused_options}

    def back_to_usual(self) -> None:
        """Choose for every field what was chosen at first."""
        for control, value in self._usual:
            control.setProperty(value_name(control), value)

    def set_task(self, task: TaskName) -> None:
        """Offer what such a training can be told, and say why not the rest."""
        self._task = task
        for name, note in self._notes.items():
            unused = name in task_named(task).unused_options
            words = words_of(task).unused() if unused else self._sentence(name)
            note.setText(words)
            for control in self.choices[name].controls:
                control.setEnabled(not unused)
                control.setAccessibleDescription(words)

    def show_parts(self, parts: Sequence[Modality]) -> None:
        """Ask what matters to samples of these parts; without any, everything."""
        self.encoders.show_parts(parts)
        for name, cell in self._cells.items():
            alone = name in OF_SEVERAL and len(parts) == 1
            part = name.partition("_")[0]  # such as that whose length or size it is
            self._rows.setRowVisible(cell, not parts or (not alone and (part not in MODALITIES or part in parts)))
        for modality, box in zip(MODALITIES, self.choices["augment"].controls, strict=True):
            box.setVisible(not parts or modality in parts)

    def _sentence(self, name: str) -> str:
        sentence = translated("plan", self._fields[name].metadata["sentence"])
        return self.tr("{words}.").format(words=sentence[:1].upper() + sentence[1:])

    def _add(self, form: QFormLayout, name: str) -> None:
        field, title = self._fields[name], translated("plan", ROWS[name])
        sentence = self._sentence(name)
        choice = made_choice(field, self._hints[name], self._settings)
        self.choices[name] = choice
        for control in choice.controls:
            words = control.text() if isinstance(control, QAbstractButton) else ""
            control.setAccessibleName(f"{title}: {words}" if words else title)
            control.setAccessibleDescription(sentence)
        note = self._notes[name] = QLabel(sentence)
        note.setProperty("kind", "soft")
        note.setWordWrap(True)
        cell = self._cells[name] = QWidget()
        rows = QVBoxLayout(cell)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(choice)
        rows.addWidget(note)
        form.addRow(QLabel(title), cell)


def value_name(control: QWidget) -> str:
    """The property by which Qt itself sets what a control says."""
    return str(control.metaObject().userProperty().name())


def default_of(field: Field) -> Any:
    return getattr(TrainPlan(), field.name)


def made_choice(field: Field, hint: Any, settings: Settings) -> Choice:
    """The control that suits the type of a field; "auto" stands for None."""
    if field.metadata["choices"]:
        return _of_names(field)
    if field.name == "encoder":
        return EncoderChoice(settings)
    if field.name == "start_from":
        return StartChoice(settings)
    if hint is bool:
        box = QCheckBox()
        box.setChecked(default_of(field))
        return Choice(box, box.isChecked)
    if typing.get_origin(hint) is tuple:
        return _of_modalities(field)
    kinds = set(typing.get_args(hint)) - {NoneType} or {hint}
    return _of_whole_numbers(field) if kinds == {int} else _of_numbers(field)


def _of_names(field: Field) -> Choice:
    box = QComboBox()
    box.addItems(field.metadata["choices"])
    box.setCurrentText(default_of(field))
    return Choice(box, box.currentText)


def _of_modalities(field: Field) -> Choice:
    boxes: dict[Modality, QCheckBox] = {}
    for modality in MODALITIES:
        boxes[modality] = QCheckBox(name_of(modality))
        boxes[modality].setChecked(modality in default_of(field))
    return Choice([*boxes.values()], lambda: tuple(name for name, box in boxes.items() if box.isChecked()))


def _of_whole_numbers(field: Field) -> Choice:
    low, high = field.metadata["within"]
    box = WholeField()
    optional = default_of(field) is None
    box.setRange(low - optional, min(high, MAX_NUMBER))
    if optional:
        box.setSpecialValueText(translated("plan", QT_TRANSLATE_NOOP("plan", "auto")))
    if field.name == "dimension":
        box.setSingleStep(DIMENSION_STEP)
    box.setValue(low - 1 if optional else default_of(field))
    return Choice(box, lambda: None if optional and box.value() < low else box.value())


def _of_numbers(field: Field) -> Choice:
    low, high = field.metadata["within"]
    box = NumberField()
    optional = default_of(field) is None
    box.setDecimals(DECIMALS.get(field.name, 2))
    step = 10.0 ** -box.decimals()
    low = max(low, step) if optional else low
    box.setSingleStep(max(step, 0.05 if not optional else step))
    box.setRange(low - step if optional else low, high)
    if optional:
        box.setSpecialValueText(translated("plan", QT_TRANSLATE_NOOP("plan", "auto")))
    box.setValue(low - step if optional else default_of(field))
    return Choice(box, lambda: None if optional and box.value() < low - step / 2 else round(box.value(), box.decimals()))
