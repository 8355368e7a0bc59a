import pytest
from PySide6.QtCore import Qt
from tiny_table import write_number_table

from mmdesk.app.pages.train.questions_card import QuestionsCard
from mmdesk.core.plan import FUSION_NAMES, TrainPlan, fusions_of


@pytest.fixture
def card(ready, qtbot, theme):
    card = QuestionsCard(ready)
    qtbot.addWidget(card)
    card.show()
    return card


def test_nothing_can_be_trained_without_data(card):
    assert not card.start.isEnabled()
    assert not any(box.isEnabled() for box in card.modalities.values())


def test_the_plan_is_what_was_answered(card, chosen):
    assert card.start.isEnabled()
    assert [name for name, box in card.modalities.items() if box.isChecked()] == ["text"]
    card.efforts.buttons()[0].click()
    (plan,) = card.plans()
    assert plan == TrainPlan(modalities=("text",), effort="quick")


def test_try_them_all_makes_a_plan_for_each_fusion(card, chosen):
    card.fusion.setCurrentText("try them all")
    assert tuple(plan.fusion for plan in card.plans()) == FUSION_NAMES


def test_the_other_choices_are_folded_away(card, chosen):
    assert not card.form.isVisible()
    card.fold.click()
    assert card.form.isVisible()
    card.form.choices["epochs"].controls[0].setValue(3)
    card.tensorboard.click()
    (plan,) = card.plans()
    assert plan.epochs == 3
    assert plan.tensorboard.name == "tensorboard"


def test_a_choice_that_cannot_be_is_said_in_place(card, chosen):
    card.modalities["text"].click()
    card.start.click()
    assert "at least one modality" in card.problem.text()
    assert chosen.training.runs == {}
    card.modalities["text"].click()
    chosen.training.start = lambda plans: None
    card.start.click()
    assert card.problem.isHidden()


def test_classes_are_not_asked_whether_they_are_numbers(card, chosen):
    assert not card.labels.isVisible()
    assert not card.strange.isVisible()


def test_many_numbers_are_learned_as_such_unless_the_person_wants_classes(card, numbers):
    classes, number = card.tasks.buttons()
    assert card.labels.isVisible()
    assert (classes.text(), number.text(), number.isChecked()) == ("Classes", "A number", True)
    assert not card.form.choices["imbalance"].controls[0].isEnabled()
    (plan,) = card.plans()
    assert plan.task == "regression"
    card.fusion.setCurrentText("try them all")
    assert tuple(plan.fusion for plan in card.plans()) == fusions_of("regression")
    classes.click()
    assert {plan.task for plan in card.plans()} == {"classification"}
    assert card.form.choices["imbalance"].controls[0].isEnabled()


def test_a_fusion_that_numbers_cannot_have_is_left_and_says_why(card, numbers):
    classes, number = card.tasks.buttons()
    product = card.fusion.findData("product")
    assert not card.fusion.model().item(product).isEnabled()
    assert "a number has none" in card.fusion.itemData(product, Qt.ItemDataRole.ToolTipRole)
    classes.click()
    card.fusion.setCurrentIndex(product)
    assert card.plans()[0].fusion == "product"
    number.click()
    assert card.plans()[0].fusion == "mixture"


def test_a_label_that_is_no_number_among_many_is_named(card, ready, tmp_path, qtbot):
    ready.training.choose(write_number_table(tmp_path / "ages", [*map(str, range(30)), "n/a"]))
    qtbot.waitUntil(lambda: not ready.training.looking)
    assert [button.isEnabled() for button in card.tasks.buttons()] == [True, False]
    assert "“n/a” is none" in card.strange.text()
    assert card.plans()[0].task == "classification"
