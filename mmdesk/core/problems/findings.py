"""The words for what is wrong with a dataset, without numpy: the window shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.modalities.registry import Modality


class Kind(StrEnum):
    """What can be wrong, in the order in which it is told."""

    UNREADABLE = "unreadable"
    ENCODING = "encoding"
    SILENT = "silent"
    SHORT = "short"
    CLIPPED = "clipped"
    DEAD_CHANNEL = "dead-channel"
    BLANK = "blank"
    EMPTY_TEXT = "empty-text"
    LEAK = "leak"
    EXACT_COPY = "exact-copy"
    NEAR_COPY = "near-copy"
    SPELLING = "label-spelling"
    NO_LABEL = "no-label"
    SEVERAL_LABELS = "several-labels"
    TWO_LABELS = "two-labels"
    FEW = "few"
    MISSING = "missing"
    WRONG_LABEL = "wrong-label"
    MISMATCH = "mismatch"
    SHUFFLED = "shuffled"


class Remedy(StrEnum):
    """What one click can do, to every suspect of a problem."""

    REMOVE = "remove"
    """Remove the rows."""
    KEEP_ONE = "keep-one"
    """Remove the rows; the one that each of them repeats stays."""
    RELABEL = "relabel"
    """Give each row the label that the suspect has."""
    TRAIN = "move-to-training"
    """Move the rows to the training split."""
    READ = "read-as"
    """Read the dataset again, in the encoding that its texts are in; no edit of rows."""


SENTENCES = {
    Kind.UNREADABLE: QT_TRANSLATE_NOOP("errors", "{count:# row|# rows} cannot be read."),
    Kind.ENCODING: QT_TRANSLATE_NOOP(
        "errors", "{count:# text is|# texts are} not in UTF-8, but probably in {encoding}, as in “{words}”."
    ),
    Kind.SILENT: QT_TRANSLATE_NOOP("errors", "{count:# sound is|# sounds are} silent."),
    Kind.SHORT: QT_TRANSLATE_NOOP("errors", "{count:# sound is|# sounds are} very short."),
    Kind.CLIPPED: QT_TRANSLATE_NOOP(
        "errors", "{count:# sound is clipped: it was|# sounds are clipped: they were} recorded too loud."
    ),
    Kind.DEAD_CHANNEL: QT_TRANSLATE_NOOP("errors", "{count:# sound has|# sounds have} a channel with nothing in it."),
    Kind.BLANK: QT_TRANSLATE_NOOP("errors", "{count:# picture is|# pictures are} almost blank."),
    Kind.EMPTY_TEXT: QT_TRANSLATE_NOOP("errors", "{count:# row has|# rows have} a text without words."),
    Kind.LEAK: QT_TRANSLATE_NOOP(
        "errors",
        "{count:# row for validation or test is|# rows for validation or test are} in another split too: "
        "the model would be judged by what it knows.",
    ),
    Kind.EXACT_COPY: QT_TRANSLATE_NOOP("errors", "{count:# row is an exact copy of another|# rows are exact copies of others}."),
    Kind.NEAR_COPY: QT_TRANSLATE_NOOP(
        "errors", "{count:# row is almost the same as another|# rows are almost the same as others}."
    ),
    Kind.SPELLING: QT_TRANSLATE_NOOP(
        "errors", "{count:# row has a label|# rows have labels} that probably {count:means|mean} the same as others: {labels}."
    ),
    Kind.NO_LABEL: QT_TRANSLATE_NOOP("errors", "{count:# row has|# rows have} a label that says there is none: {labels}."),
    Kind.SEVERAL_LABELS: QT_TRANSLATE_NOOP(
        "errors", "{count:# row seems|# rows seem} to have several labels in one: {labels}. Each sample is of one class."
    ),
    Kind.TWO_LABELS: QT_TRANSLATE_NOOP("errors", "{count:# row holds|# rows hold} the same as another one with another label."),
    Kind.FEW: QT_TRANSLATE_NOOP(
        "errors", "{number:The class|The classes} {classes} {number:has|have} fewer than {least:# example|# examples}: add some."
    ),
    Kind.MISSING: QT_TRANSLATE_NOOP(
        "errors", "In {classes} a modality is missing that the others have: its absence alone would tell the class."
    ),
    Kind.WRONG_LABEL: QT_TRANSLATE_NOOP(
        "errors",
        "{count:# row probably has a wrong label: what it holds|# rows probably have a wrong label: what they hold} "
        "tells another one.",
    ),
    Kind.MISMATCH: QT_TRANSLATE_NOOP(
        "errors", "{count:# row has|# rows have} a part that contradicts the label, while the rest fits it."
    ),
    Kind.SHUFFLED: QT_TRANSLATE_NOOP(
        "errors",
        "A modality says nothing about the labels ({own} right, {chance} by chance), though the others do ({others}): "
        "its files may be mixed up.",
    ),
}

REMEDIES = {
    Kind.UNREADABLE: Remedy.REMOVE,
    Kind.ENCODING: Remedy.READ,
    Kind.SILENT: Remedy.REMOVE,
    Kind.SHORT: Remedy.REMOVE,
    Kind.CLIPPED: Remedy.REMOVE,
    Kind.BLANK: Remedy.REMOVE,
    Kind.EMPTY_TEXT: Remedy.REMOVE,
    Kind.LEAK: Remedy.TRAIN,
    Kind.EXACT_COPY: Remedy.KEEP_ONE,
    Kind.NEAR_COPY: Remedy.KEEP_ONE,
    Kind.SPELLING: Remedy.RELABEL,
    Kind.NO_LABEL: Remedy.REMOVE,
    Kind.WRONG_LABEL: Remedy.REMOVE,
    Kind.MISMATCH: Remedy.REMOVE,
}


@dataclass(frozen=True, slots=True)
class Suspect:
    """A row with a problem.

    Attributes:
        row: its line in the manifest, or its number from 1
        twin: the row that it repeats
        label: the label that it should probably have
        reason: why it cannot be read
    """

    row: int
    twin: int | None = None
    label: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, with all rows that have it.

    Attributes:
        suspects: the rows that the remedy would change, by row; of copies the superfluous ones, of a leak those outside
            training, of the same with two labels all
        modality: the one concerned; None if it is the whole row
        values: what goes into the fields of the sentence
    """

    kind: Kind
    suspects: tuple[Suspect, ...]
    modality: Modality | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> Sentence:
        return Sentence(SENTENCES[self.kind], count=len(self.suspects), **self.values)

    @property
    def remedy(self) -> Remedy | None:
        return REMEDIES.get(self.kind)

    @property
    def rows(self) -> tuple[int, ...]:
        return tuple(suspect.row for suspect in self.suspects)

    def to_json(self) -> dict[str, Any]:
        """One entry of what ``mmdesk check --json`` prints."""
        suspects = [{"row": s.row, "twin": s.twin, "label": s.label, "reason": s.reason} for s in self.suspects]
        return {
            "kind": self.kind.value,
            "modality": self.modality,
            "sentence": self.sentence,
            "remedy": self.remedy.value if self.remedy else None,
            "rows": suspects,
        }
