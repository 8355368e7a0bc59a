"""The manual page, made from the help of the commands."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime

import mmdesk
from mmdesk import main
from mmdesk.cli import COMMANDS


def page(epoch: int) -> str:
    """The page in roff; `epoch` is the time of the build in seconds."""
    day = datetime.fromtimestamp(epoch, UTC).date()
    lines = [f'.TH MMDESK 1 {day} "mmdesk {mmdesk.__version__}" "User Commands"', ".SH NAME"]
    lines += [r"mmdesk \- classify by picture, words and sound at once", ".SH SYNOPSIS"]
    lines += [r"\fBmmdesk\fR [\fB\-\-model\fR \fIMODEL\fR] [\fIFILE\fR ...]", ".br", r"\fBmmdesk\fR \fICOMMAND\fR ..."]
    lines += [".SH DESCRIPTION", text(main.DESCRIPTION), ".SH OPTIONS", *options(main.window_parser())]
    subparsers = argparse.ArgumentParser().add_subparsers()
    for name, command in COMMANDS.items():
        lines += [".SH " + f"mmdesk {name}".upper(), text(sentence(command.SUMMARY)), *options(command.add_parser(subparsers))]
    lines += [".SH EXIT STATUS", *statuses(), ".SH FILES", text("mmdesk doctor tells the folders of settings, cache and logs.")]
    return "\n".join(lines) + "\n"


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Each argument with its help."""
    formatter = parser.formatter_class(parser.prog)
    for action in parser._actions:
        names = ", ".join(rf"\fB{text(name)}\fR" for name in action.option_strings)
        value = "" if action.nargs == 0 else rf"\fI{text(formatter._metavar_formatter(action, action.dest.upper())(1)[0])}\fR"
        yield ".TP"
        yield f"{names} {value}".strip()
        yield text(formatter._expand_help(action)) if action.help else ""


def statuses() -> Iterator[str]:
    meanings = {
        "0": "done",
        "2": "something that was given was wrong; one sentence says what",
        "1": "a fault of mmdesk; the sentence names the log",
        "130": "ended by Ctrl-C",
    }
    for status, meaning in meanings.items():
        yield from (".TP", rf"\fB{status}\fR", meaning)


def sentence(summary: str) -> str:
    return f"{summary[:1].upper()}{summary[1:]}."


def text(words: str) -> str:
    """Words that roff does not take for commands; a hyphen in it stays one that can be typed."""
    escaped = words.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped
