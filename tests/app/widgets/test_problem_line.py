"""Words about what went wrong stand there only as long as something did."""

from PySide6.QtCore import Qt

from mmdesk.app.widgets.problem_line import ProblemLine


def test_it_is_seen_only_while_it_tells_something(qtbot):
    line = ProblemLine()
    qtbot.addWidget(line)
    assert line.isHidden()
    line.tell("The disk is full.")
    assert (line.text(), line.isHidden()) == ("The disk is full.", False)
    line.tell("")
    assert line.isHidden()


def test_its_words_can_be_copied(qtbot):
    line = ProblemLine()
    qtbot.addWidget(line)
    assert line.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
