"""Many samples answered in one go: how files become rows, and how their answers become a table."""

import csv
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mmdesk.core.answers.prediction import Prediction
from mmdesk.core.datasets.class_folders import has_class_folders
from mmdesk.core.datasets.example import Dataset, Example, Skipped, cell_of, natural, parts_of
from mmdesk.core.datasets.read import MANIFEST, read_dataset
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, MediaError
from mmdesk.core.files import reading, shown
from mmdesk.core.modalities.detect import kind_of
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.paths import written_safely
from mmdesk.core.progress import CancelToken

Row = Example | Skipped
TABLES = (".csv", ".tsv")
HEADER_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Answered:
    """A row of a batch with its answer, or with the reason why it has none."""

    row: Row
    prediction: Prediction | None = None
    problem: str = ""


def gathered(paths: Sequence[Path], token: CancelToken) -> Dataset | None:
    """The rows that these files are, if they are more than one sample; None if they are the parts of one.

    A folder with a dataset and a manifest give its rows. Other files are a row each, or together where they share a stem.

    Raises:
        InputError: if a folder has no files or may not be read, or a manifest cannot be read
    """
    if len(paths) == 1 and (_is_manifest(paths[0]) or _has_dataset(paths[0])):
        return read_dataset(paths[0])
    folders = [path for path in paths if os.path.isdir(path)]
    dataset = loose(paths, token)
    counts = Counter(m for e in dataset.examples for m in MODALITIES if m in e.parts)
    return dataset if folders or max(counts.values(), default=0) > 1 else None


def loose(paths: Sequence[Path], token: CancelToken) -> Dataset:
    """Files, each a row; those of different modalities that share folder and stem are one. Folders label what is in them.

    Raises:
        DatasetError: if there are folders, but no files, or one may not be read
    """
    labels: dict[Path, str] = {}
    folders = [path for path in paths if os.path.isdir(path)]
    for path in paths:
        labels |= dict.fromkeys(_files_in(path), path.absolute().name) if path in folders else {path: ""}
    if folders and not labels:
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "{name} has no samples. Add some."), name=shown(folders[0]))
    return _grouped(labels, token)


def _is_manifest(path: Path) -> bool:
    """Whether this is a table whose header names a modality; another table is words."""
    if path.suffix.lower() not in TABLES or not os.path.isfile(path):
        return False
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            header = file.readline(HEADER_BYTES).lower()
    except OSError:
        return False  # who reads it as words will say why
    return any(cell.strip(' "\r\n') in MODALITIES for delimiter in ",;\t" for cell in header.split(delimiter))


def _has_dataset(path: Path) -> bool:
    if not os.path.isdir(path):
        return False
    with reading(path):
        return os.path.exists(path / MANIFEST) or any(path.glob("t*_labels.npy")) or has_class_folders(path)


def _files_in(folder: Path) -> list[Path]:
    with reading(folder):
        os.scandir(folder).close()  # rglob passes over what may not be read
        files = [path for path in folder.rglob("*") if path.name[0] not in "._" and path.name != "Thumbs.db" and path.is_file()]
    return sorted(files, key=lambda path: natural(str(path)))


def _grouped(labels: Mapping[Path, str], token: CancelToken) -> Dataset:
    groups: dict[Path, dict[Modality, Path]] = {}
    problems: dict[Path, str] = {}
    for file in labels:
        token.check()
        try:
            modality = kind_of(file)
        except MediaError as error:
            problems[file] = str(error)
            continue
        stem = file.with_suffix("")
        groups.setdefault(file if modality in groups.get(stem, {}) else stem, {})[modality] = file
    examples: list[Example] = []
    skipped: list[Skipped] = []
    for number, (key, group) in enumerate([*groups.items(), *((file, {}) for file in problems)], 1):
        try:
            label = next((labels[file] for file in group.values()), "")
            if group:
                examples.append(Example(number, parts_of(group), label, ""))
            else:
                skipped.append(Skipped(number, problems[key]))
        except MediaError as error:
            skipped.append(Skipped(number, str(error)))
    root = Path(os.path.commonpath([file.absolute().parent for file in labels])) if labels else Path()
    return Dataset(root, tuple(examples), tuple(skipped))


def rows_of(dataset: Dataset) -> tuple[Row, ...]:
    """Every row in its order, those that cannot be read too."""
    return tuple(sorted((*dataset.examples, *dataset.skipped), key=lambda row: row.row))


def write_table(path: Path, spec: ModelSpec, root: Path, answers: Iterable[Answered]) -> None:
    """Write answers as CSV, row by row as they come; if they end with an error, `path` stays as it was.

    Raises:
        InputError: if it cannot be written
    """
    # Of names that are not UTF-8 the strange bytes are spelled out.
    with (
        written_safely(path) as temporary,
        open(temporary, "w", encoding="utf-8", errors="backslashreplace", newline="") as file,
    ):
        table = csv.DictWriter(file, columns(spec), restval="")
        table.writeheader()
        for answered in answers:
            table.writerow(cells(answered, root))


def columns(spec: ModelSpec) -> list[str]:
    """Header of the table; the prefixes keep a class called "score" apart from the score."""
    said = ("value",) if spec.task == "regression" else ("label", "score")
    return [
        *("row", *MODALITIES, *said),
        *(f"score:{label}" for label in spec.labels),
        *(f"weight:{modality}" for modality in spec.modalities),
        *(f"contribution:{modality}" for modality in spec.modalities),
        "error",
    ]


def cells(answered: Answered, root: Path) -> dict[str, Any]:
    """What a row offers and its answer; six digits are more than the model knows."""
    row, prediction = answered.row, answered.prediction
    cells: dict[str, Any] = {"row": row.row, "error": answered.problem}
    if isinstance(row, Example):
        cells |= {modality: cell_of(part, root) for modality, part in row.parts.items()}
    if prediction:
        cells |= dict(_answer(prediction))
    return cells


def _answer(prediction: Prediction) -> Iterator[tuple[str, str]]:
    # Numbers may be of any size, so their figures are counted from the first one.
    figures = ".6f" if prediction.task == "classification" else ".9g"
    if prediction.task == "regression":
        yield "value", f"{prediction.value:{figures}}"
    else:
        yield "label", prediction.label
        yield "score", f"{prediction.score:{figures}}"
    for label, score in prediction.scores.items():
        yield f"score:{label}", f"{score:{figures}}"
    for modality, own in prediction.modalities.items():
        yield f"weight:{modality}", f"{own.weight:.6f}"
        yield f"contribution:{modality}", f"{own.contribution:{figures}}"
