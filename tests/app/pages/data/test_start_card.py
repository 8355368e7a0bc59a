"""Data without a project."""

from PySide6.QtWidgets import QPushButton, QWidget

from mmdesk.app.pages.data.project_actions import ProjectActions
from mmdesk.app.pages.data.start_card import StartCard


def test_it_says_what_to_do_and_what_went_wrong(session, qtbot, folder, tmp_path):
    page = QWidget()
    qtbot.addWidget(page)
    session.settings.remember_project(folder)
    card = StartCard(session.collection, session.incoming, session.settings, ProjectActions(session, page))
    qtbot.addWidget(card)
    session.collection.open(tmp_path / "settings")
    qtbot.waitUntil(lambda: "not a dataset" in card.told.text())
    (button,) = [button for button in card.findChildren(QPushButton) if button.text() == "pets"]
    with qtbot.waitSignal(session.collection.opened):
        button.click()
    assert card.told.text() == ""
