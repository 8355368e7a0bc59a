"""``mmdesk listen``: answer the microphone all the time."""

from __future__ import annotations

import argparse
import math
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mmdesk.cli.options import (
    EngineFactory,
    Parser,
    Subparsers,
    add_command,
    add_device,
    add_json,
    add_optional_model,
    number,
    with_default,
)
from mmdesk.cli.output import emit, emit_json, percent, say, table
from mmdesk.core.answers.stream import NOTHING_HEARD, NOTHING_HEARD_SECONDS, Event, Hop, ListenPlan
from mmdesk.core.engine import Listening
from mmdesk.core.errors import QT_TRANSLATE_NOOP, OptionError
from mmdesk.core.language import translate
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.numerals import filled
from mmdesk.core.paths import present_starter_model
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:
    from mmdesk.core.devices.microphone import Recorder

SUMMARY = QT_TRANSLATE_NOOP("cli", "answer the microphone all the time, together with a picture or words")
PULL_SECONDS = 0.01


def add_parser(subparsers: Subparsers) -> Parser:
    parser = add_command(subparsers, "listen", SUMMARY, QT_TRANSLATE_NOOP("cli", "Ctrl-C ends it."))
    add_optional_model(parser)
    which = translate("cli", "which microphone, one of --list; without it, the system's own choice")
    parser.add_argument("--microphone", metavar="NAME", help=which)
    parser.add_argument("--list", action="store_true", help=translate("cli", "print the microphones that there are, and end"))
    parser.add_argument("--image", type=Path, metavar="FILE", help=translate("cli", "picture of the moment"))
    parser.add_argument("--text", metavar="WORDS", help=translate("cli", "words of the moment"))
    end = translate("cli", "end after so many seconds; without it, at Ctrl-C")
    parser.add_argument("--seconds", type=number, metavar="X", help=end)
    least = with_default(translate("cli", "least score of an event, 0 to 1"), ListenPlan().threshold)
    parser.add_argument("--threshold", type=number, metavar="X", help=least)
    every = translate("cli", "also print the answer to every tenth of a second")
    parser.add_argument("--every-hop", action="store_true", help=every)
    add_device(parser)
    add_json(parser)
    return parser


def run(args: argparse.Namespace, engine_factory: EngineFactory) -> int:
    """Listen until it is enough.

    Raises:
        InputError: if something cannot be read or opened, or the microphone goes
    """
    if args.list:
        return list_microphones(args.json)
    # Here, because the help of all commands should not wait for numpy.
    from mmdesk.core.devices.microphone import Recorder
    from mmdesk.core.modalities.image.files import read_picture
    from mmdesk.core.modalities.text.files import checked_text

    if args.seconds is not None and args.seconds <= 0:
        sentence = QT_TRANSLATE_NOOP("errors", "{seconds} is no time to listen. Give --seconds a number above 0, or leave it out.")
        raise OptionError(sentence, seconds=args.seconds)
    sample = Sample(
        image=read_picture(args.image) if args.image else None,
        text=checked_text(args.text, "--text") if args.text else None,
    )
    plan = ListenPlan() if args.threshold is None else ListenPlan(threshold=args.threshold)
    recorder = Recorder(args.microphone)
    try:
        engine = engine_factory(args.device)
        engine.open(args.model or present_starter_model())
        listening = engine.listen(recorder.rate, plan)
        listening.show(sample)
        recorder.ring.read()  # what was said before it listens is not waited for
        say(translate("cli", "Listening. Ctrl-C ends it."))
        with ended_by_ctrl_c() as token:
            for report in reports(recorder, listening, args.seconds, token):
                if isinstance(report, Event) or args.every_hop:
                    tell(report, args.json)
    finally:
        recorder.close()
        if recorder.ring.lost:
            text = translate("cli", "{count:# sample was|# samples were} lost: this computer was too busy.")
            say(filled(text, count=recorder.ring.lost))
    return 0


def reports(recorder: Recorder, listening: Listening, seconds: float | None, token: CancelToken) -> Iterator[Hop | Event]:
    """What is heard in the next `seconds` of sound."""
    left = math.inf if seconds is None else round(seconds * recorder.rate)
    quiet = 0
    while not token.cancelled and left > 0:
        samples = recorder.read()
        wanted = samples[: int(min(left, len(samples)))]
        left -= len(wanted)
        before, quiet = quiet, 0 if abs(wanted).max(initial=0) > NOTHING_HEARD else quiet + len(wanted)
        if before <= NOTHING_HEARD_SECONDS * recorder.rate < quiet:
            say(
                translate("cli", "Nothing is heard. Check that the microphone is on and not muted; mmdesk listen --list shows all.")
            )
        yield from listening.hear(wanted)
        time.sleep(PULL_SECONDS)
    yield from listening.end()


@contextmanager
def ended_by_ctrl_c() -> Iterator[CancelToken]:
    """A token that Ctrl-C cancels, so that the microphone is closed as it should."""
    token = CancelToken()
    usual = signal.signal(signal.SIGINT, lambda *_: token.cancel())
    try:
        yield token
    finally:
        signal.signal(signal.SIGINT, usual)


def list_microphones(as_json: bool) -> int:
    from mmdesk.core.devices.microphone import microphones

    found = microphones()
    if as_json:
        emit_json({"microphones": [{"name": m.name, "rate": m.rate, "channels": m.channels, "default": m.default} for m in found]})
    else:
        rows = [(m.name, f"{m.rate} Hz", str(m.channels), translate("cli", "preferred") if m.default else "") for m in found]
        emit(table(rows, header=(translate("cli", "microphone"), translate("cli", "rate"), translate("cli", "channels"), "")))
    return 0


def tell(report: Hop | Event, as_json: bool) -> None:
    doubt = "   " + translate("cli", "contradicts the rest") if report.conflict else ""
    doubt = "   " + translate("cli", "none of these") if isinstance(report, Hop) and report.unknown else doubt
    if as_json:
        emit_json(report.to_json())
    elif isinstance(report, Event):
        when = translate("cli", "{start:8.2f} s to {end:.2f} s").format(start=report.start, end=report.end)
        emit(f"{when}   {report.label}   {percent(report.score)}{doubt}")
    else:
        emit(f"{report.time:8.2f} s   {report.level:6.1f} dB   {report.label or '-'}   {percent(report.score)}{doubt}")
