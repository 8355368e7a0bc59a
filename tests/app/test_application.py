"""The program from start to end, on the real engine and the starter model, in a process of its own."""

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from patience import SECONDS
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid
from tiny_table import write_table

from mmdesk.app.application import Application, ShownWindow, let_ctrl_c_through
from mmdesk.app.pages.data.table.turns import USUAL_TURN_SECONDS
from mmdesk.app.system.translation import Language
from mmdesk.app.system.workers import Worker
from mmdesk.core.paths import resources

DOUBTFUL = 1
"""The list of doubtful labels on Judge."""
PROGRAM = """
import json, sys, threading, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from mmdesk import main
from mmdesk.app import application
from mmdesk.app.window import MainWindow

seen = {"torch when shown": None}

def look():
    window = next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()), None)
    if window is None:
        return
    if seen["torch when shown"] is None:
        seen["torch when shown"] = SHOWN_WITH_TORCH
    prediction = window.session.prediction
    if prediction and len(prediction.modalities) == 3:
        seen["label"] = prediction.label
        seen["answer"] = window.places.classify.answer.label.text()
        window.close()

real_show = MainWindow.show
def show(self):
    global SHOWN_WITH_TORCH
    SHOWN_WITH_TORCH = "torch" in sys.modules
    real_show(self)
    timer = QTimer(self)
    timer.timeout.connect(look)
    timer.start(20)
MainWindow.show = show

code = main.main(sys.argv[1:])
seen["threads"] = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
print(json.dumps({"code": code, **seen}))
"""


def test_a_sample_on_the_command_line_is_answered_and_the_end_is_clean():
    files = sorted(str(path) for path in (resources() / "samples").glob("anna-7.*"))
    assert len(files) == 3
    done = subprocess.run([sys.executable, "-c", PROGRAM, *files], capture_output=True, text=True, check=False)
    assert done.stderr.replace("This plugin does not support propagateSizeHints()\n", "") == ""
    seen = json.loads(done.stdout)
    assert seen == {"code": 0, "torch when shown": False, "label": "7", "answer": "7", "threads": []}


@pytest.fixture
def shown(ready, theme, qapp):
    """The window of a session that goes on in another language."""
    before = QLocale()
    language = Language(qapp, "en")
    shown = ShownWindow(ready, theme, language)
    shown.open()
    yield shown
    shown.window.close()
    shown.window.deleteLater()
    language.set("en")
    QLocale.setDefault(before)


def speak(shown, code):
    """Choose a language, and let the window before go."""
    first = shown.window
    first.session.settings.language = code
    shown.open_again()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(first)


def test_another_language_makes_the_window_anew_and_keeps_what_is_on_the_desk(shown, ready, answered, qtbot):
    first = shown.window
    first.go_to_named("train")
    first.places.current.questions.fusion.box.setCurrentIndex(4)
    first.go_to_named("classify")
    first.places.classify.cards["text"].edit.setPlainText("a cat")
    answered()
    qtbot.waitUntil(lambda: bool(first.places.classify.cards["text"].edit.extraSelections()))
    size = first.size()
    chinese = next(action for action in first.actions_.languages.actions() if action.data() == "zh_CN")
    chinese.trigger()
    qtbot.waitUntil(lambda: shown.window is not first)
    second = shown.window
    assert second.isVisible()
    assert not (isValid(first) and first.isVisible())
    assert second.size() == size
    assert second.menuBar().actions()[0].text() == "文件(&F)"
    assert second.places.classify.cards["text"].edit.toPlainText() == "a cat"
    assert second.places.classify.cards["text"].edit.extraSelections(), "what the answer rests on is marked as before"
    assert second.places.classify.answer.label.text() == "cat"
    second.go_to_named("train")
    assert second.places.current.questions.fusion.box.currentIndex() == 4
    assert ready.settings.language == "zh_CN"
    assert [action.data() for action in second.actions_.languages.actions() if action.isChecked()] == ["zh_CN"]


def test_another_language_leaves_no_thread_behind(shown, ready, qtbot):
    for name in ("data", "judge"):
        shown.window.go_to_named(name)
    workers = len(ready.findChildren(Worker))
    search = shown.window.places.build(1).problems._looking
    started, ended = threading.Event(), threading.Event()

    def look(token):
        started.set()
        while not token.cancelled:
            ended.wait(0.001)
        ended.set()

    search.start(look)
    assert started.wait(SECONDS)
    speak(shown, "zh_CN")
    qtbot.waitUntil(ended.is_set)
    qtbot.waitUntil(lambda: len(ready.findChildren(Worker)) == workers)


def test_a_judgement_is_told_in_the_language_of_the_window(shown, ready, qtbot):
    ready.judging.judge(Path("m.safetensors"), Path("data"))
    qtbot.waitUntil(lambda: ready.judging.judgement is not None)
    shown.window.go_to_named("judge")
    shown.window.places.current.charts.tabs.setCurrentIndex(1)
    shown.window.places.current.samples.what.setCurrentIndex(DOUBTFUL)
    for code, titles in (("zh_CN", ("校准", "类别", "准确率")), ("en", ("Calibration", "Class", "Accuracy"))):
        speak(shown, code)
        page = shown.window.places.current
        table = page.classes.table
        qtbot.waitUntil(lambda page=page, titles=titles: page.charts.tabs.tabText(1) == titles[0])
        assert table.horizontalHeaderItem(0).text() == titles[1]
        assert titles[2] in [label.text() for label in page.figures.findChildren(QLabel)]
        assert page.charts.tabs.currentIndex() == 1
        assert page.samples.what.currentIndex() == DOUBTFUL


def test_the_table_of_a_new_window_is_let_in_by_other_threads_as_before(shown, session, tmp_path, qtbot):
    session.collection.open(write_table(tmp_path / "pets"))
    qtbot.waitUntil(lambda: session.collection.view is not None)
    shown.window.go_to_named("data")
    seen = sys.getswitchinterval()
    speak(shown, "zh_CN")
    assert shown.window.places.current.table.table.isVisible()
    assert sys.getswitchinterval() == seen < USUAL_TURN_SECONDS


def test_a_file_that_the_system_asks_to_open_is_told(qapp):
    class Heard(QObject):
        file_opened = Signal(str)

    told = []
    heard = Heard()
    heard.file_opened.connect(told.append)
    assert Application.event(heard, QFileOpenEvent("/tmp/a model.safetensors"))
    assert told == ["/tmp/a model.safetensors"]


def test_ctrl_c_in_the_middle_of_a_painting_closes_the_window_after_it(qapp, qtbot):
    seen = []

    class Painted(QWidget):
        def paintEvent(self, event):  # noqa: N802 - Qt calls it so
            if not seen:
                signal.raise_signal(signal.SIGINT)
                seen.append(self.isVisible())

    before, timers = signal.getsignal(signal.SIGINT), {*qapp.findChildren(QTimer)}
    try:
        let_ctrl_c_through(qapp)
        window = Painted()
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: bool(seen) and not window.isVisible())
        assert seen == [True]
    finally:
        signal.signal(signal.SIGINT, before)
        for timer in {*qapp.findChildren(QTimer)} - timers:
            timer.deleteLater()
