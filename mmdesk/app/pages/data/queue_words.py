"""What is said while one example after the other gets its label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mmdesk.app.services.worth_labelling import WorthLabelling
from mmdesk.app.system.labels import number, percent
from mmdesk.app.system.translation import translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.numerals import filled, whole
from mmdesk.core.training.collected import Learned
from mmdesk.core.training.worth_labelling import Guess

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.projects.view import View


def progress(view: View | None, unlabelled: int, learned: Learned | None) -> str:
    """How many rows have a label, and how well what they taught is known to do."""
    every = len(view.content.rows) if view else 0
    text = _(QT_TRANSLATE_NOOP("queue", "{done} of {every} labelled"))
    told = text.format(done=whole(every - unlabelled), every=whole(every))
    if learned is None or learned.judged is None:
        return told
    low, high = learned.judged.interval
    if learned.counts:
        judged = _(QT_TRANSLATE_NOOP("queue", "judged by {count}: {low} to {high} % right"))
        ends = {"low": whole(round(100 * low)), "high": whole(round(100 * high))}
    else:
        judged = _(QT_TRANSLATE_NOOP("queue", "judged by {count}: off by {low} to {high} on the average"))
        ends = {"low": number(low), "high": number(high)}
    return f"{told} · {judged.format(count=whole(learned.judged.samples), **ends)}"


def guessed(guess: Guess | None) -> str:
    """What the program believes, said as a guess."""
    if guess is None:
        return _(QT_TRANSLATE_NOOP("queue", "What is it? The program cannot guess it yet."))
    if guess.score is None:
        return _(QT_TRANSLATE_NOOP("queue", "What is it? The program guesses {label}.")).format(label=guess.labels[0])
    text = _(QT_TRANSLATE_NOOP("queue", "What is it? The program guesses {label} ({score}). Enter takes that."))
    return text.format(label=guess.labels[0], score=percent(guess.score))


def awaited(worth: WorthLabelling) -> str:
    """How the examples are chosen, and how far the choice of the next ones is."""
    stage = worth.stage
    if worth.busy and stage and stage.total > 1:
        text = QT_TRANSLATE_NOOP("queue", "Looking at the examples: {done} of {total}. Until then they come as they are.")
        return filled(_(text), done=stage.done, total=stage.total)
    if worth.busy:
        return _(QT_TRANSLATE_NOOP("queue", "Choosing the next ones…"))
    if worth.order:
        return _(
            QT_TRANSLATE_NOOP("queue", "First come those from which the program learns the most, chosen anew every ten labels.")
        )
    return ""


def _(text: str) -> str:
    return translated("queue", text)
