"""Occlusion of words: one after the other is left out."""

import re

from torch import Tensor

from mmdesk.core.modalities.text.mark import Mark
from mmdesk.engine.modalities.column import FrontEnd, Occlusion
from mmdesk.engine.modalities.occlusion import shares

MAX_WORDS = 128
# Scripts that put no space between words are hidden letter by letter.
_LETTERS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
WORD = re.compile(rf"[{_LETTERS}]|[^\s{_LETTERS}]+")


def occluded(text: str, front_end: FrontEnd) -> Occlusion | None:
    """Tells a `Mark` for each word, in their order."""
    words = list(WORD.finditer(text))[:MAX_WORDS]
    if not words:
        return None
    hidden = (front_end.prepare(text[: word.start()] + text[word.end() :]) for word in words)

    def told(falls: Tensor) -> tuple[Mark, ...]:
        return tuple(Mark(word.start(), word.end(), float(fall)) for word, fall in zip(words, shares(falls), strict=True))

    return Occlusion(front_end.prepare(text), hidden, told)
