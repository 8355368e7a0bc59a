import pytest

from mmdesk.app.pages.judge.samples_card import DOUBTFUL, SamplesCard


@pytest.fixture
def card(judged, qtbot):
    card = SamplesCard(judged)
    qtbot.addWidget(card)
    card.show_judgement(judged.judging.judgement)
    return card


def rows(card):
    return [[card.table.item(row, column).text() for column in range(5)] for row in range(card.table.rowCount())]


def test_the_worst_mistakes_come_first(card):
    assert rows(card) == [["7", "cat", "狗", "85.0 %", "words 7"]]
    assert card.count.text() == "1 samples"
    card.what.setCurrentIndex(DOUBTFUL)
    assert [row[0] for row in rows(card)] == ["7"]


def test_a_cell_of_the_matrix_lists_its_samples(card):
    card.show_cell(1, 1)
    assert [row[0] for row in rows(card)] == ["8", "9", "10", "11"]
    card.show_cell(1, 0)
    assert rows(card) == []


def test_a_sample_is_looked_at_in_classify(card, judged, qtbot):
    assert not card.show_it.isEnabled()
    card.table.selectRow(0)
    with qtbot.waitSignal(judged.place_wanted) as signal:
        card.show_it.click()
    assert signal.args == ["classify"]
    qtbot.waitUntil(lambda: judged.prediction is not None and not judged.busy)
    assert judged.sample.text == "words 7"
