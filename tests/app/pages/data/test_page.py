"""The place Data in its window."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView, QWidget


@pytest.fixture
def page(window, qtbot):
    window.go_to_named("data")
    yield window.place
    qtbot.waitUntil(lambda: window.session.collection.saved)


@pytest.fixture
def project(page, folder, qtbot):
    page.offer(files(folder))
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 10)
    return page


def files(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_an_empty_place_says_what_to_do(page):
    assert page.start.isVisible()
    assert page.start.new.hasFocus()


def test_a_dropped_folder_is_opened(project, folder):
    assert project.project.text() == "pets"
    assert project.table.table.hasFocus()
    assert not project.start.isVisible()


def test_a_project_that_was_opened_before_the_place_was_wanted_is_shown(window, folder, qtbot):
    with qtbot.waitSignal(window.session.collection.opened):
        window.session.collection.open(folder)
    window.go_to_named("data")
    page = window.place
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 10 and bool(page.balance.splits.text()))
    assert page.table.filters.label.findText("dog") > 0
    qtbot.waitUntil(lambda: page.table.thumbnails.pixmap("0.png", 1.0) is not None)


def test_a_dropped_table_is_opened(page, folder, qtbot):
    (folder / "manifest.csv").rename(folder / "animals.csv")
    page.offer(files(folder / "animals.csv"))
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 10)
    assert page.project.text() == "animals"


def test_a_dropped_picture_goes_to_classify_which_is_told(page, window, picture, qtbot):
    page.offer(files(picture))
    assert "lies on Classify" in page.start.problem.text()
    qtbot.waitUntil(lambda: window.session.part("image").content is not None)
    qtbot.waitUntil(lambda: not window.session.busy)


def test_what_cannot_be_opened_is_told_and_the_project_stays(project, tmp_path, qtbot):
    project.offer(files(tmp_path / "settings"))
    qtbot.waitUntil(lambda: project.problem.isVisible())
    assert "not a dataset" in project.problem.text()
    assert project.project.text() == "pets"


def test_edits_by_keyboard_are_undone_by_keyboard(project, qtbot, window):
    table = project.table.table
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: project.table.model.rowCount() == 0)
    qtbot.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: project.table.model.rowCount() == 10)
    qtbot.waitUntil(lambda: project.state.text() == "saved")


def test_the_row_with_the_keyboard_is_shown_beside(project, qtbot):
    project.table.table.selectRow(1)
    qtbot.waitUntil(lambda: project.details.isVisible())
    assert project.details.heading.text() == "dog"


def test_a_class_of_the_balance_is_looked_for(project, qtbot):
    project.balance.classes.chosen.emit("dog")
    qtbot.waitUntil(lambda: project.table.model.rowCount() == 5)


def test_a_drag_is_shown_where_it_would_go(project):
    project.set_dropping(True)
    assert project.table.property("dropping")
    project.set_dropping(False)
    assert not project.table.property("dropping")


def test_every_control_has_a_name_and_the_keyboard_reaches_it(project, window, qtbot):
    project.table.table.selectRow(0)
    qtbot.waitUntil(lambda: project.details.isVisible())
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView)
    controls = {c for kind in kinds for c in project.findChildren(kind) if c.isVisible() and c.isEnabled()}
    controls = {c for c in controls if not c.objectName().startswith("qt_")}
    assert [c for c in controls if not (c.accessibleName() or getattr(c, "text", str)())] == []
    reachable, widget = set(), window.focusWidget() or window
    for _ in range(len(window.findChildren(QWidget))):
        widget = widget.nextInFocusChain()
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reachable.add(widget)
    assert {c for c in controls if c not in reachable} == set()


@pytest.mark.parametrize("size", [(900, 560), (1024, 700), (3840, 2160)])
def test_nothing_lies_outside_the_window(project, window, size, qtbot):
    project.table.table.selectRow(0)
    qtbot.waitUntil(lambda: project.details.isVisible())
    window.resize(*size)
    qtbot.wait(20)
    assert window.size().toTuple() == size
    assert project.table.table.horizontalScrollBar().maximum() == 0
