from PIL import Image
from tiny_table import write_number_table

from mmdesk.app.pages.train.questions_card import QuestionsCard
from mmdesk.core.training.plan import FUSION_NAMES, TrainPlan


def test_nothing_can_be_trained_without_data(questions):
    assert not questions.start.isEnabled()
    assert not any(box.isEnabled() for box in questions.modalities.values())


def test_the_plan_is_what_was_answered(questions, chosen):
    assert questions.start.isEnabled()
    assert [name for name, box in questions.modalities.items() if box.isChecked()] == ["text"]
    questions.effort.buttons.buttons()[0].click()
    (plan,) = questions.plans()
    assert plan == TrainPlan(modalities=("text",), effort="quick")


def test_one_modality_needs_no_fusion(questions, chosen):
    assert questions.fusion.isHidden()
    assert [plan.fusion for plan in questions.plans()] == ["mixture"]


def test_several_are_fused_by_one_or_by_all_in_turn(questions, ready, tmp_path, qtbot):
    ready.training.data.choose(write_pictured(tmp_path / "pets"))
    qtbot.waitUntil(lambda: not questions.fusion.isHidden() and ready.training.data.facts is not None)
    questions.fusion.box.setCurrentText("try them all")
    assert tuple(plan.fusion for plan in questions.plans()) == FUSION_NAMES
    questions.modalities["image"].click()
    assert questions.fusion.isHidden()
    assert len(questions.plans()) == 1


def test_a_card_that_comes_after_the_data_has_its_parts_chosen_too(chosen, qtbot, settings):
    later = QuestionsCard(chosen.training, settings)
    qtbot.addWidget(later)
    assert later.plans()[0].modalities == ("text",)


def test_what_can_be_expected_is_told_before(questions, chosen, qtbot):
    assert "With 3 examples of “cat” this is a first try" in questions.outlook.text()
    assert all(" s" in label.text() for label in questions.effort.times.values())


def test_everything_is_as_usual_again(questions, chosen):
    questions.effort.buttons.button(2).click()
    questions.form.choices["epochs"].controls[0].setValue(3)
    questions.form.choices["learning_rate"].controls[0].setValue(0.5)
    questions.form.choices["augment"].controls[0].click()
    questions.form.remedies.setCurrentText("focal")
    questions.tensorboard.click()
    assert questions.plans() != [TrainPlan(modalities=("text",))]
    questions.usual.click()
    assert questions.plans() == [TrainPlan(modalities=("text",))]


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
    assert chosen.training.list.runs == {}
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
    classes.click()
    assert {plan.task for plan in questions.plans()} == {"classification"}
    assert questions.form.choices["imbalance"].controls[0].isEnabled()


def test_a_label_that_is_no_number_among_many_is_named(questions, ready, tmp_path, qtbot):
    ready.training.data.choose(write_number_table(tmp_path / "ages", [*map(str, range(30)), "n/a"]))
    qtbot.waitUntil(lambda: not ready.training.data.looking)
    assert [button.isEnabled() for button in questions.tasks.buttons()] == [True, False]
    assert "“n/a” is none" in questions.strange.text()
    assert questions.plans()[0].task == "classification"


def write_pictured(folder):
    """A dataset of pictures with words; returns its folder."""
    for label in ("cat", "dog"):
        (folder / label).mkdir(parents=True)
        for number in range(2):
            Image.new("RGB", (8, 8), "red").save(folder / label / f"{number}.png")
            (folder / label / f"{number}.txt").write_text(f"a {label}")
    return folder
