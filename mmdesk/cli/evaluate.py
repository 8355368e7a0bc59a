"""``mmdesk evaluate``: how good a model is on a dataset."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from mmdesk.cli.options import (
    EngineFactory,
    Parser,
    Subparsers,
    add_command,
    add_dataset,
    add_device,
    add_json,
    add_model,
    with_default,
)
from mmdesk.cli.output import emit, emit_json, percent, progress, say_skipped, table
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.language import told, translate
from mmdesk.core.paths import check_writable
from mmdesk.core.protocol import Token
from mmdesk.core.report import Evaluation, Note

SUMMARY = QT_TRANSLATE_NOOP("cli", "judge a model on one split of a dataset, with all subsets of the modalities")


def add_parser(subparsers: Subparsers) -> Parser:
    parser = add_command(subparsers, "evaluate", SUMMARY)
    add_model(parser)
    add_dataset(parser)
    split = with_default(translate("cli", "rows to judge by: train, val or test"), "test")
    parser.add_argument("--split", default="test", help=split)
    report = translate("cli", "also write all figures and charts as one page")
    parser.add_argument("--report", type=Path, metavar="FILE.html", help=report)
    add_device(parser)
    add_json(parser)
    return parser


def run(args: argparse.Namespace, engine_factory: EngineFactory) -> int:
    """Print the evaluation.

    Raises:
        InputError: if the model or the dataset cannot be used
    """
    if args.report:
        check_writable(args.report)
    engine = engine_factory(args.device)
    with progress() as shown:
        for report in engine.evaluate(args.model, args.dataset, args.split, Token()):
            if isinstance(report, Note):
                shown.show(report)
                continue
            if not isinstance(report, Evaluation):
                answers = report
                continue
            shown.close()
            if args.report:
                from mmdesk.core.report_page import write_report  # here, because the window should not wait for numpy

                write_report(args.report, report, answers, _said)
            if args.json:
                emit_json(report.to_json())
            else:
                say_skipped(report.skipped)
                emit(described(report))
    return 0


def described(evaluation: Evaluation) -> str:
    """The evaluation for people."""
    accuracy = translate("cli", "accuracy")
    return "\n\n".join(
        [
            table(
                [
                    (translate("cli", "split"), evaluation.split),
                    (translate("cli", "samples"), str(evaluation.samples)),
                    (accuracy, percent(evaluation.accuracy)),
                    (translate("cli", "balanced accuracy"), percent(evaluation.balanced_accuracy)),
                    (translate("cli", "macro F1"), percent(evaluation.macro_f1)),
                    (translate("cli", "calibration error"), percent(evaluation.ece)),
                ]
            ),
            _accuracies(translate("cli", "shown"), accuracy, evaluation.subsets),
            _accuracies(translate("cli", "alone"), accuracy, evaluation.unimodal),
            told(evaluation.sentence),
        ]
    )


def _said(text: str) -> str:
    """A sentence or a text of the report in the person's language."""
    return told(text) if isinstance(text, Sentence) else translate("judge", text)


def _accuracies(what: str, accuracy: str, values: Mapping[str, float]) -> str:
    return table([(name, percent(value)) for name, value in values.items()], header=(what, accuracy))
