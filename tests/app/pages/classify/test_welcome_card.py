import pytest
from PySide6.QtWidgets import QLabel

from mmdesk.app.pages.classify.welcome_card import WelcomeCard


@pytest.fixture
def card(qtbot, session):
    card = WelcomeCard(session)
    qtbot.addWidget(card)
    return card


def test_it_says_three_sentences_at_the_first_start(card):
    assert not card.isHidden()
    assert len([label for label in card.findChildren(QLabel) if label.text().endswith(".")]) == 3


def test_it_goes_once_it_was_read_and_stays_away(card, session, settings, qtbot):
    card.done.click()
    assert card.isHidden()
    assert settings.welcomed
    again = WelcomeCard(session)
    qtbot.addWidget(again)
    assert again.isHidden()


def test_it_makes_room_for_the_first_answer(card, ready, answered, settings):
    ready.write("text", "seven")
    assert not card.isHidden()
    answered()
    assert ready.prediction is not None
    assert card.isHidden()
    assert settings.welcomed


def test_it_makes_room_for_a_project(card, session, qtbot, tmp_path):
    with qtbot.waitSignal(session.collection.opened):
        session.collection.new(tmp_path / "mine")
    assert card.isHidden()


def test_it_makes_room_for_a_batch(card, ready, tmp_path, picture, qtbot):
    for number in range(2):
        (tmp_path / "many").mkdir(exist_ok=True)
        (tmp_path / "many" / f"{number}.png").write_bytes(picture.read_bytes())
    ready.drop([tmp_path / "many"])
    qtbot.waitUntil(card.isHidden)
    assert ready.batch.rows
    qtbot.waitUntil(lambda: ready.batch.done)
