"""The model that a training begins with, chosen in the window."""

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from specs import spec_of, write_header

from mmdesk.app.carry_over import carry
from mmdesk.app.pages.train.questions_card import QuestionsCard
from mmdesk.app.pages.train.start_choice import StartChoice
from mmdesk.core.models.ready import DIGITS, EVERYDAY
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import TrainResult
from mmdesk.core.training.runs import TrainRun


@pytest.fixture
def choice(qtbot, settings):
    choice = StartChoice(settings)
    qtbot.addWidget(choice)
    choice.show()
    return choice


@pytest.fixture
def model(tmp_path):
    """A model file as far as the window reads it."""
    return write_header(tmp_path / "pets.safetensors", spec_of(("a", "b"), ("text",)))


def offered(choice):
    return [choice.box.itemText(row) for row in range(choice.box.count())]


def run_of(number, name=""):
    out = Path(f"{number}.safetensors")
    return TrainRun(number, Path("pets"), TrainPlan(out=out), "done", name=name, result=TrainResult(out, 1, 0.5, 1.0, ()))


def test_at_first_there_is_no_other_model(choice):
    assert choice.value() is None
    assert offered(choice) == ["no other model", "Digits"], "what has classes of its own is not offered"
    choice.box.setCurrentIndex(1)
    assert choice.value() == DIGITS.path


def test_models_of_trainings_are_offered_the_newest_first(choice):
    choice.box.setCurrentIndex(1)
    unfinished = dataclasses.replace(run_of(3), result=None)
    choice.show_models([run_of(1), run_of(2, "good"), unfinished], ())
    assert offered(choice)[2:] == ["No. 2: good, pets", "No. 1: mixture, pets"]
    assert choice.value() == DIGITS.path, "what was chosen stays so"


def test_a_file_is_taken(choice, model):
    choice.take(model)
    choice.show_models([run_of(1)], (model,))
    assert (choice.value(), choice.box.currentText(), choice.problem.isHidden()) == (model, "pets", True)
    choice.take(model)
    assert offered(choice).count("pets") == 1


@pytest.mark.parametrize("chosen", [b"PK\x03\x04", b"nothing", None])
def test_what_is_no_model_is_said_in_place_and_not_taken(choice, tmp_path, chosen):
    path = tmp_path / "bad.safetensors"
    if chosen is not None:
        path.write_bytes(chosen)
    choice.box.setCurrentIndex(1)
    choice.take(path)
    assert choice.problem.isVisible()
    assert "bad.safetensors" in choice.problem.text()
    assert choice.value() == DIGITS.path
    choice.box.activated.emit(0)
    assert choice.problem.isHidden()


def test_nor_is_one_with_nothing_to_begin_with(choice):
    choice.take(EVERYDAY.path)
    assert "has no encoder" in choice.problem.text()


def test_the_dialog_gives_a_file(choice, model, settings):
    choice.file.click()
    dialog = choice.findChild(QFileDialog)
    dialog.filesSelected.emit([str(model)])
    dialog.fileSelected.emit(str(model))
    dialog.reject()
    assert (choice.value(), settings.folder) == (model, str(model.parent))


def test_the_plan_begins_with_it_and_back_to_usual_with_none(questions, chosen, model):
    start = questions.form.start
    start.take(model)
    (plan,) = questions.plans()
    assert plan.start_from == model
    assert {control.accessibleName() for control in start.controls} == {"Begin with", "Begin with: Choose a model file…"}
    questions.usual.click()
    assert questions.plans()[0].start_from is None


def test_what_contradicts_it_is_said_in_place(questions, chosen, model):
    questions.form.start.take(model)
    questions.form.choices["dimension"].controls[0].setValue(256)
    questions.start.click()
    assert "“Size of the shared space” is 256, but pets.safetensors was made with 512." in questions.problem.text()
    assert chosen.training.list.runs == {}


def test_a_file_that_is_gone_is_said_in_place(questions, chosen, model):
    questions.form.start.take(model)
    model.unlink()
    questions.start.click()
    assert "pets.safetensors does not exist" in questions.problem.text()


def test_a_window_that_comes_later_offers_it_too(questions, chosen, model, qtbot, settings):
    questions.form.start.take(model)
    later = QuestionsCard(chosen.training, settings)
    qtbot.addWidget(later)
    assert offered(later.form.start) == offered(questions.form.start)
    carry(questions, later)
    assert later.plans()[0].start_from == model
