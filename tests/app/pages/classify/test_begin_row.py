"""A project is begun under a name of one's own."""

import pytest
from PySide6.QtCore import Qt

from mmdesk.app.pages.classify.begin_row import BeginRow


@pytest.fixture
def row(collection, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(collection, "free_folder", lambda: tmp_path / "My examples")
    row = BeginRow(collection)
    qtbot.addWidget(row)
    row.show()
    return row


def test_it_says_under_which_name_and_where(row, tmp_path):
    assert row.name.text() == "My examples"
    assert row.place.text() == f"in the folder {tmp_path}"


def test_another_name_can_be_written(row, collection, qtbot, tmp_path):
    row.name.selectAll()
    qtbot.keyClicks(row.name, "birds")
    collection.changed.emit()
    assert row.name.text() == "birds", "what was written stays"
    with qtbot.waitSignals([row.begun, collection.opened]):
        qtbot.keyClick(row.name, Qt.Key.Key_Return)
    assert collection.folder == tmp_path / "birds"


def test_a_name_that_cannot_be_is_told_in_place(row, collection, qtbot, tmp_path):
    (tmp_path / "birds").mkdir()
    row.name.setText("birds")
    row.button.click()
    assert row.problem.isVisible()
    assert "birds is there already" in row.problem.text()
    assert not collection.opening
    qtbot.keyClicks(row.name, "2")
    assert not row.problem.isVisible()
