"""The window as small as it may be: nothing is out of reach."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from tour import settle

from mmdesk.app.window import MIN_SIZE, MainWindow

CONTROLS = QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit


@pytest.fixture
def dataset(tmp_path, picture):
    """A project of a few rows."""
    (tmp_path / "pets").mkdir()
    (tmp_path / "pets" / "cat.png").write_bytes(picture.read_bytes())
    rows = [f"cat.png,number {number},{'dog' if number % 2 else 'cat'}" for number in range(10)]
    (tmp_path / "pets" / "manifest.csv").write_text("\n".join(["image,text,label", *rows]) + "\n", encoding="utf-8")
    return tmp_path / "pets"


def reachable(control: QWidget) -> bool:
    """Whether it lies within what is around it, or can be scrolled there."""
    part, around = QRect(control.rect()), control
    while parent := around.parentWidget():
        part, around = part.translated(around.pos()), parent
        if isinstance(parent.parentWidget(), QScrollArea) and parent is parent.parentWidget().viewport():
            part = QRect(0, 0, 1, 1)  # wherever it is, it can be scrolled into sight
        elif not parent.rect().contains(part):
            return False
        if around.isWindow():
            break
    return True


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_in_the_least_window_every_control_can_be_reached(language, request, qtbot, window, dataset):
    if language == "chinese":
        request.getfixturevalue("chinese")
    with qtbot.waitSignal(window.session.collection.opened):
        window.session.collection.open(dataset)
    small = MainWindow(window.session, window._theme)
    qtbot.addWidget(small)
    small.resize(*MIN_SIZE)
    small.show()
    qtbot.waitExposed(small)
    for number in range(len(small.places.entries)):
        small.go_to(number)
        qtbot.wait(0)
        assert small.size() == QSize(*MIN_SIZE)
        shown = [control for kind in CONTROLS for control in small.findChildren(kind) if control.isVisible()]
        assert len(shown) > 8
        lost = [(type(control).__name__, control.accessibleName()) for control in shown if not reachable(control)]
        assert not lost, small.places.entries[number].title
        room = small.places.currentWidget()
        assert room.horizontalScrollBar().maximum() == 0, "there is no need to scroll sideways"
        assert room.verticalScrollBar().maximum() == 0, "the places scroll by themselves"
    small.close()


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_all_choices_of_a_training_are_read_without_moving_the_page_sideways(language, request, qtbot, window):
    if language == "chinese":
        request.getfixturevalue("chinese")
    small = MainWindow(window.session, window._theme)
    qtbot.addWidget(small)
    small.resize(*MIN_SIZE)
    small.show()
    qtbot.waitExposed(small)
    small.go_to_named("train")
    page = small.places.current
    page.questions.fold.click()
    qtbot.waitUntil(page.questions.form.isVisible)
    settle()
    assert page.horizontalScrollBar().maximum() == 0
    small.close()


def test_a_first_window_is_no_larger_than_the_screen(window):
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() <= room.height()
    assert window.minimumSize() == QSize(*MIN_SIZE)
