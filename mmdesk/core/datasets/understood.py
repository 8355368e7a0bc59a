"""What was understood of a dataset, in one line (dataset summary)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import reduce

from mmdesk.core.datasets.example import SPLITS, Dataset, natural
from mmdesk.core.datasets.layout import SHOWN_NAMES, Kind, Layout
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names, Option, Sentence
from mmdesk.core.files import shown
from mmdesk.core.tasks.registry import likely_task, task_named

OF_SPLIT: Mapping[str, str] = {
    "train": QT_TRANSLATE_NOOP("errors", "train {count}"),
    "val": QT_TRANSLATE_NOOP("errors", "val {count}"),
    "test": QT_TRANSLATE_NOOP("errors", "test {count}"),
}
"""How many rows of a split there are, in the words of tables."""


def understood(dataset: Dataset) -> Sentence:
    """Classes or numbers, splits, and where the labels come from.

    Such as "2 classes; train 8, test 4; labels from labels.csv, column target".
    """
    text = QT_TRANSLATE_NOOP("errors", "{labels}; {rows}; {source}")
    return Sentence(
        text,
        labels=task_named(likely_task(dataset.labels)).counted(len(dataset.labels)),
        rows=_rows(dataset),
        source=source_of(dataset.layout),
    )


def remarks(dataset: Dataset) -> tuple[Sentence, ...]:
    """What the person should know of how it was understood: what was left aside, and what is to be decided."""
    layout = dataset.layout
    if layout is None:
        return ()
    told = (undecided(layout), _read_as(layout) if layout.encoding else None, _untaught(dataset))
    return (*layout.remarks, *filter(None, told))


def undecided(layout: Layout) -> Sentence | None:
    """What has to be decided before anything is learned; None if nothing has to be."""
    if not layout.choices:
        return None
    text = QT_TRANSLATE_NOOP(
        "errors", "More than one thing in {name} could tell the labels: {choices}. Choose one of them ({option})."
    )
    return Sentence(text, name=shown(layout.path), choices=Names(layout.choices), option=Option("labels_from"))


def foreign_words(dataset: Dataset) -> Sentence | None:
    """Which texts were left out because their encoding is to be decided; None if all could be read."""
    foreign = dataset.foreign
    if foreign is None:
        return None
    text = QT_TRANSLATE_NOOP(
        "errors",
        "{count:# text is|# texts are} not in {tried}, but probably in {encoding}, as in “{words}”. "
        "Say in which {count:it is|they are} ({option}).",
    )
    return Sentence(
        text,
        count=len(foreign.rows),
        tried=(dataset.layout.encoding if dataset.layout else "") or "UTF-8",
        encoding=foreign.encoding,
        words=foreign.words,
        option=Option("encoding"),
    )


def _untaught(dataset: Dataset) -> Sentence | None:
    """Which classes are there to judge by, and not to learn from."""
    taught = {example.label for example in dataset.examples if example.split == "train"}
    missing = sorted({example.label for example in dataset.examples if example.split and example.label} - taught, key=natural)
    if not taught or not missing or not task_named(likely_task(dataset.labels)).has_classes:
        return None
    text = QT_TRANSLATE_NOOP(
        "errors",
        "{count:The class|The classes} {names} {count:is|are} only in validation or test: "
        "nothing can be learned of {count:it|them}.",
    )
    return Sentence(text, names=Names(missing, SHOWN_NAMES), count=len(missing))


def _read_as(layout: Layout) -> Sentence:
    """That the person decided an encoding."""
    text = QT_TRANSLATE_NOOP("errors", "What is not in UTF-8 was read as {encoding}.")
    return Sentence(text, encoding=layout.encoding)


def _rows(dataset: Dataset) -> Sentence | Names:
    """The rows that have a label, by their splits as far as the dataset tells them."""
    counts = Counter(example.split for example in dataset.examples if example.label or not dataset.labels)
    told = [Sentence(OF_SPLIT[split], count=counts[split]) for split in SPLITS if counts[split]]
    if not told:
        return Sentence(QT_TRANSLATE_NOOP("errors", "{count:# sample|# samples}"), count=counts[""])
    if counts[""]:
        text = QT_TRANSLATE_NOOP("errors", "{splits}, {count} in no split")
        return Sentence(text, splits=Names(told), count=counts[""])
    return Names(told)


def source_of(layout: Layout | None) -> Sentence:
    """Where the labels come from."""
    if layout and layout.kind is Kind.CLASS_FOLDERS:
        return Sentence(QT_TRANSLATE_NOOP("errors", "labels from the names of folders"))
    if layout and layout.kind is Kind.ARRAYS:
        names = Names((f"{split}_labels.npy" for split in layout.splits), SHOWN_NAMES)
        return Sentence(QT_TRANSLATE_NOOP("errors", "labels from {name}"), name=names)
    tables = [table for table in layout.tables if table.labelled] if layout else []
    if not tables:
        return Sentence(QT_TRANSLATE_NOOP("errors", "no labels"))
    form = tables[0].form
    column = form.header[form.columns.places["label"]].strip()
    names = Names(dict.fromkeys(table.path.name for table in tables), SHOWN_NAMES)
    return Sentence(QT_TRANSLATE_NOOP("errors", "labels from {name}, column {column}"), name=names, column=column)


def note_on_opening(dataset: Dataset) -> str:
    """What the person should know of a dataset that is opened; empty if nothing."""
    return reduce(_one_after_the_other, _on_opening(dataset), "")


def _on_opening(dataset: Dataset) -> Iterator[Sentence]:
    yield from dataset.layout.remarks if dataset.layout else ()
    foreign = dataset.foreign.rows if dataset.foreign else ()  # of which it is asked
    skipped = [row for row in dataset.skipped if row.row not in foreign]
    if skipped:
        text = QT_TRANSLATE_NOOP("errors", "{count:# file or row was|# files or rows were} left out: {reason}")
        yield Sentence(text, count=len(skipped), reason=skipped[0].reason)
    if asked := foreign_words(dataset):
        yield asked


def _one_after_the_other(first: str, then: Sentence) -> str:
    return Sentence(QT_TRANSLATE_NOOP("errors", "{first} {then}"), first=first, then=then) if first else then
