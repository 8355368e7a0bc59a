"""``mmdesk evaluate``: how good a model is on a dataset."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mmdesk.cli.options import (
    EngineFactory,
    Parser,
    Subparsers,
    add_command,
    add_dataset,
    add_decisions,
    add_device,
    add_json,
    add_model,
    dataset_of,
    decisions_of,
    with_default,
)
from mmdesk.cli.output import check_place, emit, emit_json, progress, say_skipped, table
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names, Sentence
from mmdesk.core.evaluation.summary import Evaluation
from mmdesk.core.language import localize, translate
from mmdesk.core.progress import CancelToken, Note

if TYPE_CHECKING:
    from mmdesk.core.evaluation.results import Results

SUMMARY = QT_TRANSLATE_NOOP("cli", "judge a model on one split of a dataset, with all subsets of the modalities")


def add_parser(subparsers: Subparsers) -> Parser:
    parser = add_command(subparsers, "evaluate", SUMMARY)
    add_model(parser)
    add_dataset(parser)
    add_decisions(parser)
    split = with_default(translate("cli", "rows to judge by: train, val, test, or all of them"), "test")
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
    from mmdesk.core.datasets.layout import MANIFEST, recognise  # here, because the help should not wait for numpy

    if args.report:
        check_place(args.report, args.model, args.dataset, args.dataset / MANIFEST)
    dataset = dataset_of(args)
    decisions = decisions_of(args)
    recognise(dataset, decisions)
    engine = engine_factory(args.device)
    with progress() as shown:
        for report in engine.evaluate(args.model, dataset, args.split, CancelToken(), decisions):
            if isinstance(report, Note):
                shown.show(report)
                continue
            if not isinstance(report, Evaluation):
                results = report
                continue
            shown.close()
            if args.report:
                _write_report(args.report, report, results)
            if args.json:
                emit_json(report.to_json())
            else:
                say_skipped(report.skipped)
                emit(described(report, results))
    return 0


def _write_report(path: Path, evaluation: Evaluation, results: "Results[Any]") -> None:
    from mmdesk.core.evaluation.html_report import write_report  # here, because the window should not wait for numpy

    write_report(path, results.judgement(evaluation, _told), _told)


def described(evaluation: Evaluation, results: "Results[Any]") -> str:
    """The evaluation for people."""
    from mmdesk.core.evaluation.contributions import sentences  # here, because the help should not wait for numpy

    several = results.several and evaluation.contributions
    decided = " ".join(map(localize, sentences(evaluation.contributions, evaluation.contributions_by_answer))) if several else ""
    # Of models of before, a modality may say something else on its own than when nothing but it is shown.
    alone = {name: figure for name, figure in evaluation.unimodal.items() if figure != evaluation.subsets.get(name)}
    return "\n\n".join(
        [
            table(results.summed_up(evaluation, _told)),
            _figures(translate("cli", "shown"), evaluation, evaluation.subsets),
            *([_figures(translate("cli", "alone"), evaluation, alone)] if alone else []),
            *([decided] if decided else []),
            localize(evaluation.sentence),
        ]
    )


def _told(text: str) -> str:
    """A sentence or a text of the report in the person's language."""
    return localize(text) if isinstance(text, Sentence | Names) else translate("judge", text)


def _figures(what: str, evaluation: Evaluation, values: Mapping[str, float]) -> str:
    rows = [(name, _told(evaluation.shown(value))) for name, value in values.items()]
    return table(rows, header=(what, translate("cli", evaluation.figure)))
