"""Splits by content: the same sample always lands in the same split, and never in two; few are cross-validated instead."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from mmdesk.core.datasets.arrays import array_row
from mmdesk.core.datasets.example import Dataset, Example, Item, Skipped
from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError, Sentence
from mmdesk.core.files import OpenFile, opened
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.tasks.few import MIN_JUDGING
from mmdesk.core.tasks.registry import USUAL_TASK, task_named
from mmdesk.core.tasks.task import TaskName

TRAIN_SHARE = 0.70
VAL_SHARE = 0.15
VAL_SHARE_OF_TRAINING = 0.10
MIN_HELD_OUT = 4 * MIN_JUDGING
"""A class with so many samples can spare those that judge it; below, every one is worth more in training."""
MAX_CROSS_VALIDATED = 1000
"""Training several times on parts of more samples takes minutes."""
FOLDS = 4
"""Each model of a cross-validation learns from three quarters, as one does that has a quarter set aside."""

Digests = Mapping[int, bytes]
"""Hash of each row's content."""


def with_splits(dataset: Dataset, task: TaskName = USUAL_TASK) -> Dataset:
    """Give every row a split: those without one 70/15/15 by a hash of what they hold.

    Where no row is for validation, a tenth of the training rows is set aside for it, with a note, unless they are so few that
    cross-validation does without: see `is_cross_validated`. A class with training rows keeps at least one; one that can spare
    them has enough for validation. Numbers, which need not come twice, are one class. Rows whose files cannot be read while
    they are hashed go to the skipped ones.
    """
    own = {example.row for example in dataset.examples if example.split == "val"}
    dataset = _divided(dataset, task)
    drawn = {example.row for example in dataset.examples if example.split == "val"} - own
    return replace(dataset, set_aside=dataset.set_aside | drawn)


def _divided(dataset: Dataset, task: TaskName) -> Dataset:
    if any(not example.split for example in dataset.examples):
        dataset, digests = _hashed(dataset, lambda _: True)
        dataset = _filled(dataset, digests, task)
        if not _has_val(dataset) and not is_cross_validated(dataset, task):
            dataset = _with_val(dataset, digests, task)
    elif not _has_val(dataset) and not is_cross_validated(dataset, task):
        dataset, digests = _hashed(dataset, lambda example: example.split == "train")
        dataset = _with_val(dataset, digests, task)
    return dataset


def is_cross_validated(dataset: Dataset, task: TaskName = USUAL_TASK) -> bool:
    """Whether what is for training and validation is too little to set some of it aside: then all of it does both in turn.

    So it is where validation has fewer than `MIN_JUDGING` samples of a class, and the class could not spare them.
    """
    pool = [example for example in dataset.examples if example.split in ("train", "val")]
    samples = Counter(task_named(task).stratum(example.label) for example in pool)
    judging = Counter(task_named(task).stratum(example.label) for example in pool if example.split == "val")
    few = any(judging[group] < MIN_JUDGING and (judging or count < MIN_HELD_OUT) for group, count in samples.items())
    return few and len(pool) <= MAX_CROSS_VALIDATED


def fold_numbers(dataset: Dataset, task: TaskName = USUAL_TASK) -> dict[int, int]:
    """For each row for training or validation the fold, 0 to `FOLDS` - 1, in which it judges what the other rows taught.

    Stratified k-fold cross-validation: the contents of each class are dealt out in the order of their hashes, so that the same
    content is in one fold; classes begin where the one before ended, so that the folds are of about one size. A row that
    cannot be read is in fold 0, and its reason is told when it is decoded.
    """
    pool = [example for example in dataset.examples if example.split in ("train", "val")]
    _, digests = _hashed(replace(dataset, examples=tuple(pool)), lambda _: True)
    groups: dict[str, set[bytes]] = defaultdict(set)
    for example in pool:
        if example.row in digests:
            groups[task_named(task).stratum(example.label)].add(digests[example.row])
    dealt = [digest for group in sorted(groups) for digest in sorted(groups[group])]
    folds = {digest: number % FOLDS for number, digest in enumerate(dict.fromkeys(dealt))}
    return {example.row: folds[digests[example.row]] if example.row in digests else 0 for example in pool}


def _has_val(dataset: Dataset) -> bool:
    return any(example.split == "val" for example in dataset.examples)


def _filled(dataset: Dataset, digests: Digests, task: TaskName) -> Dataset:
    said = {digests[example.row]: example.split for example in dataset.examples if example.split}
    kept = _lowest(dataset.examples, digests, task)
    drawn = {digest: "train" if digest in kept else _drawn(digest) for digest in digests.values()}
    if not said and "val" not in drawn.values():
        # With few samples, chance may leave validation empty: a lone test is worth less.
        drawn |= dict.fromkeys(sorted(digest for digest in drawn if drawn[digest] == "test")[:1], "val")
    splits = drawn | dict.fromkeys(_judging(dataset.examples, digests, drawn | said, task) - said.keys(), "val") | said
    return replace(dataset, examples=tuple(replace(e, split=e.split or splits[digests[e.row]]) for e in dataset.examples))


