"""Fields for numbers, which take the decimal sign of every language (locale-independent number input)."""

import re

from PySide6.QtCore import QLocale
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from mmdesk.core.numerals import number_in

_WHOLE = re.compile(r"[+-]?\d*")
_DECIMAL = re.compile(r"[+-]?\d*(?:[.,٫，．](\d*))?")
State = tuple[QValidator.State, str, int]


class WholeField(QSpinBox):
    """A whole number, written without signs between thousands: 1.000 and 1,000 are taken for nothing, rather than for 1 or 1000."""

    def validate(self, text: str, place: int) -> State:
        words = self._number(text)
        if text == self.specialValueText() != "":
            return QValidator.State.Acceptable, text, place
        if not _WHOLE.fullmatch(words):
            return QValidator.State.Invalid, text, place
        return _within(number_in(words), self.minimum(), self.maximum()), text, place

    def valueFromText(self, text: str) -> int:
        return round(number_in(self._number(text)) or 0)

    def textFromValue(self, value: int) -> str:
        return _without_groups().toString(value)

    def _number(self, text: str) -> str:
        return text.removeprefix(self.prefix()).removesuffix(self.suffix()).strip()


class NumberField(QDoubleSpinBox):
    """A number with a point or a comma before its decimals, whatever the person's system has; it is shown as the system has it."""

    def validate(self, text: str, place: int) -> State:
        if text == self.specialValueText() != "":
            return QValidator.State.Acceptable, text, place
        words = self._number(text)
        found = _DECIMAL.fullmatch(words)
        if found is None or len(found[1] or "") > self.decimals():
            return QValidator.State.Invalid, text, place
        return _within(number_in(words), self.minimum(), self.maximum()), text, place

    def valueFromText(self, text: str) -> float:
        return number_in(self._number(text)) or 0.0

    def textFromValue(self, value: float) -> str:
        return _without_groups().toString(value, "f", self.decimals())

    def _number(self, text: str) -> str:
        return text.removeprefix(self.prefix()).removesuffix(self.suffix()).strip()


def _within(value: float | None, low: float, high: float) -> QValidator.State:
    return QValidator.State.Acceptable if value is not None and low <= value <= high else QValidator.State.Intermediate


def _without_groups() -> QLocale:
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale
