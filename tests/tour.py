"""A tour through the window: every place, every menu, and every dialog that a control whose name ends in "…" opens.

It finds them by itself, so that whoever adds a place or a dialog has it looked at.
"""

import html
import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)
from shiboken6 import isValid

from mmdesk.app.widgets.elided_label import ElidedLabel

MAX_CELLS = 40
OPENS_A_DIALOG = re.compile(r"…(\(&\w\))?$")
Look = Callable[[str, QWidget], None]


def settle() -> None:
    """Let the window do what waits."""
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def through(window: QMainWindow, look: Look) -> None:
    """Give `look` every place with its name, and every dialog that can be opened from it."""
    done: set[str] = set()
    for number, entry in enumerate(window.places.entries):
        window.go_to(number)
        settle()
        look(entry.title, window)
        _open_all(window, entry.title, look, done)


def _open_all(root: QWidget, name: str, look: Look, done: set[str]) -> None:
    for press, title in list(_opening(root)):
        if title in done:
            continue
        done.add(title)
        before = set(_windows())
        press()
        settle()
        for dialog in set(_windows()) - before:
            where = f"{name} / {dialog.windowTitle()}"
            look(where, dialog)
            if not isinstance(dialog, QFileDialog):  # what is in it is Qt's own
                _open_all(dialog, where, look, done)
            if isValid(dialog):
                dialog.close()
        settle()


def _windows() -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if w.isVisible() and not isinstance(w, QMenu)]


def _opening(root: QWidget) -> Iterator[tuple[Callable[[], None], str]]:
    for button in root.findChildren(QAbstractButton):
        words = button.text() or button.toolTip()
        if getattr(button, "menu", lambda: None)():
            continue  # its actions are found below
        if button.isVisible() and button.isEnabled() and OPENS_A_DIALOG.search(words):
            yield button.click, button.accessibleName() or words
    for action in actions(root):
        if action.isEnabled() and action.isVisible() and OPENS_A_DIALOG.search(action.text()):
            yield action.trigger, action.text()


def actions(root: QWidget) -> list[QAction]:
    """Every action of the menus, which some fill when they are shown."""
    for menu in root.findChildren(QMenu):
        menu.aboutToShow.emit()
    found = [action for menu in root.findChildren(QMenu) for action in menu.actions()]
    return list(dict.fromkeys([*found, *root.findChildren(QAction), *root.actions()]))


# What is said


def sayings(root: QWidget) -> Iterator[tuple[str, str]]:
    """Every text for a person, with the kind of thing that says it."""
    yield "title", root.windowTitle()
    if isinstance(root, QFileDialog):
        yield from (("name filter", name) for name in root.nameFilters())
        return
    for action in actions(root):
        yield from (("action", action.text()), ("tool tip of an action", action.toolTip()))
    for menu in root.findChildren(QMenu):
        yield "menu", menu.title()
    for widget in [root, *visible(root)]:
        kind = type(widget).__name__
        if kind.startswith("qt_") or widget.objectName().startswith("qt_"):
            continue
        yield f"tool tip of {kind}", widget.toolTip()
        yield f"name of {kind}", widget.accessibleName()
        yield f"description of {kind}", widget.accessibleDescription()
        yield from ((kind, text) for text in _texts(widget))


def _texts(widget: QWidget) -> Iterator[str]:
    match widget:
        case ElidedLabel() | QLabel():
            yield widget.text()
        case QAbstractButton():
            yield widget.text()
        case QComboBox():
            yield from (widget.itemText(index) for index in range(widget.count()))
        case QTabBar():
            yield from (widget.tabText(index) for index in range(widget.count()))
        case QGroupBox():
            yield widget.title()
        case QLineEdit() | QPlainTextEdit():
            yield widget.placeholderText()
        case QAbstractSpinBox():
            yield widget.text()
        case QAbstractItemView() if widget.model() is not None and not isinstance(widget, QHeaderView):
            yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    tabular = isinstance(view, QTableView | QTreeView)
    for column in range(model.columnCount() if tabular else 1):
        if tabular:
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), MAX_CELLS)):
            yield str(model.index(row, column).data() or "")


def plain(text: str) -> str:
    """A text without mark-up and mnemonics."""
    return re.sub(r"\(&\w\)|&(?=\w)", "", html.unescape(re.sub(r"<[^>]+>", " ", text))).strip()


# What is seen of it


def visible(root: QWidget) -> list[QWidget]:
    return [widget for widget in root.findChildren(QWidget) if widget.isVisible()]


