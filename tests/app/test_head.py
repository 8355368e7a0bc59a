"""What the head tells of the model, and what is reached by it."""

import pytest
from PySide6.QtWidgets import QWidget

from mmdesk.app.actions import Actions
from mmdesk.app.head import Head
from mmdesk.app.page_protocol import Entry


@pytest.fixture
def head(session, theme, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    head = Head(session, Actions(session, theme, window))
    qtbot.addWidget(head)
    return head


def test_without_a_model_there_is_no_device(head):
    assert head.model.text() == "none"
    assert head.device.isHidden()


def test_it_tells_model_and_device(head, session, model, qtbot):
    session.open_model(model)
    assert head.model.text() == "opening…"
    qtbot.waitUntil(lambda: not session.busy)
    assert (head.model.text(), head.model.accessibleName(), head.model.toolTip()) == ("pets", "Model: pets", str(model))
    assert not head.device.isHidden()
    assert (head.device.text(), head.device.toolTip()) == ("CPU", "You asked for it.")
    assert head.device.accessibleName() == "Computes on cpu. You asked for it."


def test_the_device_leads_to_the_card_of_the_model(head, session, model, qtbot):
    session.open_model(model)
    qtbot.waitUntil(lambda: not session.busy)
    with qtbot.waitSignal(head.card_wanted):
        head.device.click()


def test_a_new_sample_is_begun_on_classify_alone(head):
    for name, title, offered in (("classify", "Classify", True), ("data", "Data", False)):
        head.show_at(Entry(name, title, lambda: None))
        assert (head.title.text(), not head.new_sample.isHidden()) == (title, offered)


@pytest.mark.usefixtures("chinese")
def test_buttons_have_the_words_of_menus_without_their_keys(session, theme, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    actions = Actions(session, theme, window)
    head = Head(session, actions)
    qtbot.addWidget(head)
    assert actions.clear_all.text() == "新样本(&N)"
    assert head.new_sample.text() == "新样本"
