"""What is wrong with single pictures, sounds and texts."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.problems.findings import Kind, Problem, Suspect
from mmdesk.core.problems.fingerprints import Look

MIN_SECONDS = 0.1
SHORT_SHARE, MIN_USUAL_SECONDS = 0.2, 0.5
"""A sound is also very short below this share of the usual length, but not above so many seconds."""
SAID_CATEGORIES = {"L", "N", "S"}
"""Letters, numbers and symbols, such as emoji: what a text says something with."""
PLACEHOLDERS = {"nan", "null", "n/a", "#n/a", "<na>"}
"""What other programs write into empty cells."""
SELDOM = 0.02
"""If no more of the rows lack a text than this share, it was probably forgotten there."""


def find_part_problems(examples: Sequence[Example], looks: Mapping[Modality, Sequence[Look | None]]) -> Iterator[Problem]:
    sounds = looks["audio"]
    lengths = [look.seconds for look in sounds if look and np.isfinite(look.seconds)]
    shortest = max(MIN_SECONDS, min(SHORT_SHARE * float(np.median(lengths)), MIN_USUAL_SECONDS)) if lengths else 0.0
    wrong: tuple[tuple[Kind, Modality, Callable[[Look], bool]], ...] = (
        (Kind.SILENT, "audio", lambda look: look.silent),
        (Kind.SHORT, "audio", lambda look: look.seconds < shortest),
        (Kind.CLIPPED, "audio", lambda look: look.clipped),
        (Kind.DEAD_CHANNEL, "audio", lambda look: look.dead_channel),
        (Kind.BLANK, "image", lambda look: look.blank),
    )
    for kind, modality, is_wrong in wrong:
        suspects = tuple(
            Suspect(example.row) for example, look in zip(examples, looks[modality], strict=True) if look and is_wrong(look)
        )
        if suspects:
            yield Problem(kind, suspects, modality)
    if empty := tuple(Suspect(example.row) for example in _without_words(examples)):
        yield Problem(Kind.EMPTY_TEXT, empty, "text")


def _without_words(examples: Sequence[Example]) -> Iterator[Example]:
    texts = [example["text"] for example in examples]
    forgotten = texts.count(None) <= SELDOM * len(examples)
    return (e for e, text in zip(examples, texts, strict=True) if (says_nothing(str(text)) if text else forgotten))


def says_nothing(text: str) -> bool:
    """Whether a text is white space, punctuation or a placeholder alone."""
    return text.strip().casefold() in PLACEHOLDERS or not any(unicodedata.category(c)[0] in SAID_CATEGORIES for c in text)
