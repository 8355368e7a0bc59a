"""``mmdesk batch``: answer every row of a dataset into a table."""

import argparse
import csv
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from mmdesk.cli.options import EngineFactory, Parser, Subparsers, add_dataset, add_device, add_json
from mmdesk.cli.output import emit, emit_json, progress
from mmdesk.core.dataset import MANIFEST, Dataset, Example, Item, check_answerable, read_dataset, read_sample
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError, OptionError
from mmdesk.core.paths import check_writable, written_safely
from mmdesk.core.prediction import Prediction
from mmdesk.core.protocol import Engine, Token
from mmdesk.core.report import Note, Skipped
from mmdesk.core.sample import Modality
from mmdesk.core.spec import ModelSpec

SUMMARY = "answer every row of a dataset and write the answers as a CSV table"

Row = dict[str, Any]


def add_parser(subparsers: Subparsers) -> Parser:
    parser = subparsers.add_parser("batch", help=SUMMARY, description=SUMMARY.capitalize())
    parser.add_argument("model", type=Path, metavar="MODEL", help="model file")
    add_dataset(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="CSV table to write")
    add_device(parser)
    add_json(parser)
    return parser


def run(args: argparse.Namespace, engine_factory: EngineFactory) -> int:
    """Write the table and print how many rows were answered.

    Raises:
        InputError: if the model or the dataset cannot be used, or the table cannot be written
    """
    if os.path.isdir(args.out):
        sentence = QT_TRANSLATE_NOOP("errors", "{path} is a folder. Give --out a file name, such as predictions.csv.")
        raise OptionError(sentence, path=args.out)
    refuse_overwriting(args.out, args.model, args.dataset, args.dataset / MANIFEST)
    check_writable(args.out)
    dataset = read_dataset(args.dataset)
    check_answerable(dataset)
    engine = engine_factory(args.device)
    spec = engine.open(args.model)
    failed = 0
    with written_safely(args.out) as temporary, _table(temporary) as file:
        table = csv.DictWriter(file, columns(spec), restval="")
        table.writeheader()
        for row in answered(dataset, engine, spec.modalities):
            failed += bool(row.get("error"))
            table.writerow(row)
    total = len(dataset.examples) + len(dataset.skipped)
    if args.json:
        emit_json({"out": str(args.out), "rows": total, "answered": total - failed, "failed": failed})
    else:
        emit(f"{args.out}: {total - failed} of {total} rows answered" + (f", {failed} with an error." if failed else "."))
    return 0


def refuse_overwriting(out: Path, *read: Path) -> None:
    """Raise `OptionError` if the table would take the place of one of the files that are read."""
    for path in read:
        if os.path.exists(out) and os.path.exists(path) and out.samefile(path):
            sentence = QT_TRANSLATE_NOOP("errors", "{path} is read here and would be overwritten. Give --out another name.")
            raise OptionError(sentence, path=out)


def _table(path: Path) -> TextIO:
    """Open a table for writing; of names that are not UTF-8 the strange bytes are spelled out."""
    return open(path, "w", encoding="utf-8", errors="backslashreplace", newline="")


def columns(spec: ModelSpec) -> list[str]:
    """Header of the table; the prefixes keep a class called "score" apart from the score."""
    return [
        *("row", "image", "text", "audio", "label", "score"),
        *(f"score:{label}" for label in spec.labels),
        *(f"weight:{modality}" for modality in spec.modalities),
        *(f"contribution:{modality}" for modality in spec.modalities),
        "error",
    ]


def answered(dataset: Dataset, engine: Engine, modalities: Sequence[Modality]) -> Iterator[Row]:
    """Every row of the dataset in its order, each with an answer or an error."""
    rows: list[Example | Skipped] = sorted((*dataset.examples, *dataset.skipped), key=lambda row: row.row)
    with progress() as shown:
        for done, row in enumerate(rows, start=1):
            if isinstance(row, Skipped):
                yield {"row": row.row, "error": row.reason}
            else:
                yield offered(row, dataset.root) | answer(row, engine, modalities)
            shown.show(Note("Answering", done, len(rows)))


def offered(example: Example, root: Path) -> Row:
    """The cells that say what the row offers."""
    return {
        "row": example.row,
        "image": _place(example.image, root),
        "text": example.text or "",
        "audio": _place(example.audio, root),
    }


def answer(example: Example, engine: Engine, modalities: Sequence[Modality]) -> Row:
    """The cells that the model fills from the modalities that it takes, or the error."""
    try:
        return cells(engine.predict(read_sample(example, modalities=modalities), Token()))
    except InputError as error:
        return {"error": str(error)}


def cells(prediction: Prediction) -> Row:
    """An answer as cells of the table; six digits are more than the model knows."""
    row: Row = {"label": prediction.label, "score": f"{prediction.score:.6f}"}
    for label, score in prediction.scores.items():
        row[f"score:{label}"] = f"{score:.6f}"
    for modality, own in prediction.modalities.items():
        row[f"weight:{modality}"] = f"{own.weight:.6f}"
        row[f"contribution:{modality}"] = f"{own.contribution:.6f}"
    return row


def _place(item: Item | None, root: Path) -> str:
    """Where a part lies, relative to the dataset; of an array also its row."""
    if item is None:
        return ""
    place = item.path.relative_to(root) if item.path.is_relative_to(root) else item.path
    return place.as_posix() if item.index is None else f"{place.as_posix()}#{item.index}"
