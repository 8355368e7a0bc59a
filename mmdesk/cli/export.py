"""``mmdesk export``: write a model for use elsewhere."""

import argparse
import os
from pathlib import Path

from mmdesk.cli.options import EngineFactory, Parser, Subparsers, add_command, add_json, add_model
from mmdesk.cli.output import check_place, emit, emit_json, progress
from mmdesk.core.errors import QT_TRANSLATE_NOOP, OptionError
from mmdesk.core.language import translate
from mmdesk.core.models.exported import ENDING, ExportReport, is_exported
from mmdesk.core.numerals import filled
from mmdesk.core.progress import CancelToken

SUMMARY = QT_TRANSLATE_NOOP("cli", "write a model for use elsewhere, as an ONNX graph that needs no PyTorch")
MORE = QT_TRANSLATE_NOOP(
    "cli", "mmdesk predict answers with it too. Its answers are compared with those of the model before it is kept."
)
MEGABYTE = 1e6


def add_parser(subparsers: Subparsers) -> Parser:
    parser = add_command(subparsers, "export", SUMMARY, MORE)
    add_model(parser)
    out = translate("cli", "the file to write, or a folder for it with a page that says how to use it in other programs")
    parser.add_argument("--out", type=Path, required=True, metavar=f"FILE{ENDING}|FOLDER", help=out)
    check = translate("cli", "dataset by whose samples answers are compared; without it, samples that come with mmdesk")
    parser.add_argument("--check", type=Path, metavar="DATASET", help=check)
    add_json(parser)
    return parser


def run(args: argparse.Namespace, engine_factory: EngineFactory) -> int:
    """Write it and print how far its answers differ.

    Raises:
        InputError: if the model cannot be exported, or not written there
    """
    if is_exported(args.out):
        check_place(args.out, args.model)
    elif args.out.suffix or os.path.isfile(args.out):
        sentence = QT_TRANSLATE_NOOP(
            "errors", "{path} cannot be an exported model. Give a name that ends in {ending}, or a folder."
        )
        raise OptionError(sentence, path=args.out, ending=ENDING)
    engine = engine_factory("cpu")
    with progress() as shown:
        for report in engine.export(args.model, args.out, args.check, CancelToken()):
            if not isinstance(report, ExportReport):
                shown.show(report)
                continue
            shown.close()
            if args.json:
                emit_json(report.to_json())
            else:
                emit(described(report))
    return 0


def described(report: ExportReport) -> str:
    """The report for people."""
    text = translate(
        "cli",
        "{path}: {size:.1f} MB. Scores of {count:# sample|# samples} differ by {difference:.1e} at most from those of the model.",
    )
    return filled(text, path=report.path, size=report.size / MEGABYTE, count=report.samples, difference=report.difference)
