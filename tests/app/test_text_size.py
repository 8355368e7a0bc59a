import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from mmdesk.app.text_size import TextSizeActions


@pytest.fixture
def actions(qapp, settings, theme, qtbot):
    before, owner = QFont(qapp.font()), QWidget()
    qtbot.addWidget(owner)
    yield lambda: TextSizeActions(settings, theme, owner)
    qapp.setFont(before)


def test_words_become_larger_and_smaller_and_as_usual(actions, qapp, settings, qtbot):
    usual = qapp.font().pointSizeF()
    made = actions()
    with qtbot.waitSignal(made.chosen):
        made.larger.trigger()
    assert settings.text_size == 115
    assert qapp.font().pointSizeF() == pytest.approx(1.15 * usual)
    made.smaller.trigger()
    made.smaller.trigger()
    assert settings.text_size == 85
    assert qapp.font().pointSizeF() == pytest.approx(0.85 * usual)
    made.usual.trigger()
    assert (settings.text_size, qapp.font().pointSizeF()) == (100, usual)


def test_there_is_an_end_to_it(actions, settings):
    settings.text_size = 200
    assert not actions().larger.isEnabled()
    settings.text_size = 85
    assert not actions().smaller.isEnabled()
