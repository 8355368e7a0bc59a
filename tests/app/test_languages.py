"""Every place and dialog in every language, at the usual size of text and at twice that: nothing cut, nothing left in English."""

import importlib
import pkgutil
import re

import pytest
import tour
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog

import mmdesk.app
from mmdesk.app.system.translation import Language
from mmdesk.app.window import MainWindow
from mmdesk.core.language import LANGUAGES
from mmdesk.core.paths import resources
from mmdesk.core.training.plan import TrainPlan

SIZES = {1.0: (1024, 700), 2.0: (1280, 800)}
SAME_EVERYWHERE = re.compile(
    # names, keys and units
    r"mmdesk|Language|English|Excel|TensorBoard|PyTorch|Python 3\S+|PySide6 6\S+|Linux\S+|"
    r"Windows-\d+|ISO-8859-2|KOI8-R|CP\d+|GB18030|Big5|Shift-JIS|EUC-(?:JP|KR)|MacRoman|"
    r"MIT|Shapley|ROC|ECE|F[12]|CPU|cpu|cuda|mps|Alt|Ctrl|Shift|Enter|PgUp|PgDown|Del|ms|"
    # kinds of files
    r"\*\.\w+|manifest|\blabel\b|csv|tsv|txt|png|wav|flac|svg|html|json|npy|safetensors|CSV|ODS|ZIP|WAV|FLAC|"
    # choices, spelled as on the command line
    r"fast|classic|mixture|fixed|learned|gated|concat|attention|low-rank|mean|weighted|product|none|logit-adjustment|class-weights|resample|focal|auto|"
    # the data of this test and of the engine that it works with
    r"pets|model|colours|[a-z]{3,4}-\d\b|cat|red|test|seed|seconds|words? \d+|seven people\b.*|Two rows were left out|Fusion helps|"
    r"You asked for it|/\S+"
)
"""What is no English left over."""
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]+")


@pytest.fixture(params=list(LANGUAGES))
def language(request, qapp):
    before = QLocale()
    language = Language(qapp, request.param)
    yield language
    language.set("en")
    QLocale.setDefault(before)


@pytest.fixture(params=list(SIZES))
def scale(request, qapp):
    before = QFont(qapp.font())
    larger = QFont(before)
    larger.setPointSizeF(before.pointSizeF() * request.param)
    qapp.setFont(larger)
    yield request.param
    qapp.setFont(before)


@pytest.fixture(autouse=True)
def _no_microphones(monkeypatch):
    """Whatever this machine has, its microphones have names of their own."""
    monkeypatch.setattr("mmdesk.app.audio.hearing._microphones", lambda token: ())


@pytest.fixture
def window(language, scale, session, theme, qtbot):
    window = MainWindow(session, theme)
    qtbot.addWidget(window)
    window.resize(*SIZES[scale])
    window.show()
    yield window
    window.close()


@pytest.fixture
def filled(window, session, model, tmp_path, qtbot):
    """The window in the midst of work: a sample answered, a project open, a model trained and judged."""
    data = tmp_path / "colours"
    data.mkdir()
    rows = [f"word {row},{('cat', '狗')[row % 2]},{('train', 'val', 'test')[row % 3]}" for row in range(12)]
    (data / "manifest.csv").write_text("\n".join(["text,label,split", *rows, "word 12,,"]), encoding="utf-8")
    session.open_model(model)
    session.drop([resources() / "samples" / f"anna-7.{ending}" for ending in ("png", "txt", "wav")])
    session.collection.open(data)
    session.training.data.choose(data)
    qtbot.waitUntil(lambda: session.prediction is not None and not session.busy)
    qtbot.waitUntil(lambda: session.collection.view is not None and not session.training.data.looking)
    session.training.start([TrainPlan()])
    session.judging.judge(model, data, "test")
    qtbot.waitUntil(lambda: session.training.current is None and not session.judging.busy)
    session.earlier.keep()
    qtbot.waitUntil(lambda: bool(session.earlier.entries))
    return window


def english_in(text):
    return {word for part in SAME_EVERYWHERE.split(tour.plain(text)) for word in WORD.findall(part)}


class Inspector:
    """Looks at everything that the tour leads to."""

    def __init__(self, language):
        self.foreign = language.code != "en"
        self.found = []
        self.seen = set()

    def __call__(self, where, root):
        self.seen.add(type(root))
        self.found += [f"{where}: cut: {what}" for what in tour.clipped(root)]
        self.found += [f"{where}: {what}" for what in tour.sideways(root)]
        if self.foreign:
            self.found += [
                f"{where}: {kind}: {text!r} has {words}" for kind, text in tour.sayings(root) if (words := english_in(text))
            ]

    def tell(self):
        if self.found:
            pytest.fail("\n".join(sorted(set(self.found))), pytrace=False)


def dialogs():
    """Every dialog of the program by its class."""
    for module in pkgutil.walk_packages(mmdesk.app.__path__, "mmdesk.app."):
        importlib.import_module(module.name)
    return {kind for kind in QDialog.__subclasses__() if kind.__module__.startswith("mmdesk.")}


def test_an_empty_window_says_everything_whole(window, language):
    inspector = Inspector(language)
    tour.through(window, inspector)
    inspector.tell()


def test_a_full_window_says_everything_whole(filled, language, qtbot):
    inspector = Inspector(language)
    filled.go_to_named("data")
    qtbot.waitUntil(lambda: filled.places.current.table.model.rowCount() > 0)
    filled.places.current.table.table.selectRow(0)  # only then the details are there
    tour.through(filled, inspector)
    inspector.tell()
    assert dialogs() - inspector.seen == set(), "A control whose words end in … has to open it"


def test_the_keyboard_is_seen_wherever_it_is(session, theme, model, qtbot):
    window = MainWindow(session, theme)
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    qtbot.waitActive(window)
    unseen = []
    for number, entry in enumerate(window.places.entries):
        window.go_to(number)
        tour.settle()
        unseen += [f"{entry.title}: {control}" for control in tour.without_visible_focus(window)]
    window.close()
    assert unseen == []


def test_chinese_words_from_an_input_method_are_answered(ready, theme, engine, answered, qtbot):
    window = MainWindow(ready, theme)
    qtbot.addWidget(window)
    window.show()
    typed = QInputMethodEvent()
    typed.setCommitString("七个人在等")
    QApplication.sendEvent(window.places.classify.cards["text"].edit, typed)
    answered()
    assert engine.asked[-1]["text"] == "七个人在等"
    assert window.places.classify.answer.label.text() == "cat"
    window.close()
