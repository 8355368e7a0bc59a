"""The dialogs of the menu Help."""

import pytest
from PySide6.QtWidgets import QDialog, QMainWindow

from mmdesk.app.help_menu import HelpMenu


@pytest.mark.parametrize("show", ["show_help", "show_keys", "show_about", "show_about_model"])
def test_dialogs_open_and_close(window, show):
    getattr(window.help_menu, show)()
    dialog = window.findChild(QDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_nothing_is_told_of_a_model_before_one_is_open(session, model, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    menu = HelpMenu(session, window.addAction("Log"), window, lambda: False)
    assert not menu.about_model.isEnabled()
    menu.show_about_model()
    assert not window.findChildren(QDialog)
    session.open_model(model)
    qtbot.waitUntil(menu.about_model.isEnabled)