def _with_val(dataset: Dataset, digests: Digests, task: TaskName) -> Dataset:
    training = [example for example in dataset.examples if example.split == "train"]
    movable = {digests[example.row] for example in training} - _lowest(training, digests, task)
    if not movable:
        return dataset
    chosen = {digest for digest in movable if _share(digest) >= 1 - VAL_SHARE_OF_TRAINING} or {max(movable)}
    drawn = {digests[example.row]: "val" if digests[example.row] in chosen else "train" for example in training}
    chosen |= _judging(training, digests, drawn, task)
    rows = {example.row for example in training if digests[example.row] in chosen}
    examples = tuple(replace(example, split="val") if example.row in rows else example for example in dataset.examples)
    text = QT_TRANSLATE_NOOP(
        "errors",
        "No row is for validation, so {count} of the {total:# training row|# training rows} {count:is|are} set aside for it.",
    )
    note = Sentence(text, count=len(rows), total=len(training))
    return replace(dataset, examples=examples, notes=(*dataset.notes, note))


def _judging(examples: Iterable[Example], digests: Digests, splits: Mapping[bytes, str], task: TaskName) -> set[bytes]:
    """The highest hashes of each class that can spare them, as many as validation lacks: out of what was drawn for training."""
    groups: dict[str, set[bytes]] = defaultdict(set)
    for example in examples:
        groups[task_named(task).stratum(example.label)].add(digests[example.row])
    chosen: set[bytes] = set()
    for members in groups.values():
        training = sorted(digest for digest in members if splits[digest] == "train")
        lacking = MIN_JUDGING - sum(splits[digest] == "val" for digest in members)
        if lacking > 0 and len(members) >= MIN_HELD_OUT:
            chosen.update(training[-lacking:])
    return chosen


def _lowest(examples: Iterable[Example], digests: Digests, task: TaskName) -> set[bytes]:
    """The lowest hash of each class, or of all numbers: what stays in training, so that nothing goes without."""
    lowest: dict[str, bytes] = {}
    for example in examples:
        digest = digests[example.row]
        group = task_named(task).stratum(example.label)
        lowest[group] = min(digest, lowest.get(group, digest))
    return set(lowest.values())


def _drawn(digest: bytes) -> str:
    share = _share(digest)
    if share < TRAIN_SHARE:
        return "train"
    return "val" if share < TRAIN_SHARE + VAL_SHARE else "test"


def _share(digest: bytes) -> float:
    """A hash as a number from 0 to 1."""
    return int.from_bytes(digest[:6], "big") / 2**48


def _hashed(dataset: Dataset, wanted: Callable[[Example], bool]) -> tuple[Dataset, Digests]:
    """Hash the wanted rows; the dataset comes back without those that cannot be read."""
    contents: dict[Item, bytes] = {}
    digests: dict[int, bytes] = {}
    skipped: list[Skipped] = []
    for example in dataset.examples:
        if wanted(example):
            try:
                digests[example.row] = _digest(example, contents)
            except MediaError as error:
                skipped.append(Skipped(example.row, str(error)))
    bad = {row.row for row in skipped}
    kept = tuple(example for example in dataset.examples if example.row not in bad)
    return replace(dataset, examples=kept, skipped=(*dataset.skipped, *skipped)), digests


def _digest(example: Example, contents: dict[Item, bytes]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    # First what lies in files, then what tables hold: so it was before there were more modalities, and a hash is for ever.
    for modality, column in MODALITIES.items():
        item = example[modality]
        if isinstance(item, Item):
            if item not in contents:
                contents[item] = content_digest(item)
            digest.update(contents[item])
        else:
            digest.update(column.absence)
    for part in example.parts.values():
        if isinstance(part, str):
            digest.update(part.encode("utf-8"))
    return digest.digest()


def content_digest(item: Item) -> bytes:
    """Hash of a file, or of a row of an array.

    Raises:
        MediaError: if it cannot be read
    """
    if item.index is not None:
        return hashlib.blake2b(array_row(item).tobytes(), digest_size=16).digest()
    with opened(item.path) as file:
        return digest_of(file)


def digest_of(file: OpenFile) -> bytes:
    """Hash of an open file, which is at its beginning again."""
    digest = hashlib.file_digest(file.file, lambda: hashlib.blake2b(digest_size=16)).digest()
    file.file.seek(0)
    return digest
