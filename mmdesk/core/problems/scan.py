"""Looks once at every part of a dataset, then for everything that may be wrong with it."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from mmdesk.core.datasets.example import Dataset, Example, Part
from mmdesk.core.datasets.read import labelled
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.modalities.fingerprint import Fingerprint
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.problems.classes import find_class_problems
from mmdesk.core.problems.duplicates import contents_of, find_copies
from mmdesk.core.problems.findings import Kind, Problem, Suspect
from mmdesk.core.problems.fingerprints import fingerprint_of
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


def find_problems(dataset: Dataset, token: CancelToken) -> Iterator[Note | Problem]:
    """Look for everything that may be wrong with a dataset; progress as notes, then the problems in the order of `Kind`.

    Each file is decoded once. Splits are taken as they are: without any, nothing leaks. Labels that are likely meant as
    numbers are not judged as classes.

    Raises:
        Cancelled: if the token asks for it
    """
    dataset = labelled(dataset)
    examples: Sequence[Example] = dataset.examples
    known: dict[tuple[Modality, Part], Fingerprint] = {}
    yield from _look(examples, known, token)
    seen = {m: [known.get((m, part)) if (part := e[m]) is not None else None for e in examples] for m in MODALITIES}
    unreadable = _unreadable(dataset, seen)
    bad = {suspect.row for suspect in unreadable}
    good = [place for place, example in enumerate(examples) if example.row not in bad]
    examples, seen = _only(good, examples, seen)
    problems = [Problem(Kind.UNREADABLE, unreadable)] if unreadable else []
    if foreign := dataset.foreign:
        suspects = tuple(map(Suspect, sorted(foreign.rows)))
        problems.append(Problem(Kind.ENCODING, suspects, values={"encoding": foreign.encoding, "words": foreign.words}))
    if dataset.repeats:
        repeats = tuple(Suspect(row, first) for row, first in dataset.repeats.items())
        problems.append(Problem(Kind.EXACT_COPY, repeats))
    problems += find_part_problems(examples, seen)
    yield Note(Sentence(COMPARING), 0, 2)
    problems += find_copies(examples, contents_of(seen, token))
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


def _look(examples: Sequence[Example], known: dict[tuple[Modality, Part], Fingerprint], token: CancelToken) -> Iterator[Note]:
    """Fill `known` with every part, each once whatever the number of rows that share it."""
    every = dict.fromkeys(pair for example in examples for pair in example.parts.items())
    known |= {(modality, part): fingerprint_of(modality, part) for modality, part in every if isinstance(part, str)}
    files = [(modality, part) for modality, part in every if not isinstance(part, str)]

    def look(pair: tuple[Modality, Part]) -> Fingerprint:
        token.check()
        return fingerprint_of(*pair)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, (pair, seen) in enumerate(zip(files, pool.map(look, files), strict=True), 1):
            known[pair] = seen
            if done % REPORT_EVERY == 0 or done == len(files):
                yield Note(Sentence(LOOKING), done, len(files))


def _only(
    places: Sequence[int], examples: Sequence[Example], seen: dict[Modality, list[Fingerprint | None]]
) -> tuple[list[Example], dict[Modality, list[Fingerprint | None]]]:
    return [examples[place] for place in places], {modality: [every[p] for p in places] for modality, every in seen.items()}


def _unreadable(dataset: Dataset, seen: dict[Modality, list[Fingerprint | None]]) -> tuple[Suspect, ...]:
    told = {*dataset.repeats, *(dataset.foreign.rows if dataset.foreign else ())}
    reasons = {skipped.row: skipped.reason for skipped in dataset.skipped if skipped.row not in told}
    for place, example in enumerate(dataset.examples):
        if failure := next((look.failure for every in seen.values() if (look := every[place]) and look.failure), ""):
            reasons[example.row] = failure
    return tuple(Suspect(row, reason=reason) for row, reason in sorted(reasons.items()))
