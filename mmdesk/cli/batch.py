"""``mmdesk batch``: answer every row of a dataset into a table."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mmdesk.cli.options import (
    EngineFactory,
    Parser,
    Subparsers,
    add_command,
    add_coverage,
    add_dataset,
    add_decisions,
    add_device,
    add_json,
    add_model,
    dataset_of,
    decisions_of,
)
from mmdesk.cli.output import check_place, emit, emit_json, progress, say
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.language import localize, translate
from mmdesk.core.numerals import filled
from mmdesk.core.progress import CancelToken, Note

if TYPE_CHECKING:
    from mmdesk.core.answers.batch import Answered

SUMMARY = QT_TRANSLATE_NOOP("cli", "answer every row of a dataset and write the answers as a CSV table")


def add_parser(subparsers: Subparsers) -> Parser:
    parser = add_command(subparsers, "batch", SUMMARY)
    add_model(parser)
    add_dataset(parser)
    add_decisions(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=translate("cli", "CSV table to write"))
    excel = translate("cli", "mark the table as UTF-8, so that Excel shows every letter")
    parser.add_argument("--excel", dest="written_in", action="store_const", const="utf-8-sig", default="utf-8", help=excel)
    add_coverage(parser)
    add_device(parser)
    add_json(parser)
    return parser


def run(args: argparse.Namespace, engine_factory: EngineFactory) -> int:
    """Write the table and print how many rows were answered.

    Raises:
        InputError: if the model or the dataset cannot be used, or the table cannot be written
    """
    # Here, because the help of all commands should not wait for numpy.
    from mmdesk.core.answers.batch import rows_of, write_table
    from mmdesk.core.datasets.layout import MANIFEST
    from mmdesk.core.datasets.read import check_answerable, read_dataset
    from mmdesk.core.datasets.understood import foreign_words, remarks

    check_place(args.out, args.model, args.dataset, args.dataset / MANIFEST)
    dataset = read_dataset(dataset_of(args), decisions_of(args))
    check_answerable(dataset)
    for sentence in (*remarks(dataset), *filter(None, (foreign_words(dataset),))):
        say(localize(sentence))
    engine = engine_factory(args.device)
    spec = engine.open(args.model)
    rows = rows_of(dataset)
    failed: list[Answered] = []
    answers = watched(engine.batch(rows, CancelToken()), len(rows), failed)
    write_table(args.out, spec, dataset.root, answers, args.written_in, args.coverage)
    if args.json:
        emit_json({"out": str(args.out), "rows": len(rows), "answered": len(rows) - len(failed), "failed": len(failed)})
    else:
        text = translate("cli", "{path}: {done} of {total:# row|# rows} answered, {failed} with an error.")
        if not failed:
            text = translate("cli", "{path}: {done} of {total:# row|# rows} answered.")
        emit(filled(text, path=args.out, done=len(rows) - len(failed), total=len(rows), failed=len(failed)))
    return 0


def watched(answers: Iterable[Answered], total: int, failed: list[Answered]) -> Iterator[Answered]:
    """The same answers, shown as progress; those with a problem are put into `failed`."""
    with progress() as shown:
        for done, answered in enumerate(answers, start=1):
            if answered.problem:
                failed.append(answered)
            yield answered
            shown.show(Note(Sentence(QT_TRANSLATE_NOOP("errors", "Answering")), done, total))
