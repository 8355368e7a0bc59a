"""Fusions by name: what each is called, and what it does, for the person who chooses."""

from collections.abc import Mapping
from dataclasses import dataclass

from mmdesk.core.errors import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class FusionWords:
    """Texts to be translated in "fusions"."""

    title: str
    sentence: str


FUSION_WORDS: Mapping[str, FusionWords] = {
    "fixed": FusionWords(
        QT_TRANSLATE_NOOP("fusions", "fixed"),
        QT_TRANSLATE_NOOP(
            "fusions", "Each part always counts the same, as in the theory: pictures 0.4, words and sounds 0.3 each."
        ),
    ),
    "learned": FusionWords(
        QT_TRANSLATE_NOOP("fusions", "learned"),
        QT_TRANSLATE_NOOP("fusions", "Learns how much each part counts, the same for all samples."),
    ),
    "gated": FusionWords(
        QT_TRANSLATE_NOOP("fusions", "gated"),
        QT_TRANSLATE_NOOP("fusions", "Decides for each sample anew how much each part counts."),
    ),
    "mixture": FusionWords(
        QT_TRANSLATE_NOOP("fusions", "mixture"),
        QT_TRANSLATE_NOOP(
            "fusions", "Joins the parts' own answers, weighted for each sample, and adds what the parts tell only together."
        ),
    ),
    "concat": FusionWords(
        QT_TRANSLATE_NOOP("fusions", "concat"),
        QT_TRANSLATE_NOOP("fusions", "Lays what the parts tell side by side and learns from the whole row."),
    ),
    "attention": FusionWords(
        QT_TRANSLATE_NOOP("fusions", "attention"),
        QT_TRANSLATE_NOOP("fusions", "Lets the parts look at each other before they answer; it wants many examples."),
    ),
    "low-rank": FusionWords(
        QT_TRANSLATE_NOOP("fusions", "low-rank"),
        QT_TRANSLATE_NOOP("fusions", "Multiplies what the parts tell, for what shows only in their combination."),
    ),
    "mean": FusionWords(
        QT_TRANSLATE_NOOP("fusions", "mean"),
        QT_TRANSLATE_NOOP("fusions", "Each part answers alone; the answer is the mean of all."),
    ),
    "weighted": FusionWords(
        QT_TRANSLATE_NOOP("fusions", "weighted"),
        QT_TRANSLATE_NOOP("fusions", "Each part answers alone; the better ones count more."),
    ),
    "product": FusionWords(
        QT_TRANSLATE_NOOP("fusions", "product"),
        QT_TRANSLATE_NOOP("fusions", "Each part answers alone; what any of them rules out is ruled out."),
    ),
}