def clipped(root: QWidget) -> Iterator[str]:
    """What has less room than its words need; in dialogs for files all is Qt's own."""
    if isinstance(root, QFileDialog):
        return
    for widget in visible(root):
        if not isinstance(widget.window(), type(root)) or widget.objectName().startswith("qt_"):
            continue
        if words := _too_large(widget):
            yield f"{type(widget).__name__} {words!r} has {widget.width()} × {widget.height()}, likes {_liked(widget)}"
        elif _sticks_out(widget) and (words := _words_of(widget)):
            yield f"{type(widget).__name__} {words!r} sticks out of {type(widget.parentWidget()).__name__}"


def _liked(widget: QWidget) -> str:
    size = widget.sizeHint()
    return f"{size.width()} × {size.height()}"


def _words_of(widget: QWidget) -> str:
    return next(filter(None, _texts(widget)), "") if isinstance(widget, QLabel | QAbstractButton | QComboBox | QLineEdit) else ""


def _too_large(widget: QWidget) -> str:
    """The words that do not fit; empty if all do."""
    for kind, words in TOO_LARGE.items():
        if isinstance(widget, kind):
            return words(widget)
    return ""


def _label(label: QLabel) -> str:
    if not label.text():
        return ""
    if label.wordWrap():
        return label.text() if label.heightForWidth(label.width()) > label.height() + 1 else ""
    return label.text() if _exceeds(label) else ""


def _button(button: QAbstractButton) -> str:
    return button.text() if button.text() and not _icon_only(button) and _exceeds(button) else ""


def _combo(combo: QComboBox) -> str:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    room = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, combo).width()
    return combo.currentText() if combo.fontMetrics().horizontalAdvance(combo.currentText()) > room + 1 else ""


def _placeholder(edit: QLineEdit) -> str:
    words = "" if edit.text() else edit.placeholderText()
    return words if edit.fontMetrics().horizontalAdvance(words) > edit.contentsRect().width() - 8 else ""


def _header(header: QHeaderView) -> str:
    if header.orientation() == Qt.Orientation.Vertical or header.model() is None:
        return ""
    heads = [str(header.model().headerData(section, Qt.Orientation.Horizontal) or "") for section in range(header.count())]
    for section, words in enumerate(heads):
        if not header.isSectionHidden(section) and header.sectionSize(section) < header.fontMetrics().horizontalAdvance(words) + 8:
            return words
    return ""


def _tabs(bar: QTabBar) -> str:
    if bar.usesScrollButtons():
        return ""  # those that do not fit come into sight by a button
    tabs = range(bar.count())
    return next((bar.tabText(tab) for tab in tabs if bar.tabRect(tab).right() > bar.width() + 1), "")


TOO_LARGE: dict[type[QWidget], Callable[..., str]] = {
    ElidedLabel: lambda label: "",
    QLabel: _label,
    QAbstractButton: _button,
    QComboBox: _combo,
    QLineEdit: _placeholder,
    QHeaderView: _header,
    QTabBar: _tabs,
}
"""What looks for words that are cut, by the kind of widget; the first that fits counts."""


def _exceeds(widget: QWidget) -> bool:
    return widget.sizeHint().width() > widget.width() + 1 or widget.sizeHint().height() > widget.height() + 1


def _icon_only(button: QAbstractButton) -> bool:
    style = getattr(button, "toolButtonStyle", lambda: None)()
    return style == Qt.ToolButtonStyle.ToolButtonIconOnly and not button.icon().isNull()


def _sticks_out(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or parent.objectName() == "qt_scrollarea_viewport":
        return False
    return not parent.rect().adjusted(-1, -1, 1, 1).contains(QRect(QPoint(widget.x(), widget.y()), widget.size()))


def sideways(root: QWidget) -> Iterator[str]:
    """Pages that have to be moved sideways to be read."""
    for area in root.findChildren(QScrollArea):
        if area.isVisible() and area.horizontalScrollBar().maximum() > 0:
            hidden = area.horizontalScrollBar().maximum()
            yield f"{type(area).__name__} is {hidden} pixels too wide"


def without_visible_focus(window: QMainWindow) -> Iterator[str]:
    """Controls that look the same whether they have the keyboard or not."""
    for widget in visible(window):
        if not (widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()) or widget.window() is not window:
            continue
        if widget.objectName().startswith("qt_") or widget.focusProxy():
            continue
        window.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.processEvents()
        before = _looks(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if widget.hasFocus() and _looks(widget) == before:
            yield f"{type(widget).__name__} {widget.accessibleName() or _words_of(widget)!r}"


def _looks(widget: QWidget) -> QImage:
    return widget.grab().toImage()
