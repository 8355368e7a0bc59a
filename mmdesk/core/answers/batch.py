"""Many samples answered in one go: how files become rows, and how their answers become a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mmdesk.core.answers.prediction import Prediction
from mmdesk.core.answers.prediction_set import set_columns
from mmdesk.core.datasets.example import Dataset, Example, Skipped, cell_of
from mmdesk.core.datasets.formulas import sheet
from mmdesk.core.datasets.layout import dropped_dataset
from mmdesk.core.datasets.loose import read_loose
from mmdesk.core.datasets.read import read_layout
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.models.coverage import USUAL_COVERAGE
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.progress import CancelToken
from mmdesk.core.tasks.registry import task_named

Row = Example | Skipped
GIVEN = "given"
"""The column with the label that a row has of its own, where the answer's stands in the column label."""
CONFLICT = "conflict"
"""The column that tells whether the modalities contradict each other: true or false, as JSON has it."""
UNKNOWN, KNOWN = "unknown", "known"
"""The columns that tell whether it is none of these, true or false, and how known it is; empty of a model that cannot tell."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A row of a batch with its answer, or with the reason why it has none."""

    row: Row
    prediction: Prediction | None = None
    problem: str = ""


def gathered(paths: Sequence[Path], token: CancelToken) -> Dataset:
    """The rows that these files are: those of a dataset, or a row for each file, together where they share a stem.

    Raises:
        InputError: if a folder has no files or may not be read, or a table is none of samples
    """
    if len(paths) == 1 and (found := dropped_dataset(paths[0])):
        return read_layout(found)
    return read_loose(paths, token)


def rows_of(dataset: Dataset) -> tuple[Row, ...]:
    """Every row in its order, those that cannot be read too."""
    return tuple(sorted((*dataset.examples, *dataset.skipped), key=lambda row: row.row))


def write_table(
    path: Path,
    spec: ModelSpec,
    root: Path,
    answers: Iterable[Answered],
    encoding: str = "utf-8",
    coverage: float = USUAL_COVERAGE,
) -> None:
    """Write answers as CSV, row by row as they come; if they end with an error, `path` stays as it was. `encoding` as in `sheet`.

    The sets that are written are those of `coverage`.

    Raises:
        InputError: if it cannot be written
    """
    names = columns(spec, coverage)
    with sheet(path, encoding) as table:
        table.write(names)
        for answered in answers:
            row = cells(answered, root, coverage)
            table.write(row.get(name, "") for name in names)


def columns(spec: ModelSpec, coverage: float = USUAL_COVERAGE) -> list[str]:
    """Header of the table; the prefixes keep a class called "score" apart from the score."""
    task = task_named(spec.task)
    return [
        *("row", *MODALITIES, GIVEN, *task.answer("", 0.0)),
        *((CONFLICT,) if task.has_classes else ()),
        *(set_columns(coverage, task.has_classes) if spec.set_limits else ()),
        *(f"score:{label}" for label in spec.labels),
        *(f"weight:{modality}" for modality in spec.modalities),
        *(f"contribution:{modality}" for modality in spec.modalities),
        f"{task.value}_of_none",
        *(UNKNOWN, KNOWN, *(f"{KNOWN}:{modality}" for modality in spec.modalities)),
        "error",
    ]


def cells(answered: Answered, root: Path, coverage: float = USUAL_COVERAGE) -> dict[str, Any]:
    """What a row offers and its answer; six digits are more than the model knows."""
    row, prediction = answered.row, answered.prediction
    cells: dict[str, Any] = {"row": row.row, "error": answered.problem}
    if isinstance(row, Example):
        cells |= {modality: cell_of(part, root) for modality, part in row.parts.items()}
        cells[GIVEN] = row.label
    if prediction:
        cells |= dict(_answer(prediction))
        found = prediction.set_at(coverage)
        cells |= found.cells() if found else {}
    return cells


def _answer(prediction: Prediction) -> Iterator[tuple[str, str]]:
    task = task_named(prediction.task)
    figures = task.figures
    for name, value in task.answer(prediction.label, prediction.score).items():
        yield name, value if isinstance(value, str) else f"{value:{figures}}"
    if task.has_classes:
        yield CONFLICT, "true" if prediction.conflict else "false"
    for label, score in prediction.scores.items():
        yield f"score:{label}", f"{score:{figures}}"
    for modality, own in prediction.modalities.items():
        yield f"weight:{modality}", f"{own.weight:.6f}"
        yield f"contribution:{modality}", f"{own.contribution:{figures}}"
        yield f"{KNOWN}:{modality}", share(own.known)
    yield f"{task.value}_of_none", f"{prediction.score_of_none:{figures}}"
    yield UNKNOWN, "true" if prediction.unknown else "false"
    yield KNOWN, share(prediction.known)


def share(known: float | None) -> str:
    """A share that may not be known."""
    return "" if known is None else f"{known:.6f}"
