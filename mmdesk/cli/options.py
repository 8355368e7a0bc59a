"""Options and kinds of values that the commands share."""

import argparse
import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeAlias

from mmdesk.cli.columns import wrapped
from mmdesk.cli.flags import flag
from mmdesk.core.datasets.example import Decisions
from mmdesk.core.engine import Engine
from mmdesk.core.errors import QT_TRANSLATE_NOOP, OptionError
from mmdesk.core.language import translate
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.models.coverage import COVERAGES, USUAL_COVERAGE, key_of
from mmdesk.core.models.exported import is_exported
from mmdesk.core.models.ready import READY, located
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.plan import TrainPlan

EngineFactory = Callable[[str], Engine]
"""Makes an engine on the device of this name."""


ARGPARSE = (
    QT_TRANSLATE_NOOP("argparse", "usage: "),
    QT_TRANSLATE_NOOP("argparse", "positional arguments"),
    QT_TRANSLATE_NOOP("argparse", "options"),
    QT_TRANSLATE_NOOP("argparse", "show this help message and exit"),
    QT_TRANSLATE_NOOP("argparse", "show program's version number and exit"),
    QT_TRANSLATE_NOOP("argparse", "argument %(argument_name)s: %(message)s"),
    QT_TRANSLATE_NOOP("argparse", "expected one argument"),
    QT_TRANSLATE_NOOP("argparse", "ignored explicit argument %r"),
    QT_TRANSLATE_NOOP("argparse", "invalid choice: %(value)r (choose from %(choices)s)"),
    QT_TRANSLATE_NOOP("argparse", "the following arguments are required: %s"),
    QT_TRANSLATE_NOOP("argparse", "unrecognized arguments: %s"),
)
"""What argparse itself says in programs such as this."""


def _argparse_says(text: str) -> str:
    return translate("argparse", text)


# The name under which argparse asks gettext, of which there is no catalogue here, for its own words.
argparse._ = _argparse_says  # type: ignore[attr-defined]


class Formatter(argparse.HelpFormatter):
    """Ends the lines of a help text where a terminal would, in Chinese too."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width - len(indent)))


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one sentence, by raising `OptionError`."""

    def __init__(self, **settings: object) -> None:
        super().__init__(allow_abbrev=False, **{"formatter_class": Formatter, **settings})  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        sentence = QT_TRANSLATE_NOOP("errors", "{problem}. Type {program} --help to see the options.")
        raise OptionError(sentence, problem=message[:1].upper() + message[1:], program=self.prog)


Subparsers: TypeAlias = "argparse._SubParsersAction[Parser]"


def add_command(subparsers: Subparsers, name: str, summary: str, more: str = "") -> Parser:
    """The parser of a command; `summary` and a sentence `more` are marked for translation in "cli"."""
    summary = translate("cli", summary)
    template = translate("cli", "{summary}. {more}") if more else translate("cli", "{summary}.")
    description = template.format(summary=summary[:1].upper() + summary[1:], more=translate("cli", more))
    return subparsers.add_parser(name, help=summary, description=description)


def add_device(parser: argparse.ArgumentParser) -> None:
    help_text = with_default(sentence_of("device"), "auto")
    parser.add_argument("--device", type=device, default="auto", metavar="NAME", help=help_text)


def add_coverage(parser: argparse.ArgumentParser) -> None:
    text = translate("cli", "so often the set of classes that cannot be excluded holds the right one: {shares}")
    help_text = with_default(text.format(shares=", ".join(map(key_of, COVERAGES))), key_of(USUAL_COVERAGE))
    parser.add_argument("--coverage", type=float, choices=COVERAGES, default=USUAL_COVERAGE, metavar="SHARE", help=help_text)


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=translate("cli", "print JSON for machines"))


def add_dataset(parser: argparse.ArgumentParser) -> None:
    text = translate("cli", "folder with a table, class folders or arrays; or a table (CSV, XLSX, ODS)")
    parser.add_argument("dataset", type=Path, metavar="DATASET", help=text)
    where = translate("cli", "DATASET is a ZIP archive: unpack it into a new folder of its name in this one")
    parser.add_argument("--unpack", type=Path, metavar="FOLDER", help=where)


def add_decisions(parser: argparse.ArgumentParser) -> None:
    """The options that decide how a dataset is read."""
    for field in dataclasses.fields(Decisions):
        parser.add_argument(flag(field.name), default="", metavar="NAME", help=sentence_of(field.name))


def decisions_of(args: argparse.Namespace) -> Decisions:
    """What was decided by these options."""
    return Decisions(**{field.name: vars(args)[field.name] for field in dataclasses.fields(Decisions)})


def dataset_of(args: argparse.Namespace) -> Path:
    """The dataset that was given; an archive is unpacked first, if that was asked for.

    Raises:
        InputError: if it cannot be unpacked
    """
    if args.unpack is None:
        return Path(args.dataset)
    from mmdesk.core.datasets.archive import unpack  # here, because the help of all commands should be there at once

    return unpack(args.dataset, args.unpack, CancelToken())


def add_model(parser: argparse.ArgumentParser) -> None:
    text = translate("cli", "model file, or the name of a ready model: {names}").format(names=", ".join(READY))
    parser.add_argument("model", type=model_file, metavar="MODEL", help=text)


def add_optional_model(parser: argparse.ArgumentParser, kind: "Callable[[str], Path] | None" = None) -> None:
    """The option of a model; `kind` is what it may be, a model file unless another one is given."""
    text = translate("cli", "model file, or the name of a ready model: {names}; without it, the first of these")
    parser.add_argument("--model", type=kind or model_file, help=text.format(names=", ".join(READY)))


def model_file(text: str) -> Path:
    """The file of a model, which is given as such or as a ready model's name, for argparse.

    Raises:
        ModelFileError: if it is none, which is told before PyTorch is imported
    """
    from mmdesk.core.models.header import read_spec  # here, because the help should not wait for it

    path = located(Path(text))
    read_spec(path)
    return path


def exported_or_model_file(text: str) -> Path:
    """The same, or an exported model, at which its engine will look; raises as `model_file` does."""
    path = Path(text)
    return path if is_exported(path) else model_file(text)


def device(text: str) -> str:
    """The name of a device, there or not, for argparse.

    Raises:
        OptionError: if there is no such name
    """
    return TrainPlan(device=text).device


def sentence_of(option: str) -> str:
    """What `TrainPlan` says about one of its fields, for a help text."""
    return translate("plan", TrainPlan.__dataclass_fields__[option].metadata["sentence"]).replace("%", "%%")


def with_default(text: str, default: object) -> str:
    """A help text that tells what counts where the option is not given."""
    return translate("cli", "{text} (default: {default})").format(text=text, default=default)


def whole(text: str) -> int:
    """A whole number, for argparse."""
    try:
        return int(text)
    except ValueError:
        raise _wrong(translate("cli", "{text} is not a whole number"), text) from None


def number(text: str) -> float:
    """A finite number, for argparse."""
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if value - value != 0:
        raise _wrong(translate("cli", "{text} is not a number"), text)
    return value


def modalities(text: str) -> tuple[Modality, ...]:
    """Modalities with commas between them, or "none", for argparse; in the usual order whatever the order given."""
    given = {part.strip() for part in text.split(",")} - {"", "none"}
    if strange := given - set(MODALITIES):
        raise _wrong(translate("cli", "{text} is not one of image, text and audio"), ", ".join(sorted(strange)))
    return tuple(modality for modality in MODALITIES if modality in given)


def _wrong(template: str, text: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(template.format(text=repr(text)))
