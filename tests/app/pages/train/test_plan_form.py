import dataclasses

import pytest
from PySide6.QtWidgets import QLabel

from mmdesk.app.pages.train.plan_form import PlanForm
from mmdesk.app.system.options import ROWS
from mmdesk.core.training.plan import TrainPlan


@pytest.fixture
def form(qtbot, settings):
    form = PlanForm(settings)
    qtbot.addWidget(form)
    return form


def test_what_nobody_changed_is_the_plan_itself(form):
    assert TrainPlan(**form.values()) == TrainPlan()


def test_every_field_is_asked_for_somewhere(form):
    asked = {"task", "labels_from", "encoding", "fusion", "modalities", "effort", "tensorboard", "resume"}
    assert {field.name for field in dataclasses.fields(TrainPlan)} - asked - {"out", "allow_download"} == {*ROWS}


def test_every_row_has_a_sentence_and_every_control_a_name(form):
    notes = [label.text() for label in form.findChildren(QLabel)]
    for field in dataclasses.fields(TrainPlan):
        if field.name in ROWS:
            sentence = field.metadata["sentence"]
            assert sentence[:1].upper() + sentence[1:] + "." in notes
    for choice in form.choices.values():
        assert all(control.accessibleName() and control.accessibleDescription() for control in choice.controls)


@pytest.mark.parametrize(
    ("name", "value"),
    [("epochs", 1), ("epochs", 7), ("batch_size", 64), ("seed", 5), ("dimension", 256), ("image_size", 32)],
)
def test_whole_numbers_are_taken_and_auto_is_none(form, name, value):
    (box,) = form.choices[name].controls
    before = box.value()
    box.setValue(value)
    assert form.values()[name] == value
    box.setValue(before)
    assert form.values()[name] == getattr(TrainPlan(), name)


@pytest.mark.parametrize(("name", "value"), [("learning_rate", 0.0005), ("audio_seconds", 0.1), ("modality_dropout", 0.0)])
def test_numbers_are_taken(form, name, value):
    form.choices[name].controls[0].setValue(value)
    assert form.values()[name] == pytest.approx(value)
    TrainPlan(**form.values())


def test_names_switches_and_modalities_are_taken(form):
    form.choices["imbalance"].controls[0].setCurrentText("focal")
    form.choices["mirror"].controls[0].click()
    form.choices["augment"].controls[1].click()
    plan = TrainPlan(**form.values())
    assert (plan.imbalance, plan.mirror, plan.augment) == ("focal", True, ("image", "audio"))


def test_what_only_classes_have_is_not_asked_for_a_number(form):
    (box,) = form.choices["imbalance"].controls
    box.setCurrentText("focal")
    before = box.accessibleDescription()
    form.set_task("regression")
    assert not box.isEnabled()
    assert "for classes only" in box.accessibleDescription()
    assert TrainPlan(task="regression", **form.values()) == TrainPlan(task="regression")
    form.set_task("classification")
    assert (box.isEnabled(), box.accessibleDescription(), form.values()["imbalance"]) == (True, before, "focal")


def test_of_one_part_nothing_is_asked_that_matters_to_others(form):
    def asked():
        return {name for name, choice in form.choices.items() if not (choice.isHidden() or choice.parentWidget().isHidden())}

    everything = asked()
    assert everything == {*ROWS}
    form.show_parts(["image"])
    assert everything - asked() == {"audio_seconds", "modality_dropout"}
    assert [box.isHidden() for box in form.choices["augment"].controls] == [False, True, True]
    assert TrainPlan(**form.values()) == TrainPlan(), "what is not asked is as usual"
    form.show_parts(["image", "audio"])
    assert asked() == everything
