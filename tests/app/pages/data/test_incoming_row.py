"""How far dropped files are."""

import pytest

from mmdesk.app.pages.data.incoming_row import IncomingRow
from mmdesk.core.progress import Note


@pytest.fixture
def row(opened, qtbot):
    row = IncomingRow(opened.incoming)
    qtbot.addWidget(row)
    return row


def test_it_is_there_as_long_as_files_come(row, opened, picture, qtbot):
    assert row.isHidden()
    opened.incoming.take([picture])
    assert not row.isHidden()
    assert row.words.text() == "looks at the files…"
    qtbot.waitUntil(row.isHidden)
    qtbot.waitUntil(lambda: len(opened.collection.view.content.rows) == 11)
    qtbot.waitUntil(lambda: opened.collection.saved)


def test_it_tells_how_far_they_are_and_calls_them_off(row, opened, picture):
    opened.incoming.take([picture])
    opened.incoming.stage = Note("files", 120, 500)
    row.refresh()
    assert row.words.text() == "takes the files in: 120 of 500"
    assert (row.bar.value(), row.bar.maximum()) == (120, 500)
    row.cancel.click()
    assert row.isHidden()
    assert not opened.incoming.busy
