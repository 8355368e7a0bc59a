"""What a person has set in a window and is kept nowhere else, carried over to the window that takes its place."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTabBar,
    QWidget,
)

CARRIED: dict[type[QWidget], tuple[Callable[[Any], Any], Callable[[Any, Any], object]]] = {
    QAbstractButton: (QAbstractButton.isChecked, QAbstractButton.setChecked),
    QComboBox: (QComboBox.currentIndex, QComboBox.setCurrentIndex),
    QSpinBox: (QSpinBox.value, QSpinBox.setValue),
    QDoubleSpinBox: (QDoubleSpinBox.value, QDoubleSpinBox.setValue),
    QLineEdit: (lambda field: field.text(), QLineEdit.setText),
    QPlainTextEdit: (QPlainTextEdit.toPlainText, QPlainTextEdit.setPlainText),
    QTabBar: (QTabBar.currentIndex, QTabBar.setCurrentIndex),
}
"""By the kind of control, how its state is read and set."""


def carry(before: QWidget, after: QWidget) -> None:
    """Set every control of `after` as its counterpart in `before` is; both were built by the same code.

    Where they have not the same controls of a kind, such as a list that is not filled yet, those stay as they are.
    """
    for kind, (read, write) in CARRIED.items():
        old, new = controls(before, kind), controls(after, kind)
        if [type(control) for control in old] != [type(control) for control in new]:
            continue
        for one, other in zip(old, new, strict=True):
            if read(one) != read(other):
                write(other, read(one))


def controls(root: QWidget, kind: type[QWidget]) -> list[QWidget]:
    """Those of a kind, in their order; without what Qt puts into other controls."""
    return [control for control in root.findChildren(kind) if not control.objectName().startswith("qt_")]
