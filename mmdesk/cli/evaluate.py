"""``mmdesk evaluate``: how good a model is on a dataset."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

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
from mmdesk.cli.output import check_place, emit, emit_json, percent, progress, say_skipped, table
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.evaluation.summary import Evaluation, NumberEvaluation
from mmdesk.core.language import localize, translate
from mmdesk.core.progress import CancelToken, Note

if TYPE_CHECKING:
    from mmdesk.core.evaluation.results import NumberAnswers, SampleAnswers

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
        from mmdesk.core.datasets.layout import MANIFEST  # here, because the help should not wait for numpy

        check_place(args.report, args.model, args.dataset, args.dataset / MANIFEST)
    engine = engine_factory(args.device)
    with progress() as shown:
        for report in engine.evaluate(args.model, args.dataset, args.split, CancelToken()):
            if isinstance(report, Note):
                shown.show(report)
                continue
            if not isinstance(report, Evaluation | NumberEvaluation):
                answers = report
                continue
            shown.close()
            if args.report:
                _write_report(args.report, report, answers)
            if args.json:
                emit_json(report.to_json())
            else:
                say_skipped(report.skipped)
                emit(described(report) if isinstance(report, Evaluation) else described_numbers(report))
    return 0


def _write_report(path: Path, evaluation: "Evaluation | NumberEvaluation", answers: "SampleAnswers | NumberAnswers") -> None:
    from mmdesk.core.evaluation.html_report import write_number_report, write_report
    from mmdesk.core.evaluation.results import NumberAnswers, SampleAnswers  # here, because the window should not wait for numpy

    if isinstance(evaluation, NumberEvaluation) and isinstance(answers, NumberAnswers):
        write_number_report(path, evaluation, answers, _said)
    elif isinstance(evaluation, Evaluation) and isinstance(answers, SampleAnswers):
        write_report(path, evaluation, answers, _said)


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
            _figures(translate("cli", "shown"), accuracy, evaluation.subsets, percent),
            _figures(translate("cli", "alone"), accuracy, evaluation.unimodal, percent),
            localize(evaluation.sentence),
        ]
    )


def _said(text: str) -> str:
    """A sentence or a text of the report in the person's language."""
    return localize(text) if isinstance(text, Sentence) else translate("judge", text)


def described_numbers(evaluation: NumberEvaluation) -> str:
    """The evaluation of a regression for people."""
    error = translate("cli", "mean error")
    return "\n\n".join(
        [
            table(
                [
                    (translate("cli", "split"), evaluation.split),
                    (translate("cli", "samples"), str(evaluation.samples)),
                    (translate("cli", "mean error (MAE)"), _number(evaluation.mae)),
                    (translate("cli", "root of the mean squared error (RMSE)"), _number(evaluation.rmse)),
                    (translate("cli", "share of the variance explained (R2)"), f"{evaluation.r2:.3f}"),
                ]
            ),
            _figures(translate("cli", "shown"), error, evaluation.subsets, _number),
            _figures(translate("cli", "alone"), error, evaluation.unimodal, _number),
            localize(evaluation.sentence),
        ]
    )


def _figures(what: str, figure: str, values: Mapping[str, float], shown: Callable[[float], str]) -> str:
    return table([(name, shown(value)) for name, value in values.items()], header=(what, figure))


def _number(value: float) -> str:
    return f"{value:.4g}"
