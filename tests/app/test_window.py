"""The window as a whole."""

import threading
import zipfile
from pathlib import Path

import pytest
from patience import SECONDS
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QDialog, QPlainTextEdit, QScrollArea, QWidget
from tiny_table import write_table
from tour import settle

from mmdesk.app.pages.data.unpack_question import UnpackQuestion
from mmdesk.app.services.parts import Many
from mmdesk.app.system.theme import DARK, LIGHT
from mmdesk.app.window import MainWindow
from mmdesk.core.datasets.example import Dataset, Example
from mmdesk.core.training.plan import TrainPlan

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def drag(window, mime):
    event = QDragEnterEvent(QPoint(50, 50), COPY, mime, LEFT, NONE)
    window.dragEnterEvent(event)
    return event.isAccepted()


def drop(window, mime):
    window.dropEvent(QDropEvent(QPointF(50, 50), COPY, mime, LEFT, NONE))


def files(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


@pytest.mark.parametrize("place", ["classify", "train", "judge"])
def test_an_archive_leads_to_data_wherever_it_is_dropped(window, tmp_path, place):
    with zipfile.ZipFile(tmp_path / "pets.zip", "w") as archive:
        archive.writestr("cat/1.txt", "a cat")
    window.go_to_named(place)
    drop(window, files(tmp_path / "pets.zip"))
    assert window.places.number == window.places.number_of("data")
    question = window.findChild(UnpackQuestion)
    assert question.informativeText() == str(tmp_path / "pets")
    question.reject()


def test_files_are_dropped(window, ready, answered, picture, text, sound):
    mime = files(picture, text, sound)
    assert drag(window, mime)
    assert all(card.property("dropping") for card in window.places.classify.cards.values())
    drop(window, mime)
    assert not any(card.property("dropping") for card in window.places.classify.cards.values())
    answered()
    assert ready.prediction.label == "cat"


def test_a_drag_that_leaves_or_brings_nothing_changes_nothing(window, picture):
    drag(window, files(picture))
    window.dragLeaveEvent(QDragLeaveEvent())
    assert not window.places.classify.cards["image"].property("dropping")
    assert not drag(window, QMimeData())


def test_what_fits_nowhere_is_told_and_forgotten_with_the_next_good_drop(window, ready, answered, picture, tmp_path):
    noise = tmp_path / "noise.bin"
    noise.write_bytes(bytes(range(256)))
    drop(window, files(noise))
    answered()
    assert "noise.bin is neither" in window.message.text()
    assert window.message.isVisible()
    drop(window, files(picture))
    answered()
    assert not window.message.isVisible()


def test_a_red_line_belongs_to_its_page_and_goes_with_the_next_act(window, ready, answered, qtbot, tmp_path):
    noise = tmp_path / "noise.bin"
    noise.write_bytes(bytes(range(256)))
    for act in (
        lambda: window.go_to_named("train"),
        lambda: qtbot.mouseClick(window.places.classify.cards["image"].switch, Qt.MouseButton.LeftButton),
        lambda: qtbot.keyClick(window.places.classify.cards["text"].edit, "a"),
    ):
        window.go_to_named("classify")
        drop(window, files(noise))
        answered()
        assert window.message.isVisible()
        act()
        qtbot.waitUntil(window.message.isHidden)
    answered()


def test_a_long_look_through_dropped_files_is_told(window, ready, answered, picture, qtbot):
    may_go = threading.Event()
    ready.take("text", lambda: str(may_go.wait(SECONDS)))  # the thread of the files is held up
    drop(window, files(picture))
    assert not window.sorting.isVisible()
    qtbot.waitUntil(window.sorting.isVisible)
    may_go.set()
    answered()
    assert not window.sorting.isVisible()


def test_a_model_that_cannot_be_opened_is_told_at_the_top(window, ready, qtbot, tmp_path, model):
    ready.open_model(tmp_path / "gone.safetensors")
    qtbot.waitUntil(lambda: not ready.busy)
    assert "gone.safetensors" in window.message.text()
    assert window.head.model.text() == "pets"
    ready.open_model(model)
    qtbot.waitUntil(lambda: not ready.busy)
    assert not window.message.isVisible()


def test_every_control_has_a_name(window):
    controls = [c for kind in (QAbstractButton, QPlainTextEdit) for c in window.findChildren(kind) if c.isVisible()]
    nameless = [c for c in controls if not (c.accessibleName() or getattr(c, "text", str)())]
    assert controls
    assert nameless == []


def test_the_keyboard_reaches_every_control(window):
    reachable, widget = set(), window.places.classify.focusWidget() or window
    for _ in range(len(window.findChildren(QWidget))):
        widget = widget.nextInFocusChain()
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reachable.add(widget)
    controls = {button for button in window.findChildren(QAbstractButton) if button.isVisible() and button.isEnabled()}
    assert controls
    assert controls <= reachable


def test_the_words_have_the_keyboard_at_first(window, qtbot):
    assert isinstance(window.focusWidget(), QPlainTextEdit)


def test_the_place_on_the_screen_is_remembered(window, ready, theme, qtbot):
    window.resize(800, 590)  # no more than the screen of this test is wide
    window.close()
    again = MainWindow(ready, theme)
    qtbot.addWidget(again)
    assert again.size().toTuple() == (800, 590)


@pytest.mark.parametrize("size", [(900, 560), (1024, 700), (3840, 2160)])
def test_nothing_lies_outside_the_window_at_any_size(window, ready, answered, picture, text, sound, size, qtbot):
    drop(window, files(picture, text, sound))
    answered()
    window.resize(*size)
    settle()
    columns = window.places.classify.findChildren(QScrollArea)
    assert columns
    for column in columns:
        for child in column.widget().findChildren(QWidget):
            if child.isVisible():
                left = child.mapTo(column.widget(), QPoint(0, 0)).x()
                assert left >= 0
                assert left + child.width() <= column.widget().width()
        assert column.horizontalScrollBar().maximum() == 0


def test_the_window_and_its_places_wear_the_style_sheet_of_the_appearance(window, theme):
    window.go_to_named("judge")
    for appearance, colours in (("light", LIGHT), ("dark", DARK)):
        theme.set_appearance(appearance)
        assert colour_of(window.message) == colours.problem
        assert colour_of(window.places.current.hint) == colours.soft


def colour_of(label):
    label.ensurePolished()
    return label.palette().color(QPalette.ColorRole.WindowText).name().upper()


def test_the_title_tells_project_and_model(window, ready, qtbot, tmp_path, model):
    assert window.windowTitle() == "pets – mmdesk"
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.new(tmp_path / "birds v1.2")
    qtbot.waitUntil(lambda: window.windowTitle() == "birds v1.2 · pets – mmdesk")
    (tmp_path / "birds v1.2" / "other.csv").write_text("text,label\na,b\n", encoding="utf-8")
    ready.collection.open(tmp_path / "birds v1.2" / "other.csv")
    # Its labels are none of the model's: a model of its own is to answer, as the menu of models says.
    qtbot.waitUntil(lambda: window.windowTitle() == "other · Your examples – mmdesk")
    assert window.head.model.text() == "Your examples"


def test_a_model_that_is_used_after_judging_comes_without_its_card(window, ready, qtbot, tmp_path):
    other = tmp_path / "other.safetensors"
    other.write_bytes(b"a model")
    window.go_to_named("judge")
    ready.judging.judge(other, tmp_path)
    qtbot.waitUntil(lambda: window.places.current.choice.use.isVisible())
    window.places.current.choice.use.click()
    qtbot.waitUntil(lambda: ready.model is not None and ready.model.path == other and not ready.busy)
    assert window.places.current is window.places.classify
    assert not window.findChildren(QDialog)


class Windows(QObject):
    """Notes which windows are shown."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_nothing_of_a_window_is_a_window_while_it_is_built(ready, theme, qtbot, qapp, tmp_path, picture, answered):
    """As it is put together anew, in another language or with larger words, while there is everything that can be shown."""
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.open(write_table(tmp_path / "pets"))
    ready.training.data.choose(tmp_path / "pets")
    ready.training.start([TrainPlan()])
    rows = tuple(Example(number, {"text": "who knows"}, "", "") for number in range(3))
    ready.batch.begin(Many(Dataset(Path(), rows), rows), None)
    ready.drop([picture])
    qtbot.waitUntil(lambda: not ready.training.under_way and not ready.batch.running)
    answered()
    windows = Windows()
    qapp.installEventFilter(windows)
    window = MainWindow(ready, theme)
    qtbot.addWidget(window)
    while window.places.build_next():
        settle()
    qapp.removeEventFilter(windows)
    assert windows.shown == []
    window.close()
