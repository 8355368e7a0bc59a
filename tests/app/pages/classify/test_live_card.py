import csv
from collections import deque
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog

from mmdesk.app.pages.classify.live_card import LiveCard
from mmdesk.core.answers.stream import Event, Hop


@pytest.fixture
def card(window):
    return window.places.classify.live


def hop(time, label="7", score=0.9, active=True):
    return Hop(time, -20.0, active, label, score, {"7": score, "1": 1 - score})


@pytest.fixture
def listening(ready):
    """The session as it is while it listens, without a microphone."""
    ready.sound.live.running = True
    ready.sound.live.changed.emit()
    yield ready.sound.live
    ready.sound.live.running = ready.sound.live.paused = False


def hear(listening, event):
    listening.events.append(event)
    listening.event_heard.emit(event)


def test_it_is_not_there_before_anybody_listens(card):
    assert not card.isVisible()


def test_it_tells_the_answer_of_the_moment(card, listening):
    assert card.isVisible()
    listening.hop_answered.emit(hop(0.1))
    assert card.label.text() == "7  90 %"
    assert card.label.accessibleName() == "Heard now: 7  90 %"
    assert card.curves.leading() == ["7", "1"]
    listening.hop_answered.emit(hop(0.2, label="1"))
    assert card.label.text() == "1  90 %"


def test_it_tells_that_what_is_heard_contradicts_the_rest(card, listening):
    listening.hop_answered.emit(replace(hop(0.1), conflict=True))
    assert card.label.text() == "7  90 % · contradicts the rest"
    hear(listening, Event("7", 0.0, 0.5, 0.8, conflict=True))
    assert card.label.text() == "7  80 % · contradicts the rest"


def test_what_is_none_of_the_classes_is_no_answer(card, listening):
    listening.hop_answered.emit(replace(hop(0.1), unknown=True))
    assert card.label.text() == "none of these"
    listening.hop_answered.emit(hop(0.2))
    assert card.label.text() == "7  90 %"


def test_an_answer_can_be_read_for_a_while_after_its_sound(card, listening):
    listening.hop_answered.emit(hop(0.1))
    hear(listening, Event("7", 0.0, 0.5, 0.8))
    listening.hop_answered.emit(hop(0.6, score=0.4))
    listening.hop_answered.emit(hop(3.4, active=False))
    assert card.label.text() == "7  80 %"
    listening.hop_answered.emit(hop(3.6, active=False))
    assert card.label.text() == "nothing known"


def test_events_are_listed_newest_first_and_forgotten(card, listening):
    hear(listening, Event("7", 1.0, 1.5, 0.9))
    hear(listening, Event("3", 2.0, 2.5, 0.8))
    rows = [[card.table.item(row, column).text() for column in range(4)] for row in range(2)]
    assert [row[0] for row in rows] == ["3", "7"]
    assert rows[1][1:] == ["1.00 s", "1.50 s", "90 %"]
    listening.running = False
    listening.changed.emit()
    assert card.isVisible(), "there is something to export"
    card.clear.click()
    assert not card.isVisible()


def test_what_is_known_is_chosen(card, listening):
    card.threshold.setValue(30)
    assert listening.plan.threshold == 0.3
    listening.hop_answered.emit(hop(0.2, score=0.4))
    assert card.label.text() == "7  40 %"


def test_events_do_not_grow_without_bound(card, listening):
    listening.events = deque(maxlen=3)
    for number in range(5):
        hear(listening, Event(str(number), 0.0, 1.0, 0.9))
    assert card.table.rowCount() == 3
    assert [event.label for event in listening.events] == ["2", "3", "4"]


def test_a_card_that_takes_its_place_has_the_same_events(card, listening, ready, qtbot):
    hear(listening, Event("7", 1.0, 1.5, 0.9))
    again = LiveCard(ready.sound, ready.settings)
    qtbot.addWidget(again)
    assert again.table.item(0, 0).text() == "7"


def test_events_are_exported(card, listening, qtbot, tmp_path):
    hear(listening, Event("狗", 1.0, 1.5, 0.9))
    card.export.click()
    qtbot.waitUntil(lambda: card.findChild(QFileDialog) is not None)
    dialog = card.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "events.csv"))
    dialog.reject()
    qtbot.waitUntil((tmp_path / "events.csv").exists)
    with open(tmp_path / "events.csv", encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["label", "start", "end", "score"], ["狗", "1.00", "1.50", "0.9000"]]
    card._place_chosen(str(tmp_path / "gone" / "events.csv"))
    qtbot.waitUntil(lambda: "folder does not exist" in card.problem.text())
    card._place_chosen(str(tmp_path / "again.csv"))
    qtbot.waitUntil(lambda: not card.problem.isVisible())


def test_listening_is_paused_and_goes_on(card, listening):
    listening.hop_answered.emit(hop(0.1))
    card.pause.click()
    assert listening.paused
    assert (card.label.text(), card.pause.text()) == ("paused", "Go on")
    listening.hop_answered.emit(hop(0.2))
    assert card.label.text() == "paused", "an answer from before the pause came late"
    card.pause.click()
    assert not listening.paused
    assert (card.label.text(), card.pause.text()) == ("listening…", "Pause")


def test_the_latency_is_told(card, listening):
    listening.latency = 0.0624
    listening.hop_answered.emit(hop(0.1))
    assert card.latency.text() == "62 ms after the sound"


def test_while_it_listens_there_is_one_reading(window, card, listening):
    assert not window.places.classify.answer.isVisible()
    assert not window.places.classify.counted.isVisible()
    listening.running = False
    listening.changed.emit()
    assert window.places.classify.answer.isVisible()
