"""``mmdesk evaluate``: how good a model is on a dataset."""

import argparse
from pathlib import Path

from mmdesk.cli.options import EngineFactory, Parser, Subparsers, add_dataset, add_device, add_json
from mmdesk.cli.output import emit, emit_json, percent, progress, say_skipped, table
from mmdesk.core.paths import check_writable
from mmdesk.core.protocol import Token
from mmdesk.core.report import Evaluation, Note

SUMMARY = "judge a model on one split of a dataset, with all subsets of the modalities"


def add_parser(subparsers: Subparsers) -> Parser:
    parser = subparsers.add_parser("evaluate", help=SUMMARY, description=SUMMARY.capitalize())
    parser.add_argument("model", type=Path, metavar="MODEL", help="model file")
    add_dataset(parser)
    parser.add_argument("--split", default="test", help="rows to judge by: train, val or test (default: test)")
    parser.add_argument("--report", type=Path, metavar="FILE.html", help="also write all figures and charts as one page")
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

                write_report(args.report, report, answers)
            if args.json:
                emit_json(report.to_json())
            else:
                say_skipped(report.skipped)
                emit(described(report))
    return 0


def described(evaluation: Evaluation) -> str:
    """The evaluation for people."""
    return "\n\n".join(
        [
            table(
                [
                    ("split", evaluation.split),
                    ("samples", str(evaluation.samples)),
                    ("accuracy", percent(evaluation.accuracy)),
                    ("balanced accuracy", percent(evaluation.balanced_accuracy)),
                    ("macro F1", percent(evaluation.macro_f1)),
                    ("calibration error", percent(evaluation.ece)),
                ]
            ),
            table([(shown, percent(accuracy)) for shown, accuracy in evaluation.subsets.items()], header=("shown", "accuracy")),
            table([(name, percent(accuracy)) for name, accuracy in evaluation.unimodal.items()], header=("alone", "accuracy")),
            evaluation.sentence,
        ]
    )
