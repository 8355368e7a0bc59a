import dataclasses

import pytest
from specs import spec_of

from mmdesk.core.answers.prediction import ModalityAnswer, Prediction


@pytest.fixture
def card(window):
    return window.places.classify.counted


ANSWERS = {"image": ModalityAnswer(0.6, 0.5, "7", 0.93), "audio": ModalityAnswer(0.4, -0.1, "1", 0.41)}
PREDICTION = Prediction("7", 0.5, {"7": 0.5, "1": 0.5}, ANSWERS, 0.1, "cpu", 1.0)


def test_it_is_not_there_without_an_answer(card):
    assert not card.isVisible()


def test_rows_tell_points_and_own_answers(card, ready):
    ready._set_answer(PREDICTION)
    row = card.rows["image"]
    assert (row.contribution.text(), row.own.text()) == ("+50", "7 · 93 %")
    assert card.rows["audio"].contribution.text() == "−10"


def test_bars_begin_on_one_line_and_what_is_taken_away_lies_to_its_left(card, ready):
    ready._set_answer(PREDICTION)
    added, taken = card.rows["image"].bar, card.rows["audio"].bar
    assert added.zero() == taken.zero() > 0
    assert added.bar().left() == pytest.approx(added.zero())
    assert taken.bar().right() == pytest.approx(taken.zero())
    assert added.bar().width() == pytest.approx(5 * taken.bar().width())


def test_the_weight_of_the_fusion_is_a_detail(card, ready):
    ready._set_answer(PREDICTION)
    row = card.rows["image"]
    assert row.bar.toolTip() == row.contribution.toolTip() == "Weight in the fusion: 0.60"
    assert card.rows["text"].bar.toolTip() == ""


def test_a_part_that_disagrees_is_marked_in_words_too(card, ready):
    ready._set_answer(PREDICTION)
    assert card.rows["image"].mark.text() == ""
    assert "disagrees" in card.rows["audio"].mark.text()


def test_an_absent_part_and_one_left_out_are_told_apart(card, ready, answered, picture):
    ready.drop([picture])
    answered()
    ready.write("text", "cat")
    ready.show("text", False)
    answered()
    assert card.rows["text"].own.text() == "left out"
    assert card.rows["audio"].own.text() == "not there"
    assert card.rows["audio"].contribution.text() == ""


def test_the_sum_adds_up_for_eyes_and_ears(card, ready):
    ready._set_answer(PREDICTION)
    words = "average 10 % · picture +50 · sound −10 = 50 %"
    assert card.sum.text() == card.shares.accessibleDescription() == words.replace(" %", "\N{NO-BREAK SPACE}%")


def test_colours_follow_the_theme(card, ready, theme):
    ready._set_answer(PREDICTION)
    place = card.rows["image"].bar.bar().center().toPoint()
    before = card.rows["image"].bar.grab().toImage().pixelColor(place)
    theme.set_appearance("dark")
    assert card.rows["image"].bar.grab().toImage().pixelColor(place) != before


def test_why_can_be_switched_off(card, ready, answered, settings):
    ready.write("text", "cat")
    answered()
    card.why.click()
    assert not settings.show_why
    card.why.click()
    assert settings.show_why


def test_contributions_of_a_number_are_in_its_own_units(card, ready):
    own = {"image": ModalityAnswer(0.6, 3.0, "71.0", 71.0), "audio": ModalityAnswer(0.4, -0.5, "69.5", 69.5)}
    ready._set_answer(Prediction("72.5", 72.5, {}, own, 70.0, "cpu", 1.0, "regression"))
    assert card.rows["image"].own.text() == "71.0"
    assert card.rows["image"].contribution.text() == "+3.0"
    assert card.rows["audio"].mark.text() == ""
    assert card.sum.text() == "average 70.0 · picture +3.0 · sound −0.5 = 72.5"


def test_of_a_model_of_one_part_nothing_is_shared_out(card, ready, monkeypatch):
    ready._set_answer(PREDICTION)
    assert not card.shares.isHidden()
    monkeypatch.setattr(ready, "model", dataclasses.replace(ready.model, spec=spec_of(("7", "1"), ("image",))))
    ready._set_answer(PREDICTION)
    assert card.shares.isHidden()
    assert not card.why.isHidden(), "what in it mattered can be seen all the same"


def test_of_another_class_it_says_what_the_colours_mean(window, ready, qtbot):
    card = window.places.classify.counted
    ready.write("text", "a cat")
    qtbot.waitUntil(lambda: ready.why.explanation.label == "cat")
    assert card.legend.isHidden()
    ready.why.ask("狗")
    qtbot.waitUntil(lambda: ready.why.explanation.label == "狗")
    assert not card.legend.isHidden()
    assert card.legend.text().startswith("“狗”: what glows orange speaks for it")
    assert "Words −40" in card.legend.text()
    ready.why.ask("")
    assert card.legend.isHidden()
