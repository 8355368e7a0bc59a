import dataclasses

import pytest

from mmdesk.app.pages.train.progress_card import ProgressCard, duration
from mmdesk.core.training.plan import TrainPlan


@pytest.fixture
def card(ready, theme, qtbot):
    card = ProgressCard(ready.training, theme)
    qtbot.addWidget(card)
    return card


def test_before_the_first_training_it_says_what_will_be_here(card):
    assert "Choose data, then press Train" in card.state.text()
    assert card.stop.isHidden()


def test_with_data_it_says_the_next_step_alone(card, chosen):
    assert card.state.text().startswith("Press Train.")


def test_a_training_that_runs_can_be_paused_and_stopped(card, chosen, engine, qtbot):
    engine.may_go.clear()
    chosen.training.start([TrainPlan()])
    qtbot.waitUntil(lambda: "Reading: 1 of 2" in card.state.text())
    assert not card.stop.isHidden()
    card.pause.click()
    assert chosen.training.paused
    assert card.pause.text() == "Go on"
    card.pause.click()
    assert not chosen.training.paused
    card.stop.click()
    assert "keeps the best" in card.state.text()
    assert not card.stop.isEnabled()
    engine.may_go.set()
    qtbot.waitUntil(lambda: chosen.training.current is None)
    assert card.stop.isHidden()


def test_curves_are_drawn_of_what_was_reported(card, train, theme):
    train()
    assert "validation accuracy: 50.0 % in round 3" in card.state.text()
    assert card.heading.text() == "Training 1: mixture"
    for chart in (card.quality, card.loss):
        assert "validation" in chart.svg()
    assert card.quality.accessibleDescription() == "validation 50.0 %"
    before = card.loss.svg()
    theme.set_appearance("dark")
    assert card.loss.svg() != before


def test_a_single_round_is_no_curve(card, train):
    (run,) = train()
    card._training.list.runs[run.number] = dataclasses.replace(run, epochs=run.epochs[:1])
    card.refresh()
    assert card.quality.isHidden()
    assert card.loss.isHidden()
    card._training.list.runs[run.number] = run
    card.refresh()
    assert not card.quality.isHidden()


def test_another_run_can_be_looked_at(card, train):
    train(TrainPlan(fusion="mean"), TrainPlan(fusion="gated"))
    assert "gated" in card.heading.text()
    card.show_run(1)
    assert "mean" in card.heading.text()


@pytest.mark.parametrize(("share", "words"), [(0.95, " left · "), (0.5, " left (other programs are using the processor) · ")])
def test_the_time_left_says_that_other_programs_slow_it(card, chosen, train, share, words):
    (run,) = train()
    epochs = tuple(dataclasses.replace(epoch, processor_share=share) for epoch in run.epochs)
    chosen.training.list.runs[run.number] = dataclasses.replace(run, state="running", epochs=epochs)
    card.refresh()
    assert words in card.state.text()


@pytest.mark.parametrize(("seconds", "words"), [(0, "0:00"), (75.4, "1:15"), (3661, "1:01:01")])
def test_durations_are_read_like_a_clock(seconds, words):
    assert duration(seconds) == words


def test_a_training_of_numbers_is_followed_by_its_mean_error(card, train):
    train(TrainPlan(task="regression"))
    assert "mean error 1.25 in validation, R2 0.500, in round 3" in card.state.text()
    assert card.quality.accessibleName() == "Curves of the mean error"
    assert card.quality.accessibleDescription() == "validation 1.25, Words alone 2.5"
    assert "mean error" in card.quality.svg()
    assert "%" not in card.quality.svg()


def test_how_far_all_are_that_were_asked_for(card, chosen, engine, qtbot):
    engine.may_go.clear()
    chosen.training.start([TrainPlan(), TrainPlan(fusion="mean")])
    qtbot.waitUntil(lambda: chosen.training.current is not None)
    assert card.queue.text() == "0 of 2 trainings are over"
    assert not card.queue_bar.isHidden()
    engine.may_go.set()
    qtbot.waitUntil(lambda: not chosen.training.under_way)
    assert card.queue_bar.isHidden()
    chosen.training.start([TrainPlan()])
    assert card.queue.isHidden()
    qtbot.waitUntil(lambda: not chosen.training.under_way)


def test_a_training_that_learned_by_heart_says_so(card, chosen, train):
    (run,) = train()
    assert card.heart.isHidden()
    epochs = tuple(dataclasses.replace(epoch, train_accuracy=1.0) for epoch in run.epochs)
    result = dataclasses.replace(run.result, val_samples=100)
    chosen.training.list.runs[run.number] = dataclasses.replace(run, epochs=epochs, result=result)
    card.refresh()
    assert "It learned its examples by heart: 100 % of them are right, of others 40 % to 60 %" in card.heart.text()
