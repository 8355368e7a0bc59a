import dataclasses

import pytest
from PySide6.QtCore import QItemSelectionModel

from mmdesk.app.pages.train.runs_card import RunsCard
from mmdesk.app.pages.train.runs_table import FIGURE
from mmdesk.core.training.plan import TrainPlan

SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def card(ready, theme, qtbot):
    card = RunsCard(ready.training, ready.settings, theme)
    qtbot.addWidget(card)
    return card


def rows(card):
    table = card.table
    return [[table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())]


def test_runs_are_rows_the_newest_first_and_the_best_is_marked(card, train):
    assert card.isHidden()
    train(TrainPlan(fusion="mean"), TrainPlan(fusion="gated"))
    assert [row[:4] + row[5:6] for row in rows(card)] == [
        ["2", "gated", "pets", "normal", "done 3 / 3"],
        ["1", "mean", "pets", "normal", "done 3 / 3"],
    ]
    assert [row[FIGURE].startswith("★") for row in rows(card)] == [False, True]
    assert "no. 1, mean. The difference to 1 of the others is within chance" in card.verdict.text()


def test_what_is_chosen_is_told_and_two_are_compared(card, train, qtbot):
    train(TrainPlan(fusion="mean"), TrainPlan(fusion="gated"))
    with qtbot.waitSignal(card.chosen) as signal:
        card.table.selectRow(1)
    assert signal.args == [1]
    assert card.compared.isHidden()
    card.table.selectAll()
    assert not card.compared.isHidden()
    assert "1 mean" in card.compared.svg()
    assert not card.use.isEnabled()


def test_it_is_told_which_model_should_answer_or_be_judged(card, train, qtbot):
    (run,) = train()
    with qtbot.waitSignal(card.use_wanted) as signal:
        card.use.click()
    assert signal.args == [run.plan.out]
    with qtbot.waitSignal(card.judge_wanted) as signal:
        card.judge.click()
    assert signal.args == [run.plan.out, run.dataset]


def test_a_run_is_forgotten(card, train):
    train()
    card.table.selectRow(0)
    card.forget.click()
    assert rows(card) == []
    assert card.isHidden()


def test_when_compared_runs_are_forgotten_their_chart_goes_too(card, train):
    train(TrainPlan(), TrainPlan(fusion="mean"), TrainPlan(fusion="gated"))
    card.table.selectAll()
    assert "3 gated" in card.compared.svg()
    card.table.clearSelection()
    for row in (1, 2):
        card.table.selectionModel().select(card.table.model().index(row, 0), SELECT)
    assert "3 gated" not in card.compared.svg()
    card.forget.click()
    assert [row[0] for row in rows(card)] == ["3"]
    assert card.compared.isHidden()


def test_a_comparison_goes_on_with_its_runs(card, train, chosen):
    train(TrainPlan(), TrainPlan(fusion="mean"))
    card.table.selectAll()
    before = card.compared.svg()
    run = chosen.training.list.runs[2]
    chosen.training.list.runs[2] = dataclasses.replace(run, epochs=run.epochs[:1])
    chosen.training.changed.emit()
    assert card.compared.svg() != before


def test_a_stopped_run_goes_on(card, chosen, engine, qtbot):
    engine.may_go.clear()
    chosen.training.start([TrainPlan()])
    chosen.training.stop()
    engine.may_go.set()
    qtbot.waitUntil(lambda: chosen.training.current is None)
    card.table.selectRow(0)
    card.go_on.click()
    qtbot.waitUntil(lambda: chosen.training.list.runs[1].state == "done")


def test_runs_of_numbers_tell_their_mean_error_and_are_not_compared_with_those_of_classes(card, train):
    train(TrainPlan(task="regression"), TrainPlan(task="regression", fusion="mean"))
    assert card.table.horizontalHeaderItem(FIGURE).text() == "Mean error in validation"
    assert [row[FIGURE] for row in rows(card)] == ["1.25 (1.125 to 1.375)", "★ 1.25 (1.125 to 1.375) best"]
    assert "no. 1, mixture. The difference to 1 of the others is within chance" in card.verdict.text()
    card.table.selectAll()
    assert "mean error" in card.compared.svg()
    assert card.apart.isHidden()
    train(TrainPlan())
    assert card.table.horizontalHeaderItem(FIGURE).text() == "Validation accuracy or mean error"
    assert rows(card)[0][FIGURE].startswith("★ 50.0 %")
    assert card.verdict.text() == ""
    card.table.selectAll()
    assert card.compared.isHidden()
    assert not card.apart.isHidden()


def test_the_button_lets_the_name_be_written(card, train):
    train()
    card.show()
    card.rename.click()
    assert card.table.state() == card.table.State.EditingState
