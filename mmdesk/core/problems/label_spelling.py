"""Labels that people mean as one, or as none: how they are spelled (label canonicalisation)."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from mmdesk.core.datasets.example import Example
from mmdesk.core.errors import Names
from mmdesk.core.problems.findings import Kind, Problem, Suspect
from mmdesk.core.tasks.numbers import number_of

NO_LABELS = {
    "nan", "null", "none", "n/a", "#n/a", "na", "<na>", "nil", "-", "?", "#ref!", "#div/0!", "#value!", "#name?", "#num!", "#null!",
}  # fmt: skip
"""What programs and people write where there is no label, in lower case."""
SHOWN = 3
_BETWEEN = re.compile(r"\s*[;|,]\s*")
_BLANKS = re.compile(r"[\s_]+")


def find_spelling_problems(examples: Sequence[Example]) -> Iterator[Problem]:
    """Different spellings of one label, labels that say there is none, and several labels in one."""
    counts = Counter(example.label for example in examples)
    usual = _usual_spellings(counts)
    if others := tuple(Suspect(e.row, label=usual[e.label]) for e in examples if usual[e.label] != e.label):
        yield Problem(Kind.SPELLING, others, values={"labels": _listed({row.label for row in others if row.label}, usual)})
    if none := [label for label in counts if canonical(label) in NO_LABELS]:
        yield Problem(Kind.NO_LABEL, _rows_with(examples, none), values={"labels": Names(sorted(none), SHOWN)})
    if lists := [label for label in counts if _is_list(label, counts)]:
        yield Problem(Kind.SEVERAL_LABELS, _rows_with(examples, lists), values={"labels": Names(sorted(lists), SHOWN)})


def canonical(label: str) -> str:
    """What all spellings of a label have in common: no case, one way to compose its letters, single blanks, nothing that cannot be
    seen; a number as such."""
    number = number_of(label)
    if number is not None:
        return f"{number:.15g}"
    seen = "".join(letter for letter in unicodedata.normalize("NFKC", label) if unicodedata.category(letter) != "Cf")
    return _BLANKS.sub(" ", seen.casefold()).strip()


def _usual_spellings(counts: Counter[str]) -> dict[str, str]:
    """For each label the commonest of those that are spelled alike; of several the first in order."""
    alike: dict[str, list[str]] = defaultdict(list)
    for label in sorted(counts):
        alike[canonical(label)].append(label)
    return {label: max(labels, key=counts.__getitem__) for labels in alike.values() for label in labels}


def _is_list(label: str, counts: Counter[str]) -> bool:
    """Whether a label holds several, of which at least one stands alone elsewhere."""
    parts = _BETWEEN.split(label)
    return len(parts) > 1 and all(parts) and any(part in counts for part in parts)


def _rows_with(examples: Sequence[Example], labels: Sequence[str]) -> tuple[Suspect, ...]:
    return tuple(Suspect(example.row) for example in examples if example.label in labels)


def _listed(kept: set[str], usual: dict[str, str]) -> Names:
    """Each label with its other spellings: "Cat (CAT, cat)"."""
    return Names((f"{one} ({', '.join(label for label in usual if usual[label] == one != label)})" for one in sorted(kept)), SHOWN)
