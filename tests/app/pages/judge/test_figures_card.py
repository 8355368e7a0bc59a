from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from mmdesk.app.pages.judge.figures_card import ClassesCard, FiguresCard
from mmdesk.app.pages.judge.page import JudgePage


def test_the_accuracy_is_large_and_the_sentence_is_there(judged, theme, qtbot):
    card = FiguresCard(theme)
    qtbot.addWidget(card)
    for _ in range(2):
        card.show_judgement(judged.judging.judgement)
    assert card.first.text() == "60 % to 98 %", "ten samples are no figure"
    assert card.sentence.text() == "Fusion helps."
    words = [label.text() for label in card.findChildren(QLabel)]
    assert "60.0 % (always “cat”)" in words


def test_classes_are_sorted_by_their_numbers(judged, qtbot):
    card = ClassesCard()
    qtbot.addWidget(card)
    card.show_judgement(judged.judging.judgement)
    first = lambda: card.table.item(0, 0).text()  # noqa: E731
    assert first() == "cat"
    card.table.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    assert first() == "狗"
    card.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert first() == "cat"


def test_of_numbers_the_mean_error_is_large(judged_numbers, theme, qtbot):
    card = FiguresCard(theme)
    qtbot.addWidget(card)
    card.show_judgement(judged_numbers.judging.judgement)
    assert (card.first.text(), card.unit.text()) == ("1", "off on average; guessing is 2.5 off")
    assert not card.unit.isHidden()
    assert card.first.accessibleName() == "Mean error (MAE) 1 (95 % interval 1 to 1)"
    words = [label.text() for label in card.findChildren(QLabel)]
    assert {"Mean error (MAE)", "1 (95 % interval 1 to 1)", "0.875"} <= {*words}


def test_two_models_on_the_same_samples_stand_side_by_side(judged, theme, qtbot):
    page = JudgePage(judged, theme)
    qtbot.addWidget(page)
    assert "side by side" in page.classes.before.text()

    def judge(model, data):
        judged.judging.judge(Path(model), Path(data))
        qtbot.waitUntil(lambda: judged.judging.judgement is not None)
        table = page.classes.table
        return [table.horizontalHeaderItem(column).text() for column in range(table.columnCount())]

    assert judge("weighted.safetensors", "data") == ["Class", "Precision", "Recall before", "Recall", "F1 before", "F1", "Samples"]
    assert "Before: m," in page.classes.before.text()
    assert [page.classes.table.item(0, column).text() for column in (2, 3)] == ["44 % to 97 %", "44 % to 97 %"]
    assert judge("weighted.safetensors", "others") == ["Class", "Precision", "Recall", "F1", "Samples"]
    assert "side by side" in page.classes.before.text()
