import csv
from pathlib import Path

import pytest
from planted import PLANTABLE, Planted, Planter, plant, shuffle_sounds, write

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import Cancelled
from mmdesk.core.problems.findings import Kind, Problem, Remedy
from mmdesk.core.problems.scan import LOOKING, find_problems
from mmdesk.core.progress import CancelToken, Note

SAMPLES, EACH = 600, 6


def problems_of(folder: Path) -> list[Problem]:
    return [report for report in find_problems(read_dataset(folder), CancelToken()) if isinstance(report, Problem)]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return plant(tmp_path_factory.mktemp("planted"), SAMPLES, EACH)


@pytest.fixture(scope="module")
def found(planted: Planted) -> list[Problem]:
    return problems_of(planted.folder)


@pytest.mark.parametrize("kind", PLANTABLE)
def test_what_is_planted_is_found(kind: Kind, planted: Planted, found: list[Problem]) -> None:
    rows = {row for problem in found if problem.kind is kind for row in problem.rows}
    assert len(rows & planted.rows[kind]) >= len(planted.rows[kind]) - 1


def test_of_all_that_is_planted_hardly_anything_is_missed(planted: Planted, found: list[Problem]) -> None:
    told = {(problem.kind, row) for problem in found for row in problem.rows}
    there = {(kind, row) for kind, rows in planted.rows.items() for row in rows}
    assert len(there & told) >= 0.95 * len(there)


def test_hardly_any_clean_row_is_accused(planted: Planted, found: list[Problem]) -> None:
    accused = {row for problem in found for row in problem.rows}
    assert len(accused & planted.clean) <= 0.01 * len(planted.clean)


def test_every_problem_says_what_it_is(found: list[Problem]) -> None:
    for problem in found:
        assert "{" not in problem.sentence
        assert problem.rows == tuple(sorted(problem.rows))
    remedies = {problem.kind: problem.remedy for problem in found}
    assert remedies[Kind.LEAK] is Remedy.TRAIN
    assert remedies[Kind.EXACT_COPY] is Remedy.KEEP_ONE
    assert remedies[Kind.FEW] is None
    unreadable = next(problem for problem in found if problem.kind is Kind.UNREADABLE)
    assert all(suspect.reason for suspect in unreadable.suspects)


@pytest.mark.parametrize("seed", [1, 2])
def test_shuffled_sounds_are_found_and_nothing_else(seed: int, tmp_path: Path) -> None:
    plant(tmp_path, 250, 0, seed=seed)
    assert sum(len(problem.rows) for problem in problems_of(tmp_path)) <= 2
    shuffle_sounds(tmp_path, seed)
    shuffled, *others = sorted(problems_of(tmp_path), key=lambda problem: problem.kind is not Kind.SHUFFLED)
    assert (shuffled.kind, shuffled.modality, len(shuffled.rows)) == (Kind.SHUFFLED, "audio", 250)
    assert sum(len(problem.rows) for problem in others) <= 2


def test_a_fifth_of_the_sounds_shuffled_is_found_row_by_row(tmp_path: Path) -> None:
    planter = Planter(3)
    rows = [planter.clean() for _ in range(300)]
    for row, stranger in zip(rows[:60], rows[60:120], strict=True):
        row.sound = planter.sound(stranger.label if stranger.label != row.label else "mute")
    write(tmp_path, rows)
    mismatches = {problem.modality: problem for problem in problems_of(tmp_path) if problem.kind is Kind.MISMATCH}
    found = mismatches.pop("audio")
    assert len(set(found.rows) & set(range(2, 62))) >= 48
    assert len(set(found.rows) - set(range(2, 62))) <= 2
    assert sum(len(problem.rows) for problem in mismatches.values()) <= 2


def test_repeated_rows_of_a_table_are_copies(tmp_path: Path) -> None:
    rows = [("text", "label"), *((f"words number {n}", "ab"[n % 2]) for n in range(20)), ("words number 3", "b")]
    with open(tmp_path / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    (problem,) = problems_of(tmp_path)
    assert problem.kind is Kind.EXACT_COPY
    assert [(suspect.row, suspect.twin) for suspect in problem.suspects] == [(22, 5)]


def test_progress_and_cancelling(planted: Planted) -> None:
    token = CancelToken()
    reports = find_problems(read_dataset(planted.folder), token)
    first = next(reports)
    assert isinstance(first, Note)
    assert (first.words, first.done) == (LOOKING, 64)
    token.cancel()
    with pytest.raises(Cancelled):
        list(reports)


def test_numbers_are_no_classes_of_a_few_examples(tmp_path: Path) -> None:
    rows = [("text", "label"), *((f"about {n} things", n) for n in range(100)), ("about 7 things", 7)]
    with open(tmp_path / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    assert [problem.kind for problem in problems_of(tmp_path)] == [Kind.EXACT_COPY]
