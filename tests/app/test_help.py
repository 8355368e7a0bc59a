import re

import pytest
from PySide6.QtCore import Qt

from mmdesk.app.help import FIRST_STEPS, HelpDialog, keys_of, plain


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
    dialog = HelpDialog(window)
    for browser in (dialog.steps, dialog.keys):
        assert not re.search(r"https?:|href", browser.toHtml().replace("http://www.w3.org", ""))
    dialog.deleteLater()


@pytest.mark.parametrize(
    ("text", "words"), [("&Open files…", "Open files"), ("文件(&F)", "文件"), ("打开(&O)…", "打开"), ("a && b", "a & b")]
)
def test_words_of_a_menu_have_no_marks(text, words):
    assert plain(text) == words
