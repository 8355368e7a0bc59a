"""What can be wrong with any file before a word of it is understood."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, MediaError

HEAD_BYTES = 4096
MODEL_ENDING = ".safetensors"


def shown(path: Path) -> str:
    """The file's name in a form that every screen and terminal can print."""
    return os.fsencode(path.name or path).decode("utf-8", "replace")


def check_name(place: str) -> None:
    """Refuse a file that no table can name, because `place`, its name or the way to it, is not text.

    Raises:
        MediaError: if it cannot be written in UTF-8
    """
    try:
        place.encode("utf-8")
    except UnicodeEncodeError as error:
        sentence = QT_TRANSLATE_NOOP("errors", "The name of {name} is not text in UTF-8. Give the file another one.")
        raise MediaError(sentence, name=place.encode("utf-8", "backslashreplace").decode()) from error


def is_model(path: Path) -> bool:
    """Whether it is called as model files are; what it holds is seen when it is opened."""
    return path.suffix.lower() == MODEL_ENDING


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Say that a folder may not be read.

    Raises:
        DatasetError: instead of a `PermissionError` in the block
    """
    try:
        yield
    except PermissionError as error:
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "{name} may not be read. Change its permissions."), name=folder) from error


def read_head(path: Path) -> bytes:
    """The first `HEAD_BYTES` bytes of a file; at least one.

    Raises:
        MediaError: if there is no such file, it is a folder or a device, may not be read, or is empty
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise MediaError(QT_TRANSLATE_NOOP("errors", "{name} is a folder. Choose a file in it."), name=shown(path))
        if not stat.S_ISREG(mode):
            # Reading a pipe or a device may never end.
            raise MediaError(QT_TRANSLATE_NOOP("errors", "{name} is not a regular file. Choose another file."), name=shown(path))
        with open(path, "rb") as file:
            head = file.read(HEAD_BYTES)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MediaError(QT_TRANSLATE_NOOP("errors", "{name} does not exist. Check the path."), name=shown(path)) from error
    except PermissionError as error:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} may not be read. Change its permissions or choose another file.")
        raise MediaError(sentence, name=shown(path)) from error
    except (OSError, ValueError) as error:
        # ValueError: a NUL in the path.
        sentence = QT_TRANSLATE_NOOP("errors", "{name} cannot be opened. Check the path and the disk.")
        raise MediaError(sentence, name=shown(path).replace("\0", "?")) from error
    if not head:
        raise MediaError(QT_TRANSLATE_NOOP("errors", "{name} is empty. Choose another file."), name=shown(path))
    return head
