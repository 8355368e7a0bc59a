import pytest
from PySide6.QtCore import Qt

from mmdesk.app.pages.judge.confusion_card import ConfusionCard
from mmdesk.core.evaluation.results import Confusion


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


LONG = [f"{number:03} a class whose name has forty characters"[:40] for number in range(200)]


@pytest.fixture
def many(theme, qtbot):
    """200 classes with names of 40 characters; each sample of the first is answered as the last, 3 of the second as the third."""
    counts = [[int(row == column) * 12 for column in range(200)] for row in range(200)]
    counts[0] = [0] * 199 + [150]
    counts[1][2] = 3
    card = ConfusionCard(theme)
    qtbot.addWidget(card)
    card.resize(420, 700)
    card.show_confusion(Confusion(tuple(LONG), tuple(map(tuple, counts)), {}, None))
    card.show()
    qtbot.waitExposed(card)
    return card


def test_200_classes_with_long_names_leave_room_for_the_numbers(many):
    table = many.table
    assert table.verticalHeader().width() < 150
    assert table.horizontalHeader().height() < 150
    assert table.viewport().width() / table.columnWidth(0) >= 5
    assert table.viewport().height() / table.rowHeight(0) >= 12
    assert table.columnWidth(0) > table.fontMetrics().horizontalAdvance("150")
    assert many.heads.upright
    assert many.model.headerData(7, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == LONG[7]


def test_the_worst_confusions_are_a_choice_away(many, qtbot):
    assert [many.worst.itemData(place) for place in range(many.worst.count())] == [None, (0, 199), (1, 2)]
    assert many.worst.itemText(1) == f"{LONG[0]} taken for {LONG[199]}: 150"
    many.worst.setFocus()
    with qtbot.waitSignal(many.chosen) as signal:
        qtbot.keyClick(many.worst, Qt.Key.Key_Down)
    assert signal.args == [0, 199]
    place = many.table.visualRect(many.model.index(0, 199))
    assert many.table.viewport().rect().contains(place.center())


def test_a_click_chooses_a_cell(many, qtbot):
    place = many.table.visualRect(many.model.index(1, 2)).center()
    with qtbot.waitSignal(many.chosen) as signal:
        qtbot.mouseClick(many.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert signal.args == [1, 2]


def test_few_short_names_lie(card, qtbot):
    card.resize(600, 400)
    card.show()
    qtbot.waitExposed(card)
    assert not card.heads.upright
    assert card.worst.isHidden()


@pytest.mark.parametrize("width", [300, 700])
def test_twelve_classes_are_never_moved_up_and_down(theme, qtbot, width):
    card = ConfusionCard(theme)
    qtbot.addWidget(card)
    card.setStyleSheet(theme.sheet)
    card.resize(width, 800)
    counts = tuple(tuple(int(row == column) for column in range(12)) for row in range(12))
    card.show_confusion(Confusion(tuple(LONG[:12]), counts, {}, None))
    card.show()
    qtbot.waitExposed(card)
    assert card.table.verticalScrollBar().maximum() == 0
    assert (card.table.horizontalScrollBar().maximum() > 0) == (width == 300)
