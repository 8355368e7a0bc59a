"""Help inside the program, without a network: the first steps, and all keys."""

from collections.abc import Callable, Iterator
from html import escape

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMainWindow, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from mmdesk.app.system.dialogs import size_at_first
from mmdesk.app.system.labels import plain
from mmdesk.app.system.translation import translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP

FIRST_STEPS = (
    (
        QT_TRANSLATE_NOOP("help", "Ask a ready model"),
        QT_TRANSLATE_NOOP(
            "help",
            "On Classify, drop a picture, type words or record a sound: one of them is enough. The answer comes by itself, with how"
            " sure it is and how much each part counted. It is never sure where the parts contradict each other, and says what each"
            " of them means. The switch on a part shows what the answer were without it.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("help", "Collect examples of your own"),
        QT_TRANSLATE_NOOP(
            "help",
            "On Data, begin a project or open a folder: a folder for each class, or a table, will do. Samples on Classify are kept"
            " with a label, too. Call classes by what they are: where there are words, names teach as well. Ten of each"
            " class give a first model, fifty a good one. Problems finds doubles, wrong labels and files that cannot be read.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("help", "Train"),
        QT_TRANSLATE_NOOP(
            "help",
            "Press Train; nothing has to be chosen. It says beforehand about how long it takes and what to expect of so few"
            " examples. You can go on working meanwhile, stop and keep the best, and go on later.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("help", "Judge"),
        QT_TRANSLATE_NOOP(
            "help",
            "Judge tells how often the model is right on samples that it did not learn from, beside guessing, class by class, and"
            " shows its worst mistakes. A wrong label is mended there, then train again.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("help", "Use it"),
        QT_TRANSLATE_NOOP(
            "help",
            "Use it puts your model on Classify; several files or a folder dropped there become a table of answers. Save as gives"
            " you one file for another computer. Nothing leaves this computer by itself.",
        ),
    ),
)
EXTRA_KEY = "Exit"
"""A key that few keyboards have, and some desktops name before the usual one."""
OTHER_KEYS = (
    (QT_TRANSLATE_NOOP("help", "Show an example large, in the table and among the pictures"), "Enter"),
    (QT_TRANSLATE_NOOP("help", "The example before or after it, there"), "Page Up, Page Down"),
    (QT_TRANSLATE_NOOP("help", "Make the pictures of examples larger or smaller"), "Ctrl+Wheel"),
    (QT_TRANSLATE_NOOP("help", "On the map: from point to point, nearer and farther, all of it"), "← → ↑ ↓, + −, Home"),
    (QT_TRANSLATE_NOOP("help", "Hold to capture, on that button"), "Space"),
)
"""Those that are no shortcuts of Qt."""
PLACES_KEYS = QT_TRANSLATE_NOOP("help", "Go to a place on the left")


class HelpDialog(QDialog):
    """Stays beside the window, which can be used meanwhile."""

    def __init__(self, window: QMainWindow, build_next: Callable[[], bool]) -> None:
        """`build_next` builds one more place of the window, and says whether there was one: places know their keys."""
        super().__init__(window)
        self._window = window
        self._build_next = build_next
        self.setWindowTitle(self.tr("Help"))
        self.steps, self.keys = QTextBrowser(), QTextBrowser()
        self.steps.setAccessibleName(self.tr("First steps"))
        self.steps.setHtml(first_steps())
        self.keys.setAccessibleName(self.tr("Keys"))
        self.tabs = QTabWidget()
        self.tabs.addTab(self.steps, self.tr("First steps"))
        self.tabs.addTab(self.keys, self.tr("Keys"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)  # whose style sheet has no icons on them
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs)
        layout.addWidget(buttons)
        letters = self.fontMetrics()
        size_at_first(self, 90 * letters.averageCharWidth(), 38 * letters.lineSpacing())
        self._gather()

    @Slot()
    def _gather(self) -> None:
        """Tell the keys of the places that there are, and build the next one when the window has done what else there is."""
        self.keys.setHtml(table(keys_of(self._window)))
        if self._build_next():
            QTimer.singleShot(0, self, self._gather)

    def show_steps(self) -> None:
        self.tabs.setCurrentWidget(self.steps)

    def show_keys(self) -> None:
        self.tabs.setCurrentWidget(self.keys)


def shown_help(window: QMainWindow, build_next: Callable[[], bool]) -> HelpDialog:
    """The window's help, of which there is one."""
    dialog = window.findChild(HelpDialog) or HelpDialog(window, build_next)
    dialog.show()
    dialog.activateWindow()
    return dialog


def first_steps() -> str:
    """From the first answer to a model of one's own, as HTML."""
    steps = "".join(
        f"<li><b>{escape(translated('help', title))}</b><br>{escape(translated('help', words))}<br></li>"
        for title, words in FIRST_STEPS
    )
    return f"<ol>{steps}</ol>"


def keys_of(window: QWidget) -> Iterator[tuple[str, str]]:
    """What every key does that the window knows, each once, in the order of the menus."""
    yield translated("help", PLACES_KEYS), "Alt+1 … Alt+4"
    seen: set[str] = set()
    for action in window.findChildren(QAction):
        every = [written(key) for key in action.shortcuts()]
        keys = next((key for key in every if key != EXTRA_KEY), "".join(every[:1]))
        words = plain(action.text() or action.toolTip())
        if keys and words and keys not in seen:
            seen.add(keys)
            yield words, keys
    for shortcut in window.findChildren(QShortcut):
        keys, words = written(shortcut.key()), shortcut.whatsThis()
        if words and keys not in seen:
            seen.add(keys)
            yield words, keys
    yield from ((translated("help", words), keys) for words, keys in OTHER_KEYS)


def written(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.NativeText)


def table(rows: Iterator[tuple[str, str]]) -> str:
    cells = "".join(f"<tr><td style='padding-right: 24px'>{escape(words)}</td><td>{escape(keys)}</td></tr>" for words, keys in rows)
    return f"<table cellpadding='4'>{cells}</table>"
