import dataclasses

import pytest
from PySide6.QtWidgets import QWidget

from mmdesk.app.pages.classify.live_card import LiveCard
from mmdesk.app.pages.train.page import TrainPage
from mmdesk.app.system.options import QUESTIONS, ROWS, spelled
from mmdesk.app.system.translation import sentence
from mmdesk.app.widgets.dataset_questions import EncodingChoice, LabelsQuestion
from mmdesk.core.errors import Option, OptionError
from mmdesk.core.training.plan import TrainPlan

NAMELESS, ELSEWHERE = {"out", "allow_download"}, {"threshold", "unpack"}
"""The window chooses the place of a model itself, and downloads nothing; a threshold is Live's, and where to unpack is asked by a
dialog of files."""


def words_of(widget: QWidget) -> set[str]:
    """What stands on the controls of a widget, and what they are called."""
    found = [widget, *widget.findChildren(QWidget)]
    texts = [getattr(one, "text", str)() for one in found]
    return {*(one.accessibleName() for one in found), *(text for text in texts if isinstance(text, str))}


def test_every_option_of_a_training_has_a_name(session, theme, qtbot):
    assert {field.name for field in dataclasses.fields(TrainPlan)} - NAMELESS == (ROWS.keys() | QUESTIONS.keys()) - ELSEWHERE


def test_the_names_are_those_of_controls(session, theme, qtbot):
    widgets = TrainPage(session, theme), LiveCard(session.sound, session.settings), LabelsQuestion(), EncodingChoice(())
    for widget in widgets:
        qtbot.addWidget(widget)
    shown = {words for widget in widgets for words in words_of(widget)}
    missing = {
        name
        for name in (*ROWS.values(), *QUESTIONS.values())
        if name != QUESTIONS["unpack"] and not any(words.startswith(name) for words in shown)
    }
    assert missing == set()


def test_an_option_is_spelled_by_its_control_in_the_window(qapp):
    assert spelled("learning_rate") == "“Learning rate”"
    assert spelled("nonsense") == "nonsense"
    error = OptionError("There is no interrupted training. Train without {option}.", option=Option("resume"))
    assert sentence(error) == "There is no interrupted training. Train without “Go on”."
    assert str(error) == "There is no interrupted training. Train without resume."


@pytest.mark.usefixtures("chinese")
def test_in_chinese_too(qapp):
    assert spelled("learning_rate") == "“学习率”"
