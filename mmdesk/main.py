"""Reads the command line; joins window and engine.

mmdesk [FILE ...]        the window
mmdesk COMMAND ...       one command of `mmdesk.cli`
"""

import argparse
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path

import mmdesk
from mmdesk import bootstrap
from mmdesk.cli import COMMANDS
from mmdesk.cli.flags import flag
from mmdesk.cli.options import EngineFactory, Parser
from mmdesk.cli.output import close_stdout, say
from mmdesk.core.engine import Engine
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Cancelled, InputError, Sentence
from mmdesk.core.files import is_model
from mmdesk.core.language import best_language, localize, speak, spell_options, system_locales, translate
from mmdesk.core.models.ready import located
from mmdesk.core.paths import log_dir

FAULT, WRONG_INPUT = 1, 2
INTERRUPTED = 128 + signal.SIGINT
NOBODY_READS = 141
"""What a shell reports of a program that wrote into a closed pipe: 128 + SIGPIPE, a signal that Windows lacks."""

LOG_BYTES = 1_000_000
DESCRIPTION = QT_TRANSLATE_NOOP(
    "cli", "Classify things by picture, words and sound at once. Without a command, mmdesk opens its window."
)


def make_engine(device: str = "auto") -> Engine:
    """Import PyTorch and make the engine; for the window its worker thread does this, once the window is shown.

    Raises:
        OptionError: if the device is not there
    """
    with bootstrap.without_stops():
        from mmdesk.engine.torch_engine import TorchEngine
    return TorchEngine(device)


def main(arguments: Sequence[str] | None = None, engine_factory: EngineFactory = make_engine) -> int:
    """Run the program; returns its exit code: 0 done, 2 wrong input, 1 a fault of ours."""
    bootstrap.mend_streams()
    bootstrap.keep_numpy_to_one_thread()
    speak(best_language(system_locales()))
    spell_options(flag)
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        return run(arguments, engine_factory)
    except InputError as error:
        tell(localize(error), arguments)
        return WRONG_INPUT
    except (KeyboardInterrupt, Cancelled):
        return INTERRUPTED
    except BrokenPipeError:
        close_stdout()
        return NOBODY_READS
    except Exception:
        with log() as place:
            logging.getLogger("mmdesk").exception("A fault of mmdesk")
        text = translate("cli", "Something went wrong inside mmdesk. What happened is written in {place}.")
        tell(text.format(place=localize(place)), arguments)
        return FAULT


def tell(text: str, arguments: Sequence[str]) -> None:
    """Say why the program ends; in a message of the desktop too if it was started there and nobody sees a terminal."""
    say(f"mmdesk: {text}")
    is_command = bool(arguments) and arguments[0] in COMMANDS
    if (bootstrap.is_standalone() or bootstrap.started_by_desktop()) and not is_command and not sys.stderr.isatty():
        bootstrap.show_message(text)


def run(arguments: Sequence[str], engine_factory: EngineFactory) -> int:
    """Run one command, or open the window."""
    if arguments and arguments[0] in COMMANDS:
        parser = command_parser()
        parser.prog = f"mmdesk {arguments[0]}"  # whose help shows the options that there are
        args = parser.parse_args(arguments)
        with log():
            return int(args.run(args, engine_factory))
    args = window_parser().parse_args(arguments)
    return open_window(args.files, args.model, engine_factory)


def command_parser() -> Parser:
    """The parser for arguments that begin with a command."""
    parser = Parser(prog="mmdesk")
    subparsers = parser.add_subparsers(required=True)
    for command in COMMANDS.values():
        command.add_parser(subparsers).set_defaults(run=command.run)
    return parser


class WindowParser(Parser):
    """Tells of the commands too, which are imported for that."""

    def format_help(self) -> str:
        commands = "".join(f"\n  {name:<10}{translate('cli', command.SUMMARY)}" for name, command in COMMANDS.items())
        self.epilog = translate("cli", "commands (each has --help):") + commands
        return super().format_help()


def window_parser() -> Parser:
    """The parser for arguments without a command."""
    parser = WindowParser(
        prog="mmdesk",
        usage="mmdesk [--model MODEL] [FILE ...]\n       mmdesk COMMAND ...",
        description=translate("cli", DESCRIPTION),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    version = translate("argparse", "show program's version number and exit")
    parser.add_argument("--version", action="version", version=f"mmdesk {mmdesk.__version__}", help=version)
    parser.add_argument("--model", type=Path, help=translate("cli", "model file to open; without it, the one that was open last"))
    files = translate("cli", "picture, text or sound to classify, or a model to open")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=files)
    return parser


def open_window(files: Sequence[Path], model: Path | None, engine_factory: EngineFactory) -> int:
    """Open the window, with these files dropped into it.

    Raises:
        InputError: if a file is missing, or no window can be shown here
    """
    model = model and located(model)
    if model and not os.path.exists(model):
        raise InputError(QT_TRANSLATE_NOOP("errors", "There is no model file {path}. Check the option --model."), path=model)
    for file in files:
        if not os.path.exists(file):
            sentence = QT_TRANSLATE_NOOP(
                "errors", "There is no file {path}. If you meant a command, it is the first word after mmdesk: {commands}."
            )
            raise InputError(sentence, path=file, commands=", ".join(COMMANDS))
    refuse_without_display()
    with log():
        bootstrap.load_c10_before_qt()
        from mmdesk.app import application

        models = [file for file in files if is_model(file)]
        others = [file.absolute() for file in files if file not in models]
        first = model or next(iter(models), None)
        return application.run(partial(engine_factory, "auto"), others, first and first.absolute())


def refuse_without_display() -> None:
    """Say why no window can be shown, where Qt would abort.

    Raises:
        InputError: if there is no display, or a library of the system is missing
    """
    if not bootstrap.has_display():
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "There is no display to open a window on (DISPLAY is {display}). "
            "Start mmdesk on a desktop, or use one of its commands: {commands}.",
        )
        raise InputError(sentence, display=os.environ.get("DISPLAY") or "not set", commands=", ".join(COMMANDS))
    if missing := bootstrap.missing(bootstrap.needed_libraries()):
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "The window needs libraries that this system lacks. On Debian or Ubuntu type: sudo apt-get install {packages}",
        )
        raise InputError(sentence, packages=" ".join(missing))


@contextlib.contextmanager
def log() -> Iterator[str]:
    """Write crashes, faults and warnings into the log meanwhile; gives its place, in words that end a sentence."""
    handler: logging.Handler
    try:
        bootstrap.log_crashes(log_dir() / "crash.log")
        place = str(log_dir() / "mmdesk.log")
        handler = RotatingFileHandler(place, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
    except (OSError, InputError) as error:
        text = QT_TRANSLATE_NOOP("errors", "the lines above, because the log cannot be written ({error})")
        place = Sentence(text, error=error)
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.captureWarnings(True)
    try:
        yield place
    finally:
        logging.captureWarnings(False)
        logging.getLogger().removeHandler(handler)
        handler.close()
