"""The header of a model file (.safetensors): what it says of itself, read without its weights and without PyTorch."""

import json
from collections.abc import Mapping
from pathlib import Path

from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError, ModelFileError
from mmdesk.core.files import opened, read_head, shown
from mmdesk.core.models.exported import is_exported
from mmdesk.core.models.spec import FORMAT, ModelSpec

MAGIC_PICKLES = (b"PK\x03\x04", b"\x80")
"""How PyTorch's own files begin: a zip archive or a bare pickle."""
LENGTH_BYTES = 8
"""A .safetensors file begins with the length of its header, and then the header, which is JSON."""
MAX_HEADER = 100_000_000
"""As in safetensors itself, in bytes."""


def read_spec(path: Path) -> ModelSpec:
    """The description in a model file; whether its weights fit it, opening it will tell.

    Raises:
        ModelFileError: if it is missing, empty, not a model file, damaged or newer than this program
    """
    refuse_what_is_no_file(path)
    try:
        with opened(path) as file:
            length = int.from_bytes(file.file.read(LENGTH_BYTES), "little")
            header = json.loads(file.file.read(length)) if length <= MAX_HEADER else None
    except (OSError, ValueError, RecursionError) as error:
        raise damaged(path) from error
    metadata = header.get("__metadata__", {}) if isinstance(header, dict) else None
    if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
        raise damaged(path)
    number = format_of(metadata, path)
    return ModelSpec.from_json(metadata["mmdesk.spec"], shown(path), number)


def refuse_what_is_no_file(path: Path) -> None:
    """Refuse what cannot be read, a pickle, and an exported model.

    Raises:
        ModelFileError: if it is one of these, missing or empty
    """
    start = start_of(path)
    if is_exported(path):
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "{name} was exported for use elsewhere, where mmdesk predict can ask it. Open the model that it was made of.",
        )
        raise ModelFileError(sentence, name=shown(path))
    if start.startswith(MAGIC_PICKLES) and start[LENGTH_BYTES : LENGTH_BYTES + 1] != b"{":
        # The length of a header may be any number, also one that looks so.
        sentence = QT_TRANSLATE_NOOP(
            "errors", "{name} is a pickle, which could run code, and is not opened. Choose a .safetensors file of mmdesk."
        )
        raise ModelFileError(sentence, name=shown(path))


def start_of(path: Path) -> bytes:
    """How a file begins.

    Raises:
        ModelFileError: if it is missing or empty
    """
    try:
        return read_head(path)
    except MediaError as error:
        raise ModelFileError(error.sentence.template, **error.sentence.values) from error


def format_of(metadata: Mapping[str, str], path: Path) -> int:
    """Number of the file's format.

    Raises:
        ModelFileError: if it is not made by mmdesk, says none, or is newer than this program
    """
    if "mmdesk.spec" not in metadata:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} was not made by mmdesk. Choose a model file that was.")
        raise ModelFileError(sentence, name=shown(path))
    try:
        number = int(metadata.get("mmdesk.format", ""))
    except ValueError:
        number = 0
    if number > FORMAT:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} was made by a newer mmdesk (format {number}). Update mmdesk to open it.")
        raise ModelFileError(sentence, name=shown(path), number=number)
    if number < 1:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} does not say its format. Ask for the file again.")
        raise ModelFileError(sentence, name=shown(path))
    return number


def damaged(path: Path) -> ModelFileError:
    """Why a file that is there could not be read as a model file."""
    sentence = QT_TRANSLATE_NOOP("errors", "{name} is damaged or not a model file of mmdesk. Copy it again or choose another.")
    return ModelFileError(sentence, name=shown(path))
