"""What is wrong with whole classes."""

from collections import Counter
from collections.abc import Iterator, Sequence

from mmdesk.core.datasets.example import Example, natural
from mmdesk.core.errors import Names
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.problems.findings import Kind, Problem, Suspect

MIN_EXAMPLES = 10
"""Examples that a class should have."""
MIN_JUDGING_SAMPLES = 5
TELLING = 0.5
"""How much more often a modality is missing in a class than in the others if that tells the class."""
CHANCE_ERRORS = 4.0
SHOWN = 5


def find_class_problems(examples: Sequence[Example]) -> Iterator[Problem]:
    counts = Counter(example.label for example in examples)
    few = {label for label, count in counts.items() if count < MIN_EXAMPLES}
    if few:
        yield Problem(
            Kind.FEW, _of_classes(examples, few), values={"classes": _listed(few), "number": len(few), "least": MIN_EXAMPLES}
        )
    for modality in MODALITIES:
        if telling := telling_classes(examples, counts, modality):
            lacking = [example for example in examples if modality not in example.present]
            values = {"classes": _listed(telling)}
            yield Problem(Kind.MISSING, _of_classes(lacking, telling), modality, values)


def telling_classes(examples: Sequence[Example], counts: Counter[str], modality: Modality) -> set[str]:
    """Classes of which a modality is missing in most rows, far more often than in the others."""
    missing = Counter(example.label for example in examples if modality not in example.present)
    total = missing.total()
    if total == len(examples):
        return set()
    share = total / len(examples)
    telling = set()
    for label, count in counts.items():
        own, rest = missing[label] / count, (total - missing[label]) / max(1, len(examples) - count)
        far = CHANCE_ERRORS * (share * (1 - share) / count) ** 0.5
        if count >= MIN_JUDGING_SAMPLES and own > 0.5 and own - rest > max(TELLING, min(far, 1 - share)):
            telling.add(label)
    return telling


def _of_classes(examples: Sequence[Example], labels: set[str]) -> tuple[Suspect, ...]:
    return tuple(Suspect(example.row) for example in examples if example.label in labels)


def _listed(labels: set[str]) -> Names:
    return Names(sorted(labels, key=natural), SHOWN)
