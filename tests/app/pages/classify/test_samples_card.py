import pytest

from mmdesk.app.pages.classify.samples_card import ready_samples
from mmdesk.core.models.ready import DIGITS, EVERYDAY
from mmdesk.core.paths import resources


@pytest.fixture
def card(window):
    return window.places.classify.samples


def test_a_sample_fills_all_three_cards(card, ready, answered, qtbot):
    card.setVisible(True)
    button = next(button for button in card.buttons if button.toolTip() == "anna-7")
    button.click()
    answered()
    assert ready.sample.present == ("image", "text", "audio")
    assert ready.sample["image"].name == "anna-7.png"


def test_each_has_a_picture(card, qtbot):
    assert len(card.buttons) == 12 + 6
    qtbot.waitUntil(lambda: all(not button.icon().isNull() for button in card.buttons))


def test_they_are_offered_with_ready_models_only(card, ready, qtbot, model):
    assert not card.isVisible()
    ready.open_model()
    qtbot.waitUntil(lambda: not ready.busy)
    assert card.isVisible()
    ready.open_model(EVERYDAY.path)
    qtbot.waitUntil(lambda: not ready.busy)
    assert card.isVisible()
    ready.open_model(model)
    qtbot.waitUntil(lambda: not ready.busy)
    assert not card.isVisible()


def test_files_of_a_sample_share_their_stem():
    samples = ready_samples(resources() / "samples")
    assert [file.rpartition(".")[2] for file in samples["anna-7"]] == ["png", "txt", "wav"]
    assert all(len(files) == 3 for files in samples.values())


def test_the_model_answers_that_knows_the_sample(card, ready, answered):
    card.setVisible(True)
    ready.write("text", "seven people")
    button = next(button for button in card.buttons if button.toolTip() == "banana")
    button.click()
    answered()
    assert ready.model.path == EVERYDAY.path
    assert ready.sample.present == ("image",), "what this model does not take has gone"
    next(button for button in card.buttons if button.toolTip() == "anna-7").click()
    answered()
    assert ready.model.path == DIGITS.path
    assert ready.sample.present == ("image", "text", "audio")
