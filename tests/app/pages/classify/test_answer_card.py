from dataclasses import replace

import pytest

from mmdesk.app.pages.classify.answer_card import AnswerCard
from mmdesk.core.answers.prediction import ModalityAnswer, Prediction
from mmdesk.core.answers.prediction_set import Interval, LabelSet
from mmdesk.core.models.ready import EVERYDAY


@pytest.fixture
def card(window):
    return window.places.classify.answer


def prediction(score=0.96, label="7", own=("7", "7", "7"), classes=10):
    names = [str(number) for number in range(classes)]
    rest = (1 - score) / (classes - 1)
    scores = {name: score if name == label else rest for name in names} | {label: score}
    answers = {m: ModalityAnswer(1 / 3, 0.2, said, 0.9) for m, said in zip(("image", "text", "audio"), own, strict=False)}
    return Prediction(label, score, scores, answers, 0.1, "cpu", 1.0)


def answer(session, value):
    session._set_answer(value)


def test_it_says_what_to_do_while_it_is_empty(card):
    assert "Give it a picture, words or a sound" in card.note.text()
    assert "cat, 狗" in card.note.text()


def test_it_shows_class_score_and_best_classes(card, ready):
    answer(ready, prediction())
    assert card.label.text() == "7"
    assert card.score.text() == "96 %"
    assert card.bars.accessibleDescription().startswith("7: 96.0 %")
    assert card.bars.accessibleDescription().count(";") == 4


@pytest.mark.parametrize(
    ("score", "own", "words"),
    [
        (0.96, ("7", "7", "7"), "sure · all three agree"),
        (0.7, ("7", "7"), "fairly sure · both agree"),
        (0.4, ("7", "1", "7"), "unsure · the parts disagree"),
        (0.96, ("7",), "sure"),
    ],
)
def test_the_verdict(card, ready, score, own, words):
    answer(ready, prediction(score, own=own))
    assert card.verdict.text() == words


def test_where_the_parts_contradict_each_other_it_says_who_says_what(card, ready):
    answer(ready, replace(prediction(own=("7", "7", "1")), conflict=True))
    assert card.verdict.text() == "unsure · the parts contradict each other"
    assert card.sides.isVisible()
    assert card.sides.text() == "picture and words: 7; sound: 1"
    assert card.sides.accessibleName() == "The parts contradict each other: picture and words: 7; sound: 1"
    answer(ready, prediction(own=("7", "7", "1")))
    assert card.verdict.text() == "sure · the parts disagree"
    assert not card.sides.isVisible()


def test_what_cannot_be_excluded_is_told_at_the_coverage_that_was_chosen(card, ready):
    answer(ready, replace(prediction(), sets=(LabelSet(0.95, ("7", "1")), LabelSet(0.99, tuple("7123456")))))
    assert card.possible.isVisible()
    assert card.possible.text() == "could be: 7 or 1 · 95 %"
    assert "in 95 % of samples" in card.possible.toolTip()
    ready.choose_coverage(0.99)
    assert card.possible.text() == "could be: one of 7 classes · 99 %"
    ready.choose_coverage(0.8)
    assert not card.possible.isVisible(), "too few samples told"


def test_an_answer_that_is_alone_in_its_set_is_told_by_itself(card, ready):
    answer(ready, replace(prediction(), sets=(LabelSet(0.95, ("7",)),)))
    assert not card.possible.isVisible()


def test_the_interval_of_a_number_is_told(card, ready):
    own = {"image": ModalityAnswer(1.0, 2.5, "12.50", 12.5)}
    interval = Interval(0.95, 11.0, 14.0, ("11.00", "14.00"))
    answer(ready, Prediction("12.50", 12.5, {}, own, 10.0, "cpu", 1.0, "regression", sets=(interval,)))
    assert card.possible.text() == "between 11.00 and 14.00 · 95 %"
    assert "in 95 % of samples" in card.possible.toolTip().lower()


def test_a_long_label_is_cut_on_the_card_and_whole_in_the_tool_tip(card, ready):
    label = "a class with a very long name that fits on no card whatever its size may be " * 2
    answer(ready, prediction(label=label))
    assert "…" in card.label.text()
    assert card.label.toolTip() == label
    assert card.label.sizeHint().width() < card.window().width()


def test_it_says_that_everything_is_switched_off(card, ready, answered, qtbot):
    ready.write("text", "cat")
    ready.show("text", False)
    answered()
    assert "switched off" in card.note.text()


def test_it_says_that_the_model_is_being_opened(session, theme, engine, model, qtbot):
    engine.may_go.clear()
    card = AnswerCard(session, theme)
    qtbot.addWidget(card)
    session.open_model(model)
    assert "You can already drop" in card.note.text()
    session.write("text", "cat")
    assert "as soon as it is ready" in card.note.text()
    engine.may_go.set()
    qtbot.waitUntil(lambda: session.prediction is not None)
    assert card.label.text() == "cat"


