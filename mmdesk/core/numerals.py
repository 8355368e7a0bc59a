"""Numbers as the person writes them, by themselves and in sentences.

A field of a template may hold the words that a count needs, those for one and those for more, with "#" for the count itself:
"{count:# row is|# rows are} empty." A language whose words do not change has one form: "{count:# 行}为空。"
"""

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


class _Plain(string.Formatter):
    def format_field(self, value: Any, form: str) -> str:
        if isinstance(value, int) and ("|" in form or "#" in form):
            forms = form.split("|")
            return (forms[0] if value == 1 else forms[-1]).replace("#", self.counted(value))
        return str(super().format_field(value, form))

    def counted(self, count: int) -> str:
        return str(count)


class _Own(_Plain):
    def format_field(self, value: Any, form: str) -> str:
        words = super().format_field(value, form)
        return words.replace(".", _point).replace("%", " %") if isinstance(value, float) else words

    def counted(self, count: int) -> str:
        return whole(count)


def plain(template: str, values: Mapping[str, Any]) -> str:
    """A template with its values, numbers as in a program."""
    return _Plain().vformat(template, (), values)


def filled(template: str, /, **values: Any) -> str:
    """A template with its values, numbers as the person writes them."""
    return _Own().vformat(template, (), values)
