"""Numbers as the person writes them: with the decimal point and the thousands' sign of their region."""

import string
from collections.abc import Mapping
from typing import Any

_point, _thousands = ".", ""


def write_with(point: str, thousands: str) -> None:
    """Write numbers with these signs from now on."""
    global _point, _thousands  # one process talks to one person
    _point, _thousands = point, thousands


def number(value: float, form: str = ".4g") -> str:
    """A number in the form of `format`, such as ".3f"."""
    return format(value, form).replace(".", _point)


def whole(count: int) -> str:
    """1234 -> "1,234"."""
    return format(count, ",").replace(",", _thousands)


def percent(share: float, form: str = ".1f") -> str:
    """0.956 -> "95.6 %"."""
    return number(100 * share, form) + " %"


class _Filler(string.Formatter):
    def format_field(self, value: Any, form: str) -> str:
        words = str(super().format_field(value, form))
        return words.replace(".", _point) if isinstance(value, float) else words


def filled(template: str, values: Mapping[str, Any]) -> str:
    """A template such as "{gain:.1f} points" with its values, numbers among them as the person writes them."""
    return _Filler().vformat(template, (), values)
