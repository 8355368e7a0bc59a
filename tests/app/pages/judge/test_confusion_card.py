import pytest
from PySide6.QtCore import Qt

from mmdesk.app.pages.judge.confusion_card import ConfusionCard


@pytest.fixture
def card(judged, theme, qtbot):
    card = ConfusionCard(theme)
    qtbot.addWidget(card)
    card.show_confusion(judged.judging.judgement.confusion)
    return card


def cells(card):
    return [[card.model.index(row, column).data() for column in range(2)] for row in range(2)]


def test_counts_and_shares_of_rows_and_columns(card):
    assert cells(card) == [["5", "1"], ["", "4"]]
    card.way.setCurrentIndex(1)
    assert cells(card) == [["83 %", "17 %"], ["", "100 %"]]
    card.way.setCurrentIndex(2)
    assert cells(card) == [["100 %", "20 %"], ["", "80 %"]]


def test_a_cell_says_itself_and_is_chosen_by_mouse_or_keyboard(card, qtbot):
    index = card.model.index(0, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "1 sample of the class cat was answered 狗"
    assert card.model.headerData(1, Qt.Orientation.Vertical) == "狗"
    with qtbot.waitSignal(card.chosen) as signal:
        card.table.setCurrentIndex(index)
    assert signal.args == [0, 1]


def test_more_is_darker(card):
    alpha = [card.model.index(*cell).data(Qt.ItemDataRole.BackgroundRole).alphaF() for cell in ((1, 0), (0, 1), (0, 0), (1, 1))]
    assert alpha == sorted(alpha)
