"""Occlusion of words: some of them are left out."""

import re

import numpy as np

from mmdesk.core.modalities.text.mark import Mark, Marks
from mmdesk.engine.modalities.column import FrontEnd
from mmdesk.engine.modalities.occlusion import Occlusion, Shown, Values

MAX_WORDS = 128
# Scripts that put no space between words are hidden letter by letter.
_LETTERS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
WORD = re.compile(rf"[{_LETTERS}]|[^\s{_LETTERS}]+")


def occluded(text: str, front_end: FrontEnd) -> Occlusion | None:
    """Tells `Marks`; None without a word."""
    words = list(WORD.finditer(text))[:MAX_WORDS]
    if not words:
        return None
    # Each word with what stands before it, and what follows the last one.
    edges = [0, *(word.start() for word in words[1:]), words[-1].end()]
    pieces = [
        (text[edge : word.start()], word.group(), text[word.end() : after])
        for edge, word, after in zip(edges, words, edges[1:], strict=False)
    ]
    rest = text[words[-1].end() :]

    def left(kept: Shown) -> str:
        there = zip(pieces, kept, strict=True)
        return "".join(before + (word if stays else "") + after for (before, word, after), stays in there) + rest

    def shown(kept: Shown) -> list[str]:
        return [front_end.prepare(left(one)) for one in kept]

    def told(values: Values) -> Marks:
        found = zip(words, np.asarray(values).tolist(), strict=True)
        return Marks(text, tuple(Mark(word.start(), word.end(), value) for word, value in found))

    return Occlusion((len(words),), (1,), shown, told)
