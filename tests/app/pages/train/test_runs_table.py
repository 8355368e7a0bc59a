import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from mmdesk.app.pages.train.runs_table import NAME, RunsTable
from mmdesk.core.training.plan import TrainPlan


@pytest.fixture
def table(ready, qtbot):
    table = RunsTable(ready.training.list)
    qtbot.addWidget(table)
    ready.training.changed.connect(table.show_runs)
    table.renamed.connect(ready.training.list.rename)
    table.show()
    return table


def cells(table, row=0):
    return [table.item(row, column).text() for column in range(table.columnCount())]


def test_data_effort_choices_and_date_are_told(table, train):
    train(TrainPlan(fusion="mean", effort="quick", seed=3))
    number, name, data, choices, began, state, figure = cells(table)
    assert (number, name, data, choices, state) == ("1", "mean", "pets", "quick, Seed 3", "done 3 / 3")
    assert began
    assert figure.startswith("★ 50.0 %")


def test_a_name_is_written_over_it_and_kept(table, train, chosen, qtbot):
    train()
    table.rename_chosen()
    editor = table.findChild(QLineEdit)
    QTest.keyClicks(editor, "all rooms")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chosen.training.list.runs[1].name == "all rooms")
    assert cells(table)[NAME] == "all rooms"
    chosen.training.list.rename(1, " ")
    assert cells(table)[NAME] == "mixture"


def test_what_runs_cannot_be_renamed(table, chosen, engine, qtbot):
    engine.may_go.clear()
    chosen.training.start([TrainPlan()])
    qtbot.waitUntil(lambda: chosen.training.current is not None)
    assert not table.item(0, NAME).flags() & Qt.ItemFlag.ItemIsEditable
    chosen.training.list.rename(1, "x")
    assert chosen.training.list.runs[1].name == ""


def test_the_one_that_runs_is_in_sight_below_those_that_wait(table, chosen, engine, qtbot):
    engine.may_go.clear()
    chosen.training.start([TrainPlan(fusion="mean")] * 10)
    qtbot.waitUntil(lambda: table.rowCount() == 10 and cells(table, 9)[5] == "runs")
    rows = [row for row in range(10) if table.viewport().rect().contains(table.visualItemRect(table.item(row, 0)).center())]
    assert 9 in rows
    assert 0 not in rows
    chosen.training.stop()
    engine.may_go.set()
    qtbot.waitUntil(lambda: not chosen.training.under_way)
