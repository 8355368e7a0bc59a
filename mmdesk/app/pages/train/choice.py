"""What answers one question about a training: one control, or several."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget


class Choice(QWidget):
    """One control, or several beside or below each other. `value` is what it says, in the type of the plan's field."""

    def __init__(
        self, control: QWidget | Sequence[QWidget], value: Callable[[], Any], arrangement: type[QBoxLayout] = QHBoxLayout
    ) -> None:
        super().__init__()
        self.controls = [control] if isinstance(control, QWidget) else list(control)
        self.value = value
        row = arrangement(self)  # type: ignore[arg-type] # those with a direction of their own
        row.setContentsMargins(0, 0, 0, 0)
        for one in self.controls:
            row.addWidget(one)
        row.addStretch()
