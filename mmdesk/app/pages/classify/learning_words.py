"""What is said of a model that learns while examples are collected: what it waits for, what it knows, how well."""

from __future__ import annotations

from mmdesk.app.services.learning import Learning
from mmdesk.app.system.labels import name_of, number
from mmdesk.app.system.translation import listed, translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.numerals import filled, whole
from mmdesk.core.training.collected import Learned

SHOWN_LABELS = 4


def awaited(learning: Learning) -> str:
    """Why the open project does not answer yet, and what it takes."""
    learned, stage = learning.learned, learning.stage
    if learning.problem:
        return learning.problem
    if learning.busy and stage and stage.total > 1:
        text = QT_TRANSLATE_NOOP("learning", "Looking at your examples: {done} of {total}")
        return filled(_(text), done=stage.done, total=stage.total)
    if learned is None or (learned.spec and learning.busy):
        return _(QT_TRANSLATE_NOOP("learning", "Looking at your examples…"))
    if learned.spec:
        return _(QT_TRANSLATE_NOOP("learning", "…"))
    if learned.left_out and not learned.samples:
        text = QT_TRANSLATE_NOOP("learning", "{parts}: only a full training learns from them. Begin it on Train.")
        return _(text).format(parts=_parts(learned))
    return _(QT_TRANSLATE_NOOP("learning", "Two kinds with two examples each, and it begins to answer."))


def counted(learned: Learned) -> str:
    """How many examples of each class taught."""
    return "  ·  ".join(f"{label} {whole(count)}" for label, count in learned.counts.items())


def figure(learned: Learned) -> str:
    """How well it is known to do."""
    unjudged = listed(learned.unjudged, SHOWN_LABELS)
    if learned.judged is None:
        return _(QT_TRANSLATE_NOOP("learning", "No figure yet: that takes three examples of a class."))
    low, high = learned.judged.interval
    if learned.counts:
        text = QT_TRANSLATE_NOOP("learning", "Judged by {count:# example|# examples}: {low} to {high} % right")
        ends = {"low": whole(round(100 * low)), "high": whole(round(100 * high))}
    else:
        text = QT_TRANSLATE_NOOP("learning", "Judged by {count:# example|# examples}: off by {low} to {high} on the average")
        ends = {"low": number(low), "high": number(high)}
    told = filled(_(text), count=learned.judged.samples, **ends)
    if not unjudged:
        return told
    return _(QT_TRANSLATE_NOOP("learning", "{figure}. No figure yet for {labels}.")).format(figure=told, labels=unjudged)


def left_out(learned: Learned) -> str:
    """What it does not learn from; empty where that is nothing."""
    told = []
    if learned.left_out and learned.samples:
        text = QT_TRANSLATE_NOOP("learning", "{parts}: left out until a full training.")
        told.append(_(text).format(parts=_parts(learned)))
    if learned.skipped:
        text = QT_TRANSLATE_NOOP("learning", "{count:# example|# examples} cannot be read.")
        told.append(filled(_(text), count=len(learned.skipped)))
    return " ".join(told)


def _parts(learned: Learned) -> str:
    return listed(map(name_of, learned.left_out))


def _(text: str) -> str:
    return translated("learning", text)
