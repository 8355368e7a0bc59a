import re

from PySide6.QtCore import Qt

from mmdesk.app.help import FIRST_STEPS, HelpDialog, keys_of
from mmdesk.app.system.labels import plain


def test_f1_shows_the_first_steps_beside_the_window(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(HelpDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    words = dialog.steps.toPlainText()
    assert all(title in words for title, _ in FIRST_STEPS)
    window.help_menu.show_keys()
    assert window.findChildren(HelpDialog) == [dialog]
    assert dialog.tabs.currentWidget() is dialog.keys
    dialog.reject()


def test_every_key_of_the_menus_is_told_once(window):
    keys = dict(keys_of(window))
    assert keys["Paste"] == "Ctrl+V"
    assert keys["First steps"] == "F1"
    assert len({*keys.values()}) == len(keys)
    actions = [action for menu in window.menuBar().actions() for action in menu.menu().actions() if action.shortcut().toString()]
    assert {plain(action.text()) for action in actions} <= {*keys}


def test_help_needs_no_network(window):
    dialog = HelpDialog(window, lambda: False)
    for browser in (dialog.steps, dialog.keys):
        assert not re.search(r"https?:|href", browser.toHtml().replace("http://www.w3.org", ""))
    dialog.deleteLater()


def test_keys_of_places_that_nobody_has_seen_yet_are_told_too(window, qtbot):
    window.help_menu.show_keys()
    dialog = window.findChild(HelpDialog)
    told = lambda: dialog.keys.toPlainText().splitlines()  # noqa: E731
    wanted = {
        "Find": "Ctrl+F",
        "Undo": "Ctrl+Z",
        "Grid of pictures": "Ctrl+Shift+G",
        "Keep this sample as an example": "Ctrl+Return",
    }
    wanted |= {"Delete": "Del", "Play the sound": "Space", "Show an example large, in the table and among the pictures": "Enter"}
    qtbot.waitUntil(lambda: wanted.items() <= {*zip(told(), told()[1:], strict=False)})
    qtbot.waitUntil(lambda: len({*window.places.built()}) == 4)
    dialog.reject()
