"""``mmdesk train``: train a model; its options are the fields of `TrainPlan`."""

import argparse
import dataclasses
import signal
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, NoneType
from typing import Any

from mmdesk.cli.flags import flag
from mmdesk.cli.options import (
    EngineFactory,
    Parser,
    Subparsers,
    add_command,
    add_dataset,
    add_json,
    dataset_of,
    modalities,
    model_file,
    number,
    sentence_of,
    whole,
    with_default,
)
from mmdesk.cli.output import Progress, emit, emit_json, progress, say, say_skipped
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Cancelled
from mmdesk.core.language import localize, translate
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.tasks.registry import task_named
from mmdesk.core.training.outlook import by_heart
from mmdesk.core.training.plan import FUSION_NAMES, TrainPlan
from mmdesk.core.training.reports import EpochReport, TrainResult

SUMMARY = QT_TRANSLATE_NOOP("cli", "train a model on a dataset and write it to a file")


def add_parser(subparsers: Subparsers) -> Parser:
    parser = add_command(subparsers, "train", SUMMARY, QT_TRANSLATE_NOOP("cli", "Ctrl-C keeps the best so far."))
    add_dataset(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="MODEL", help=sentence_of("out"))
    hints = typing.get_type_hints(TrainPlan)
    for field in dataclasses.fields(TrainPlan):
        if field.name != "out":
            parser.add_argument(flag(field.name), **_settings(field, hints[field.name]))
    add_json(parser)
    return parser


def run(args: argparse.Namespace, engine_factory: EngineFactory) -> int:
    """Train, tell every epoch, print the result.

    Raises:
        InputError: if an option, the dataset or the place of the model cannot be used
        Cancelled: if Ctrl-C comes before there is anything to keep
    """
    # Here, because the help of all commands should not wait for numpy.
    from mmdesk.core.datasets.layout import recognise
    from mmdesk.core.training.beforehand import check_plan

    chosen = {field.name: vars(args)[field.name] for field in dataclasses.fields(TrainPlan) if field.name in args}
    plan = TrainPlan(**chosen)
    check_plan(plan)
    dataset = dataset_of(args)
    recognise(dataset, plan.decisions)
    engine = engine_factory(plan.device)
    text = translate("cli", "Training on {device}. {reason}")
    say(text.format(device=engine.device, reason=localize(engine.device_reason)))
    epochs: list[EpochReport] = []
    with stopping_by_ctrl_c() as token, progress() as shown:
        try:
            for report in engine.train(dataset, plan, token):
                _tell(report, args.json, shown)
                if isinstance(report, EpochReport):
                    epochs.append(report)
                elif isinstance(report, TrainResult) and (heart := by_heart(plan, epochs, report)):
                    say(localize(heart))
        except Cancelled:
            say(translate("cli", "Stopped before the first epoch was over. No model was written."))
            raise
    return 0


@contextmanager
def stopping_by_ctrl_c() -> Iterator[CancelToken]:
    """A token that the first Ctrl-C cancels; the second one ends the program as usual."""
    token = CancelToken()
    usual = signal.getsignal(signal.SIGINT)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, usual)
        token.cancel()
        say(translate("cli", "Stopping and keeping the best so far. Press Ctrl-C again to end at once."))

    signal.signal(signal.SIGINT, stop)
    try:
        yield token
    finally:
        signal.signal(signal.SIGINT, usual)


def _tell(report: Note | EpochReport | TrainResult, as_json: bool, shown: Progress) -> None:
    if isinstance(report, Note):
        shown.show(report)
        return
    shown.close()
    if as_json:
        emit_json(report.to_json())
    elif isinstance(report, EpochReport):
        say(_line(report))
    else:
        say_skipped(report.skipped)
        emit(_end(report))


def _line(report: EpochReport) -> str:
    text = translate(
        "cli",
        "epoch {epoch:>3} of {epochs}   loss {train_loss:.4f}   validation {val_loss:.4f}   {quality}   "
        "{samples_per_second:.0f} samples/s",
    )
    quality = localize(task_named(report.task).quality_words(report.val_accuracy, report.judged))
    return text.format(quality=quality, **report.to_json())


def _end(result: TrainResult) -> str:
    text = translate("cli", "{model}: {result} after epoch {best_epoch}, {seconds:.1f} s")
    words = localize(task_named(result.task).result_words(result.val_accuracy, result.val_mae, result.judged))
    return text.format(result=words, **result.to_json())


def _settings(field: "dataclasses.Field[Any]", hint: Any) -> dict[str, Any]:
    """How argparse reads the option of one field; an option that is not given leaves the plan's own default."""
    settings: dict[str, Any] = {"dest": field.name, "default": argparse.SUPPRESS, "help": sentence_of(field.name)}
    if field.name == "fusion":
        text = translate("cli", "{text}: {choices}")
        settings["help"] = text.format(text=settings["help"], choices=", ".join(FUSION_NAMES))
    if hint is bool:
        return {**settings, "action": "store_true"}
    default = getattr(TrainPlan(), field.name)
    if default is not None:
        shown = ",".join(default) if isinstance(default, tuple) else default
        settings["help"] = with_default(settings["help"], shown)
    kinds = set(typing.get_args(hint)) - {NoneType} or {hint}
    if field.name == "encoder":
        return {**settings, "action": "extend", "nargs": "+", "metavar": "MODALITY=NAME"}
    if typing.get_origin(hint) is tuple:
        return {**settings, "type": modalities, "metavar": "image,text,audio"}
    if field.name == "start_from":
        return {**settings, "type": model_file, "metavar": "MODEL"}
    if kinds == {int}:
        return {**settings, "type": whole, "metavar": "N"}
    if kinds == {Path}:
        return {**settings, "type": Path, "metavar": "FOLDER"}
    if kinds == {float}:
        return {**settings, "type": number, "metavar": "X"}
    return {**settings, "metavar": "NAME"}
