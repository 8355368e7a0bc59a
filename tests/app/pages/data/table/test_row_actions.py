"""What is done with the selected rows."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QInputDialog, QMenu


def test_many_are_labelled_at_once_and_stay_selected(card, choose, settled):
    choose(0, 2, 3)
    card.row_actions.label_selected("fox")
    assert settled()[:5] == ["fox", "dog", "fox", "fox", "cat"]
    assert card.selection.keys() == [0, 2, 3]
    assert card.count.text() == "3 selected of 10"


def test_many_are_moved_to_a_split(card, settled):
    card.table.selectAll()
    (action,) = [action for action in card.row_actions.split_menu.actions() if action.text() == "test"]
    action.trigger()
    settled()
    assert {row.split for row in card.model.rows} == {"test"}


def test_the_delete_key_deletes_and_the_next_row_has_the_keyboard(card, choose, settled, qtbot):
    choose(1, 2)
    qtbot.keyClick(card.table, Qt.Key.Key_Delete)
    settled()
    assert card.model.rowCount() == 8
    assert card.selection.current.key == 3


def test_the_label_menu_offers_the_classes_and_another(card, choose, settled):
    choose(0)
    actions = card.row_actions
    actions.label_menu.aboutToShow.emit()
    texts = [action.text() for action in actions.label_menu.actions() if action.text()]
    assert texts == ["cat", "dog", "&Another…"]
    actions.ask_label()
    dialog = card.findChild(QInputDialog)
    dialog.setTextValue("bird")
    dialog.accept()
    assert settled()[0] == "bird"


def test_the_context_menu_is_for_what_is_selected(card):
    menu = card.row_actions.context_menu()
    assert [action.text() for action in menu.actions()] == [
        "&Label",
        "&Move to",
        "S&how it large",
        "&Play the sound",
        "&Delete",
    ]
    menu.deleteLater()
    card.table.clearSelection()
    card.table.customContextMenuRequested.emit(QPoint(20, 60))
    assert not [menu for menu in card.findChildren(QMenu) if menu.isVisible()]


def test_the_space_bar_wants_the_sound(card, choose, qtbot):
    choose(0)
    with qtbot.waitSignal(card.row_actions.wants_sound):
        qtbot.keyClick(card.table, Qt.Key.Key_Space)


def test_without_a_selection_nothing_can_be_done(card):
    card.table.clearSelection()
    assert not card.row_actions.delete_button.isEnabled()
    assert not card.row_actions.label_button.isEnabled()
