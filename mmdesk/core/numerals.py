"""Numbers as the person writes them, by themselves and in sentences.

A field of a template may hold the words that a count needs, those for one and those for more, with "#" for the count itself:
"{count:# row is|# rows are} empty." A language whose words do not change has one form: "{count:# 行}为空。"
"""

import re
import string
from collections.abc import Mapping
from typing import Any

_point, _thousands = ".", ""
_SIGNS = str.maketrans({"٫": ".", "٬": "'", "，": ",", "．": ".", "−": "-", "’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
"""Signs in numbers of other scripts and keyboards, and which of ours is meant."""
_GROUPS = re.compile(r"[+-]?\d{1,3}(?:([.,' ])\d{3})?(?:\1\d{3})*")
_WHOLE = re.compile(r"[+-]?\d*")
_ANY_WAY = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}")


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


def signed(value: float, form: str) -> str:
    """+62 or −6; minus as its own character, as wide as plus. What is rounded to nothing has none."""
    words = number(abs(value), form)
    if not any(digit in words for digit in "123456789"):
        return words
    return ("+" if value > 0 else "\N{MINUS SIGN}") + words


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


def number_in(text: str) -> float | None:
    """The number that people write, with a point or a comma before its decimals and anything between thousands; None if it is none.

    A single point or comma is taken to stand before decimals; see `either_way`.
    """
    text = text.translate(_SIGNS).strip()
    if "," in text or "'" in text or " " in text or text.count(".") > 1:
        text = _with_point(text)
    try:
        # Python takes 1_000 too, which nobody means.
        return float(text) if "_" not in text else None
    except ValueError:
        return None


def either_way(text: str) -> str:
    """The sign in a number that may stand before three decimals as well as after thousands, as in 1,234; "" if there is none."""
    found = _ANY_WAY.fullmatch(text.translate(_SIGNS).strip())
    return found[1] if found else ""


def _with_point(text: str) -> str:
    """A number with a point before its decimals and nothing between thousands; "" if it is none."""
    place = max(text.rfind(","), text.rfind("."))
    before, after = (text[:place], text[place + 1 :]) if place >= 0 and text.count(text[place]) == 1 else (text, "")
    if not (_GROUPS.fullmatch(before) or _WHOLE.fullmatch(before)):
        return ""
    return re.sub(r"[.,' ]", "", before) + "." + after
