"""Unfinished trainings: where their checkpoints are kept."""

import hashlib
import os
from pathlib import Path

from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError, Option, OptionError
from mmdesk.core.paths import data_dir


def unfinished_file(out: Path) -> Path:
    """Where the state of the training of this model file is kept.

    Raises:
        InputError: if the folder for it cannot be made
    """
    try:
        folder = data_dir() / "unfinished"
        folder.mkdir(exist_ok=True)
    except OSError as error:
        sentence = QT_TRANSLATE_NOOP("errors", "The folder for unfinished trainings cannot be made: {reason}.")
        raise InputError(sentence, reason=error) from error
    return folder / f"{out.stem}-{hashlib.blake2b(os.fsencode(out.resolve()), digest_size=6).hexdigest()}.safetensors"


def interrupted(out: Path) -> Path:
    """The state of the interrupted training of this model file.

    Raises:
        OptionError: if there is none
    """
    path = unfinished_file(out)
    if not path.exists():
        sentence = QT_TRANSLATE_NOOP("errors", "There is no interrupted training of {out}. Train without {option}.")
        raise OptionError(sentence, out=out, option=Option("resume"))
    return path
