from PySide6.QtCore import Qt
from tiny_table import write_number_table

from mmdesk.core.training.plan import FUSION_NAMES, TrainPlan, fusions_of


def test_nothing_can_be_trained_without_data(questions):
    assert not questions.start.isEnabled()
    assert not any(box.isEnabled() for box in questions.modalities.values())


def test_the_plan_is_what_was_answered(questions, chosen):
    assert questions.start.isEnabled()
    assert [name for name, box in questions.modalities.items() if box.isChecked()] == ["text"]
    questions.efforts.buttons()[0].click()
    (plan,) = questions.plans()
    assert plan == TrainPlan(modalities=("text",), effort="quick")


def test_try_them_all_makes_a_plan_for_each_fusion(questions, chosen):
    questions.fusion.setCurrentText("try them all")
    assert tuple(plan.fusion for plan in questions.plans()) == FUSION_NAMES


def test_the_other_choices_are_folded_away(questions, chosen):
    assert not questions.form.isVisible()
    questions.fold.click()
    assert questions.form.isVisible()
    questions.form.choices["epochs"].controls[0].setValue(3)
    questions.tensorboard.click()
    (plan,) = questions.plans()
    assert plan.epochs == 3
    assert plan.tensorboard.name == "tensorboard"


def test_a_choice_that_cannot_be_is_said_in_place(questions, chosen):
    questions.modalities["text"].click()
    questions.start.click()
    assert "at least one modality" in questions.problem.text()
    assert chosen.training.runs == {}
    questions.modalities["text"].click()
    chosen.training.start = lambda plans: None
    questions.start.click()
    assert questions.problem.isHidden()


def test_classes_are_not_asked_whether_they_are_numbers(questions, chosen):
    assert not questions.labels.isVisible()
    assert not questions.strange.isVisible()


def test_many_numbers_are_learned_as_such_unless_the_person_wants_classes(questions, numbers):
    classes, number = questions.tasks.buttons()
    assert questions.labels.isVisible()
    assert (classes.text(), number.text(), number.isChecked()) == ("Classes", "A number", True)
    assert not questions.form.choices["imbalance"].controls[0].isEnabled()
    (plan,) = questions.plans()
    assert plan.task == "regression"
    questions.fusion.setCurrentText("try them all")
    assert tuple(plan.fusion for plan in questions.plans()) == fusions_of("regression")
    classes.click()
    assert {plan.task for plan in questions.plans()} == {"classification"}
    assert questions.form.choices["imbalance"].controls[0].isEnabled()


def test_a_fusion_that_numbers_cannot_have_is_left_and_says_why(questions, numbers):
    classes, number = questions.tasks.buttons()
    product = questions.fusion.findData("product")
    assert not questions.fusion.model().item(product).isEnabled()
    assert "a number has none" in questions.fusion.itemData(product, Qt.ItemDataRole.ToolTipRole)
    classes.click()
    questions.fusion.setCurrentIndex(product)
    assert questions.plans()[0].fusion == "product"
    number.click()
    assert questions.plans()[0].fusion == "mixture"


def test_a_label_that_is_no_number_among_many_is_named(questions, ready, tmp_path, qtbot):
    ready.training.choose(write_number_table(tmp_path / "ages", [*map(str, range(30)), "n/a"]))
    qtbot.waitUntil(lambda: not ready.training.looking)
    assert [button.isEnabled() for button in questions.tasks.buttons()] == [True, False]
    assert "“n/a” is none" in questions.strange.text()
    assert questions.plans()[0].task == "classification"
