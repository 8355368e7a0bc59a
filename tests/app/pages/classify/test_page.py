from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from mmdesk.app.services.parts import Many
from mmdesk.app.widgets.page_area import GLANCE
from mmdesk.app.window import MIN_SIZE
from mmdesk.core.datasets.example import Dataset, Example


def test_the_title(window):
    assert window.head.title.text() == "Classify"


def test_a_drag_is_shown_on_every_card(window):
    window.places.classify.set_dropping(True)
    assert all(card.property("dropping") for card in window.places.classify.cards.values())
    window.places.classify.set_dropping(False)
    assert not any(card.property("dropping") for card in window.places.classify.cards.values())


def test_the_keyboard_begins_with_the_words(window):
    window.places.classify.begin()
    assert QApplication.focusWidget() is window.places.classify.cards["text"].edit


def in_sight(window, part):
    view = window.places.classify.results.viewport()
    top = part.mapTo(view, QPoint()).y()
    return top >= 0 and top + min(part.height(), GLANCE) <= view.height()


@pytest.fixture
def small(window, qtbot):
    """The least window, whose first card leaves no room for others."""
    window.go_to_named("classify")
    window.resize(*MIN_SIZE)
    window.show()
    qtbot.waitExposed(window)
    return window


def test_a_batch_comes_into_sight_and_then_the_answer_to_what_is_given(small, ready, picture, tmp_path, answered, qtbot):
    page = small.places.classify
    for number in range(30):
        (tmp_path / "many").mkdir(exist_ok=True)
        (tmp_path / "many" / f"{number}.png").write_bytes(picture.read_bytes())
    ready.drop([tmp_path / "many"])
    qtbot.waitUntil(lambda: ready.batch.done and len(ready.batch.rows) == 30)
    assert in_sight(small, page.batch)
    page.batch.table.selectRow(1)
    answered()
    assert in_sight(small, page.batch), "what is gone through stays where it is"
    ready.drop([picture])
    answered()
    qtbot.waitUntil(lambda: in_sight(small, page.answer))


def test_words_that_are_typed_move_the_page_at_the_first_alone(small, ready, answered, qtbot):
    page = small.places.classify
    rows = tuple(Example(number, {"text": "who knows"}, "", "") for number in range(30))
    ready.batch.begin(Many(Dataset(Path(), rows), rows), None)
    assert not in_sight(small, page.answer)
    ready.write("text", "c")
    answered()
    assert in_sight(small, page.answer)
    page.results.reveal(page.batch)
    ready.write("text", "cat")
    answered()
    assert not in_sight(small, page.answer), "the person may be reading something else"
