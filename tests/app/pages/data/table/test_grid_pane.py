"""The rows as pictures, by mouse and keyboard."""

import csv
import time

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from mmdesk.app.pages.data.table.card import TableCard
from mmdesk.app.pages.data.table.grid_cells import SIDES

MAX_PAINT_SECONDS = 0.05
"""Of the processor; one drawing of the rows that are seen takes 2 to 4 ms."""
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def made(session, theme, qtbot):
    """Makes the card with this project, shown as pictures."""

    def make(folder, rows):
        card = TableCard(session.collection, session.worth, session.alike, session.settings, theme)
        qtbot.addWidget(card)
        card.resize(700, 500)
        card.show()
        card.activateWindow()
        qtbot.waitUntil(card.isActiveWindow)
        session.collection.open(folder)
        qtbot.waitUntil(lambda: card.model.rowCount() == rows)
        card.switch.grid.click()
        qtbot.waitUntil(lambda: card.grid.isVisible() and not card.finder.busy)
        card.grid.setFocus()
        return card

    yield make
    qtbot.waitUntil(lambda: session.collection.saved)


@pytest.fixture
def card(made, folder):
    return made(folder, 10)


def by_class(card, qtbot):
    card.pane.by_class.click()
    qtbot.waitUntil(lambda: len(card.grid._groups) > 0)


def click(card, qtbot, line, modifiers=NONE):
    place = card.grid.visualRect(card.model.index(line, 0)).center()
    qtbot.mouseClick(card.grid.viewport(), Qt.MouseButton.LeftButton, modifiers, place)


def heads(card):
    return [card.pane._words(group)[0] for group in card.grid._groups]


def test_the_choice_is_kept(card, settings, qtbot):
    assert settings.grid
    card.switch.table.click()
    assert card.table.isVisible()
    assert not card.grid.isVisible()
    assert not settings.grid


def test_pictures_come(card, qtbot):
    qtbot.waitUntil(lambda: sum(card.grid._cells.pixmap(line, card.grid.devicePixelRatioF()) is not None for line in range(6)) == 6)
    pixmap = card.grid._cells.pixmap(0, card.grid.devicePixelRatioF())
    assert max(pixmap.deviceIndependentSize().toTuple()) == card.grid.side
    colour = card.grid.viewport().grab().toImage().pixelColor(card.grid.visualRect(card.model.index(0, 0)).center())
    assert colour.red() > 150 > colour.green()
    assert card.grid._cells.pixmap(7, card.grid.devicePixelRatioF()) is None, "a row of words has none"


def test_what_is_selected_here_is_selected_in_the_table(card, qtbot):
    click(card, qtbot, 1)
    click(card, qtbot, 4, Qt.KeyboardModifier.ShiftModifier)
    assert sorted(card.selection.keys()) == [1, 2, 3, 4]
    click(card, qtbot, 2, Qt.KeyboardModifier.ControlModifier)
    assert sorted(card.selection.keys()) == [1, 3, 4]
    assert card.selection.current.key == 2
    card.switch.table.click()
    assert sorted(card.selection.keys()) == [1, 3, 4]


def test_drawing_over_several_selects_them(card, qtbot):
    place = [card.grid.visualRect(card.model.index(line, 0)).center() for line in (0, 3)]
    qtbot.mousePress(card.grid.viewport(), Qt.MouseButton.LeftButton, NONE, place[0])
    qtbot.mouseMove(card.grid.viewport(), place[1])
    qtbot.mouseRelease(card.grid.viewport(), Qt.MouseButton.LeftButton, NONE, place[1])
    if card.selection.count == 1:  # no buttons are told with the move on this platform
        click(card, qtbot, 3, Qt.KeyboardModifier.ShiftModifier)
    assert sorted(card.selection.keys()) == [0, 1, 2, 3]


