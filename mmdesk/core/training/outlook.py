"""What can be expected: before a training of so few examples, and after one that overfitted."""

import math
from collections.abc import Iterator, Mapping, Sequence

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names, Sentence
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.backbones import BACKBONES, LITE0, SENTENCE
from mmdesk.core.models.encoders import ENCODERS, FINE_TUNED, described, has_choice
from mmdesk.core.models.spec import FRESH
from mmdesk.core.tasks.few import MIN_FIGURE, MIN_JUDGING, wilson_interval
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import EpochReport, TrainResult

MANY = 50
"""From so many examples of each class on there is nothing to warn of."""
EXAMPLE = 0.8
"""An accuracy for which it is told how far the figure may be off."""
BY_HEART, APART = 0.9, 0.1
"""Share of the training samples that are known, and how far below it even the upper end of what validation tells lies."""


MEASURED: Mapping[str, str] = {
    LITE0.name: QT_TRANSLATE_NOOP(
        "errors", "For comparison: of photographs of six materials, 5 of each gave 61 % right, 10 gave 64 %, and 50 gave 75 %."
    ),
    SENTENCE.name: QT_TRANSLATE_NOOP(
        "errors", "For comparison: of comments with seven emotions, 5 of each gave 42 % right, 10 gave 43 %, and 50 gave 51 %."
    ),
}
"""What a linear classifier on a pretrained encoder gave, by the encoder's name: accuracy on samples kept aside, of three draws."""


def expected(counts: Mapping[str, int], modalities: Sequence[Modality]) -> Iterator[Sentence]:
    """What to expect of a training on so many examples of each class; nothing where there are many."""
    rarest = min(counts, key=lambda label: counts[label], default="")
    fewest = counts.get(rarest, MANY)
    if fewest < MIN_FIGURE:
        text = QT_TRANSLATE_NOOP(
            "errors",
            "“{rarest}” has only {fewest:# example|# examples}: nobody can tell yet how well it is known. Collect {least} or more.",
        )
        yield Sentence(text, rarest=rarest, fewest=fewest, least=MIN_JUDGING)
    elif fewest < MIN_JUDGING:
        low, high = wilson_interval(EXAMPLE, sum(counts.values()))
        text = QT_TRANSLATE_NOOP(
            "errors",
            "With {fewest:# example|# examples} of “{rarest}” this is a first try, and how good it is will be told roughly: where"
            " {share:.0%} is right, you read {low:.0%} to {high:.0%}. From {enough} of each class on, the figures hold.",
        )
        yield Sentence(text, rarest=rarest, fewest=fewest, share=EXAMPLE, low=low, high=high, enough=MIN_JUDGING)
    if fewest < MANY:
        yield from (Sentence(told) for name, told in MEASURED.items() if BACKBONES[name].modality in modalities)


def by_heart(plan: TrainPlan, epochs: Sequence[EpochReport], result: TrainResult) -> Sentence | None:
    """That a training knows its own samples and few others, and what would help; nothing where it is not so."""
    known = next((epoch.train_accuracy for epoch in epochs if epoch.epoch == result.best_epoch), math.nan)
    if result.val_mae is not None or not (known >= BY_HEART and known - result.val_interval[1] >= APART):
        return None
    untried = [modality for modality in plan.modalities if _learns_from_nothing(plan, modality)]
    remedy = Sentence(QT_TRANSLATE_NOOP("errors", "More examples of each class help most."))
    if untried:
        names = Names(described(name) for modality in untried for name in ENCODERS[modality] if name not in (FRESH, *FINE_TUNED))
        text = QT_TRANSLATE_NOOP("errors", "More examples of each class help most; another encoder may, too: {names}.")
        remedy = Sentence(text, names=names)
    text = QT_TRANSLATE_NOOP(
        "errors", "It learned its examples by heart: {known:.0%} of them are right, of others {low:.0%} to {high:.0%}. {remedy}"
    )
    low, high = result.val_interval
    return Sentence(text, known=known, low=low, high=high, remedy=remedy)


def _learns_from_nothing(plan: TrainPlan, modality: Modality) -> bool:
    """Whether the person chose so, though there is another encoder; what validation chose was compared with it."""
    chosen = FRESH if plan.preset == "classic" else plan.encoders_by_modality.get(modality, "")
    return chosen == FRESH and has_choice(modality)
