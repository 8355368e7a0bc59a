"""Options and kinds of values that the commands share."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeAlias

from mmdesk.core.errors import QT_TRANSLATE_NOOP, OptionError
from mmdesk.core.plan import TrainPlan
from mmdesk.core.protocol import Engine
from mmdesk.core.sample import MODALITIES, Modality

EngineFactory = Callable[[str], Engine]
"""Makes an engine on the device of this name."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one sentence, by raising `OptionError`."""

    def __init__(self, **settings: object) -> None:
        super().__init__(allow_abbrev=False, **settings)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        sentence = QT_TRANSLATE_NOOP("errors", "{problem}. Type {program} --help to see the options.")
        raise OptionError(sentence, problem=message[:1].upper() + message[1:], program=self.prog)


Subparsers: TypeAlias = "argparse._SubParsersAction[Parser]"


def add_device(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--device", default="auto", help=f"{sentence_of('device')} (default: auto)")


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON for machines")


def add_dataset(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "dataset", type=Path, metavar="DATASET", help="folder with a manifest.csv, class folders or arrays; or a manifest"
    )


def sentence_of(option: str) -> str:
    """What `TrainPlan` says about one of its fields, for a help text."""
    return str(TrainPlan.__dataclass_fields__[option].metadata["sentence"]).replace("%", "%%")


def whole(text: str) -> int:
    """A whole number, for argparse."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None


def number(text: str) -> float:
    """A finite number, for argparse."""
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if value - value != 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number")
    return value


def modalities(text: str) -> tuple[Modality, ...]:
    """Modalities with commas between them, or "none", for argparse; in the usual order whatever the order given."""
    given = {part.strip() for part in text.split(",")} - {"", "none"}
    if strange := given - set(MODALITIES):
        raise argparse.ArgumentTypeError(f"{', '.join(sorted(strange))!r} is not one of image, text and audio")
    return tuple(modality for modality in MODALITIES if modality in given)
