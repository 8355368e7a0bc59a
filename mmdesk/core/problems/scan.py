"""Looks once at every part of a dataset, then for everything that may be wrong with it."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from mmdesk.core.datasets.example import Dataset, Example, Item
from mmdesk.core.datasets.read import labelled
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.problems.classes import find_class_problems
from mmdesk.core.problems.duplicates import contents_of, find_copies
from mmdesk.core.problems.findings import Kind, Problem, Suspect
from mmdesk.core.problems.fingerprints import Look, look_at_picture, look_at_sound
from mmdesk.core.problems.label_errors import find_label_problems
from mmdesk.core.problems.label_spelling import find_spelling_problems
from mmdesk.core.problems.media import find_part_problems
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.tasks.registry import likely_task, task_named

REPORT_EVERY = 64
OF_LABELS = (Kind.SPELLING, Kind.NO_LABEL, Kind.SEVERAL_LABELS, Kind.TWO_LABELS, Kind.FEW)
"""Rows with these are not judged by what the others of their class hold."""
LOOKING = QT_TRANSLATE_NOOP("errors", "looking")
COMPARING = QT_TRANSLATE_NOOP("errors", "comparing")
EYES: dict[Modality, Callable[[Item], Look]] = {"image": look_at_picture, "audio": look_at_sound}


def find_problems(dataset: Dataset, token: CancelToken) -> Iterator[Note | Problem]:
    """Look for everything that may be wrong with a dataset; progress as notes, then the problems in the order of `Kind`.

    Each file is decoded once. Splits are taken as they are: without any, nothing leaks. Labels that are likely meant as
    numbers are not judged as classes.

    Raises:
        Cancelled: if the token asks for it
    """
    dataset = labelled(dataset)
    examples: Sequence[Example] = dataset.examples
    looks: dict[Item, Look] = {}
    yield from _look(examples, looks, token)
    seen = {modality: [_look_of(example, modality, looks) for example in examples] for modality in EYES}
    unreadable = _unreadable(dataset, seen)
    bad = {suspect.row for suspect in unreadable}
    good = [place for place, example in enumerate(examples) if example.row not in bad]
    examples, seen = _only(good, examples, seen)
    problems = [Problem(Kind.UNREADABLE, unreadable)] if unreadable else []
    if dataset.repeats:
        repeats = tuple(Suspect(row, first) for row, first in dataset.repeats.items())
        problems.append(Problem(Kind.EXACT_COPY, repeats))
    problems += find_part_problems(examples, seen)
    yield Note(Sentence(COMPARING), 0, 2)
    problems += find_copies(examples, contents_of(examples, seen, token))
    classes = task_named(likely_task(example.label for example in examples)).has_classes
    if classes:
        problems += find_class_problems(examples)
        problems += find_spelling_problems(examples)
    yield Note(Sentence(COMPARING), 1, 2)
    if classes:
        told = {row for problem in problems if problem.kind in OF_LABELS for row in problem.rows}
        judged = [place for place, example in enumerate(examples) if example.row not in told]
        problems += find_label_problems(*_only(judged, examples, seen), token)
    yield Note(Sentence(COMPARING), 2, 2)
    order = list(Kind)
    yield from sorted(problems, key=lambda problem: order.index(problem.kind))


def _look(examples: Sequence[Example], looks: dict[Item, Look], token: CancelToken) -> Iterator[Note]:
    """Fill `looks` with every picture and sound, each once whatever the number of rows that share it."""
    tasks = {item: eye for modality, eye in EYES.items() for example in examples if (item := example.items.get(modality))}

    def look(item: Item) -> Look:
        token.check()
        return tasks[item](item)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, (item, seen) in enumerate(zip(tasks, pool.map(look, tasks), strict=True), 1):
            looks[item] = seen
            if done % REPORT_EVERY == 0 or done == len(tasks):
                yield Note(Sentence(LOOKING), done, len(tasks))


def _look_of(example: Example, modality: Modality, looks: dict[Item, Look]) -> Look | None:
    item = example.items.get(modality)
    return looks[item] if item else None


def _only(
    places: Sequence[int], examples: Sequence[Example], seen: dict[Modality, list[Look | None]]
) -> tuple[list[Example], dict[Modality, list[Look | None]]]:
    return [examples[place] for place in places], {modality: [every[p] for p in places] for modality, every in seen.items()}


def _unreadable(dataset: Dataset, seen: dict[Modality, list[Look | None]]) -> tuple[Suspect, ...]:
    reasons = {skipped.row: skipped.reason for skipped in dataset.skipped if skipped.row not in dataset.repeats}
    for place, example in enumerate(dataset.examples):
        if failure := next((look.failure for every in seen.values() if (look := every[place]) and look.failure), ""):
            reasons[example.row] = failure
    return tuple(Suspect(row, reason=reason) for row, reason in sorted(reasons.items()))