def test_the_keyboard_goes_everywhere(card, qtbot):
    click(card, qtbot, 0)
    for key, line in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_End, 9), (Qt.Key.Key_Left, 8), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(card.grid, key)
        assert card.grid.currentIndex().row() == line
    qtbot.keyClick(card.grid, Qt.Key.Key_Down)
    assert card.grid.currentIndex().row() == card.grid._layout.across
    qtbot.keyClick(card.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert card.selection.count == 10
    qtbot.keyClick(card.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: card.model.rowCount() == 0)


def test_enter_and_a_double_click_ask_for_it_large(card, qtbot):
    click(card, qtbot, 2)
    with qtbot.waitSignal(card.wants_large):
        qtbot.keyClick(card.grid, Qt.Key.Key_Return)
    with qtbot.waitSignal(card.wants_large):
        qtbot.mouseDClick(
            card.grid.viewport(), Qt.MouseButton.LeftButton, NONE, card.grid.visualRect(card.grid.currentIndex()).center()
        )


def test_classes_stand_together_with_their_counts(card, session, qtbot):
    by_class(card, qtbot)
    assert [card.model.row(line).label for line in range(10)] == ["cat"] * 5 + ["dog"] * 5
    assert heads(card) == ["cat  5", "dog  5"]
    place = card.grid._layout.head_place(1).center() - QPoint(0, card.grid.verticalOffset() - 4)
    qtbot.mouseClick(card.grid.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    assert sorted(card.selection.keys()) == [1, 3, 5, 7, 9], "a click on the head chooses the class"
    session.collection.edits.relabel([1, 3], "")
    session.collection.edits.relabel([1], "cat")
    qtbot.waitUntil(lambda: heads(card) == ["cat  6", "dog  4"])


def test_a_goal_is_told_and_kept_with_the_project(card, session, qtbot):
    by_class(card, qtbot)
    card.pane.goal.setFocus()
    card.pane.goal.selectAll()
    qtbot.keyClicks(card.pane.goal, "8")
    qtbot.keyClick(card.pane.goal, Qt.Key.Key_Return)
    assert heads(card) == ["cat  5 of 8", "dog  5 of 8"]
    assert card.pane._words(card.grid._groups[0])[1] == pytest.approx(5 / 8)
    qtbot.waitUntil(lambda: session.collection.view.settings.get("goal") == 8)
    card.finder.look(words="number 2")
    qtbot.waitUntil(lambda: heads(card) == ["cat  5 of 8 · 1 shown"])


def test_ctrl_and_the_wheel_zoom(card, qtbot, settings):
    before = card.grid.side
    place = QPointF(100, 100)
    for turn, side in ((120, SIDES[SIDES.index(before) + 1]), (-120, before)):
        card.grid.wheelEvent(
            QWheelEvent(
                place,
                card.grid.mapToGlobal(place),
                QPoint(),
                QPoint(0, turn),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.ControlModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
        )
        assert card.grid.side == side == settings.grid_side == SIDES[card.pane.zoom.value()]


def test_a_hundred_thousand_rows_are_drawn_as_fast_as_few(made, tmp_path, qtbot):
    folder = tmp_path / "long"
    folder.mkdir()
    for number in range(100):
        Image.new("RGB", (64, 48), (number, 90, 200)).save(folder / f"{number}.png")
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("image", "label"))
        writer.writerows((f"{number % 100}.png", f"class {number % 200}") for number in range(100_000))
    card = made(folder, 100_000)
    by_class(card, qtbot)
    assert len(card.grid._groups) == 200
    bar = card.grid.verticalScrollBar()
    for place in (0.0, 0.3, 0.999):
        bar.setValue(round(bar.maximum() * place))
        card.grid.viewport().repaint()
        before = time.thread_time()
        card.grid.viewport().repaint()
        assert time.thread_time() - before < MAX_PAINT_SECONDS
    line = card.grid._layout.nearest(QPoint(0, card.grid.verticalOffset()))
    assert line > 99_000
    qtbot.waitUntil(lambda: card.grid._cells.pixmap(line, card.grid.devicePixelRatioF()) is not None)
