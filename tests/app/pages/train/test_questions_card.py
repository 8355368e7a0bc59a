import pytest

from mmdesk.app.pages.train.questions_card import QuestionsCard
from mmdesk.core.plan import FUSION_NAMES, TrainPlan


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