def test_it_says_why_there_is_no_model(session, theme, qtbot, tmp_path):
    card = AnswerCard(session, theme)
    qtbot.addWidget(card)
    session.open_model(tmp_path / "gone.safetensors")
    qtbot.waitUntil(lambda: not session.busy)
    assert "No model is open" in card.note.text()
    assert "gone.safetensors" in card.note.text()


def test_the_answer_stays_large_in_other_colours(card, ready, theme):
    answer(ready, prediction())
    size = card.label.font().pointSizeF()
    theme.set_appearance("dark")
    assert card.label.font().pointSizeF() == size


def test_a_screen_reader_hears_the_class(card, ready):
    answer(ready, prediction())
    assert card.label.accessibleName() == "Class: 7"


def test_a_number_stands_alone(card, ready):
    own = {"image": ModalityAnswer(1.0, 2.5, "70.0", 70.0)}
    answer(ready, Prediction("72.5", 72.5, {}, own, 70.0, "cpu", 1.0, "regression"))
    assert card.label.text() == "72.5"
    assert card.label.accessibleName() == "Number: 72.5"
    assert card.score.text() == ""
    assert card.verdict.text() == "an estimated number"
    assert card.bars.accessibleDescription() == ""


def test_a_picture_of_which_the_digits_are_not_sure_goes_to_everyday_things_in_one_click(card, ready, picture, answered):
    ready.open_model()
    ready.drop([picture])
    answered()
    answer(ready, prediction(0.95, own=("7",)))
    assert not card.other.isVisible(), "it is sure"
    answer(ready, replace(prediction(0.95, own=("7",)), conflict=True))
    assert card.other.isVisible(), "a high score alone makes it not sure"
    answer(ready, prediction(0.4, own=("7",)))
    assert card.other.isVisible()
    assert card.other.text() == "Ask “Everyday things” instead"
    card.other.click()
    answered()
    assert ready.model.path == EVERYDAY.path
    assert not card.other.isVisible(), "nothing tells more"


def test_where_the_model_takes_nothing_of_it_the_digits_are_offered(card, ready, engine, answered):
    ready.open_model(EVERYDAY.path)
    answered()
    ready.write("text", "seven")
    answered()
    ready._set_answer(None, "This model takes picture.")
    assert card.other.isVisible()
    assert card.other.text() == "Ask “Digits” instead"


def test_a_persons_own_model_is_not_doubted(card, ready, picture, answered):
    ready.drop([picture])
    answered()
    answer(ready, prediction(0.2, own=("7",)))
    assert not card.other.isVisible()


def test_while_another_model_is_opened_nothing_is_said_to_be_switched_off(card, ready, engine, answered, model):
    engine.may_go.clear()
    ready.open_model(model)
    ready.write("text", "cat")
    ready._answering.cancel()
    card.refresh()
    assert card.note.text() == "…"
    engine.may_go.set()
    answered()


def test_white_space_alone_is_not_switched_off(card, ready):
    ready.write("text", " \n")
    assert "switched off" not in card.note.text()
    assert "tells apart" in card.note.text()


def test_a_click_on_a_class_asks_why_not_that(card, ready, qtbot):
    ready.write("text", "a cat")
    qtbot.waitUntil(lambda: ready.why.explanation.label == "cat")
    card.bars.picked.emit("狗")
    qtbot.waitUntil(lambda: ready.why.explanation.label == "狗")
    card.bars.picked.emit("cat")
    assert ready.why.label == "", "which is the answer itself"


def test_what_is_none_of_the_classes_says_so_and_how_to_teach_it(card, ready):
    known = prediction(0.95, own=("7", "7"))
    own = {name: replace(part, unknown=name == "text") for name, part in known.modalities.items()}
    sets = (LabelSet(0.95, ("7", "1")),)
    answer(ready, replace(known, unknown=True, known=0.01, modalities=own, sets=sets))
    assert not card.possible.isVisible(), "where it is none of them"
    assert card.label.text() == "None of these"
    assert card.label.accessibleName() == "None of these"
    assert card.verdict.text() == "unlike all that the model has learned from: words · otherwise 7"
    assert card.hint.isVisible()
    assert not card.score.isVisible()
    answer(ready, known)
    assert (card.label.text(), card.score.text()) == ("7", "95 %")
    assert not card.hint.isVisible()


def test_a_class_of_other_things_keeps_its_name(card, ready):
    answer(ready, replace(prediction(0.95, own=("7",)), label="background", unknown=True))
    assert card.label.text() == "background"
    assert card.verdict.text() == "a class of other things: none of these"
    assert not card.hint.isVisible()


def test_an_unknown_number_is_not_to_be_relied_on(card, ready):
    told = prediction(0.95, own=("7",))
    answer(ready, replace(told, scores={}, task="regression", unknown=True, known=0.01))
    assert card.verdict.text() == "not to be relied on: its parts together are unlike all that the model has learned from"
